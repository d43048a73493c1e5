"""What the screens share that show, row by row, what taking something back does, before it is done."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.stock.history import Movement
from kiosk.wording import screens as common
from kiosk.wording import undo as wording
from kiosk.wording import units
from screens.frame.stoppable import Do, Stoppable
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.places import Place
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing


class TakingBack(Stoppable):
    """F5 takes it back and closes; while a large one is under way, Esc stops it and all is as it was.

    `load` and `do` are functions of the subclass's flow; in `rows` it reads the movements that are taken back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "undo", show=False)]

    finishes = True

    def __init__(self, host: Host, title: str, state: Any, load: Do, do: Do) -> None:
        super().__init__(host, title, state, title, wording.reading())
        self._load, self._do = load, do
        self.answer.add_class("-brief")
        self.listing: Listing[Movement] = Listing(
            host.marks, self.rows, _row, heading=self.heading, same=lambda one: one.id
        )
        self.listing.numbers = False

    async def rows(self, offset: int, limit: int) -> Page[Movement]:
        raise NotImplementedError

    def heading(self, width: int, marks: Marks) -> Line:
        """What stands above the rows, such as who did it and when."""
        raise NotImplementedError

    def key_do(self) -> str:
        """What F5 does, for the footer."""
        return wording.key_undo()

    def on_mount(self) -> None:
        super().on_mount()
        self.kiosk.intake.look(self, self._load)

    def note(self, outcome: Outcome, aside: str = "") -> None:
        self.answer.set_class(outcome.tone is not Tone.NO, "-brief")  # what stands in its way is read to its end
        super().note(outcome, aside)

    def fill(self, outcome: Outcome) -> None:
        self.listing.redraw()  # its heading is known now

    def idle_keys(self) -> Keys:
        do = (("F5", self.key_do()),) if self.state.question is not None else ()
        details = (("Enter", units.key_details()),) if self.listing.pick is not None else ()
        return (("Esc", common.key_back()), *do, *self.scroll_keys(), *details, ("F1", common.key_help()))

    def doing(self, done: float) -> tuple[str, str]:
        return wording.undoing(done), wording.undoing_help()

    def stopped(self) -> str:
        return wording.stopped()

    def key_stop(self) -> str:
        return wording.key_stop()

    def action_undo(self) -> None:
        if self.state.question is not None:
            self.perform(self._do)

    def command(self, command: Command) -> Callable[[], object] | None:
        """The code that led here agrees when it is scanned again, as the one for done does."""
        if command.word is Word.UNDO and self.offers("F5"):
            return self.by_key("f5")
        return super().command(command)

    def pick(self, pick: object) -> None:
        if isinstance(pick, Movement):
            self.kiosk.visit(Place.HISTORY_ENTRY, pick)


def _row(movement: Movement, width: int, marks: Marks) -> Line:
    told = "; ".join(wording.taken_back(movement))
    label = movement.serial or movement.item.label
    room = min(len(label) + 2, width // 2)
    return line(Span(fit(label, room - 1, marks).ljust(room), "strong"), fit(told, width - room, marks))
