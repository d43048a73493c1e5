"""Begin a document: with whom, their reference, what is expected. All of it may be left empty.

Saving makes the draft, which this run holds, and its lines where an order or a list says what is expected; a partner
that nobody has entered yet comes into being with it. What is wrong with a list keeps all of it from being made.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from kiosk.barcodes.reading import Found
from kiosk.barcodes.resolve import resolve
from kiosk.errors import KioskError
from kiosk.exchange import manifest as manifests
from kiosk.exchange.manifest import Manifest
from kiosk.flows import entry
from kiosk.flows.documents import expected, listing
from kiosk.flows.documents.listing import Checked, For
from kiosk.flows.entry import Entry, not_saved, put_found, put_text
from kiosk.outcome import Option, Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.document_kinds import RULES, DocKind, Way
from kiosk.stock.documents import Partner
from kiosk.stock.fields import Problem
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents, orders, partners
from kiosk.store.partners import NewPartner
from kiosk.store.sql import Db
from kiosk.wording import documents_expected as list_wording
from kiosk.wording import documents_starting as wording
from kiosk.wording import entry as entry_wording
from kiosk.wording import exchange as exchange_wording

PARSERS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        "partner": lambda text: fields.optional(fields.partner_name, text),
        "customer": lambda text: fields.optional(fields.partner_name, text),
        "reference": fields.optional_name,
        "notes": fields.free_text,
    }
)
_FIELDS: Mapping[Way, tuple[str, ...]] = MappingProxyType(
    {
        Way.NONE: ("partner", "reference", "list", "notes"),
        Way.IN: ("partner", "reference", "order", "list", "notes"),
        Way.OUT: ("customer", "reference", "list", "notes"),
        Way.BACK: ("customer", "reference", "list", "notes"),
    }
)

at = entry.at


@dataclass(frozen=True, slots=True)
class Start(Entry):
    """The form. `manifest` is the list as it was read, `faults` the sentences on all that is wrong with it.

    `document` is the id of the draft when that is made.
    """

    kind: DocKind = DocKind.RECEIPT
    manifest: Manifest | None = None
    faults: tuple[str, ...] = ()
    document: int | None = None


def names(kind: DocKind) -> tuple[str, ...]:
    """The fields of the form for this kind, in their order."""
    return _FIELDS[RULES[kind].way]


def begin(db: Db, post: Post, kind: DocKind, order: str = "") -> Start:
    """The form for a document of this kind, empty but for the number of the order that it is to work off."""
    state = entry.begun(Start(kind=kind), dict.fromkeys(names(kind), ""), {})
    return _put_order(db, state, order)[0] if order else state


def find_supplier(db: Db, post: Post, text: str) -> Sequence[Option]:
    """Partners that a typed text fits, and last the one that it would be the name of."""
    return _partners(db, text, entry_wording.new_partner(text))


def find_customer(db: Db, post: Post, text: str) -> Sequence[Option]:
    """The same for who the goods go to."""
    return _partners(db, text, wording.new_customer(text))


def find_order(db: Db, post: Post, text: str) -> Sequence[Option]:
    """Purchase orders of which something is still to come, the newest first."""
    found = orders.waiting(db, text, entry.FITTING)
    return tuple(Option(order.label.partition(" · ")[0], order.label) for order in found)


def put(db: Db, post: Post, state: Start, field: str, text: str) -> tuple[Start, Outcome]:
    """Take over one field."""
    match field:
        case "order":
            return _put_order(db, state, text.strip())
        case "list":
            return _put_list(db, state, text.strip())
        case _:
            state, outcome = put_text(state, field, text, PARSERS[field])
            return (_held(db, state)[0] if field in ("partner", "customer") else state), outcome


def scan(db: Db, post: Post, state: Start, scan: Scan) -> tuple[Start, Outcome]:
    """An order fills its field, a code the reference while that is open; anything else is refused in words."""
    texts = {"reference": PARSERS["reference"]}
    if not state.ready or state.at in texts:
        return entry.scanned(db, post, state, scan, texts=texts)
    meaning = resolve(db, scan, post.codes)
    if not isinstance(meaning, Found) or meaning.thing.kind is not Kind.DOCUMENT:
        return entry.scanned(db, post, state, scan)
    number = meaning.thing.label
    if "order" not in state.values or not orders.is_open(db, meaning.thing.id):
        outcome = Outcome(Tone.NO, wording.a_document(), wording.a_document_help(number), result="refused")
    else:
        state, outcome = _put_order(db, state, number)
        if outcome.tone is Tone.OK:
            detail = entry_wording.filled(entry_wording.label("order"))
            outcome = Outcome(Tone.OK, number, detail, result="entered")
    return state, replace(outcome, meaning=meaning)


def save(db: Db, post: Post, state: Start) -> tuple[Start, Outcome]:
    """Make the draft with all that it expects, or say what keeps it from being made, each at its field."""
    if not state.ready:
        return state, entry.opening()
    way = RULES[state.kind].way
    parsers = {name: parse for name, parse in PARSERS.items() if name in names(state.kind)}
    values, problems = entry.parsed(state, parsers, [name for name in ("order",) if name in state.values])
    name = values.get("customer") if way in (Way.OUT, Way.BACK) else values.get("partner")
    problems += partner_problems(db, "customer" if "customer" in state.values else "partner", name)
    order = state.thing("order")
    if order is not None and not orders.is_open(db, order):
        problems.append(Problem("order", list_wording.nothing_open(state.values["order"])))
    state = _read(state)  # anew: it may have been mended since it was named
    checked = _checked(db, state, name)
    state = replace(state, faults=_faults(checked))
    if "list" in state.errors:
        problems.append(Problem("list", state.errors["list"]))
    elif checked.errors:
        problems.append(Problem("list", list_wording.errors(checked.errors_total)))
    if problems:
        return not_saved(state, problems)
    return _made(db, post, state, values, name, checked)


def _partners(db: Db, text: str, new: str) -> Sequence[Option]:
    found = partners.fitting(db, text, entry.FITTING)
    options = [Option(name, name) for name in found]
    if text.strip() and text not in found:
        options.append(Option(text, new))
    return tuple(options)


def _made(
    db: Db, post: Post, state: Start, values: Mapping[str, Any], name: str | None, checked: Checked
) -> tuple[Start, Outcome]:
    partner = None if name is None else partners.find(db, name) or partners.add(db, NewPartner(name))
    order = state.thing("order")
    head = {"partner": partner, "reference": values["reference"], "notes": values["notes"], "source": order}
    id = documents.create(db, post, state.kind, **head)
    document = documents.get(db, id)
    assert document is not None
    told = ""
    if state.manifest is not None:
        expected.fill(db, document, checked)
        told = expected.told(checked, state.manifest.name)
    elif order is not None:
        told = list_wording.loaded_help(expected.fill_from_order(db, document, order), 0, state.values["order"])
    outcome = Outcome(Tone.OK, wording.begun(document.number), wording.begun_help(state.kind, told), result="saved")
    return replace(state, done=True, document=id, errors=MappingProxyType({}), faults=()), outcome


def _put_order(db: Db, state: Start, number: str) -> tuple[Start, Outcome]:
    """An order, by its number; where nobody has been chosen yet, its partner comes with it."""
    id = documents.find(db, number) if number else None
    if number and (id is None or not orders.is_open(db, id)):
        values = MappingProxyType({**state.values, "order": number})
        state = replace(state, values=values, things=entry.without(state.things, "order"))
        return entry.refused(state, "order", wording.no_order(number))
    state = put_found(state, "order", None if id is None else Thing(Kind.DOCUMENT, id, number))
    found = None if id is None else documents.get(db, id)
    if found is not None and found.partner is not None and not state.values["partner"]:
        state = replace(state, values=MappingProxyType({**state.values, "partner": found.partner.name}))
    others = () if id is None else orders.drafts(db, id)
    if others:  # it may well be a second delivery, or somebody has begun it already
        return state, Outcome(Tone.AGAIN, number, wording.begun_already(others), result="entered")
    return state, entry.taken_over("order")


def _put_list(db: Db, state: Start, file: str) -> tuple[Start, Outcome]:
    """A file, which is read at once, so that all that is wrong with it is seen before anything else is typed."""
    state = _read(replace(state, values=MappingProxyType({**state.values, "list": file})))
    if "list" in state.errors:
        return entry.refused(state, "list", state.errors["list"])
    return _held(db, state)


def _read(state: Start) -> Start:
    """With what is in the file that is named now, or why that can't be read."""
    state = replace(state, manifest=None, faults=(), errors=entry.without(state.errors, "list"))
    file = state.values["list"]
    try:
        return replace(state, manifest=manifests.read(file)) if file else state
    except KioskError as error:
        errors = MappingProxyType({**state.errors, "list": list_wording.unreadable(str(error))})
        return replace(state, errors=errors)


def _held(db: Db, state: Start) -> tuple[Start, Outcome]:
    """The list held against the store; whose codes its rows name depends on the partner."""
    checked = _checked(db, state, state.values.get("partner") or state.values.get("customer"))
    state = replace(state, faults=_faults(checked))
    if checked.errors:
        return entry.refused(state, "list", list_wording.errors(checked.errors_total))
    if state.manifest is not None:
        state = replace(state, errors=entry.without(state.errors, "list"))
    return state, entry.taken_over("list")


def _checked(db: Db, state: Start, name: str | None) -> Checked:
    if state.manifest is None:
        return Checked()
    id = partners.find(db, name) if name else None
    partner = None if id is None or name is None else Partner(id, name)
    return listing.check(db, For(RULES[state.kind].way, partner, order=state.thing("order")), state.manifest)


def _faults(checked: Checked) -> tuple[str, ...]:
    """All errors that are kept, and how many there are beyond them."""
    more = checked.errors_total - len(checked.errors)
    return (*checked.told(), *((exchange_wording.more_errors(more),) if more else ()))


def partner_problems(db: Db, field: str, name: str | None) -> list[Problem]:
    """Why a document can't be with the partner of this name."""
    id = None if name is None else partners.find(db, name)
    stored = None if id is None else partners.get(db, id)
    if stored is None or not stored.archived:
        return []
    return [Problem(field, wording.partner_archived(stored.partner.name))]
