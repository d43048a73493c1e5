"""Stock from files: what a row means, what it changes, and every error by row and column with what is allowed."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.exchange.stock import Stock
from kiosk.flows import undo
from kiosk.stock.ledger import Act, Change
from kiosk.store import ledger, settings, stock_rows
from kiosk.store.sql import execute
from kiosk.store.verify import verify

LOCATIONS = "path,structural,archived\nMAIN,yes,\nMAIN/A,,\nMAIN/B,,\nOLD,,yes\n"
PARTS = """number,name,tracking,decimals,variant_of,track_stock,archived
PSU,Power supply,serial,0,,,
PSU-B,Power supply black,serial,0,PSU,,
LAMP,Lamp,serial,0,,,
WIRE,Wire,none,2,,,
PILL,Pill,batch,0,,,
BOTH,Both,batch+serial,0,,,
IDEA,Idea,none,0,,no,
GONE,Gone,none,0,,,yes
"""
SUPPLIERS = "partner,sku,part\nAcme,A-1,WIRE\nAcme,A-2,PSU\n"


@pytest.fixture
def shop(desk: Any) -> Any:
    """A catalogue without stock."""
    desk.brought("locations", LOCATIONS)
    desk.brought("parts", PARTS)
    desk.brought("partners", "name\nAcme\n")
    desk.brought("supplier-parts", SUPPLIERS)
    return desk


def _stock(desk: Any) -> list[tuple[str, ...]]:
    """What there is, without uids, in one order."""
    return sorted(tuple(list(row.values())[1:]) for row in desk.rows("stock"))


def _operations(desk: Any) -> list[tuple[str, str]]:
    text = "SELECT kind, reference FROM operation ORDER BY id"
    found: list[tuple[str, str]] = desk.store.look(lambda db: execute(db, text).fetchall())
    return found


def _undone(db: Any, desk: Any) -> None:
    post = desk.begin(db)
    newest = undo.newest(db, post)
    assert newest is not None
    assert isinstance(undo.undo(db, post, newest.id), undo.Undone)


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ("NONE,MAIN/A,1,,,,,,", 'part: there is no part "NONE"'),
        ("GONE,MAIN/A,1,,,,,,", 'part: "GONE" is archived'),
        ("IDEA,MAIN/A,1,,,,,,", 'part: the stock of "IDEA" is not tracked'),
        (",MAIN/A,1,,,,,,", "part: must be given"),
        ("WIRE,MAIN/X,1,,,,,,", 'location: there is no place "MAIN/X"'),
        ("WIRE,MAIN,1,,,,,,", 'location: "MAIN" only holds other places'),
        ("WIRE,OLD,1,,,,,,", 'location: "OLD" is archived'),
        ("WIRE,,1,,,,,,", "location: must be given, since in_stock stock lies somewhere"),
        ("WIRE,MAIN/A,1,,,sold,,,", "location: must be empty, since sold stock lies nowhere"),
        ("WIRE,MAIN/A,,,,,,,", "quantity: must be given"),
        ("WIRE,MAIN/A,0,,,,,,", "quantity: must be more than 0"),
        ("WIRE,MAIN/A,-1,,,,,,", "quantity: must be more than 0"),
        ("WIRE,MAIN/A,1.255,,,,,,", 'quantity: "1.255" has too many decimals; at most 2'),
        ("PILL,MAIN/A,1.5,,B,,,,", 'quantity: "1.5" has too many decimals; a whole number'),
        ("PSU,MAIN/A,2,1,,,,,", "quantity: 2 is not allowed; a unit with a serial is 1"),
        ("PSU,MAIN/A,1,,,,,,", 'serial: must be given, since each unit of "PSU" has one'),
        ("WIRE,MAIN/A,1,1,,,,,", 'serial: must be empty, since "WIRE" is not tracked by serial'),
        ("PILL,MAIN/A,1,,,,,,", 'batch: must be given, since all stock of "PILL" has one'),
        ("BOTH,MAIN/A,1,1,,,,,", "batch: must be given"),
        ("PSU,MAIN/A,1, 1,,,,,", 'serial: " 1" begins or ends with a space'),
        ("PSU,MAIN/A,1," + "x" * 101 + ",,,,,", "serial: is 101 characters long; at most 100"),
        ("WIRE,MAIN/A,1,,,void,,,", "status: void is not allowed"),
        ("WIRE,MAIN/A,1,,,new,,,", 'status: "new" is not allowed; in_stock, quarantined'),
        ("WIRE,MAIN/A,1,,,,31.3.2027,,", 'expiry: "31.3.2027" is not a date'),
        ("WIRE,MAIN/A,1,,,,,Acme,", "sku: must be given"),
        ("WIRE,MAIN/A,1,,,,,,A-1", "partner: must be given"),
        ("WIRE,MAIN/A,1,,,,,Acme,X", 'sku: "Acme" has no "X"'),
        ("WIRE,MAIN/A,1,,,,,Acme,A-2", 'sku: is not a supplier\'s code of "WIRE"'),
    ],
)
def test_a_row_that_can_not_be_is_refused_by_its_column(shop: Any, row: str, error: str) -> None:
    header = "part,location,quantity,serial,batch,status,expiry,partner,sku"
    found = shop.wrong("stock", f"{header}\n{row}\n")
    assert [one[: len(error) + 2] for one in found] == [f"2 {error}"]


def test_all_errors_of_a_file_are_told_at_once(shop: Any) -> None:
    text = "part,location,quantity,expiry\nNONE,MAIN/X,x,soon\nWIRE,MAIN/A,1,\nWIRE,OLD,1.234,\n"
    found = shop.wrong("stock", text)
    assert [error.partition(": ")[0] for error in found] == [
        "2 expiry", "2 location", "2 part", "2 quantity", "4 location", "4 quantity",
    ]  # fmt: skip


def test_units_of_any_status_come_in_by_a_way_that_may_be(shop: Any) -> None:
    rows = ["part,location,serial,status"]
    rows += [f"PSU,MAIN/A,{status},{status}" for status in ("in_stock", "quarantined", "returned", "defective")]
    rows += [f"PSU,,{status},{status}" for status in ("sold", "in_repair", "repair_done", "lost", "scrapped")]
    assert shop.brought("stock", "\n".join(rows)) == (9, 0, 0)
    assert shop.brought("stock", "\n".join(rows)) == (0, 0, 9)
    assert shop.store.look(verify) == ()


def test_an_import_is_one_operation_which_undo_takes_back(shop: Any) -> None:
    shop.brought("stock", "part,location,quantity,serial\nWIRE,MAIN/A,2.5,\nPSU,MAIN/A,1,1\n")
    before = shop.rows("stock")
    text = "part,location,quantity,serial\nWIRE,MAIN/A,3,\nPSU,MAIN/B,1,1\nPSU,MAIN/B,1,2\n"
    assert shop.brought("stock", text) == (1, 2, 0)
    assert _operations(shop) == [("import", ""), ("import", "")]
    shop.store.call(_undone, shop)
    assert shop.rows("stock") == before


def test_a_file_that_says_what_is_so_leaves_no_operation(shop: Any) -> None:
    text = "part,location,quantity,notes\nWIRE,MAIN/A,2.50,a\n"
    assert shop.brought("stock", text) == (1, 0, 0)
    assert shop.brought("stock", text) == (0, 0, 1)
    assert len(_operations(shop)) == 1


def test_a_column_that_the_file_lacks_is_left_as_it_is(shop: Any) -> None:
    shop.brought("stock", "part,location,quantity,serial,batch,status,notes\nPSU,,1,1,B,sold,note\n")
    assert shop.brought("stock", "part,serial\nPSU,1\n") == (0, 0, 1)
    assert shop.brought("stock", "part,serial,notes\nPSU,1,\n") == (0, 1, 0)
    assert [(row["batch"], row["status"], row["notes"]) for row in shop.rows("stock")] == [("B", "sold", "")]


def test_the_status_of_a_unit_changes_along_the_table_only(shop: Any) -> None:
    shop.brought("stock", "part,location,serial,status\nPSU,,1,sold\nPSU,,2,scrapped\n")
    assert shop.brought("stock", "part,location,serial,status\nPSU,MAIN/A,1,returned\n") == (0, 1, 0)
    text = "part,location,serial,status\nPSU,,1,repair_done\nPSU,MAIN/A,2,in_stock\n"
    assert shop.wrong("stock", text) == [
        "2 status: returned can't become repair_done; only in_stock, quarantined, sold, in_repair, defective or"
        " scrapped",
        "3 status: scrapped can't become in_stock; it stays scrapped",
    ]


def test_stock_without_a_serial_is_known_by_all_that_tells_it_apart(shop: Any) -> None:
    text = "part,location,quantity,batch\nPILL,MAIN/A,5,A\nPILL,MAIN/A,6,B\nPILL,MAIN/B,7,A\n"
    assert shop.brought("stock", text) == (3, 0, 0)
    assert shop.brought("stock", "part,location,quantity,batch\nPILL,MAIN/A,9,B\n") == (0, 1, 0)
    assert shop.brought("stock", "part,location,quantity\nPILL,MAIN/B,9\n") == (0, 1, 0)
    first, second, _ = (row["uid"] for row in shop.rows("stock"))
    assert shop.wrong("stock", "part,location,quantity\nPILL,MAIN/A,9\n") == [
        f"2 uid: must be given, since several items fit this row: {first}, {second}"
    ]
    assert shop.brought("stock", f"uid,part,location,quantity\n{first},PILL,MAIN/B,9\n") == (0, 1, 0)


@pytest.mark.parametrize("old", ["WIRE,MAIN/A,5,in_stock", "WIRE,,5,sold"])
def test_stock_from_before_its_part_had_serials_does_not_come_on_hand_again(shop: Any, old: str) -> None:
    """Such as by the file that was exported before it was serialised."""
    shop.brought("stock", f"part,location,quantity,status\n{old}\n")
    uid = shop.rows("stock")[0]["uid"]
    if "sold" not in old:
        shop.store.call(_emptied, shop, uid)
    shop.brought("parts", "number,tracking,decimals\nWIRE,serial,0\n")
    text = f"uid,part,location,quantity,status\n{uid},WIRE,MAIN/A,5,{'returned' if 'sold' in old else 'in_stock'}\n"
    assert [error[: error.index(":")] for error in shop.wrong("stock", text)] == ["2 serial"]
    assert shop.store.look(verify) == ()


def test_new_stock_that_lacks_its_serial_is_refused_with_a_uid_as_well(shop: Any) -> None:
    text = f"uid,part,location,quantity\n{'0' * 31}1,PSU,MAIN/A,1\n"
    assert shop.wrong("stock", text) == ['2 serial: must be given, since each unit of "PSU" has one']


def _emptied(db: Any, desk: Any, uid: str) -> None:
    item = stock_rows.by_uid(db, [uid])[uid]
    post = desk.begin(db)
    change = Change(item.id, item.state, replace(item.state, quantity=0))
    ledger.record(db, post, ledger.begin(db, post, Act.ADJUST), [change])


def test_a_serial_is_unique_in_the_tree_of_its_part(shop: Any) -> None:
    shop.brought("stock", "part,location,serial\nPSU,MAIN/A,1\n")
    text = "part,location,serial\nPSU-B,MAIN/A,1\nLAMP,MAIN/A,1\nPSU,MAIN/B,2\nPSU-B,MAIN/B,2\n"
    assert shop.wrong("stock", text) == [
        "2 serial: is taken by PSU · 1, in_stock, MAIN/A; a serial is never freed",
        "5 : is for the same as row 4; take one of them away",
    ]
    shop.store.call(settings.change, "serial_scope", "global", "Jana")
    assert shop.wrong("stock", "part,location,serial\nLAMP,MAIN/A,1\n")[0].startswith("2 serial: is taken by PSU · 1")


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        (("{},PSU,MAIN/A,1,1", ",PSU,MAIN/A,1,1"), 2),
        ((",PSU,MAIN/A,1,1", "{},PSU,MAIN/B,1,1"), 2),
        ((",PSU,MAIN/A,1,1", ",PSU,MAIN/B,1,1"), 2),
        ((",PSU,MAIN/A,1,9", ",PSU,MAIN/B,1,9"), 2),
        ((",WIRE,MAIN/A,1,", ",WIRE,MAIN/A,2,"), 2),
        ((",WIRE,MAIN/B,1,", ",WIRE,MAIN/B,2,"), 2),
    ],
)
@pytest.mark.parametrize("size", [1, 1000])
def test_the_same_stock_twice_in_a_file_is_refused_naming_both_rows(
    shop: Any, rows: tuple[str, str], first: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.exchange.spool.CHUNK", size)
    shop.brought("stock", "part,location,quantity,serial\nPSU,MAIN/A,1,1\nWIRE,MAIN/A,1,\n")
    uid = shop.rows("stock")[0]["uid"]
    text = "uid,part,location,quantity,serial\n" + "\n".join(rows).format(uid)
    assert shop.wrong("stock", text) == [f"3 : is for the same as row {first}; take one of them away"]


def test_a_uid_means_its_item_and_no_other(shop: Any) -> None:
    shop.brought("stock", "part,location,quantity,serial\nPSU,MAIN/A,1,1\nWIRE,MAIN/A,1,\n")
    unit, wire = (row["uid"] for row in shop.rows("stock"))
    other = "f" * 32
    header = "uid,part,location,quantity,serial"
    assert shop.wrong(
        "stock", f"{header}\n{unit},PSU,MAIN/A,1,2\n{wire},LAMP,MAIN/A,1,5\n{other},PSU,MAIN/A,1,1\n"
    ) == [
        '2 serial: can\'t be changed; this item has "1"',
        "3 part: can't be changed; this uid is WIRE · MAIN/A",
        f"4 serial: is there already with the uid {unit}; leave the uid empty to mean that unit",
    ]
    assert shop.brought("stock", f"{header}\n{other},PSU,MAIN/A,1,7\n") == (1, 0, 0)
    assert other in {row["uid"] for row in shop.rows("stock")}


def test_a_serial_of_a_void_unit_is_free_and_its_uid_is_gone(shop: Any) -> None:
    text = "part,location,serial\nPSU,MAIN/A,1\n"
    shop.brought("stock", text)
    uid = shop.rows("stock")[0]["uid"]
    shop.store.call(_undone, shop)
    assert shop.rows("stock") == []
    assert shop.wrong("stock", f"uid,{text.replace('PSU', f'{uid},PSU')}") == [
        "2 uid: is PSU · 1, which was received by mistake and is void; leave the uid empty for a new item"
    ]
    assert shop.brought("stock", text) == (1, 0, 0)


def test_units_that_are_out_come_in_of_parts_and_at_times_that_take_no_stock(shop: Any) -> None:
    assert shop.brought("stock", "part,quantity,status\nGONE,5,sold\nIDEA,5,scrapped\nPSU,1,sold\n") == (3, 0, 0)


def test_the_template_can_be_imported_once_its_names_are_there(shop: Any) -> None:
    shop.brought("parts", "number,name,tracking\nPSU-12,Power supply,serial\nRES-10K,Resistor,none\n")
    shop.brought("locations", "path\nMAIN/A/01\nMAIN/A/02\n")
    header = [column.name for column in Stock.columns]
    rows = [",".join(example.get(name, "") for name in header) for example in Stock.examples]
    assert shop.brought("stock", "\n".join([",".join(header), *rows])) == (2, 0, 0)
