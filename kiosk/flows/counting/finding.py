"""What all that is found in a count has in common: it is found at a place, is one entry, and is counted anew then.

What is found once more takes the place of its entry before. Which thing it is: `units`, `loose`, `strangers`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk import times
from kiosk.flows.counting import working
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import editing
from kiosk.outcome import Outcome
from kiosk.post import Post
from kiosk.stock.counts import Count
from kiosk.stock.thing import Thing
from kiosk.store import count_entries, count_left
from kiosk.store.clock import now
from kiosk.store.count_entries import New
from kiosk.store.sql import Db
from kiosk.wording import counting as wording


@dataclass(frozen=True, slots=True)
class At:
    """A count that is held, at a place."""

    state: Counting
    count: Count
    place: Thing

    @property
    def document(self) -> int:
        return self.count.document.id

    def is_at(self, place: Thing | None) -> bool:
        """Whether this is the place, whatever it was called then."""
        return place is not None and place.id == self.place.id


def held(db: Db, post: Post, state: Counting) -> At | tuple[Counting, Outcome]:
    """Hold the count; or what to answer where it is another's, or where it is nowhere yet."""
    if over := working.lost(db, post, state):
        return over
    state = working.closed(state)
    assert state.count is not None
    return no_place(state) if state.place is None else At(state, state.count, state.place)


def no_place(state: Counting) -> tuple[Counting, Outcome]:
    """Something was scanned before any place was."""
    return state, editing.no(wording.place_first(), wording.place_first_help())


def other_part(count: Count, part: int) -> str:
    """Why a part is not counted here; empty where it is."""
    if count.of_part in (None, part) or count.scope is None:
        return ""
    return wording.other_part(count.document.number, count.scope.label)


def entered(db: Db, post: Post, here: At, new: New, before: Sequence[int], code: str) -> int:
    """Keep the entry, in place of those before; answers its id. `code` is what was scanned, where that was text: it is
    no unknown one any more. Whatever was decided on the thing is to be decided anew."""
    replaces = [*before]
    if code and (known := count_entries.stranger(db, here.document, code[: count_entries.CODE])):
        replaces.append(known.entry)
    entry = count_entries.add(db, post, here.document, new, replaces)
    if new.part is not None:
        count_left.take_in(db, here.document, new.place, new.part, new.item, new.batch)
    return entry


def more(state: Counting, *, here: bool, new: bool) -> Counting:
    """One more thing was found: one more at this place (`here`), and in all of the count (`new`)."""
    assert state.count is not None
    count = replace(state.count, entries=state.count.entries + new)
    return replace(state, here=state.here + here, count=count)


def current(db: Db, state: Counting, entry: int) -> Counting:
    """With this entry as the current one."""
    return replace(state, current=count_entries.one(db, entry))


def clock(post: Post, at: int) -> str:
    """When it was counted, for people."""
    return times.clock(at, now(), times.zone(post.zone))
