"""The latest serial of a part's tree, by number or by the scheme's own order."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.serials.counting import number
from kiosk.serials.schemes import PartFacts, PartScheme, scheme_of
from kiosk.stock.ledger import Act, Change
from kiosk.store import ledger, numbering, parts, stock_items
from kiosk.store.parts import NewPart
from kiosk.store.sql import Db
from kiosk.store.stock_items import NewItem

COUNTER = PartScheme()


def unit(shop: Any, part: int, *serials: str) -> list[int]:
    return [shop.enter(NewItem(part=part, location=shop.ids["a"], serial=serial))[0] for serial in serials]


def new_part(shop: Any, name: str, variant_of: int | None = None) -> int:
    new = NewPart(number=name, name=name, tracking="serial", variant_of=variant_of)
    return int(shop.store.call(parts.add, new))


def latest(shop: Any, part: int, scheme: PartScheme = COUNTER) -> str | None:
    found: str | None = shop.store.look(numbering.latest, part, scheme)
    return found


def moved(shop: Any, item: int) -> None:
    def work(db: Db) -> None:
        state = stock_items.state(db, item)
        assert state is not None
        there = replace(state, location=shop.ids["b"])
        ledger.record(db, shop.post, ledger.begin(db, shop.post, Act.MOVE), [Change(item, state, there)])

    shop.store.call(work)


@pytest.mark.parametrize(
    ("serials", "expected"),
    [
        ([], None),
        (["9", "10", "008"], "10"),
        (["A7", "B0012", "C3"], "B0012"),
        (["SN9", "ABC", "X"], "SN9"),
        (["0", "ABC"], "0"),
        (["000", "-"], "000"),
        (["9" * 99, "1" + "0" * 99], "1" + "0" * 99),
        (["٣٣", "5", "9²"], "5"),  # only 0-9 are digits
        (["7", "A7", "B07"], "B07"),  # equal numbers: the last to move
        (["X", "ABC"], "ABC"),
    ],
)
def test_the_latest_is_that_of_the_greatest_number(any_shop: Any, serials: list[str], expected: str | None) -> None:
    part = new_part(any_shop, "P")
    unit(any_shop, part, *serials)
    assert latest(any_shop, part) == expected
    assert expected is None or number(expected) == max(map(number, serials))


def test_of_equal_numbers_the_one_counts_that_moved_last(any_shop: Any) -> None:
    part = new_part(any_shop, "P")
    first, *_ = unit(any_shop, part, "A7", "B7", "C7")
    assert latest(any_shop, part) == "C7"
    moved(any_shop, first)
    assert latest(any_shop, part) == "A7"


def test_the_whole_tree_of_variants_counts_and_nothing_beside_it(any_shop: Any) -> None:
    top = new_part(any_shop, "TOP")
    red, blue = new_part(any_shop, "RED", top), new_part(any_shop, "BLUE", top)
    other = new_part(any_shop, "OTHER")
    unit(any_shop, red, "5")
    unit(any_shop, blue, "12")
    unit(any_shop, other, "99")
    assert {latest(any_shop, part) for part in (top, red, blue)} == {"12"}
    assert latest(any_shop, any_shop.ids["resistor"]) is None
    assert latest(any_shop, 999) is None


def test_void_units_do_not_count_and_sold_ones_do(any_shop: Any) -> None:
    assert latest(any_shop, any_shop.ids["fan"]) == "007"  # beside SN-VOID
    assert latest(any_shop, any_shop.ids["supply"]) == "007"
    unit(any_shop, any_shop.ids["supply"], "SN-0003")
    assert latest(any_shop, any_shop.ids["supply"]) == "007"


def test_a_mask_counts_on_from_the_greatest_that_fits_it(any_shop: Any) -> None:
    part = new_part(any_shop, "P")
    mask = scheme_of("mask", PartFacts(mask="SN{digits 3}-X"))
    unit(any_shop, part, "99999", "ABC")
    assert latest(any_shop, part, mask) is None
    unit(any_shop, part, "SN010-X", "SN002-X")
    assert latest(any_shop, part, mask) == "SN010-X"
    assert latest(any_shop, part) == "99999"


def test_the_scheme_of_a_part_knows_its_facts(shop: Any) -> None:
    part = shop.store.call(
        parts.add, NewPart(number="P", name="Phone", serial_scheme="mask", serial_mask="{digits 14}{luhn}")
    )
    scheme = shop.store.look(numbering.scheme, part)
    assert (scheme.name, scheme.part) == ("mask", PartFacts("P", "Phone", "{digits 14}{luhn}"))
    assert shop.store.look(numbering.scheme, 999) == PartScheme()


def test_the_latest_is_looked_for_by_the_index_of_numbers(shop: Any) -> None:
    def plan(db: Db) -> str:
        asked: list[tuple[str, tuple[object, ...]]] = []

        class Listening:
            param = db.param

            def execute_sql(self, sql: str, params: Any = None) -> Any:
                asked.append((sql, params))
                return db.execute_sql(sql, params)

            def cursor(self) -> Any:
                return db.cursor()

        numbering.latest(Listening(), shop.ids["supply"], COUNTER)
        numbering.latest(Listening(), shop.ids["supply"], scheme_of("mask", PartFacts(mask="{digits 3}")))
        assert len(asked) == 4
        plans = [db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall() for sql, params in asked]
        return "\n".join(str(row[3]) for rows in plans for row in rows)

    told = shop.store.look(plan)
    assert "SCAN stock_item" not in told
    assert " SCAN i" not in told
    assert told.count("stock_item_numbered") == 3
    assert "stock_item_serial_of_part" in told
