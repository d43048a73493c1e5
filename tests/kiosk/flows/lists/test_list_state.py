"""Whatever is done to a list, at whichever station: it is what a model of it says, and undo restores exactly."""

import tempfile
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from shutil import copyfile
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.flows import acting, undo
from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.lists import doing, editing, listing, reading, scanning, undoing
from kiosk.flows.lists.listing import Listing
from kiosk.outcome import Outcome
from kiosk.post import Post
from kiosk.stock.acting import Action, Target, Wanted
from kiosk.stock.ledger import Act
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import ledger, locations, parts
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

UNITS, LOOSE = 4, 4
few = st.integers(0, 9)
ACTIONS = (
    Wanted(Action.MOVE),
    Wanted(Action.MOVE, partial=True),
    Wanted(Action.MOVE, quantity=Decimal(2), partial=True),
    Wanted(Action.SPLIT, quantity=Decimal(1), partial=True),
    Wanted(Action.MERGE, partial=True),
    Wanted(Action.COUNT, quantity=Decimal(0), partial=True),
    Wanted(Action.REMOVE, quantity=Decimal(3), partial=True),
    Wanted(Action.BATCH, batch="B2", partial=True),
    Wanted(Action.STATUS, status=Status.LOST, note="gone", partial=True),
    Wanted(Action.ISSUE, partial=True),
)
_STOCK = """SELECT i.id, i.location_id, i.quantity, i.batch, i.serial, i.expiry, i.status, i.notes FROM stock_item i
    WHERE i.status <> 'void' AND i.quantity > 0 ORDER BY i.id"""
_ROWS = "SELECT id, kind, thing_id, quantity, marked FROM scan_list_row WHERE list_id = ? AND removed = 0 ORDER BY id"


@dataclass(frozen=True)
class Row:
    """A row as the model has it."""

    kind: str
    thing: int
    quantity: int | None = None
    marked: int = 0


@dataclass(frozen=True)
class Snapshot:
    """All that undo is to restore."""

    rows: tuple[Row, ...]
    name: str
    stock: tuple[Any, ...]


@cache
def _little() -> Path:
    path = Path(tempfile.mkdtemp()) / "kiosk.db"
    store = Store(f"sqlite:///{path}")
    store.call(_fill)
    store.close()
    return path


def _station(db: Any, name: str = "north") -> Post:
    return begin(db, name, name, "Europe/Prague", Rules(), RunInfo("tester", "", "", "1.0", 1))


def _fill(db: Any) -> None:
    main = locations.add(db, NewLocation(code="MAIN", structural=True))
    a, b = (locations.add(db, NewLocation(code=code, parent=main)) for code in "AB")
    psu = parts.add(db, NewPart(number="PSU", name="Supply", tracking="serial"))
    bolt = parts.add(db, NewPart(number="BOLT", name="Bolt"))
    items = [NewItem(part=psu, location=a, quantity=Decimal(1), serial=str(n)) for n in range(UNITS)]
    items += [
        NewItem(part=bolt, location=place, quantity=Decimal(5), batch=batch)
        for place, batch in ((a, "B1"), (a, "B1"), (b, "B1"), (b, None))
    ]
    ledger.enter(db, _station(db), Act.OPENING, items)


class Lists(RuleBasedStateMachine):
    """Does what operators do at two stations that work on one list, each step as the screen does it."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "kiosk.db"
        copyfile(_little(), path)
        self.store = Store(f"sqlite:///{path}")
        self.posts = [self.store.call(_station, name) for name in ("north", "south")]
        state, _ = self.store.call(listing.begin, self.posts[0], Listing())
        assert state.list is not None
        self.id = state.list.id
        self.states = [state, self._opened(1)]
        self.name = state.list.name
        self.rows: list[Row] = []
        self.before: list[Snapshot] = []  # what each step found
        self.elsewhere: list[int] = []  # operations that were done beside the list
        for which in (0, 1, 4, 5):
            self.scan(bool(which % 2), which)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert self.store.look(verify) == ()
            self.store.close()
            self.folder.cleanup()

    @rule(at=st.booleans(), which=few)
    def scan(self, at: bool, which: int) -> None:
        thing = self._things()[which % 10]
        known = any((row.kind, row.thing) == (thing.kind.value, thing.id) for row in self.rows)
        before = self._snapshot()
        outcome = self._step(at, scanning.add, thing)
        assert outcome.result == ("again" if known else "added")
        if not known:
            self._kept(before, [*self.rows, Row(thing.kind.value, thing.id)])

    @precondition(lambda self: self.rows)
    @rule(at=st.booleans(), which=few, amount=st.sampled_from(("", "1", "2", "x")))
    def tell_quantity(self, at: bool, which: int, amount: str) -> None:
        number, row = self._row(which)
        before = self._snapshot()
        self._step(at, listing.choose, self._ids()[number])
        outcome = self._step(at, editing.quantity, amount)
        told = int(amount) * 1_000_000 if amount.isdigit() else None
        loose = row.kind == "part" or (row.kind == "stock_item" and row.thing > UNITS)
        if not loose or amount == "x":
            assert outcome.result == "refused"
        elif told == row.quantity:
            assert outcome.result == "again"
        else:
            assert outcome.result == "entered"
            self._kept(before, [*self.rows[:number], replace(row, quantity=told), *self.rows[number + 1 :]])

    @precondition(lambda self: self.rows)
    @rule(at=st.booleans(), which=st.none() | few, on=st.booleans())
    def mark(self, at: bool, which: int | None, on: bool) -> None:
        number = None if which is None else self._row(which)[0]
        before = self._snapshot()
        outcome = self._step(at, editing.mark, None if number is None else self._ids()[number], on)
        rows = [replace(row, marked=int(on)) if number in (None, place) else row for place, row in enumerate(self.rows)]
        changed = "marked" if number is None else "entered"
        assert outcome.result == ("again" if rows == self.rows else changed)
        if rows != self.rows:
            self._kept(before, rows)

    @precondition(lambda self: self.rows)
    @rule(at=st.booleans(), which=st.none() | few)
    def remove(self, at: bool, which: int | None) -> None:
        number = None if which is None else self._row(which)[0]
        before = self._snapshot()
        outcome = self._step(at, editing.remove, None if number is None else [self._ids()[number]])
        rows = [row for place, row in enumerate(self.rows) if not (row.marked if number is None else place == number)]
        assert outcome.result == ("refused" if rows == self.rows else "removed")
        if rows != self.rows:
            self._kept(before, rows)

    @precondition(lambda self: self.rows)
    @rule(at=st.booleans(), which=few)
    def expand(self, at: bool, which: int) -> None:
        number, row = self._row(which)
        before = self._snapshot()
        outcome = self._step(at, editing.expand, self._ids()[number])
        if outcome.result == "expanded":
            assert row.kind == "location"
            rest = [one for one in self.rows if one != row]
            new = self._stored()[len(rest) :]
            lying = [item[0] for item in before.stock if item[1] is not None and row.thing in (1, item[1])]
            assert self._stored()[: len(rest)] == rest
            assert {one.thing for one in new} | {one.thing for one in rest if one.kind == "stock_item"} >= set(lying)
            assert all(one.marked == row.marked for one in new)
            self._kept(before, self._stored())

    @rule(at=st.booleans(), name=st.sampled_from(("", "x", "=1+1", "\x1b[2J\u202e")))
    def rename(self, at: bool, name: str) -> None:
        before = self._snapshot()
        outcome = self._step(at, editing.rename, name)
        assert outcome.result == ("refused" if not name else "again" if name == self.name else "renamed")
        if outcome.result == "renamed":
            self.name = name
            self._kept(before, self.rows)

    @rule(at=st.booleans())
    def close(self, at: bool) -> None:
        before = self._snapshot()
        assert self._step(at, editing.close).result == "closed"
        assert self._step(not at, scanning.add, self._things()[0]).result == "refused"
        self._kept(before, self.rows)
        self.undo(not at)

    @precondition(lambda self: self.rows)
    @rule(at=st.booleans(), wanted=st.sampled_from(ACTIONS), place=st.integers(2, 3))
    def act(self, at: bool, wanted: Wanted, place: int) -> None:
        before = self._snapshot()
        to = Thing(Kind.LOCATION, place, "") if wanted.action is Action.MOVE else None
        outcome = self._step(at, doing.act, replace(wanted, to=to))
        if outcome.result == "done":
            rows = self._stored()
            assert rows[: len(self.rows)] == self.rows
            assert len(rows) == len(self.rows) or wanted.action is Action.SPLIT
            self._kept(before, rows)
        else:
            assert self._snapshot() == before

    @rule(item=st.integers(1, UNITS), place=st.integers(2, 3))
    def move_elsewhere(self, item: int, place: int) -> None:
        """Somebody moves a unit without the list."""
        target, to = Target(Thing(Kind.STOCK_ITEM, item, "")), Thing(Kind.LOCATION, place, "")
        done = self.store.call(acting.do, self.posts[0], Wanted(Action.MOVE, to=to), [target])
        if isinstance(done, acting.Done):
            assert done.operation is not None
            self.elsewhere.append(done.operation)

    @rule(at=st.booleans())
    def undo(self, at: bool) -> None:
        now = self._snapshot()
        outcome = self._step(at, undoing.undo)
        if not self.before:
            assert outcome.text == "Nothing to undo"
        elif outcome.result == "refused":
            assert self.elsewhere, outcome
            assert self._snapshot() == now
            while self.elsewhere:
                self.store.call(undo.undo, self.posts[0], self.elsewhere.pop())
        else:
            assert outcome.result == "undone"
            found = self.before.pop()
            self.rows, self.name = list(found.rows), found.name
            if not self.elsewhere:
                assert self._snapshot() == found

    @rule(at=st.booleans())
    def restart(self, at: bool) -> None:
        """The station is switched off and on again."""
        self.states[at] = self._opened(int(at))

    @invariant()
    def the_list_is_what_the_model_says(self) -> None:
        if not hasattr(self, "store"):
            return
        assert self._stored() == self.rows
        head = self.states[0].list
        assert head is not None
        page = self.store.look(reading.page, self.posts[0], self.id, 0)
        assert [(row.thing.kind.value, row.thing.id) for row in page.rows] == [
            (row.kind, row.thing) for row in self.rows
        ]

    def _step(self, at: bool, fn: Any, *args: object) -> Outcome:
        self.states[at], outcome = self.store.call(fn, self.posts[at], self.states[at], *args)
        return outcome

    def _opened(self, at: int) -> Listing:
        state: Listing = self.store.call(listing.opened, self.posts[at], Listing(), self.id)[0]
        return state

    def _kept(self, before: Snapshot, rows: list[Row]) -> None:
        self.before.append(before)
        self.rows = rows

    def _row(self, which: int) -> tuple[int, Row]:
        number = which % len(self.rows)
        return number, self.rows[number]

    def _things(self) -> list[Thing]:
        items = [Thing(Kind.STOCK_ITEM, id, "") for id in range(1, UNITS + LOOSE + 1)]
        return [*items, Thing(Kind.PART, 2, ""), Thing(Kind.LOCATION, 1, ""), Thing(Kind.LOCATION, 3, "")]

    def _ids(self) -> list[int]:
        return [row[0] for row in self.store.look(lambda db: execute(db, _ROWS, self.id).fetchall())]

    def _stored(self) -> list[Row]:
        return [Row(*row[1:]) for row in self.store.look(lambda db: execute(db, _ROWS, self.id).fetchall())]

    def _snapshot(self) -> Snapshot:
        stock = self.store.look(lambda db: tuple(execute(db, _STOCK).fetchall()))
        return Snapshot(tuple(self.rows), self.name, stock)


Lists.TestCase.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLists = Lists.TestCase
