"""The end of a repair: completed, handed back, scrapped or cancelled. Each step of it can be taken back.

Completing lets the parts stay in the unit (Repair Done) and posts the order. Handing back an own unit lets it have the
status that is chosen, along the table; a customer's unit is no stock, and so changes none.
"""

from collections.abc import Sequence

from kiosk.flows.documents.starting import partner_problems
from kiosk.flows.repairs import working
from kiosk.flows.repairs.working import Repairing
from kiosk.outcome import Option, Outcome, Tone
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.repairs import IN_HOUSE, Repair, Stage
from kiosk.stock.statuses import RULES, Status, may_become
from kiosk.store import documents, ledger, partners, repairs, stock_items
from kiosk.store.partners import NewPartner
from kiosk.store.sql import Db
from kiosk.wording import repairs as wording

KEEP = "keep"  # the way of a unit that stays as it is


def complete(db: Db, post: Post, state: Repairing, work: str = "") -> tuple[Repairing, Outcome]:
    """The repair is done; `work` is what was done, empty to leave that as it was told before."""
    state, repair = working.working(db, state)
    if isinstance(repair, Outcome):
        return state, repair
    try:
        fields.free_text(work)
    except ValueError as error:
        return state, working.no(wording.not_completed(), wording.bad_text(str(error)))
    if work.strip():
        repairs.change(db, repair.document.id, work=work)
    _complete(db, post, state, repair)
    state = working.again(db, state)
    assert state.repair is not None
    return state, Outcome(Tone.OK, wording.completed(repair), wording.completed_help(state.repair), result="completed")


def ways(db: Db, post: Post, state: Repairing) -> Sequence[Option]:
    """How the unit can leave: by the key of the status that it gets, or `KEEP`. The first is what is likely meant.

    Empty where it can't leave now. Only reads.
    """
    repair = None if state.repair is None else repairs.get(db, state.repair.document.id)
    if repair is None or repair.stage is not Stage.DONE:
        return ()
    keep = Option(KEEP, wording.way_keep(repair))
    if repair.status is None:
        return (keep,)
    into_stock = Option(Status.IN_STOCK, wording.way_into_stock(repair))
    match repair.status:
        case Status.RETURNED:
            back = Option(Status.SOLD, wording.way_to_customer(repair.customer))
            return (back, into_stock, keep) if repair.customer else (into_stock, back, keep)
        case Status.DEFECTIVE | Status.QUARANTINED:
            return (into_stock, keep)
    return (keep,)


def hand_back(db: Db, post: Post, state: Repairing, way: str) -> tuple[Repairing, Outcome]:
    """The unit leaves the repair in one of its `ways`."""
    if way not in [option.key for option in ways(db, post, state)]:
        return _not_done(db, state)
    state = working.again(db, working.closed(state))
    repair = state.repair
    assert repair is not None
    after = None if way == KEEP else Status(way)
    operation = None if after is None else _changed(db, post, repair, after, wording.note_handed_back(repair.customer))
    repairs.end(db, post, repair.document.id, Stage.HANDED_BACK, operation, "")
    state = working.again(db, state)
    assert state.repair is not None
    detail = wording.handed_back_help(state.repair)
    return state, Outcome(Tone.OK, wording.handed_back(repair), detail, result="handed_back")


def scrap(db: Db, post: Post, state: Repairing, note: str) -> tuple[Repairing, Outcome]:
    """The unit is not worth mending; the note says why. The parts that are in it go with it."""
    state, repair = working.working(db, state, IN_HOUSE)
    if isinstance(repair, Outcome):
        return state, repair
    if not note.strip():
        return state, working.no(wording.not_scrapped(), wording.note_missing())
    try:
        fields.free_text(note)
    except ValueError as error:
        return state, working.no(wording.not_scrapped(), wording.bad_text(str(error)))
    if repair.status is not None and not may_become(repair.status, Status.SCRAPPED) and RULES[repair.status].on_hand:
        return state, working.no(wording.not_scrapped(), wording.no_way_to_scrap(repair.status))
    if repair.stage is Stage.OPEN:
        _complete(db, post, state, repair)
    gone = repair.status is not None and may_become(repair.status, Status.SCRAPPED)
    operation = _changed(db, post, repair, Status.SCRAPPED, note) if gone else None
    repairs.end(db, post, repair.document.id, Stage.SCRAPPED, operation, note)
    state = working.again(db, state)
    assert state.repair is not None
    return state, Outcome(Tone.OK, wording.scrapped(repair), wording.scrapped_help(state.repair), result="scrapped")


def cancel(db: Db, post: Post, state: Repairing) -> tuple[Repairing, Outcome]:
    """Nothing comes of the repair. It can't be taken back, so whoever calls this has asked."""
    state, repair = working.working(db, state)
    if isinstance(repair, Outcome):
        return state, repair
    if state.used:
        return state, working.no(wording.not_cancelled(), wording.parts_in_it(state.used))
    repairs.cancel(db, post, repair.document.id)
    outcome = Outcome(Tone.OK, wording.cancelled(repair), wording.cancelled_help(), result="cancelled")
    return working.again(db, state), outcome


def fault(db: Db, post: Post, state: Repairing, text: str) -> tuple[Repairing, Outcome]:
    """Tell otherwise what is wrong with the unit."""
    return _told(db, state, text, "fault")


def work(db: Db, post: Post, state: Repairing, text: str) -> tuple[Repairing, Outcome]:
    """Tell what was done."""
    return _told(db, state, text, "work")


def customer(db: Db, post: Post, state: Repairing, name: str) -> tuple[Repairing, Outcome]:
    """Whose unit it is; a partner that nobody has entered yet comes into being with it."""
    state, repair = working.working(db, state, IN_HOUSE)
    if isinstance(repair, Outcome):
        return state, repair
    try:
        fields.partner_name(name)
    except ValueError as error:
        return state, working.no(wording.not_noted(), wording.bad_name(str(error)))
    if problems := partner_problems(db, "customer", name):
        return state, working.no(wording.not_noted(), wording.bad_name(problems[0].text))
    partner = partners.find(db, name) or partners.add(db, NewPartner(name))
    documents.change(db, repair.document.id, {"partner_id": partner})
    return working.again(db, state), Outcome(Tone.OK, wording.noted(), name, result="entered")


def _told(db: Db, state: Repairing, text: str, name: str) -> tuple[Repairing, Outcome]:
    state, repair = working.working(db, state, IN_HOUSE)
    if isinstance(repair, Outcome):
        return state, repair
    try:
        fields.free_text(text)
    except ValueError as error:
        return state, working.no(wording.not_noted(), wording.bad_text(str(error)))
    if name == "fault":
        repairs.change(db, repair.document.id, fault=text)
    else:
        repairs.change(db, repair.document.id, work=text)
    return working.again(db, state), Outcome(Tone.OK, wording.noted(), text, result="entered")


def _complete(db: Db, post: Post, state: Repairing, repair: Repair) -> None:
    """The units that were used stay where they are; one without any moves nothing, and so has no operation."""
    changes = []
    for one in state.used:
        was = None if one.item is None else stock_items.state(db, one.item.id)
        if one.item is not None and was is not None and was.status is Status.IN_REPAIR:
            after = State(None, was.quantity, Status.REPAIR_DONE)
            changes.append(Change(one.item.id, was, after, line=one.line))
    operation = None
    if changes:
        operation = ledger.begin(db, post, Act.POSTING, reference=repair.number)
        try:
            ledger.record(db, post, operation, changes)
        except ledger.Overtaken as error:
            raise working.written(error) from error
    repairs.complete(db, post, repair.document.id, operation)


def _changed(db: Db, post: Post, repair: Repair, status: Status, note: str) -> int:
    """Let the own unit have this status; answers the operation."""
    assert repair.unit is not None
    was = stock_items.state(db, repair.unit.id)
    assert was is not None
    place = was.location if RULES[status].on_hand else None
    operation = ledger.begin(db, post, Act.REPAIR, reference=repair.number, note=note)
    try:
        ledger.record(db, post, operation, [Change(repair.unit.id, was, State(place, was.quantity, status))])
    except ledger.Overtaken as error:
        raise working.written(error) from error
    return operation


def _not_done(db: Db, state: Repairing) -> tuple[Repairing, Outcome]:
    state = working.again(db, working.closed(state))
    if state.repair is None:
        return state, working.not_open()
    if state.repair.stage is Stage.OPEN:
        return state, working.no(wording.not_handed_back(), wording.complete_first())
    if state.repair.stage is Stage.DONE:
        return state, working.no(wording.not_handed_back(), wording.unit_changed(state.repair))
    return state, working.no(wording.not_open_any_more(state.repair), wording.not_open_any_more_help(state.repair))
