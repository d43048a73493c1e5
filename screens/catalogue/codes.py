"""The codes of a thing: assign one by scanning it, set its pack, take it off; and those it had before."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows import codes
from kiosk.flows.assign import Pack
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Option, Outcome
from kiosk.scan import visible_bytes
from kiosk.stock.assigned import Assigned
from kiosk.stock.thing import Thing
from kiosk.wording import answers
from kiosk.wording import assigned as wording
from kiosk.wording import screens as common
from kiosk.wording.readings import KINDS
from screens.frame.framed import TakerScreen
from screens.host import Host
from screens.paint.text import Span, fit, line, wrap
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

_PACK, _OFF = "pack", "off"


class Codes(TakerScreen):
    """Takes scans as codes to assign; Esc closes what is open, then the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4", "take_off", show=False)]

    journal_name = "codes"

    def __init__(self, host: Host, thing: Thing) -> None:
        invitation = wording.invitation_help(KINDS[thing.kind])
        super().__init__(host, wording.title(thing.label), codes.begin(thing), wording.invitation(), invitation)
        self.answer.add_class("-brief")
        self._chosen: Assigned | None = None  # whose actions are shown, or whose pack is typed
        self._counting = False  # the pack of the code that is to be assigned is typed

    @property
    def step(self) -> ScanStep[Any]:
        return codes.scan_typing if self._counting else codes.scan

    def on_mount(self) -> None:
        self._read()

    def _read(self) -> None:
        self.kiosk.intake.ask(self, codes.read, then=self._took)

    async def _took(self, state: codes.Codes) -> None:
        self.state = state
        self._list()

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        await super().show(outcomes)
        if not self.state.ready:  # a scan was answered before the codes were there
            self._read()

    def keys(self) -> Keys:
        if self.prompt.is_open:
            pack = self._chosen is not None or self._counting
            return (("Enter", wording.key_set_pack()), *super().keys()[1:]) if pack else super().keys()
        off = (("F4", wording.key_take_off()),) if isinstance(self.sheet.pick, Assigned) else ()
        choose = (("1-9", common.key_choose()),) if self.sheet.pick is not None else ()
        return (
            ("Esc", common.key_back()),
            *choose,
            *off,
            *self.scroll_keys(),
            ("F2", common.key_type()),
            ("F1", common.key_help()),
        )

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import entry_help as words

        return words.codes()

    def fill(self, outcome: Outcome) -> None:
        if not self.prompt.is_open or outcome.result == "saved" or (self._counting and outcome.result == "asked"):
            self._shut()  # else it answers something else, or what has to be mended: what is being typed stays
        self._list()

    def pick(self, pick: object) -> None:
        match pick:
            case Assigned():
                self._offer(pick)
            case Option(key=key) if key == _PACK and self._chosen is not None:
                self._ask_pack(self._chosen)
            case Option(key=key) if key == _OFF and self._chosen is not None:
                self.kiosk.intake.look(self, codes.ask_off, self._chosen)
            case Option(key=codes.PACK):
                self._ask_new_pack()
            case Option():
                self.kiosk.intake.act(self, codes.answer, pick.key)

    def command(self, command: Command) -> Callable[[], object] | None:
        """Beside those of every screen: how much the code that is to be assigned stands for."""
        if command.word is Word.TIMES and self._pack is not None:
            return partial(self.kiosk.intake.look, self, codes.set_new_pack, str(command.number))
        return super().command(command)

    @property
    def _pack(self) -> Pack | None:
        """What one scan of the code stands for that is to be assigned."""
        return None if self.state.pending is None else self.state.pending.pack

    def submitted(self, text: str) -> None:
        if self._counting and text:
            self.kiosk.intake.look(self, codes.set_new_pack, text)
        elif self._chosen is not None and text:
            self.kiosk.intake.act(self, codes.set_pack, self._chosen, text)
        elif self._chosen is None and not self._counting:
            super().submitted(text)

    def action_take_off(self) -> None:
        pick = self.sheet.pick
        if isinstance(pick, Assigned):
            self.kiosk.intake.look(self, codes.ask_off, pick)

    def action_back(self) -> None:
        question = self.state.question
        if self._counting:
            self._shut()
            self._list()
        elif self._chosen is not None:
            self._shut()
            if question is None:
                self.answer.say(None, wording.invitation(), wording.invitation_help(KINDS[self.state.thing.kind]))
            self._list()
        elif self.prompt.is_open:
            super().action_back()
        elif question is not None:
            self.kiosk.intake.look(self, codes.answer, codes.NO)
        else:
            super().action_back()

    def _offer(self, code: Assigned) -> None:
        """What can be done with one; where that is but one thing, it is asked at once."""
        if self.state.thing.kind not in codes.PACKED:
            self.kiosk.intake.look(self, codes.ask_off, code)
            return
        self._chosen = code
        self.answer.say(None, self._shown(code), wording.choose_what(self._shown(code)))
        options = (Option(_PACK, wording.set_pack()), Option(_OFF, wording.yes_off()))
        self.sheet.show(partial(self._options, options))
        self.key_line.redraw()

    def _ask_pack(self, code: Assigned) -> None:
        self.prompt.label(wording.pack_label(self._shown(code)))
        self.prompt.open(f"{code.pack:f}")
        self.key_line.redraw()

    def _ask_new_pack(self) -> None:
        pending = self.state.pending
        if pending is not None and pending.pack is not None:
            self._counting = True
            shown = visible_bytes(pending.code.raw, pictures=self.marks.pictures)
            self.prompt.label(wording.pack_label(shown))
            self.prompt.open(f"{pending.pack.amount:f}")
            self.key_line.redraw()

    def _shut(self) -> None:
        self._chosen, self._counting = None, False
        if self.prompt.is_open:
            self.prompt.label(common.type_a_code())
            self._shut_prompt()

    def _shown(self, code: Assigned) -> str:
        return visible_bytes(code.raw, pictures=self.marks.pictures)

    # Rows

    def _list(self) -> None:
        """The answers to the open question, else the codes."""
        question = self.state.question
        self.sheet.show(self._rows if question is None else partial(self._options, question.options))
        self.key_line.redraw()

    def _options(self, options: Sequence[Option], width: int) -> Sequence[Row]:
        return [Row(line(text), option) for option in options for text in wrap(option.text, width, 1, self.marks)]

    def _rows(self, width: int) -> Sequence[Row]:
        active = [code for code in self.state.listed if code.active]
        past = [code for code in self.state.listed if not code.active]
        rows: list[Row] = []
        for code in active:
            rows += self._code(code, width, wording.since(self._day(code.assigned_at), code.assigned_by))
        if not active:
            rows += [Row(line(Span(text, "dim"))) for text in wrap(wording.none_yet(), width, 3, self.marks)]
        if self.state.own:
            rows.append(Row(line(Span(fit(wording.own(self.state.own), width, self.marks), "dim"))))
        if past:
            rows += [Row(), Row(line(Span(fit(wording.history(), width, self.marks), "label")))]
        for code in past:
            told = wording.until(self._day(code.assigned_at), self._day(code.unassigned_at or 0), code.unassigned_by)
            rows += self._code(code, width, told)
        if self.state.total > len(self.state.listed):
            more = wording.more(self.state.total - len(self.state.listed))
            rows.append(Row(line(Span(fit(more, width, self.marks), "dim"))))
        return [*rows, *self._of_others(width)]

    def _of_others(self, width: int) -> list[Row]:
        """What other systems call it: to be read, since only their imports change it."""
        if not self.state.external:
            return []
        rows = [Row(), Row(line(Span(fit(wording.of_others(), width, self.marks), "label")))]
        for one in self.state.external:
            told = f" {self.marks.dot} ".join(filter(None, (one.source, one.kind, one.id)))
            rows += [Row(line(text)) for text in wrap(told, width, 3, self.marks)]
        return rows

    def _code(self, code: Assigned, width: int, told: str) -> list[Row]:
        if code.pack != 1:
            told = f"{wording.pack(answers.amount(code.pack, self.state.unit))} {self.marks.dot} {told}"
        shown = fit(self._shown(code), width, self.marks)
        pick = code if code.active else None
        first = Row(line(Span(shown, "strong" if code.active else "dim")), pick)
        return [first, *(Row(line("  ", Span(text, "dim"))) for text in wrap(told, width - 2, 2, self.marks))]

    def _day(self, at: int) -> str:
        return f"{datetime.fromtimestamp(at / 1_000_000, UTC).astimezone(self.kiosk.zone):%Y-%m-%d}"
