"""Undo takes an operation back exactly, all of it or nothing, and only what nothing was built on since."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.post import Post
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.operations import Refusal, Undone, Why
from kiosk.stock.statuses import Status
from kiosk.stock.tracking import Tracking
from kiosk.store import ledger, operations, parts, stations, stock_items
from kiosk.store.database import Store
from kiosk.store.progress import Stopped
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify
from kiosk.wording import undo as wording

_PIECE = 1_000_000
_ITEMS = (
    "SELECT id, location_id, quantity, batch, serial, expiry, status, warranty_until, notes FROM stock_item ORDER BY id"
)


@pytest.fixture
def any_shop(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    return stock(any_store)


def _items(shop: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in shop.store.call(lambda db: execute(db, _ITEMS).fetchall())]


def _record(shop: Any, act: Act, *changes: Change) -> int:
    def work(db: Any) -> int:
        operation = ledger.begin(db, shop.post, act, note="why")
        ledger.record(db, shop.post, operation, changes)
        return operation

    return int(shop.store.call(work))


def _create(shop: Any, *items: NewItem) -> int:
    def work(db: Any) -> int:
        operation = ledger.begin(db, shop.post, Act.IMPORT, reference="stock.csv")
        ledger.create(db, shop.post, operation, items)
        return operation

    return int(shop.store.call(work))


def _undo(shop: Any, operation: int) -> Undone | Refusal:
    answer: Undone | Refusal = shop.store.call(operations.undo, shop.post, operation)
    return answer


def _psu_sold(shop: Any) -> Change:
    before = State(shop.ids["a"], _PIECE, Status.IN_STOCK)
    return Change(shop.ids["psu 1"], before, State(None, _PIECE, Status.SOLD))


def test_a_change_is_taken_back_with_all_its_fields(any_shop: Any) -> None:
    before = _items(any_shop)
    here = State(any_shop.ids["a"], 5000 * _PIECE, Status.IN_STOCK)
    there = State(any_shop.ids["b"], 4000 * _PIECE, Status.DEFECTIVE)
    fields = {"batch": ("20261101", "B9"), "notes": ("", "wet"), "expiry": (None, "2030-01-01")}
    operation = _record(any_shop, Act.EDIT, _psu_sold(any_shop), Change(any_shop.ids["reel"], here, there, fields))
    assert _items(any_shop) != before
    assert isinstance(_undo(any_shop, operation), Undone)
    assert _items(any_shop) == before
    assert any_shop.store.call(verify) == ()


def test_what_came_in_is_void_then_and_its_serial_can_come_in_again(any_shop: Any) -> None:
    new = NewItem(part=any_shop.ids["supply"], location=None, serial="N1", status=Status.SOLD)
    loose = NewItem(part=any_shop.ids["resistor"], location=any_shop.ids["a"], quantity=Decimal(7))
    operation = _create(any_shop, new, loose)
    assert isinstance(_undo(any_shop, operation), Undone)
    unit, rest = _items(any_shop)[-2:]
    assert (unit[1], unit[2], unit[6]) == (None, _PIECE, "void")
    assert (rest[1], rest[2], rest[6]) == (None, 0, "void")
    _create(any_shop, new)
    assert any_shop.store.call(verify) == ()


def test_undo_again_takes_back_the_one_before(any_shop: Any) -> None:
    states = [_items(any_shop)]
    psu, a = any_shop.ids["psu 1"], any_shop.ids["a"]
    steps = [Status.IN_STOCK, Status.DEFECTIVE, Status.IN_STOCK, Status.QUARANTINED]
    for before, after in pairwise(steps):
        _record(any_shop, Act.STATUS, Change(psu, State(a, _PIECE, before), State(a, _PIECE, after)))
        states.append(_items(any_shop))
    for expected in reversed(states[:-1]):
        newest = any_shop.store.call(operations.newest, any_shop.post.station)
        assert isinstance(_undo(any_shop, newest), Undone)
        assert _items(any_shop) == expected
    assert any_shop.store.call(verify) == ()


def test_what_was_undone_and_undo_itself_are_not_offered(any_shop: Any) -> None:
    operation = _record(any_shop, Act.STATUS, _psu_sold(any_shop))
    undone = _undo(any_shop, operation)
    assert isinstance(undone, Undone)
    last, before = any_shop.store.call(operations.page, any_shop.post.station, 0).rows[:2]
    assert (last.id, last.act, last.undoes, last.offered) == (undone.by, "undo", operation, False)
    assert (before.id, before.undone, before.offered) == (operation, True, False)
    assert _undo(any_shop, operation) == Refusal(Why.UNDONE)
    assert _undo(any_shop, undone.by) == Refusal(Why.NOT_OFFERED)


def test_what_was_there_before_the_ledger_is_not_offered(any_shop: Any) -> None:
    opening = any_shop.store.call(operations.page, any_shop.post.station, 0).rows[-1]
    assert opening.act == "opening"
    assert _undo(any_shop, opening.id) == Refusal(Why.NOT_OFFERED)


def test_another_stations_operation_is_not_this_ones_to_undo(any_shop: Any) -> None:
    operation = _record(any_shop, Act.STATUS, _psu_sold(any_shop))
    answer = any_shop.store.call(lambda db: operations.refusal(db, operation, station=any_shop.post.station + 1))
    assert answer == Refusal(Why.GONE)


def _elsewhere(shop: Any) -> Any:
    """The shop at work at another station."""

    def begin(db: Any) -> Post:
        station = stations.register(db, "counter")
        return replace(shop.post, station=station, run=stations.add_run(db, station, "u", "", "", "1", 2))

    return replace(shop, post=shop.store.call(begin))


def test_a_posted_document_is_taken_back_from_any_station(any_shop: Any) -> None:
    before = _items(any_shop)
    operation = _record(any_shop, Act.POSTING, _psu_sold(any_shop))
    counter = _elsewhere(any_shop)
    assert _undo(counter, operation) == Refusal(Why.GONE)
    assert any_shop.store.call(lambda db: operations.refusal(db, operation, station=None)) is None
    taken_back = counter.store.call(operations.reverse, counter.post, operation)
    assert isinstance(taken_back, Undone)
    assert _items(any_shop) == before
    reversal = any_shop.store.call(lambda db: operations.one(db, taken_back.by, station=counter.post.station))
    assert (reversal.act, reversal.undoes, reversal.offered) == ("reversal", operation, False)
    assert wording.mark(reversal) == "a reversal"
    assert any_shop.store.call(verify) == ()


def test_of_two_stations_that_take_it_back_at_once_one_is_told_that_it_is_done(
    pg_store: Store, stock: Callable[[Store], Any]
) -> None:
    shop = stock(pg_store)
    operation = _record(shop, Act.POSTING, _psu_sold(shop))
    counter = _elsewhere(shop)
    found: list[Refusal | None] = []
    with closing(Store(pg_store._url)) as other:
        other.call(lambda db: None)

        def overtaken(db: Any) -> Undone | Refusal:
            found.append(operations.refusal(db, operation, station=None))
            if len(found) == 1:
                assert isinstance(other.call(operations.reverse, counter.post, operation), Undone)
            return operations.reverse(db, shop.post, operation)

        assert pg_store.call(overtaken) == Refusal(Why.UNDONE)
    assert found == [None, Refusal(Why.UNDONE)]
    assert pg_store.call(verify) == ()


@pytest.mark.parametrize("take_back", [operations.undo, operations.reverse])
def test_a_posting_is_undone_by_whichever_operation_takes_it_back(any_shop: Any, take_back: Any) -> None:
    operation = _record(any_shop, Act.POSTING, _psu_sold(any_shop))
    assert isinstance(any_shop.store.call(take_back, any_shop.post, operation), Undone)
    found = any_shop.store.call(lambda db: operations.one(db, operation, station=None))
    assert (found.act, found.undone, found.offered) == ("posting", True, False)
    assert any_shop.store.call(operations.newest, any_shop.post.station) != operation
    for again in (operations.undo, operations.reverse):
        assert any_shop.store.call(again, any_shop.post, operation) == Refusal(Why.UNDONE)


def test_a_reversal_is_refused_when_the_stock_has_moved_on_elsewhere(any_shop: Any) -> None:
    operation = _create(any_shop, NewItem(part=any_shop.ids["supply"], location=any_shop.ids["a"], serial="N1"))
    unit = _items(any_shop)[-1][0]
    counter = _elsewhere(any_shop)
    here = State(any_shop.ids["a"], _PIECE, Status.IN_STOCK)
    later = _record(counter, Act.POSTING, Change(unit, here, State(None, _PIECE, Status.SOLD)))
    refused = any_shop.store.call(operations.reverse, any_shop.post, operation)
    assert isinstance(refused, Refusal)
    assert (refused.why, [thing.label for thing in refused.things]) == (Why.MOVED_ON, ["PSU-12 · N1"])
    for one in (later, operation):
        assert isinstance(any_shop.store.call(operations.reverse, any_shop.post, one), Undone)
    assert any_shop.store.call(verify) == ()


def test_it_is_refused_when_its_stock_has_moved_on_naming_the_units(any_shop: Any) -> None:
    news = [NewItem(part=any_shop.ids["supply"], location=any_shop.ids["a"], serial=f"N{n:02}") for n in range(30)]
    operation = _create(any_shop, *news)
    ids = [row[0] for row in _items(any_shop)[-30:]]
    here = State(any_shop.ids["a"], _PIECE, Status.IN_STOCK)
    there = State(any_shop.ids["a"], _PIECE, Status.DEFECTIVE)
    later = _record(any_shop, Act.STATUS, *(Change(id, here, there) for id in ids[:25]))
    before = _items(any_shop)
    refused = _undo(any_shop, operation)
    assert isinstance(refused, Refusal)
    assert (refused.why, refused.total, len(refused.things)) == (Why.MOVED_ON, 25, 20)
    assert refused.things[0].label == "PSU-12 · N00"
    assert _items(any_shop) == before
    assert isinstance(_undo(any_shop, later), Undone)
    assert isinstance(_undo(any_shop, operation), Undone)
    assert any_shop.store.call(verify) == ()


@pytest.mark.parametrize("harm", ["archived_at = 1", "structural = 1"])
def test_nothing_goes_back_to_a_place_that_holds_no_stock_any_more(any_shop: Any, harm: str) -> None:
    here = State(any_shop.ids["b"], 80 * _PIECE, Status.IN_STOCK)
    operation = _record(
        any_shop, Act.MOVE, Change(any_shop.ids["bag"], here, State(any_shop.ids["a"], 80 * _PIECE, Status.IN_STOCK))
    )
    any_shop.store.call(lambda db: db.execute_sql(f"UPDATE location SET {harm} WHERE id = {any_shop.ids['b']}"))
    refused = _undo(any_shop, operation)
    assert isinstance(refused, Refusal)
    assert (refused.why, [thing.label for thing in refused.things]) == (Why.PLACE, ["MAIN/B"])


@pytest.mark.parametrize(
    "change", [{"tracking": "serial"}, {"track_stock": False}, {"decimals": 0}, {"archived": True}]
)
def test_no_stock_comes_back_of_a_part_that_takes_none_like_it_any_more(any_shop: Any, change: dict[str, Any]) -> None:
    cable = any_shop.ids["cable"]
    (item,) = any_shop.enter(NewItem(part=cable, location=any_shop.ids["a"], quantity=Decimal("1.25")))
    here = State(any_shop.ids["a"], _PIECE * 5 // 4, Status.IN_STOCK)
    operation = _record(any_shop, Act.ADJUST, Change(item, here, replace(here, quantity=0)))

    def work(db: Any) -> None:
        stored = parts.get(db, cable)
        assert stored is not None
        if "archived" in change:
            assert parts.archive_problems(db, cable, True) == ()
            parts.archive(db, cable, True)
            return
        part = replace(stored.part, **{"decimals": 0, **change})
        assert parts.problems(db, part, cable) == ()
        parts.update(db, cable, part)

    any_shop.store.call(work)
    refused = _undo(any_shop, operation)
    assert isinstance(refused, Refusal)
    assert (refused.why, [thing.label for thing in refused.things]) == (Why.PART, ["CAB-1"])
    assert "CAB-1" in wording.why(refused)
    assert any_shop.store.call(verify) == ()


def test_a_state_on_the_way_is_never_asked_of_the_store(shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """In stock without a place is none that it takes: both movements of a unit go back together."""
    monkeypatch.setattr(operations, "CHUNK", 3)
    sold = [NewItem(part=shop.ids["supply"], location=None, serial=f"N{n}", status=Status.SOLD) for n in range(8)]
    operation = _create(shop, *sold)
    heard: list[float] = []

    def told(done: float) -> bool:
        heard.append(done)
        return True

    shop.store.call(operations.undo, shop.post, operation, told)
    assert heard == sorted(heard)
    assert heard[0] == 0
    assert len(heard) > 3
    assert {row[6] for row in _items(shop)[-8:]} == {"void"}
    assert shop.store.call(verify) == ()


def test_who_gives_up_in_the_middle_has_changed_nothing(shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "CHUNK", 2)
    news = [NewItem(part=shop.ids["supply"], location=shop.ids["a"], serial=f"N{n}") for n in range(6)]
    operation = _create(shop, *news)
    before = _items(shop)

    with pytest.raises(Stopped, match="Nothing was undone"):
        shop.store.call(operations.undo, shop.post, operation, lambda done: done < 0.5)
    assert _items(shop) == before
    assert shop.store.call(lambda db: operations.refusal(db, operation, station=shop.post.station)) is None
    assert shop.store.call(verify) == ()


def test_the_number_of_movements_is_told_without_counting_them(any_shop: Any) -> None:
    news = [NewItem(part=any_shop.ids["supply"], location=any_shop.ids["a"], serial=f"N{n}") for n in range(4)]
    operation = _create(any_shop, *news)
    found = any_shop.store.call(lambda db: operations.one(db, operation, station=any_shop.post.station))
    assert (found.movements, found.reference, found.operator) == (4, "stock.csv", "Jana")
    ids: Sequence[int] = any_shop.store.call(operations.movements, operation, 1, 2)
    assert list(ids) == sorted(ids, reverse=True)
    assert len(ids) == 2


def test_item_state_is_checked_once_more_when_it_is_written(any_shop: Any) -> None:
    """Something beside the ledger has changed the item: nothing is overwritten."""
    operation = _record(any_shop, Act.STATUS, _psu_sold(any_shop))
    any_shop.store.call(
        lambda db: db.execute_sql(f"UPDATE stock_item SET status = 'lost' WHERE id = {any_shop.ids['psu 1']}")
    )
    with pytest.raises(StoreError, match="Nothing was undone"):
        _undo(any_shop, operation)
    state = any_shop.store.call(stock_items.state, any_shop.ids["psu 1"])
    assert state.status is Status.LOST


def _serialise(shop: Any) -> int:
    """Give the pieces of a bag serials, as serialising a part does."""

    def work(db: Any) -> int:
        operation = ledger.begin(db, shop.post, Act.SERIALISE)
        for name in ("bag", "rest", "reel"):
            state = stock_items.state(db, shop.ids[name])
            assert state is not None
            gone = Change(shop.ids[name], state, State(state.location, 0, state.status))
            ledger.record(db, shop.post, operation, [gone])
        units = [NewItem(part=shop.ids["resistor"], location=shop.ids["b"], serial=f"R{n}") for n in range(3)]
        ledger.create(db, shop.post, operation, units)
        stored = parts.get(db, shop.ids["resistor"])
        assert stored is not None
        parts.update(db, stored.id, replace(stored.part, tracking=Tracking.SERIAL))
        return operation

    return int(shop.store.call(work))


def test_serials_that_are_taken_back_are_required_no_more(any_shop: Any) -> None:
    before = _items(any_shop)
    assert isinstance(_undo(any_shop, _serialise(any_shop)), Undone)
    assert _items(any_shop)[: len(before)] == before
    stored = any_shop.store.call(parts.get, any_shop.ids["resistor"])
    assert stored.part.tracking is Tracking.NONE
    assert any_shop.store.call(verify) == ()


def test_serials_are_not_taken_back_from_a_part_that_has_got_more_of_them(any_shop: Any) -> None:
    operation = _serialise(any_shop)
    _create(any_shop, NewItem(part=any_shop.ids["resistor"], location=any_shop.ids["b"], serial="R9"))
    refused = _undo(any_shop, operation)
    assert isinstance(refused, Refusal)
    assert (refused.why, refused.total, refused.things[0].label) == (Why.SERIALS, 1, "RES-10K")
