"""Barcodes, other systems' identifiers and the journal: exact bytes, things by their names, history included."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.exchange import codes
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes

CATALOGUE = ("locations", "parts", "partners", "supplier-parts", "stock")


@pytest.fixture
def here(shop, desk_of):
    """A shop with codes on all kinds of things and a journal, with history."""
    for raw in (b"2000000000015", b"AB\x1dCD", b"\xff\xfe", b"unknown", b"", b"=1+1"):
        shop.look_up(raw)
    shop.look_up(b"SN-0002", typed=True)
    shop.store.call(barcodes.assign, shop.post, b"=SUP", Thing(Kind.SUPPLIER_PART, shop.ids["acme"], ""))
    shop.store.call(barcodes.assign, shop.post, b"OLD", Thing(Kind.STOCK_ITEM, shop.ids["bag"], ""))
    unassign = "UPDATE barcode SET unassigned_at = 1700000000000000, unassigned_by = 'Eva' WHERE raw = "
    shop.store.call(lambda db: db.execute_sql(f"{unassign}{db.param}", (b"OLD",)))
    shop.store.call(barcodes.assign, shop.post, b"OLD", Thing(Kind.PART, shop.ids["fan"], ""))
    desk = desk_of(shop.store)
    desk.brought(
        "external-ids",
        "source,foreign_kind,foreign_id,kind,part,serial,location,partner,sku\n"
        "erp,part,10,part,RES-10K,,,,\nerp,,'=1,stock_item,PSU-12,SN-0001,,,\n"
        "erp,place,10,location,,,MAIN/A,,\nerp,sku,10,supplier_part,,,,Acme,0805-103\n",
    )
    return desk


@pytest.fixture
def there(here, new_desk):
    """Another store, with the same things, and as yet without codes."""
    other = new_desk()
    for kind in CATALOGUE:
        other.brought(kind, here.taken(kind))
    return other


@pytest.mark.parametrize("kind", ["barcodes", "external-ids", "journal"])
def test_all_of_it_goes_into_another_store_and_a_second_time_changes_nothing(here, there, kind):
    rows = here.rows(kind)
    assert len(rows) > 3
    assert there.brought(kind, here.taken(kind)) == (len(rows), 0, 0)
    assert there.rows(kind) == rows
    assert there.brought(kind, here.taken(kind)) == (0, 0, len(rows))
    assert here.brought(kind, here.taken(kind)) == (0, 0, len(rows))


def test_a_code_is_exact_in_hexadecimal_and_readable_beside_it(here):
    row = next(row for row in here.rows("barcodes") if row["kind"] == "location")
    assert (row["code"], row["raw_hex"], row["location"]) == ("AB␝CD", "41421d4344", "MAIN/B")


def test_the_readable_code_counts_only_where_the_exact_one_is_empty(desk):
    desk.brought("parts", "number,name\nA,a\n")
    desk.brought("barcodes", "code,raw_hex,kind,part\nAB␝CD,41421d4344,part,A\nžluť,,part,A\n")
    assert [row["raw_hex"] for row in desk.rows("barcodes")] == ["41421d4344", "žluť".encode().hex()]


@settings(max_examples=50, deadline=None)
@given(st.binary(min_size=1, max_size=20))
def test_every_code_is_what_its_columns_say(raw):
    readable, exact = codes.cells(raw)
    by_name = {column.name: column for column in codes.COLUMNS}
    assert codes.raw({"code": readable, "raw_hex": by_name["raw_hex"].parse(exact)}) == raw


def test_a_code_that_can_not_be_is_told(desk):
    desk.brought("parts", "number,name\nA,a\n")
    assert desk.wrong(
        "barcodes",
        "code,raw_hex,kind,part,assigned_at,pack\n"
        ",,part,A,,\n,4g,part,A,,\nx,,part,A,yesterday,\ny,,part,A,,0\nz,,thing,A,,\n"
        f"{'x' * 1025},,part,A,,\nq,,part,A,,1.5\n",
    ) == [
        "2 code: must be given",
        '3 raw_hex: "4g" is not hexadecimal; two digits of 0-9 and a-f for each byte',
        '4 assigned_at: "yesterday" is not a time with its zone; such as 2027-03-31T08:00:00Z',
        "5 pack: must be more than 0",
        '6 kind: "thing" is not allowed; part, stock_item, location or supplier_part',
        "7 code: is too long; at most 1,024 bytes",
        '8 pack: "1.5" has too many decimals; a whole number',
    ]


def test_a_thing_that_is_not_there_is_told_by_the_column_that_names_it(here):
    assert here.wrong(
        "external-ids",
        "source,foreign_id,kind,part,serial,location,partner,sku,uid\n"
        "x,1,part,NONE,,,,,\nx,2,location,,,MAIN/X,,,\nx,3,supplier_part,,,,Acme,1,\nx,4,stock_item,PSU-12,1,,,,\n"
        f"x,5,stock_item,,,,,,{'0' * 32}\nx,6,part,,,,,,\nx,7,stock_item,,,,,,\nx,8,stock_item,FAN-80,SN-0001,,,,\n",
    ) == [
        '2 part: there is no part "NONE"; import or add it first',
        '3 location: there is no place "MAIN/X"; import or add it first',
        '4 sku: "Acme" has no "1"; import or add it first',
        '5 serial: there is no unit "1" of this part; import its stock first',
        f"6 uid: there is no stock item {'0' * 32}; import its stock first",
        "7 part: must be given",
        "8 uid: must be given",
        '9 serial: there is no unit "SN-0001" of this part; import its stock first',
    ]


def test_a_code_of_another_thing_is_refused_in_each_of_its_forms(here):
    assert here.wrong(
        "barcodes", "code,kind,part\n2000000000015,part,FAN-80\nABCD,part,FAN-80\n02000000000015,part,FAN-80\n"
    ) == [
        "2 code: is assigned to RES-10K · Resistor 10 kΩ already; unassign it there first",
        "3 code: is assigned to MAIN/B already; unassign it there first",
        "4 code: is assigned to RES-10K · Resistor 10 kΩ already; unassign it there first",
    ]


def test_a_code_that_was_taken_back_elsewhere_is_taken_back_here(here, there):
    there.brought("barcodes", here.taken("barcodes"))
    here.store.call(barcodes.unassign, here.store.call(here.begin), b"2000000000015")
    rows = len(here.rows("barcodes"))
    assert there.brought("barcodes", here.taken("barcodes")) == (0, 1, rows - 1)
    assert there.rows("barcodes") == here.rows("barcodes")


def test_a_pack_is_changed(here):
    text = "code,kind,part,pack\n2000000000015,part,RES-10K,25\n"
    assert here.brought("barcodes", text) == (0, 1, 0)
    assert here.brought("barcodes", text) == (0, 0, 1)


def test_an_identifier_that_names_another_thing_now_is_changed(here):
    text = "source,foreign_kind,foreign_id,kind,part\nerp,part,10,part,FAN-80\n"
    assert here.brought("external-ids", text) == (0, 1, 0)
    assert here.brought("external-ids", text) == (0, 0, 1)


def test_a_journal_row_is_never_overwritten(here):
    file = here.taken("journal").decode()
    other = file.replace(here.rows("journal")[3]["scan_uid"], "0" * 32)
    assert here.wrong("journal", other) == [
        '5 seq: row 4 of station "bench" is another scan in this store; it is never overwritten'
    ]


@pytest.mark.parametrize("text", [" bench ", "=1+1", "'-x", "a\x1b[2Jb\r\n", "[b]\u202e", "_x001D_", '"', "é😀\u2028"])
def test_hostile_names_in_the_journal_come_back(here, there, text):
    def spoil(db):
        marks = "device = ?, operator = ?, screen = ?, symbology = ?, result = ?"
        db.execute_sql(f"UPDATE scan_record SET {marks}", (text,) * 5)
        db.execute_sql("UPDATE station SET name = ?", (text,))
        db.execute_sql("UPDATE run SET os_user = ?, tty = ?, ssh_client = ?, version = ?", (text,) * 4)

    here.store.call(spoil)
    rows = here.rows("journal")
    assert rows[0]["station"] == rows[0]["device"] == rows[0]["tty"] == text
    assert there.brought("journal", here.taken("journal")) == (len(rows), 0, 0)
    assert there.rows("journal") == rows


def test_a_station_goes_on_counting_behind_what_was_brought_in(here, there):
    there.brought("journal", here.taken("journal"))
    stations = there.store.look(lambda db: db.execute_sql("SELECT name FROM station ORDER BY id").fetchall())
    runs = there.store.look(lambda db: db.execute_sql("SELECT COUNT(DISTINCT run_id) FROM scan_record").fetchone())
    assert (stations, runs) == ([("bench",)], (1,))


def test_what_names_things_that_files_leave_out_is_left_out(here, shop):
    before = len(here.rows("barcodes"))
    shop.store.call(
        lambda db: db.execute_sql(
            "INSERT INTO barcode (raw, loose, kind, thing_id, assigned_by, assigned_at, pack)"
            f" VALUES ({db.param}, {db.param}, 'stock_item', {shop.ids['void']}, '', 1, 1000000)",
            (b"VOID", b"VOID"),
        )
    )
    assert len(here.rows("barcodes")) == before
