"""Low stock: parts below their minimum, the shortest first."""

from decimal import Decimal
from typing import Any

from kiosk.page import Page
from kiosk.stock.lists import LowPart
from kiosk.store import low_stock


def low(shop: Any, offset: int = 0, limit: int = 200) -> Page[LowPart]:
    return shop.store.look(low_stock.low_stock, offset, limit)


def minimum(shop: Any, name: str, millionths: int | None) -> None:
    sql = f"UPDATE part SET minimum = {millionths or 'NULL'} WHERE id = {shop.ids[name]}"
    shop.store.call(lambda db: db.execute_sql(sql))


def test_parts_below_their_minimum_are_listed_by_how_short_they_are(any_shop: Any) -> None:
    minimum(any_shop, "resistor", 10_400_000_000)  # half of them
    minimum(any_shop, "supply", 2_000_000)  # just as many as there are
    minimum(any_shop, "cable", 5_500_000)  # none is left: what is sold is not on hand
    page = low(any_shop)
    assert [row.number for row in page.rows] == ["CAB-1", "FAN-80", "RES-10K"]
    assert page.total == 3
    cable, fan, resistor = page.rows
    assert (cable.on_hand, cable.minimum, cable.missing, cable.unit) == (0, Decimal("5.5"), Decimal("5.5"), "m")
    assert (fan.on_hand, fan.missing) == (1, 3), "a defective one is on hand; a void one never was"
    assert (resistor.on_hand, resistor.missing) == (5200, 5200)


def test_an_archived_part_and_one_without_minimum_are_never_short(any_shop: Any) -> None:
    any_shop.archive("part", "fan")
    assert low(any_shop) == Page((), 0, 0)


def test_a_part_whose_stock_is_not_tracked_is_never_short(any_shop: Any) -> None:
    minimum(any_shop, "fan", None)
    sql = f"UPDATE part SET minimum = 1, track_stock = 0, tracking = 'none' WHERE id = {any_shop.ids['cable']}"
    any_shop.store.call(lambda db: db.execute_sql(sql))
    assert low(any_shop).total == 0


def test_windows_make_up_the_whole_list(any_shop: Any) -> None:
    for name in ("resistor", "supply", "cable"):
        minimum(any_shop, name, 9_000_000_000_000)
    whole = low(any_shop)
    assert [low(any_shop, at, 1).rows[0] for at in range(4)] == list(whole.rows)
    assert low(any_shop, 4, 200) == Page((), 4, 4), "a window beyond the end still knows how long the list is"
