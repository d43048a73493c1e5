"""One stock item moved or taken out by a scan, as one step; how many of it that was; and taking the step back."""

from dataclasses import replace
from decimal import Decimal

from kiosk.flows import acting
from kiosk.flows.modes.mode import Mode, no, stepped, unstepped
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.stock.acting import Action, Planned, Target, Wanted
from kiosk.stock.ledger import Act
from kiosk.stock.mode_steps import Step
from kiosk.stock.modes import ModeKind
from kiosk.stock.operations import Refusal, Why
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing
from kiosk.stock.views import ItemView
from kiosk.store import operations, views
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import modes as wording
from kiosk.wording import undo as undo_wording


def act(db: Db, post: Post, state: Mode, item: Thing, amount: Decimal | None) -> tuple[Mode, Outcome]:
    """Do to a stock item what the mode does: to so much of it, to all of it where that is None."""
    view = views.view(db, item)
    if not isinstance(view, ItemView):
        return state, no(answers.vanished(), answers.vanished_help(item.label))
    done = _do(db, post, state, view, amount)
    if isinstance(done, Outcome):
        return state, done
    step = Step(done, view, view.quantity if amount is None or view.serial else amount, _to(state))
    state = stepped(state, step)
    return state, _told(step)


def refused(db: Db, post: Post, state: Mode, thing: Thing, amount: Decimal | None) -> Outcome:
    """Why nothing can be done with a thing that stands for no stock item."""
    plan = acting.plan(db, post, _wanted(state, amount, serial=False), (Target(thing, amount),))
    return _why(thing.label, plan.rows[0])


def quantity(db: Db, post: Post, state: Mode, text: str) -> tuple[Mode, Outcome]:
    """How much the last scan has moved in all, as it was typed or scanned."""
    step = state.current
    if step is None:
        return state, no(wording.nothing_to_count(), wording.nothing_to_count_help())
    amount = _amount(step, text)
    if isinstance(amount, Outcome):
        return state, amount
    return _anew(db, post, state, step, amount)


def _amount(step: Step, text: str) -> Decimal | Outcome:
    """Another quantity than the one that it was, and one that was there; or why it is none."""
    if step.item.serial:
        return no(step.label, wording.one_unit())
    try:
        amount = fields.amount(text.strip(), step.item.decimals)
    except ValueError as error:
        return no(wording.no_quantity(), wording.bad_quantity(str(error)))
    if amount == step.amount:
        return Outcome(Tone.AGAIN, step.label, wording.same_quantity(step), result="again")
    return no(step.label, wording.not_so_many(step)) if amount > step.item.quantity else amount


def _anew(db: Db, post: Post, state: Mode, step: Step, amount: Decimal) -> tuple[Mode, Outcome]:
    """All of it goes back, and so much is moved instead: one operation takes it back, all of it or nothing."""
    if (why := _take_back(db, post, step)) is not None:
        return state, no(undo_wording.refused(), why)
    done = _do(db, post, state, step.item, amount)
    if isinstance(done, Outcome):  # the place was closed meanwhile, such as by another station
        back = replace(done, detail=f"{done.detail} {wording.taken_back(step)}")
        return unstepped(state, step), back
    state, step = unstepped(state, step), replace(step, operation=done, amount=amount)
    return stepped(state, step), _told(step)


# Taking back


def undo(db: Db, post: Post, state: Mode) -> tuple[Mode, Outcome]:
    """Take the last step of this mode back."""
    step = state.last
    if step is None:
        return state, no(wording.nothing_to_undo(), wording.nothing_to_undo_help())
    if (why := _take_back(db, post, step)) is not None:
        return state, no(undo_wording.refused(), why)
    return unstepped(state, step), Outcome(Tone.OK, undo_wording.undone(), wording.taken_back(step), result="undone")


def _take_back(db: Db, post: Post, step: Step) -> str | None:
    """Undo what was done; or why not, and nothing is written."""
    result = operations.undo(db, post, step.operation)
    if isinstance(result, Refusal) and result.why is not Why.UNDONE:
        return undo_wording.why(result)
    return None


# Stock


def _do(db: Db, post: Post, state: Mode, view: ItemView, amount: Decimal | None) -> int | Outcome:
    """The operation that has done it; or why nothing was done."""
    wanted = _wanted(state, amount, serial=bool(view.serial))
    act = Act.TAKE_OUT if state.kind is ModeKind.OUT else Act.MOVE
    target = Target(view.thing, None if view.serial else amount)
    done = acting.do(db, post, wanted, (target,), act=act)
    if isinstance(done, acting.Done):
        assert done.operation is not None
        return done.operation
    return _why(view.serial or view.number, done.rows[0])


def _wanted(state: Mode, amount: Decimal | None, *, serial: bool) -> Wanted:
    if state.kind is ModeKind.MOVE:
        return Wanted(Action.MOVE, to=state.place)
    if serial:
        return Wanted(Action.STATUS, status=Status.SOLD, note=wording.note_of_taking_out())
    return Wanted(Action.REMOVE, quantity=amount)


def _to(state: Mode) -> str:
    return state.place.label if state.kind is ModeKind.MOVE and state.place is not None else ""


def _told(step: Step) -> Outcome:
    return Outcome(Tone.OK, step.label, wording.done(step), result="done")


def _why(label: str, row: Planned) -> Outcome:
    if row.again:
        return Outcome(Tone.AGAIN, label, row.why, result="again")
    return no(label, row.why)
