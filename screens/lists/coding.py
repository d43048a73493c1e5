"""Codes for the rows of a list: one row is shown at a time, and a scan gives it its code."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.flow import ScanStep
from kiosk.flows.lists import coding as flow
from kiosk.outcome import Outcome
from kiosk.scan import visible_bytes
from kiosk.wording import answers
from kiosk.wording import lists_codes as wording
from kiosk.wording import screens as common
from screens.frame.errand import Errand
from screens.host import Host
from screens.paint.text import Span, fit, line, wrap
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row


class Coding(Errand):
    """Digits are how much one scan of the code stands for; Enter skips a row, the arrow up goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f7", "undo", show=False)]

    journal_name = "list_codes"
    state: flow.Coding

    def __init__(self, host: Host, list: int, row: int) -> None:
        super().__init__(host, wording.title(), flow.Coding(list, row), wording.reading(), "")
        self.answer.add_class("-brief")
        self._counting = False  # what is typed is how much one scan stands for, and no code

    @property
    def step(self) -> ScanStep[Any]:
        return flow.scan_typing if self.prompt.is_open else flow.scan

    def on_mount(self) -> None:
        self.kiosk.intake.look(self, flow.begin)

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return (("Enter", wording.key_set()), ("Esc", common.key_close()), ("F1", common.key_help()))
        pack = (("0-9", wording.key_pack()),) if self.state.pack is not None else ()
        before = (("↑", wording.key_before()),) if self.state.at else ()
        return (
            ("Esc", common.key_back()),
            ("Enter", wording.key_skip()),
            ("F7", common.key_undo()),
            *pack,
            ("F2", common.key_type()),
            *before,
            *self.scroll_keys(),
            ("F9", common.key_explain()),
            ("F1", common.key_help()),
        )

    def help(self) -> tuple[str, ...]:
        return wording.help()

    def command(self, command: Command) -> Callable[[], object] | None:
        """Beside those of every screen: the next row, how much one scan stands for, and that it is enough."""
        match command.word:
            case Word.NEXT:
                return self.action_choose
            case Word.DONE:
                return self.leave
            case Word.TIMES if self.state.pack is not None:
                return partial(self.kiosk.intake.look, self, flow.set_pack, str(command.number))
        return super().command(command)

    def note(self, outcome: Outcome, aside: str = "") -> None:
        tone = None if outcome.result in ("opened", "chosen") else outcome.tone
        self.answer.say(tone, outcome.text, outcome.detail, aside, result=outcome.result)

    def heard(self, outcomes: Sequence[Outcome]) -> list[Any]:
        """A row that is come to by a key is no news."""
        return super().heard([one for one in outcomes if one.result not in ("opened", "chosen")])

    def fill(self, outcome: Outcome) -> None:
        if self._counting and outcome.result == "asked":
            self._shut()
        self.sheet.show(self._rows)

    def _rows(self, width: int) -> Sequence[Row]:
        """Which row it is, what lies there, and the codes that it has already."""
        state, row = self.state, self.state.row
        if row is None:
            return ()
        number = wording.number(state.at + 1, len(state.rows))
        rows = [Row(line(Span(fit(number, width, self.marks), "label")))]
        rows += [Row(line(Span(text, "strong"))) for text in wrap(row.title, width, 4, self.marks)]
        told = [wording.about(row)]
        if state.pack is not None:
            told.append(wording.one_scan(state.pack.told))
        told.append(wording.has(state.has) if state.has else wording.no_codes())
        rows += [Row(line(Span(text, "dim"))) for part in told for text in wrap(part, width, 3, self.marks)]
        for code in state.codes:
            shown = visible_bytes(code.raw, pictures=self.marks.pictures)
            pack = f"  {answers.amount(code.pack, row.unit)}" if code.pack != 1 else ""
            rows += [Row(line(text)) for text in wrap(f"{shown}{pack}", width, 2, self.marks)]
        return rows

    # Keys

    def action_choose(self) -> None:
        self.kiosk.intake.look(self, flow.skip)

    def action_move(self, by: int) -> None:
        self.kiosk.intake.look(self, flow.back if by < 0 else flow.skip)

    def action_undo(self) -> None:
        self.kiosk.intake.act(self, flow.undo)

    def action_number(self, digit: str) -> None:
        if self.state.pack is not None:
            self._counting = True
            self.prompt.label(wording.type_pack())
            self.prompt.open(digit, begun=True)
            self.key_line.redraw()

    def action_type(self) -> None:
        self.prompt.label(wording.type_code())
        super().action_type()

    def submitted(self, text: str) -> None:
        if not self._counting:
            super().submitted(text)
        elif text:
            self.kiosk.intake.look(self, flow.set_pack, text)

    def _shut(self) -> None:
        self._counting = False
        self._shut_prompt()

    def action_back(self) -> None:
        if self.prompt.is_open:
            self._shut()
        else:
            self.leave()

    def leave(self) -> None:
        self.kiosk.intake.look(self, flow.leave)
