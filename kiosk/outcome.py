"""What a scan led to, for the eye and the ear: tone, one large line, the facts behind it, a question.

Knows nothing of screens and nothing of the store; a flow makes it, the screen on top shows it.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.barcodes.commands import Command
    from kiosk.barcodes.reading import Meaning
    from kiosk.stock.views import View


class Tone(StrEnum):
    """Five tones, each with its colour, symbol, word and sound on the screen."""

    OK = "ok"
    AGAIN = "again"  # a duplicate: nothing changed
    ASK = "ask"  # a question is open
    NO = "no"  # refused: says why and what to do
    FAULT = "fault"  # the station's own trouble


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a question offers. `key` is what `flow.answer` is called with."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is open. Part of the flow's state, never only of a dialog.

    `painted` is CLOCK_MONOTONIC nanoseconds at which it was first on the screen; 0 until then. Only a scan
    that arrived 500 ms later or more can answer it. `yes` is the key of the option that agrees, where there is one.
    """

    text: str
    options: tuple[Option, ...] = ()
    painted: int = 0
    yes: str = "yes"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to one scan or key. `text` is painted in large type, `detail` says why or what to do next."""

    tone: Tone
    text: str
    detail: str = ""
    view: "View | None" = None
    question: Question | None = None
    result: str = ""  # for the journal and for programs: found, unknown, ambiguous, torn, double, refused …
    meaning: "Meaning | Command | None" = field(default=None, compare=False)
    taken_as: str = ""  # what a code became that nothing had, for "explain this scan"
