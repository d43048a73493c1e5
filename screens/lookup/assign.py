"""Assign: what a code that nothing has is to mean. Search the thing or scan it, confirm, done."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual.widgets import Input

from kiosk.barcodes.commands import Command, Word
from kiosk.flows import assign
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Option, Outcome
from kiosk.scan import Scan, visible_bytes
from kiosk.stock.thing import Thing
from kiosk.stock.views import View
from kiosk.wording import assigned as codes_wording
from kiosk.wording import screens as wording
from screens.frame.errand import Errand
from screens.host import Host
from screens.lookup import sheets
from screens.lookup.found import things
from screens.paint.text import line, wrap
from screens.places import Place
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row


class Assign(Errand):
    """Closes itself when the code is assigned; what it names now comes up in Quick scan."""

    journal_name = "assign"

    def __init__(self, host: Host, scan: Scan) -> None:
        code = visible_bytes(scan.raw, pictures=host.marks.pictures)
        super().__init__(host, wording.assign(code), assign.begin(scan), code, wording.assign_what())
        self.prompt.label(wording.type_to_find())
        self._code = code
        self._counting = False  # what one scan of the code stands for is typed

    @property
    def step(self) -> ScanStep[Any]:
        return assign.scan_typing if self._counting else assign.scan

    def on_mount(self) -> None:
        self._search()

    def keys(self) -> Keys:
        if self._counting:
            return (
                ("Enter", codes_wording.key_set_pack()),
                ("Esc", wording.key_close()),
                ("F1", wording.key_help()),
            )
        if self.state.question is not None:
            digits = "1-2" if self.state.pack is None else "1-3"
            return (("Esc", wording.key_back()), (digits, wording.key_choose()), ("F1", wording.key_help()))
        return (
            ("Esc", wording.key_back()),
            ("↑↓ Enter", wording.key_choose()),
            ("F1", wording.key_help()),
            ("F9", wording.key_explain()),
        )

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import help as words

        return words.assign()

    def command(self, command: Command) -> Callable[[], object] | None:
        """Beside those of every screen: how much of the chosen part one scan of the code stands for."""
        if command.word is Word.TIMES and self.state.pack is not None:
            return partial(self.kiosk.intake.look, self, assign.set_pack, str(command.number))
        return super().command(command)

    async def told(self, outcomes: Sequence[Outcome]) -> None:
        """A supplier's label is no code to be assigned: its part gets a supplier part by it."""
        if self.state.supplies is None:
            await super().told(outcomes)
        else:
            self.kiosk.visit(Place.SUPPLIER_FORM, self.state.chosen, None, self.state.supplies)

    def fill(self, outcome: Outcome) -> None:
        if self._counting and outcome.result == "refused":
            return  # what is typed stays, to be mended
        self._counting = False
        if self.state.question is None:
            self.prompt.label(wording.type_to_find())
            self.prompt.clear()  # what is typed next is another search
            self._search()
        elif outcome.view is not None:
            self.prompt.shut()
            rows = partial(self._confirm, self.state.question.options, outcome.view)
            self.sheet.show(rows, numbers=True)

    def _confirm(self, options: Sequence[Option], view: View, width: int) -> Sequence[Row]:
        answers = [Row(line(text), option) for option in options for text in wrap(option.text, width, 1, self.marks)]
        about = sheets.rows(view, None, width, self.marks, self.kiosk.zone)
        return [*answers, Row(), *(Row(row.line) for row in about)]

    def _search(self) -> None:
        """List what can be chosen, with the field to narrow it."""
        if not self.prompt.is_open or self.focused is None:
            self.prompt.open()
        self.sheet.show(partial(things, self.state.things, self.prompt.text, assign.FOUND, self.marks), numbers=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.prompt.is_open and not self._counting:
            self.kiosk.intake.ask(self, assign.search, event.value, then=self._found)

    async def _found(self, state: assign.AssignState) -> None:
        self.state = state
        self._search()

    def submitted(self, text: str) -> None:
        if not self._counting:
            self.action_choose()
        elif text:
            self.kiosk.intake.look(self, assign.set_pack, text)

    def pick(self, pick: object) -> None:
        match pick:
            case Thing():
                self.kiosk.intake.look(self, assign.choose, pick)
            case Option(key=assign.PACK):
                self._ask_pack()
            case Option():
                self.kiosk.intake.act(self, assign.answer, pick.key)

    def _ask_pack(self) -> None:
        if self.state.pack is not None:
            self._counting = True
            self.prompt.label(codes_wording.pack_label(self._code))
            self.prompt.open(f"{self.state.pack.amount:f}")
            self.key_line.redraw()

    def action_type(self) -> None:
        """The field of this screen is open already."""

    def action_back(self) -> None:
        if self._counting:
            self._counting = False
            self._shut_prompt()
        elif self.state.question is not None:
            self.kiosk.intake.look(self, assign.answer, assign.NO)
        else:
            self.leave()
