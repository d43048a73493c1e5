"""Pick lists: the units of just one part that can go out, windows from both ends, plans that read an index."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kiosk.stock.document_kinds import DocKind
from kiosk.stock.picking import Sought
from kiosk.stock.statuses import Status
from kiosk.store import document_lines, documents, draft_serials, parts, picking
from kiosk.store.database import Store
from kiosk.store.draft_serials import New
from kiosk.store.parts import NewPart
from kiosk.store.stock_items import NewItem

STOCK = (Status.IN_STOCK,)


@pytest.fixture
def any_shop(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    return stock(any_store)


def _sought(shop: Any, **kwargs: Any) -> Sought:
    return Sought(shop.ids["supply"], **{"statuses": STOCK, "tracked": True, **kwargs})


def _serials(shop: Any, sought: Sought, offset: int = 0, limit: int = 200) -> list[str]:
    return [one.serial for one in shop.store.look(picking.page, sought, offset, limit).rows]


def test_only_units_of_just_this_part_in_these_statuses_are_listed(any_shop: Any) -> None:
    new = NewPart(number="PSU-12-EU", name="EU plug", tracking="serial", variant_of=any_shop.ids["supply"])
    any_shop.enter(NewItem(part=any_shop.store.call(parts.add, new), location=any_shop.ids["a"], serial="EU-1"))
    assert _serials(any_shop, _sought(any_shop)) == ["007", "SN-0001"]
    assert _serials(any_shop, _sought(any_shop, statuses=(Status.IN_STOCK, Status.SOLD))) == [
        "007",
        "SN-0001",
        "SN-0002",
    ]


def test_each_filter_leaves_its_units(any_shop: Any) -> None:
    for kwargs, found in (
        ({"text": "sn-"}, ["SN-0001"]),
        ({"text": " 00 "}, ["007", "SN-0001"]),
        ({"text": "%"}, []),
        ({"text": "\0"}, []),
        ({"place": any_shop.ids["main"]}, ["007", "SN-0001"]),
        ({"place": any_shop.ids["b"]}, []),
    ):
        for tracked in (True, False):
            page = any_shop.store.look(picking.page, _sought(any_shop, **kwargs, tracked=tracked), 0)
            assert ([one.serial for one in page.rows], page.total) == (found, len(found)), kwargs


def test_units_of_a_part_that_does_not_track_them_are_counted_without_its_other_stock(any_shop: Any) -> None:
    resistor, a = any_shop.ids["resistor"], any_shop.ids["a"]
    any_shop.enter(NewItem(part=resistor, location=a, serial="R-1"))
    page = any_shop.store.look(picking.page, Sought(resistor, STOCK, tracked=False), 0)
    assert ([one.serial for one in page.rows], page.total) == (["R-1"], 1)


def test_units_that_a_draft_has_name_it(any_shop: Any) -> None:
    id = any_shop.store.call(documents.create, any_shop.post, DocKind.ISSUE)
    line = any_shop.store.call(document_lines.add, id, any_shop.ids["supply"], {"serials": 1})
    any_shop.store.call(draft_serials.add, id, [New(line, "007", None, any_shop.ids["psu 7"])], None)
    first, second = any_shop.store.look(picking.page, _sought(any_shop), 0).rows
    assert (first.serial, first.claim.label, second.claim) == ("007", f"GI-{any_shop.post.station}-1", None)
    assert (second.unit.label, second.place, second.status) == ("PSU-12 · SN-0001", "MAIN/A", "in_stock")


def test_every_window_is_the_same_piece_of_the_same_list(any_shop: Any) -> None:
    supply, a = any_shop.ids["supply"], any_shop.ids["a"]
    any_shop.enter(*(NewItem(part=supply, location=a, serial=f"X{number:03}") for number in range(20)))
    whole = _serials(any_shop, _sought(any_shop))
    assert len(whole) == 22
    for offset in range(0, 24, 3):
        assert _serials(any_shop, _sought(any_shop), offset, 3) == whole[offset : offset + 3]


def test_units_are_known_by_their_serial_void_ones_last(any_shop: Any) -> None:
    assert [one.unit.label for one in any_shop.store.look(picking.of_serial, "007")] == ["FAN-80 · 007", "PSU-12 · 007"]
    (void,) = any_shop.store.look(picking.of_serial, "SN-VOID")
    assert void.status is Status.VOID
    any_shop.enter(NewItem(part=any_shop.ids["fan"], location=any_shop.ids["a"], serial="SN-VOID"))
    assert [one.status for one in any_shop.store.look(picking.of_serial, "SN-VOID")] == [Status.IN_STOCK, Status.VOID]
    found = any_shop.store.look(picking.of_part, any_shop.ids["fan"], ["007", "SN-VOID", "SN-0001"])
    assert {serial: unit.number for serial, unit in found.items()} == {"007": "FAN-80", "SN-VOID": "FAN-80"}


def test_no_unit_is_called_what_no_serial_can_be(any_shop: Any) -> None:
    for serial in ("SN\x001", "", " ", "SN\n", "\ud800", "9" * 200):
        assert any_shop.store.look(picking.of_serial, serial) == ()
        assert any_shop.store.look(picking.of_part, any_shop.ids["fan"], [serial, "007"]).keys() == {"007"}


def test_what_there_is_without_serials_is_summed(any_shop: Any) -> None:
    resistor, b = any_shop.ids["resistor"], any_shop.ids["b"]
    assert any_shop.store.look(picking.loose, resistor, STOCK, None, "") == Decimal(5200)
    assert any_shop.store.look(picking.loose, resistor, STOCK, b, "20261015") == Decimal(80)
    assert any_shop.store.look(picking.loose, any_shop.ids["cable"], STOCK, None, "") == 0


@pytest.mark.parametrize("sought", [{}, {"text": "7"}, {"place": 1}, {"tracked": False}])
def test_a_pick_list_reads_an_index_of_its_part(shop: Any, sought: dict[str, Any]) -> None:
    def plans(db: Any) -> list[str]:
        wanted = replace(_sought(shop), **sought)
        found = []
        for units in (True, not wanted.tracked):
            where, params = picking._terms(wanted, units=units)
            for sql in (
                f"SELECT COUNT(*) FROM stock_item i WHERE {where}",
                f"SELECT i.id FROM stock_item i WHERE {where} ORDER BY i.serial",
            ):
                found += [row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()]
        found += [row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {picking._OF_SERIAL}", ("x", "x")).fetchall()]
        return found

    found = shop.store.look(plans)
    assert [plan for plan in found if plan.startswith(("SCAN i", "SCAN n", "SCAN v"))] == []
    assert any("stock_item_serial_of_part" in plan for plan in found)
    assert any("stock_item_serial (serial=?)" in plan for plan in found)
