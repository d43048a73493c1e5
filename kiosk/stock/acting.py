"""Acting on many stock items at once: what can be wanted, what it is wanted for, and what a plan of it says. Pure.

What becomes of each stock item is decided in `kiosk.flows.acting`, action by action. Quantities are in the part's
unit; labels, batches and notes are untrusted texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.ledger import State
from kiosk.stock.statuses import RULES, Status
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking

MOST = 10_000  # stock items of one action


class Action(StrEnum):
    """The values are the words of the command line."""

    MOVE = "move"
    COUNT = "count"  # sets the quantity
    ADD = "add"
    REMOVE = "remove"
    STATUS = "status"
    BATCH = "batch"
    EXPIRY = "expiry"
    MERGE = "merge"
    SPLIT = "split"
    ISSUE = "issue"
    RETURN = "return"


class Need(StrEnum):
    """What an action may ask for; the values are the fields of `Wanted`."""

    TO = "to"
    QUANTITY = "quantity"
    STATUS = "status"
    BATCH = "batch"
    EXPIRY = "expiry"
    NOTE = "note"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Needs:
    """What one action asks for: what it can't do without, and what may be left out.

    A quantity that is needed may be given with each target, too. The place of a status is needed only for what comes
    on hand from outside. An empty batch or expiry clears it. The note of an issue or a return is that of the document
    that is made for it; a draft has notes of its own.
    """

    required: tuple[Need, ...] = ()
    optional: tuple[Need, ...] = (Need.NOTE,)

    def __contains__(self, need: Need) -> bool:
        return need in self.required or need in self.optional


_BY_QUANTITY = Needs((Need.QUANTITY,))
NEEDS: Mapping[Action, Needs] = MappingProxyType(
    {
        Action.MOVE: Needs((Need.TO,), (Need.QUANTITY, Need.NOTE)),
        Action.COUNT: _BY_QUANTITY,
        Action.ADD: _BY_QUANTITY,
        Action.REMOVE: _BY_QUANTITY,
        Action.STATUS: Needs((Need.STATUS, Need.NOTE), (Need.TO,)),
        Action.BATCH: Needs((Need.BATCH,)),
        Action.EXPIRY: Needs((Need.EXPIRY,)),
        Action.MERGE: Needs(),
        Action.SPLIT: _BY_QUANTITY,
        Action.ISSUE: Needs((), (Need.QUANTITY, Need.DOCUMENT, Need.NOTE)),
        Action.RETURN: Needs((Need.TO,), (Need.DOCUMENT, Need.NOTE)),
    }
)
# The kinds of drafts that an action can be added to.
ADDED_TO: Mapping[Action, tuple[DocKind, ...]] = MappingProxyType(
    {Action.ISSUE: (DocKind.ISSUE, DocKind.SALES_INVOICE), Action.RETURN: (DocKind.RETURN,)}
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done. What an action has no use for is None or empty.

    `quantity` is of each loose stock item whose target says none. `clear`: take the batch or the expiry off, as an
    empty `batch` does. `document` is the draft that an issue or a return is added to; without one it is made and
    posted at once. `partial`: what can be done is done, and what is refused is left.
    """

    action: Action
    to: Thing | None = None
    quantity: Decimal | None = None
    status: Status | None = None
    batch: str | None = None
    expiry: date | None = None
    clear: bool = False
    note: str = ""
    document: Thing | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """One thing as it was named: a row of a list, a code of the command line, a scan.

    With a quantity that much of its loose stock is meant, without one all of it, or as much as `Wanted` says.
    """

    thing: Thing
    quantity: Decimal | None = None


class Code(StrEnum):
    """Why something is refused; the values are what programs see."""

    # The target stands for nothing that can be acted on.
    GONE = "gone"
    NOTHING = "nothing_there"
    SEVERAL = "several_places"
    NAME_UNITS = "name_units"  # its part has serials: each unit is named by its own
    DRAFT = "draft_document"
    NO_STOCK = "moves_no_stock"
    TAKEN_BACK = "reversed"
    SHARED = "quantity_shared"  # a quantity for a thing that stands for several
    TOO_MANY = "too_many"
    # What is wanted can't be, whatever it is wanted for.
    NO_PLACE = "location_required"
    STRUCTURAL = "structural_location"
    CLOSED = "archived_location"
    NO_QUANTITY = "quantity_required"
    QUANTITY = "invalid_quantity"
    NO_STATUS = "status_required"
    NO_NOTE = "note_required"
    BAD_NOTE = "invalid_note"
    NO_BATCH = "batch_required"
    BAD_BATCH = "invalid_batch"
    NO_EXPIRY = "expiry_required"
    DOCUMENT = "invalid_document"
    HELD = "document_held"
    # This stock item can't.
    OUT = "not_on_hand"
    CLAIMED = "claimed"  # an open draft has it
    UNIT = "is_unit"  # a unit has no quantity
    LOOSE = "is_loose"  # no unit with a serial
    WHOLE = "whole_only"  # the action is for all of it
    INSUFFICIENT = "insufficient"
    STATUS = "status_not_allowed"
    ARCHIVED = "archived"
    UNTRACKED = "not_tracked"
    NO_SERIALS = "serials_required"
    UNAVAILABLE = "unavailable"
    NOT_OUT = "not_out"
    LONE = "nothing_to_merge"
    UNLIKE = "unlike"
    ELSEWHERE = "elsewhere"


class Item(NamedTuple):
    """A stock item as an action finds it, with what its part asks of its stock.

    `quantity` is in millionths, dates are ISO text; `path` is None where it is out, `shut` is 1 where its place takes
    no more stock. `claim` is the number of the open draft that has this unit, and `draft` its id; `held_at` and
    `held_by` are the station and the operator that work on that, empty where nobody does.
    """

    id: int
    part: int
    number: str
    unit: str
    decimals: int
    tracking: str
    stocked: int
    archived_at: int | None
    serial: str | None
    batch: str | None
    expiry: str | None
    warranty_until: str | None
    notes: str
    supplier_part: int | None
    location: int | None
    path: str | None
    shut: int
    quantity: int
    status: str
    claim: str | None = None
    draft: int | None = None
    held_at: str | None = None
    held_by: str | None = None

    @property
    def state(self) -> State:
        return State(self.location, self.quantity, Status(self.status))

    @property
    def label(self) -> str:
        """As `kiosk.store.labels` has it."""
        if self.serial is not None:
            return f"{self.number} · {self.serial}"
        batch = "" if self.batch is None else f" · batch {self.batch}"
        return f"{self.number}{batch} · {'out' if self.path is None else self.path}"

    def thing_of(self, label: str) -> Thing:
        """The stock item, which is called so."""
        return Thing(Kind.STOCK_ITEM, self.id, label)

    @property
    def amount(self) -> Decimal:
        return quantities.of(self.quantity)

    @property
    def on_hand(self) -> bool:
        return RULES[Status(self.status)].on_hand

    @property
    def tracks(self) -> Tracking:
        return Tracking(self.tracking)

    @property
    def like(self) -> tuple[object, ...]:
        """What loose stock has to have in common to be one stock item, but for its place."""
        return self.part, self.batch, self.status, self.expiry, self.warranty_until, self.notes


@dataclass(frozen=True, slots=True)
class Planned:
    """What happens to one stock item, or why nothing can happen to one thing.

    `thing` is the stock item; of a thing that stands for none, that itself. `before` and `after` are what the action
    changes of it, as people read it; `after` is empty where it is refused. `code` and `why` are None and empty where it
    is not. `again`: it is as wanted already. `target` is what named it.
    """

    thing: Thing
    label: str
    before: str
    after: str
    code: Code | None
    why: str
    again: bool
    target: Target


@dataclass(frozen=True)
class Plan:
    """What an action would do, in the order of its targets. With none of `done` there is nothing to do."""

    wanted: Wanted
    rows: tuple[Planned, ...]

    @cached_property
    def done(self) -> int:
        """How many would be changed."""
        return len(self.rows) - self.refused - self.again

    @cached_property
    def refused(self) -> int:
        return sum(row.code is not None for row in self.rows)

    @cached_property
    def again(self) -> int:
        """How many are as wanted already."""
        return sum(row.again for row in self.rows)

    @property
    def ready(self) -> bool:
        """Whether it can be done: something is to be done, and nothing is refused that may not be left."""
        return bool(self.done) and (self.wanted.partial or not self.refused)
