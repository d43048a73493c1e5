"""A repair that is worked on: opened, scanned into, taken back step by step. Using parts and ending it are elsewhere.

All of it is in the store at every green light and nobody holds it, so each step reads it anew: another bench may have
gone on with it meanwhile.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from kiosk.errors import StoreError
from kiosk.flows import questions
from kiosk.flows.questions import Working
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.documents import Event
from kiosk.stock.ledger import Act, Change
from kiosk.stock.operations import Refusal, Why
from kiosk.stock.repairs import Repair, Stage, Used
from kiosk.store import documents, ledger, operations, repair_parts, repairs
from kiosk.store.sql import Db
from kiosk.store.stock_items import NewItem
from kiosk.wording import repairs as wording
from kiosk.wording import undo as undo_wording

if TYPE_CHECKING:
    from kiosk.barcodes.content import Content

closed, heard, asking, no = questions.closed, questions.heard, questions.asking, questions.no


@dataclass(frozen=True, slots=True)
class Repairing(Working):
    """The repair that is open, None until it is read; `used` is what is in the unit, `line` the current one of that.

    `unknown` is the last scan where nothing has its code, but a thing may get it; `says` what that says of goods, where
    it is a label. `missed`: the last scan was refused,
    so the line is not what it was about. `done`: it is left.
    """

    misses: ClassVar[frozenset[str]] = frozenset({"refused", "unknown"})

    repair: Repair | None = None
    used: tuple[Used, ...] = ()
    line: Used | None = None
    unknown: Scan | None = None
    says: "Content | None" = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What undo would take back: an operation, or the end of a repair that moved no stock. `told` says it in words."""

    told: str
    operation: int | None = None


def opened(db: Db, post: Post, state: Repairing, document: int) -> tuple[Repairing, Outcome]:
    """Work on this repair from now on, however far it is."""
    found = repairs.get(db, document)
    if found is None:
        return replace(state, done=True), no(wording.no_repair(), wording.no_repair_help())
    used = repair_parts.used(db, document)
    outcome = Outcome(Tone.OK, wording.opened(found), wording.opened_help(found), result="opened")
    return Repairing(found, used, used[-1] if used else None), outcome


def refreshed(db: Db, post: Post, state: Repairing) -> Repairing:
    """The repair as the store has it now."""
    return again(db, state)


def choose(db: Db, post: Post, state: Repairing, line: int, item: int | None) -> tuple[Repairing, Outcome]:
    """Make one of what is in the unit the current one."""
    state = again(db, closed(state))
    found = next((one for one in state.used if is_of(one, line, item)), None)
    if found is None:
        return state, no(wording.not_in_it(), wording.not_in_it_help())
    return replace(state, line=found), Outcome(Tone.OK, found.number, wording.used(found), result="entered")


def answer(db: Db, post: Post, state: Repairing, key: str) -> tuple[Repairing, Outcome]:
    """Answer the open question by the key of one of its options."""
    gone = no(wording.question_gone(), wording.question_gone_help())
    return questions.answer(db, post, state, key, gone)


def last_step(db: Db, post: Post, state: Repairing) -> Step | None:
    """What `undo` would take back; None where there is nothing."""
    repair = None if state.repair is None else repairs.get(db, state.repair.document.id)
    match repair:
        case Repair(stage=Stage.HANDED_BACK | Stage.SCRAPPED):
            return Step(wording.undo_end(repair), repair.ended_operation)
        case Repair(stage=Stage.DONE):
            return Step(wording.undo_completion(repair), repair.operation)
        case Repair(stage=Stage.OPEN) if (last := repair_parts.last(db, repair.document.id)) is not None:
            operation, label, taken_out = last
            return Step(wording.undo_use(repair, label, taken_out=taken_out), operation)
    return None


def undo(db: Db, post: Post, state: Repairing) -> tuple[Repairing, Outcome]:
    """Take back the last step of this repair, whichever station has made it; or say why not."""
    if state.repair is None:
        return state, not_open()
    state = again(db, closed(state))
    step, repair = last_step(db, post, state), state.repair
    assert repair is not None
    if step is None:
        return state, no(wording.nothing_to_undo(), wording.nothing_to_undo_help(repair))
    id = repair.document.id
    if step.operation is not None:
        result = operations.reverse(db, post, step.operation)
        if isinstance(result, Refusal):
            return state, no(wording.not_undone(), undo_wording.why(result))
    elif repair.stage is Stage.DONE:
        repairs.reopen(db, id)
        documents.tell(db, post, id, Event.REVERSED)
    elif (other := repairs.elsewhere(db, id)) is not None:
        return state, no(wording.not_undone(), undo_wording.why(Refusal(Why.IN_REPAIR, (other,), 1)))
    else:
        repairs.back(db, post, id)
    return again(db, state), Outcome(Tone.OK, wording.undone(), step.told, result="undone")


# What all flows of a repair share


def again(db: Db, state: Repairing) -> Repairing:
    """The repair, what is in it and the current one of that, read anew."""
    if state.repair is None:
        return state
    id = state.repair.document.id
    used = repair_parts.used(db, id)
    line = state.line
    if line is not None:
        item = None if line.item is None else line.item.id
        line = next((one for one in used if is_of(one, line.line, item)), None)
    return replace(state, repair=repairs.get(db, id), used=used, line=line or (used[-1] if used else None))


def at(db: Db, state: Repairing, line: int, item: int | None) -> Repairing:
    """The same, with this as the current one where it is in the unit."""
    state = again(db, closed(state))
    found = next((one for one in state.used if is_of(one, line, item)), state.line)
    return replace(state, line=found)


def is_of(used: Used, line: int, item: int | None) -> bool:
    return used.line == line and (None if used.item is None else used.item.id) == item


def working(db: Db, state: Repairing, stages: Collection[Stage] = (Stage.OPEN,)) -> tuple[Repairing, Repair | Outcome]:
    """The repair read anew, where it is in one of these stages; else what to answer."""
    state = again(db, closed(state))
    repair = state.repair
    if repair is None:
        return state, not_open()
    if repair.stage not in stages:
        return state, no(wording.not_open_any_more(repair), wording.not_open_any_more_help(repair))
    return state, repair


def write(
    db: Db, post: Post, repair: Repair, line: int, changes: Sequence[Change], apart: Sequence[NewItem] = ()
) -> None:
    """One operation on the parts of this line: what changes, and what becomes stock of its own."""
    operation = ledger.begin(db, post, Act.REPAIR, reference=repair.number)
    try:
        ledger.record(db, post, operation, changes)
    except ledger.Overtaken as error:
        raise written(error) from error
    if apart:
        ledger.create(db, post, operation, apart)
    repair_parts.recount(db, line)


def written(error: ledger.Overtaken) -> StoreError:
    """Another station was faster with the stock: nothing of the transaction may be kept."""
    return StoreError("store", wording.overtaken())


def not_open() -> Outcome:
    """Something came before the repair was read."""
    return Outcome(Tone.AGAIN, wording.not_read(), wording.not_read_help(), result="refused")
