"""Operations as undo sees them: what an operator did, and why it can't be taken back. Texts are untrusted."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.stock.thing import Thing


@dataclass(frozen=True, slots=True)
class Operation:
    """One act of an operator; `at` is UTC microseconds. `movements` is how many entries of the ledger it made.

    `undone`: a later operation has taken it back. `undoes` is the id of the one that it takes back itself.
    """

    id: int
    act: str
    station: str
    operator: str
    at: int
    reference: str
    note: str
    movements: int
    undone: bool
    undoes: int | None

    @property
    def offered(self) -> bool:
        """Whether it is one that may be taken back at all; what was there before the ledger is not."""
        return not self.undone and self.undoes is None and self.act != "opening"


class Why(StrEnum):
    """Why an operation can't be taken back."""

    GONE = "gone"  # there is no such operation of this station
    UNDONE = "undone"  # it has been taken back already
    NOT_OFFERED = "not_offered"  # it takes back another one, or was there before the ledger
    MOVED_ON = "moved_on"  # its stock has been changed since
    PLACE = "place"  # a place that stock would go back to holds none any more
    PART = "part"  # a part whose stock would come back takes none like it any more
    REPAIR = "repair"  # the repair has gone on since: it is completed, or its unit has left
    IN_REPAIR = "in_repair"  # the unit is in another repair by now, and can't be in two at once
    SERIALS = "serials"  # the part has got further units with serials since, and so it must go on having them


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why, and which things stand in the way: the first 20 of `total`.

    `later` are operations that have changed them since, the last one first, at most 3.
    """

    why: Why
    things: tuple[Thing, ...] = ()
    total: int = 0
    later: tuple[Operation, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, by which operation."""

    operation: Operation
    by: int
