"""Whatever two stations do with documents, stock is what was posted and not taken back, and no serial is there twice.

Random sequences of receipts, issues, returns and invoices: written, parked, taken over, undone, cancelled, posted,
broken off in the middle of posting, reversed.
"""

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.documents import editing, lines, posting, serials, units
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.lines import Of
from kiosk.outcome import Outcome
from kiosk.stock.document_kinds import DocKind, Way
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents, ledger, locations, parts, stock_items
from kiosk.store import settings as store_settings
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.progress import Stopped
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

EXAMPLES, STEPS = 50, 40
MOVING = (DocKind.RECEIPT, DocKind.ISSUE, DocKind.RETURN, DocKind.PURCHASE_INVOICE, DocKind.SALES_INVOICE)
KINDS = st.sampled_from(MOVING)
STATIONS = st.sampled_from((0, 1))
PLACES = st.sampled_from(("A", "B"))
LOOSE, TRACKED = ("RES", "GLUE"), ("PSU", "PSU-V", "FAN")
SERIALS = st.lists(st.sampled_from([f"S{n}" for n in range(6)]), min_size=1, max_size=3, unique=True)
AMOUNTS = st.integers(1, 6)
ENDS = st.sampled_from(("post", "post", "park", "go on"))
# Of each line its part, and how much of it or which units.
GOODS = st.lists(
    st.tuples(st.sampled_from(LOOSE), AMOUNTS) | st.tuples(st.sampled_from(TRACKED), SERIALS), min_size=1, max_size=3
)


def _catalogue(db: Any) -> None:
    for code in ("A", "B"):
        locations.add(db, NewLocation(code))
    psu = parts.add(db, NewPart(number="PSU", name="Power supply", tracking="serial", warranty_months=24))
    parts.add(db, NewPart(number="PSU-V", name="Variant", tracking="serial", variant_of=psu))
    parts.add(db, NewPart(number="FAN", name="Fan", tracking="serial"))
    parts.add(db, NewPart(number="RES", name="Resistor"))
    parts.add(db, NewPart(number="GLUE", name="Glue", tracking="batch", decimals=2))


_LAST_NAMED = """SELECT s.serial, s.scope, s.item_id, l.part_id FROM draft_serial s
    JOIN document_line l ON l.id = s.line_id WHERE s.state = 'got' ORDER BY s.id DESC LIMIT 1"""
_TAKEN = "SELECT 1 FROM stock_item WHERE serial = ? AND serial_scope = ? AND status <> 'void'"


def _lose(db: Any, post: Any, item: int) -> None:
    now = stock_items.state(db, item)
    if now is not None and now.status is Status.IN_STOCK:
        gone = State(None, now.quantity, Status.LOST)
        ledger.record(db, post, ledger.begin(db, post, Act.STATUS), [Change(item, now, gone)])


class Stations(RuleBasedStateMachine):
    """Two stations of one store, each with at most one document open."""

    template: Path

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.template, self.folder / "kiosk.db")
        self.store = Store(f"sqlite:///{self.folder}/kiosk.db")
        self.posts = [
            self.store.call(begin, name, name, "", Rules(), RunInfo("t", "", "", "1", pid))
            for pid, name in enumerate(("north", "south"), 1)
        ]
        self.states = [Editing(), Editing()]
        rows = self.store.look(lambda db: execute(db, "SELECT number, id FROM part").fetchall())
        self.parts = dict(rows)
        rows = self.store.look(lambda db: execute(db, "SELECT path, id FROM location").fetchall())
        self.places = {path: Thing(Kind.LOCATION, id, path) for path, id in rows}
        self.posted: list[int] = []
        self.write(0, DocKind.RECEIPT, "A", [("PSU", ["S0", "S1"]), ("FAN", ["S0"]), ("RES", 5), ("GLUE", 5)], "post")
        self.write(0, DocKind.ISSUE, "A", [("PSU", ["S0"]), ("RES", 1)], "post")

    def do(self, at: int, fn: Any, *args: object) -> Outcome:
        self.states[at], outcome = self.store.call(fn, self.posts[at], self.states[at], *args)
        if self.states[at].done:
            self.states[at] = Editing()
        result: Outcome = outcome
        return result

    def open_at(self, at: int) -> bool:
        return self.states[at].document is not None

    # A draft is written

    @rule(at=STATIONS, kind=KINDS, place=PLACES, goods=GOODS, end=ENDS, meddled=st.booleans())
    def write(
        self, at: int, kind: DocKind, place: str, goods: list[tuple[str, Any]], end: str, meddled: bool = False
    ) -> None:
        """A whole document, which may be left open."""
        if self.open_at(at):
            self.do(at, editing.park)
        self.do(at, editing.opened, self.store.call(documents.create, self.posts[at], kind))
        self.do(at, lines.place, self.places[place])
        for part, what in goods:
            if part in TRACKED:
                self.name(at, part, what)
            else:
                self.do(at, lines.add, Of(self.parts[part], what * 1_000_000, batch=f"B{what % 2}"))
        if meddled:
            self.meddle(at)
        if end == "post":
            self.post(at)
        elif end == "park":
            self.do(at, editing.park)

    @rule(at=STATIONS, part=st.sampled_from(LOOSE), amount=AMOUNTS, batch=st.sampled_from(("", "B0", "B1")))
    def add(self, at: int, part: str, amount: int, batch: str) -> None:
        if self.open_at(at):
            self.do(at, lines.add, Of(self.parts[part], amount * 1_000_000, batch=batch))

    def name(self, at: int, part: str, named: list[str]) -> None:
        document = self.states[at].document
        assert document is not None
        if document.way is not Way.IN:
            for serial in named:
                self.do(at, units.take, serial)
                if self.states[at].question is not None:
                    self.do(at, editing.answer, "1")
            return
        self.do(at, lines.add, Of(self.parts[part]))
        self.do(at, serials.take, tuple(named))
        line = self.states[at].line
        if line is not None:
            self.do(at, lines.match if line.serials else lines.remove_line)

    @rule(at=STATIONS, serial=SERIALS)
    def take_out(self, at: int, serial: list[str]) -> None:
        if self.open_at(at):
            self.do(at, serials.remove, serial[0])

    @rule(at=STATIONS, accepted=st.booleans())
    def accept(self, at: int, accepted: bool) -> None:
        if self.open_at(at):
            self.do(at, lines.accept, accepted)

    @rule(at=STATIONS, place=PLACES)
    def scan_place(self, at: int, place: str) -> None:
        if self.open_at(at):
            self.do(at, lines.place, self.places[place])

    @rule(at=STATIONS)
    def remove_line(self, at: int) -> None:
        if self.open_at(at):
            self.do(at, lines.remove_line)

    @rule(at=STATIONS, steps=st.integers(1, 3))
    def undo(self, at: int, steps: int) -> None:
        for _ in range(steps):
            if self.open_at(at):
                self.do(at, editing.undo)

    # It is left, or goes on

    @rule(at=STATIONS)
    def park(self, at: int) -> None:
        if self.open_at(at):
            self.do(at, editing.park)

    @rule(at=STATIONS, which=st.integers(0, 3))
    def resume(self, at: int, which: int) -> None:
        """Any open draft, another station's, too."""
        drafts = self.ask("SELECT id FROM document WHERE state = 'draft' ORDER BY id")
        if drafts and not self.open_at(at):
            self.do(at, editing.opened, drafts[which % len(drafts)][0])
            if self.states[at].question is not None:
                self.do(at, editing.answer, "1")

    @rule(at=STATIONS)
    def cancel(self, at: int) -> None:
        if self.open_at(at):
            self.do(at, editing.cancel)

    # It is posted, and taken back

    @rule(at=STATIONS)
    def post(self, at: int) -> None:
        document = self.states[at].document
        if document is not None and self.do(at, posting.post).result == "posted":
            self.posted.append(document.id)

    @rule(at=STATIONS)
    def break_off(self, at: int) -> None:
        """Posting that ends when it has begun leaves nothing."""
        if self.open_at(at):
            with suppress(Stopped):
                self.do(at, lambda db, post, state: posting.post(db, post, state, lambda done: False))

    @rule(at=STATIONS)
    def crash(self, at: int) -> None:
        """The program ends, and starts again as another run."""
        self.store.close()
        self.store = Store(f"sqlite:///{self.folder}/kiosk.db")
        name = ("north", "south")[at]
        self.posts[at] = replace(
            self.store.call(begin, name, name, "", Rules(), RunInfo("t", "", "", "1", 9)),
            returned_available=self.posts[at].returned_available,
        )
        self.states[at] = Editing()

    @precondition(lambda self: self.posted)
    @rule(at=STATIONS, which=st.integers(0, 9))
    def reverse(self, at: int, which: int) -> None:
        self.store.call(posting.reverse, self.posts[at], self.posted[which % len(self.posted)])

    @rule(posts=st.booleans(), returned=st.booleans())
    def change_rules(self, posts: bool, returned: bool) -> None:
        self.store.call(store_settings.change, "invoice_posts", posts, "north")
        self.posts = [replace(post, returned_available=returned) for post in self.posts]

    @rule(at=STATIONS)
    def meddle(self, at: int) -> None:
        """What drafts have named changes beside them: a new serial comes into stock, a unit gets lost."""
        for serial, scope, item, part in self.ask(_LAST_NAMED):
            if item is not None:
                self.store.call(_lose, self.posts[at], item)
            elif not self.ask(_TAKEN, serial, scope):
                unit = NewItem(part=part, location=self.places["A"].id, serial=serial)
                self.store.call(ledger.enter, self.posts[at], Act.INITIAL, [unit])

    # What holds

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.store.look(lambda db: execute(db, sql, *values).fetchall())
        return rows

    @invariant()
    def stock_is_what_was_posted_and_not_taken_back(self) -> None:
        here: Counter[str] = Counter()
        for number, quantity in self.ask(
            "SELECT p.number, i.quantity FROM stock_item i JOIN part p ON p.id = i.part_id"
            " WHERE i.location_id IS NOT NULL"
        ):
            assert quantity >= 0
            here[number] += quantity
        told: Counter[str] = Counter()
        for number, kind, quantity in self.ask(
            "SELECT p.number, d.kind, l.quantity FROM document d JOIN document_line l ON l.document_id = d.id"
            " JOIN part p ON p.id = l.part_id WHERE d.operation_id IS NOT NULL AND l.removed = 0"
            " AND d.kind IN ('goods_receipt', 'goods_issue', 'return')"
            " AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.reverses_id = d.operation_id)"
        ):
            told[number] += -quantity if kind == DocKind.ISSUE else quantity
        for number, count in self.ask(
            "SELECT p.number, COUNT(*) FROM movement m JOIN operation o ON o.id = m.operation_id JOIN stock_item i"
            " ON i.id = m.item_id JOIN part p ON p.id = i.part_id WHERE o.kind = 'initial' GROUP BY p.number"
        ):
            told[number] += count * 1_000_000
        for number, count in self.ask(
            "SELECT p.number, COUNT(*) FROM movement m JOIN stock_item i ON i.id = m.item_id"
            " JOIN part p ON p.id = i.part_id WHERE m.status_after = 'lost' GROUP BY p.number"
        ):
            told[number] -= count * 1_000_000
        assert +here == +told

    @invariant()
    def no_serial_is_twice_in_a_tree(self) -> None:
        rows = self.ask(
            "SELECT p.root, i.serial FROM stock_item i JOIN part p ON p.id = i.part_id"
            " WHERE i.serial IS NOT NULL AND i.status <> 'void'"
        )
        assert len(rows) == len(set(rows))

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert self.store.look(verify) == ()
            self.store.close()
            shutil.rmtree(self.folder)


def test_stock_is_conserved_whatever_stations_do_with_documents(tmp_path: Path) -> None:
    template = tmp_path / "template.db"
    store = Store(f"sqlite:///{template}")
    store.call(_catalogue)
    store.close()
    machine = type("Machine", (Stations,), {"template": template})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
