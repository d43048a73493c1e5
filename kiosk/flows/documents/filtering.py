"""Which documents are to be listed: the filter of the list as a form, filled by typing, choosing or scanning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from kiosk.barcodes.reading import Found
from kiosk.barcodes.resolve import resolve
from kiosk.flows import entry
from kiosk.flows.entry import Entry, not_saved, put_text
from kiosk.outcome import Option, Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.document_kinds import RULES, DocKind, DocState
from kiosk.stock.document_lists import Sought
from kiosk.stock.documents import Partner
from kiosk.stock.fields import Problem
from kiosk.stock.thing import Kind
from kiosk.store import partners
from kiosk.store.sql import Db
from kiosk.wording import documents_list as wording

TEXT, KIND, STATE, PARTNER = "document_text", "document_kind", "document_state", "document_partner"
ANY, OPEN_ORDERS = "any", "open_orders"  # choices beside the kinds and states themselves
LONGEST = 200  # characters, as of a reference

at = entry.at


@dataclass(frozen=True, slots=True)
class FilterEntry(Entry):
    """The filter as it is being filled in; `sought` are the documents that it lists once it is done."""

    sought: Sought = Sought()


def begin(db: Db, post: Post, sought: Sought) -> FilterEntry:
    """The form with the filter that is in force."""
    values = {
        TEXT: sought.text,
        KIND: ANY if sought.kind is None else sought.kind.value,
        STATE: OPEN_ORDERS if sought.open_orders else ANY if sought.state is None else sought.state.value,
        PARTNER: "" if sought.partner is None else sought.partner.name,
    }
    return entry.begun(FilterEntry(sought=sought), values, {})


def kinds() -> tuple[Option, ...]:
    """The kinds to choose from."""
    return (Option(ANY, wording.any_kind()), *(Option(kind.value, wording.kind(kind)) for kind in RULES))


def states() -> tuple[Option, ...]:
    """The states to choose from, and the orders that wait for something."""
    return (
        Option(ANY, wording.any_state()),
        *(Option(state.value, wording.state(state)) for state in DocState),
        Option(OPEN_ORDERS, wording.open_orders()),
    )


def find_partner(db: Db, post: Post, text: str) -> Sequence[Option]:
    """Partners that a typed text fits."""
    return tuple(Option(name, name) for name in partners.fitting(db, text, entry.FITTING))


def put(db: Db, post: Post, state: FilterEntry, field: str, text: str) -> tuple[FilterEntry, Outcome]:
    """Take over one field."""
    if field == PARTNER and text.strip() and partners.find(db, text.strip()) is None:
        values = MappingProxyType({**state.values, field: text})
        return entry.refused(replace(state, values=values), field, wording.no_partner())
    return put_text(state, field, text, _text if field == TEXT else str)


def scan(db: Db, post: Post, state: FilterEntry, scan: Scan) -> tuple[FilterEntry, Outcome]:
    """A document's code fills in its number; while the text is open, a code is looked for as it is."""
    if state.ready and state.at != TEXT:
        meaning = resolve(db, scan, post.codes)
        if isinstance(meaning, Found) and meaning.thing.kind is Kind.DOCUMENT:
            state, _ = put_text(state, TEXT, meaning.thing.label, _text)
            detail = wording.filled(meaning.thing.label)
            return state, Outcome(Tone.OK, meaning.thing.label, detail, result="entered", meaning=meaning)
    return entry.scanned(db, post, state, scan, texts={TEXT: _text})


def save(db: Db, post: Post, state: FilterEntry) -> tuple[FilterEntry, Outcome]:
    """The list is to show what fits. Writes nothing."""
    _, problems = entry.parsed(state, {TEXT: _text, KIND: str, STATE: str, PARTNER: str})
    name = state.values[PARTNER].strip()
    partner = partners.find(db, name) if name else None
    if name and partner is None:
        problems.append(Problem(PARTNER, wording.no_partner()))
    if problems:
        return not_saved(state, problems)
    sought = _sought(state.values, None if partner is None else Partner(partner, name))
    outcome = Outcome(Tone.OK, wording.filtered(), ", ".join(wording.filters(sought)), result="filtered")
    return replace(state, done=True, sought=sought), outcome


def _sought(values: Mapping[str, str], partner: Partner | None) -> Sought:
    kind, state = values[KIND], values[STATE]
    return Sought(
        values[TEXT].strip(" "),
        None if kind == ANY else DocKind(kind),
        None if state in (ANY, OPEN_ORDERS) else DocState(state),
        partner,
        state == OPEN_ORDERS,
    )


def _text(text: str) -> str:
    if len(text) > LONGEST or "\0" in text:
        raise ValueError(wording.bad_text(LONGEST))
    return text
