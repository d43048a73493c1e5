"""The screen on which a repair is worked on: parts are scanned into it, it is completed, and the unit handed back."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.repairs import ending, taking_out, using, working
from kiosk.flows.repairs.working import Repairing
from kiosk.outcome import Option, Outcome, Tone
from kiosk.stock.repairs import Repair, Stage, Used
from kiosk.stock.thing import Thing
from kiosk.wording import labelled, lists
from kiosk.wording import repairs as words
from kiosk.wording import repairs_screens as wording
from kiosk.wording import screens as common
from screens.frame.asking import Choice
from screens.places import Place
from screens.repairs.on_repair import OnRepair
from screens.widgets.bars import Keys


class RepairScreen(OnRepair):
    """Digits type how much of the current part is in it; F5 goes from stage to stage, F7 back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "find", show=False),
        Binding("f4", "actions", show=False),
        Binding("f5", "go_on", show=False),
        Binding("f6", "new", show=False),
    ]

    finishes = True

    def keys(self) -> Keys:
        if self.asks:
            return super().keys()
        if self.prompt.is_open:
            return (("Enter", lists.key_take()), ("Esc", common.key_close()), ("F1", common.key_help()))
        line = self.state.line
        is_open = self.stage is Stage.OPEN
        goes_on = {Stage.OPEN: wording.key_complete(), Stage.DONE: wording.key_hand_back()}
        ends = tuple(("F5", word) for stage, word in goes_on.items() if stage is self.stage)
        counts = (("0-9", wording.key_quantity()),) if is_open and line is not None and line.item is None else ()
        opens = (("Enter", common.key_open()),) if line is not None and line.item is not None else ()
        return (
            ("Esc", common.key_back()),
            *ends,
            *counts,
            *opens,
            ("F4", lists.key_actions()),
            *((("F3", wording.key_find_part()),) if is_open else ()),
            ("F7", common.key_undo()),
            ("F6", wording.key_new()),
            ("F2", common.key_type()),
            ("F9", common.key_explain()),
            ("F1", common.key_help()),
        )

    def help(self) -> tuple[str, ...]:
        return wording.help_of_repair()

    def command(self, command: Command) -> Callable[[], object] | None:
        """Beside those of every screen: the next repair, and how much of the current part is in it."""
        if self.asks and command.word is Word.DONE:
            return self.agree if self._ends else None  # it means the repair, and not a step to be taken back
        if self.asks:
            return super().command(command)
        match command.word:
            case Word.TIMES if self.stage is Stage.OPEN and self.state.line is not None:
                return partial(self._do, using.times, str(command.number))
            case Word.REJECT if self.stage is Stage.OPEN and self.state.line is not None:
                return partial(self._do, taking_out.take_out)
            case Word.NEXT:
                return self.action_new
        return super().command(command)

    @property
    def _ends(self) -> bool:
        """Whether what is asked is the next stage."""
        return self._offered and self._agrees in (wording.key_complete(), wording.key_hand_back())

    def pick(self, pick: object) -> None:
        if not isinstance(pick, Used):
            super().pick(pick)
        elif pick.item is not None:
            self.kiosk.visit(Place.UNIT, pick.item)

    def action_number(self, digit: str) -> None:
        """The first digit of a quantity, where nothing is asked."""
        line = self.state.line
        if self.asks:
            super().action_number(digit)
        elif line is None or line.item is not None or self.stage is not Stage.OPEN:
            self._do(using.quantity, digit)  # it is said why there is nothing to count
        else:
            # Of the part that it is typed for: a scan may have made another one the current one by Enter.
            self.type_in(wording.type_quantity(line), partial(self._do, _quantity_of, line), digit)

    def action_find(self) -> None:
        if not self.asks and self.stage is Stage.OPEN:
            self.kiosk.visit(Place.FIND_PART, self._found)

    def _found(self, part: Thing) -> None:
        self._do(using.piece, part.id)

    def action_new(self) -> None:
        if not self.asks:
            self.kiosk.visit(Place.START_REPAIR)

    def action_go_on(self) -> None:
        """Complete it, or hand the unit back."""
        repair = self.state.repair
        if self.asks:
            self.agree()
        elif repair is not None and repair.stage is Stage.OPEN:
            self._ask_complete(repair)
        elif repair is not None and repair.stage is Stage.DONE:
            self.kiosk.intake.ask(self, ending.ways, then=partial(self._ask_hand_back, repair))

    def _ask_complete(self, repair: Repair) -> None:
        choices = (
            Choice(wording.yes_complete(), partial(self._do, ending.complete)),
            Choice(wording.yes_with_work(), self._type_work_and_complete),
            Choice(wording.not_yet(), self.unask),
        )
        question, detail = wording.complete_question(repair), wording.complete_help(len(self.state.used))
        self.offer(question, detail, choices, yes="1", agrees=wording.key_complete())

    def _type_work_and_complete(self) -> None:
        self.unask()
        self.type_in(wording.type_work(), partial(self._do, ending.complete), self._work)

    @property
    def _work(self) -> str:
        return "" if self.state.repair is None else self.state.repair.work

    async def _ask_hand_back(self, repair: Repair, ways: Sequence[Option]) -> None:
        if not ways:
            self._do(ending.hand_back, "")  # it is said what keeps it
            return
        choices = [Choice(way.text, partial(self._do, ending.hand_back, way.key)) for way in ways]
        choices.append(Choice(wording.not_yet(), self.unask))
        detail = wording.hand_back_help()
        self.offer(words.hand_back_question(repair), detail, choices, yes="1", agrees=wording.key_hand_back())

    # Actions

    def action_actions(self) -> None:
        repair = self.state.repair
        if repair is not None and not self.asks:
            self.offer(wording.actions(), wording.actions_help(repair), list(self._actions(repair)))

    def _actions(self, repair: Repair) -> Iterator[Choice]:
        """Each has one digit for all repairs, since hands learn it."""
        line = self.state.line
        over = "" if repair.in_house else wording.is_over(repair.stage)
        closed = "" if repair.stage is Stage.OPEN else wording.is_over(repair.stage)
        nothing = closed or ("" if line is not None else wording.nothing_in_it())
        own = "" if repair.unit is not None else wording.no_own_unit()
        if self.state.unknown is not None:
            said = self.state.says
            assign = common.assign_it() if said is None else labelled.assign_it(said)
            yield Choice(assign, partial(self._go, Place.ASSIGN, self.state.unknown), digit="9")
        yield Choice(wording.act_take_out(line), partial(self._do, taking_out.take_out), nothing, digit="1")
        fault = partial(self._type, wording.type_fault(), ending.fault, repair.fault)
        work = partial(self._type, wording.type_work(), ending.work, repair.work)
        yield Choice(wording.act_fault(), fault, over, digit="2")
        yield Choice(wording.act_work(), work, over, digit="3")
        customer = partial(self._type, wording.type_customer(), ending.customer, repair.customer)
        yield Choice(wording.act_unit(), partial(self._go, Place.UNIT, repair.unit), own, digit="4")
        yield Choice(wording.act_card(), partial(self._go, Place.DOCUMENT_CARD, repair.document.id), digit="5")
        yield Choice(wording.act_scrap(), partial(self._type, wording.type_scrap(), ending.scrap), over, digit="6")
        yield Choice(wording.act_cancel(), partial(self._ask_cancel, repair), closed, digit="7")
        yield Choice(wording.act_customer(), customer, over, digit="8")

    def _go(self, place: Place, *args: Any) -> None:
        self.unask()
        self.kiosk.visit(place, *args)

    def _type(self, label: str, fn: Any, text: str = "") -> None:
        self.unask()
        self.type_in(label, partial(self._do, fn), text)

    def _ask_cancel(self, repair: Repair) -> None:
        choices = (
            Choice(wording.no_cancel(), self.unask),
            Choice(wording.yes_cancel(), partial(self._do, ending.cancel)),
        )
        self.offer(wording.cancel_question(repair), wording.cancel_help(), choices, yes="2")


def _quantity_of(db: Any, post: Any, state: Repairing, line: Used, text: str) -> tuple[Repairing, Outcome]:
    state, outcome = working.choose(db, post, state, line.line, None)
    return using.quantity(db, post, state, text) if outcome.tone is Tone.OK else (state, outcome)
