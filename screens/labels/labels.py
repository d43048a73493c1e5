"""Print labels: of what, by which template, how many, on which printer; F5 queues them, and F7 drops what still waits.

What is scanned here gets a label, too. Where a label can't be drawn, that is said before it is printed; where there is
room, the first one is shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk import paths
from kiosk.barcodes.commands import Command, Word
from kiosk.errors import KioskError
from kiosk.flows.printing import asking, filing, library, previewing
from kiosk.flows.printing.asking import COPIES, PRINTER, START, TEMPLATE, Asked, Sought
from kiosk.flows.printing.making import Made, codes_left_out
from kiosk.labels.fields import FIELDS
from kiosk.labels.templates import Template
from kiosk.outcome import Option, Outcome, Tone
from kiosk.printers.state import Condition
from kiosk.wording import labels_screens as wording
from kiosk.wording import screens as common
from screens.catalogue.entry import EntryForm, field
from screens.frame.form import Field, FieldKind
from screens.host import Host
from screens.labels import drawings, painted
from screens.paint.text import Span, line, wrap
from screens.places import Place
from screens.thread import in_thread
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

_ROOM = 6  # rows below which there is no preview beside the fields
_FILES = (Option(filing.PDF, wording.pdf_file()), Option(filing.SVG, wording.svg_files()))
_NOT_DRAWN: drawings.Drawn = ((), "")


class Labels(EntryForm):
    """A form that stays when it is saved: who prints labels often prints more of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "preview", show=False),
        Binding("f7", "undo", show=False),
    ]

    journal_name = "labels"
    state: Asked

    def __init__(self, host: Host, sought: Sought) -> None:
        self._templates: Mapping[str, Sequence[Template]] = {}  # that fit each kind; none before they are read
        self._before: Sequence[str] = ()  # what was queued before the last answer
        self._drawn: tuple[Made | None, str, drawings.Drawn] = (None, "", _NOT_DRAWN)
        printer = host.parts.config.label_printer or filing.PDF
        self.state = Asked(sought=sought, printer=printer, slips=_slips(host))  # the hint is about it
        super().__init__(host, wording.title(), self.state, (field(COPIES),), asking)

    def _begin(self) -> None:
        self.kiosk.intake.ask(self, asking.opened, then=self.keep)

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(self._read_templates)

    async def _read_templates(self) -> None:
        config = self.kiosk.parts.config
        try:
            self._templates = await in_thread(lambda: previewing.templates(library.of(config), tuple(FIELDS)))
        except KioskError as error:
            self.kiosk.tell(str(error))
            return
        if self.state.ready and self._open is None:
            await self.keep(self.state)

    async def keep(self, state: Asked | Outcome | None) -> None:
        fresh = not self.state.ready
        await super().keep(state)
        if isinstance(state, Asked):
            if fresh:
                self.answer.say(None, self.headline.title, self.hint())
            self._draw()

    def hint(self) -> str:
        state = self.state
        if not state.ready:
            return ""
        if state.sought.commands:
            return wording.commands_hint()
        return wording.hint(len(state.labels), state.labels[0].label if state.labels else "", state.more)

    # Fields

    def shown(self) -> Sequence[Field]:
        kinds = () if self.state.sought.commands else self.state.kinds
        printers = [Option(one.name, one.name) for one in self.kiosk.parts.config.printer]
        return (
            *(field(TEMPLATE + kind, FieldKind.CHOICE, choices=self._choices(kind)) for kind in kinds),
            field(PRINTER, FieldKind.CHOICE, choices=(*printers, *_FILES)),
            field(COPIES),
            *((field(START),) if self._ending and any(map(self._on_sheets, kinds)) else ()),
        )

    def _on_sheets(self, kind: str) -> bool:
        """Whether labels of this kind go on label paper, by the template that is chosen."""
        name = self.state.values.get(TEMPLATE + kind, "")
        return any(one.sheet for one in self._templates.get(kind, ()) if one.name == name)

    def _choices(self, kind: str) -> Sequence[Option]:
        fitting = self._templates.get(kind, ())
        return [Option(one.name, wording.template(one.name, one.about)) for one in fitting]

    def _told(self, field: Field) -> str:
        """Of templates the name alone: what they are for is said where one chooses."""
        return self._value(field) if field.name.startswith(TEMPLATE) else super()._told(field)

    @property
    def _ending(self) -> str:
        """Of the file that is to be written; empty for a printer."""
        target = self.state.values.get(PRINTER, "")
        return target if drawings.printer(self.kiosk, target) is None else ""

    # What it comes to

    def _rows(self, width: int) -> Sequence[Row]:
        rows = super()._rows(width)
        _, _, (pages, why) = self._drawn
        if not self.state.labels or not self.state.ready:
            return rows
        told = [Row(line(Span(self._count(), "strong")))]
        if not self.kiosk.parts.config.printer:
            told += self._wrapped(wording.no_printer(), "dim", width)
        for text, count in self._left_out().items():
            told += self._wrapped(wording.codes_left_out(text, count), "warn", width)
        if why:
            told += self._wrapped(why, "bad", width)
        if len(rows) + len(told) < self.sheet.size.height:
            told.insert(0, Row())
        room = self.sheet.size.height - len(rows) - len(told) - 1
        shown = painted.whole(pages[0], width, room, self.marks) if pages and room >= _ROOM else ()
        if shown:
            told += [Row(), *map(Row, shown)]
        return [*rows, *told]

    def _left_out(self) -> Mapping[str, int]:
        """How many labels will lack a code since it is empty, by what the code says."""
        templates = {one.name: one for fitting in self._templates.values() for one in fitting}
        return codes_left_out(templates, self.state.chosen)

    def _count(self) -> str:
        return wording.ready(len(self.state.labels), self.state.copies)

    def _wrapped(self, text: str, style: str, width: int) -> list[Row]:
        return [Row(line(Span(row, style))) for row in wrap(text, width, 9, self.marks)]

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        await super().show([self._with_fault(outcome) for outcome in outcomes])
        self._before = self.state.queued
        if self.state.filed:
            self.state = replace(self.state, filed=False)
            path = paths.exports() / filing.name(datetime.now(self.kiosk.zone), self._ending)
            await self.kiosk.enter(Place.LABEL_FILE, self.state.chosen, self.state.copies, self.state.start, path)

    def _with_fault(self, outcome: Outcome) -> Outcome:
        """Where labels now wait for a printer that is away, that comes first."""
        target = self.state.values.get(PRINTER, "")
        away = any(one.name == target and one.condition is Condition.AWAY for one in self.kiosk.printing.states)
        if not away or outcome.tone is not Tone.OK or not self.state.queued or self.state.queued is self._before:
            return outcome
        return replace(outcome, detail=wording.away(target, outcome.detail))

    def fill(self, outcome: Outcome) -> None:
        super().fill(outcome)
        self.kiosk.printing.wake()
        self._draw()

    def _draw(self) -> None:
        """Draw the first label, where another one is the first now, or it is drawn another way."""
        label = self.state.first_label
        target = self.state.values.get(PRINTER, "")
        if (label, target) != self._drawn[:2]:
            self._drawn = (label, target, _NOT_DRAWN)
            if label is not None:
                self.run_worker(partial(self._read, label, target))

    async def _read(self, label: Made, target: str) -> None:
        drawn = await drawings.drawn(self.kiosk, label, target)
        if (label, target) == self._drawn[:2]:  # or something else was chosen meanwhile
            self._drawn = (label, target, drawn)
            self.sheet.renew()

    # Keys

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return super().keys()
        choose = ("1-9", common.key_choose())
        do = ("F5", self.key_save())
        preview = (("F3", wording.key_preview()),) if self.state.labels else ()
        drop = (("F7", wording.key_drop()),) if self.state.queued else ()
        type_in = (("F2", common.key_type()),) if self._takes_codes else ()
        more = (*drop, *preview, *type_in, choose, *self.scroll_keys())
        return (("Esc", common.key_back()), do, *more, ("F1", common.key_help()))

    def key_save(self) -> str:
        return wording.key_file() if self._ending else wording.key_print()

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.TIMES:
            return partial(self.kiosk.intake.act, self, asking.set_copies, command.number)
        if command.word is Word.PRINT:
            return self.action_save
        return super().command(command)

    def help(self) -> tuple[str, ...]:
        return wording.help_labels()

    def action_save(self) -> None:
        """What can't be drawn is not queued, where that is known."""
        _, _, (_, why) = self._drawn
        if why and not self._typing:
            self.note(Outcome(Tone.NO, wording.cant_be_printed(), why))
            self.kiosk.sound.play(Tone.NO)
        else:
            super().action_save()

    @property
    def _takes_codes(self) -> bool:
        """Whether F2 opens a field for the code of what needs a label, too."""
        return not self.state.sought.commands and self._open is None and not self._asks

    def action_type(self) -> None:
        if self._takes_codes:
            self.prompt.label(common.type_a_code())
            self.prompt.open("")
            self.key_line.redraw()

    def submitted(self, text: str) -> None:
        if self._open is not None:
            super().submitted(text)
            return
        self._shut_prompt()
        if text:
            self.kiosk.typed(text)

    def action_back(self) -> None:
        if self.prompt.is_open and self._open is None:
            self._shut_prompt()
        else:
            super().action_back()

    def action_preview(self) -> None:
        if self.state.labels and not self._typing:
            self.kiosk.visit(Place.LABEL_PREVIEW, self.state.chosen, self.state.values.get(PRINTER, ""))

    def action_undo(self) -> None:
        if self.state.queued:
            self.kiosk.intake.act(self, asking.undo)


def _slips(host: Host) -> Mapping[str, str]:
    """The templates of slips for label printers; nothing where it can't be seen what there is, which is told later."""
    config = host.parts.config
    try:
        return previewing.slips(library.of(config), config.printer)
    except KioskError:
        return {}
