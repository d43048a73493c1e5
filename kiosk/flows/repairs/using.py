"""Parts that are used in an open repair: each time an operation of its own.

A unit becomes In Repair and leaves its place. Loose stock gets less where it lies, what expires first before the rest.
"""

from dataclasses import replace

from kiosk.flows import clashes
from kiosk.flows.documents.available import available
from kiosk.flows.repairs import taking_out, working
from kiosk.flows.repairs.working import Repairing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.ledger import Change, State
from kiosk.stock.repairs import Repair
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing
from kiosk.stock.tracking import Tracking
from kiosk.store import (
    documents,
    draft_serials,
    locations,
    loose_stock,
    parts,
    picking,
    repair_parts,
    repairs,
    stock_items,
)
from kiosk.store.picking import KnownUnit
from kiosk.store.sql import Db
from kiosk.wording import clashes as clash_wording
from kiosk.wording import documents_lines as lines_wording
from kiosk.wording import documents_units as units_wording
from kiosk.wording import repairs as wording


def unit(db: Db, post: Post, state: Repairing, item: Thing) -> tuple[Repairing, Outcome]:
    """Use this unit."""
    state, repair = working.working(db, state)
    if isinstance(repair, Outcome):
        return state, repair
    found = picking.unit(db, item.id)
    if found is None:
        return state, working.no(units_wording.unknown(), units_wording.no_serial(item.label))
    if repair.unit is not None and repair.unit.id == item.id:
        return state, Outcome(Tone.AGAIN, found.serial, wording.is_its_unit(repair), result="again")
    inside = repair_parts.used_in(db, item.id).get(item.id)
    if inside is not None and inside.id == repair.document.id:
        line = repair_parts.of_part(db, repair.document.id, found.part.id)
        assert line is not None
        text = wording.again(found.unit.label, repair.number)
        return working.at(db, state, line, item.id), Outcome(Tone.AGAIN, found.serial, text, result="again")
    if why := _unusable(db, post, found, inside):
        return state, working.no(found.serial, why)
    return _used_unit(db, post, state, repair, found)


def _unusable(db: Db, post: Post, found: KnownUnit, inside: Thing | None) -> str:
    """Why a unit can't be used as a part; empty where it can."""
    if inside is not None:
        return wording.used_elsewhere(found.unit.label, inside.label)
    if found.status not in available(post):
        return units_wording.not_out(found.unit.label, found.status, found.place, found.document)
    if (under := repairs.under(db, found.unit.id)) is not None:
        return wording.is_repaired(found.unit.label, under.label)
    for claim in draft_serials.claims_of_units(db, (found.unit.id,)):
        return clash_wording.clash(clashes.in_draft(claim))
    return ""


def _used_unit(db: Db, post: Post, state: Repairing, repair: Repair, found: KnownUnit) -> tuple[Repairing, Outcome]:
    was = stock_items.state(db, found.unit.id)
    assert was is not None
    line = repair_parts.line(db, repair.document.id, found.part.id)
    change = Change(found.unit.id, was, State(None, was.quantity, Status.IN_REPAIR), line=line)
    working.write(db, post, repair, line, [change])
    state = working.at(db, state, line, found.unit.id)
    return state, Outcome(Tone.OK, found.serial, wording.used_unit(found.number, found.place), result="used")


def piece(
    db: Db, post: Post, state: Repairing, part: int, pack: int = quantities.UNIT, lot: int | None = None
) -> tuple[Repairing, Outcome]:
    """Use one piece of a part without serials, or what its code stands for in millionths; `lot`: of this item."""
    state, repair = working.working(db, state)
    if isinstance(repair, Outcome):
        return state, repair
    stored = parts.get(db, part)
    if stored is None:
        return state, working.no(wording.no_part(), wording.no_part_help())
    if not stored.part.track_stock:
        return state, working.no(stored.part.number, wording.not_tracked())
    if Tracking(stored.part.tracking).serial and lot is None:
        return state, working.no(stored.part.number, wording.scan_its_units())
    return _more(db, post, state, repair, part, pack, lot)


def quantity(db: Db, post: Post, state: Repairing, text: str) -> tuple[Repairing, Outcome]:
    """How much of the current part is in the unit, as it was typed: more is used, or the rest is taken out again."""
    state, repair = working.working(db, state)
    if isinstance(repair, Outcome):
        return state, repair
    line = state.line
    if line is None or line.item is not None:
        label = wording.nothing_used() if line is None else line.label
        return state, working.no(label, wording.nothing_used_help() if line is None else wording.one_unit())
    try:
        told = fields.quantity(text.strip(), line.decimals)
    except ValueError as error:
        return state, working.no(wording.no_quantity(), wording.bad_quantity(str(error)))
    more = quantities.millionths(told) - quantities.millionths(line.quantity)
    if not more:
        return state, Outcome(Tone.AGAIN, line.number, wording.same_quantity(line), result="again")
    return (
        taking_out.less(db, post, state, repair, line, -more)
        if more < 0
        else _more(db, post, state, repair, line.part, more, None)
    )


def times(db: Db, post: Post, state: Repairing, text: str) -> tuple[Repairing, Outcome]:
    """The same by a code, which is of what was scanned before it: nothing, where that was refused."""
    if state.missed:
        return state, working.no(lines_wording.nothing_to_count(), lines_wording.nothing_to_count_help())
    return quantity(db, post, state, text)


def source(db: Db, post: Post, state: Repairing, place: Thing) -> tuple[Repairing, Outcome]:
    """Take loose parts from this place and no other; scanned once more, from wherever they lie again."""
    state, repair = working.working(db, state)
    if isinstance(repair, Outcome):
        return state, repair
    same = repair.place is not None and repair.place.id == place.id
    documents.change(db, repair.document.id, {"place_id": None if same else place.id})
    text = wording.from_anywhere() if same else place.label
    detail = wording.from_anywhere_help() if same else wording.from_place(place.label)
    return working.again(db, state), Outcome(Tone.OK, text, detail, result="placed")


# What is written


def _more(
    db: Db, post: Post, state: Repairing, repair: Repair, part: int, amount: int, lot: int | None
) -> tuple[Repairing, Outcome]:
    """Use so many millionths, as a whole or not at all."""
    fit = available(post)
    source = None if repair.place is None or lot is not None else locations.get(db, repair.place.id)
    there = [
        one
        for one in loose_stock.of_part(db, part)
        if one.state.status in fit
        and lot in (None, one.item)
        and (source is None or one.place == source.path or one.place.startswith(f"{source.path}/"))
    ]
    there.sort(key=lambda one: (one.expiry or "9999-12-31", one.item))
    stored = parts.get(db, part)
    assert stored is not None
    have = sum(one.state.quantity for one in there)
    if have < amount:
        where = "" if source is None else source.path
        told = wording.too_little(quantities.of(have), stored.part.unit, where, lot=lot is not None)
        return state, working.no(stored.part.number, told)
    line = repair_parts.line(db, repair.document.id, part)
    changes = []
    left, froms = amount, list[str]()
    for one in there:
        take = min(left, one.state.quantity)
        if take:
            after = replace(one.state, quantity=one.state.quantity - take)
            changes.append(Change(one.item, one.state, after, line=line))
            froms.append(one.place)
            left -= take
    working.write(db, post, repair, line, changes)
    state = working.at(db, state, line, None)
    assert state.line is not None
    return state, Outcome(Tone.OK, stored.part.number, wording.used_loose(state.line, froms), result="used")
