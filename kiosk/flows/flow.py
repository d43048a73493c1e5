"""What every flow is: plain functions over a frozen state, called inside one transaction of the store.

A flow module such as `kiosk.flows.lookup` has `scan(db, post, state, scan) -> (state, Outcome)` and functions
of the same form for keys. The transaction may be run again (serialisation failure), so a flow has no effect
beside the store, and its new state counts only after the commit.
"""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from kiosk.outcome import Outcome, Question
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.store.sql import Db

State = TypeVar("State")
P = ParamSpec("P")
R = TypeVar("R")

ANSWER_AFTER = 500_000_000  # ns: a scan that was on its way before the question was seen is no answer to it


ScanStep = Callable[[Db, Post, State, Scan], tuple[State, Outcome]]


class Gate(Protocol):
    """The way into the store: `fn(db, *args)` in one transaction on the store's own thread."""

    async def run(self, fn: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R: ...


def may_answer(question: Question, scan: Scan) -> bool:
    """Whether this scan arrived late enough to be an answer to what its operator had read."""
    return question.painted > 0 and scan.mono - question.painted >= ANSWER_AFTER
