"""The state of a mode, and what all of its functions answer with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Protocol

from kiosk.flows.documents import choosing
from kiosk.outcome import Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.mode_steps import Step
from kiosk.stock.modes import ModeKind
from kiosk.stock.thing import Thing
from kiosk.stock.views import View
from kiosk.store.sql import Db

KEPT = 100  # steps that can be taken back in the mode; all others in Undo


class Asked(Protocol):
    """What a question is about: knows its answers."""

    @property
    def label(self) -> str:
        """What nothing was done with as long as it is open."""
        ...

    def answer(self, db: Db, post: Post, state: "Mode", key: str) -> "tuple[Mode, Outcome] | None":
        """The option with this key was chosen; None where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Mode:
    """Where the operator is in a mode.

    `place` is where things go, or where they are taken from. `steps` are the last ones, the newest at the end;
    `current` is that of the last scan, whose quantity can be told. `moved` is how much went in all, by where it went
    and its unit, which is empty for units with a serial. `sources` are the stock items, by their parts, that were
    chosen for a part's pieces. `found` is what the last scan asked for.
    """

    kind: ModeKind
    place: Thing | None = None
    steps: tuple[Step, ...] = ()
    moved: Mapping[tuple[str, str], Decimal] = field(default_factory=lambda: MappingProxyType({}))
    current: Step | None = None
    sources: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    question: Question | None = None
    asked: Asked | None = None
    found: View | None = None
    unknown: Scan | None = None
    done: bool = False

    @property
    def last(self) -> Step | None:
        return self.steps[-1] if self.steps else None

    @property
    def here(self) -> Mapping[str, Decimal]:
        """How much of each unit went into the place; in the mode that takes out, how much went out."""
        to = self.place.label if self.kind is ModeKind.MOVE and self.place is not None else ""
        return {unit: amount for (place, unit), amount in self.moved.items() if place == to}


def stepped(state: Mode, step: Step) -> Mode:
    """The state after one more step."""
    return replace(state, steps=(*state.steps, step)[-KEPT:], moved=_counted(state, step, step.amount), current=step)


def unstepped(state: Mode, step: Step) -> Mode:
    """The state after its last step was taken back."""
    return replace(state, steps=state.steps[:-1], moved=_counted(state, step, -step.amount), current=None)


def _counted(state: Mode, step: Step, amount: Decimal) -> Mapping[tuple[str, str], Decimal]:
    key = step.to, "" if step.item.serial else step.item.unit
    moved = {**state.moved, key: state.moved.get(key, Decimal()) + amount}
    return MappingProxyType({key: amount for key, amount in moved.items() if amount})


def asking(state: Mode, question: Question, asked: Asked) -> Mode:
    """The state with a question that is open."""
    return replace(state, question=question, asked=asked)


def closed(state: Mode) -> Mode:
    """The state without a question."""
    return replace(state, question=None, asked=None)


def no(text: str, detail: str) -> Outcome:
    return Outcome(Tone.NO, text, detail, result="refused")


def which(text: str, offered: Sequence[str]) -> Question:
    """A question which one is meant; its last answer is none of them."""
    return choosing.question(text, offered)
