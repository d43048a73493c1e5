"""Which stock items an action fits at all, whatever exactly is wanted. Pure."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kiosk.stock import statuses
from kiosk.stock.acting import Action, Code, Item
from kiosk.stock.statuses import RULES, Status

_FROM_NOTHING = frozenset({Action.COUNT, Action.ADD})  # what is used up may be counted again


def unfit(action: Action, item: Item, *, returned_available: bool) -> Code | None:
    """Why the action can't be done to this stock item; None where it can."""
    if item.status == Status.VOID or (not item.quantity and action not in _FROM_NOTHING):
        return Code.NOTHING
    if item.claim is not None:
        return Code.CLAIMED
    match action:
        case Action.ISSUE:
            return _not_issued(item, returned_available=returned_available)
        case _:
            return _RULES[action](item)


def takes_stock(item: Item) -> Code | None:
    """Why the part of the item takes no more stock like it."""
    if item.archived_at is not None:
        return Code.ARCHIVED
    if not item.stocked:
        return Code.UNTRACKED
    return Code.NO_SERIALS if item.tracks.serial and item.serial is None else None


def _moved(item: Item) -> Code | None:
    return None if item.on_hand else Code.OUT


def _loose(item: Item) -> Code | None:
    if item.serial is not None:
        return Code.UNIT
    return None if item.on_hand else Code.OUT


def _changes(item: Item) -> Code | None:
    return None if RULES[Status(item.status)].next else Code.STATUS


def _edited(item: Item) -> Code | None:
    return None


def _returned(item: Item) -> Code | None:
    if item.serial is None:
        return Code.LOOSE
    if not statuses.may_become(Status(item.status), Status.RETURNED):
        return Code.NOT_OUT
    return takes_stock(item)


def _not_issued(item: Item, *, returned_available: bool) -> Code | None:
    if not statuses.available(Status(item.status), returned_available=returned_available):
        return Code.UNAVAILABLE
    return takes_stock(item)


_RULES: Mapping[Action, Callable[[Item], Code | None]] = MappingProxyType(
    {
        Action.MOVE: _moved,
        Action.COUNT: _loose,
        Action.ADD: _loose,
        Action.REMOVE: _loose,
        Action.MERGE: _loose,
        Action.SPLIT: _loose,
        Action.STATUS: _changes,
        Action.BATCH: _edited,
        Action.EXPIRY: _edited,
        Action.RETURN: _returned,
    }
)
