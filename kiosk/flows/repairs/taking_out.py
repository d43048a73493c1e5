"""Parts that are taken out of an open repair again: back into stock, or because they are broken.

A unit goes to a place. Loose stock goes back to where it came from; what is broken becomes stock of its own there. Each
time it is an operation of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.flows.acting.moving import part_of
from kiosk.flows.questions import Asked
from kiosk.flows.repairs import working
from kiosk.flows.repairs.working import Repairing
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.post import Post
from kiosk.stock import quantity as quantities
from kiosk.stock.ledger import Change, State
from kiosk.stock.repairs import Repair, Used
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing
from kiosk.store import acting, locations, parts, picking, places, repair_parts, stock_items
from kiosk.store.repair_parts import Lot
from kiosk.store.sql import Db
from kiosk.wording import repairs as wording

BACK, BROKEN, LEAVE, ONE = "1", "2", "3", "4"


def take_out(db: Db, post: Post, state: Repairing) -> tuple[Repairing, Outcome]:
    """Ask how the current part is taken out again: to where, or whether it is broken."""
    state, repair = working.working(db, state)
    if isinstance(repair, Outcome):
        return state, repair
    line = state.line
    if line is None:
        return state, working.no(wording.nothing_used(), wording.nothing_used_help())
    if line.item is None:
        return _ask_loose(db, state, line)
    home = _home(db, line)
    told = {} if home is None else {BACK: wording.back_to(home.label), BROKEN: wording.broken_to(home.label)}
    return _ask(state, line, wording.where_to(line, home is not None), told, WhereTo(line.item, line.line, home))


def _ask_loose(db: Db, state: Repairing, line: Used) -> tuple[Repairing, Outcome]:
    backs = _backs(db, line, quantities.millionths(line.quantity))
    if isinstance(backs, str):
        return state, working.no(line.number, backs)
    froms = [back.place for back in backs]
    told = {BACK: wording.all_back(line, froms), BROKEN: wording.all_broken(line)}
    if line.quantity > 1:
        told[ONE] = wording.one_broken(line)
    return _ask(state, line, wording.take_out_loose(line), told, HowLoose(line))


def _ask(
    state: Repairing, line: Used, text: str, told: dict[str, str], asked: Asked[Repairing]
) -> tuple[Repairing, Outcome]:
    options = [Option(key, what) for key, what in told.items()]
    question = Question(text, (*options, Option(LEAVE, wording.leave_in())), yes=BACK if told else "")
    outcome = Outcome(Tone.ASK, line.label, text, question=question, result="asked")
    return working.asking(state, question, asked), outcome


def _left_in(state: Repairing) -> tuple[Repairing, Outcome]:
    return state, Outcome(Tone.OK, wording.left_in(), wording.left_in_help(), result="left")


# Units


@dataclass(frozen=True, slots=True)
class WhereTo:
    """Where a unit goes that is taken out; a place that is scanned answers it, too."""

    unit: Thing
    line: int
    home: Thing | None

    def answer(self, db: Db, post: Post, state: Repairing, key: str) -> tuple[Repairing, Outcome] | None:
        if key == LEAVE:
            return _left_in(state)
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
    working.write(db, post, repair, line, [change])
    outcome = Outcome(Tone.OK, wording.taken_out(), wording.taken_out_help(item.label, place.label), result="taken_out")
    return working.again(db, state), outcome


def _home(db: Db, line: Used) -> Thing | None:
    """The place that a unit came from, else that of its part, where it can go there."""
    assert line.item is not None
    return next(iter(places.likely(db, line.item.id)), None)


# Loose stock


@dataclass(frozen=True, slots=True)
class HowLoose:
    """Whether loose stock goes back to where it came from, or is broken: all of it, or one."""

    line: Used

    def answer(self, db: Db, post: Post, state: Repairing, key: str) -> tuple[Repairing, Outcome] | None:
        if key == LEAVE:
            return _left_in(state)
        if key not in (BACK, BROKEN, ONE):
            return None
        state, repair = working.working(db, state)
        if isinstance(repair, Outcome):
            return state, repair
        found = next((one for one in state.used if working.is_of(one, self.line.line, None)), None)
        if found is None or found.quantity != self.line.quantity:  # another station has gone on with it
            return state, working.no(wording.not_in_it(), wording.changed_meanwhile())
        amount = quantities.UNIT if key == ONE else quantities.millionths(found.quantity)
        return less(db, post, state, repair, found, amount, broken=key != BACK)


@dataclass(frozen=True, slots=True)
class _Back:
    """So many millionths go back to a lot, at the place of this path."""

    lot: Lot
    amount: int
    place: str


def less(
    db: Db, post: Post, state: Repairing, repair: Repair, line: Used, amount: int, *, broken: bool = False
) -> tuple[Repairing, Outcome]:
    """Put so many millionths back to where they came from, the last ones first; what is broken apart from the rest."""
    backs = _backs(db, line, amount)
    if isinstance(backs, str):
        return state, working.no(line.number, backs)
    items = acting.items(db, [back.lot.item for back in backs]) if broken else {}
    changes, apart = [], []
    for back in backs:
        was = back.lot.state
        there = replace(was, quantity=was.quantity + back.amount)
        changes.append(Change(back.lot.item, was, there, line=line.line))
        if broken:
            changes.append(Change(back.lot.item, there, was))
            new = part_of(items[back.lot.item], back.amount, was.location)
            apart.append(replace(new, status=Status.DEFECTIVE))
    working.write(db, post, repair, line.line, changes, apart)
    state = working.at(db, state, line.line, None)
    detail = wording.put_back(line, quantities.of(amount), [back.place for back in backs], broken=broken)
    return state, Outcome(Tone.OK, wording.taken_out(), detail, result="taken_out")


def _backs(db: Db, line: Used, amount: int) -> Sequence[_Back] | str:
    """Where so many millionths go back to; else why they can't."""
    if refused := parts.stock_refused(db, line.part, serials=False):
        return wording.bad_part(refused[0].text)
    backs = list[_Back]()
    for lot in repair_parts.lots(db, line.line):
        take = min(amount, lot.taken)
        if not take:
            break
        if lot.state.location is None:
            return wording.lot_gone()
        if problems := locations.stock_refused(db, lot.state.location):
            return wording.bad_place(problems[0].text)
        stored = locations.get(db, lot.state.location)
        backs.append(_Back(lot, take, "" if stored is None else stored.path))
        amount -= take
    return backs
