"""The station's app: first paint at once, then the store; scans to the screen on top; an end that leaves no trace.

Owns what lives as long as the station does. What an operator does is in the screens, what it means in the flows.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from kiosk.errors import KioskError, StoreError
from kiosk.outcome import Outcome
from kiosk.scan import Message, Scan, ScannerState, Torn
from kiosk.stock.thing import Thing
from kiosk.wording import screens as wording
from screens import marks, theme
from screens.door import Door, Silence
from screens.intake import Intake
from screens.menu import Menu
from screens.parts import Opened, Parts
from screens.places import Place
from screens.routes import make
from screens.sound import Sound
from screens.station import Framed
from screens.status import StoreState
from screens.terminal import Terminal
from screens.text import fit
from screens.thread import in_thread
from screens.vitals import Vitals
from screens.ways import Ways

KEYBOARD = "keyboard"  # the device of a typed code
TOAST = 160  # cells of a toast's text
DRAIN = 2.0  # seconds that the end waits for what has been read to be served

log = logging.getLogger(__name__)


class KioskApp(App[None]):
    """The station, as its screens know it (`screens.host.Host`), and its life from start to end."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "locked", show=False, priority=True),
    ]

    def __init__(self, parts: Parts) -> None:
        here = Path(__file__).parent
        sheets = [here / "app.tcss", *([here / "console.tcss"] if parts.console else [])]
        super().__init__(css_path=[str(sheet) for sheet in sheets])
        self.HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (80, "-normal"), (120, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-low"), (24, "-mid"), (36, "-tall")]
        self.animation_level = "none"
        palette = theme.CONSOLE if parts.console else theme.DARK
        self.register_theme(palette)
        # By hand, since the watcher would have all style sheets parsed and worked through a second time.
        self.set_reactive(App.theme, palette.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self._refresh_truecolor_filter(self.ansi_theme)
        self.parts = parts
        self.marks = marks.CONSOLE if parts.console else marks.UNICODE
        self.zone = _zone(parts.config.station.timezone)
        self.demo = parts.demo
        self.vitals = Vitals(parts.scanners.names, self.zone)
        self.ways = Ways(self, self)
        self.intake = Intake(self.ways.surface, self._handled)
        self.sound = Sound(self.bell if parts.config.sound.bell else None, parts.scanners.sound, self.set_timer)
        self._door = Door(self._pass, self._burst, self.post_message)
        self._opened: Opened | None = None
        self._opening = False
        self._typed = 0
        self._serving: asyncio.Task[None] | None = None
        self._leaving: asyncio.Task[None] | None = None

    def get_driver_class(self) -> type[Driver]:
        return Terminal

    def get_default_screen(self) -> Screen[Any]:
        return Menu(self)

    # Start

    def on_mount(self) -> None:
        self.parts.scanners.attach(self._deliver)
        self.set_interval(1, self._tick)

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
        self.run_worker(self._open())

    async def _open(self) -> None:
        try:
            opened = await in_thread(self.parts.open_store)
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
        self._serving = asyncio.create_task(self._serve(opened), name="intake")

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

    async def read(self, fn: Callable[..., Any], *args: Any) -> Any:
        assert self._opened is not None, "nothing is read before the store is open"
        return await self._opened.gate.read(fn, self._opened.post, *args)

    def tell(self, text: str) -> None:
        self.notify(fit(text, TOAST, self.marks), severity="warning", markup=False)

    # Scans

    def _deliver(self, message: Message) -> None:
        match message:
            case ScannerState():
                self.vitals.scanner(message)
                self._freshen()
            case Scan() | Torn():
                self.vitals.read()
                self.intake.deliver(message)

    def typed(self, text: str) -> None:
        self._typed += 1
        at, mono = time.time_ns() // 1000, time.monotonic_ns()
        self._deliver(Scan(text.encode("utf-8", "replace"), KEYBOARD, self._typed, at, mono, typed=True))

    def _handled(self, count: int, error: StoreError | None) -> None:
        self.vitals.answered(count)
        store = StoreState.READY if error is None else StoreState.TROUBLE
        if store is not self.vitals.store:
            self.vitals.store = store
            self._freshen()

    def _freshen(self) -> None:
        if isinstance(self.screen, Framed):
            self.screen.freshen()

    def _tick(self) -> None:
        if isinstance(self.screen, Framed):
            self.screen.status_line.tick()

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

    def open(self, thing: Thing) -> None:
        self.ways.open(thing)

    async def answer(self, outcomes: Sequence[Outcome]) -> None:
        await self.ways.answer(outcomes)

    def explain(self) -> None:
        if self.intake.last is None:
            self.tell(f"{wording.nothing_to_explain()}. {wording.nothing_to_explain_help()}")
        else:
            self.push_screen(make(self, Place.EXPLAIN, *self.intake.last))

    def help(self, title: str, paragraphs: tuple[str, ...]) -> None:
        self.push_screen(make(self, Place.HELP, title, paragraphs))

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
        self.run_worker(self._scold())

    async def _scold(self) -> None:
        (await self.ways.surface()).alarm(wording.typing_scanner(), wording.typing_scanner_help())

    async def on_silence(self, message: Silence) -> None:
        await self._door.silence(message)

    async def action_quit(self) -> None:
        self.action_locked()

    def action_help_quit(self) -> None:
        self.action_locked()

    def action_locked(self) -> None:
        self.tell(wording.how_to_leave())

    # The end

    def leave(self) -> None:
        """End the station in good order: no more scans come in, those that have are served, then the app exits."""
        if self._leaving is None:
            self._leaving = asyncio.create_task(self._leave(), name="leave")

    async def _leave(self) -> None:
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

    @property
    def fault(self) -> Exception | None:
        """What stopped the app, if it was a fault; a worker's failure wraps its cause."""
        return getattr(self._exception, "error", None) or self._exception

    def _fatal_error(self) -> None:
        """Textual's own ways to die, here and below, paint a traceback with the store's contents on the terminal."""
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        self._close_messages_no_wait()


def _zone(name: str) -> tzinfo | None:
    """The configured time zone; None is the system's."""
    if not name:
        return None
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)
