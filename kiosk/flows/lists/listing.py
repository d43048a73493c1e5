"""A scan list that is worked on: begun, opened, held for each change, left. What comes into it is elsewhere."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kiosk import times
from kiosk.flows import questions
from kiosk.flows.questions import Working
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.acting import Planned
from kiosk.stock.scan_lists import ListRow, ScanList
from kiosk.store import list_steps, scan_list_rows, scan_lists
from kiosk.store.clock import now
from kiosk.store.list_steps import Before
from kiosk.store.sql import Db
from kiosk.wording import lists_working as wording

answered, no = questions.closed, questions.no

UNUSED_FOR = 86_400_000_000  # µs after which an empty list was left behind by a power cut, and nobody is at it


@dataclass(frozen=True, slots=True)
class Listing(Working):
    """Where the operator is in a list.

    `list` is its head as last read; None until one is opened, or begun by the first thing that is scanned. `row` is the
    current row: the last one that was scanned or chosen. `unknown` is the last scan where nothing has its code, but a
    thing may get it. `report` is what the last action did, row by row. `done`: the list is left or closed.
    """

    list: ScanList | None = None
    row: ListRow | None = None
    unknown: Scan | None = None
    report: tuple[Planned, ...] = ()
    done: bool = False


def opened(db: Db, post: Post, state: Listing, list: int) -> tuple[Listing, Outcome]:
    """Work on a list from now on, where it was left: at its last row. A closed one is shown, and done."""
    found = scan_lists.get(db, list)
    if found is None:
        return Listing(done=True), no(wording.no_list(), wording.no_list_help())
    state = Listing(found, scan_list_rows.last(db, list), done=found.closed)
    return state, Outcome(Tone.OK, wording.opened(found), wording.opened_help(found), result="opened")


def begin(db: Db, post: Post, state: Listing, name: str = "") -> tuple[Listing, Outcome]:
    """A new list; without a name one that says which of the day it is. It is kept once something is in it."""
    try:
        name = fields.list_name(name) if name else _name(db, post)
    except ValueError as error:
        return state, no(wording.no_name(), str(error))
    scan_lists.drop_left(db, post.station, now() - UNUSED_FOR)
    return opened(db, post, state, scan_lists.create(db, post, name))


def leave(db: Db, post: Post, state: Listing) -> tuple[Listing, Outcome]:
    """Go away from it: it waits as it is. One that has nothing in it is gone."""
    left = replace(answered(state), unknown=None, done=True)
    found = None if state.list is None else scan_lists.get(db, state.list.id)
    if found is None or found.closed:
        return left, Outcome(Tone.OK, wording.dropped(), wording.dropped_help(), result="left")
    if found.total:
        return left, Outcome(Tone.OK, wording.left(found), wording.left_help(), result="left")
    if not scan_lists.drop_unused(db, found.id):
        kept(db, post, left, "closed", found.name, Before())
        scan_lists.close(db, found.id, True)
    return left, Outcome(Tone.OK, wording.dropped(), wording.dropped_help(), result="left")


def answer(db: Db, post: Post, state: Listing, key: str) -> tuple[Listing, Outcome]:
    """Answer the open question by the key of one of its options."""
    gone = no(wording.question_gone(), wording.question_gone_help())
    return questions.answer(db, post, state, key, gone)


def choose(db: Db, post: Post, state: Listing, row: int) -> tuple[Listing, Outcome]:
    """Make a row the current one."""
    if state.list is None:
        return state, not_open()
    found = scan_list_rows.get(db, state.list.id, row)
    if found is None:
        return state, no(wording.row_gone(), wording.row_gone_help())
    state = replace(answered(state), row=found)
    return state, Outcome(Tone.OK, found.title, wording.chosen(found), result="entered")


def look_again(db: Db, post: Post, state: Listing) -> tuple[Listing, Outcome]:
    """The current row as its thing is now; those who show others read them anew, too."""
    if state.row is None:
        return state, not_open()
    state, outcome = choose(db, post, state, state.row.id)
    return state, replace(outcome, result="looked_up") if outcome.tone is Tone.OK else outcome


# What all flows of a list share


def lost(db: Db, post: Post, state: Listing) -> tuple[Listing, Outcome] | None:
    """Hold the list; where it takes no change any more, what to answer instead: its end here."""
    if state.list is None:
        return state, not_open()
    if scan_lists.hold(db, post, state.list.id):
        return None
    found = scan_lists.get(db, state.list.id)
    state = replace(answered(state), done=True)
    if found is None:
        return state, no(wording.no_list(), wording.no_list_help())
    return replace(state, list=found), no(wording.closed(found), wording.is_closed_help(found))


def head(state: Listing) -> ScanList:
    """The list of a state in which one is open, as `lost` has seen to."""
    assert state.list is not None
    return state.list


def kept(
    db: Db,
    post: Post,
    state: Listing,
    what: str,
    label: str,
    before: Before,
    *,
    operation: int | None = None,
    document: int | None = None,
) -> None:
    """Keep a step of the held list; `what` is a word that `wording` knows, `label` of what."""
    list_steps.add(db, post, head(state).id, what, label, before, operation=operation, document=document)


def refreshed(db: Db, state: Listing, row: int | None = None) -> Listing:
    """The head and a row read anew: that of this id, else the current one, else the last."""
    if state.list is None:
        return state
    id = row if row is not None else None if state.row is None else state.row.id
    found = None if id is None else scan_list_rows.get(db, state.list.id, id)
    if found is None:
        found = scan_list_rows.last(db, state.list.id)
    return replace(state, list=scan_lists.get(db, state.list.id), row=found)


def not_open() -> Outcome:
    """Something came before the list was read."""
    return Outcome(Tone.AGAIN, wording.not_open(), wording.not_open_help(), result="refused")


def _name(db: Db, post: Post) -> str:
    today = datetime.now(UTC).astimezone(times.zone(post.zone))
    taken = set(scan_lists.recent_names(db))
    number = 1
    while (name := wording.default_name(number, today.month, today.day)) in taken:
        number += 1
    return name
