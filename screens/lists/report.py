"""What was done to each thing of a list. It only tells: the next scan goes into the list below."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command
from kiosk.outcome import Outcome
from kiosk.stock.acting import Planned, Wanted
from kiosk.wording import lists_action as wording
from kiosk.wording import lists_screens
from kiosk.wording import screens as common
from screens.frame.framed import Chooser, Framed
from screens.host import Host
from screens.lists.planned import PlannedRows
from screens.widgets.answer import Answer
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing


class Report(Framed):
    """Laid over the list, to which it leaves the codes that are not its own."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f7", "undo", show=False)]

    def __init__(self, host: Host, wanted: Wanted, report: Sequence[Planned], outcome: Outcome) -> None:
        super().__init__(host, wording.report_title(wanted.action))
        self.answer = Answer(host.marks, outcome.text, outcome.detail)
        self.answer.tone = outcome.tone
        self.answer.add_class("-brief")
        planned = PlannedRows(lambda: report, lambda: self.size.width, host.marks)
        self.listing: Listing[Any] = Listing(host.marks, planned.page, planned.paint, same=lambda one: one.at)
        self.listing.numbers = False
        self.listing.counted = planned.counted

    @property
    def chooser(self) -> Chooser:
        return self.listing

    def body(self) -> ComposeResult:
        yield self.answer
        yield self.listing

    def on_listing_arrived(self) -> None:
        self.key_line.redraw()

    def on_resize(self) -> None:
        self.listing.reload()  # reasons are wrapped to the width

    def keys(self) -> Keys:
        return (("Esc", common.key_back()), ("F7", common.key_undo()), *self.scroll_keys(), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return lists_screens.help_report()

    def command(self, command: Command) -> Callable[[], object] | None:
        if (own := super().command(command)) is not None:
            return own
        does = self._below.command(command)
        return None if does is None else partial(self._leave_to, does)

    def action_undo(self) -> None:
        self._leave_to(self._below.action_undo)

    @property
    def _below(self) -> Any:
        """The list."""
        stack = self.app.screen_stack
        return stack[stack.index(self) - 1]

    def _leave_to(self, does: Callable[[], object]) -> None:
        self.close()
        does()
