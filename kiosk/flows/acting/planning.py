"""What an action would do, and doing it: planned anew in the same transaction, all of it in one operation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.errors import StoreError
from kiosk.flows.acting import moving
from kiosk.flows.acting.targets import Named, named
from kiosk.flows.acting.work import CHUNK, Fault, Order, Work
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.stock.acting import NEEDS, Action, Code, Need, Needs, Plan, Planned, Target, Wanted
from kiosk.stock.ledger import Act
from kiosk.stock.thing import Thing
from kiosk.store import acting, ledger
from kiosk.store.progress import Stopped, Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import acting as wording

Rule = Callable[[Db, Order, Sequence[Named], Work], None]


@dataclass(frozen=True, slots=True)
class Done:
    """What was done. `operation` takes it back by `undo`; None where only a draft was added to, which has steps of its
    own. `document` is the one that was posted, or that draft."""

    operation: int | None
    document: Thing | None
    rows: tuple[Planned, ...]
    outcome: Outcome


_RULES: Mapping[Action, tuple[Act, Rule]] = MappingProxyType({Action.MOVE: (Act.MOVE, moving.move)})


def plan(db: Db, post: Post, wanted: Wanted, targets: Sequence[Target]) -> Plan:
    """What the action would do to what the targets stand for. Only reads."""
    work = _worked(db, post, wanted, targets)
    return Plan(wanted, tuple(work.rows))


def do(db: Db, post: Post, wanted: Wanted, targets: Sequence[Target], told: Told = go_on) -> Done | Plan:
    """Do it; or the plan, and nothing is changed, where something is refused that may not be left, or none is to do.

    `told` hears how much is done, 0 to 1, and answers whether to go on. Raises Stopped where it says no, and
    StoreError when another station was faster with the stock: nothing of the transaction may be kept then.
    """
    _goes_on(told, 0)
    work = _worked(db, post, wanted, targets)
    found = Plan(wanted, tuple(work.rows))
    if not found.ready:
        return found
    act, _ = _RULES[wanted.action]
    operation = ledger.begin(db, post, act, note=wanted.note)
    _write(db, post, operation, work, told)
    return Done(operation, None, found.rows, _outcome(found))


def what(action: Action) -> Needs:
    """What the action asks for."""
    return NEEDS[action]


def _worked(db: Db, post: Post, wanted: Wanted, targets: Sequence[Target]) -> Work:
    work = Work()
    order = Order(wanted, post, None if wanted.to is None else acting.place(db, wanted.to.id))
    rows = named(db, targets)
    if fault := _fault(order):
        for row in rows:
            if isinstance(row, Named):
                work.refuse(row, wording.now(row.item), fault)
            else:
                work.rows.append(row)
        return work
    _RULES[wanted.action][1](db, order, [row for row in rows if isinstance(row, Named)], work)
    work.rows[:] = _in_order(rows, work.rows)
    return work


def _in_order(rows: Sequence[Named | Planned], planned: Sequence[Planned]) -> Sequence[Planned]:
    """The rows of what can be planned, among those that could not, in the order of the targets."""
    rest = iter(planned)
    return [next(rest) if isinstance(row, Named) else row for row in rows]


def _fault(order: Order) -> Fault | None:
    """What is wrong with what is wanted, whatever it is wanted for."""
    wanted, needs = order.wanted, NEEDS[order.action]
    if Need.TO in needs and (fault := _place_fault(order)):
        return fault
    if wanted.note:
        try:
            fields.free_text(wanted.note)
        except ValueError as error:
            return Fault(Code.BAD_NOTE, wording.bad_note(str(error)))
    return None


def _place_fault(order: Order) -> Fault | None:
    if order.wanted.to is None:
        required = Need.TO in NEEDS[order.action].required
        return Fault(Code.NO_PLACE, wording.no_place(order.action)) if required else None
    if order.place is None:
        return Fault(Code.NO_PLACE, wording.place_gone())
    if order.place.archived_at is not None:
        return Fault(Code.CLOSED, wording.place_archived(order.place.path))
    return Fault(Code.STRUCTURAL, wording.place_structural(order.place.path)) if order.place.structural else None


def _write(db: Db, post: Post, operation: int, work: Work, told: Told) -> None:
    total = sum(map(len, work.changes.values())) + len(work.new)
    done = 0
    try:
        for changes in work.chunks():
            _goes_on(told, done / total)
            ledger.record(db, post, operation, changes)
            done += len(changes)
    except ledger.Overtaken as error:
        raise StoreError("store", wording.overtaken()) from error
    for first in range(0, len(work.new), CHUNK):
        _goes_on(told, (done + first) / total)
        ledger.create(db, post, operation, work.new[first : first + CHUNK])


def _goes_on(told: Told, done: float) -> None:
    if not told(done):
        raise Stopped(wording.stopped())


def _outcome(found: Plan) -> Outcome:
    return Outcome(Tone.OK, wording.done(found), wording.done_help(found), result="done")
