"""What every entry form is: numbered fields, typed one at a time, saved all at once, never lost by a scan.

What the flow behind it must have is in `screens.frame.fields`. What has to be read before a form can be filled in
comes by `self.kiosk.intake.ask(self, fn, …, then=self.keep)`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from kiosk.errors import StoreError
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Option, Outcome, Tone
from kiosk.wording import lists as wording
from kiosk.wording import screens as common
from screens.frame.errand import Errand
from screens.frame.fields import Field, FieldKind, FormFlow, FormState
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Span, fit, line, pad, wrap
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

TYPED = "typed"  # the result of an outcome that answers a key in a field
_LONG = 5  # rows that one value has at most
_NARROW = 50  # cells below which labels are shorter


@dataclass(frozen=True, slots=True)
class _Leave:
    """An answer to the question whether to leave without saving."""

    yes: bool


class Form(Errand):
    """A form over a flow. A subclass has `journal_name`, its fields and its help."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "save", show=False)]

    finishes = True
    state: FormState

    def __init__(self, host: Host, title: str, state: FormState, fields: Sequence[Field], flow: FormFlow) -> None:
        super().__init__(host, title, state, title, self.hint())
        self._make_room(told=False)
        self.fields = fields
        self._flow = flow
        self._at = 0  # the field with the cursor
        self._open: Field | None = None  # the field that is being filled
        self._was = ""  # its value before
        self._chosen = False  # whether it was opened by hand, and not because it is next
        self._fits: tuple[str, Sequence[Option]] = ("", ())  # what was looked for, and what was found

    @property
    def step(self) -> ScanStep[Any]:
        return self._flow.scan

    @property
    def unfinished(self) -> bool:
        return self._typing or self.state.changed

    @property
    def _typing(self) -> bool:
        """Whether something stands in the open field that was not taken over yet."""
        return self._open is not None and self.prompt.is_open and self.prompt.text != self._was

    @property
    def _asks(self) -> bool:
        """Whether it is asked if one leaves without saving."""
        return isinstance(self.sheet.pick, _Leave)

    @property
    def leaving(self) -> bool:
        return self.homeward and (self._asks or self._typing)

    def assent(self) -> str:
        return "1" if self._asks else super().assent()

    def hint(self) -> str:
        """What stands below the title while no answer does."""
        return wording.save_or_leave()

    def key_save(self) -> str:
        """What F5 does, for the footer."""
        return wording.key_save()

    def on_mount(self) -> None:
        super().on_mount()
        self._list_fields()

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return (
                ("Enter", wording.key_take()),
                ("Esc", wording.key_cancel()),
                ("F5", self.key_save()),
                ("F1", common.key_help()),
            )
        pick = self.sheet.pick
        choose = ("1-9", wording.key_edit() if isinstance(pick, Field) else common.key_choose())
        return (("Esc", common.key_back()), ("F5", self.key_save()), choose, ("F1", common.key_help()))

    # Answers

    def note(self, outcome: Outcome, aside: str = "") -> None:
        self._make_room(told=True)
        super().note(outcome, aside)

    def _make_room(self, *, told: bool) -> None:
        """An answer has a row more than the title, which the fields have again after it."""
        self.answer.set_class(told, "-brief")
        self.answer.set_class(not told, "-line")

    def heard(self, outcomes: Sequence[Outcome]) -> list[Tone]:
        """A field that was typed well is no news to who typed it."""
        typed = all(outcome.result == TYPED and outcome.tone is Tone.OK for outcome in outcomes)
        return [] if typed else super().heard(outcomes)

    def fill(self, outcome: Outcome) -> None:
        field = self._open
        if field is not None and (outcome.result == TYPED or self._value(field) != self._was):
            self._shut_field()
            self._tell_open(None)
        elif field is not None:
            self._tell_open(field)
            if field.kind is FieldKind.TEXT:
                self.sheet.renew()  # a scan may have filled another field
            return  # an answer to something else: what is being typed or chosen stays
        names = [one.name for one in self.fields]
        wrong = next((name for name in names if name in self.state.errors), None)
        if wrong is not None:
            self._at = names.index(wrong)
        elif outcome.result == TYPED:
            self._at = min(self._at + 1, len(names) - 1)
        self._list_fields()
        if field is not None and field.kind is not FieldKind.CHOICE and outcome.result == TYPED:
            self._go_on()

    def _go_on(self) -> None:
        """Open the field that is next, so that one types on: an empty one, or one with something wrong.

        The flow is not told: a code that is scanned blindly after Enter, such as a shelf's, is no batch because
        that field happens to be open. It goes where it would go while none is.
        """
        field = self.fields[self._at]
        wanted = not self._value(field) or field.name in self.state.errors
        if wanted and field.kind in {FieldKind.TEXT, FieldKind.THING}:
            self.go_on_to(field)

    def go_on_to(self, field: Field) -> None:
        """Open a field that nobody has chosen."""
        self._fill_in(field, told=False)

    # Choosing

    def pick(self, pick: object) -> None:
        match pick:
            case Field():
                self._at = list(self.fields).index(pick)
                self._list_fields()  # with the cursor on it, by whichever key it was chosen
                self._fill_in(pick)
            case Option() if self._open is not None:
                self._put(self._open, pick.key)
            case _Leave(yes=True):
                self.leave()
            case _Leave():
                self._stay()

    def _fill_in(self, field: Field, *, told: bool = True) -> None:
        value = self._value(field)
        if field.kind is FieldKind.YES_NO:
            self._put(field, "no" if value == "yes" else "yes")
            return
        self._open, self._was, self._chosen = field, value, told
        match field.kind:
            case FieldKind.CHOICE:
                self.sheet.show(partial(_options, field.label, field.choices, self.marks))
                chosen = [option.key for option in field.choices]
                self.sheet.move(chosen.index(value) if value in chosen else 0)
            case FieldKind.TEXT | FieldKind.THING:
                thing = field.kind is FieldKind.THING
                self.prompt.label(wording.type_to_choose(field.label) if thing else field.label)
                self.prompt.open(value)
                if told:
                    self._tell_open(field)
                if thing:
                    self._look_for(value)
        self.key_line.redraw()

    def _tell_open(self, field: Field | None) -> None:
        self.kiosk.intake.ask(self, self._flow.at, field.name if field else "", then=self.keep)

    async def keep(self, state: FormState) -> None:
        """Go on with a state that a flow has read or changed without an answer to be shown."""
        self.state = state
        if self._open is None and not self._asks:
            self._list_fields()

    def _put(self, field: Field, text: str) -> None:
        self.kiosk.intake.look(self, partial(_put, self._flow.put), field.name, text)

    def submitted(self, text: str) -> None:
        if self._open is None:
            return
        meant = self._meant(text)
        if meant == self._was and self._open.name not in self.state.errors:
            self._stay()
        else:
            self._put(self._open, meant)

    def _meant(self, text: str) -> str:
        """What is typed; of things, the one that the cursor is on in the list of those that fit just this text."""
        pick = self.sheet.pick
        looked_for, _ = self._fits
        listed = self._open is not None and self._open.kind is FieldKind.THING and looked_for == text
        return pick.key if listed and isinstance(pick, Option) else text

    def action_save(self) -> None:
        """Save, with the field that is still open."""
        field, text = self._open, self.prompt.text
        if field is not None and self.prompt.is_open and text != self._was:
            self.kiosk.intake.act(self, partial(_put_and_save, self._flow), field.name, self._meant(text))
        else:
            self.kiosk.intake.act(self, self._flow.save)

    # Things that are looked for

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.homeward = False  # who types on has decided to stay
        if self._open is not None and self._open.kind is FieldKind.THING:
            self._look_for(event.value)

    def _look_for(self, text: str) -> None:
        assert self._open is not None
        self.run_worker(partial(self._find, self._open, text))

    async def _find(self, field: Field, text: str) -> None:
        assert field.find is not None
        try:
            # What is in the field from the start is no search, but the list is there to choose another one.
            found = await self.kiosk.read(field.find, "" if text == self._was else text)
        except StoreError as error:
            self.kiosk.tell(common.details_failed(str(error)))
            return
        if field is self._open and text == self.prompt.text:  # or more has been typed since
            self._fits = text, found
            # Enter on a field that came next goes on, and on one that was opened to choose from takes what the cursor
            # is on: none of the things unless they were asked for.
            aimed = bool(text.strip()) if text != self._was else self._chosen and not text
            self.sheet.show(partial(_found, found, self.marks), numbers=False, aimed=aimed)

    # Leaving

    def action_type(self) -> None:
        """A form has its own fields to type into."""

    def action_move(self, by: int) -> None:
        if self._open is None or self._open.kind is not FieldKind.TEXT:
            super().action_move(by)

    def action_back(self) -> None:
        if self._open is not None or self._asks:
            self._stay()
        elif self.state.changed:
            self._ask(wording.leave_unsaved(), wording.leave_unsaved_help())
            self.sheet.show(partial(_question, self.marks))
            self.key_line.redraw()
        else:
            self.leave()

    def _ask(self, text: str, detail: str) -> None:
        self.seen = 0  # it can't be agreed to before it is painted
        self.note(Outcome(Tone.ASK, text, detail))
        self.call_after_refresh(self.see)

    def go_home(self) -> None:
        """What is being typed is not dropped by one code, and what is saved nowhere is asked about."""
        if self.leaving:
            self.leave()
            return
        field, typing = self._open, self._typing
        if field is not None and not typing:
            self._stay()
        self.homeward = True
        if field is not None and typing:
            self._ask(wording.still_typing(field.label), wording.still_typing_help())
        else:
            self.action_back()

    def _stay(self) -> None:
        """Back to the fields."""
        self.homeward = False
        if self._open is not None:
            self._shut_field()
            self._tell_open(None)
        self._make_room(told=False)
        self.answer.say(None, self.headline.title, self.hint())
        self._list_fields()
        self.key_line.redraw()

    def _shut_field(self) -> None:
        self._open = None
        self._fits = ("", ())
        self.prompt.shut()

    # Rows

    def _value(self, field: Field) -> str:
        return self.state.values.get(field.name, "")

    def _list_fields(self) -> None:
        self.sheet.show(self._rows)
        self.sheet.move(self._at)

    def _rows(self, width: int) -> Sequence[Row]:
        label = min(max(len(field.label) for field in self.fields) + 1, 15 if width < _NARROW else 24)
        rows: list[Row] = []
        for field in self.fields:
            texts = wrap(self._told(field), width - label, _LONG, self.marks)
            for at, text in enumerate(texts):
                head = Span(pad(field.label if at == 0 else "", label - 1, self.marks) + " ", "dim")
                rows.append(Row(line(head, text), field if at == 0 else None))
            error = self.state.errors.get(field.name, "")
            rows += [Row(line("  ", Span(text, "bad"))) for text in wrap(error, width - 2, _LONG, self.marks) if text]
        return rows

    def _told(self, field: Field) -> str:
        value = self._value(field)
        if field.kind is FieldKind.YES_NO:
            return wording.yes() if value == "yes" else wording.no()
        return next((option.text for option in field.choices if option.key == value), value)


def _put(put: Callable[..., tuple[Any, Outcome]], *args: Any) -> tuple[Any, Outcome]:
    state, outcome = put(*args)
    return state, replace(outcome, result=TYPED)


def _put_and_save(flow: FormFlow, db: Any, post: Any, state: Any, field: str, text: str) -> tuple[Any, Outcome]:
    """Take over the open field, then save; what can't be taken over is not saved around."""
    state, outcome = _put(flow.put, db, post, state, field, text)
    if field in state.errors:
        return state, outcome
    state, outcome = flow.save(db, post, state)
    return state, outcome if state.done else replace(outcome, result=TYPED)


def _options(label: str, choices: Sequence[Option], marks: Marks, width: int) -> Sequence[Row]:
    return [
        *(Row(line(fit(option.text, width, marks)), option) for option in choices),
        Row(),
        Row(line(Span(fit(label, width, marks), "dim"))),
    ]


def _found(found: Sequence[Option], marks: Marks, width: int) -> Sequence[Row]:
    if not found:
        return [Row(line(Span(fit(wording.nothing_fits(), width, marks), "dim")))]
    return [Row(line(fit(option.text, width, marks)), option) for option in found]


def _question(marks: Marks, width: int) -> Sequence[Row]:
    return [
        Row(line(Span(fit(wording.yes_leave_unsaved(), width, marks), "strong")), _Leave(True)),
        Row(line(Span(fit(wording.no_keep_editing(), width, marks), "strong")), _Leave(False)),
    ]
