"""How suppliers name a part and pack it: the list, and the form for one of them.

The supplier is chosen by typing; one that nobody has entered yet comes into being with what it supplies.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from kiosk.barcodes.content import Content
from kiosk.flows import entry
from kiosk.flows.entry import Entry, not_saved, put_text
from kiosk.outcome import Option, Outcome, Tone
from kiosk.page import Page
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.supply import Supply
from kiosk.stock.thing import Thing
from kiosk.store import partners, supplier_parts
from kiosk.store.partners import NewPartner
from kiosk.store.sql import Db
from kiosk.store.supplier_parts import NewSupplierPart
from kiosk.wording import entry as wording

PARSERS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        "partner": fields.partner_name,
        "sku": fields.sku,
        "manufacturer_number": lambda text: fields.optional(fields.manufacturer_number, text),
        "pack": fields.amount,
    }
)
_SCANNED = {name: PARSERS[name] for name in ("sku", "manufacturer_number")}


def listed(db: Db, post: Post, part: Thing, offset: int, limit: int) -> Page[Supply]:
    """The supplier parts of a part, those in use first."""
    return supplier_parts.listed(db, part.id, offset, limit)


at = entry.at


def begin(db: Db, post: Post, part: Thing, supplier_part: int | None, label: Content | None = None) -> Entry | None:
    """The form for a new supplier part of `part`, or for the one of this id; None if that is gone.

    A new one begins with what a supplier's label says.
    """
    if supplier_part is None:
        values = dict.fromkeys(PARSERS, "") if label is None else of_label(db, label)
        return entry.begun(Entry(subject=part), {**values, "pack": "1"}, {})
    stored = supplier_parts.get(db, supplier_part)
    partner = None if stored is None else partners.get(db, stored.supplier_part.partner)
    if stored is None or partner is None:
        return None
    values = {
        "partner": partner.partner.name,
        "sku": stored.supplier_part.sku,
        "manufacturer_number": stored.supplier_part.manufacturer_number or "",
        "pack": f"{stored.supplier_part.pack:f}",
    }
    return entry.begun(Entry(subject=part, id=supplier_part, version=stored.version), values, {})


def of_label(db: Db, label: Content) -> Mapping[str, str]:
    """The supplier is the partner who is called so, or longer; what a label has no code of is known by its maker's."""
    named = partners.fitting(db, label.supplier, entry.FITTING) if label.supplier else ()
    partner = next((name for name in named if _plain(name).startswith(_plain(label.supplier))), label.supplier)
    sku = next(iter(label.skus), label.manufacturer_number)
    return {"partner": partner, "sku": sku, "manufacturer_number": label.manufacturer_number}


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def find(db: Db, post: Post, text: str) -> Sequence[Option]:
    """Partners that a typed text fits, and last the one that it would be the name of."""
    names = partners.fitting(db, text, entry.FITTING)
    options = [Option(name, name) for name in names]
    if text.strip() and text not in names:
        options.append(Option(text, wording.new_partner(text)))
    return tuple(options)


def put(db: Db, post: Post, state: Entry, field: str, text: str) -> tuple[Entry, Outcome]:
    """Take over one field."""
    return put_text(state, field, text, PARSERS[field])


def scan(db: Db, post: Post, state: Entry, scan: Scan) -> tuple[Entry, Outcome]:
    """A scan fills an open field with the code itself."""
    return entry.scanned(db, post, state, scan, texts=_SCANNED)


def save(db: Db, post: Post, state: Entry) -> tuple[Entry, Outcome]:
    """Write it, with its partner where that is new."""
    if not state.ready or state.subject is None:
        return state, entry.opening()
    values, problems = entry.parsed(state, PARSERS)
    if problems:
        return not_saved(state, problems)
    name = values.pop("partner")
    partner = partners.find(db, str(name))
    new = NewSupplierPart(partner=partner or 0, part=state.subject.id, **values)
    found = supplier_parts.problems(db, new, state.id, state.version)
    # A partner that is not there yet is no problem: it is added with what it supplies.
    problems = [problem for problem in found if partner is not None or problem.field != "partner"]
    if problems:
        return not_saved(state, problems)
    if partner is None:
        new = replace(new, partner=partners.add(db, NewPartner(str(name))))
    changed = True
    if state.id is None:
        supplier_parts.add(db, new)
    else:
        changed = supplier_parts.update(db, state.id, new)
    number = state.subject.label.partition(" · ")[0]
    state = replace(state, done=True)
    if not changed:
        return state, Outcome(Tone.AGAIN, wording.unchanged(), wording.unchanged_help(), result="unchanged")
    detail = wording.supplier_saved_help(number, new.sku, str(name))
    return state, Outcome(Tone.OK, wording.supplier_saved(), detail, result="saved")
