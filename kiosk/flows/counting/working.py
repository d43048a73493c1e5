"""A count that is worked on: opened, held, taken back step by step, left. What comes into it is elsewhere.

It is a draft like all others, held by one station at a time; how that is asked for and lost is in
`kiosk.flows.documents.editing`.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from kiosk.flows import questions
from kiosk.flows.documents import editing
from kiosk.flows.documents.editing import Editing
from kiosk.flows.questions import Working
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import quantity as quantities
from kiosk.stock.counts import Count, Counted
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Thing
from kiosk.store import count_entries, counts, documents
from kiosk.store.sql import Db
from kiosk.wording import counting as wording
from kiosk.wording import documents_editing as editing_wording

closed, heard, asking = questions.closed, questions.heard, questions.asking


@dataclass(frozen=True, slots=True)
class Counting(Working):
    """Where the operator is in a count.

    `count` is None until it is opened; `place` is where it is being counted. `here` is how many things were found
    there, codes that nothing has aside, `due` how many stock items the books have there: None where that is not told.
    `current` is what was counted last. `astray`: the last place was refused, so nobody knows where things lie until
    the next one. `unknown` is the last scan where nothing has its code, but a thing may get it.
    `missed`: the last scan counted nothing, so that no quantity is of it. `done`: the count is posted, parked,
    cancelled, or another's by now.
    """

    misses: ClassVar[frozenset[str]] = frozenset({"refused", "unknown", "ambiguous", "asked", "left"})

    count: Count | None = None
    place: Thing | None = None
    here: int = 0
    due: int | None = None
    current: Counted | None = None
    astray: bool = False
    unknown: Scan | None = None
    done: bool = False


def opened(db: Db, post: Post, state: Counting, document: int) -> tuple[Counting, Outcome]:
    """Go on with a count where it was left. One that another station holds is asked about."""
    head = documents.get(db, document)
    if head is None or head.kind is not DocKind.COUNT:
        return replace(state, done=True), editing.no(wording.no_count(), wording.no_count_help())
    given = documents.handed_over(db, document)
    draft, outcome = editing.take_up(db, post, Editing(), document)
    state, outcome = _begun(db, state, document, draft, outcome)
    if given is not None and state.count is not None:
        detail = f"{editing_wording.handed_on_help(*given)} {outcome.detail}"
        outcome = replace(outcome, detail=detail)
    return state, outcome


@dataclass(frozen=True, slots=True)
class Held:
    """Whether to take over a count that another station works on."""

    document: int
    draft: Editing

    def answer(self, db: Db, post: Post, state: Counting, key: str) -> tuple[Counting, Outcome] | None:
        draft, outcome = editing.answer(db, post, self.draft, key)
        if draft.question is not None and outcome.result == "refused":
            return None
        return _begun(db, state, self.document, draft, outcome)


def answer(db: Db, post: Post, state: Counting, key: str) -> tuple[Counting, Outcome]:
    """Answer the open question by the key of one of its options."""
    gone = editing.no(editing_wording.question_gone(), editing_wording.question_gone_help())
    return questions.answer(db, post, state, key, gone)


def last_step(db: Db, post: Post, state: Counting) -> Counted | None:
    """What `undo` would take back; `wording.counting.step` says it in words. Of what was left out, none of it."""
    last = None if state.count is None else count_entries.last(db, state.count.document.id)
    if last is None or last.thing is not None or last.code:
        return last
    before = count_entries.replaced(db, last.entry)
    return last if before is None else replace(before, entry=last.entry, quantity=Decimal(0))


def undo(db: Db, post: Post, state: Counting) -> tuple[Counting, Outcome]:
    """Take back the last entry, whoever made it: what it has replaced counts again."""
    if over := lost(db, post, state):
        return over
    assert state.count is not None
    last = last_step(db, post, state)
    if last is None:
        number = state.count.document.number
        return closed(state), editing.no(editing_wording.nothing_to_undo(), wording.nothing_to_undo_help(number))
    count_entries.take_back(db, state.count.document.id, last.entry)
    state = refreshed(db, closed(state))
    return state, Outcome(Tone.OK, editing_wording.undone(), wording.undone_help(last), result="undone")


def park(db: Db, post: Post, state: Counting) -> tuple[Counting, Outcome]:
    """Leave the count as it is, for anybody to go on with."""
    if over := lost(db, post, state):
        return over
    draft, outcome = editing.park(db, post, _draft(state))
    return replace(closed(state), done=draft.done), outcome


def hand_over(db: Db, post: Post, state: Counting, operator: str) -> tuple[Counting, Outcome]:
    """Leave the count for another operator, by name."""
    if over := lost(db, post, state):
        return over
    draft, outcome = editing.hand_over(db, post, _draft(state), operator)
    return replace(closed(state), done=draft.done), outcome


def cancel(db: Db, post: Post, state: Counting) -> tuple[Counting, Outcome]:
    """The end of the count. It can't be taken back, so whoever calls this has asked; what was counted stays kept."""
    if over := lost(db, post, state):
        return over
    draft, outcome = editing.cancel(db, post, _draft(state))
    return replace(closed(state), done=draft.done), replace(outcome, detail=wording.cancelled_help())


# What all flows of a count share


def lost(db: Db, post: Post, state: Counting) -> tuple[Counting, Outcome] | None:
    """Go on holding the count; where it is no longer ours, what to answer instead of any change: its end here."""
    over = editing.lost(db, post, _draft(state))
    if over is None:
        return None
    draft, outcome = over
    return replace(closed(state), done=draft.done), outcome


def refreshed(db: Db, state: Counting) -> Counting:
    """All of it read anew: the head, and where the last entry was made."""
    return state if state.count is None else _read(db, state, state.count.document.id)


def at_place(db: Db, state: Counting, place: Thing | None) -> Counting:
    """The count at this place, with how much is there."""
    count = state.count
    spot = None if count is None or place is None else counts.spot(db, count, place.id)
    if count is None or spot is None:
        return replace(state, place=None, here=0, due=None, current=None)
    due = None if count.blind else spot.due
    return replace(state, place=spot.place, here=spot.here, due=due, current=None, astray=False)


def nowhere(state: Counting) -> Counting:
    """At no place: what is scanned next would else be found where it does not lie."""
    return replace(state, place=None, here=0, due=None, current=None, astray=True)


def told(db: Db, state: Counting, counted: Counted) -> Counted:
    """With what the books have there, where that may be told."""
    count = state.count
    if count is None or count.blind or counted.part is None or counted.serial:
        return counted
    rows = count_entries.loose(db, count.document.id, counted.place.id, counted.part)
    expected = next((row.expected for row in rows if row.batch == counted.batch), 0)
    return replace(counted, expected=quantities.of(expected))


def _read(db: Db, state: Counting, document: int) -> Counting:
    count = counts.get(db, document)
    assert count is not None
    last = count_entries.last(db, count.document.id)
    if state.astray:
        return nowhere(replace(state, count=count))
    state = at_place(db, replace(state, count=count), count.place)
    found = last is not None and (last.code or last.thing is not None) and (last.quantity or not last.serial)
    return replace(state, current=told(db, state, last) if last is not None and found else None)


def _draft(state: Counting) -> Editing:
    """The count as the flows of all drafts see it."""
    return Editing(None if state.count is None else state.count.document, done=state.done)


def _begun(db: Db, state: Counting, document: int, draft: Editing, outcome: Outcome) -> tuple[Counting, Outcome]:
    if draft.question is not None:
        return replace(state, question=draft.question, asked=Held(document, draft)), outcome
    if draft.done or draft.document is None:
        return replace(state, done=draft.done), outcome
    state = _read(db, Counting(), document)
    count = state.count
    assert count is not None
    return state, Outcome(Tone.OK, wording.opened(count), wording.opened_help(count), result="opened")
