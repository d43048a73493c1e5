"""Whatever is in a shop goes out into files and comes back into an empty store as the same stock, field by field."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.exchange import csv_file, importing, template, xlsx_file
from kiosk.exchange.kinds import kinds
from kiosk.exchange.names import NAMES
from kiosk.exchange.reading import read
from kiosk.exchange.spool import Spool
from kiosk.flows import undo
from kiosk.flows.begin import RunInfo, begin
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import RULES, Status, may_become
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, ledger, locations, partners, parts, stock_items, supplier_parts
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.partners import NewPartner
from kiosk.store.parts import NewPart
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.supplier_parts import NewSupplierPart
from kiosk.store.verify import verify

HOSTILE = (
    "[/x]", "[@click=app.quit]x[/]", "=1+1", "'=1+1", "+1", "-1", "@a", "'", "''", '"', 'a"b', "a,b;c\td|e", "a\nb",
    "a\r\nb", "\r", "\x1d\x1e\x04", "\x1b[31m", "\x7f", "\x85", "\u2028", "abc\u202ecba", "שלום", "é", "e\u0301",
    "𝔘😀", " lead", "trail ", "\ufeffx", "_x001D_", "<r>a</r>", "\ufffe", "0012", "1e5", "12345678901234567890",
    "TRUE", "#N/A", "x" * 99,
)  # fmt: skip
STATUSES = tuple(status for status in Status if status is not Status.VOID)


def _accepted(parse: Callable[[str], Any]) -> Callable[[str], bool]:
    def accepted(text: str) -> bool:
        try:
            parse(text)
        except ValueError:
            return False
        return True

    return accepted


# Drawn from what is allowed, rather than filtered: else most examples would be given up.
_KEPT = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
_SEEN = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), exclude_characters="/")


def _hostile(parse: Callable[[str], Any]) -> Any:
    return st.sampled_from([text for text in HOSTILE if _accepted(parse)(text)])


free = st.just("") | _hostile(fields.free_text) | st.text(_KEPT, max_size=8)
names = _hostile(fields.name)
codes = _hostile(fields.part_number) | st.text(_SEEN, min_size=1, max_size=8).filter(_accepted(fields.part_number))
places = _hostile(fields.part_number).filter(lambda text: "/" not in text) | st.sampled_from(("A", "B", "C"))
serials = st.sampled_from(("1", "2", "0001", "=2")) | codes
days = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
few = st.integers(0, 5)
ACTS = ("status", "edit", "count", "move", "undo")


@dataclass(frozen=True)
class Plan:
    """What a shop is made of. Numbers choose one of what is there; what the rules refuse is left out."""

    locations: list[Any] = field(default_factory=list)
    parts: list[Any] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    supplies: list[Any] = field(default_factory=list)
    items: list[Any] = field(default_factory=list)
    acts: list[Any] = field(default_factory=list)
    barcodes: list[Any] = field(default_factory=list)
    archived: list[Any] = field(default_factory=list)


def _some(*each: Any, least: int = 0, most: int = 5) -> Any:
    return st.lists(st.tuples(*each), min_size=least, max_size=most)


plans = st.builds(
    Plan,
    locations=_some(places, free, st.none() | few, st.booleans()),
    parts=_some(
        codes,
        names,
        free,
        st.sampled_from(("none", "batch", "serial", "batch+serial")),
        st.integers(0, 6),
        st.none() | few,
    ),
    partners=st.lists(codes, max_size=2, unique=True),
    supplies=_some(few, few, codes),
    items=_some(
        few,
        few,
        st.sampled_from(STATUSES),
        st.integers(1, 10**12),
        serials,
        st.none() | codes,
        days,
        days,
        free,
        st.none() | few,
        least=2,
        most=10,
    ),
    acts=_some(
        few, st.sampled_from(("status", "edit", "count", "move", "undo")), few, free, codes, days, least=3, most=10
    ),
    barcodes=_some(st.sampled_from(("part", "location", "stock_item")), few, st.binary(min_size=1, max_size=9)),
    archived=_some(st.sampled_from(("part", "location", "partner", "supplier_part")), few),
)


class Shop:
    """Fills a store by a plan."""

    def __init__(self, db: Any, post: Post) -> None:
        self.db = db
        self.post = post
        self.locations: list[int] = []
        self.parts: list[int] = []
        self.partners: list[int] = []
        self.supplies: list[int] = []
        self.items: list[int] = []

    def build(self, plan: Plan) -> None:
        main = locations.add(self.db, NewLocation(code="MAIN", structural=True))
        self.locations += [main, locations.add(self.db, NewLocation(code="SHELF", parent=main))]
        for tracking in ("none", "batch", "serial", "batch+serial"):
            self.parts.append(parts.add(self.db, NewPart(number=tracking, name=tracking, tracking=tracking)))
        for code, name, parent, structural in plan.locations:
            above = self._one(self.locations, parent)
            self._add(self.locations, locations, NewLocation(code=code, name=name, parent=above, structural=structural))
        for number, name, about, tracking, decimals, variant in plan.parts:
            new = NewPart(
                number=number,
                name=name,
                description=about,
                tracking=tracking,
                decimals=0 if "serial" in tracking else decimals,
                variant_of=self._one(self.parts, variant),
                default_location=self._one(self.locations, variant),
            )
            self._add(self.parts, parts, new)
        for name in plan.partners:
            self._add(self.partners, partners, NewPartner(name=name))
        for partner, part, sku in plan.supplies:
            if self.partners and self.parts:
                new_supply = NewSupplierPart(
                    partner=self._one(self.partners, partner), part=self._one(self.parts, part), sku=sku
                )
                self._add(self.supplies, supplier_parts, new_supply)
        for item in plan.items:
            self._stock(*item)
        for act in plan.acts:
            self._act(*act)
        for kind, number, raw in plan.barcodes:
            ids = {"part": self.parts, "location": self.locations, "stock_item": self._left()}[kind]
            if ids:
                barcodes.assign(self.db, self.post, raw, Thing(Kind(kind), ids[number % len(ids)], ""))
        self._archive(plan)

    def _one(self, ids: list[int], number: int | None) -> Any:
        return ids[number % len(ids)] if ids and number is not None else None

    def _add(self, ids: list[int], table: Any, new: Any) -> None:
        if not table.problems(self.db, new):
            ids.append(table.add(self.db, new))

    def _shelf(self, number: int) -> int | None:
        shelves = [id for (id,) in execute(self.db, "SELECT id FROM location WHERE structural = 0 ORDER BY id")]
        return self._one(shelves, number)

    def _stock(
        self, number: int, place: int, status: Status, amount: int, serial: str, batch: str | None,
        expiry: date | None, warranty: date | None, notes: str, supply: int | None,
    ) -> None:  # fmt: skip
        part = self._one(self.parts, number)
        shelf = self._shelf(place) if RULES[status].on_hand else None
        if part is None or (RULES[status].on_hand and shelf is None):
            return
        stored = parts.get(self.db, part)
        assert stored is not None
        tracked = "serial" in stored.part.tracking
        taken = execute(self.db, "SELECT 1 FROM stock_item WHERE serial = ?", serial).fetchone()
        if tracked and taken is not None:
            return
        step = 10 ** (6 - stored.part.decimals)
        new = NewItem(
            part=part,
            location=shelf,
            quantity=Decimal(1) if tracked else Decimal(max(step, amount // step * step)).scaleb(-6),
            batch=batch or ("B" if "batch" in stored.part.tracking else None),
            serial=serial if tracked else None,
            expiry=expiry,
            status=status,
            warranty_until=warranty,
            notes=notes,
            supplier_part=self._one(self.supplies, supply),
        )
        operation = ledger.begin(self.db, self.post, Act.INITIAL, reference=notes)
        self.items += ledger.create(self.db, self.post, operation, [new])

    def _left(self) -> list[int]:
        return [id for id in self.items if self._state(id).status is not Status.VOID and self._state(id).quantity]

    def _state(self, item: int) -> State:
        found = stock_items.state(self.db, item)
        assert found is not None
        return found

    def _act(self, number: int, what: str, choice: int, text: str, batch: str, day: date | None) -> None:
        if what == "undo":
            last = undo.newest(self.db, self.post)
            if last is not None:
                undo.undo(self.db, self.post, last.id)
            return
        item = self._one(self._left(), number)
        if item is None:
            return
        before = self._state(item)
        after, changed = before, dict[str, tuple[str | None, str | None]]()
        row = execute(self.db, "SELECT batch, expiry, notes, serial FROM stock_item WHERE id = ?", item).fetchone()
        match what:
            case "status":
                assert before.status is not None
                allowed = [status for status in STATUSES if may_become(before.status, status)]
                if not allowed:
                    return
                status = allowed[choice % len(allowed)]
                place = (before.location or self._shelf(choice)) if RULES[status].on_hand else None
                after = State(place, before.quantity, status)
            case "edit":
                changed = {
                    "batch": (row[0], batch),
                    "expiry": (row[1], day.isoformat() if day else None),
                    "notes": (row[2], text),
                }
            case "count" if row[3] is None:
                after = State(before.location, before.quantity * choice, before.status)
            case "move" if before.location is not None:
                after = State(self._shelf(choice), before.quantity, before.status)
        if after.status is None or RULES[after.status].on_hand != (after.location is not None):
            return  # there is no shelf left
        operation = ledger.begin(self.db, self.post, Act.EDIT, note=text)
        ledger.record(self.db, self.post, operation, [Change(item, before, after, changed, text)])

    def _archive(self, plan: Plan) -> None:
        tables: dict[str, tuple[Any, list[int]]] = {
            "part": (parts, self.parts),
            "location": (locations, self.locations),
            "partner": (partners, self.partners),
            "supplier_part": (supplier_parts, self.supplies),
        }
        for kind, number in plan.archived:
            table, ids = tables[kind]
            if ids and not table.archive_problems(self.db, ids[number % len(ids)], True):
                table.archive(self.db, ids[number % len(ids)], True)


def _begin(db: Any) -> Post:
    return begin(db, "bench", "Jana", "Europe/Prague", Rules(), RunInfo("tester", "tty1", "", "1.0", 1))


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty store: to make one takes longer than all that an example does with it."""
    path = tmp_path_factory.mktemp("empty") / "kiosk.db"
    store = Store(f"sqlite:///{path}")
    store.call(lambda db: None)
    store.close()
    return path


@contextmanager
def _store(folder: Path, name: str, empty: Path) -> Iterator[Store]:
    path = folder / f"{name}.db"
    copyfile(empty, path)
    store = Store(f"sqlite:///{path}")
    try:
        yield store
    finally:
        store.close()


@dataclass(frozen=True)
class Format:
    """Writes and reads files of one format."""

    folder: Path
    xlsx: bool

    def take(self, store: Store, kind: str) -> Path:
        known = kinds()[kind]
        rows = store.look(lambda db: [template.header(known), *known.rows(db)])
        path = self.folder / f"{kind}.{'xlsx' if self.xlsx else 'csv'}"
        if self.xlsx:
            xlsx_file.write(path, rows)
        else:
            with path.open("w", encoding="utf-8-sig", newline="") as stream:
                csv_file.write(stream, rows)
        return path

    def bring(self, store: Store, kind: str, path: Path) -> tuple[int, int, int]:
        known = kinds()[kind]
        with Spool() as spool:
            lines = (
                xlsx_file.read(path)
                if self.xlsx
                else csv_file.read(io.BytesIO(path.read_bytes()), template.header(known))
            )
            found = read(lines, known, spool, lambda rows: None)
            came = importing.save(
                store, _begin, known, spool, found, check=False, cancelled=lambda: False, told=lambda done: None
            )
        assert came.errors == []
        return came.created, came.changed, came.unchanged


def _rows(store: Store) -> dict[str, list[tuple[str, ...]]]:
    return {name: store.look(lambda db, kind=kind: [*kind.rows(db)]) for name, kind in kinds().items()}


def _round_trip(plan: Plan, empty: Path, *, xlsx: bool, history: bool) -> None:
    names = [name for name in NAMES if history or name != "movements"]
    with TemporaryDirectory() as path, _store(Path(path), "there", empty) as there:
        folder = Path(path)
        there.call(lambda db: Shop(db, _begin(db)).build(plan))
        assert there.look(verify) == ()
        files = Format(folder, xlsx)
        taken = {name: files.take(there, name) for name in names}
        with _store(folder, "here", empty) as here:
            for name in names:
                files.bring(here, name, taken[name])
            assert here.look(verify) == ()
            ours, theirs = _rows(here), _rows(there)
            for name in names:
                # Without its history, stock is kept in the order of the file: that of the items, as there.
                assert ours[name] == theirs[name]
            for name in names:
                created, changed, unchanged = files.bring(here, name, taken[name])
                assert (name, created, changed, unchanged) == (name, 0, 0, len(theirs[name]))
            assert _rows(here) == ours


def _examples(count: int) -> Any:
    return settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))


@_examples(25)
@given(plan=plans)
def test_a_shop_comes_back_with_its_history(plan: Plan, empty_store: Path) -> None:
    _round_trip(plan, empty_store, xlsx=False, history=True)


@_examples(20)
@given(plan=plans)
def test_a_shop_comes_back_without_its_history(plan: Plan, empty_store: Path) -> None:
    _round_trip(plan, empty_store, xlsx=False, history=False)


@_examples(6)
@given(plan=plans)
def test_a_shop_comes_back_by_way_of_spreadsheets(plan: Plan, empty_store: Path) -> None:
    _round_trip(plan, empty_store, xlsx=True, history=True)
