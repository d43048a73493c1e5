"""What an action would do, and doing it: planned anew in the same transaction, all of it in one operation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.errors import StoreError
from kiosk.flows.acting import amounts, edits, joining, moving, papers, statuses
from kiosk.flows.acting.faults import fault
from kiosk.flows.acting.targets import Named, named
from kiosk.flows.acting.work import CHUNK, Order, Work
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.acting import NEEDS, Action, Need, Needs, Plan, Planned, Target, Wanted
from kiosk.stock.ledger import Act
from kiosk.stock.thing import Thing
from kiosk.store import acting, documents, ledger
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
    plan: Plan
    outcome: Outcome

    @property
    def rows(self) -> tuple[Planned, ...]:
        """What became of each."""
        return self.plan.rows


_RULES: Mapping[Action, tuple[Act, Rule]] = MappingProxyType(
    {
        Action.MOVE: (Act.MOVE, moving.move),
        Action.COUNT: (Act.ADJUST, amounts.adjust),
        Action.ADD: (Act.ADJUST, amounts.adjust),
        Action.REMOVE: (Act.ADJUST, amounts.adjust),
        Action.STATUS: (Act.STATUS, statuses.change),
        Action.BATCH: (Act.EDIT, edits.batch),
        Action.EXPIRY: (Act.EDIT, edits.expiry),
        Action.MERGE: (Act.MERGE, joining.merge),
        Action.SPLIT: (Act.SPLIT, joining.split),
        Action.ISSUE: (Act.POSTING, papers.issue),
        Action.RETURN: (Act.POSTING, papers.take_back),
    }
)


def plan(db: Db, post: Post, wanted: Wanted, targets: Sequence[Target]) -> Plan:
    """What the action would do to what the targets stand for. Only reads."""
    return Plan(wanted, tuple(_worked(db, _order(db, post, wanted), named(db, targets)).rows))


def do(
    db: Db, post: Post, wanted: Wanted, targets: Sequence[Target], told: Told = go_on, *, act: Act | None = None
) -> Done | Plan:
    """Do it; or the plan, and nothing is changed, where something is refused that may not be left, or none is to do.

    `act` is what the ledger calls it, where that is not what the action is called. `told` hears how much is done, 0 to
    1, and answers whether to go on. Raises Stopped where it says no, and
    StoreError when another station was faster with the stock: nothing of the transaction may be kept then.
    """
    _goes_on(told, 0)
    order = _order(db, post, wanted)
    rows = named(db, targets)
    work = _worked(db, order, rows)
    found = Plan(wanted, tuple(work.rows))
    if not found.ready:
        return found
    if wanted.action in papers.KINDS:
        return _by_document(db, order, rows, found, told)
    operation = ledger.begin(db, post, act or _RULES[wanted.action][0], note=wanted.note)
    _write(db, post, operation, work, told)
    outcome = Outcome(Tone.OK, wording.done(found), wording.done_help(found), result="done")
    return Done(operation, None, found, outcome)


def _by_document(db: Db, order: Order, rows: Sequence[Named | Planned], found: Plan, told: Told) -> Done:
    doing = [
        row
        for row, planned in zip(rows, found.rows, strict=True)
        if isinstance(row, Named) and planned.code is None and not planned.again
    ]
    document, operation = papers.write(db, order, doing, told)
    if operation is None:
        text, detail = wording.added(found), wording.added_help(found, document.label)
    else:
        text, detail = wording.done(found), wording.posted_help(found, document.label)
    return Done(operation, document, found, Outcome(Tone.OK, text, detail, result="done"))


def what(action: Action) -> Needs:
    """What the action asks for."""
    return NEEDS[action]


def _order(db: Db, post: Post, wanted: Wanted) -> Order:
    """What is wanted; what the action has no use for is left out."""
    needs = NEEDS[wanted.action]
    to = wanted.to if Need.TO in needs else None
    document = wanted.document if Need.DOCUMENT in needs else None
    return Order(
        wanted,
        post,
        None if to is None else acting.place(db, to.id),
        None if document is None else documents.get(db, document.id),
    )


def _worked(db: Db, order: Order, rows: Sequence[Named | Planned]) -> Work:
    work = Work()
    if wrong := fault(order) or papers.fault(db, order):
        for row in rows:
            if isinstance(row, Named):
                work.put(row, wording.now(row.item), wrong)
            else:
                work.rows.append(row)
        return work
    _RULES[order.action][1](db, order, [row for row in rows if isinstance(row, Named)], work)
    work.rows[:] = _in_order(rows, work.rows)
    return work


def _in_order(rows: Sequence[Named | Planned], planned: Sequence[Planned]) -> Sequence[Planned]:
    """The rows of what can be planned, among those that could not, in the order of the targets."""
    rest = iter(planned)
    return [next(rest) if isinstance(row, Named) else row for row in rows]


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
