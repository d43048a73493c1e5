"""What every screen of the station is: title, answer, its own sheet, keys, status; and the keys they share."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Protocol

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.wording import screens as wording
from screens.frame.commanded import Commanded
from screens.host import Host
from screens.intake import GROUP, painted
from screens.paint import tones
from screens.widgets.answer import Answer
from screens.widgets.bars import KeyLine, Keys, StatusLine, Title, TooSmall
from screens.widgets.lines import COMPONENTS
from screens.widgets.prompt import Prompt
from screens.widgets.sheet import Sheet

UNREAD = ("torn", "double", "command")  # results of scans that never came to a flow: the sheet still holds
ACTING = frozenset({"escape", "enter", *"0123456789"})  # keys whose meaning depends on the answer that is shown


class Chooser(Protocol):
    """Rows to choose from, as the keys of every screen move in them: a sheet, or a window on a list."""

    @property
    def pick(self) -> object:
        """What is under the cursor; None where nothing can be chosen."""
        ...

    @property
    def scrolls(self) -> bool:
        """Whether there is more than fits."""
        ...

    @property
    def at_end(self) -> bool:
        """Whether the last row is in sight."""
        ...

    def numbered(self, digit: str) -> object: ...

    def move(self, by: int) -> None: ...

    def page(self, by: int) -> None: ...

    def edge(self, by: int) -> None:
        """To the first row (-1) or the last (1)."""
        ...


class Framed(Commanded):
    """A screen within the frame of title, keys and status. It takes no scans: one closes it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)
    BLANK = True  # nothing is painted on the screen itself, which Textual then need not render each time
    passing = False  # whether who goes on from here comes back to the screen below
    AUTO_FOCUS = ""  # keys go to the screen, and to a field only while it is open

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", show=False),
        Binding("f9", "explain", show=False),
        Binding("escape", "back", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
        *(Binding(digit, f"number('{digit}')", show=False) for digit in "0123456789"),
    ]

    def __init__(self, host: Host, title: str) -> None:
        super().__init__()
        # Known from the start, or Textual lays everything out and paints it a second time when it finds them. It works
        # through the style sheet when the screen comes up, so not now.
        wide = self._get_breakpoint_classes(self.app.size.width, self.app.HORIZONTAL_BREAKPOINTS)
        high = self._get_breakpoint_classes(self.app.size.height, self.app.VERTICAL_BREAKPOINTS)
        self.add_class(*wide, *high, update=False)
        self.kiosk = host
        self.marks = host.marks
        self.headline = Title(host.marks, title)
        self.sheet = Sheet(host.marks)
        self.key_line = KeyLine(host.marks, self.keys)
        self.status_line = StatusLine(host.marks, host.vitals.status)

    @property
    def chooser(self) -> Chooser:
        """Where the keys move and choose."""
        return self.sheet

    def body(self) -> ComposeResult:
        yield self.sheet

    def compose(self) -> ComposeResult:
        yield self.headline
        yield from self.body()
        yield self.key_line
        yield self.status_line
        yield TooSmall(self.marks)

    def on_mount(self) -> None:
        self.freshen()
        self.call_after_refresh(self.see)

    def on_screen_resume(self) -> None:
        self.freshen()

    def freshen(self) -> None:
        """Bring the frame up to date with the station."""
        self.headline.say(self.headline.title, self.kiosk.who)
        self.status_line.tick()

    def keys(self) -> Keys:
        """The keys that work now, the most needed first."""
        return (("Esc", wording.key_back()), *self.scroll_keys())

    def scroll_keys(self) -> Keys:
        """The key for more than fits, where there is more."""
        return (("PgDn", wording.key_scroll()),) if self.chooser.scrolls else ()

    def help(self) -> tuple[str, ...]:
        """What F1 says of this screen, in paragraphs."""
        return ()

    def pick(self, pick: object) -> None:
        """A row was chosen."""

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        """What came of a screen that has closed over this one: a toast, which is heard, too."""
        self.kiosk.tell(". ".join(filter(None, (outcomes[-1].text, outcomes[-1].detail))))
        self.kiosk.sound.play(tones.gravest([outcome.tone for outcome in outcomes]))

    def offer_labels(self, document: int) -> None:
        """What has come in by this document may need labels. Nothing where no key is free to ask for them."""

    def close(self) -> None:
        """Back to the screen below; nothing where this one has been left already."""
        if self.app.screen is self:  # Textual would dismiss whichever screen is on top
            self.dismiss()

    def command(self, command: Command) -> Callable[[], object] | None:
        """Beside those of every screen: a row by its number, and what comes next of more rows than fit."""
        if command.word is Word.NEXT and self.turns:
            return self.action_turn
        if command.word is not Word.ROW:
            return super().command(command)
        pick = self.chooser.numbered(str(command.number))
        return None if pick is None else partial(self._choose, pick)

    @property
    def turns(self) -> bool:
        """Whether there are pages to be turned."""
        return self.chooser.scrolls

    def action_turn(self) -> None:
        """A page on, and from the last one back to the first: a scanner has no key for up and down."""
        if self.chooser.at_end:
            self.action_edge(-1)
        else:
            self.action_page(1)

    def action_help(self) -> None:
        self.kiosk.help(self.headline.title, self.help(), self.keys(), self.codes())

    def action_explain(self) -> None:
        self.kiosk.explain()

    def action_back(self) -> None:
        self.close()

    def action_move(self, by: int) -> None:
        self.chooser.move(by)
        self.moved()

    def action_page(self, by: int) -> None:
        self.chooser.page(by)
        self.moved()

    def action_edge(self, by: int) -> None:
        self.chooser.edge(by)
        self.moved()

    def moved(self) -> None:
        """The cursor is on another row: what can be done depends on that."""
        self.key_line.redraw()

    def action_choose(self) -> None:
        self._choose(self.chooser.pick)

    def action_number(self, digit: str) -> None:
        self._choose(self.chooser.numbered(digit))

    def _choose(self, pick: object) -> None:
        if pick is not None and self.is_current:  # a key held down in a field reaches a screen that was left already
            self.pick(pick)


class TakerScreen(Framed):
    """A screen that takes scans (see `screens.intake.Taker`): has a flow's state and paints its outcomes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "type", show=False)]

    journal_name = ""
    group = GROUP

    def __init__(self, host: Host, title: str, state: Any, text: str, detail: str) -> None:
        super().__init__(host, title)
        self.state = state
        self.turn = 0
        self._shown_at = 0.0  # time.monotonic seconds
        self._unfilled: Outcome | None = None
        self.answer = Answer(host.marks, text, detail)
        self.prompt = Prompt(host.marks, wording.type_a_code())
        self.prompt.display = False

    @property
    def step(self) -> ScanStep[Any]:
        raise NotImplementedError

    def see(self) -> None:
        super().see()
        self.state = painted(self.state)  # a question may be open from the start

    @property
    def unfinished(self) -> bool:
        return self.prompt.is_open and bool(self.prompt.text)

    @property
    def turns(self) -> bool:
        return super().turns and not self.prompt.is_open

    def assent(self) -> str:
        """The number of the option that agrees."""
        question = getattr(self.state, "question", None)
        if question is None:
            return ""
        return next((str(number) for number, one in enumerate(question.options, 1) if one.key == question.yes), "")

    def command(self, command: Command) -> Callable[[], object] | None:
        question = getattr(self.state, "question", None)
        if command.word is Word.CONFIRM and question is not None and not question.options and self.offers("F5"):
            return self.by_key("f5")
        return super().command(command)

    def body(self) -> ComposeResult:
        yield self.answer
        yield self.prompt
        yield self.sheet

    def on_key(self, event: events.Key) -> None:
        """A key that was hit before the answer was painted was meant for what stood there before: it is dropped.

        Keys come late: printable ones wait for the guard, and Esc for the rest of an escape sequence.
        """
        if event.key in ACTING and event.time < self._shown_at:
            event.stop()

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return (("Enter", wording.key_look_up()), ("Esc", wording.key_close()), ("F1", wording.key_help()))
        choose = (("1-9", wording.key_choose()),) if self.sheet.pick is not None else ()
        return (
            ("Esc", wording.key_back()),
            ("F1", wording.key_help()),
            ("F2", wording.key_type()),
            *choose,
            ("F9", wording.key_explain()),
            *self.scroll_keys(),
        )

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        """Paint the last of the outcomes on the band and sound the gravest; the sheet follows after the paint.

        Few rows are painted sooner than many, and the band has what the operator waits for. Until the sheet
        follows, nothing on it can be chosen.
        """
        self.turn += 1
        self.sheet.hold(True)
        self.note(outcomes[-1], tones.tally([outcome.tone for outcome in outcomes], self.marks))
        self._shown_at = time.monotonic()
        if heard := self.heard(outcomes):
            self.kiosk.sound.play(tones.gravest(heard))
        for outcome in outcomes:
            if outcome.result not in UNREAD:
                self._unfilled = outcome
        self.call_after_refresh(self._painted)

    def note(self, outcome: Outcome, aside: str = "") -> None:
        """Paint an outcome on the band alone."""
        self.answer.say(outcome.tone, outcome.text, outcome.detail, aside, result=outcome.result)

    def heard(self, outcomes: Sequence[Outcome]) -> list[Tone]:
        """The tones of which the gravest sounds; none where silence will do."""
        return [outcome.tone for outcome in outcomes]

    def fill(self, outcome: Outcome) -> None:
        """Show what the band has no room for; the answer itself is on the screen."""

    def _painted(self) -> None:
        self.state = painted(self.state)
        unfilled, self._unfilled = self._unfilled, None
        if unfilled is not None:
            self.fill(unfilled)
        self.sheet.hold(False)
        self.settled()
        self.key_line.redraw()
        self.freshen()

    def settled(self) -> None:
        """The answer is on the screen; what may wait until then is begun here."""

    def alarm(self, text: str, detail: str) -> None:
        """The station's own trouble, that no flow knows of."""
        self.note(Outcome(Tone.FAULT, text, detail))
        self.kiosk.sound.play(Tone.FAULT)

    def action_type(self) -> None:
        self.prompt.open()
        self.key_line.redraw()

    def action_back(self) -> None:
        if self.prompt.is_open:
            self._shut_prompt()
        else:
            self.leave()

    def go_home(self) -> None:
        """A code that is half typed is no work that is kept."""
        self._shut_prompt()
        self.kiosk.home()

    def leave(self) -> None:
        self.kiosk.intake.go(self, self._left)

    async def _left(self) -> None:
        await self.dismiss()
        if self.homeward:
            await self.kiosk.enter_home()

    async def ended(self) -> None:
        """Close this screen with what was laid over it, such as its help; for who has their turn."""
        self.turn += 1
        await self.kiosk.intake.surface()
        await self.dismiss()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.submitted(event.value)

    def submitted(self, text: str) -> None:
        """Enter was pressed in the field."""
        self._shut_prompt()
        if text:
            self.kiosk.typed(text)

    def _shut_prompt(self) -> None:
        self.prompt.shut()
        self.key_line.redraw()
