"""What is to be done with the rows of a list: which things are meant, and doing it to the stock, as one step."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.flows import acting
from kiosk.flows.acting import Done
from kiosk.flows.lists import listing
from kiosk.flows.lists.listing import Listing, head, no
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.acting import Action, Plan, Target, Wanted
from kiosk.store import draft_steps, scan_list_rows, scan_lists
from kiosk.store.list_steps import Before, Draft, Were
from kiosk.store.progress import Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import lists_working as wording


def targets(db: Db, post: Post, list: int) -> tuple[Target, ...]:
    """The marked rows; where none is marked all, but for stock of which nothing is left."""
    found = scan_lists.get(db, list)
    rows = () if found is None else scan_list_rows.targets(db, list, marked=found.marked > 0)
    return tuple(Target(thing, quantity) for thing, quantity in rows)


def fits(db: Db, post: Post, list: int) -> Mapping[Action, str]:
    """Of each action why it fits none of the things that are meant; empty where it fits some. Only reads."""
    return acting.fits(db, post, targets(db, post, list))


def act(db: Db, post: Post, state: Listing, wanted: Wanted, told: Told = go_on) -> tuple[Listing, Outcome]:
    """Do it to what the rows stand for, all or nothing unless `wanted` says partial; the rows stay in the list.

    The state's report says row by row what was done, or why nothing was. What a split makes becomes rows. `told` hears
    how much is done, 0 to 1. Raises Stopped where it says not to go on, and StoreError where another station was faster
    with the stock: nothing of the transaction may be kept then.
    """
    if over := listing.lost(db, post, state):
        return over
    list, state = head(state).id, listing.answered(state)
    last = None if wanted.document is None else draft_steps.last(db, wanted.document.id)
    done = acting.do(db, post, wanted, targets(db, post, list), told)
    if isinstance(done, Plan):
        return replace(state, report=done.rows), _not_done(done)
    new: tuple[int, ...] = ()
    if wanted.action is Action.SPLIT and done.operation is not None:
        new = scan_list_rows.add_made(db, post, list, done.operation)
        scan_lists.count(db, list)
    before = Before((Were({"removed": 1}, new),) if new else (), draft=_draft(db, done, last))
    listing.kept(
        db,
        post,
        state,
        wanted.action.value,
        wording.acted(done.outcome.text, wanted.to, done.document),
        before,
        operation=done.operation,
        document=None if done.document is None else done.document.id,
    )
    return replace(listing.refreshed(db, state), report=done.rows), done.outcome


def _draft(db: Db, done: Done, before: draft_steps.Step | None) -> Draft | None:
    """Which steps were made in the draft that was added to; None where stock was moved."""
    if done.operation is not None or done.document is None:
        return None
    made = draft_steps.behind(db, done.document.id, 0 if before is None else before.id)
    return Draft(tuple((step.id, step.at) for step in reversed(made)))


def _not_done(plan: Plan) -> Outcome:
    """Why nothing was: the first refusal, or that all is as wanted."""
    if not plan.rows:
        return no(wording.nothing_there(), wording.nothing_there_help())
    refused = next((row for row in plan.rows if row.code is not None), None)
    if refused is None:
        return Outcome(Tone.AGAIN, wording.nothing_done(), wording.as_wanted(len(plan.rows)), result="again")
    detail = wording.refused(refused.label or refused.thing.label, refused.why, plan.refused, len(plan.rows))
    return no(wording.nothing_done(), detail)
