"""Parts that are used in an open repair, and taken out of it again: each time an operation of its own.

A unit becomes In Repair and leaves its place. Loose stock gets less where it lies, what expires first before the rest;
what is taken out again goes back to where it came from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.flows import clashes
from kiosk.flows.documents.available import available
from kiosk.flows.repairs import working
from kiosk.flows.repairs.working import Repairing
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.repairs import Repair, Used
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing
from kiosk.stock.tracking import Tracking
from kiosk.store import (
    documents,
    draft_serials,
    ledger,
    locations,
    loose_stock,
    parts,
    picking,
    places,
    repair_parts,
    repairs,
    stock_items,
)
from kiosk.store.picking import KnownUnit
from kiosk.store.sql import Db
from kiosk.wording import clashes as clash_wording
from kiosk.wording import documents_units as units_wording
from kiosk.wording import repairs as wording

BACK, BROKEN, LEAVE = "1", "2", "3"


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
    _write(db, post, repair, line, [change])
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
        _less(db, post, state, repair, line, -more)
        if more < 0
        else _more(db, post, state, repair, line.part, more, None)
    )


def take_out(db: Db, post: Post, state: Repairing) -> tuple[Repairing, Outcome]:
    """Take the current part out again: of a unit it is asked where to, loose stock goes back to where it came from."""
    state, repair = working.working(db, state)
    if isinstance(repair, Outcome):
        return state, repair
    line = state.line
    if line is None:
        return state, working.no(wording.nothing_used(), wording.nothing_used_help())
    if line.item is None:
        return _less(db, post, state, repair, line, quantities.millionths(line.quantity))
    home = _home(db, line)
    back = (
        ()
        if home is None
        else (
            Option(BACK, wording.back_to(home.label)),
            Option(BROKEN, wording.broken_to(home.label)),
        )
    )
    options = (*back, Option(LEAVE, wording.leave_in()))
    question = Question(wording.where_to(line, home is not None), options, yes=BACK if back else "")
    outcome = Outcome(Tone.ASK, line.label, question.text, question=question, result="asked")
    return working.asking(state, question, WhereTo(line.item, line.line, home)), outcome


@dataclass(frozen=True, slots=True)
class WhereTo:
    """Where a unit goes that is taken out; a place that is scanned answers it, too."""

    unit: Thing
    line: int
    home: Thing | None

    def answer(self, db: Db, post: Post, state: Repairing, key: str) -> tuple[Repairing, Outcome] | None:
        if key == LEAVE:
            return state, Outcome(Tone.OK, wording.left_in(), wording.left_in_help(), result="left")
        if key not in (BACK, BROKEN) or self.home is None:
            return None
        status = Status.IN_STOCK if key == BACK else Status.DEFECTIVE
        return to(db, post, state, self.unit, self.line, self.home, status)


def to(
    db: Db, post: Post, state: Repairing, item: Thing, line: int, place: Thing, status: Status = Status.IN_STOCK
) -> tuple[Repairing, Outcome]:
    """Take a unit out of the repair, to this place."""
    state, repair = working.working(db, state)
    if isinstance(repair, Outcome):
        return state, repair
    was, found = stock_items.state(db, item.id), picking.unit(db, item.id)
    inside = repair_parts.used_in(db, item.id).get(item.id)
    if was is None or found is None or inside is None or inside.id != repair.document.id:
        return state, working.no(wording.not_in_it(), wording.not_in_it_help())
    if problems := locations.stock_refused(db, place.id):
        return state, working.no(wording.not_there(), wording.bad_place(problems[0].text))
    if refused := parts.stock_refused(db, found.part.id, serials=True):
        return state, working.no(wording.not_there(), wording.bad_part(refused[0].text))
    change = Change(item.id, was, State(place.id, was.quantity, status), line=line)
    _write(db, post, repair, line, [change])
    outcome = Outcome(Tone.OK, wording.taken_out(), wording.taken_out_help(item.label, place.label), result="taken_out")
    return working.again(db, state), outcome


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
    _write(db, post, repair, line, changes)
    state = working.at(db, state, line, None)
    assert state.line is not None
    return state, Outcome(Tone.OK, stored.part.number, wording.used_loose(state.line, froms), result="used")


def _less(db: Db, post: Post, state: Repairing, repair: Repair, line: Used, amount: int) -> tuple[Repairing, Outcome]:
    """Put so many millionths back to where they came from, the last ones first."""
    if refused := parts.stock_refused(db, line.part, serials=False):
        return state, working.no(line.number, wording.bad_part(refused[0].text))
    changes, left, froms = list[Change](), amount, list[str]()
    for lot in repair_parts.lots(db, line.line):
        take = min(left, lot.taken)
        if not take:
            break
        if lot.state.location is None:
            return state, working.no(line.number, wording.lot_gone())
        if problems := locations.stock_refused(db, lot.state.location):
            return state, working.no(line.number, wording.bad_place(problems[0].text))
        after = replace(lot.state, quantity=lot.state.quantity + take)
        changes.append(Change(lot.item, lot.state, after, line=line.line))
        stored = locations.get(db, lot.state.location)
        froms.append("" if stored is None else stored.path)
        left -= take
    _write(db, post, repair, line.line, changes)
    state = working.at(db, state, line.line, None)
    detail = wording.put_back(line, quantities.of(amount), froms)
    return state, Outcome(Tone.OK, wording.taken_out(), detail, result="taken_out")


def _write(db: Db, post: Post, repair: Repair, line: int, changes: Sequence[Change]) -> None:
    operation = ledger.begin(db, post, Act.REPAIR, reference=repair.number)
    try:
        ledger.record(db, post, operation, changes)
    except ledger.Overtaken as error:
        raise working.written(error) from error
    repair_parts.recount(db, line)


def _home(db: Db, line: Used) -> Thing | None:
    """The place that a unit came from, else that of its part, where it can go there."""
    assert line.item is not None
    return next(iter(places.likely(db, line.item.id)), None)
