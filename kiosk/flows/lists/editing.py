"""What is done to a list by keys: marks, quantities, rows that go, contents in place of a location, its name, its end.

Nothing here changes stock. Each change is one step that undo takes back.
"""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.flows.lists import listing
from kiosk.flows.lists.listing import Listing, head, no
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.scan_lists import MOST, ListRow
from kiosk.stock.thing import Kind
from kiosk.store import scan_list_rows, scan_lists
from kiosk.store.list_steps import Before, Were
from kiosk.store.sql import Db
from kiosk.wording import lists_rows
from kiosk.wording import lists_working as wording

_STAND_FOR_OTHERS = (Kind.LOCATION, Kind.DOCUMENT)


def quantity(db: Db, post: Post, state: Listing, text: str) -> tuple[Listing, Outcome]:
    """How much of the current row is meant; nothing typed: all of it."""
    if over := listing.lost(db, post, state):
        return over
    state, row = _current(db, state)
    if row is None:
        return state, no(wording.no_row(), wording.no_row_help())
    if not row.takes_quantity:
        return state, no(wording.no_quantity(), wording.no_quantity_help(row))
    try:
        value = fields.quantity(text, row.decimals) if text else None
    except ValueError as error:
        return state, no(wording.bad_quantity(), str(error))
    if value == row.quantity:
        return state, Outcome(Tone.AGAIN, row.title, wording.quantity_again(), result="again")
    before = None if row.quantity is None else quantities.millionths(row.quantity)
    scan_list_rows.put(db, (row.id,), {"quantity": None if value is None else quantities.millionths(value)})
    listing.kept(db, post, state, "quantity", row.title, Before((Were({"quantity": before}, (row.id,)),)))
    state = listing.refreshed(db, state)
    assert state.row is not None
    return state, Outcome(Tone.OK, row.title, wording.quantity_set(state.row), result="entered")


def quantity_of(db: Db, post: Post, state: Listing, row: int, text: str) -> tuple[Listing, Outcome]:
    """The same of this row, whichever the current one has become meanwhile."""
    state, outcome = listing.choose(db, post, state, row)
    return quantity(db, post, state, text) if outcome.tone is Tone.OK else (state, outcome)


def turn_mark(db: Db, post: Post, state: Listing, row: int) -> tuple[Listing, Outcome]:
    """Mark this row, or take its mark off."""
    state, outcome = listing.choose(db, post, state, row)
    if outcome.tone is not Tone.OK or state.row is None:
        return state, outcome
    return mark(db, post, state, row, not state.row.marked)


def mark(db: Db, post: Post, state: Listing, row: int | None = None, on: bool = True) -> tuple[Listing, Outcome]:
    """Mark a row, or all rows without one; `on` False takes the mark off."""
    if over := listing.lost(db, post, state):
        return over
    state = listing.refreshed(db, listing.answered(state))
    found = None if row is None else scan_list_rows.get(db, head(state).id, row)
    if row is not None and found is None:
        return state, no(wording.row_gone(), wording.row_gone_help())
    if found is not None:
        ids: Sequence[int] = (found.id,) if found.marked is not on else ()
    else:
        ids = scan_list_rows.ids(db, head(state).id, marked=not on)
    if not ids:
        if not head(state).total:
            return state, no(wording.nothing_there(), wording.nothing_there_help())
        text = wording.mark() if on else wording.unmark()
        return state, Outcome(Tone.AGAIN, text, wording.marked_before(on=on), result="again")
    scan_list_rows.put(db, ids, {"marked": int(on)})
    label = lists_rows.rows(len(ids)) if found is None else found.title
    state = _changed(db, post, state, "marked" if on else "unmarked", label, Were({"marked": int(not on)}, ids))
    text = label if found is not None else wording.mark() if on else wording.unmark()
    detail = wording.marked(len(ids), head(state)) if on else wording.unmarked(len(ids), head(state))
    return state, Outcome(Tone.OK, text, detail, result="entered" if found is not None else "marked")


def remove(db: Db, post: Post, state: Listing, rows: Sequence[int] | None = None) -> tuple[Listing, Outcome]:
    """Take rows out of the list: those of these ids, or the marked ones. Stock stays as it is."""
    if over := listing.lost(db, post, state):
        return over
    state = listing.answered(state)
    list = head(state).id
    ids = scan_list_rows.ids(db, list, marked=True) if rows is None else scan_list_rows.present(db, list, rows)
    if not ids and rows is None:
        return state, no(wording.nothing_marked(), wording.nothing_marked_help())
    if not ids:
        return state, no(wording.row_gone(), wording.row_gone_help())
    only = scan_list_rows.get(db, list, ids[0]) if len(ids) == 1 else None
    scan_list_rows.put(db, ids, {"removed": 1})
    label = lists_rows.rows(len(ids)) if only is None else only.title
    state = _changed(db, post, state, "removed", label, Were({"removed": 0}, ids))
    return state, Outcome(Tone.OK, wording.removed(len(ids)), wording.removed_help(head(state)), result="removed")


def expand(db: Db, post: Post, state: Listing, row: int) -> tuple[Listing, Outcome]:
    """In place of a location or a document the stock items that it stands for, marked where it was."""
    if over := listing.lost(db, post, state):
        return over
    state = listing.refreshed(db, listing.answered(state))
    list = head(state).id
    found = scan_list_rows.get(db, list, row)
    if found is None:
        return state, no(wording.row_gone(), wording.row_gone_help())
    if found.thing.kind not in _STAND_FOR_OTHERS:
        return state, no(wording.not_expanded(), wording.not_expanded_help(found))
    count = scan_list_rows.stands_for(db, found.thing)
    if not count:
        return state, no(wording.not_expanded(), wording.stands_for_nothing(found))
    if head(state).total - 1 + count > MOST:
        return state, no(wording.full(), wording.too_many_help(found, count))
    marked = scan_list_rows.mark_contents(db, list, found.thing) if found.marked else ()
    new = scan_list_rows.add_contents(db, post, list, found.thing, marked=found.marked)
    scan_list_rows.put(db, (row,), {"removed": 1})
    were = (Were({"marked": 0}, marked), Were({"removed": 1}, new), Were({"removed": 0}, (row,)))
    before = tuple(one for one in were if one.ids)
    state = _changed(db, post, state, "expanded", found.title, *before)
    detail = wording.expanded_help(found, count - len(new), head(state))
    return state, Outcome(Tone.OK, wording.expanded(len(new)), detail, result="expanded")


def rename(db: Db, post: Post, state: Listing, text: str) -> tuple[Listing, Outcome]:
    """Call the list so."""
    if over := listing.lost(db, post, state):
        return over
    state = listing.answered(state)
    try:
        name = fields.list_name(text)
    except ValueError as error:
        return state, no(wording.no_name(), str(error))
    found = scan_lists.get(db, head(state).id)
    assert found is not None
    if name == found.name:
        return state, Outcome(Tone.AGAIN, name, wording.renamed_before(), result="again")
    scan_lists.rename(db, found.id, name)
    listing.kept(db, post, state, "renamed", name, Before(name=found.name))
    state = listing.refreshed(db, state)
    return state, Outcome(Tone.OK, name, wording.renamed_help(), result="renamed")


def close(db: Db, post: Post, state: Listing) -> tuple[Listing, Outcome]:
    """The list becomes history. Undo opens it again."""
    if over := listing.lost(db, post, state):
        return over
    listing.kept(db, post, state, "closed", head(state).name, Before())
    scan_lists.close(db, head(state).id, True)
    state = replace(listing.refreshed(db, listing.answered(state)), done=True)
    return state, Outcome(Tone.OK, wording.closed(head(state)), wording.closed_help(), result="closed")


def _current(db: Db, state: Listing) -> tuple[Listing, ListRow | None]:
    """The current row as it is now: it may have been taken out meanwhile."""
    row = None if state.row is None else scan_list_rows.get(db, head(state).id, state.row.id)
    return replace(listing.answered(state), row=row), row


def _changed(db: Db, post: Post, state: Listing, what: str, label: str, *rows: Were) -> Listing:
    """Count the rows and keep the step."""
    scan_lists.count(db, head(state).id)
    listing.kept(db, post, state, what, label, Before(rows))
    return listing.refreshed(db, state)
