"""Station, one rule: what it is for, its values, its changes; choose or type another value, confirm, done."""

from collections.abc import Iterator, Sequence
from typing import Any

from kiosk.flows import rules
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Option, Outcome
from kiosk.times import short
from kiosk.wording import screens as common
from kiosk.wording import settings as wording
from kiosk.wording import station
from screens.frame.framed import TakerScreen
from screens.host import Host
from screens.paint.text import Span, fit, line
from screens.station.facts import heading, text
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

_TYPE = "type"  # the row that opens the field


class Rule(TakerScreen):
    """What is typed is lost by no scan: one is refused as long as this screen is open."""

    journal_name = "rule"

    def __init__(self, host: Host, state: rules.RuleState) -> None:
        entry = state.entry
        super().__init__(host, station.page(wording.name(entry.key)), state, "", wording.meaning(entry.key))
        self._choices = rules.choices(entry.key)
        self._say_value()
        self.prompt.label(wording.type_value(entry.key))
        self.sheet.show(self._rows)

    @property
    def step(self) -> ScanStep[Any]:
        return rules.scan

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return (("Enter", station.key_change()), ("Esc", common.key_close()), ("F1", common.key_help()))
        typed = () if self._choices or self.state.question is not None else (("F2", common.key_type()),)
        choose = (("Esc", common.key_back()), ("1-9", common.key_choose()))
        return (*choose, *typed, *self.scroll_keys(), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return station.help_settings()

    def _say_value(self) -> None:
        entry = self.state.entry
        self.answer.text, self.answer.detail = wording.told(entry.key, entry.value), wording.meaning(entry.key)

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        await super().show(outcomes)
        if outcomes[-1].result == "changed":
            self.run_worker(self.kiosk.learn)

    def fill(self, outcome: Outcome) -> None:
        if not self.prompt.is_open:
            self.sheet.show(self._rows)

    def _rows(self, width: int) -> Sequence[Row]:
        question = self.state.question
        options = question.options if question is not None else self._choices
        rows = [row for option in options for row in text(option.text, width, self.marks, "strong", pick=option)]
        if not options:
            rows = [Row(line(Span(fit(wording.type_another(), width, self.marks), "strong")), _TYPE)]
        return [*rows, *heading(wording.history_title()), *self._history(width)]

    def _history(self, width: int) -> Iterator[Row]:
        for change in self.state.history:
            when = short(change.changed_at, self.kiosk.zone)[:16]
            told = wording.change_row(change.key, change.before, change.after, change.changed_by)
            yield from text(f"{when}  {told}", width, self.marks)
        if not self.state.history:
            yield from text(wording.never_changed(), width, self.marks, "dim")

    def pick(self, pick: object) -> None:
        match pick:
            case Option() if self.state.question is not None:
                self.kiosk.intake.act(self, rules.answer, pick.key)
            case Option():
                self.kiosk.intake.look(self, rules.propose, pick.key)
            case str():
                self.action_type()

    def action_type(self) -> None:
        """Only a value is typed here, and only of a rule that has no few to choose from."""
        if not self._choices and self.state.question is None:
            self.prompt.open()
            self.key_line.redraw()

    def submitted(self, text: str) -> None:
        self._shut_prompt()
        self.kiosk.intake.look(self, rules.propose, text)

    def action_back(self) -> None:
        if self.state.question is not None and not self.prompt.is_open:
            self.kiosk.intake.look(self, rules.answer, rules.NO)
        else:
            super().action_back()
