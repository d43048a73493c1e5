"""History: look through the journal or the movements for the rows that a filter fits, and tell all about one.

A list is looked through a stretch at a time, newest rows first, so that scans come in between; what has been found
so far can be shown meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.page import Page
from kiosk.post import Post
from kiosk.stock.history import Entry, Filter, Log, Movement, Start
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_list, entries, history, views
from kiosk.store.history import Left
from kiosk.store.sql import Db

AHEAD = 10_000  # rows that are looked for beyond those that are wanted now

Row = Entry | Movement


@dataclass(frozen=True, slots=True)
class Looking:
    """A list, the rows found in it so far, newest first, and what is yet to be looked through."""

    log: Log
    wanted: Filter
    ids: tuple[int, ...] = ()
    left: Left | None = None

    @property
    def done(self) -> bool:
        """Whether these are all rows that fit."""
        return self.left is None

    @property
    def remaining(self) -> int:
        """How much of the list is yet to be looked through, as a number of rows that it may have."""
        return self.left.high - self.left.low + 1 if self.left else 0


def begin(db: Db, post: Post, log: Log, wanted: Filter) -> Looking:
    """Begin to look through the list as it is now; rows that come later are not in it."""
    return more(db, post, Looking(log, wanted, left=history.everything(db, log, wanted)))


def more(db: Db, post: Post, looking: Looking) -> Looking:
    """Look through one more stretch."""
    if looking.left is None:
        return looking
    ids, left = history.find(db, looking.log, looking.wanted, looking.left, AHEAD)
    return replace(looking, ids=looking.ids + ids, left=left)


def page(db: Db, post: Post, looking: Looking, offset: int, limit: int) -> Page[Row]:
    """Rows that have been found, from `offset` on."""
    rows = read(db, looking.log, looking.ids[offset : offset + limit])
    return Page(rows, len(looking.ids), offset)


def read(db: Db, log: Log, ids: Sequence[int]) -> tuple[Row, ...]:
    """The rows of these ids; scans that have been forgotten meanwhile are left out."""
    return entries.entries(db, ids) if log is Log.JOURNAL else entries.movements(db, ids)


def choices(db: Db, post: Post, log: Log, field: str) -> tuple[str, ...]:
    """Values of a field that a filter can be chosen from."""
    return history.choices(db, log, field)


@dataclass(frozen=True, slots=True)
class About:
    """What details have beyond the row: the start it was written in, what a scan moved, for which document it was."""

    start: Start
    moved: tuple[Movement, ...] = ()
    document: Thing | None = None


def about(db: Db, post: Post, row: Row) -> About:
    """The rest of what is known of a row."""
    match row:
        case Entry(record=record):
            return About(entries.start(db, record.run), entries.of_scan(db, record.id))
        case Movement():
            return About(entries.start(db, row.run), document=entries.document(db, row.id))


def of(db: Db, post: Post, thing: Thing) -> Filter:
    """The filter of a thing's own history."""
    return asking_for(db, Filter(), thing) or Filter()


def asking_for(db: Db, wanted: Filter, thing: Thing) -> Filter | None:
    """The filter with this thing in its field; None when there is none. A unit and a part exclude each other."""
    match thing.kind:
        case Kind.STOCK_ITEM:
            return replace(wanted, item=thing, part=None)
        case Kind.LOCATION:
            return replace(wanted, place=thing)
        case Kind.PART | Kind.SUPPLIER_PART:
            view = views.view(db, thing)
            return None if view is None else replace(wanted, part=view.thing, item=None)
        case Kind.DOCUMENT:
            return replace(wanted, text=document_list.moved_as(db, thing.id) or thing.label)
