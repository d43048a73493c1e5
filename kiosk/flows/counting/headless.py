"""Counts by commands, as scripts want them: a count is held for one command, and by nobody else meanwhile.

Whoever works on it at a station keeps it. What is refused has a code for programs, that of `kiosk.stock.counts.Code`.
"""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.barcodes import account
from kiosk.barcodes.commands import Word
from kiosk.barcodes.reading import Unknown
from kiosk.flows import intake, naming
from kiosk.flows.counting import loose, posting, reviewing, scanning, starting, visiting, working
from kiosk.flows.counting.reviewing import Review
from kiosk.flows.counting.working import Counting
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.counts import Code, Count, Fault
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.documents import Document
from kiosk.stock.thing import Kind, Thing
from kiosk.store import counts, documents
from kiosk.store.clock import shared_now
from kiosk.store.progress import Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import counting as counting_wording
from kiosk.wording import counting_commands as wording

SOURCE = "command"  # in the journal: where these codes came from, instead of a screen


class Refused(Exception):
    """Nothing of the transaction may be kept."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(fault.text for fault in faults))
        self.faults = faults


def start(db: Db, post: Post, place: str, part: str, *, blind: bool) -> tuple[Count, tuple[str, ...]]:
    """Begin a count of a place or a part by its name, of all where both are empty; answers it, and the numbers of
    others that may be of the same stock. Raises Refused."""
    scope = None
    if place:
        scope = _named(db, place, Kind.LOCATION, Code.LOCATION)
    elif part:
        scope = _named(db, part, Kind.PART, Code.PART)
    if problems := starting.refusals(db, scope):
        code = Code.LOCATION if place else Code.PART
        raise Refused(*(Fault(code, wording.no_scope(problem.text)) for problem in problems))
    count = starting.make(db, post, scope, blind=blind)
    documents.release(db, post, count.document.id)
    return count, counts.overlapping(db, count)


def at_place(db: Db, post: Post, number: str, place: str) -> tuple[Counting, Outcome]:
    """Count at a place from now on. Raises Refused."""
    state = _held(db, post, number)
    assert state.count is not None
    state, outcome = visiting.place(db, post, state, _named(db, place, Kind.LOCATION, Code.LOCATION))
    assert state.count is not None
    documents.release(db, post, state.count.document.id)
    return state, outcome


def scan(
    db: Db, post: Post, number: str, scan: Scan, quantity: str | None = None, before: Counting | None = None
) -> tuple[Counting, Outcome]:
    """One scan of a count, with its row in the journal; `quantity` is how much there is in all of what it names.

    `before` is where the scan before has led to: what follows a place that was refused lies at none, and the code of a
    quantity is of what was counted by it. Raises Refused where the count can't be gone on with.
    """
    state = _held(db, post, number, before)
    assert state.count is not None
    taken = intake.take(db, post, SOURCE, scanning.scan, (intake.Recent(), state), [scan], _command)
    (_, state), (outcome,) = taken
    if isinstance(outcome.meaning, Unknown) and outcome.result == "stranger":
        wrong = account.invalid(outcome.meaning.tried)
        outcome = replace(outcome, detail=counting_wording.stranger(wrong, assignable=False))
    if quantity is not None and outcome.result == "counted":
        state, outcome = loose.quantity(db, post, state, quantity)
    assert state.count is not None
    documents.release(db, post, state.count.document.id)
    return state, outcome


def _command(db: Db, post: Post, state: Counting, scan: Scan) -> tuple[Counting, Outcome]:
    """What a command code leads to: that of a quantity sets it, all others need a screen."""
    command = intake.commanded(post, scan)
    if command is not None and command.word is Word.TIMES:
        return loose.times(db, post, state, command.number)
    return state, Outcome(Tone.NO, wording.no_command(), wording.no_command_help(), result=intake.COMMAND)


def cancel(db: Db, post: Post, number: str) -> Outcome:
    """The end of a count. Raises Refused."""
    return working.cancel(db, post, _held(db, post, number))[1]


def look(db: Db, post: Post, number: str) -> Review:
    """The count as it stands against the books. Raises Refused where there is no such count."""
    return reviewing.look(db, post, Review(_found(db, number).id))[0]


def carry_out(db: Db, post: Post, number: str, told: Told = go_on) -> Review:
    """Post the count; answers how it stood against the books. Raises Refused, and as `posting.post` does."""
    state = _held(db, post, number)
    assert state.count is not None
    review, _ = reviewing.look(db, post, Review(state.count.document.id))
    if review.codes:
        raise Refused(*wrong(review))
    state, outcome = posting.post(db, post, state, told)
    if outcome.tone is not Tone.OK:
        raise Refused(Fault(Code.HELD, outcome.detail))
    return replace(review, count=state.count, done=True)


def wrong(review: Review) -> tuple[Fault, ...]:
    """What keeps a count from being posted."""
    return tuple(Fault(code, text) for code, text in zip(review.codes, review.faults, strict=True))


def named(db: Db, number: str) -> Document | None:
    """The count of this number, or of this code; None where there is none."""
    found: Sequence[Thing] = naming.named(db, number, {Kind.DOCUMENT})
    heads = [head for thing in found if (head := documents.get(db, thing.id)) is not None]
    return next((head for head in heads if head.kind is DocKind.COUNT), None)


def _held(db: Db, post: Post, number: str, before: Counting | None = None) -> Counting:
    """The count, held for this transaction, where it was left, and how far the scan before was understood."""
    head = _found(db, number)
    if head.state is not DocState.DRAFT:
        raise Refused(Fault(Code.ENDED, wording.ended(head)))
    lease = head.lease
    if lease is not None and lease.run != post.run and lease.until > shared_now(db):
        raise Refused(Fault(Code.HELD, wording.held(head.number, lease)))
    documents.take(db, post, head.id)
    count = counts.get(db, head.id)
    assert count is not None
    state = Counting(count) if before is None else Counting(count, astray=before.astray, missed=before.missed)
    return working.refreshed(db, state)


def _found(db: Db, number: str) -> Document:
    head = named(db, number)
    if head is None:
        raise Refused(Fault(Code.UNKNOWN, wording.unknown(number)))
    return head


def _named(db: Db, text: str, kind: Kind, code: Code) -> Thing:
    found = naming.named(db, text, {kind})
    if len(found) != 1:
        raise Refused(Fault(code, wording.not_one(text, several=bool(found))))
    return found[0]
