"""The station's app: first paint at once, then the store; scans to the screen on top; an end that leaves no trace.

Owns what lives as long as the station does. What an operator does is in the screens, what it means in the flows.
"""

import asyncio
import logging
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import tzinfo
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import Screen

from kiosk.errors import KioskError, StoreError
from kiosk.outcome import Outcome, Tone
from kiosk.scan import Message, Scan, ScannerState, Torn
from kiosk.stock.thing import Thing
from kiosk.wording import screens as wording
from screens.door import Door, Silence
from screens.frame.framed import Framed
from screens.intake import Intake
from screens.menu import Menu
from screens.parts import Opened, Parts
from screens.places import Place
from screens.routes import make
from screens.shell import Shell
from screens.sound import Sound
from screens.status import StoreState
from screens.thread import in_thread
from screens.upkeep import Upkeep
from screens.vitals import Vitals
from screens.ways import Ways
from screens.widgets.bars import Keys

if TYPE_CHECKING:
    from screens.printing import Printing

KEYBOARD = "keyboard"  # the device of a typed code
LEARN = 60.0  # seconds between two looks at what other stations may have changed: rules, the state of backups
DRAIN = 2.0  # seconds that the end waits for what has been read to be served

log = logging.getLogger(__name__)


class KioskApp(Shell):
    """The station, as its screens know it (`screens.host.Host`), and its life from start to end."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(console=parts.console)
        self.parts = parts
        self.zone = _zone(parts.config.station.timezone)
        self.demo = parts.demo
        self.vitals = Vitals(parts.scanners.names, self.zone)
        self.ways = Ways(self, self)
        self.intake = Intake(self.ways, self._handled)
        self.sound = Sound(self.bell if parts.config.sound.bell else None, parts.scanners.sound, self.set_timer)
        self.upkeep = Upkeep(lambda: self._opened, self.run_worker, self.tell, self.sound.play, self._freshen)
        self._door = Door(self._pass, self._burst, self.post_message)
        self._opened: Opened | None = None
        self._opening = False
        self._typed = 0
        self._serving: asyncio.Task[None] | None = None
        self._leaving: asyncio.Task[None] | None = None

    def get_default_screen(self) -> Screen[Any]:
        return Menu(self)

    # Start

    def on_mount(self) -> None:
        self.parts.scanners.attach(self._deliver)
        self.set_interval(1, self._tick)
        self.set_interval(LEARN, self._look_around)

    def on_ready(self) -> None:
        """The first frame has been painted."""
        self.open_store()

    def open_store(self) -> None:
        """Open the store off the loop; what was scanned in the meantime waits in the queue."""
        if self._opening or self.is_open:
            return
        self._opening = True
        if self.vitals.store is StoreState.TROUBLE:
            self._menu.opening_again()
        self.vitals.store = StoreState.OPENING
        self.run_worker(self._open)

    async def _open(self) -> None:
        try:
            opened = await in_thread(self.parts.open_store, lambda opened: opened.close())
        except KioskError as error:
            log.error("the store can't be opened: %s", error)
            self.vitals.store = StoreState.TROUBLE
            self._menu.shut(str(error))
        else:
            self._opened = opened
            self.vitals.store = StoreState.READY
            self._menu.opened()
            # Painted before what only the first scan needs is imported; what is scanned now waits for that.
            self.call_after_refresh(self._begin_serving, opened)
        self._opening = False
        self._freshen()
        self._menu.status_line.paint_now()  # that it can be used now is worth not waiting for the next frame

    def _begin_serving(self, opened: Opened) -> None:
        self._menu.await_scans()
        self.run_worker(partial(self._look_through, opened))
        self._serving = asyncio.create_task(self._serve(opened), name="intake")

    async def _look_through(self, opened: Opened) -> None:
        """Recognise a damaged store at the start, before work is built on it; scans need not wait for that."""
        from kiosk.flows import upkeep

        try:
            await opened.apart.read(upkeep.look_through, opened.post, self.upkeep.unhurried)
        except StoreError as error:
            if error.code == "damaged":
                log.error("%s", error)
                self._handled(0, error)

    async def _serve(self, opened: Opened) -> None:
        try:
            await self.intake.serve(opened)
        except Exception as error:  # the outermost supervisor of this task: a fault here must end the station
            self._handle_exception(error)

    # What the screens share

    @property
    def is_open(self) -> bool:
        return self._opened is not None

    @property
    def opened(self) -> Opened | None:
        """The open store; None until it is."""
        return self._opened

    @property
    def who(self) -> str:
        return self._opened.post.operator if self._opened else ""

    @property
    def prefix(self) -> str:
        return self._opened.post.code_prefix if self._opened else ""

    @cached_property
    def printing(self) -> "Printing":
        from screens.printing import Printing  # most stations have no printer

        station = self.parts.config.station.name or socket.gethostname()
        return Printing(lambda: self._opened, self.run_worker, self.tell, self.zone, station)

    @property
    def _prints(self) -> bool:
        return self._opened is not None and self._opened.printers is not None

    async def read(self, fn: Callable[..., Any], *args: Any) -> Any:
        assert self._opened is not None, "nothing is read before the store is open"
        return await self._opened.gate.read(fn, self._opened.post, *args)

    async def aside(self, fn: Callable[..., Any], *args: Any) -> Any:
        assert self._opened is not None, "nothing is read before the store is open"
        return await self._opened.aside.read(fn, self._opened.post, *args)

    def _look_around(self) -> None:
        if self.is_open:
            self.run_worker(self.learn)
            self.run_worker(self._look_at_backups)

    async def _look_at_backups(self) -> None:
        before = self.upkeep.failing
        await self.upkeep.look()
        self._freshen()
        if self.upkeep.failing != before and self.screen is self._menu:
            self._menu.invite()

    async def learn(self) -> None:
        from kiosk.flows import rules

        try:
            found = await self.read(rules.current)
        except StoreError as error:  # said where it matters: by the answer to a scan
            log.warning("the rules could not be read: %s", error)
            return
        opened = self._opened
        if opened is not None and (post := rules.renewed(opened.post, found)) != opened.post:
            log.info("the rules have changed: %s", found)
            self._opened = replace(opened, post=post)
            self.intake.renew(self._opened)

    # Scans

    def _deliver(self, message: Message) -> None:
        match message:
            case ScannerState():
                self.vitals.scanner(message)
                self._freshen()
            case Scan() | Torn():
                self.vitals.read(message)
                self.intake.deliver(message)

    def typed(self, text: str) -> None:
        self._typed += 1
        at, mono = time.time_ns() // 1000, time.monotonic_ns()
        self._deliver(Scan(text.encode("utf-8", "replace"), KEYBOARD, self._typed, at, mono, typed=True))

    def _handled(self, count: int, error: StoreError | None) -> None:
        self.vitals.answered(count)
        if self._prints:
            self.printing.wake()
        store = StoreState.READY if error is None else StoreState.TROUBLE
        if error is not None and error.code == "damaged":
            self._menu.broken(str(error))
        if store is not self.vitals.store:
            self.vitals.store = store
            self._freshen()

    def _freshen(self) -> None:
        if isinstance(self.screen, Framed):
            self.screen.freshen()

    def _tick(self) -> None:
        if self._prints:
            self.vitals.printers = self.printing.states
            for told in self.printing.news():
                self.tell(told)
                self.sound.play(Tone.NO)
        top = self.screen_stack[-1:]  # none while the program ends
        if top and isinstance(top[0], Framed):
            top[0].status_line.tick()

    # Going from screen to screen

    @property
    def _menu(self) -> Menu:
        menu = self.screen_stack[0]
        assert isinstance(menu, Menu)
        return menu

    def visit(self, place: Place, *args: Any) -> None:
        self.ways.visit(place, *args)

    async def enter(self, place: Place, *args: Any) -> None:
        await self.ways.enter(place, *args)

    def home(self) -> None:
        self.ways.home()

    async def enter_home(self) -> bool:
        return await self.ways.enter_home()

    def open(self, thing: Thing) -> None:
        self.ways.open(thing)

    def begin(self, fn: Callable[..., tuple[Any, Outcome]], *args: Any) -> None:
        self.ways.begin(fn, *args)

    async def answer(self, outcomes: Sequence[Outcome]) -> None:
        await self.ways.answer(outcomes)

    def explain(self) -> None:
        if self.intake.last is None:
            self.tell(f"{wording.nothing_to_explain()}. {wording.nothing_to_explain_help()}")
        else:
            self.push_screen(make(self, Place.EXPLAIN, *self.intake.last))

    def help(self, title: str, paragraphs: tuple[str, ...], keys: Keys, codes: Keys) -> None:
        self.push_screen(make(self, Place.HELP, title, paragraphs, keys, codes))

    def ask_to_leave(self) -> None:
        self.push_screen(make(self, Place.LEAVE))

    # Keys

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._door.knock(event)
        else:
            await super().on_event(event)

    async def _pass(self, event: events.Key) -> None:
        await super().on_event(event)

    def _burst(self) -> None:
        self.run_worker(self._scold)

    async def _scold(self) -> None:
        (await self.ways.surface()).alarm(wording.typing_scanner(), wording.typing_scanner_help())

    async def on_silence(self, message: Silence) -> None:
        await self._door.silence(message)

    # The end

    def leave(self) -> None:
        """End the station in good order: no more scans come in, those that have are served, then the app exits."""
        if self._leaving is None:
            self._leaving = asyncio.create_task(self._leave(), name="leave")

    async def _leave(self) -> None:
        self.upkeep.end()
        try:
            await self.parts.scanners.stop()
            if self.is_open:
                async with asyncio.timeout(DRAIN):
                    await self.intake.drained()
        except TimeoutError:
            pass
        except Exception as error:  # as above
            self._handle_exception(error)
        if self.vitals.waiting:
            log.warning("ended with %d scans not served", self.vitals.waiting)
        if self._serving is not None:
            self._serving.cancel()  # an answer would find no screen any more
        self.exit()


def _zone(name: str) -> tzinfo | None:
    """The configured time zone; None is the system's."""
    if not name:
        return None
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)
