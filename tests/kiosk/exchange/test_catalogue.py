"""Parts, locations, partners and supplier parts: what a file says is so afterwards, whatever the order of its rows."""

import pytest

from kiosk.exchange import importing
from kiosk.exchange.spool import CHUNK

LOCATIONS = "path,name,structural,archived\nMAIN/A,Shelf A,,\nMAIN,Workshop,yes,\nMAIN/B,,no,yes\n"
PARTS = "number,name,default_location\nRES,Resistor,MAIN/A\nPSU,Power supply,\n"


@pytest.fixture
def shop(desk):
    desk.brought("locations", LOCATIONS)
    desk.brought("parts", PARTS)
    desk.brought("partners", "name\nAcme\nBolt\n")
    desk.brought("supplier-parts", "partner,sku,part,pack\nAcme,0805,RES,100\n")
    return desk


def by(desk, kind, key, column):
    return {row[key]: row[column] for row in desk.rows(kind)}


def test_what_is_left_out_is_as_columns_say(desk):
    desk.brought("parts", "number,name,unit,decimals,tracking,archived\nA,a,,,,\n")
    (row,) = desk.rows("parts")
    assert row == {
        "number": "A", "name": "a", "description": "", "unit": "pcs", "decimals": "0", "variant_of": "",
        "track_stock": "yes", "tracking": "none", "default_location": "", "minimum": "", "warranty_months": "",
        "serial_scheme": "", "serial_mask": "", "archived": "no",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["locations", "parts", "partners", "supplier-parts"])
def test_a_second_import_changes_nothing(shop, kind):
    rows = len(shop.rows(kind))
    assert shop.brought(kind, shop.taken(kind)) == (0, 0, rows)


def test_columns_that_are_not_in_the_file_are_left_as_they_are(shop):
    assert shop.brought("parts", "number,minimum\nRES,500\nPSU,\n") == (0, 1, 1)
    assert shop.brought("locations", "path,name\nMAIN/B,Shelf B\n") == (0, 1, 0)
    assert by(shop, "parts", "number", "default_location")["RES"] == "MAIN/A"
    assert by(shop, "locations", "path", "archived")["MAIN/B"] == "yes"


def test_an_empty_cell_takes_away_what_is_there(shop):
    assert shop.brought("parts", "number,default_location\nRES,\n") == (0, 1, 0)
    assert by(shop, "parts", "number", "default_location")["RES"] == ""


def test_a_new_part_needs_a_name(shop):
    assert shop.wrong("parts", "number,unit\nRES,m\nNEW,m\n") == [
        "3 name: must be given, since this row is new",
    ]


def test_a_part_comes_with_its_scheme_and_mask(shop):
    text = "number,name,serial_scheme,serial_mask\nA,a,mask,SN-{digits 6}\nB,b,Counter,\n"
    assert shop.brought("parts", text) == (2, 0, 0)
    assert by(shop, "parts", "number", "serial_scheme")["A"] == "mask"
    assert by(shop, "parts", "number", "serial_mask")["A"] == "SN-{digits 6}"
    assert by(shop, "parts", "number", "serial_scheme")["B"] == ""
    assert shop.brought("parts", text) == (0, 0, 2)


def test_a_scheme_or_mask_that_can_not_be_is_refused(shop):
    found = shop.wrong(
        "parts", "number,name,serial_scheme,serial_mask\nRES,a,mask,{digits\nPSU,b,,{digits}\nC,c,acme,\n"
    )
    assert [text.split(":")[0].split(" ")[:2] for text in found] == [
        ["2", "serial_mask"], ["3", "serial_mask"], ["4", "serial_scheme"],
    ]  # fmt: skip


def test_variants_stand_in_any_order(shop):
    text = "number,name,variant_of\nC,c,B\nB,b,A\nA,a,\nD,d,A\n"
    assert shop.brought("parts", text) == (4, 0, 0)
    above = by(shop, "parts", "number", "variant_of")
    assert (above["C"], above["B"], above["A"], above["D"]) == ("B", "A", "", "A")
    assert shop.brought("parts", text) == (0, 0, 4)
    roots = dict(shop.store.look(lambda db: db.execute_sql("SELECT number, root FROM part").fetchall()))
    assert roots["C"] == roots["B"] == roots["D"] == roots["A"] != roots["RES"]


def test_variants_can_be_turned_over(shop):
    shop.brought("parts", "number,name,variant_of\nA,a,\nB,b,A\n")
    assert shop.brought("parts", "number,variant_of\nA,B\nB,\n") == (0, 2, 0)
    assert by(shop, "parts", "number", "variant_of")["A"] == "B"


def test_a_ring_of_variants_is_refused(shop):
    (first,) = shop.wrong("parts", "number,name,variant_of\nA,a,B\nB,b,A\n")
    assert "which is itself a variant of this part" in first


def test_a_thing_that_is_not_there_is_told(shop):
    assert shop.wrong("parts", "number,name,variant_of,default_location\nA,a,NONE,\nB,b,,MAIN/X\n") == [
        '2 variant_of: there is no part "NONE"; import or add it first',
        '3 default_location: there is no place "MAIN/X"; import or add it first',
    ]
    assert shop.wrong("locations", "path\nSIDE/A\n") == [
        '2 path: there is no place "SIDE"; import or add it first',
    ]
    assert shop.wrong("supplier-parts", "partner,sku,part\nNobody,1,NONE\n") == [
        '2 part: there is no part "NONE"; import or add it first',
        '2 partner: there is no partner "Nobody"; import or add it first',
    ]


def test_one_wrong_row_makes_no_other_wrong(shop):
    assert shop.wrong("parts", "number,name,decimals,variant_of\nA,a,x,\nB,b,0,A\n") == [
        '2 decimals: "x" is not allowed; a whole number from 0 to 6'
    ]
    assert shop.wrong("locations", "path,structural\nSIDE/A/1,\nSIDE/A,\nSIDE,perhaps\n") == [
        '4 structural: "perhaps" is not allowed; yes or no'
    ]


def test_rules_of_the_store_are_told_with_what_is_wrong_in_the_file(shop):
    assert shop.wrong("parts", "number,name,minimum,tracking,track_stock\nA,a,2.5,,\nB,b,x,,\nC,c,,serial,no\n") == [
        '2 minimum: "2.5" has too many decimals; a whole number',
        '3 minimum: "x" is not a number; digits, with a point before decimals, such as 2.5',
        "4 tracking: needs stock to be tracked; track stock, or choose none",
    ]


def test_places_stand_in_any_order_over_many_chunks(desk):
    paths = [f"R/{first}/{second}" for first in range(30) for second in range(50)]
    text = "path\n" + "".join(f"{path}\n" for path in [*paths, *(f"R/{first}" for first in range(30)), "R"])
    assert len(paths) > CHUNK
    assert desk.brought("locations", text) == (len(paths) + 31, 0, 0)
    assert desk.brought("locations", text) == (0, 0, len(paths) + 31)


def test_a_branch_is_archived_and_brought_back_as_a_whole(shop):
    shop.brought("parts", "number,default_location\nRES,\n")
    assert shop.brought("locations", "path,archived\nMAIN,yes\nMAIN/A,yes\nMAIN/B,yes\n") == (0, 2, 1)
    assert shop.brought("locations", "path,archived\nMAIN/A,no\nMAIN/B,no\nMAIN,no\n") == (0, 3, 0)
    assert set(by(shop, "locations", "path", "archived").values()) == {"no"}


def test_what_can_not_be_archived_is_told(shop):
    assert [error[: len("2 archived: ")] for error in shop.wrong("partners", "name,archived\nAcme,yes\n")] == [
        "2 archived: "
    ]


def test_archived_things_are_brought_into_an_empty_store_with_what_names_them(shop, new_desk):
    shop.brought("supplier-parts", "partner,sku,part,archived\nBolt,9,PSU,yes\n")
    shop.brought("partners", "name,archived\nBolt,yes\n")
    shop.brought("parts", "number,name,variant_of,default_location\nV,v,PSU,MAIN/A\n")
    shop.brought("parts", "number,archived\nPSU,yes\nRES,yes\n")
    shop.brought("locations", "path,archived\nMAIN/A,yes\n")
    other = new_desk()
    for kind in ("locations", "parts", "partners", "supplier-parts"):
        other.brought(kind, shop.taken(kind))
    assert other.everything() == shop.everything()


def test_a_check_answers_the_same_and_writes_nothing(shop):
    text = "number,name,minimum\nRES,Resistors,\nNEW,new,4\nPSU,Power supply,\n"
    before = shop.everything(), runs(shop)
    check = shop.bring("parts", text, check=True)
    assert (shop.everything(), runs(shop)) == before
    assert shop.bring("parts", text) == check
    assert (check.created, check.changed, check.unchanged) == (1, 1, 1)


def runs(desk) -> int:
    return desk.store.look(lambda db: db.execute_sql("SELECT COUNT(*) FROM run").fetchone()[0])


def test_a_cancelled_import_leaves_nothing(shop):
    text = "number,name\n" + "".join(f"{number},x\n" for number in range(2 * CHUNK))
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) == 2  # after the first chunk was written

    before = shop.everything(), runs(shop)
    with pytest.raises(importing.Cancelled):
        shop.bring("parts", text, cancelled=cancelled)
    assert (shop.everything(), runs(shop)) == before
    assert shop.brought("parts", text) == (2 * CHUNK, 0, 0)


def test_an_import_that_is_cancelled_after_its_last_row_leaves_nothing(shop):
    asked = iter([False, True])
    with pytest.raises(importing.Cancelled):
        shop.bring("parts", "number,name\nA,a\n", cancelled=lambda: next(asked))
    assert "A" not in by(shop, "parts", "number", "name")
