"""Places of a count: from the scan of one on, what is found is found there, and what is not found there is missing."""

from dataclasses import replace

from kiosk.flows.counting import working
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import editing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.counts import Count
from kiosk.stock.thing import Kind, Thing
from kiosk.store import count_entries, counts
from kiosk.store.count_entries import New
from kiosk.store.counts import Spot
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import counting as wording


def place(db: Db, post: Post, state: Counting, thing: Thing) -> tuple[Counting, Outcome]:
    """Count at this place from now on; at none where it is refused."""
    if over := working.lost(db, post, state):
        return over
    state = working.closed(state)
    count = state.count
    assert count is not None
    spot = counts.spot(db, count, thing.id)
    if spot is None:
        return working.nowhere(state), editing.no(answers.vanished(), answers.vanished_help(thing.label))
    if why := refusal(count, spot):
        return working.nowhere(state), editing.no(spot.place.label, why)
    due = None if count.blind else spot.due
    if state.place is not None and state.place.id == thing.id:
        detail = wording.same_place(spot.here, due)
        return replace(state, here=spot.here, due=due), Outcome(Tone.AGAIN, spot.place.label, detail, result="again")
    count_entries.add(db, post, count.document.id, New(spot.place.id))
    count = replace(count, place=spot.place, places=count.places + (0 if spot.visited else 1))
    state = replace(state, count=count, place=spot.place, here=spot.here, due=due, current=None, astray=False)
    detail = wording.revisited(spot.here, due) if spot.visited else wording.visited(due)
    return state, Outcome(Tone.OK, spot.place.label, detail, result="place")


def refusal(count: Count, spot: Spot) -> str:
    """Why nothing is counted at a place; empty where it may be."""
    if not spot.inside and count.scope is not None:
        return wording.outside(count.document.number, count.scope.label)
    if spot.archived:
        return wording.place_archived()
    return wording.place_structural() if spot.structural else ""


def first(db: Db, post: Post, count: Count) -> None:
    """Begin at the place that is counted, where it is one shelf: no other lies in it, and stock may lie there."""
    scope = count.scope
    if scope is None or scope.kind is not Kind.LOCATION:
        return
    spot = counts.spot(db, count, scope.id)
    if spot is not None and spot.leaf and not refusal(count, spot):
        count_entries.add(db, post, count.document.id, New(scope.id))
