"""The ways from screen to screen: each in its turn among the scans, so that none is answered on no screen."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from textual.app import App
from textual.screen import Screen

from kiosk.barcodes.commands import Command
from kiosk.outcome import Outcome
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from screens.frame.framed import Framed, TakerScreen
from screens.host import Host
from screens.parts import Opened
from screens.places import Place
from screens.routes import known, learn, make
from screens.thread import in_thread


class Ways:
    """Goes about the app's stack of screens. `host` is what the screens that are made here are handed."""

    def __init__(self, app: App[None], host: Host) -> None:
        self._app = app
        self._host = host

    @property
    def top(self) -> Framed:
        """The screen that is shown."""
        screen = self._app.screen
        assert isinstance(screen, Framed), "every screen of the station is one"
        return screen

    async def commanded(self, command: Command) -> tuple[Framed, bool]:
        """The screen that answers a command, and whether it was hidden: the one on top, unless that only tells.

        Who reads the help has no use for "not here": it is closed. What it hid does nothing, but says so in sight.
        Only what is drawn to be scanned is left to it.
        """
        top = self.top
        if not top.tells or top.command(command) is not None:
            return top, False
        drawn = top.draws == command
        stack = [screen for screen in self._app.screen_stack if isinstance(screen, Framed)]
        found = next(one for one in reversed(stack) if not one.tells)
        await self._close_over(found)
        if not drawn:
            found.see()  # in sight again from now on
        return found, not drawn

    @property
    def taker(self) -> TakerScreen:
        """The screen that a scan would be answered by."""
        return next(screen for screen in reversed(self._app.screen_stack) if isinstance(screen, TakerScreen))

    async def surface(self) -> TakerScreen:
        """The same, with what lies over it closed."""
        taker = self.taker
        await self._close_over(taker)
        return taker

    def hush(self) -> None:
        """Take the toasts away."""
        self._app.clear_notifications()

    async def enter(self, place: Place, *args: Any) -> None:
        """Go there at once; for who has their turn."""
        await _learned(place)
        await self._app.push_screen(make(self._host, place, *args))

    def visit(self, place: Place, *args: Any) -> None:
        """Go there by a key. Esc leads back to the screen that is shown now."""
        here = self._here

        async def go(_: Opened) -> None:
            await _learned(place)
            await self._from(here, lambda: self.enter(place, *args))

        self._host.intake.leave_open(self.taker, go)

    def home(self) -> None:
        """Go to the menu by a key, as far as nothing is lost on the way."""

        async def go(_: Opened) -> None:
            await self.enter_home()

        self._host.intake.leave_open(self.taker, go)

    async def enter_home(self) -> bool:
        """The same at once; for who has their turn. Whether the menu is shown.

        A screen with unfinished work sees to it first, and goes on from there.
        """
        while len(self._app.screen_stack) > 1 and not self.top.unfinished:
            await self._app.pop_screen()
        if len(self._app.screen_stack) > 1:
            await self._host.intake.at_once(self.top.go_home)
        return len(self._app.screen_stack) == 1

    def open(self, thing: Thing) -> None:
        """Open a thing in a Quick scan of its own, a document on its card, by a key. Esc leads back to this screen.

        A repair is all on the screen where it is worked on.
        """
        here = self._here

        async def go(opened: Opened) -> None:
            from kiosk.flows import lookup
            from kiosk.stock.views import DocumentView

            if thing.kind is Kind.DOCUMENT:
                view = await opened.gate.read(lookup.view, opened.post, thing)
                repair = isinstance(view, DocumentView) and view.kind is DocKind.REPAIR
                place = Place.REPAIR if repair else Place.DOCUMENT_CARD
                await _learned(place)
                await self._from(here, lambda: self.enter(place, thing.id))
                return
            state, outcome = await opened.gate.read(lookup.show, opened.post, lookup.LookupState(), thing)
            await _learned(Place.QUICK_SCAN)
            await self._from(here, lambda: self._show(state, outcome))

        self._host.intake.leave_open(self.taker, go)

    def begin(self, fn: Callable[..., tuple[Any, Outcome]], *args: Any) -> None:
        """Begin a draft by a flow's function, by a key, and go on with it. Esc there leads back to this screen."""
        here = self._here

        async def go(opened: Opened) -> None:
            from kiosk.flows.documents.editing import Editing

            state, outcome = await opened.gate.run(fn, opened.post, Editing(), *args)
            if state.document is None:
                await self._from(here, lambda: self.answer((outcome,)))
                return
            await _learned(Place.DOCUMENT)
            await self._from(here, lambda: self.enter(Place.DOCUMENT, state.document.id, outcome))

        self._host.intake.leave_open(self.taker, go)

    async def _show(self, state: Any, outcome: Outcome) -> None:
        await self.enter(Place.QUICK_SCAN, state)
        await self.answer((outcome,))

    async def answer(self, outcomes: Sequence[Outcome]) -> None:
        """Show answers where the screen that led to them has closed: below it, or in Quick scan over a list."""
        screen = self.top
        if isinstance(screen, TakerScreen) or outcomes[-1].view is None:
            await screen.show(outcomes)
        else:
            from kiosk.flows.lookup import LookupState

            await self.enter(Place.QUICK_SCAN, LookupState())
            await self.answer(outcomes)

    @property
    def _here(self) -> Screen[Any]:
        """The screen that one comes back to from where one goes now."""
        stack = reversed(self._app.screen_stack)
        return next(screen for screen in stack if not (isinstance(screen, Framed) and screen.passing))

    async def _from(self, here: Screen[Any], there: Callable[[], Awaitable[None]]) -> None:
        """Go on from this screen, whatever was laid over it meanwhile; nowhere when it was left."""
        if here in self._app.screen_stack:
            await self._close_over(here)
            await there()

    async def _close_over(self, screen: Screen[Any]) -> None:
        while self._app.screen is not screen:
            await self._app.pop_screen()


async def _learned(place: Place) -> None:
    """Have the screen of this place imported, where nobody has been there yet: the loop has frames to paint meanwhile.

    Who goes there looks at what is on the screen only after that, since it may have become another one.
    """
    if not known(place):
        await in_thread(lambda: learn(place))
