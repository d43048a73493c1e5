"""Whatever is done to stock, the ledger says what there is, no status follows one that it may not, and undo restores.

Random sequences of receipts, actions on many things, statuses by hand, documents, counts, repairs and undo, of two
stations. A rule does what an operator does within `changing`, which remembers what stock was before each operation;
`undo` takes any of them back, and compares all columns of each stock item. To add a kind of work, add a rule.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from kiosk.flows import acting, status
from kiosk.flows.acting import Done
from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.counting import loose, reviewing, scanning, starting, working
from kiosk.flows.counting import posting as counting
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import editing, headless, posting
from kiosk.flows.documents import scanning as document_scanning
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.headless import Refused
from kiosk.flows.documents.headless import Wanted as Goods
from kiosk.flows.repairs import ending, taking_out, using
from kiosk.flows.repairs import scanning as repair_scanning
from kiosk.flows.repairs import starting as beginning
from kiosk.flows.repairs import working as repairing
from kiosk.flows.repairs.working import Repairing
from kiosk.flows.status import StatusState
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.acting import Action, Plan, Target, Wanted
from kiosk.stock.acting_rules import unfit
from kiosk.stock.counts import DECIDED
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.ledger import Act, Change
from kiosk.stock.operations import Refusal, Undone
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status, may_become
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, documents, ledger, locations, operations, parts, stock_items
from kiosk.store.acting import items as items_of
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.progress import Stopped
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

EXAMPLES, STEPS, RUNS = 40, 40, 5
SOMETIMES = ("count", "labels posted", "repair done", "repair handed_back")  # what the runs together must have done

_COLUMNS = """id, uid, part_id, location_id, quantity, batch, serial, serial_scope, expiry, status, warranty_until,
    notes, supplier_part_id"""
_MADE = "SELECT id, reverses_id FROM operation WHERE id > ? ORDER BY id"
_OPERATIONS = "SELECT id, station_id FROM operation o WHERE reverses_id IS NULL AND kind <> 'opening'"
_TOUCHED = "SELECT DISTINCT item_id FROM movement WHERE operation_id = ?"
_STEPS = """SELECT id, status_before, status_after FROM movement WHERE id > ? AND reverses_id IS NULL ORDER BY id"""

STATIONS = st.sampled_from((0, 1))
PLACES = st.sampled_from(("A", "B", "B/1"))
PARTS = st.sampled_from(("RES", "GLUE", "PSU", "FAN"))
BATCHES = st.sampled_from(("", "B0", "B1"))
DAYS = st.sampled_from((None, date(2027, 1, 31), date(2028, 2, 29)))
AMOUNTS = st.sampled_from(tuple(map(Decimal, ("1", "2", "3", "0.5"))))
ANY = st.integers(0, 99)  # which one of those that there are
# What is acted on: the numbers of stock items among those that the action fits, and what is named amiss.
FITTING = st.lists(ANY, min_size=1, max_size=4)
AMISS = st.lists(st.tuples(st.sampled_from(Kind), ANY), max_size=1)
HOW = st.fixed_dictionaries({"fitting": FITTING, "amiss": AMISS, "stop": st.sampled_from((9, 9, 9, 1))})

# What is done in a count: a place or a code is scanned, a unit, so much is typed, a step is taken back, decided.
FOUND = st.lists(
    st.tuples(st.just("scan"), st.sampled_from(("A", "B", "B/1", "RES", "GLUE", "B0", "B1", "NOBODY")))
    | st.tuples(st.just("unit"), ANY)
    | st.tuples(st.just("quantity"), AMOUNTS)
    | st.tuples(st.sampled_from(("undo", "leave_out", "again")), ANY),
    max_size=9,
)
# What is done in a repair: a place, a part or a unit is scanned, so much is typed, a part is taken out, it ends.
WORK = st.lists(
    st.tuples(st.just("unit"), ANY)
    | st.tuples(st.just("scan"), st.sampled_from(("A", "B", "RES", "RES", "GLUE", "PSU", "B0", "NOBODY")))
    | st.tuples(st.sampled_from(("quantity", "scrap")), AMOUNTS)
    | st.tuples(st.just("take_out"), st.sampled_from(("1", "2", "3", "4")))
    | st.tuples(st.sampled_from(("complete", "hand_back", "hand_back", "cancel", "undo", "undo")), ANY),
    max_size=6,
)
# What stands on a label: its part, a batch, an expiry, a serial, how many; what is missing is not said.
GTINS = {"RES": "00012345678905", "GLUE": "09501101530003", "PSU": "04006381333931", "FAN": "05901234123457"}
NAMED = (
    ("GLUE", ""),
    ("GLUE", ""),
    ("RES", ""),
    ("PSU", "L1"),
    ("FAN", "L2"),
    ("FAN", "L3"),
    ("PSU", "P9"),
    ("RES", "L1"),
)
LABEL = st.tuples(
    st.sampled_from(NAMED),
    st.sampled_from(("", "B0", "B0", "B0", "B1")),
    st.sampled_from(("", "", "270131", "270131", "271331")),
    st.sampled_from(("", "", "", "3")),
)
LABELS = st.lists(
    st.tuples(st.just("label"), LABEL)
    | st.tuples(st.just("label"), LABEL)
    | st.tuples(st.sampled_from(("undo", "choose")), ANY)
    | st.tuples(st.just("scan"), st.sampled_from(("B/1", "10B7", "21L4", "[)>\x1e06\x1d1PX\x1dQ4"))),
    min_size=6,
    max_size=12,
)
_COUNTED = """counted(id) AS (SELECT DISTINCT e.location_id FROM count_entry e WHERE e.document_id = ? AND e.undone = 0
    AND e.part_id IS NULL AND e.code IS NULL)"""
_UNFOUND = f"""WITH {_COUNTED} SELECT i.serial FROM stock_item i JOIN counted c ON c.id = i.location_id
    JOIN stock_count s ON s.document_id = ? AND (s.part_id IS NULL OR s.part_id = i.part_id)
    WHERE i.serial IS NOT NULL AND NOT EXISTS (SELECT 1 FROM count_entry e WHERE e.document_id = s.document_id
        AND e.item_id = i.id AND e.undone = 0 AND e.quantity > 0 AND e.location_id = i.location_id)
    AND NOT EXISTS (SELECT 1 FROM count_left x WHERE x.document_id = s.document_id AND x.item_id = i.id)"""
_UNCOUNTED = f"""WITH {_COUNTED} SELECT w.part, w.place, w.batch, SUM(w.books), SUM(w.found) FROM (
        SELECT i.part_id AS part, i.location_id AS place, COALESCE(i.batch, '') AS batch, i.quantity AS books,
            0 AS found FROM stock_item i JOIN counted c ON c.id = i.location_id
        JOIN stock_count s ON s.document_id = ? AND (s.part_id IS NULL OR s.part_id = i.part_id) WHERE i.serial IS NULL
        UNION ALL SELECT e.part_id, e.location_id, COALESCE(e.batch, ''), 0, e.quantity FROM count_entry e
        WHERE e.document_id = ? AND e.undone = 0 AND e.part_id IS NOT NULL AND e.item_id IS NULL) w
    WHERE NOT EXISTS (SELECT 1 FROM count_left x WHERE x.document_id = ? AND x.location_id = w.place
        AND x.part_id = w.part AND COALESCE(x.batch, '') = w.batch AND x.item_id IS NULL)
    GROUP BY w.part, w.place, w.batch HAVING SUM(w.books) <> SUM(w.found)"""

KEEPING = (Action.MOVE, Action.MERGE, Action.SPLIT, Action.BATCH, Action.EXPIRY)  # there is as much afterwards

Stock = dict[int, tuple[Any, ...]]
How = dict[str, Any]


def _totals(stock: Stock) -> Counter[tuple[int, str]]:
    """How much there is of each part in each status."""
    found: Counter[tuple[int, str]] = Counter()
    for row in stock.values():
        found[row[2], row[9]] += row[4]
    return +found


def _catalogue(db: Any) -> None:
    for code in ("A", "B"):
        locations.add(db, NewLocation(code))
    locations.add(db, NewLocation("1", parent=locations.find(db, "B")))
    psu = parts.add(db, NewPart(number="PSU", name="Power supply", tracking="serial", warranty_months=24))
    parts.add(db, NewPart(number="FAN", name="Fan", tracking="batch+serial"))
    res = parts.add(db, NewPart(number="RES", name="Resistor"))
    glue = parts.add(db, NewPart(number="GLUE", name="Glue", tracking="batch", decimals=2))
    post = begin(db, "filler", "filler", "", Rules(), RunInfo("t", "", "", "1", 9))
    for number, gtin in GTINS.items():
        barcodes.assign(db, post, gtin.encode(), Thing(Kind.PART, parts.find(db, number) or 0, ""))
    a, b = (locations.find(db, path) for path in ("A", "B"))
    amounts = ((res, a, "6"), (res, a, "2"), (res, b, "3"), (glue, a, "1.5"), (glue, b, "1"))
    loose = [NewItem(part=part, location=place, quantity=Decimal(much), batch="B0") for part, place, much in amounts]
    units = [NewItem(part=psu, location=a, serial=f"P{number}") for number in range(3)]
    sold = [NewItem(part=psu, location=None, serial="P9", status=Status.SOLD)]
    ledger.enter(db, post, Act.OPENING, [*loose, *units, *sold])


class Life(RuleBasedStateMachine):
    """Two stations of one store."""

    template: Path
    did: Counter[str]  # how often each action was done, in all runs

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=self.template.parent))
        shutil.copy(self.template, self.folder / "kiosk.db")
        self.store = Store(f"sqlite:///{self.folder}/kiosk.db")
        self.posts: list[Post] = [
            self.store.call(begin, name, name, "", Rules(), RunInfo("t", "", "", "1", pid))
            for pid, name in enumerate(("north", "south"), 1)
        ]
        self.made = 0  # units received so far
        self.before: dict[int, Stock] = {}  # what there was before each operation that is not undone
        self.seen = 0  # the last movement that was looked at

    # What rules are made of

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.store.look(lambda db: execute(db, sql, *values).fetchall())
        return rows

    def stock(self) -> Stock:
        return {row[0]: row for row in self.ask(f"SELECT {_COLUMNS} FROM stock_item")}

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Remembers what stock was before the operation that is made within."""
        before = self.stock()
        ((last,),) = self.ask("SELECT COALESCE(MAX(id), 0) FROM operation")
        yield
        for id, reverses in self.ask(_MADE, last):
            if reverses is None:
                self.before[id] = before
            else:
                self.restored(reverses)

    def restored(self, operation: int) -> None:
        """What the operation has touched is as before it; what it has made is gone."""
        before, now = self.before.pop(operation), self.stock()
        for (item,) in self.ask(_TOUCHED, operation):
            if item in before:
                assert now[item] == before[item]
            else:
                assert (now[item][3], now[item][9]) == (None, "void")

    def some(self, sql: str, which: int) -> Any:
        """One of the rows."""
        rows = self.ask(sql)
        return rows[which % len(rows)] if rows else None

    def place(self, path: str | None) -> Thing | None:
        if path is None:
            return None
        id: int | None = self.store.look(locations.find, path)
        assert id is not None
        return Thing(Kind.LOCATION, id, path)

    def thing(self, kind: Kind, which: int) -> Thing | None:
        row = self.some(f"SELECT id FROM {kind.value} ORDER BY id", which)
        return None if row is None else Thing(kind, row[0], "")

    def draft(self, kind: DocKind, which: int) -> Thing | None:
        row = self.some(f"SELECT id, number FROM document WHERE state = 'draft' AND kind = '{kind}'", which)
        return None if row is None else Thing(Kind.DOCUMENT, *row)

    # What is done

    @rule(at=STATIONS, part=PARTS, amount=AMOUNTS, place=PLACES, batch=BATCHES, expiry=DAYS)
    def receive(self, at: int, part: str, amount: Decimal, place: str, batch: str, expiry: date | None) -> None:
        serials: tuple[str, ...] = ()
        if part in ("PSU", "FAN"):
            amount = Decimal(int(amount) or 1)
            serials = tuple(f"S{self.made + number}" for number in range(int(amount)))
            self.made += int(amount)
        goods = Goods(part=part, quantity=amount, serials=serials, batch=batch, expiry=expiry, location=place)
        with suppress(Refused), self.changing():
            self.store.call(headless.receive, self.posts[at], goods)

    @rule(at=STATIONS, kind=st.sampled_from((DocKind.RECEIPT, DocKind.RECEIPT, DocKind.ISSUE)), steps=LABELS)
    def scan_labels(self, at: int, kind: DocKind, steps: list[tuple[str, Any]]) -> None:
        """Each label is one step that undo takes back whole, or nothing; then all of it is posted, if it can be."""
        post = self.posts[at]
        id = self.store.call(documents.create, post, kind)
        state, _ = self.store.call(editing.opened, post, Editing(), id)
        state, _ = self.store.call(document_scanning.scan, post, state, Scan(b"B", "gun", 1, 1, 1))
        for what, value in steps:
            before = self.drafted(id)
            state, outcome, did = self.labelled(post, state, what, value)
            if did and outcome.result in ("refused", "unknown", "again"):
                assert self.drafted(id) == before
            elif did and self.drafted(id) != before:
                back, _ = self.store.call(editing.undo, post, state)
                assert self.drafted(id) == before
                state, again, _ = self.labelled(post, replace(back, selected=state.selected), what, value)
                assert again.result == outcome.result
        with self.changing():
            _, outcome = self.store.call(posting.post, post, state)
        self.did[f"labels {outcome.result}"] += 1
        if outcome.result != "posted":
            self.store.call(documents.cancel, post, id)

    def labelled(self, post: Post, state: Editing, what: str, value: Any) -> tuple[Editing, Any, bool]:
        """One thing done in a draft; and whether it was a scan."""
        match what:
            case "undo":
                return (*self.store.call(editing.undo, post, state), False)
            case "choose":
                rows = self.ask("SELECT id FROM document_line WHERE document_id = ? AND removed = 0", state.document.id)
                line = rows[value % len(rows)][0] if rows else 0
                return (*self.store.call(editing.choose, post, state, line), False)
            case "label":
                (part, serial), batch, expiry, amount = value
                told = {"17": expiry, "10": batch, "21": serial, "30": amount}
                value = f"01{GTINS[part]}" + "\x1d".join(ai + text for ai, text in told.items() if text)
        scan = Scan(value.encode(), "gun", 1, 1, 1, "d2" if value[0].isdigit() else "")
        state, outcome = self.store.call(document_scanning.scan, post, state, scan)
        return replace(state, question=None, asked=None), outcome, True

    def drafted(self, document: int) -> list[Any]:
        """All of a draft that an operator can see."""
        lines = """SELECT id, part_id, quantity, said, serials, batch, expiry, location_id, notes FROM document_line
            WHERE document_id = ? AND removed = 0 ORDER BY id"""
        serials = "SELECT line_id, serial FROM draft_serial WHERE document_id = ? AND state = 'got' ORDER BY serial"
        head = "SELECT reference, place_id FROM document WHERE id = ?"
        return [
            [row[1:] for row in self.ask(lines, document)],
            [row[1:] for row in self.ask(serials, document)],
            self.ask(head, document),
        ]

    @rule(at=STATIONS, how=HOW, to=PLACES, quantity=st.none() | AMOUNTS)
    def move(self, at: int, how: How, to: str, quantity: Decimal | None) -> None:
        self.act(at, how, Wanted(Action.MOVE, to=self.place(to), quantity=quantity, partial=True))

    @rule(at=STATIONS, how=HOW, to=PLACES)
    def move_all_in_a_place(self, at: int, how: How, to: str) -> None:
        self.act(at, {**how, "amiss": [(Kind.LOCATION, how["fitting"][0])]}, Wanted(Action.MOVE, to=self.place(to)))

    @rule(at=STATIONS, how=HOW, action=st.sampled_from((Action.COUNT, Action.ADD, Action.REMOVE)), quantity=AMOUNTS)
    def adjust(self, at: int, how: How, action: Action, quantity: Decimal) -> None:
        self.act(at, how, Wanted(action, quantity=quantity, partial=True))

    @rule(at=STATIONS, how=HOW, quantity=AMOUNTS)
    def split(self, at: int, how: How, quantity: Decimal) -> None:
        self.act(at, how, Wanted(Action.SPLIT, quantity=quantity, partial=True))

    @rule(at=STATIONS, how=HOW)
    def merge(self, at: int, how: How) -> None:
        self.act(at, {**how, "fitting": list(range(99))}, Wanted(Action.MERGE, partial=True))

    @rule(at=STATIONS, how=HOW, after=st.sampled_from(Status), to=st.none() | PLACES)
    def change_statuses(self, at: int, how: How, after: Status, to: str | None) -> None:
        self.act(at, how, Wanted(Action.STATUS, to=self.place(to), status=after, note="why", partial=True))

    @rule(at=STATIONS, how=HOW, batch=BATCHES)
    def assign_batch(self, at: int, how: How, batch: str) -> None:
        self.act(at, how, Wanted(Action.BATCH, batch=batch, partial=True))

    @rule(at=STATIONS, how=HOW, expiry=DAYS)
    def set_expiry(self, at: int, how: How, expiry: date | None) -> None:
        self.act(at, how, Wanted(Action.EXPIRY, expiry=expiry, clear=expiry is None, partial=True))

    @rule(at=STATIONS, how=HOW, quantity=st.none() | AMOUNTS, draft=st.none() | ANY)
    def issue(self, at: int, how: How, quantity: Decimal | None, draft: int | None) -> None:
        document = None if draft is None else self.draft(DocKind.ISSUE, draft)
        self.act(at, how, Wanted(Action.ISSUE, quantity=quantity, document=document, partial=True))

    @rule(at=STATIONS, how=HOW, to=PLACES, draft=st.none() | ANY)
    def take_back(self, at: int, how: How, to: str, draft: int | None) -> None:
        document = None if draft is None else self.draft(DocKind.RETURN, draft)
        self.act(at, how, Wanted(Action.RETURN, to=self.place(to), document=document, partial=True))

    def act(self, at: int, how: How, wanted: Wanted) -> None:
        """What is planned is what is done; where it is not done nothing is changed."""
        wanted = replace(wanted, partial=wanted.partial and not how["amiss"])
        targets = [*self.fitting(wanted.action, how["fitting"]), *map(Target, self.things(how["amiss"]))]
        plan: Plan = self.store.look(acting.plan, self.posts[at], wanted, targets)
        fits = self.store.look(acting.fits, self.posts[at], targets)
        assert not plan.ready or not fits[wanted.action]
        before, asked = self.stock(), 0

        def told(done: float) -> bool:
            nonlocal asked
            asked += 1
            return asked <= how["stop"]

        with self.changing():
            try:
                done = self.store.call(acting.do, self.posts[at], wanted, targets, told)
            except Stopped:
                done = plan
            if isinstance(done, Done):
                assert done.plan == plan
                assert done.operation is None or self.stock() != before
                assert wanted.action not in KEEPING or _totals(self.stock()) == _totals(before)
                self.did[wanted.action] += 1
            else:
                assert done == plan
                assert self.stock() == before

    def fitting(self, action: Action, numbers: list[int]) -> list[Target]:
        """Stock items that the action fits, as far as there are any."""
        ids = [id for (id,) in self.ask("SELECT id FROM stock_item ORDER BY id")]
        items = self.store.look(items_of, ids).values()
        fit = [item.id for item in items if unfit(action, item, returned_available=False) is None] or ids
        return [Target(Thing(Kind.STOCK_ITEM, fit[number % len(fit)], "")) for number in numbers]

    def things(self, named: list[tuple[Kind, int]]) -> Iterator[Thing]:
        found = (self.thing(kind, number) for kind, number in named)
        return (thing for thing in found if thing is not None)

    @rule(at=STATIONS, which=ANY, after=st.sampled_from(Status), place=PLACES)
    def change_status(self, at: int, which: int, after: Status, place: str) -> None:
        """By the form for one stock item."""
        item = self.thing(Kind.STOCK_ITEM, which)
        assert item is not None
        post = self.posts[at]
        state, _ = self.store.call(status.load, post, StatusState(item))
        for name, text in (("status", after.value), ("place", place), ("note", "why")):
            if name == "status" and text not in [option.key for option in status.choices(state)]:
                return
            state, _ = self.store.call(status.put, post, state, name, text)
        with self.changing():
            self.store.call(status.save, post, state)

    @rule(at=STATIONS, which=ANY, notes=st.sampled_from(("", "opened")))
    def note(self, at: int, which: int, notes: str) -> None:
        """What has notes is like nothing else."""
        item = self.thing(Kind.STOCK_ITEM, which)
        assert item is not None

        def edit(db: Any, post: Post) -> None:
            (before,) = execute(db, "SELECT notes FROM stock_item WHERE id = ?", item.id).fetchone()
            now = stock_items.state(db, item.id)
            if now is not None and now.status is not Status.VOID and before != notes:
                change = Change(item.id, now, now, {"notes": (before, notes)})
                ledger.record(db, post, ledger.begin(db, post, Act.EDIT), [change])

        with self.changing():
            self.store.call(edit, self.posts[at])

    # Documents

    @rule(at=STATIONS, kind=st.sampled_from((DocKind.ISSUE, DocKind.RETURN)))
    def begin_draft(self, at: int, kind: DocKind) -> None:
        id = self.store.call(documents.create, self.posts[at], kind)
        self.store.call(documents.release, self.posts[at], id)

    @rule(at=STATIONS, kind=st.sampled_from((DocKind.ISSUE, DocKind.RETURN)), which=ANY, cancel=st.booleans())
    def end_draft(self, at: int, kind: DocKind, which: int, cancel: bool) -> None:
        if (draft := self.draft(kind, which)) is not None:
            state, _ = self.store.call(editing.opened, self.posts[at], Editing(), draft.id)
            with self.changing():
                state, _ = self.store.call(editing.cancel if cancel else posting.post, self.posts[at], state)
            if not state.done:
                self.store.call(editing.park, self.posts[at], state)

    @rule(at=STATIONS, kind=st.sampled_from((DocKind.ISSUE, DocKind.RETURN)), which=ANY, steps=st.integers(1, 3))
    def undo_in_draft(self, at: int, kind: DocKind, which: int, steps: int) -> None:
        if (draft := self.draft(kind, which)) is not None:
            state, _ = self.store.call(editing.opened, self.posts[at], Editing(), draft.id)
            for _ in range(steps):
                state, _ = self.store.call(editing.undo, self.posts[at], state)
            self.store.call(editing.park, self.posts[at], state)

    @rule(at=STATIONS, which=ANY)
    def reverse(self, at: int, which: int) -> None:
        row = self.some("SELECT id FROM document WHERE operation_id IS NOT NULL", which)
        if row is not None:
            with self.changing():
                self.store.call(posting.reverse, self.posts[at], row[0])

    # Counts

    @rule(
        at=STATIONS,
        scope=st.sampled_from(("", "A", "B", "RES", "PSU")),
        which=st.none() | ANY,
        found=FOUND,
        end=st.sampled_from((working.park, working.cancel, counting.post, counting.post)),
    )
    def count(self, at: int, scope: str, which: int | None, found: list[tuple[str, Any]], end: Any) -> None:
        """A count is begun or gone on with, whoever held it, and left, given up or posted."""
        post = self.posts[at]
        draft = None if which is None else self.draft(DocKind.COUNT, which)
        if draft is None:
            draft = self.store.call(starting.make, post, self.scope(scope), blind=False).document.thing
        state, _ = self.store.call(working.opened, post, Counting(), draft.id)
        if state.question is not None:
            state, _ = self.store.call(working.answer, post, state, "1")
        for what, value in found:
            state = self.counted(post, state, what, value)
        before = self.stock()
        with self.changing():
            _, outcome = self.store.call(end, post, state)
        if outcome.result != "posted":
            assert self.stock() == before
            return
        assert self.ask(_UNFOUND, draft.id, draft.id) == []
        assert self.ask(_UNCOUNTED, *[draft.id] * 4) == []
        self.did["count"] += 1

    def counted(self, post: Post, state: Counting, what: str, value: Any) -> Counting:
        """One step of a count; what is asked is answered."""
        match what:
            case "scan" | "unit":
                row = (
                    (value,) if what == "scan" else self.some("SELECT serial FROM stock_item WHERE serial > ''", value)
                )
                scan = Scan(row[0].encode(), "gun", 1, 1, 1)
                state, _ = self.store.call(scanning.scan, post, state, scan)
            case "quantity":
                state, _ = self.store.call(loose.quantity, post, state, str(value))
            case "undo":
                state, _ = self.store.call(working.undo, post, state)
            case _:
                assert state.count is not None
                id = state.count.document.id
                rows = [one for kind in DECIDED for one in self.store.look(reviewing.review, post, id, kind, 0).rows]
                for one in sorted(rows, key=lambda one: one.label)[value % 3 :: 3]:
                    state, _ = self.store.call(getattr(reviewing, what), post, state, one)
        if state.question is not None:
            state, _ = self.store.call(working.answer, post, state, "1")
        return state

    def scope(self, name: str) -> Thing | None:
        if name in ("RES", "PSU"):
            return Thing(Kind.PART, self.ask("SELECT id FROM part WHERE number = ?", name)[0][0], name)
        return self.place(name or None)

    # Repairs

    @rule(
        at=STATIONS,
        unit=st.none() | ANY,
        serial=st.sampled_from(("", "X-1", "X-2")),
        steps=WORK,
        ends=st.integers(0, 2),
    )
    def repair(self, at: int, unit: int | None, serial: str, steps: list[tuple[str, Any]], ends: int) -> None:
        """A repair is begun, of an own unit or of a customer's."""
        row = None if unit is None else self.some("SELECT id FROM stock_item WHERE serial > '' ORDER BY id", unit)
        own = None if row is None else Thing(Kind.STOCK_ITEM, row[0], "")
        post = self.posts[at]
        form = self.store.look(beginning.begin, post, own, serial)
        form, _ = self.store.call(beginning.save, post, form)
        if form.document is not None:
            self.work(post, form.document, [*steps, ("complete", 0), ("hand_back", 0)][: len(steps) + ends])

    @rule(at=STATIONS, which=ANY, steps=WORK)
    def work_on_a_repair(self, at: int, which: int, steps: list[tuple[str, Any]]) -> None:
        if (row := self.some("SELECT document_id FROM repair ORDER BY document_id", which)) is not None:
            self.work(self.posts[at], row[0], steps)

    def work(self, post: Post, document: int, steps: list[tuple[str, Any]]) -> None:
        """Parts are used and taken out again, it ends, and each step is taken back: each an operation of its own."""
        state, _ = self.store.look(repairing.opened, post, Repairing(), document)
        for what, value in steps:
            with self.changing():
                state = self.worked(post, state, what, value)
        assert state.repair is not None
        self.did[f"repair {state.repair.stage}"] += 1

    def worked(self, post: Post, state: Repairing, what: str, value: Any) -> Repairing:
        match what:
            case "scan" | "unit":
                units = "SELECT serial FROM stock_item WHERE serial > '' ORDER BY id"
                code = value if what == "scan" else self.some(units, value)[0]
                scan = Scan(code.encode(), "gun", 1, 1, 1)
                state, _ = self.store.call(repair_scanning.scan, post, state, scan)
                return replace(state, question=None, asked=None)
            case "quantity" | "scrap":
                fn = using.quantity if what == "quantity" else ending.scrap
                return self.store.call(fn, post, state, str(value))[0]
            case "take_out":
                state, _ = self.store.call(taking_out.take_out, post, state)
                return state if state.asked is None else self.store.call(repairing.answer, post, state, value)[0]
            case "hand_back":
                ways = self.store.look(ending.ways, post, state)
                key = ways[value % len(ways)].key if ways else ""
                return self.store.call(ending.hand_back, post, state, key)[0]
        fn = {"complete": ending.complete, "cancel": ending.cancel, "undo": repairing.undo}[what]
        return self.store.call(fn, post, state)[0]

    # It is taken back

    @rule(which=ANY, newest=st.booleans())
    def undo(self, which: int, newest: bool) -> None:
        """The last operation or any, by the station that has done it."""
        order = "DESC" if newest else "ASC"
        row = self.some(f"{_OPERATIONS} ORDER BY id {order}", 0 if newest else which)
        if row is None:
            return
        id, station = row
        post = next(post for post in self.posts if post.station == station)
        before = self.stock()
        with self.changing():
            answer = self.store.call(operations.undo, post, id)
        if isinstance(answer, Refusal):
            assert self.stock() == before
        else:
            assert isinstance(answer, Undone)

    # What holds

    @invariant()
    def no_status_follows_one_that_it_may_not(self) -> None:
        for id, before, after in self.ask(_STEPS, self.seen) if hasattr(self, "store") else ():
            self.seen = id
            assert before == after or may_become(None if before is None else Status(before), Status(after))

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert self.store.look(verify) == ()  # the ledger says what there is
            self.store.close()
            shutil.rmtree(self.folder)


def test_stock_holds_whatever_is_done_to_it(tmp_path: Path) -> None:
    template = tmp_path / "template.db"
    store = Store(f"sqlite:///{template}")
    store.call(_catalogue)
    store.close()
    did = Counter[str]()
    machine = type("Machine", (Life,), {"template": template, "did": did})
    for _ in range(RUNS):  # each by chance leaves out something now and then
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
            ),
        )
        if all(did[what] for what in SOMETIMES):
            break
    assert len(did) > 5  # else it says nothing
    for what in SOMETIMES:
        assert did[what], what
