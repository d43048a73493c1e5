"""Serialise stock: the serials of all units that a part has, place by place, until none is missing."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from kiosk.flows import serialise
from kiosk.flows.flow import ScanStep
from kiosk.flows.serialise import Group
from kiosk.outcome import Outcome, Tone
from kiosk.stock.thing import Thing
from kiosk.wording import collecting as wording
from kiosk.wording import lists as list_wording
from kiosk.wording import screens as common
from screens.host import Host
from screens.paint.text import Span, fit, line, pad
from screens.stock.collector import Collector, rows
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row


class Serialise(Collector):
    """Nothing is saved until every unit has its serial; Esc asks before what was collected is given up."""

    journal_name = "serialise"
    collector = serialise
    saving = staticmethod(serialise.save)

    def __init__(self, host: Host, part: Thing) -> None:
        title = wording.serialise(part.label)
        super().__init__(host, title, serialise.Serialise(part), wording.begin(), wording.looking())
        self.answer.add_class("-brief")
        self._part = part
        self._asking = False  # whether to leave

    @property
    def step(self) -> ScanStep[Any]:
        return serialise.scan

    @property
    def unfinished(self) -> bool:
        return bool(self.state.serials)

    @property
    def leaving(self) -> bool:
        return self.homeward and self._asking

    def go_home(self) -> None:
        if self.leaving:
            self.leave()
        else:
            self._asking = False
            self.homeward = True
            self.action_back()

    def assent(self) -> str:
        return "1" if self._asking else ""

    def on_mount(self) -> None:
        super().on_mount()
        self._begin()

    def _begin(self) -> None:
        begin = partial(_begin, self._part)
        self.kiosk.intake.ask(self, begin, then=self._begun)

    async def _begun(self, state: serialise.Serialise | Outcome) -> None:
        if isinstance(state, Outcome):
            await self.ended()
            await self.kiosk.answer((state,))
            return
        self.state = state
        self.answer.say(None, wording.begin(), wording.begin_help(0, state.wanted))
        self.open_collector()

    def keys(self) -> Keys:
        if self._asking:
            return (("1-2", common.key_choose()), ("Esc", common.key_back()))
        return self.collector_keys(common.key_back())

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import entry_help as words

        return words.serialise()

    def open_collector(self) -> None:
        super().open_collector()
        self.sheet.move(self.state.at)  # to the quantity that serials are for now

    def collected(self) -> Sequence[Row]:
        width = self.sheet.size.width
        if not self.state.groups:
            return ()
        chosen = self.state.groups[self.state.at]
        head = [self._group(at, group, width) for at, group in enumerate(self.state.groups)]
        return [*head, Row(), *rows(chosen.serials, width, self.marks)]

    def _group(self, at: int, group: Group, width: int) -> Row:
        style = "strong" if at == self.state.at else "dim" if group.full else ""
        told = wording.progress(len(group.serials), group.wanted)
        label = pad(group.label, max(8, width - len(told) - 6), self.marks)
        return Row(line(Span(fit(f"{label} {told}", width, self.marks), style)), at)

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        if self.state.done:
            await self.ended()
            await self.kiosk.answer(outcomes)
            return
        await super().show(outcomes)
        if not self.state.ready:
            self._begin()

    def fill(self, outcome: Outcome) -> None:
        self._asking = self.homeward = False
        self.took(outcome)
        self.open_collector()

    def pick(self, pick: object) -> None:
        match pick:
            case bool():
                self._answered(pick)
            case int():
                self.kiosk.intake.look(self, serialise.choose, pick)

    def submitted(self, text: str) -> None:
        if text:
            self.add_typed(text)
        else:
            self.action_choose()

    def action_save(self) -> None:
        self.save_collected()

    def action_back(self) -> None:
        if self._asking:
            self._answered(False)
        elif self.state.serials:
            self._asking = True
            self.prompt.shut()
            self.note(Outcome(Tone.ASK, list_wording.leave_unsaved(), list_wording.leave_unsaved_help()))
            self.sheet.show(partial(_question, self))
            self.key_line.redraw()
            self.call_after_refresh(self.see)
        else:
            self.leave()

    def _answered(self, leave: bool) -> None:
        if leave:
            self.leave()
            return
        self._asking = self.homeward = False
        self.answer.say(None, wording.begin(), wording.begin_help(len(self.state.serials), self.state.wanted))
        self.open_collector()


def _begin(part: Thing, db: Any, post: Any, state: Any) -> Any:
    return serialise.begin(db, post, part)


def _question(screen: Serialise, width: int) -> Sequence[Row]:
    return [
        Row(line(Span(fit(list_wording.yes_leave_unsaved(), width, screen.marks), "strong")), True),
        Row(line(Span(fit(list_wording.no_keep_editing(), width, screen.marks), "strong")), False),
    ]
