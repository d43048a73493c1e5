"""Taking back the last step of a list, whoever made it: its rows, its name, its end, and what it did to stock."""

from dataclasses import dataclass, replace

from kiosk.flows.lists import listing
from kiosk.flows.lists.listing import Listing, head, no
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.document_kinds import DocState
from kiosk.stock.operations import Refusal, Why
from kiosk.store import barcodes, documents, draft_steps, list_steps, operations, scan_lists, stations
from kiosk.store.clock import shared_now
from kiosk.store.list_steps import Step
from kiosk.store.progress import Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import lists_working as wording
from kiosk.wording import undo as undo_wording


def last_step(db: Db, post: Post, state: Listing) -> Step | None:
    """What `undo` would take back."""
    return None if state.list is None else list_steps.last(db, state.list.id)


def undo(db: Db, post: Post, state: Listing, told: Told = go_on) -> tuple[Listing, Outcome]:
    """Take back the last step; refused where the stock or the draft that it changed has moved on.

    `told` hears how much of an action is taken back, 0 to 1. Raises Stopped where it says not to go on, and StoreError
    where an item was changed beside the ledger: all is as it was then.
    """
    if state.list is None:
        return state, listing.not_open()
    state = listing.answered(state)
    step = list_steps.last(db, head(state).id)
    if step is not None and step.what == "closed":
        scan_lists.close(db, head(state).id, False)
    if over := listing.lost(db, post, state):
        return over
    if step is None:
        return state, no(wording.nothing_to_undo(), wording.nothing_to_undo_help(head(state)))
    back = _stock(db, post, step, told) or _draft(db, post, step) or _code(db, post, step)
    if back is not None and not back.before:
        return state, no(wording.not_undone(), wording.not_undone_help(step.what, step.label, back.why))
    list_steps.take_back(db, step)
    if step.before.name is not None:
        scan_lists.rename(db, head(state).id, step.before.name)
    scan_lists.count(db, head(state).id)
    rows = [id for were in step.before.rows if were.values.get("removed") != 1 for id in were.ids]
    rows += [] if step.before.code is None else [step.before.code.row]
    state = replace(listing.refreshed(db, state, rows[-1] if rows else None), report=(), done=False)
    detail = wording.undone_help(step.what, step.label, "" if back is None else back.why)
    return state, Outcome(Tone.OK, wording.undone(), detail, result="undone")


@dataclass(frozen=True, slots=True)
class _Left:
    """Why nothing was taken back outside of the list; `before`: it had been already, so the step can go."""

    why: str
    before: bool = False


def _stock(db: Db, post: Post, step: Step, told: Told) -> _Left | None:
    """Take back what the step did to stock, at whichever station."""
    if step.operation is None:
        return None
    done = operations.reverse(db, post, step.operation, told)
    if not isinstance(done, Refusal):
        return None
    return _Left(undo_wording.why(done), before=done.why is Why.UNDONE)


def _code(db: Db, post: Post, step: Step) -> _Left | None:
    """Take the code off that the step assigned."""
    if step.before.code is None or barcodes.take_off(db, post, step.before.code.id):
        return None
    return _Left(wording.code_off_already(), before=True)


def _draft(db: Db, post: Post, step: Step) -> _Left | None:
    """Take back what the step added to a draft."""
    draft = step.before.draft
    document = None if draft is None or step.document is None else documents.get(db, step.document)
    if draft is None or document is None:
        return None
    if document.state is not DocState.DRAFT:
        before = document.reversed or document.state is DocState.CANCELLED
        return _Left(wording.draft_ended(document.number, before=before), before)
    made = frozenset(draft.steps)
    steps = draft_steps.behind(db, document.id, min(made)[0] - 1) if made else []
    ours = [one for one in steps if (one.id, one.at) in made]
    if not ours:
        return _Left(wording.draft_without(document.number), before=True)
    if steps[: len(ours)] != ours:
        return _Left(wording.draft_changed(document.number))
    lease = document.lease
    if lease is not None and lease.until > shared_now(db) and stations.of_run(db, lease.run) != post.station:
        return _Left(wording.draft_held(document.number, lease.station))
    documents.take(db, post, document.id)
    for one in ours:
        draft_steps.take_back(db, document.id, one)
    if lease is None or lease.run != post.run:
        documents.release(db, post, document.id)
    return None
