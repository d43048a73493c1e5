"""A screen that asks on its sheet: the question of its flow, or what it offers by itself; and that types into a field.

What is being typed when a question comes is gone on with once that is answered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.wording import screens as common
from screens.frame.errand import Errand
from screens.frame.framed import Chooser
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Span, line, wrap
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing
from screens.widgets.sheet import NUMBERS, Row, no_rows

_REASON = 4  # rows that a reason has at most


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that the screen itself offers: by its digit, or by its number where none is given.

    `why` it can't be done now: it is dim then, and nothing chooses it, but what comes below keeps its digit.
    """

    text: str
    do: Callable[[], None]
    why: str = ""
    digit: str = ""


class Asking(Errand):
    """A subclass makes `listing`, what is chosen from while nothing is asked, when it is made itself."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "agree", show=False)]

    listing: Listing[Any]

    def __init__(self, host: Host, title: str, state: Any, text: str) -> None:
        super().__init__(host, title, state, text, "")
        self._typed: Callable[[str], None] = host.typed  # takes what is typed into the field
        self._label = common.type_a_code()
        self._interrupted: str | None = None  # what stood in the field when a question came
        self._offered = False  # choices of this screen are shown
        self._yes = ""
        self._menu = ""  # the number of what goes on to the menu, while it is asked how one leaves
        self._agrees = ""  # what F5 does while something is offered, for the footer; nothing where it has no word
        self._back: Callable[[], None] = self.unask  # where Esc leads from what is offered
        self.sheet.display = False

    def body(self) -> ComposeResult:
        yield self.answer
        yield self.prompt
        yield self.listing
        yield self.sheet

    def on_listing_arrived(self) -> None:
        self.key_line.redraw()

    def answering(self, key: str) -> None:
        """The option with this key of the flow's question was chosen."""
        raise NotImplementedError

    def renew(self) -> None:
        """Bring the screen up to date with its state, and with what is asked."""
        raise NotImplementedError

    def invite(self) -> None:
        """Say what to do next, where no answer stands."""
        raise NotImplementedError

    @property
    def chooser(self) -> Chooser:
        return self.sheet if self.asks else self.listing

    @property
    def asks(self) -> bool:
        """Whether there is something to be answered first."""
        return self._offered or self.state.question is not None

    # Questions

    def offer(
        self,
        text: str,
        detail: str,
        choices: Sequence[Choice],
        *,
        yes: str = "",
        agrees: str = "",
        menu: str = "",
        back: Callable[[], None] | None = None,
    ) -> None:
        """Ask something that no flow asks; a scan puts it away.

        `yes` is the number that agrees to it; so does F5 where `agrees` is a word for that. `menu` is the number by
        which the command for the menu leaves, where it has led here. `back` offers again what has led here, for Esc.
        """
        self._offered, self._yes, self._agrees, self._back = True, yes, agrees, back or self.unask
        self._menu = menu
        self.seen = 0  # it can't be agreed to before it is painted
        self.note(Outcome(Tone.ASK, text, detail))
        self._ask(partial(_choices, choices, self.marks))
        self.renew()
        self.call_after_refresh(self.see)

    def offer_undo(self, told: str, undo: Callable[[], None]) -> None:
        """Say what taking the last step back does, and ask; the code for undo agrees when it is scanned again."""
        yes, no = Choice(common.yes_undo(), undo), Choice(common.no_undo(), self.unask)
        self.offer(common.undo_question(), told, (yes, no), yes="1", agrees=common.key_undo())

    def _ask(self, build: Callable[[int], Sequence[Row]]) -> None:
        if self.prompt.is_open:
            self._interrupted = self.prompt.text  # gone on with once that is answered
        self.prompt.shut()
        self.sheet.show(build)

    def unask(self) -> None:
        """Put away what this screen has asked."""
        self._offered = self.homeward = False
        self.sheet.show(no_rows)
        self.invite()
        self.renew()
        self.type_on()

    def asked(self) -> None:
        """Show the question that the flow's answer has left open."""
        self._offered = False
        question = self.state.question
        if question is not None:
            self._ask(partial(_options, question, self.marks))

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.UNDO and self._offered and self._agrees == common.key_undo():
            return self.agree
        return super().command(command)

    def assent(self) -> str:
        return self._yes if self._offered else super().assent()

    def action_agree(self) -> None:
        self.agree()

    def agree(self) -> None:
        """F5, while something is asked."""
        if self._offered and self._agrees:
            self.action_number(self._yes)

    def pick(self, pick: object) -> None:
        match pick:
            case Option():
                self.answering(pick.key)
            case Choice():
                self._offered = False
                pick.do()
                if not self._offered:
                    self.renew()

    def keys(self) -> Keys:
        agree = (("F5", self._agrees),) if self._offered and self._agrees else ()
        return (
            ("Esc", common.key_back()),
            ("1-9", common.key_choose()),
            *agree,
            *self.scroll_keys(),
            ("F1", common.key_help()),
        )

    @property
    def leaving(self) -> bool:
        return self.homeward and self._offered and bool(self._menu)

    def go_home(self) -> None:
        """A question that is open takes nothing with it, nor does what is typed to answer it."""
        if self.leaving:
            self.action_number(self._menu)
            return
        if self._offered:
            self.unask()
        if self.prompt.is_open:
            self._shut_prompt()
        self._interrupted = None
        self.homeward = True
        self.leave()

    def action_back(self) -> None:
        question = self.state.question
        if self._offered:
            self._back()
        elif question is not None:
            self.answering(question.options[-1].key)
        elif self.prompt.is_open:
            self._shut_prompt()
        else:
            self.leave()

    # Typing

    def type_in(self, label: str, take: Callable[[str], None], text: str = "") -> None:
        """Open the field for something that is handed to `take`."""
        self._label, self._typed = label, take
        self.prompt.label(label)
        self.prompt.open(text, begun=True)
        self.key_line.redraw()

    def action_type(self) -> None:
        if not self.asks:
            self.type_in(common.type_a_code(), self.kiosk.typed)

    def submitted(self, text: str) -> None:
        self._shut_prompt()
        if text.strip():
            self._typed(text)

    def type_on(self) -> None:
        """Open the field again that a question has shut."""
        if self._interrupted is not None and not self.asks:
            text, self._interrupted = self._interrupted, None
            self.type_in(self._label, self._typed, text)


def _options(question: Question, marks: Marks, width: int) -> Sequence[Row]:
    numbered = enumerate(question.options)
    return [row for at, option in numbered for row in _rows(option.text, option, NUMBERS[at : at + 1], marks, width)]


def _choices(choices: Sequence[Choice], marks: Marks, width: int) -> Sequence[Row]:
    rows: list[Row] = []
    for at, choice in enumerate(choices):
        if choice.why:
            told = f"{choice.text}: {choice.why}"
            rows += [Row(line(Span(part, "dim"))) for part in wrap(told, width, _REASON, marks)]
        else:
            rows += _rows(choice.text, choice, choice.digit or NUMBERS[at : at + 1], marks, width)
    return rows


def _rows(text: str, pick: object, digit: str, marks: Marks, width: int) -> list[Row]:
    texts = wrap(text, width, 9, marks)
    return [Row(line(Span(part, "strong")), pick if at == 0 else None, digit) for at, part in enumerate(texts)]
