"""Which units are to be listed: the filter of the serials as a form, filled by typing, choosing or scanning."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from kiosk.flows import entry
from kiosk.flows.entry import Entry, not_saved, put_text, put_thing
from kiosk.outcome import Option, Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind
from kiosk.stock.units import ANY, ON_HAND, Wanted
from kiosk.store.sql import Db
from kiosk.wording import units as wording

TEXT, STATUS, PLACE, PART = "text", "status", "location", "part"
THINGS: Mapping[str, Kind] = MappingProxyType({PLACE: Kind.LOCATION, PART: Kind.PART})
_ALL = "any"  # an empty value stands for a field that nothing was chosen in
LONGEST = 100  # characters, as of a serial

at = entry.at


@dataclass(frozen=True, slots=True)
class FilterEntry(Entry):
    """The filter as it is being filled in."""

    @property
    def wanted(self) -> Wanted:
        """The units that it lists."""
        status = self.values[STATUS]
        return Wanted(
            self.values[TEXT].strip(" "),
            ANY if status == _ALL else status,
            self.things.get(PLACE),
            self.things.get(PART),
        )


def begin(db: Db, post: Post, wanted: Wanted) -> FilterEntry:
    """The form with the filter that is in force."""
    values = {TEXT: wanted.text, STATUS: wanted.status or _ALL}
    return entry.begun(FilterEntry(), values, {PLACE: wanted.place, PART: wanted.part})


def statuses() -> tuple[Option, ...]:
    """The statuses to choose from: those that take several together first."""
    return tuple(
        Option(status or _ALL, wording.wanted_status(status))
        for status in (ANY, ON_HAND, *(one.value for one in Status))
    )


def put(db: Db, post: Post, state: FilterEntry, field: str, text: str) -> tuple[FilterEntry, Outcome]:
    """Take over one field."""
    if field in THINGS:
        return put_thing(db, state, field, text, THINGS[field])
    return put_text(state, field, text, _text if field == TEXT else str)


def scan(db: Db, post: Post, state: FilterEntry, scan: Scan) -> tuple[FilterEntry, Outcome]:
    """A place or a part fills its field; while the text is open, a code is looked for as it is."""
    return entry.scanned(db, post, state, scan, (PLACE,), THINGS, {TEXT: _text})


def save(db: Db, post: Post, state: FilterEntry) -> tuple[FilterEntry, Outcome]:
    """The list is to show what fits. Writes nothing."""
    _, problems = entry.parsed(state, {TEXT: _text, STATUS: str})
    if problems:
        return not_saved(state, problems)
    outcome = Outcome(Tone.OK, wording.filtered(), ", ".join(wording.filters(state.wanted)), result="filtered")
    return replace(state, done=True), outcome


def _text(text: str) -> str:
    if len(text) > LONGEST or "\0" in text:
        raise ValueError(wording.bad_text(LONGEST))
    return text
