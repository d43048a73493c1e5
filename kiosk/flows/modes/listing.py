"""What a mode's screen shows below the answer: its last steps, and what lies in its place. Reads."""

from dataclasses import dataclass

from kiosk.flows.modes.mode import Mode
from kiosk.page import Page
from kiosk.post import Post
from kiosk.stock.mode_steps import Step
from kiosk.stock.modes import ModeKind
from kiosk.stock.views import Amount, LocationDetails, LocationView, PartDetails, PartView, View
from kiosk.store import details, views
from kiosk.store.sql import Db


@dataclass(frozen=True, slots=True)
class There:
    """So much of something, and which place or part that is."""

    amount: Amount


Row = Step | There


def rows(db: Db, post: Post, state: Mode, offset: int, limit: int) -> Page[Row]:
    """The last steps, the newest first, and what the place holds; in the mode that finds, where all of it lies."""
    if state.kind is ModeKind.WHERE:
        found = [There(amount) for amount in _places(db, state.found)]
        return Page(tuple(found[offset : offset + limit]), len(found), offset)
    listed: list[Row] = [*reversed(state.steps), *(There(amount) for amount in _contents(db, post, state))]
    return Page(tuple(listed[offset : offset + limit]), len(listed), offset)


def _contents(db: Db, post: Post, state: Mode) -> tuple[Amount, ...]:
    place = None if state.place is None else views.view(db, state.place)
    held = details.details(db, place) if isinstance(place, LocationView) else None
    return held.contents if isinstance(held, LocationDetails) else ()


def _places(db: Db, found: View | None) -> tuple[Amount, ...]:
    """The places of a part; or what lies in a place, and the places in it."""
    if not isinstance(found, PartView | LocationView):
        return ()
    match details.details(db, found):
        case PartDetails(places=places):
            return places
        case LocationDetails(contents=contents, below=below):
            return (*contents, *below)
    return ()
