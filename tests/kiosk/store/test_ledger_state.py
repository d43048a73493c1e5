"""Whatever is done to the stock, in whatever order: it is what the ledger says, and undo restores it exactly."""

import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import copyfile
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.exchange import csv_file, importing, template
from kiosk.exchange.kind import Loading
from kiosk.exchange.kinds import kinds
from kiosk.exchange.reading import read
from kiosk.exchange.spool import Spool
from kiosk.flows import adjust, serialise, status, undo, unit_form
from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.serialise import Serialise
from kiosk.outcome import Outcome
from kiosk.post import Post
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import locations, parts
from kiosk.store import settings as rules
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.sql import execute
from kiosk.store.verify import verify

NUMBERS = ("BOLT", "WIRE", "PSU", "PSU-B", "PILL")
PLACES = ("MAIN/A", "MAIN/B", "MAIN")
SERIALS = ("1", "2", "3", "4")
few = st.integers(0, 7)
texts = st.sampled_from(("", "x", "=1", "a\nb", "[/x]"))

STOCK = """part,location,serial,quantity,status,batch
BOLT,MAIN/A,,3,in_stock,
BOLT,MAIN/B,,2,quarantined,B
WIRE,MAIN/A,,2.5,in_stock,
PSU,MAIN/A,1,1,in_stock,
PSU,,2,1,sold,
PSU-B,MAIN/B,3,1,returned,
PILL,MAIN/B,,7,defective,C
"""
_ITEMS = """SELECT i.uid, i.part_id, i.location_id, i.quantity, i.batch, i.serial, i.expiry, i.status, i.warranty_until,
    i.notes, i.supplier_part_id FROM stock_item i WHERE i.status <> 'void' ORDER BY i.uid"""
_TWICE = """SELECT serial_scope, serial FROM stock_item WHERE serial IS NOT NULL AND status <> 'void'
    GROUP BY serial_scope, serial HAVING COUNT(*) > 1"""

Items = list[tuple[Any, ...]]


def _post(db: Any) -> Post:
    return begin(db, "bench", "Jana", "Europe/Prague", Rules(), RunInfo("tester", "", "", "1.0", 1))


def _brought(store: Store, kind: Any, text: str) -> Loading:
    with Spool() as spool:
        lines = csv_file.read(io.BytesIO(text.encode()), template.header(kind))
        found = read(lines, kind, spool, lambda rows: None)
        return importing.save(
            store, _post, kind, spool, found, check=False, cancelled=lambda: False, told=lambda done: None
        )


@cache
def _little() -> Path:
    """A store with a little of each: to make one takes longer than many steps."""
    path = Path(tempfile.mkdtemp()) / "kiosk.db"
    store = Store(f"sqlite:///{path}")
    store.call(_catalogue)
    _brought(store, kinds()["stock"], STOCK)
    store.close()
    return path


def _catalogue(db: Any) -> None:
    main = locations.add(db, NewLocation(code="MAIN", structural=True))
    for code in ("A", "B"):
        locations.add(db, NewLocation(code=code, parent=main))
    psu = 0
    for number, tracking in zip(NUMBERS, ("none", "none", "serial", "serial", "batch"), strict=True):
        above = psu if number == "PSU-B" else None
        new = NewPart(number=number, name=number, tracking=tracking, decimals=int(number == "WIRE"), variant_of=above)
        id = parts.add(db, new)
        psu = id if number == "PSU" else psu


class Stock(RuleBasedStateMachine):
    """Does what operators do, as the screens and commands do it, on a store in a file."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "kiosk.db"
        copyfile(_little(), path)
        self.store = Store(f"sqlite:///{path}")
        self.post = self.store.call(_post)
        first = self.store.look(undo.newest, self.post)
        assert first is not None
        self.before: dict[int, Items] = {first.id: []}  # what the stock was before an operation

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    @rule(rows=st.lists(st.tuples(few, few, few, st.sampled_from(tuple(Status)), texts), min_size=1, max_size=2))
    def bring(self, rows: list[tuple[int, int, int, Status, str]]) -> None:
        lines = ["part,location,serial,quantity,status,batch,notes"]
        for part, place, serial, state, note in rows:
            number = NUMBERS[part % len(NUMBERS)]
            unit = SERIALS[serial % len(SERIALS)] if number.startswith("PSU") else ""
            path = PLACES[place % 2] if state.value in ("in_stock", "quarantined", "returned", "defective") else ""
            batch = "B" if number == "PILL" else ""
            lines.append(f'{number},{path},{unit},{1 if unit else serial + 1},{state},{batch},"{note}"')
        self._bring("\n".join(lines))

    @rule(number=few, place=few, amount=few, state=st.none() | st.sampled_from(tuple(Status)), batch=texts)
    def bring_changed(self, number: int, place: int, amount: int, state: Status | None, batch: str) -> None:
        """An export in which a row was edited."""
        kind = kinds()["stock"]
        rows = [list(row) for row in self.store.look(lambda db: [*kind.rows(db)])]
        if not rows:
            return
        row = rows[number % len(rows)]
        row[2] = PLACES[place] if place < len(PLACES) else ""
        row[3] = row[3] if row[4] else str(amount)
        row[5] = batch.replace("\n", "")
        row[7] = row[7] if state is None else state.value
        stream = io.StringIO(newline="")
        csv.writer(stream).writerows([template.header(kind), *rows])
        self._bring(stream.getvalue())

    @rule(number=few, state=st.sampled_from(tuple(Status)), place=few, note=texts)
    def change_status(self, number: int, state: Status, place: int, note: str) -> None:
        def change(db: Any, item: Thing) -> None:
            form, _ = status.load(db, self.post, status.StatusState(item))
            form, _ = status.put(db, self.post, form, "status", state.value)
            if form.needs_place:
                form, _ = status.put(db, self.post, form, "place", PLACES[place % len(PLACES)])
            form, _ = status.put(db, self.post, form, "note", note)
            status.save(db, self.post, form)

        self._on_item(number, change)

    @rule(number=few, batch=texts, notes=texts, day=st.sampled_from(("", "2027-03-31", "soon")))
    def edit(self, number: int, batch: str, notes: str, day: str) -> None:
        def change(db: Any, item: Thing) -> None:
            form = unit_form.begin(db, self.post, item)
            assert form is not None
            for name, text in {"batch": batch, "notes": notes, "expiry": day}.items():
                form, _ = unit_form.put(db, self.post, form, name, text)
            unit_form.save(db, self.post, form)

        self._on_item(number, change)

    @rule(number=few, counted=few)
    def count(self, number: int, counted: int) -> None:
        def change(db: Any, item: Thing) -> None:
            form = adjust.begin(db, self.post, item)
            if isinstance(form, Outcome):
                return
            for name, text in {"counted": str(counted), "note": "counted"}.items():
                form, _ = adjust.put(db, self.post, form, name, text)
            adjust.save(db, self.post, form)

        self._on_item(number, change)

    @rule(part=few)
    def serialise(self, part: int) -> None:
        def change(db: Any) -> None:
            id = parts.find(db, NUMBERS[part % len(NUMBERS)])
            assert id is not None
            form = serialise.begin(db, self.post, Thing(Kind.PART, id, ""))
            if not isinstance(form, Serialise):
                return
            for number in range(form.wanted + 8):
                form, _ = serialise.add(db, self.post, form, f"{number}")
            serialise.save(db, self.post, form)

        self._done(change)

    @rule(part=few, tracking=st.sampled_from(("none", "batch", "serial")), above=st.none() | few, decimals=few)
    def edit_part(self, part: int, tracking: str, above: int | None, decimals: int) -> None:
        def change(db: Any) -> None:
            ids = [parts.find(db, number) for number in NUMBERS]
            id = ids[part % len(ids)]
            assert id is not None
            stored = parts.get(db, id)
            assert stored is not None
            new = replace(
                stored.part,
                tracking=tracking,
                variant_of=None if above is None else ids[above % len(ids)],
                decimals=0 if tracking == "serial" else decimals % 3,
            )
            if not parts.problems(db, new, id):
                parts.update(db, id, new)
            if not parts.archive_problems(db, id, not stored.archived):
                parts.archive(db, id, not stored.archived)

        self._done(change)

    @rule(place=few, structural=st.booleans())
    def edit_place(self, place: int, structural: bool) -> None:
        def change(db: Any) -> None:
            id = locations.find(db, PLACES[place % len(PLACES)])
            assert id is not None
            stored = locations.get(db, id)
            assert stored is not None
            new = replace(stored.location, structural=structural)
            if not locations.problems(db, new, id):
                locations.update(db, id, new)
            if not locations.archive_problems(db, id, not stored.archived):
                locations.archive(db, id, not stored.archived)

        self._done(change)

    @rule(scope=st.sampled_from(("part", "global")))
    def change_scope(self, scope: str) -> None:
        self._done(lambda db: rules.change(db, "serial_scope", scope, "Jana"))

    @rule()
    def undo_newest(self) -> None:
        newest = self.store.look(undo.newest, self.post)
        if newest is not None:
            self._undo(newest.id)

    @rule(number=few)
    def undo_any(self, number: int) -> None:
        """What something was built on since is refused."""
        operations = self.store.look(undo.page, self.post, 0).rows
        if operations:
            self._undo(operations[number % len(operations)].id)

    @rule()
    def bring_the_ledger(self) -> None:
        """What is there is known again."""
        kind = kinds()["movements"]
        stream = io.StringIO(newline="")
        rows = self.store.look(lambda db: [*kind.rows(db)])
        csv_file.write(stream, [template.header(kind), *rows])
        before = self._items()
        assert self._bring(stream.getvalue(), "movements") == (0, 0, len(rows), 0)
        assert self._items() == before

    @invariant()
    def the_stock_is_what_the_ledger_says(self) -> None:
        if hasattr(self, "store"):
            assert self.store.look(verify) == ()
            assert self.store.look(lambda db: execute(db, _TWICE).fetchall()) == []

    def _items(self) -> Items:
        found: Items = self.store.look(lambda db: execute(db, _ITEMS).fetchall())
        return found

    def _done(self, change: Callable[[Any], object]) -> None:
        """Do it, and remember what the stock was before the operation that it made, if it made one."""
        before, newest = self._items(), self.store.look(undo.newest, self.post)
        self.store.call(change)
        now = self.store.look(undo.newest, self.post)
        if now is not None and now != newest:
            self.before[now.id] = before
        else:
            assert self._items() == before

    def _on_item(self, number: int, change: Callable[[Any, Thing], object]) -> None:
        ids = self.store.look(lambda db: execute(db, "SELECT id FROM stock_item ORDER BY id").fetchall())
        if ids:
            self._done(lambda db: change(db, Thing(Kind.STOCK_ITEM, ids[number % len(ids)][0], "")))

    def _bring(self, text: str, name: str = "stock") -> tuple[int, int, int, int]:
        kind = kinds()[name]
        before, newest = self._items(), self.store.look(undo.newest, self.post)
        came = _brought(self.store, kind, text)
        now = self.store.look(undo.newest, self.post)
        if now is not None and now != newest:
            self.before[now.id] = before
        else:
            assert self._items() == before
        return came.created, came.changed, came.unchanged, came.errors_total

    def _undo(self, id: int) -> None:
        """What the operation touched is as it was before it; all else is as it is, whatever came since."""
        now = {row[0]: row for row in self._items()}
        done = self.store.call(undo.undo, self.post, id)
        after = {row[0]: row for row in self._items()}
        touched = self.store.look(_touched, id) if isinstance(done, undo.Undone) else set()
        was = {row[0]: row for row in self.before.get(id, ()) if row[0] in touched}
        assert {uid: row for uid, row in after.items() if uid in touched} == was
        assert {uid: row for uid, row in after.items() if uid not in touched} == {
            uid: row for uid, row in now.items() if uid not in touched
        }


def _touched(db: Any, operation: int) -> set[str]:
    text = "SELECT i.uid FROM movement m JOIN stock_item i ON i.id = m.item_id WHERE m.operation_id = ?"
    return {uid for (uid,) in execute(db, text, operation).fetchall()}


TestStock = Stock.TestCase
TestStock.settings = settings(
    max_examples=40, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
