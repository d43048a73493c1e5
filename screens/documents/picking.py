"""The pick list of a line: units to hand out or to take back. A digit or Enter takes one, and the list stays."""

from dataclasses import replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from kiosk.flows.documents import editing, picking, serials, units
from kiosk.flows.documents.editing import Editing
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.post import Post
from kiosk.stock.picking import PickUnit
from kiosk.wording import answers, lists
from kiosk.wording import documents_picking as wording
from kiosk.wording import screens as common
from screens.documents.working import Working
from screens.host import Host
from screens.paint import text
from screens.paint.marks import Marks
from screens.paint.text import Span, fit, line, pad
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing

_NARROW = 60  # cells below which a row has the serial and one fact


class Pick(Working):
    """What is taken stays in the list with a sign, so that the numbers of the others stay, too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "find", show=False),
        Binding("f4", "remove", show=False),
        Binding("f5", "done", show=False),
    ]

    journal_name = "pick"
    finishes = True

    def __init__(self, host: Host, document: int, line: int) -> None:
        super().__init__(host, document)
        self.listing: Listing[PickUnit] = Listing(
            host.marks, self._fetch, self._row, empty=wording.nothing(), same=lambda one: one.unit.id
        )
        self.current.add_class("-brief")
        self._line = line
        self._sought = ""

    def open(self, db: Any, post: Post, state: Editing) -> tuple[Editing, Outcome]:
        """Open the draft at the line."""
        state, outcome = super().open(db, post, state)
        if state.document is None or state.done:
            return state, outcome
        opened = outcome
        state, outcome = editing.choose(db, post, state, self._line)
        if outcome.tone is not Tone.OK or state.line is None:
            return replace(state, done=True), outcome  # the line has been taken out meanwhile
        return state, replace(opened, text=wording.invite(), detail=wording.invite_help(state.line.name))

    def action_done(self) -> None:
        if self.asks:
            self.agree()
        else:
            self.action_back()

    def invite(self) -> None:
        line = self.state.line
        if line is not None:
            self.answer.say(None, wording.invite(), wording.invite_help(line.name))

    def renew(self) -> None:
        super().renew()
        self.listing.reload()

    async def _fetch(self, offset: int, limit: int) -> Page[PickUnit]:
        document, at = self.state.document, self.state.line
        if document is None or at is None:
            return Page((), 0)
        page: Page[PickUnit] = await self.kiosk.aside(
            picking.available, at, document.way, self._sought, at.place, offset, limit
        )
        return page

    def _row(self, value: PickUnit, width: int, marks: Marks) -> text.Line:
        """Serial, and where it lies; a unit that a draft has says which."""
        document = self.state.document
        mine = value.claim is not None and document is not None and value.claim.id == document.id
        sign = Span(f"{marks.good if mine else ' '} ", "good")
        where = value.place or answers.status(value.status)
        told = wording.taken() if mine else wording.elsewhere(value.claim.label) if value.claim else where
        style = "good" if mine else "dim" if value.claim else ""
        serial = (width - 2) // 2
        if width < _NARROW:
            return line(
                sign, Span(pad(value.serial, serial - 1, marks) + " ", "strong"), Span(fit(told, serial, marks), style)
            )
        noted = (told, where if value.claim else "", value.batch, wording.expires(value.expiry))
        about = f" {marks.dot} ".join(filter(None, noted))
        return line(
            sign,
            Span(pad(value.serial, serial - 1, marks) + " ", "strong"),
            Span(fit(about, width - 2 - serial, marks), style),
        )

    def keys(self) -> Keys:
        if self.asks:
            return super().keys()
        if self.prompt.is_open:
            return (("Enter", wording.key_keep()), ("Esc", lists.key_cancel()), ("F1", common.key_help()))
        choose = (("1-9", wording.key_take()),) if self.listing.pick is not None else ()
        remove = (("F4", wording.key_remove()),) if self._mine else ()
        return (
            ("Esc", common.key_back()),
            *choose,
            ("F3", wording.key_find()),
            *remove,
            ("F7", common.key_undo()),
            ("F2", common.key_type()),
            *self.scroll_keys(),
            ("F9", common.key_explain()),
            ("F1", common.key_help()),
        )

    def help(self) -> tuple[str, ...]:
        return wording.help_of_picking()

    @property
    def _mine(self) -> bool:
        """Whether the unit under the cursor is in this document."""
        value, document = self.listing.pick, self.state.document
        claim = None if value is None else value.claim
        return claim is not None and document is not None and claim.id == document.id

    def pick(self, pick: object) -> None:
        if isinstance(pick, PickUnit):
            self.kiosk.intake.act(self, units.take, pick.unit)
        else:
            super().pick(pick)

    def action_remove(self) -> None:
        value = self.listing.pick
        if self._mine and value is not None and not self.asks:
            self.kiosk.intake.act(self, serials.remove, value.serial)

    # Finding

    def action_find(self) -> None:
        if not self.asks:
            self.type_in(wording.type_to_find(), self._search, self._sought)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.prompt.is_open and self._typed == self._search:
            self._search(event.value)

    def submitted(self, text: str) -> None:
        if self._typed == self._search:
            self._search(text)
            self._shut_prompt()
        else:
            super().submitted(text)

    def action_back(self) -> None:
        """First what is looked for is taken away, then the list is left."""
        looking = self.prompt.is_open and self._typed == self._search
        super().action_back()
        if looking:
            self._search("")

    def _search(self, text: str) -> None:
        if text.strip() != self._sought:
            self._sought = text.strip()
            self.listing.show(empty=wording.nothing_fits(self._sought) if self._sought else wording.nothing())
