"""What the forms read, on both engines: serials that are taken, stock without serials, codes, suppliers, labels."""

from decimal import Decimal

import pytest

from kiosk.flows.begin import RunInfo, begin
from kiosk.post import Post
from kiosk.stock.ledger import Act
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import (
    assigned,
    barcodes,
    ledger,
    locations,
    loose_stock,
    part_stock,
    partners,
    parts,
    serials,
    settings,
    supplier_parts,
    things,
)
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.partners import NewPartner
from kiosk.store.parts import NewPart
from kiosk.store.stock_items import NewItem
from kiosk.store.supplier_parts import NewSupplierPart

PART = Thing(Kind.PART, 1, "DRILL · Drill")


@pytest.fixture
def post(any_store: Store) -> Post:
    """A station at a store with a drill, a variant of it and a saw, in place A."""
    post = any_store.call(begin, "bench", "Eva", "UTC", Rules(), RunInfo("eva", "tty1", "", "0", 1))
    place = any_store.call(locations.add, NewLocation("A"))
    any_store.call(parts.add, NewPart(number="DRILL", name="Drill"))
    any_store.call(parts.add, NewPart(number="DRILL-B", name="", variant_of=1))
    any_store.call(parts.add, NewPart(number="SAW", name=""))
    items = (
        NewItem(part=2, location=place, serial="1"),
        NewItem(part=2, location=None, serial="2", status=Status.SOLD),
        NewItem(part=1, location=place, quantity=Decimal(3), batch="B"),
    )
    any_store.call(ledger.enter, post, Act.INITIAL, items)
    return post


def test_a_serial_is_taken_within_its_tree_or_everywhere(any_store: Store, post: Post) -> None:
    scope = any_store.look(serials.scope, 1)
    assert scope == any_store.look(serials.scope, 2) == 1
    many = [*(f"free {number}" for number in range(1200)), "2", "1"]
    taken = any_store.look(serials.taken, scope, many)
    assert [(clash.serial, clash.label, clash.status, clash.place) for clash in taken] == [
        ("1", "DRILL-B · 1", "in_stock", "A"),
        ("2", "DRILL-B · 2", "sold", ""),
    ]
    assert any_store.look(serials.taken, any_store.look(serials.scope, 3), ["1"]) == ()
    assert any_store.look(serials.taken, any_store.look(serials.scope, None), ["1"]) == ()
    any_store.call(settings.change, "serial_scope", "global", "eva")
    assert len(any_store.look(serials.taken, any_store.look(serials.scope, None), ["1"])) == 1


def test_stock_without_serials_is_what_lies_in_a_place(any_store: Store, post: Post) -> None:
    (loose,) = any_store.look(loose_stock.of_part, 1)
    assert (loose.place, loose.batch, loose.state.quantity) == ("A", "B", 3_000_000)
    assert any_store.look(loose_stock.of_part, 2) == ()
    page = any_store.look(loose_stock.listed, 1, 0, 200)
    assert [(one.quantity, one.place, one.batch) for one in page.rows] == [(Decimal(3), "A", "B")]
    assert any_store.look(loose_stock.listed, 1, 1, 200).rows == ()
    assert any_store.look(part_stock.unserialised, 1) == 3_000_000
    assert any_store.look(part_stock.serials, 2) == 2
    assert "3 pcs" in any_store.look(parts.archive_problems, 1, True)[0].text


def test_the_codes_of_a_thing_are_listed_with_those_that_it_had(any_store: Store, post: Post) -> None:
    for raw in (b"\xff\x00", b"ABC"):
        any_store.call(barcodes.assign, post, raw, PART)
    any_store.call(barcodes.unassign, post, b"ABC")
    codes, total = any_store.look(assigned.of_thing, PART, 1)
    assert (total, [(code.raw, code.active, code.assigned_by) for code in codes]) == (2, [(b"\xff\x00", True, "Eva")])
    assert any_store.call(assigned.set_pack, codes[0].id, 5_000_000)
    (first, past), _ = any_store.look(assigned.of_thing, PART, 10)
    assert (first.pack, past.active, past.unassigned_by) == (Decimal(5), False, "Eva")
    assert not any_store.call(assigned.set_pack, past.id, 5_000_000)


def test_supplier_parts_are_listed_with_archived_ones_last(any_store: Store, post: Post) -> None:
    for name in ("Bee_", "Acme"):
        any_store.call(partners.add, NewPartner(name))
    for partner, sku in ((1, "B-1"), (2, "A-1"), (2, "A-0")):
        any_store.call(supplier_parts.add, NewSupplierPart(partner=partner, part=1, sku=sku))
    any_store.call(supplier_parts.archive, 3, True)
    page = any_store.look(supplier_parts.listed, 1, 0, 2)
    assert (page.total, [(one.partner, one.sku) for one in page.rows]) == (3, [("Acme", "A-1"), ("Bee_", "B-1")])
    (last,) = any_store.look(supplier_parts.listed, 1, 2, 2).rows
    assert (last.archived, last.thing.label) == (True, "A-0 · Acme · DRILL")
    assert any_store.look(partners.fitting, "_", 9) == ("Bee_",)
    assert any_store.look(partners.fitting, "", 1) == ("Acme",)
    assert any_store.look(partners.fitting, "\0", 9) == ("Acme", "Bee_")


def test_a_thing_is_called_as_it_is_now(any_store: Store, post: Post) -> None:
    assert any_store.look(things.thing, Kind.PART, 1) == PART
    assert any_store.look(things.thing, Kind.PART, 99) is None
    assert any_store.look(things.thing, Kind.LOCATION, None) is None
