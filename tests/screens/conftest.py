"""The station's app driven headless, on a real SQLite store with the sample shop, by scans as messages."""

import asyncio
import shutil
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.widgets import Input

from kiosk.config import AnyPrinter, Config, SoundConfig
from kiosk.flows.begin import RunInfo, begin
from kiosk.post import Post
from kiosk.scan import Condition, Label, Message, Scan, ScannerState, Torn, TornBy, joined
from kiosk.stock.rules import Rules
from kiosk.stock.thing import Kind, Thing
from kiosk.store import sample_data
from kiosk.store.backups import Backups
from kiosk.store.database import Store
from kiosk.store.sql import execute
from screens.app import KioskApp
from screens.frame.framed import Framed
from screens.guard import GAP
from screens.parts import Demo, Opened, Parts
from screens.places import Place

PATIENCE = 20.0  # seconds that a condition may take on a busy machine


class HandScanners:
    """Scanners in the test's hand: keeps the protocol, and hands over what the test scans."""

    def __init__(self, names: Sequence[str] = ("bench",)) -> None:
        self.names = tuple(names)
        self.sounds: list[str] = []
        self.stopped = 0
        self._deliver: Callable[[Message], None] | None = None

    def attach(self, deliver: Callable[[Message], None]) -> None:
        self._deliver = deliver
        for name in self.names:
            deliver(ScannerState(name, Condition.READY))

    def deliver(self, message: Message) -> None:
        assert self._deliver is not None, "the app has not attached itself yet"
        self._deliver(message)

    def sound(self, tone: str) -> None:
        self.sounds.append(tone)

    async def stop(self) -> None:
        self.stopped += 1


class Station:
    """The running app, as a test drives and sees it."""

    def __init__(self, app: KioskApp, pilot: Pilot[None], scanners: HandScanners, store: Store, post: Post) -> None:
        self.app = app
        self.pilot = pilot
        self.scanners = scanners
        self.store = store
        self.post = post
        self._seq = 0
        self._mono = time.monotonic_ns()
        self.passed: list[events.Key] = []  # keys that the guard has let act, after they did
        self._let_in = app._door._let_in
        app._door._let_in = self._pass
        self._by_hand = False  # the key that comes in is one of a person
        self._ask = app._door._ask
        app._door._ask = self._pause

    async def _pass(self, event: events.Key) -> None:
        await self._let_in(event)
        self.passed.append(event)

    def _pause(self, due: float) -> None:
        """The guard wants to hear when no key has come for a while: at once after a key of a person, who pauses."""
        if self._by_hand:
            due = time.monotonic()
            self.app._door._burst._last = due - GAP
        self._ask(due)

    def send(self, *codes: str | bytes, device: str = "bench") -> None:
        """Scan codes without waiting; each half a second after the one before by the scanner's clock."""
        for code in codes:
            self._seq += 1
            self._mono = max(self._mono + 500_000_000, time.monotonic_ns())
            raw = code.encode() if isinstance(code, str) else code
            self.scanners.deliver(Scan(raw, device, self._seq, time.time_ns() // 1000, self._mono))

    @contextmanager
    def held(self) -> Iterator[None]:
        """The store answers nothing until this ends."""
        go = threading.Event()
        ways = self.store.run, self.app.opened.aside.read
        holding = [asyncio.ensure_future(way(lambda db: go.wait(PATIENCE))) for way in ways]
        try:
            yield
        finally:
            go.set()
            del holding

    async def scan_together(self, *codes: bytes) -> None:
        """Scan several labels at one trigger."""
        self._seq, labels = self._seq + 1, tuple(map(Label, codes))
        self._mono = max(self._mono + 500_000_000, time.monotonic_ns())
        raw, symbology = joined(labels)
        at = time.time_ns() // 1000
        self.scanners.deliver(Scan(raw, "bench", self._seq, at, self._mono, symbology, labels=labels))
        await self.settled()

    def tear(self) -> None:
        self._seq += 1
        self.scanners.deliver(Torn(b"12", "bench", self._seq, time.time_ns() // 1000, self._mono, TornBy.DROPPED))

    async def scan(self, *codes: str | bytes) -> None:
        """Scan codes, and wait until they are answered and painted with all that follows."""
        self.send(*codes)
        await self.settled()

    async def scan_slowly(self, *codes: str | bytes) -> None:
        """Scan codes one by one, each a second after what stands on the screen by then could be read."""
        for code in codes:
            self._mono = max(self._mono, time.monotonic_ns()) + 1_000_000_000
            await self.scan(code)

    async def key(self, *keys: str) -> None:
        """Press keys as a person does, each well apart, and wait for what they lead to; the pauses take no time."""
        for key in keys:
            self._by_hand = True
            event = self.press(key)
            await self.until(lambda event=event: any(event is passed for passed in self.passed))
            self._by_hand = False
            await self.settled()

    async def enter(self, place: Place, *args: object) -> None:
        """Go to a screen, and wait until all of it is there."""
        await self.app.enter(place, *args)
        await self.settled()

    async def type_in(self, text: str) -> None:
        """Type into the field that is open, and Enter."""
        self.frame.query_one(Input).value = text
        await self.settled()
        await self.key("enter")

    def rows(self, sql: str, *params: object) -> list[tuple[object, ...]]:
        """What the store answers to one statement."""
        return self.store.look(lambda db: execute(db, sql, *params).fetchall())

    def part(self, number: str) -> Thing:
        ((id, name),) = self.rows("SELECT id, name FROM part WHERE number = ?", number)
        return Thing(Kind.PART, id, f"{number} · {name}")

    def press(self, key: str, at: float | None = None) -> events.Key:
        """A key comes in from the terminal, hit now or `at` (time.monotonic); what it leads to is not waited for."""
        driver = self.app._driver
        assert driver is not None
        event = events.Key(key, key if len(key) == 1 else None)
        event.time = at or event.time
        driver.send_message(event)
        return event

    async def settled(self) -> None:
        """Wait until nothing is under way: queue empty, workers done, all painted."""
        await self.until(self._is_idle)
        await self.painted()
        while not self._is_idle():  # a message that was still to be worked off has led to more
            await self.until(self._is_idle)
            await self.painted()

    def _is_idle(self) -> bool:
        app = self.app
        answered = app.vitals.waiting == 0 and app.intake._idle.is_set()
        return answered and all(worker.is_finished for worker in app.workers)

    async def painted(self) -> None:
        """Wait until all messages are worked off, and what they changed is painted.

        The pilot's own `pause` waits until the process has been idle for a while, which is most of a test's time.
        """
        quiet = 0
        while quiet < 2:  # a message may be worked on while no queue has one
            await self.pilot._wait_for_screen()
            assert self.app._exception is None, "the app has died"
            screen = self.app.screen
            queued = any(node.message_queue_size for node in (self.app, *screen.walk_children(with_self=True)))
            dirty = screen._dirty_widgets or screen._layout_required or screen._repaint_required or screen._callbacks
            quiet = 0 if queued or dirty else quiet + 1
            screen._on_timer_update()

    async def until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, f"still waiting on:\n{self.shown}"
            assert self.app._exception is None, "the app has died"
            await asyncio.sleep(0.002)

    @property
    def lines(self) -> list[str]:
        """The rows that are painted now."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def shown(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def words(self) -> str:
        """All that is painted, with single spaces: for texts that may be wrapped."""
        return " ".join(" ".join(self.lines).split())

    @property
    def name(self) -> str:
        return type(self.app.screen).__name__

    @property
    def frame(self) -> Framed:
        assert isinstance(self.app.screen, Framed)
        return self.app.screen

    def journal(self) -> list[tuple[str, bytes, str]]:
        """Screen, code and result of each row, in order."""
        sql = "SELECT screen, raw, result FROM scan_record ORDER BY seq"
        rows = self.store.call(lambda db: db.execute_sql(sql).fetchall())
        return [(screen, bytes(raw), result) for screen, raw, result in rows]


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> Iterator[None]:
    """Style sheets are parsed once for all apps of the same colours, not by each: a tenth of the start of one."""
    parsed: dict[object, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def once(sheet: Stylesheet, css: str, *args: Any, **where: Any) -> list[RuleSet]:
        key = frozenset(sheet._variables.items()), css, args, tuple(where.items())
        if key not in parsed:
            parsed[key] = parse(sheet, css, *args, **where)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", once)
        yield


def register(store: Store) -> Post:
    started = RunInfo("anna", "tty1", "", "0", 1)
    return store.call(begin, "bench-1", "Anna", "UTC", Rules(), started)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample shop, to be copied."""
    path = tmp_path_factory.mktemp("sample") / "kiosk.db"
    store = Store(f"sqlite:///{path}")
    store.call(sample_data.load, register(store))
    store.close()
    return path


StationMaker = Callable[..., "asynccontextmanager[Station]"]


@pytest.fixture
def station(sample: Path, tmp_path: Path) -> Callable[..., object]:
    """`async with station(size) as kiosk:` with the store open; `prepare(db)` changes the store before."""

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (80, 24),
        *,
        console: bool = False,
        prepare: Callable[[object], object] | None = None,
        demo: Demo | None = None,
        names: Sequence[str] = ("bench",),
        toasts: bool = False,
        printers: Sequence[AnyPrinter] = (),
    ) -> AsyncIterator[Station]:
        path = tmp_path / "kiosk.db"
        shutil.copy(sample, path)
        store = Store(f"sqlite:///{path}")
        if prepare is not None:
            store.call(prepare)
        post = register(store)
        scanners = HandScanners(names)
        config = Config(sound=SoundConfig(bell=False), printer=tuple(printers))
        aside = Store(f"sqlite:///{path}", create=False)
        backups = Backups(f"sqlite:///{path}", config.backup)
        parts = Parts(config, lambda: Opened(store, post, store.close, aside, aside, backups), scanners, demo, console)
        app = KioskApp(parts)
        try:
            async with app.run_test(size=size, notifications=toasts) as pilot:
                kiosk = Station(app, pilot, scanners, store, post)
                await kiosk.until(lambda: app.is_open)
                await kiosk.settled()
                yield kiosk
        finally:
            aside.close()
            store.close()

    return run
