"""The statuses of a unit: what each means for stock, and which may follow which.

Pure data; the store's CHECKs repeat it in SQL, and a test compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType


class Status(StrEnum):
    """The values are what the store keeps and programs see."""

    IN_STOCK = "in_stock"
    QUARANTINED = "quarantined"
    SOLD = "sold"
    IN_REPAIR = "in_repair"  # used as a part in an open repair; a unit being repaired keeps its status
    REPAIR_DONE = "repair_done"
    RETURNED = "returned"
    DEFECTIVE = "defective"
    LOST = "lost"
    SCRAPPED = "scrapped"
    VOID = "void"  # received by mistake: history only, its serial is free again


@dataclass(frozen=True, slots=True)
class Rule:
    """`on_hand`: it has a location. `next`: the statuses it may be given, by documents or by hand."""

    on_hand: bool
    next: frozenset[Status]


_S = Status
_RULES: tuple[tuple[Status, bool, tuple[Status, ...]], ...] = (
    (_S.IN_STOCK, True, (_S.SOLD, _S.IN_REPAIR, _S.DEFECTIVE, _S.QUARANTINED, _S.LOST, _S.SCRAPPED)),
    (_S.QUARANTINED, True, (_S.IN_STOCK, _S.DEFECTIVE, _S.SCRAPPED)),
    (_S.SOLD, False, (_S.RETURNED,)),
    (_S.IN_REPAIR, False, (_S.REPAIR_DONE, _S.IN_STOCK, _S.DEFECTIVE)),
    (_S.REPAIR_DONE, False, (_S.RETURNED,)),
    (
        _S.RETURNED,
        True,
        (_S.IN_STOCK, _S.SOLD, _S.IN_REPAIR, _S.QUARANTINED, _S.DEFECTIVE, _S.SCRAPPED),
    ),
    (_S.DEFECTIVE, True, (_S.IN_STOCK, _S.SCRAPPED)),
    (_S.LOST, False, (_S.IN_STOCK,)),
    (_S.SCRAPPED, False, ()),
    (_S.VOID, False, ()),
)
RULES: Mapping[Status, Rule] = MappingProxyType(
    {status: Rule(on_hand, frozenset(after)) for status, on_hand, after in _RULES}
)
NEW = frozenset({Status.IN_STOCK, Status.QUARANTINED})  # what a unit may begin as
ON_HAND = tuple(status for status in Status if RULES[status].on_hand)


def may_become(before: Status | None, after: Status) -> bool:
    """Whether the table allows this change; `before` is None for a new unit. A reversal may go the other way."""
    return after in (NEW if before is None else RULES[before].next)


def available(status: Status, *, returned_available: bool) -> bool:
    """Whether a unit of this status may be sold or used; for returned ones a setting decides."""
    return status is Status.IN_STOCK or (status is Status.RETURNED and returned_available)


@cache
def way(before: Status | None, after: Status) -> tuple[Status, ...]:
    """The shortest way along the table, without `before`: a new unit comes to be sold by `in_stock`, `sold`.

    Empty where there is none, as to `void`, which only a reversal leads to.
    """
    ways: list[tuple[Status, ...]] = [(status,) for status in Status if may_become(before, status)]
    seen = {way[-1] for way in ways}
    for way in ways:  # grows meanwhile, shorter ways first
        if way[-1] is after:
            return way
        further = [status for status in Status if may_become(way[-1], status) and status not in seen]
        seen.update(further)
        ways.extend((*way, status) for status in further)
    return ()
