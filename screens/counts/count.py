"""The screen on which stock is counted: places and things are scanned, quantities typed, and all of it reviewed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.counting import entries, loose, visiting, working
from kiosk.flows.counting.loose import WhichBatch
from kiosk.flows.counting.working import Counting
from kiosk.outcome import Outcome, Tone
from kiosk.stock.counts import Count, Counted
from kiosk.stock.thing import Thing
from kiosk.wording import counts_screens as wording
from kiosk.wording import documents_screens, lists
from kiosk.wording import screens as common
from screens.counts.on_count import OnCount
from screens.frame.asking import Choice
from screens.places import Place
from screens.widgets.bars import Keys


class CountScreen(OnCount):
    """Digits type how much there is of the current part; Esc parks the count, which loses nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "find", show=False),
        Binding("f4", "actions", show=False),
        Binding("f5", "review", show=False),
    ]

    # Keys

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return (("Enter", lists.key_take()), ("Esc", common.key_close()), ("F1", common.key_help()))
        if self.asks:
            batch = (("F2", wording.key_batch()),) if self._asks_batch else ()
            back, choose, *more = super().keys()
            return (back, choose, *batch, *more)
        current = self.state.current
        quantity = (("0-9", wording.key_quantity()),) if current is not None and _is_loose(current) else ()
        opens = (("Enter", common.key_open()),) if current is not None and current.thing is not None else ()
        return (
            ("Esc", documents_screens.key_park()),
            ("F5", wording.key_review()),
            *quantity,
            ("F4", lists.key_actions()),
            ("F3", documents_screens.key_find()),
            ("F7", common.key_undo()),
            ("F2", common.key_type()),
            *opens,
            *self.scroll_keys(),
            ("F9", common.key_explain()),
            ("F1", common.key_help()),
        )

    def command(self, command: Command) -> Callable[[], object] | None:
        """Beside those of every screen, what is said of an entry: which one, how much, that it is left out."""
        if self.asks and command.word is Word.DONE:
            return None  # whoever scans it means the count, and not a step to be taken back
        current = self.state.current
        if self.asks or current is None:
            return super().command(command)
        match command.word:
            case Word.TIMES if _is_loose(current):
                return partial(self.do, loose.times, command.number)
            case Word.REJECT:
                return partial(self.do, entries.leave_out, current.entry)
        return self.aims(command) or super().command(command)

    def help(self) -> tuple[str, ...]:
        return wording.help_count()

    def pick(self, pick: object) -> None:
        if not isinstance(pick, Counted):
            super().pick(pick)
        elif pick.thing is not None:
            self.kiosk.open(pick.thing)

    def action_number(self, digit: str) -> None:
        """The first digit of a quantity, where nothing is asked."""
        current = self.state.current
        if self.asks:
            super().action_number(digit)
        elif current is None or not _is_loose(current):
            self.note(Outcome(Tone.NO, wording.no_quantity(), wording.no_quantity_help(current)))
        else:
            # Of what it is typed for: a scan may have made another one the current one by Enter.
            self.type_in(wording.type_quantity(current), partial(self.do, _quantity_of, current), digit)

    @property
    def _asks_batch(self) -> bool:
        """Whether the batch is asked for that is counted: it may be none of those that are offered."""
        return isinstance(self.state.asked, WhichBatch) and not self._offered

    def action_type(self) -> None:
        if self._asks_batch:
            self.type_in(wording.type_batch(), partial(self.do, loose.batch))
        else:
            super().action_type()

    def action_back(self) -> None:
        if self.prompt.is_open:
            self._shut_prompt()  # a batch is typed while it is asked for
        else:
            super().action_back()

    def action_find(self) -> None:
        if not self.asks:
            self.kiosk.visit(Place.FIND_PART, self._found)

    def _found(self, part: Thing) -> None:
        self.do(loose.search, part.id)

    def action_review(self) -> None:
        if self.asks:
            self.agree()
        elif self.is_open:
            self.kiosk.visit(Place.COUNT_REVIEW, self._document)

    # Actions

    def action_actions(self) -> None:
        count = self.state.count
        if count is not None and not self.asks:
            self.offer(wording.actions(), wording.actions_help(count.document.number), self._actions(count))

    def _actions(self, count: Count) -> list[Choice]:
        """Each has one digit, whatever is counted, since hands learn it."""
        current, unknown = self.state.current, self.state.unknown
        assign = partial(self._go, Place.ASSIGN, unknown)
        nothing = "" if current is not None else wording.nothing_counted()
        entry = 0 if current is None else current.entry
        choices = [Choice(common.assign_it(), assign, digit="9")] if unknown is not None else []
        return [
            *choices,
            Choice(wording.act_leave_out(current), partial(self.do, entries.leave_out, entry), nothing, digit="1"),
            Choice(wording.act_place(), partial(self._go, Place.FIND_PLACE, self._to_place), digit="2"),
            Choice(wording.act_hand_over(), self._hand_over, digit="7"),
            Choice(wording.act_cancel(), partial(self._ask_cancel, count), digit="8"),
        ]

    def _go(self, place: Place, *args: Any) -> None:
        self.unask()
        self.kiosk.visit(place, *args)

    def _to_place(self, place: Thing) -> None:
        self.do(visiting.place, place)

    def _hand_over(self) -> None:
        self.unask()
        self.type_in(documents_screens.type_operator(), partial(self.do, working.hand_over))

    def _ask_cancel(self, count: Count) -> None:
        no, yes = Choice(wording.no_cancel(), self.unask), Choice(wording.yes_cancel(), self._cancel)
        self.offer(wording.cancel_question(count.document.number), wording.cancel_help(count), (no, yes), yes="2")

    def _cancel(self) -> None:
        self.do(working.cancel)

    def leave(self) -> None:
        """Park it; an empty one is rather cancelled, or the menu fills with counts of nothing."""
        count = self.state.count
        if count is None:
            super().leave()
        elif count.entries or count.places > 1:
            self.do(working.park)
        else:
            yes = Choice(wording.yes_cancel(), self._cancel)
            park = Choice(wording.keep_draft(), partial(self.do, working.park))
            self.offer(wording.empty(count.document.number), wording.empty_help(), (yes, park), menu="2")


def _quantity_of(db: Any, post: Any, state: Counting, counted: Counted, text: str) -> tuple[Counting, Outcome]:
    return loose.quantity(db, post, replace(state, current=counted), text)


def _is_loose(one: Counted) -> bool:
    """Whether it is a quantity, and no single unit or code."""
    return not one.serial and not one.code
