"""Acting on many things on either engine: what they stand for, what each action writes, and its undo."""

from datetime import date
from decimal import Decimal
from typing import Any

from kiosk.flows import acting as flow
from kiosk.flows.acting import Done
from kiosk.flows.documents import editing, posting
from kiosk.flows.documents.editing import Editing
from kiosk.stock.acting import Action, Target, Wanted
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.operations import Undone
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import acting, documents, operations
from kiosk.store.labels import OF_ITEM
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

_STOCK = """SELECT id, part_id, location_id, quantity, batch, serial, expiry, status, warranty_until, notes
    FROM stock_item ORDER BY id"""


def _stock(shop: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in shop.store.look(lambda db: execute(db, _STOCK).fetchall())]


def _item(shop: Any, name: str, quantity: int | None = None) -> Target:
    return Target(Thing(Kind.STOCK_ITEM, shop.ids[name], name), None if quantity is None else Decimal(quantity))


def test_each_action_is_done_and_undone(any_shop: Any) -> None:
    shop = any_shop
    (shop.ids["more"],) = shop.enter(
        NewItem(part=shop.ids["resistor"], location=shop.ids["b"], quantity=Decimal(7), batch="20261101")
    )
    to = Thing(Kind.LOCATION, shop.ids["b"], "")
    loose = [_item(shop, "reel", 10), _item(shop, "bag", 10)]
    both = [_item(shop, "psu 1"), _item(shop, "reel")]
    wanted = [
        (Wanted(Action.MOVE, to=to), [_item(shop, "reel", 10), _item(shop, "psu 1"), _item(shop, "psu 7")]),
        (Wanted(Action.MOVE, to=to), [Target(Thing(Kind.LOCATION, shop.ids["a"], ""))]),
        (Wanted(Action.COUNT), loose),
        (Wanted(Action.ADD), loose),
        (Wanted(Action.REMOVE), loose),
        (Wanted(Action.STATUS, status=Status.LOST, note="gone"), both),
        (Wanted(Action.STATUS, status=Status.DEFECTIVE, note="wet"), both),
        (Wanted(Action.BATCH, batch="NEW"), both),
        (Wanted(Action.BATCH, clear=True), [_item(shop, "reel")]),
        (Wanted(Action.EXPIRY, expiry=date(2027, 1, 31)), both),
        (Wanted(Action.MERGE), [_item(shop, "rest"), _item(shop, "more")]),
        (Wanted(Action.SPLIT), loose),
        (Wanted(Action.ISSUE), [*both, _item(shop, "bag", 5)]),
        (Wanted(Action.RETURN, to=to), [_item(shop, "psu 2")]),
    ]
    for one, targets in wanted:
        before = _stock(shop)
        done = shop.store.call(flow.do, shop.post, one, targets)
        assert isinstance(done, Done), done
        assert _stock(shop) != before
        assert shop.store.look(verify) == ()
        assert isinstance(shop.store.call(operations.undo, shop.post, done.operation), Undone)
        assert _stock(shop)[: len(before)] == before
        assert shop.store.look(verify) == ()


def test_what_things_stand_for_is_read_alike(any_shop: Any) -> None:
    shop = any_shop
    things = [
        Thing(kind, shop.ids[name], name)
        for kind, name in (
            (Kind.LOCATION, "main"),
            (Kind.PART, "resistor"),
            (Kind.PART, "supply"),
            (Kind.SUPPLIER_PART, "acme"),
            (Kind.PART, "cable"),
            (Kind.STOCK_ITEM, "psu 2"),
        )
    ]
    issue = shop.store.call(flow.do, shop.post, Wanted(Action.ISSUE), [_item(shop, "psu 7")]).document
    targets = [Target(thing) for thing in (*things, issue)]
    to = Thing(Kind.LOCATION, shop.ids["a"], "")
    rows = shop.store.look(flow.plan, shop.post, Wanted(Action.MOVE, to=to), targets).rows
    assert [(row.label, row.code, row.again) for row in rows] == [
        ("PSU-12 · SN-0001", None, True),
        ("RES-10K · batch 20261101 · MAIN/A", None, True),
        ("FAN-80 · 007", None, False),
        ("RES-10K · batch 20261015 · MAIN/B", None, False),
        ("RES-10K · batch 20261101 · MAIN/B", None, False),
        ("resistor", "several_places", False),
        ("supply", "name_units", False),
        ("acme", "several_places", False),
        ("cable", "nothing_there", False),
        ("PSU-12 · SN-0002", "not_on_hand", False),
        ("PSU-12 · 007", "not_on_hand", False),
    ]
    assert set(shop.store.look(flow.fits, shop.post, targets)) == set(Action)


def test_items_are_called_as_they_are_elsewhere(any_shop: Any) -> None:
    shop = any_shop
    sql = f"SELECT i.id, {OF_ITEM.format('i')} FROM stock_item i"
    labels = dict(shop.store.look(lambda db: execute(db, sql).fetchall()))
    found = shop.store.look(acting.items, list(labels))
    assert {id: item.label for id, item in found.items()} == labels


def test_a_draft_is_added_to(any_shop: Any) -> None:
    shop = any_shop
    id = shop.store.call(documents.create, shop.post, DocKind.ISSUE)
    draft = shop.store.look(documents.get, id).thing
    targets = [_item(shop, "psu 1"), _item(shop, "psu 7"), _item(shop, "rest", 5)]
    done = shop.store.call(flow.do, shop.post, Wanted(Action.ISSUE, document=draft), targets)
    assert isinstance(done, Done)
    assert done.operation is None
    state, _ = shop.store.call(editing.opened, shop.post, Editing(), id)
    assert shop.store.call(posting.post, shop.post, state)[1].result == "posted"
    assert shop.store.look(verify) == ()


def test_another_stations_claim_is_read(any_shop: Any) -> None:
    shop = any_shop
    id = shop.store.call(documents.create, shop.post, DocKind.ISSUE)
    draft = shop.store.look(documents.get, id).thing
    shop.store.call(flow.do, shop.post, Wanted(Action.ISSUE, document=draft), [_item(shop, "psu 1")])
    (item,) = shop.store.look(acting.items, [shop.ids["psu 1"]]).values()
    assert (item.claim, item.draft, item.held_at, item.held_by) == (draft.label, id, "bench", "Jana")
