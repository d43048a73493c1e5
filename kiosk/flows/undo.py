"""Undo: the last operations of this station, what each would take back, and taking one back.

One at a time, the newest first by itself; nothing is taken back that something else was built on since.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.stock.history import Movement
from kiosk.stock.operations import Operation, Refusal, Undone
from kiosk.store import entries, operations
from kiosk.store.sql import Db

FEW = 2_000  # movements that are looked through before anybody has said that they are to be undone


@dataclass(frozen=True, slots=True)
class Offer:
    """An operation and, as far as that is known in advance, why it can't be undone."""

    operation: Operation
    refusal: Refusal | None = None


def page(db: Db, post: Post, offset: int, limit: int = LARGEST) -> Page[Operation]:
    """The operations of this station, newest first, from `offset` on."""
    return operations.page(db, post.station, offset, limit)


def newest(db: Db, post: Post) -> int | None:
    """The id of the operation that undo is about first; None where there is nothing to undo."""
    return operations.newest(db, post.station)


def offer(db: Db, post: Post, operation: int) -> Offer | None:
    """What undoing it is about; None when this station has no such operation. A large one is looked at when done."""
    found = operations.one(db, post.station, operation)
    if found is None:
        return None
    known = found.movements <= FEW or not found.offered
    return Offer(found, operations.refusal(db, post.station, operation) if known else None)


def rows(db: Db, post: Post, operation: int, offset: int, limit: int = LARGEST) -> Page[Movement]:
    """The movements that would be taken back, the last one first, from `offset` on."""
    ids = operations.movements(db, operation, offset, min(limit, LARGEST))
    found = operations.one(db, post.station, operation)
    return Page(entries.movements(db, ids), found.movements if found is not None else 0, offset)


def undo(db: Db, post: Post, operation: int, progress: Callable[[int, int], None] | None = None) -> Undone | Refusal:
    """Take it back, in this transaction; `progress` hears how many movements are done, of how many.

    An exception that `progress` raises gives it up, with all of it as it was before.
    """
    return operations.undo(db, post, operation, progress)
