"""Units by serial: each filter, windows from both ends, and plans that read an index."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.units import ANY, ON_HAND, Wanted
from kiosk.store import units
from kiosk.store.database import Store
from kiosk.store.parts import NewPart
from kiosk.store.stock_items import NewItem


@pytest.fixture
def any_shop(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    return stock(any_store)


def _serials(shop: Any, wanted: Wanted, offset: int = 0, limit: int = 200) -> list[str]:
    return [unit.serial for unit in shop.store.look(units.page, wanted, offset, limit).rows]


def _place(shop: Any, name: str) -> Thing:
    return Thing(Kind.LOCATION, shop.ids[name], name)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ["007", "SN-0001"]),
        (Wanted(status=ON_HAND), ["007", "007", "SN-0001"]),
        (Wanted(status=ANY), ["007", "007", "SN-0001", "SN-0002"]),
        (Wanted(status="sold"), ["SN-0002"]),
        (Wanted(status="void"), ["SN-VOID"]),
        (Wanted("sn-"), ["SN-0001"]),
        (Wanted("0001", ANY), ["SN-0001"]),
        (Wanted(" 00 ", ANY), ["007", "007", "SN-0001", "SN-0002"]),
        (Wanted("SUPPLY power", ANY), ["007", "SN-0001", "SN-0002"]),
        (Wanted("fan-80", ANY), ["007"]),
        (Wanted("%", ANY), []),
        (Wanted("_", ANY), []),
        (Wanted("\0", ANY), []),
        (Wanted("\u0301", ANY), []),
        (Wanted("   ", ANY), ["007", "007", "SN-0001", "SN-0002"]),
    ],
)
def test_each_filter_lists_its_units_by_serial(any_shop: Any, wanted: Wanted, found: list[str]) -> None:
    assert _serials(any_shop, wanted) == found
    assert any_shop.store.look(units.page, wanted, 0).total == len(found)


def test_a_place_has_all_below_it_and_nothing_that_is_out(any_shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for few in (2_000, 0):  # either way in which a place is looked through
        monkeypatch.setattr(units, "FEW", few)
        assert _serials(any_shop, Wanted(status=ANY, place=_place(any_shop, "main"))) == ["007", "007", "SN-0001"]
        assert _serials(any_shop, Wanted(status=ANY, place=_place(any_shop, "b"))) == ["007"]
        assert _serials(any_shop, Wanted(status="sold", place=_place(any_shop, "main"))) == []
        assert _serials(any_shop, Wanted("sn", place=_place(any_shop, "a"))) == ["SN-0001"]


def test_a_part_has_its_variants(any_shop: Any) -> None:
    from kiosk.store import parts

    of = Thing(Kind.PART, any_shop.ids["supply"], "")
    assert _serials(any_shop, Wanted(status=ANY, part=of)) == ["007", "SN-0001", "SN-0002"]
    variant = NewPart(number="PSU-12-EU", name="EU plug", tracking="serial", variant_of=of.id)
    id = any_shop.store.call(parts.add, variant)
    any_shop.enter(NewItem(part=id, location=any_shop.ids["a"], serial="EU-1"))
    assert _serials(any_shop, Wanted(part=of)) == ["007", "EU-1", "SN-0001"]
    assert _serials(any_shop, Wanted(part=of, place=_place(any_shop, "main"))) == ["007", "EU-1", "SN-0001"]
    assert _serials(any_shop, Wanted(part=Thing(Kind.PART, id, ""))) == ["EU-1"]


def test_every_window_is_the_same_piece_of_the_same_list(any_shop: Any) -> None:
    supply, a = any_shop.ids["supply"], any_shop.ids["a"]
    any_shop.enter(*(NewItem(part=supply, location=a, serial=f"X{number:03}") for number in range(20)))
    wanted = Wanted(status=ANY)
    whole = any_shop.store.look(units.page, wanted, 0)
    assert whole.total == len(whole.rows) == 24
    for offset in range(26):
        page = any_shop.store.look(units.page, wanted, offset, 5)
        assert page.rows == whole.rows[offset : offset + 5]
        assert page.offset == min(offset, 24)


def test_a_row_says_what_it_is_and_where(any_shop: Any) -> None:
    (unit,) = any_shop.store.look(units.page, Wanted("0001"), 0).rows
    assert (unit.thing.id, unit.thing.label) == (any_shop.ids["psu 1"], "PSU-12 · SN-0001")
    assert (unit.number, unit.name, unit.status, unit.place) == ("PSU-12", "Power supply 12 V", "in_stock", "MAIN/A")


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Wanted(), "stock_item_serial_by_status (status=?"),
        (Wanted(status=ON_HAND), "stock_item_serial_by_status (status=?"),
        (Wanted(status=ANY), "INDEX stock_item_serial (serial>?"),
        (Wanted(status="sold", part=Thing(Kind.PART, 2, "")), "stock_item_serial_of_part (part_id=?"),
        (Wanted(status=ANY, part=Thing(Kind.PART, 2, "")), "stock_item_serial_of_part (part_id=?"),
        (Wanted(place=Thing(Kind.LOCATION, 2, "")), "stock_item_in_location (location_id=?"),
        (Wanted(status=ANY, place=Thing(Kind.LOCATION, 2, "")), "stock_item_in_location (location_id=?"),
        (Wanted("sn-"), "COVERING INDEX stock_item_serial_by_status (status=?"),
    ],
)
def test_each_list_reads_an_index_and_never_the_whole_table(shop: Any, wanted: Wanted, index: str) -> None:
    def plan(db: Any) -> str:
        query = units._query(db, wanted)
        rows = db.execute_sql(
            f"EXPLAIN QUERY PLAN {query.narrow} SELECT i.id FROM {query.source} WHERE {query.where}"
            " ORDER BY i.serial, i.id LIMIT 50",
            query.params,
        )
        return "\n".join(row[3] for row in rows)

    found = shop.store.look(plan)
    assert index in found
    assert "SCAN i\n" not in found + "\n"


def test_statuses_of_the_list_are_those_of_the_stock(any_shop: Any) -> None:
    for status in Status:
        page = any_shop.store.look(units.page, Wanted(status=status.value), 0)
        assert {unit.status for unit in page.rows} <= {status.value}
