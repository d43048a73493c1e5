"""History: the journal of scans and the movements of stock, newest first, with a filter that stays in sight."""

import time
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kiosk.errors import StoreError
from kiosk.flows import history as flow
from kiosk.flows.history import Looking
from kiosk.page import Page
from kiosk.stock.history import Entry, Filter, Log, Movement, in_force
from kiosk.stock.thing import Thing
from kiosk.wording import history as wording
from kiosk.wording import lists
from kiosk.wording import screens as common
from screens.frame.listed import Listed
from screens.history import rows as history_rows
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.places import Place
from screens.widgets.bars import Keys
from screens.widgets.lines import Lines

OTHER = "0"  # the key of the other list; rows have the digits from 1 on
REPAINTED = 0.2  # seconds between two counts while a list is looked through


class InForce(Lines):
    """One line that says what is left out of the list below it."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(marks, id="in-force")
        self.text = ""

    def say(self, text: str) -> None:
        self.text = text
        self.redraw()

    def draw(self, width: int, height: int) -> list[Line]:
        told = wording.in_force(self.text) if self.text else wording.no_filter()
        return [line(" ", Span(fit(told, width - 2, self.marks), "warn" if self.text else "dim"))]


class History(Listed):
    """Rows are looked for a stretch at a time, as far as they are scrolled to and a good piece further."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "filter", show=False),
        Binding("f4", "actions", show=False),
        Binding("f5", "newest", show=False),
        Binding("f6", "clear", show=False),
        Binding("f7", "undo", show=False),
        Binding("f8", "export", show=False),
    ]

    def __init__(self, host: Host, of: Thing | None = None) -> None:
        # Of a thing, what became of it is asked for first; else what was scanned last.
        self.which = Log.JOURNAL if of is None else Log.MOVEMENTS
        super().__init__(host, wording.title(self.which), empty="")
        self.wanted = Filter()
        self._of = of  # what the filter is yet to be made for
        self._looking: Looking | None = None
        self._target = flow.AHEAD  # rows to be looked for
        self._searching = False
        self.in_force = InForce(host.marks)
        self.listing.counted = self._counted

    def body(self) -> ComposeResult:
        yield self.in_force
        yield from super().body()

    # The list

    async def fetch(self, offset: int, limit: int) -> Page[Any]:
        log, wanted, looking = self.which, self.wanted, self._looking
        if looking is None:
            if self._of is not None:
                of, self._of = self._of, None
                wanted = self.wanted = await self.kiosk.aside(flow.of, of)
                self._say()
            looking = await self.kiosk.aside(flow.begin, log, wanted)
            if (log, wanted) != (self.which, self.wanted):  # another list has been asked for meanwhile
                return Page((), 0)
            self._take(looking)
        self._target = max(self._target, offset + limit + flow.AHEAD // 2)
        page: Page[Any] = await self.kiosk.aside(flow.page, looking, offset, limit)
        self._search_on()
        return page

    def _take(self, looking: Looking) -> None:
        self._looking = looking
        if not looking.done:
            self.listing.empty = wording.looking_on()
        else:
            self.listing.empty = wording.nothing_fits() if self.told else wording.nothing_yet(self.which)

    def _search_on(self) -> None:
        if not self._searching and self._lacks():
            self._searching = True
            self.run_worker(self._search)

    def _lacks(self) -> bool:
        looking = self._looking
        return looking is not None and not looking.done and len(looking.ids) < self._target

    async def _search(self) -> None:
        """Look through the list until there are enough rows; what has come is shown meanwhile."""
        shown = time.monotonic()
        try:
            while self._lacks():
                looking = self._looking
                assert looking is not None
                further = await self.kiosk.aside(flow.more, looking)
                if self._looking is looking:  # or another list has been asked for
                    self._take(further)
                if time.monotonic() - shown > REPAINTED:
                    self.listing.reload()
                    shown = time.monotonic()
        except StoreError as error:
            self.kiosk.tell(common.details_failed(str(error)))
        finally:
            self._searching = False
        self.listing.reload()

    def _counted(self, first: int, last: int, total: int) -> str:
        if self._looking is None or self._looking.done:
            return lists.shown(first, last, total)
        return wording.at_least(first, last, total, looking=self._searching and self._lacks())

    def row(self, value: Any, width: int, marks: Marks) -> Line:
        return history_rows.row(value, width, marks, self.kiosk.zone)

    def same(self, value: Any) -> object:
        return value.record.id if isinstance(value, Entry) else value.id

    # What is asked for

    @property
    def told(self) -> str:
        """The filter in force in words; empty where nothing is left out."""
        return history_rows.filter_line(self.which, self.wanted, self.kiosk.zone)

    def ask_for(self, log: Log, wanted: Filter) -> None:
        """Show other rows: those that there are now."""
        self.which, self.wanted = log, wanted
        self._looking, self._target = None, flow.AHEAD
        self._say()
        self.listing.show()

    def _say(self) -> None:
        self.in_force.say(self.told)
        self.headline.say(wording.title(self.which), self.kiosk.who)
        self.key_line.redraw()

    def keys(self) -> Keys:
        clear = (("F6", wording.key_clear()),) if in_force(self.which, self.wanted) else ()
        return (
            ("Esc", common.key_back()),
            ("F3", wording.key_filter()),
            *clear,
            (OTHER, wording.key_other(self.which)),
            ("F8", wording.key_export()),
            ("F5", wording.key_newest()),
            *((("1-9", common.key_open()),) if self.listing.pick is not None else ()),
            *((("F4", lists.key_actions()),) if _named(self.listing.pick) is not None else ()),
            *((("F7", common.key_undo()),) if _in_force(self.listing.pick) is not None else ()),
            ("F1", common.key_help()),
        )

    def help(self) -> tuple[str, ...]:
        return wording.help_of_history()

    def pick(self, pick: object) -> None:
        if isinstance(pick, Entry | Movement):
            self.kiosk.visit(Place.HISTORY_ENTRY, pick)

    def action_filter(self) -> None:
        self.kiosk.visit(Place.HISTORY_FILTER, self.which, self.wanted, self.ask_for)

    def action_number(self, digit: str) -> None:
        if digit == OTHER:
            self.show_other()
        else:
            super().action_number(digit)

    def show_other(self) -> None:
        """The other list, by the same filter as far as it has its fields."""
        self.ask_for(Log.MOVEMENTS if self.which is Log.JOURNAL else Log.JOURNAL, self.wanted)

    def action_actions(self) -> None:
        thing = _named(self.listing.pick)
        if thing is not None:
            self.kiosk.visit(Place.ACTIONS, thing)

    def action_undo(self) -> None:
        if (operation := _in_force(self.listing.pick)) is not None:
            self.kiosk.visit(Place.UNDO_ONE, operation)

    def action_newest(self) -> None:
        self.ask_for(self.which, self.wanted)

    def action_clear(self) -> None:
        self.ask_for(self.which, Filter())

    def action_export(self) -> None:
        self.kiosk.visit(Place.HISTORY_EXPORT, self.which, self.wanted, self.told)


def _in_force(value: object) -> int | None:
    """The operation of a movement that is neither taken back nor takes one back itself."""
    match value:
        case Movement(operation=operation, reverses=None, reversed_by=None):
            return operation
    return None


def _named(value: object) -> Thing | None:
    """What a row is about, if it is about anything."""
    match value:
        case Entry(named=named):
            return named
        case Movement(item=item):
            return item
    return None
