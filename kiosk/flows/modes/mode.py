"""The state of a mode, and what all of its functions answer with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Protocol

from kiosk.flows import questions
from kiosk.flows.documents import choosing
from kiosk.flows.questions import Working
from kiosk.outcome import Question
from kiosk.scan import Scan
from kiosk.stock.mode_steps import Step
from kiosk.stock.modes import ModeKind
from kiosk.stock.thing import Thing
from kiosk.stock.views import View

closed, asking, no = questions.closed, questions.asking, questions.no

KEPT = 100  # steps that can be taken back in the mode; all others in Undo


class Asked(questions.Asked["Mode"], Protocol):
    """What a question is about: knows its answers."""

    @property
    def label(self) -> str:
        """What nothing was done with as long as it is open."""
        ...


@dataclass(frozen=True, slots=True)
class Mode(Working):
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
    asked: Asked | None = field(default=None, kw_only=True)
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


def which(text: str, offered: Sequence[str]) -> Question:
    """A question which one is meant; its last answer is none of them."""
    return choosing.question(text, offered)
