"""Post a count: look at all of it once more, then let the books say what was counted, all in one transaction.

What is looked at is told in words before, by `faults`; `post` looks again itself. Taking a posted count back is as of
any document, by `kiosk.flows.documents.posting.reverse`.
"""

from dataclasses import replace

from kiosk.errors import StoreError
from kiosk.flows.counting import working
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import editing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.counts import Code, Count, Differs, Fault, Summary
from kiosk.store import count_differences, count_posting, counts, posting
from kiosk.store.ledger import Overtaken
from kiosk.store.progress import Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import counting_posting as wording


def faults(db: Db, count: Count, found: Summary) -> tuple[Fault, ...]:
    """All that keeps the count from being posted as it is now."""
    if not count.places:
        return (Fault(Code.NOTHING, wording.no_places()),)
    moved = found.of(Differs.MOVED).done
    told = [Fault(Code.MOVED, wording.moved(moved, _moved(db, count)))] if moved else []
    paths, numbers = count_posting.shut(db, count)
    if paths:
        told.append(Fault(Code.SHUT_PLACE, wording.shut_places(paths)))
    if numbers:
        told.append(Fault(Code.SHUT_PART, wording.shut_parts(numbers)))
    return tuple(told)


def _moved(db: Db, count: Count) -> str:
    """One of the things that have moved, and are not left out."""
    offset = 0
    while rows := count_differences.page(db, count, Differs.MOVED, offset).rows:
        if (label := next((one.label for one in rows if not one.left), None)) is not None:
            return label
        offset += len(rows)
    return ""


def post(db: Db, post: Post, state: Counting, told: Told = go_on) -> tuple[Counting, Outcome]:
    """Post the count; where something keeps it from that nothing is changed, and it is said what.

    `told` hears how much is done, 0 to 1, and answers whether to go on. Raises Stopped where it says no, and
    StoreError when another station was faster with the stock: nothing of the transaction may be kept then.
    """
    if over := working.lost(db, post, state):
        return over
    assert state.count is not None
    count = counts.get(db, state.count.document.id)
    assert count is not None
    summary = count_differences.summary(db, count)
    if wrong := faults(db, count, summary):
        text, detail = wording.not_ready(count.document.number), wording.not_ready_help([one.text for one in wrong])
        return working.refreshed(db, state), editing.no(text, detail)
    try:
        operation = count_posting.carry_out(db, post, count, told)
    except Overtaken as error:
        raise StoreError("store", wording.overtaken()) from error
    posting.finish(db, post, count.document.id, operation)
    outcome = Outcome(Tone.OK, wording.posted(count.document.number), wording.posted_help(summary), result="posted")
    return replace(working.refreshed(db, working.closed(state)), done=True), outcome
