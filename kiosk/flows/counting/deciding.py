"""What is decided on a difference by the screen that leads to posting. What it changes, that is to look at anew."""

from dataclasses import replace

from kiosk.flows.counting import reviewing
from kiosk.flows.counting.reviewing import Review
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import editing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.counts import Difference
from kiosk.store.sql import Db


def leave_out(db: Db, post: Post, state: Review, one: Difference, left: bool) -> tuple[Review, Outcome]:
    """Let posting leave a difference as it is, or (`left` False) not any more."""
    if state.count is None:
        return state, editing.not_open()
    after, outcome = reviewing.leave_out(db, post, Counting(state.count), one, left=left)
    if outcome.tone is Tone.OK:
        state = anew(state)
    return replace(state, done=after.done), outcome


def again(db: Db, post: Post, state: Review, one: Difference) -> tuple[Review, Outcome]:
    """Have it counted again, which ends the review: the count goes on at the place of the difference."""
    if state.count is None:
        return state, editing.not_open()
    after, outcome = reviewing.again(db, post, Counting(state.count), one)
    return replace(state, question=None, done=after.done or outcome.tone is not Tone.NO), outcome


def anew(state: Review) -> Review:
    """To be looked at once more; until then what was found before stands there."""
    return replace(state, count=None, question=None, faults=(), warnings=())
