"""History: look through the journal or the movements for the rows that a filter fits, and tell all about one.

A list is looked through a stretch at a time, newest rows first, so that scans come in between; what has been found
so far can be shown meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.barcodes.reading import Ambiguous, Found
from kiosk.barcodes.resolve import resolve
from kiosk.flows.lookup import ask_which
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.history import Entry, Filter, Log, Movement, Start
from kiosk.stock.thing import Kind, Thing
from kiosk.store import entries, history, views
from kiosk.store.history import Left
from kiosk.store.search import search as search_store
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import history as wording

AHEAD = 10_000  # rows that are looked for beyond those that are wanted now
FOUND = 50  # things that a search lists

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
    """What a row's details have beyond the row: the start it was written in, and what the scan moved."""

    start: Start
    moved: tuple[Movement, ...] = ()


def about(db: Db, post: Post, row: Row) -> About:
    """The rest of what is known of a row."""
    match row:
        case Entry(record=record):
            return About(entries.start(db, record.run), entries.of_scan(db, record.id))
        case Movement():
            return About(entries.start(db, row.run))


# The filter's own screen


@dataclass(frozen=True, slots=True)
class Choosing:
    """A filter that is being changed. `things` are those to choose from after a code or text that several have."""

    log: Log
    wanted: Filter
    things: tuple[Thing, ...] = ()


def search(db: Db, post: Post, state: Choosing, text: str, kinds: Sequence[Kind]) -> tuple[Thing, ...]:
    """The things of these kinds that a typed text fits."""
    return tuple(thing for thing in search_store(db, text, FOUND) if thing.kind in kinds)


def scan(db: Db, post: Post, state: Choosing, scan: Scan) -> tuple[Choosing, Outcome]:
    """A scanned part, unit or place becomes the one that rows are asked for; of an unknown code, its scans are."""
    meaning = resolve(db, scan, post.code_prefix)
    match meaning:
        case Found(thing=thing):
            state, outcome = choose(db, post, state, thing)
        case Ambiguous(things=things):
            text = answers.ambiguous(len(things), meaning.more)
            outcome = Outcome(Tone.ASK, text, ask_which(meaning).text, result="ambiguous")
            state = replace(state, things=things)
        case _ if state.log is Log.JOURNAL and scan.text:
            state = Choosing(state.log, replace(state.wanted, text=scan.text))
            outcome = Outcome(Tone.OK, wording.filtered(), wording.filtered_by_code(), result="filtered")
        case _:
            outcome = Outcome(Tone.NO, answers.unknown(), wording.unknown_help(), result="unknown")
    return state, replace(outcome, meaning=meaning)


def choose(db: Db, post: Post, state: Choosing, thing: Thing) -> tuple[Choosing, Outcome]:
    """Ask for the rows of this thing; what was asked for before in its field gives way to it."""
    wanted = _asking_for(db, state.wanted, thing)
    if wanted is None:
        return state, Outcome(Tone.NO, answers.vanished(), answers.vanished_help(thing.label), result="refused")
    outcome = Outcome(Tone.OK, wording.filtered(), wording.filtered_by(thing.label), result="filtered")
    return Choosing(state.log, wanted), outcome


def _asking_for(db: Db, wanted: Filter, thing: Thing) -> Filter | None:
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
            return None


def of(db: Db, post: Post, thing: Thing) -> Filter:
    """The filter of a thing's own history."""
    return _asking_for(db, Filter(), thing) or Filter()
