"""Create a part with its initial stock, or edit one. All of it is saved in one transaction, or nothing is.

While `collecting`, the form takes serials (see `kiosk.flows.stock_entry`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from kiosk.barcodes.content import Content
from kiosk.flows import entry, stock_entry, supplier_form
from kiosk.flows.assignable import lasting_of
from kiosk.flows.entry import not_saved, put_text, put_thing
from kiosk.flows.stock_entry import STOCK, StockEntry
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.serials.masks import mask_text
from kiosk.serials.schemes import COUNTER
from kiosk.stock import fields
from kiosk.stock.fields import Problem
from kiosk.stock.ledger import Act
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking
from kiosk.stock.views import PartView
from kiosk.store import barcodes, ledger, part_stock, partners, parts, supplier_parts, views
from kiosk.store.partners import NewPartner
from kiosk.store.parts import NewPart
from kiosk.store.sql import Db
from kiosk.store.supplier_parts import NewSupplierPart
from kiosk.store.things import thing
from kiosk.wording import entry as wording
from kiosk.wording import stock_entry as stock_wording
from kiosk.wording.answers import amount

THINGS = MappingProxyType({"variant_of": Kind.PART, "default_location": Kind.LOCATION, "location": Kind.LOCATION})
_PLACES = ("default_location", "location")

PARSERS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        "number": fields.part_number,
        "name": fields.name,
        "description": fields.free_text,
        "unit": fields.unit,
        "decimals": fields.decimals,
        "track_stock": fields.yes_no,
        "tracking": fields.tracking,
        "minimum": lambda text: fields.optional(fields.quantity, text),
        "warranty_months": lambda text: fields.optional(fields.warranty_months, text),
        "serial_scheme": fields.serial_scheme,
        "serial_mask": mask_text,
    }
)
_SCANNED = {"number": PARSERS["number"], "batch": STOCK["batch"]}  # texts that a code may stand for


@dataclass(frozen=True, slots=True)
class PartForm(StockEntry):
    """The form. `serialise` is set when stock must get its serials before tracking can be switched on; `label` is what
    the label says that a new part is entered for."""

    serialise: bool = False
    label: Content | None = None


at = entry.at


def begin(
    db: Db, post: Post, part: Thing | None, variant_of: Thing | None, label: Content | None = None
) -> PartForm | None:
    """The form for a new part, for a variant with the values of its template, or for `part`; None if that is gone.

    A new part may begin with what a label calls it, by which it is known once it is saved.
    """
    of = part or variant_of
    stored = None if of is None else parts.get(db, of.id)
    if of is not None and stored is None:
        return None
    if stored is None:
        number = "" if label is None else next(iter(label.part_numbers), label.manufacturer_number)
        return entry.begun(PartForm(label=label), {**_texts(NewPart(number=number, name="")), "serials": ""}, {})
    place = thing(db, Kind.LOCATION, stored.part.default_location)
    if part is None:
        template = replace(stored.part, number="", minimum=None)
        values = {**_texts(template), "serials": ""}
        state = PartForm(
            tracking=Tracking(template.tracking), unit=template.unit, decimals=template.decimals, tree=stored.id
        )
        return entry.begun(state, values, {"variant_of": variant_of, "default_location": place})
    above = thing(db, Kind.PART, stored.part.variant_of)
    state = PartForm(subject=part, id=stored.id, version=stored.version, tracking=Tracking(stored.part.tracking))
    return entry.begun(state, _texts(stored.part), {"variant_of": above, "default_location": place})


def put(db: Db, post: Post, state: PartForm, field: str, text: str) -> tuple[PartForm, Outcome]:
    """Take over one field."""
    if field in THINGS:
        state, outcome = put_thing(db, state, field, text, THINGS[field])
        return replace(state, tree=state.thing("variant_of")), outcome
    state, outcome = put_text(state, field, text, {**PARSERS, **STOCK}[field])
    if field not in state.errors and field in ("tracking", "unit", "decimals"):
        state = _with_rules(state, field)
        if field == "tracking":
            outcome = replace(outcome, detail=wording.tracking_rule(state.tracking))
    return (stock_entry.counted(state) if field == "quantity" else state), outcome


def scan(db: Db, post: Post, state: PartForm, scan: Scan) -> tuple[PartForm, Outcome]:
    """A serial while they are collected; else what fills the open field, or a place that is still missing."""
    if state.collecting:
        return stock_entry.scan(db, post, state, scan)
    places = _PLACES if state.id is None else _PLACES[:1]
    state, outcome = entry.scanned(db, post, state, scan, places, THINGS, _SCANNED)
    return replace(state, tree=state.thing("variant_of")), outcome


def save(db: Db, post: Post, state: PartForm) -> tuple[PartForm, Outcome]:
    """Write the part and its stock, or say all that keeps it from being written, each at its field."""
    if not state.ready:
        return state, entry.opening()
    values, problems = entry.parsed(state, PARSERS, THINGS)
    new = _new(state, values)
    if new is not None:
        problems += parts.problems(db, new, state.id, state.version)
    stock: tuple[Any, ...] = ()
    if state.id is None and stock_entry.has_stock(state):
        untracked = new is not None and not new.track_stock
        place = state.thing("location") or state.thing("default_location")
        stock, wrong = stock_entry.items(db, state, place)
        problems += [Problem("quantity", stock_wording.stock_untracked())] if untracked else wrong
    if problems or new is None:
        state, outcome = not_saved(replace(state, collecting=False), problems)
        return replace(state, serialise=_must_serialise(db, state, new)), outcome
    id, changed = _write(db, state, new)
    if state.label is not None:
        _known_by(db, post, id, state.label)
    if stock:
        ledger.enter(db, post, Act.INITIAL, [replace(item, part=id) for item in stock])
    return replace(state, done=True, errors=MappingProxyType({})), _saved(db, post, id, new, changed, len(stock))


def without_tracking(db: Db, post: Post, state: PartForm) -> tuple[PartForm, Outcome]:
    """Save all but the tracking, which is switched on when the stock has its serials: that is what comes next."""
    values = MappingProxyType({**state.values, "tracking": state.first["tracking"]})
    return save(db, post, _with_rules(replace(state, values=values), "tracking"))


def _with_rules(state: PartForm, field: str) -> PartForm:
    """What the fields of the part say about its stock."""
    text = state.values[field]
    match field:
        case "tracking":
            return replace(state, tracking=fields.tracking(text))
        case "decimals":
            return replace(state, decimals=fields.decimals(text))
        case _:
            return replace(state, unit=text)


def _new(state: PartForm, values: Mapping[str, Any]) -> NewPart | None:
    """The part that the form comes to; None where a text can't be read."""
    if values.keys() != PARSERS.keys():
        return None
    return NewPart(**values, variant_of=state.thing("variant_of"), default_location=state.thing("default_location"))


def _must_serialise(db: Db, state: PartForm, new: NewPart | None) -> bool:
    """Whether nothing but stock without serials keeps tracking by serial from being switched on."""
    if state.id is None or new is None or state.errors.keys() != {"tracking"}:
        return False
    return new.track_stock and Tracking(new.tracking).serial and part_stock.unserialised(db, state.id) > 0


def _write(db: Db, state: PartForm, new: NewPart) -> tuple[int, bool]:
    if state.id is None:
        return parts.add(db, new), True
    return state.id, parts.update(db, state.id, new)


def _known_by(db: Db, post: Post, part: int, label: Content) -> None:
    """Let the new part be known by the label that it was entered for: its GTIN, or how the supplier calls it."""
    if code := lasting_of(label):
        barcodes.assign(db, post, code.encode(), Thing(Kind.PART, part, ""))
        return
    values = supplier_form.of_label(db, label)
    if not values["partner"]:
        return
    partner = partners.find(db, values["partner"]) or partners.add(db, NewPartner(values["partner"]))
    number = values["manufacturer_number"] or None
    new = NewSupplierPart(partner=partner, part=part, sku=values["sku"], manufacturer_number=number)
    if not supplier_parts.problems(db, new):
        supplier_parts.add(db, new)


def _saved(db: Db, post: Post, id: int, new: NewPart, changed: bool, items: int) -> Outcome:
    view = views.view(db, Thing(Kind.PART, id, new.number), returned_available=post.returned_available)
    if not changed:
        return Outcome(Tone.AGAIN, wording.unchanged(), wording.unchanged_help(), view, result="unchanged")
    on_hand = amount(view.on_hand, new.unit) if items and isinstance(view, PartView) else ""
    return Outcome(Tone.OK, wording.part_saved(), wording.part_saved_help(new.number, on_hand), view, result="saved")


def _texts(part: NewPart) -> dict[str, str]:
    return {
        "number": part.number,
        "name": part.name,
        "description": part.description,
        "unit": part.unit,
        "decimals": str(part.decimals),
        "variant_of": "",
        "track_stock": "yes" if part.track_stock else "no",
        "tracking": str(part.tracking),
        "default_location": "",
        "minimum": "" if part.minimum is None else f"{part.minimum:f}",
        "warranty_months": "" if part.warranty_months is None else str(part.warranty_months),
        "serial_scheme": part.serial_scheme or COUNTER,
        "serial_mask": part.serial_mask,
    }
