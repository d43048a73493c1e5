"""Entries of a count one by one: the cursor makes one the current one, and one that was a mistake is left out."""

from dataclasses import replace

from kiosk.flows.counting import working
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import editing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.thing import Kind
from kiosk.store import count_entries, count_left
from kiosk.store.count_entries import New
from kiosk.store.sql import Db
from kiosk.wording import counting as counting_wording
from kiosk.wording import counts_screens as wording


def choose(db: Db, post: Post, state: Counting, entry: int) -> Counting:
    """Make an entry the current one. Reads only; nothing changes where it does not count any more."""
    found = count_entries.one(db, entry)
    return state if found is None else replace(state, current=working.told(db, state, found), missed=False)


def leave_out(db: Db, post: Post, state: Counting, entry: int) -> tuple[Counting, Outcome]:
    """Let an entry not count any more: as if the unit, the quantity or the code had not been found. Undo is exact."""
    if over := working.lost(db, post, state):
        return over
    state = working.closed(state)
    assert state.count is not None
    found = count_entries.one(db, entry)
    if found is None or (found.thing is None and not found.code):
        return state, editing.no(wording.entry_gone(), wording.entry_gone_help())
    document, item = state.count.document.id, None
    if found.thing is not None and found.thing.kind is Kind.STOCK_ITEM:
        item = found.thing.id
    # A unit that was looked for is known to be away since now; all else is as if nobody had seen it.
    new = New(found.place.id) if item is None else New(found.place.id, found.part, item)
    count_entries.add(db, post, document, new, (entry,))
    if found.part is not None:
        count_left.take_in(db, document, found.place.id, found.part, item, found.batch)
    detail = wording.forgotten_help(counting_wording.step(found))
    return working.refreshed(db, state), Outcome(Tone.OK, wording.forgotten(), detail, result="left_out")
