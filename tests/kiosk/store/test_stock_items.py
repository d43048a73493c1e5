"""A stock item that is added: its quantity is its part's to allow, its serial unique in the scope that is set."""

from decimal import Decimal
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.store import locations, parts, settings
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify


@pytest.mark.parametrize(("scope", "refused"), [("part", False), ("global", True)])
def test_a_serial_is_unique_in_the_scope_that_the_store_has_set(
    any_store: Store, scope: str, refused: bool, enter: Any
) -> None:
    any_store.call(settings.change, "serial_scope", scope, "eva")
    place = any_store.call(locations.add, NewLocation("A"))
    drill, saw = (any_store.call(parts.add, NewPart(number=number, name="")) for number in ("DRILL", "SAW"))
    any_store.call(enter, NewItem(part=drill, location=place, serial="1"))
    with pytest.raises(StoreError, match="did not take this"):
        any_store.call(enter, NewItem(part=drill, location=place, serial="1"))
    again = NewItem(part=saw, location=place, serial="1")
    if refused:
        with pytest.raises(StoreError, match="did not take this"):
            any_store.call(enter, again)
    else:
        any_store.call(enter, again)
    assert any_store.call(verify) == ()


def test_a_quantity_with_more_decimals_than_the_part_has_is_refused(store: Store, enter: Any) -> None:
    place = store.call(locations.add, NewLocation("A"))
    with pytest.raises(ValueError, match="decimals"):
        store.call(parts.add, NewPart(number="NUT", name="", minimum=Decimal("1.5")))
    wire = store.call(parts.add, NewPart(number="WIRE", name="", decimals=1, minimum=Decimal("1.5")))
    store.call(enter, NewItem(part=wire, location=place, quantity=Decimal("0.5")))
    with pytest.raises(ValueError, match="decimals"):
        store.call(enter, NewItem(part=wire, location=place, quantity=Decimal("0.25")))
