"""What the flows share in which something is worked on: the question that is open, who answers it, what was missed.

Each has a state of its own that begins with `Working`, and its words for a question that is not open any more.
"""

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Protocol, TypeVar

from kiosk.outcome import Outcome, Question, Tone
from kiosk.post import Post
from kiosk.store.sql import Db
from kiosk.wording import answers

S = TypeVar("S", bound="Working")


class Asked(Protocol[S]):
    """What an open question is about; it knows what its answers do."""

    def answer(self, db: Db, post: Post, state: S, key: str) -> tuple[S, Outcome] | None:
        """Do what the answer of this key says; None where that is no answer. The state's question is closed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """`asked` is there exactly while `question` is open. `missed`: the last scan has done nothing (its result is one of
    `misses`), so what the state is at is not what that scan was about.
    """

    misses: ClassVar[frozenset[str]] = frozenset()

    question: Question | None = None
    asked: Asked[Any] | None = None
    missed: bool = False


def answer(db: Db, post: Post, state: S, key: str, gone: Outcome) -> tuple[S, Outcome]:
    """Answer the open question by the key of one of its options; where none is open, `gone` says so."""
    if state.asked is None:
        return state, gone
    told = state.asked.answer(db, post, closed(state), key)
    if told is None:
        return state, replace(no(answers.no_such_option(), answers.no_such_option_help()), question=state.question)
    return heard(*told)


def closed(state: S) -> S:
    """Without the open question, and what was refused before is over."""
    return replace(state, question=None, asked=None, missed=False)


def heard(state: S, outcome: Outcome) -> tuple[S, Outcome]:
    """The same with what becomes of a scan, so that a quantity told next is not taken for what came before it."""
    return replace(state, missed=outcome.result in state.misses), outcome


def asking(state: S, question: Question, asked: Asked[S]) -> S:
    """With a question open."""
    return replace(state, question=question, asked=asked)


def no(text: str, detail: str) -> Outcome:
    """A refusal."""
    return Outcome(Tone.NO, text, detail, result="refused")
