"""The table of statuses, pair by pair, on both engines: what it allows is taken, all else refused, twice over.

Once by the database itself, into which movements are written by hand, and once by the form that an operator has.
"""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.flows import status
from kiosk.flows.status import NOTE, PLACE, STATUS, StatusState
from kiosk.outcome import Outcome, Tone
from kiosk.stock import ledger as ledger_rules
from kiosk.stock.ledger import NOTHING, Act, Change, State
from kiosk.stock.statuses import ON_HAND, RULES, Status, may_become
from kiosk.stock.thing import Kind, Thing
from kiosk.store import ledger, parts, stock_items
from kiosk.store.parts import NewPart
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

PIECE = 1_000_000
PAIRS = [(before, after) for before in (None, *Status) for after in Status]
ALLOWED = {(before, after) for before, after in PAIRS if may_become(before, after)}


class _TakenBack(Exception):
    """What was written for a try is not kept."""


def _takes(shop: Any, write: Callable[[Any], object]) -> bool:
    """Whether the database takes what is written; it is not kept."""

    def attempt(db: Any) -> None:
        write(db)
        raise _TakenBack

    try:
        shop.store.call(attempt)
    except _TakenBack:
        return True
    except StoreError as refused:
        if refused.code != "store":
            raise
    return False


def _movement(shop: Any, before: str | None, after: str, reverses: int | None = None) -> Callable[[Any], None]:
    """One row written into the table of movements as any program can; with places wherever there has to be one."""
    place = shop.ids["a"]
    operation, item, seq = shop.store.look(
        lambda db: execute(db, "SELECT operation_id, item_id, seq FROM movement ORDER BY id DESC LIMIT 1").fetchone()
    )
    row = {
        "uid": "by hand",
        "station_id": shop.post.station,
        "seq": seq + 1_000_000,
        "operation_id": operation,
        "item_id": item,
        "from_id": place if before in ON_HAND else None,
        "to_id": place if after in ON_HAND else None,
        "quantity_before": PIECE if before else 0,
        "quantity_after": PIECE,
        "status_before": before,
        "status_after": after,
        "note": "",
        "reverses_id": reverses,
    }
    text = f"INSERT INTO movement ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
    return lambda db: execute(db, text, *row.values())


def test_the_database_takes_the_pairs_of_the_table_and_no_others(any_shop: Any) -> None:
    taken = {(before, after) for before, after in PAIRS if _takes(any_shop, _movement(any_shop, before, after))}
    same = {(one, one) for one in Status}  # moved, counted, edited
    assert taken == ALLOWED | same


def test_a_reversal_may_go_the_other_way(any_shop: Any) -> None:
    undone = any_shop.store.look(lambda db: execute(db, "SELECT MIN(id) FROM movement").fetchone()[0])
    for before, after in ALLOWED:
        back = before or Status.VOID  # what came by mistake is void afterwards
        assert _takes(any_shop, _movement(any_shop, after, back, undone)), f"{after} > {back}"


@pytest.mark.parametrize(
    ("before", "after"), [("stolen", "in_stock"), ("in_stock", "stolen"), (None, ""), ("", "sold")]
)
def test_no_movement_has_a_status_that_there_is_not(any_shop: Any, before: str | None, after: str) -> None:
    undone = any_shop.store.look(lambda db: execute(db, "SELECT MIN(id) FROM movement").fetchone()[0])
    assert not _takes(any_shop, _movement(any_shop, before, after))
    assert not _takes(any_shop, _movement(any_shop, before, after, undone))


def test_stock_has_a_place_just_where_its_status_is_on_hand(any_shop: Any) -> None:
    item = any_shop.ids["psu 1"]
    text = "UPDATE stock_item SET status = ?, location_id = ? WHERE id = ?"
    taken = {
        (one, lies)
        for one in (*Status, "stolen")
        for lies in (True, False)
        if _takes(
            any_shop, lambda db, one=one, lies=lies: execute(db, text, one, any_shop.ids["a"] if lies else None, item)
        )
    }
    assert taken == {(one, RULES[one].on_hand) for one in Status}


@pytest.fixture
def units(any_shop: Any) -> dict[Status, int]:
    """A unit in each status."""
    many = any_shop.store.call(lambda db: parts.add(db, NewPart(number="MANY", name="Many", tracking="serial")))

    def made(one: Status) -> int:
        if one is Status.VOID:
            (item,) = any_shop.enter(NewItem(part=many, location=any_shop.ids["a"], serial="VOID"))
            any_shop.store.call(lambda db: _take_back(db, any_shop, item))
            return int(item)
        place = any_shop.ids["a"] if RULES[one].on_hand else None
        (item,) = any_shop.enter(NewItem(part=many, location=place, serial=one.value.upper(), status=one))
        return int(item)

    return {one: made(one) for one in Status}


def _take_back(db: Any, shop: Any, item: int) -> None:
    state = stock_items.state(db, item)
    movement = execute(db, "SELECT id FROM movement WHERE item_id = ?", item).fetchone()[0]
    back = ledger_rules.inverse(Change(item, NOTHING, state), movement, serialised=True)
    ledger.record(db, shop.post, ledger.begin(db, shop.post, Act.UNDO), [back])


class _Kept(Exception):
    """Carries out of a transaction what came of it, so that nothing of it is kept."""

    def __init__(self, *found: Any) -> None:
        super().__init__()
        self.found = found


def _by_hand(shop: Any, item: int, after: Status, *, note: str = "why", place: bool = True) -> tuple[Any, ...]:
    """What the form says at the choice, what it comes to, and the unit then; nothing is kept of it."""

    def work(db: Any) -> None:
        state, _ = status.load(db, shop.post, StatusState(Thing(Kind.STOCK_ITEM, item, "")))
        state, chosen = status.put(db, shop.post, state, STATUS, after.value)
        if place and state.needs_place:
            state, _ = status.put(db, shop.post, state, PLACE, "MAIN/B")
        state, _ = status.put(db, shop.post, state, NOTE, note)
        state, outcome = status.save(db, shop.post, state)
        raise _Kept(chosen, outcome, state.done, stock_items.state(db, item))

    with pytest.raises(_Kept) as kept:
        shop.store.call(work)
    return kept.value.found


def test_by_hand_a_unit_goes_along_the_table_and_nowhere_else(any_shop: Any, units: dict[Status, int]) -> None:
    for before, item in units.items():
        was = any_shop.store.look(stock_items.state, item)
        for after in Status:
            chosen, outcome, done, now = _by_hand(any_shop, item, after)
            assert done == ((before, after) in ALLOWED), f"{before} > {after}"
            if not done:
                assert (chosen.tone, outcome.tone, now) == (Tone.NO, Tone.NO, was)
                assert _says_why(chosen, before, after), f"{before} > {after}: {chosen}"
            elif RULES[before].on_hand and RULES[after].on_hand:
                assert now == State(was.location, PIECE, after)
            else:
                assert now == State(any_shop.ids["b"] if RULES[after].on_hand else None, PIECE, after)
    assert any_shop.store.call(verify) == ()


def _says_why(chosen: Outcome, before: Status, after: Status) -> bool:
    """Whether it is said which status it is in, and which one can't follow it."""
    told = f"{chosen.text} {chosen.detail}".lower().replace(" ", "_")
    return before.value in told and after.value in told and "can't" in told


def test_by_hand_nothing_changes_without_a_note_nor_comes_on_hand_without_a_place(
    any_shop: Any, units: dict[Status, int]
) -> None:
    for before, after in ALLOWED:
        if before is None:
            continue
        _, outcome, done, _ = _by_hand(any_shop, units[before], after, note=" ")
        assert (done, outcome.tone) == (False, Tone.NO)
        assert "why" in outcome.detail
        comes = RULES[after].on_hand and not RULES[before].on_hand
        _, outcome, done, _ = _by_hand(any_shop, units[before], after, place=False)
        assert done != comes
        assert not comes or "place" in outcome.detail


def test_what_a_form_lets_through_the_database_still_refuses(any_shop: Any, units: dict[Status, int]) -> None:
    for before, item in units.items():
        was = any_shop.store.look(stock_items.state, item)
        for after in Status:
            if (before, after) in ALLOWED or before is after:
                continue
            state, _ = any_shop.store.look(status.load, any_shop.post, StatusState(Thing(Kind.STOCK_ITEM, item, "")))
            place = Thing(Kind.LOCATION, any_shop.ids["b"], "MAIN/B")
            values = MappingProxyType({STATUS: after.value, NOTE: "why", PLACE: "MAIN/B"})
            forced = replace(state, was=was, values=values, place=place)
            with pytest.raises(StoreError):
                any_shop.store.call(status.save, any_shop.post, forced)
            assert any_shop.store.look(stock_items.state, item) == was
