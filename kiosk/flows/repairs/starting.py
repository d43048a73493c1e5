"""A repair begins: which unit, whose it is, what is wrong with it.

An own unit is known by its serial, with its part, who it was sold to and how long its warranty lasts. Any other serial
is that of a customer's unit, which is no stock: what it is may be told, and is not asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any

from kiosk.barcodes.reading import Ambiguous, Found, Unknown
from kiosk.barcodes.resolve import resolve
from kiosk.flows import entry, goods
from kiosk.flows.documents.starting import find_customer, partner_problems
from kiosk.flows.entry import FITTING, Entry, not_saved, put_text
from kiosk.outcome import Option, Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.fields import Problem
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents, forgotten, partners, picking, repair_parts, repairs, search, supplier_parts
from kiosk.store.partners import NewPartner
from kiosk.store.picking import KnownUnit
from kiosk.store.repairs import NewRepair
from kiosk.store.sql import Db
from kiosk.wording import entry as entry_wording
from kiosk.wording import labelled as label_wording
from kiosk.wording import repairs_starting as wording

NAMES = ("unit", "part", "description", "customer", "fault", "notes")
OF_OTHERS = ("part", "description")  # fields for what is no own unit
PARSERS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        "description": fields.optional_name,
        "customer": lambda text: fields.optional(fields.partner_name, text),
        "fault": fields.free_text,
        "notes": fields.free_text,
    }
)
_OTHERS = "\0\0"  # begins the key of a serial that is a customer's, whoever else has it
_GONE = frozenset({Status.IN_REPAIR, Status.LOST, Status.SCRAPPED, Status.VOID})  # what can't come in as it is

at = entry.at
find_part = entry.find(Kind.PART)

__all__ = ("Starting", "at", "begin", "find_customer", "find_part", "find_unit", "put", "refusal", "save", "scan")


@dataclass(frozen=True, slots=True)
class Starting(Entry):
    """The form; `told` is what is known of the unit, `document` the id of the repair order when that is made."""

    told: str = ""
    document: int | None = None


def begin(db: Db, post: Post, unit: Thing | None, serial: str) -> Starting:
    """The form, with the unit that is known already: an own one, or a customer's by its serial."""
    state = entry.begun(Starting(), dict.fromkeys(NAMES, ""), {})
    if unit is None and not serial:
        return state
    state, outcome = _put_serial(db, state, serial) if unit is None else _put_own(db, state, unit)
    return replace(state, told=outcome.detail, first=state.values)  # nothing has been typed yet


def find_unit(db: Db, post: Post, text: str) -> Sequence[Option]:
    """Own units whose serial begins so, and last the customer's unit that it would be the serial of."""
    found = search.search(db, text, FITTING, kinds=(Kind.STOCK_ITEM,))
    options = [Option(entry.key_of(thing), thing.label) for thing in found]
    if text.strip():
        options.append(Option(_OTHERS + text, wording.customers(text)))
    return options


def put(db: Db, post: Post, state: Starting, field: str, text: str) -> tuple[Starting, Outcome]:
    """Take over one field."""
    match field:
        case "part":
            return entry.put_thing(db, state, field, text, Kind.PART)
        case "unit" if text.startswith(_OTHERS):
            return _put_serial(db, state, text.removeprefix(_OTHERS))
        case "unit":
            return _put_unit(db, state, text)
        case _:
            return put_text(state, field, text, PARSERS[field])


def scan(db: Db, post: Post, state: Starting, scan: Scan) -> tuple[Starting, Outcome]:
    """A unit or a serial that nothing has fills its field, a part's code that of the part; all else is refused."""
    if not state.ready:
        return state, entry.opening()
    meaning = resolve(db, scan, post.codes)
    content = meaning.tried.content
    serial = goods.serial(scan, content)
    match meaning:
        case Found(thing=Thing(kind=Kind.STOCK_ITEM) as item) if (unit := picking.unit(db, item.id)) is not None:
            state, outcome = _scanned(state, unit.serial, lambda: _put_own(db, state, unit.unit))
        case Found(thing=Thing(kind=Kind.PART | Kind.SUPPLIER_PART) as thing) if "unit" not in state.things:
            before = state
            state, outcome = _scanned_part(db, state, thing)
            if content is not None and serial and outcome.tone is Tone.OK:  # a customer's unit with the maker's label
                state, outcome = _scanned(state, serial, partial(_put_serial, db, state, serial))
                state = state if outcome.tone is not Tone.NO else before
        case Unknown() if serial:
            state, outcome = _scanned(state, serial, partial(_put_serial, db, state, serial))
        case Unknown() if content is not None:
            outcome = Outcome(Tone.NO, wording.no_unit(), label_wording.no_serial(), result="refused")
        case Ambiguous(things=things) if all(thing.kind is Kind.STOCK_ITEM for thing in things):
            outcome = Outcome(Tone.NO, scan.text or "", wording.several_units(), result="ambiguous")
        case _:
            outcome = Outcome(Tone.NO, wording.no_unit(), wording.no_unit_help(), result="refused")
    return state, replace(outcome, meaning=meaning)


def save(db: Db, post: Post, state: Starting) -> tuple[Starting, Outcome]:
    """Make the repair order, or say what keeps it from being made, each at its field."""
    if not state.ready:
        return state, entry.opening()
    values, problems = entry.parsed(state, PARSERS, ["part"])
    unit = state.things.get("unit")
    serial = "" if unit is not None else state.values["unit"]
    if why := refusal(db, unit.id) if unit is not None else _refused_serial(db, serial):
        problems.append(Problem("unit", why))
    if unit is None and not any((serial, state.thing("part"), values.get("description"))):
        problems.append(Problem("unit", wording.what_is_it()))
    problems += partner_problems(db, "customer", values.get("customer"))
    if problems:
        return not_saved(state, problems)
    name = values["customer"]
    new = NewRepair(
        item=None if unit is None else unit.id,
        part=None if unit is not None else state.thing("part"),
        serial=serial,
        description=values["description"],
        customer=None if name is None else partners.find(db, name) or partners.add(db, NewPartner(name)),
        fault=values["fault"],
        notes=values["notes"],
    )
    id = repairs.create(db, post, new)
    head = documents.get(db, id)
    assert head is not None
    outcome = Outcome(Tone.OK, head.number, wording.begun_help(), result="saved")
    return replace(state, done=True, document=id, errors=MappingProxyType({})), outcome


# The unit


def _put_unit(db: Db, state: Starting, text: str) -> tuple[Starting, Outcome]:
    """Chosen from the list, or typed: an own unit where one has just this serial."""
    if not text.strip():
        return entry.put_found(state, "unit", None), entry.taken_over("unit")
    if (thing := entry.chosen(text)) is not None:
        return _put_own(db, state, thing)
    match [unit for unit in picking.of_serial(db, text) if unit.status is not Status.VOID]:
        case []:
            return _put_serial(db, state, text)
        case [one]:
            return _put_own(db, state, one.unit)
        case _:
            return entry.refused(_with_text(state, text), "unit", wording.several_units())


def _put_own(db: Db, state: Starting, item: Thing) -> tuple[Starting, Outcome]:
    """An own unit, with its part; its customer is offered where none was told."""
    found = picking.unit(db, item.id)
    if found is None:
        return entry.refused(_with_text(state, item.label), "unit", entry_wording.not_found())
    state = entry.put_found(state, "unit", found.unit)
    state = entry.put_found(state, "part", found.part)
    if why := refusal(db, item.id):
        return entry.refused(state, "unit", why)
    known = repairs.known(db, item.id)
    if known.customer and not state.values["customer"]:
        state = replace(state, values=MappingProxyType({**state.values, "customer": known.customer}))
    detail = wording.own_unit(found.number, found.status, found.place, found.document, known.warranty_until)
    return state, Outcome(Tone.OK, found.serial, detail, result="entered")


def _put_serial(db: Db, state: Starting, text: str) -> tuple[Starting, Outcome]:
    """A serial of a customer's unit."""
    own = "unit" in state.things
    state = _with_text(state, text)
    if own:
        state = entry.put_found(state, "part", None)  # it was the other unit's
    if why := _refused_serial(db, text):
        return entry.refused(state, "unit", why)
    before = forgotten.of_code(db, text).repair
    detail = wording.customers_unit("" if before is None else before.label)
    return state, Outcome(Tone.OK, text, detail, result="entered")


def _with_text(state: Starting, text: str) -> Starting:
    values = MappingProxyType({**state.values, "unit": text})
    things, errors = entry.without(state.things, "unit"), entry.without(state.errors, "unit")
    return replace(state, values=values, things=things, errors=errors)


def _scanned(state: Starting, serial: str, put: Callable[[], tuple[Starting, Outcome]]) -> tuple[Starting, Outcome]:
    """A serial that was scanned: it comes into an empty field, or into the one that was opened for it."""
    there = state.values["unit"]
    if there and state.at != "unit" and "unit" not in state.errors:
        named = there.rpartition(" · ")[2] if "unit" in state.things else there
        if named == serial:
            return state, Outcome(Tone.AGAIN, serial, wording.unit_again(), result="again")
        return state, Outcome(Tone.NO, serial, wording.another_unit(there), result="refused")
    return put()


def _scanned_part(db: Db, state: Starting, thing: Thing) -> tuple[Starting, Outcome]:
    if thing.kind is Kind.SUPPLIER_PART and (stored := supplier_parts.get(db, thing.id)) is not None:
        thing = Thing(Kind.PART, stored.supplier_part.part, thing.label)
    state, outcome = entry.put_thing(db, state, "part", entry.key_of(thing), Kind.PART)
    if outcome.tone is not Tone.OK:
        return state, outcome
    return state, Outcome(Tone.OK, thing.label, entry_wording.filled(entry_wording.label("part")), result="entered")


def refusal(db: Db, item: int) -> str:
    """Why an own unit can't come under repair, to be read behind its name; empty where it can."""
    if (under := repairs.under(db, item)) is not None:
        return wording.under_already(under.label)
    if (inside := repair_parts.used_in(db, item).get(item)) is not None:
        return wording.is_part_of(inside.label)
    found: KnownUnit | None = picking.unit(db, item)
    if found is None:
        return entry_wording.not_found()
    return wording.can_not_come(found.status) if found.status in _GONE else ""


def _refused_serial(db: Db, serial: str) -> str:
    """Why a customer's unit can't come with this serial; empty where it can, or has none."""
    try:
        fields.optional(fields.serial, serial)
    except ValueError as error:
        return str(error)
    under = repairs.of_serial(db, serial)
    return "" if under is None else wording.under_already(under.label)
