"""The ledger of stock: what an entry says, and what its inverse says. Pure.

A movement is one stock item's state before and after; an operation is one act of an operator, made of movements.
Stock is what its movements add up to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from kiosk.stock.statuses import RULES, Status


class Act(StrEnum):
    """The kinds of operations; the values are what the store keeps and programs see."""

    OPENING = "opening"  # what was there before there was a ledger
    IMPORT = "import"
    INITIAL = "initial"  # stock that a part is entered with
    ADJUST = "adjust"  # another quantity, by hand
    MOVE = "move"
    STATUS = "status"  # another status, by hand
    EDIT = "edit"  # batch, expiry, warranty, notes
    SERIALISE = "serialise"  # a quantity becomes units with serials
    UNDO = "undo"
    POSTING = "posting"  # a document was posted; the reference is its number
    REVERSAL = "reversal"  # a posted document was taken back
    MERGE = "merge"  # several stock items alike become one
    SPLIT = "split"  # a part of a stock item becomes one of its own
    TAKE_OUT = "take_out"  # out of stock, without a document
    REPAIR = "repair"  # a part was used in an open repair, or taken out of it; the reference is its number


@dataclass(frozen=True, slots=True)
class State:
    """A stock item at one moment. `location` is an id, None where it is out; `quantity` in millionths.

    `status` is None as long as the item is not there.
    """

    location: int | None
    quantity: int
    status: Status | None


NOTHING = State(None, 0, None)


def restated(before: State, after: Status, place: int | None = None) -> State:
    """The state with another status: what is not on hand then has no place, what was out comes to `place`."""
    location = before.location if before.location is not None else place
    return State(location if RULES[after].on_hand else None, before.quantity, after)


Fields = Mapping[str, tuple[str | None, str | None]]
EDITABLE = frozenset({"batch", "expiry", "warranty_until", "notes"})  # columns of a stock item that `Fields` can name


@dataclass(frozen=True, slots=True)
class Change:
    """One movement to be. `fields` are other columns of the item, each with its value before and after.

    `reverses` is the id of the movement that this one takes back, `line` that of the document's line it is made for,
    `scan` that of the scan in the journal which has led to it, where it is not the one that is being handled.
    """

    item: int
    before: State
    after: State
    fields: Fields = field(default_factory=lambda: MappingProxyType({}))
    note: str = ""
    reverses: int | None = None
    line: int | None = None
    scan: int | None = None


def inverse(change: Change, movement: int, *, serialised: bool) -> Change:
    """What takes back the movement of this id.

    An item that it brought into being is void then: history that nothing is left of, its serial free again. A unit
    with a serial keeps its quantity, which is always 1.
    """
    before = change.before
    if before.status is None:
        before = State(None, change.after.quantity if serialised else 0, Status.VOID)
    fields = MappingProxyType({name: (after, before) for name, (before, after) in change.fields.items()})
    return Change(change.item, change.after, before, fields, reverses=movement)
