"""Which one of several is meant: a question whose last answer is that it is none of them, as Esc says, too."""

from collections.abc import Sequence
from typing import TypeVar

from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.wording import documents_scanning as wording

T = TypeVar("T")

OFFERED = 8  # things to choose from: with the last answer one digit each


def question(text: str, offered: Sequence[str]) -> Question:
    """At most `OFFERED` texts, by the keys from "1" on."""
    texts = (*offered, wording.none_of_these())
    return Question(text, tuple(Option(str(number), text) for number, text in enumerate(texts, 1)))


def chosen(key: str, offered: Sequence[T]) -> T | Outcome | None:
    """The one of this key, or what is said where none of them is meant; None for a key that is no answer."""
    if key == str(len(offered) + 1):
        return Outcome(Tone.OK, wording.left(), wording.left_help(), result="left")
    return next((one for number, one in enumerate(offered, 1) if str(number) == key), None)
