"""The question before the station is left. A scan is an answer too: it goes on with the work."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.outcome import Tone
from kiosk.wording import screens as wording
from screens.frame.framed import Framed
from screens.host import Host
from screens.paint.text import Span, line
from screens.widgets.answer import Answer
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Leave(Framed):
    """1 leaves, anything else stays."""

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.leave_title())
        self.answer = Answer(host.marks, wording.leave_question(), wording.leave_help())
        self.answer.tone = Tone.ASK
        self.sheet.show(_answers)

    def body(self) -> "ComposeResult":
        yield self.answer
        yield self.sheet

    def keys(self) -> Keys:
        return (("1", wording.key_leave()), ("Esc", wording.key_stay()))

    def assent(self) -> str:
        return "1"

    def pick(self, pick: object) -> None:
        if pick is True:
            self.kiosk.leave()
        else:
            self.close()


def _answers(width: int) -> Sequence[Row]:
    return (
        Row(line(Span(wording.yes_leave(), "strong")), True),
        Row(line(Span(wording.no_stay(), "strong")), False),
    )
