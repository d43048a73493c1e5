"""A check of the store looks at counts: what they are of, what was found in them, what their posting did."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.counting import posting, starting, units, visiting, working
from kiosk.flows.counting.working import Counting
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents
from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import verify


@pytest.fixture
def desk(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    """A shop with a count that was posted, one of a part that is open, and a receipt."""
    shop = stock(any_store)
    any_store.call(_written, shop.post, shop.ids)
    assert any_store.look(verify) == ()
    return shop


def _written(db: Any, post: Any, ids: dict[str, int]) -> None:
    def begun(scope: Thing | None) -> Counting:
        count = starting.make(db, post, scope, blind=False)
        state, _ = working.opened(db, post, Counting(), count.document.id)
        state, _ = visiting.place(db, post, state, Thing(Kind.LOCATION, ids["b"], ""))
        return units.unit(db, post, state, Thing(Kind.STOCK_ITEM, ids["psu 1"], ""))[0]

    state, outcome = posting.post(db, post, begun(None))
    assert outcome.result == "posted"
    assert state.count is not None
    ids["posted"] = state.count.document.id
    part = begun(Thing(Kind.PART, ids["supply"], ""))
    assert part.count is not None
    ids["open"] = part.count.document.id
    part = visiting.place(db, post, part, Thing(Kind.LOCATION, ids["a"], ""))[0]
    units.unit(db, post, part, Thing(Kind.STOCK_ITEM, ids["psu 1"], ""))
    ids["receipt"] = documents.create(db, post, DocKind.RECEIPT)


FAULTS = {
    "a count of nothing": ("DELETE FROM stock_count WHERE document_id = {open}", "nothing says of what"),
    "something counted in a receipt": (
        "INSERT INTO stock_count (document_id, blind) VALUES ({receipt}, 0)",
        "it is no stock count, and something was counted in it",
    ),
    "a unit of another part": (
        "UPDATE count_entry SET item_id = {fan 7} WHERE document_id = {open} AND undone = 0 AND item_id IS NOT NULL",
        "is no unit of its part",
    ),
    "a unit that counts for two": (
        "UPDATE count_entry SET quantity = 2000000 WHERE document_id = {open} AND undone = 0 AND item_id IS NOT NULL",
        "or not counted as one",
    ),
    "an entry of another part": (
        "UPDATE stock_count SET part_id = {fan} WHERE document_id = {open}",
        "counts another part",
    ),
    "an entry at a place that was not begun": (
        "UPDATE count_entry SET undone = 1 WHERE document_id = {open} AND part_id IS NULL AND location_id = {a}",
        "its place was not begun",
    ),
    "an entry that is replaced and counts": (
        "UPDATE count_entry SET undone = 0, item_id = {psu 7} WHERE document_id = {open} AND replaced_id IS NOT NULL",
        "which is to replace it, does not",
    ),
    "a place with more than was found there": (
        "UPDATE count_place SET found = found + 1 WHERE document_id = {open} AND location_id = {b}",
        "is not as many as its entries say",
    ),
    "a posting of another document": (
        "UPDATE operation SET reference = 'SC-9-9' WHERE reference = 'SC-1-1'",
        "it was posted as SC-9-9",
    ),
    "a movement at a place that nobody has counted": (
        "UPDATE count_entry SET location_id = {a} WHERE document_id = {posted} AND part_id IS NULL",
        "nobody has counted its place",
    ),
    "a unit that was moved to where it was not found": (
        "UPDATE count_entry SET quantity = 0 WHERE document_id = {posted} AND item_id IS NOT NULL",
        "has moved a unit to where it did not find it",
    ),
}


@pytest.mark.parametrize(("change", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_count_that_is_not_whole_is_told(desk: Any, unlock: Callable[[Any], None], change: str, said: str) -> None:
    def spoil(db: Any) -> None:
        unlock(db)
        execute(db, change.format(**desk.ids))

    desk.store.call(spoil)
    assert any(said in fault for fault in desk.store.look(verify))
