"""So much of a part without serials is found in a count. Each of its batches is counted by itself, and so is what has
none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kiosk.flows.counting import finding, strangers, working
from kiosk.flows.counting.finding import At
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import choosing, editing
from kiosk.flows.goods import Pieces
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.tracking import Tracking
from kiosk.store import count_entries, parts
from kiosk.store.count_entries import Loose, New
from kiosk.store.parts import StoredPart
from kiosk.store.sql import Db
from kiosk.wording import counting as wording
from kiosk.wording import entry as entry_wording

YES, NO = "1", "2"


@dataclass(frozen=True, slots=True)
class WhichBatch:
    """Which batch of a part was scanned. The batch's own code answers it as well, and an unknown one may be it.

    `label` is the part's number, `amount` how many millionths of it are not counted as long as this is open.
    """

    part: int
    amount: int
    label: str
    code: str
    offered: tuple[str, ...]

    def answer(self, db: Db, post: Post, state: Counting, key: str) -> tuple[Counting, Outcome] | None:
        match choosing.chosen(key, self.offered):
            case Outcome() as left:
                return state, left
            case str() as batch:
                return part(db, post, state, self.part, self.amount, batch=batch, code=self.code)
        return None


@dataclass(frozen=True, slots=True)
class IsBatch:
    """Whether an unknown code is the batch that was asked for. Scanned once more it is."""

    which: WhichBatch
    scan: Scan
    text: str

    def answer(self, db: Db, post: Post, state: Counting, key: str) -> tuple[Counting, Outcome] | None:
        if key == NO:
            return strangers.stranger(db, post, state, self.scan)
        if key != YES:
            return None
        which = self.which
        return part(db, post, state, which.part, which.amount, batch=self.text, code=which.code)


def part(
    db: Db, post: Post, state: Counting, id: int, amount: int, *, batch: str | None = None, code: str = ""
) -> tuple[Counting, Outcome]:
    """So much more of a part, in millionths; `batch` is None where the code names none.

    Then it is that of the current entry, the only one that there is, or it is asked about.
    """
    here = finding.held(db, post, state)
    if not isinstance(here, At):
        return here
    stored = parts.get(db, id)
    if stored is None:
        return here.state, editing.no(wording.no_part(), wording.no_part_help())
    if why := finding.other_part(here.count, id) or _refused(db, stored):
        return here.state, editing.no(stored.part.number, why)
    rows = count_entries.loose(db, here.document, here.place.id, id)
    found = _batch(db, here.state, stored, rows) if batch is None else batch
    if not isinstance(found, str):
        return _ask(here.state, stored, WhichBatch(id, amount, stored.part.number, code, found))
    row = _of(rows, found)
    total = quantities.of(row.counted + amount)
    if total > fields.MOST or not quantities.fits(total, stored.part.decimals):
        detail = wording.not_countable(quantities.of(amount), stored.part.unit)
        return here.state, editing.no(stored.part.number, detail)
    return _counted(db, post, here, stored, row, total, row.movement, code)


def known(db: Db, state: Counting, told: Pieces) -> str | None:
    """The batch that a label names, where it matters: the part is tracked by batch, or some of it lies or was counted
    here in that one. Else any of the part is meant."""
    if told.batch is None or state.count is None or state.place is None:
        return told.batch
    stored = parts.get(db, told.part)
    if stored is not None and Tracking(stored.part.tracking).batch:
        return told.batch
    rows = count_entries.loose(db, state.count.document.id, state.place.id, told.part)
    return told.batch if any(row.batch == told.batch for row in rows) else None


def search(db: Db, post: Post, state: Counting, id: int) -> tuple[Counting, Outcome]:
    """One more of a part that was found by searching, as if its own code had been scanned."""
    return part(db, post, state, id, quantities.UNIT)


def quantity(db: Db, post: Post, state: Counting, text: str) -> tuple[Counting, Outcome]:
    """How much there is in all of what is current: typed, or told by a command. The counting of it begins anew."""
    here = finding.held(db, post, state)
    if not isinstance(here, At):
        return here
    current = here.state.current
    if current is None or current.part is None or not here.is_at(current.place):
        return here.state, editing.no(wording.no_current(), wording.no_current_help())
    if current.serial:
        return here.state, editing.no(current.serial, wording.unit_is_one())
    stored = parts.get(db, current.part)
    assert stored is not None
    try:
        told = fields.quantity(text.strip(), stored.part.decimals)
    except ValueError as error:
        return here.state, editing.no(stored.part.number, wording.bad_quantity(str(error)))
    row = _of(count_entries.loose(db, here.document, here.place.id, current.part), current.batch)
    return _counted(db, post, here, stored, row, told, None, "")


def times(db: Db, post: Post, state: Counting, number: int) -> tuple[Counting, Outcome]:
    """The same by a code, which is of what was scanned before it: nothing, where that was refused."""
    if state.missed:
        return state, editing.no(wording.nothing_to_count(), wording.nothing_to_count_help())
    return quantity(db, post, state, str(number))


def batch(db: Db, post: Post, state: Counting, text: str) -> tuple[Counting, Outcome]:
    """The batch that was asked for, typed; empty for none."""
    asked = state.asked
    if not isinstance(asked, WhichBatch):
        return state, editing.no(wording.no_current(), wording.no_current_help())
    try:
        fields.optional(fields.batch, text)
    except ValueError as error:
        outcome = editing.no(wording.batch(), wording.bad_batch(str(error)))
        return state, replace(outcome, question=state.question)
    return part(db, post, working.closed(state), asked.part, asked.amount, batch=text, code=asked.code)


def is_batch(state: Counting, which: WhichBatch, scan: Scan, text: str) -> tuple[Counting, Outcome]:
    """Ask whether an unknown code is the batch that was asked for."""
    options = (Option(YES, wording.yes_batch()), Option(NO, wording.no_batch()))
    question = Question(wording.is_batch(text), options, yes=YES)
    outcome = Outcome(Tone.ASK, text, question.text, question=question, result="asked")
    return working.asking(state, question, IsBatch(which, scan, text)), outcome


def _refused(db: Db, stored: StoredPart) -> str:
    """Why nothing can be counted of a part by its code."""
    if Tracking(stored.part.tracking).serial:
        return wording.scan_serials()
    problems = parts.stock_refused(db, stored.id, serials=False)
    return entry_wording.bad_part(problems[0].text) if problems else ""


def _batch(db: Db, state: Counting, stored: StoredPart, rows: Sequence[Loose]) -> str | tuple[str, ...]:
    """The batch that a scan of the part's code means; those that it may be one of where that is not clear."""
    current = state.current
    if current is not None and current.part == stored.id:
        return current.batch
    if len(rows) == 1:
        return rows[0].batch
    if rows:
        return tuple(row.batch for row in rows)[: choosing.OFFERED]
    if not Tracking(stored.part.tracking).batch:
        return ""
    return count_entries.batches(db, stored.id, choosing.OFFERED)


def _ask(state: Counting, stored: StoredPart, asked: WhichBatch) -> tuple[Counting, Outcome]:
    question = choosing.question(wording.which_batch(), [wording.of_batch(one) for one in asked.offered])
    outcome = Outcome(Tone.ASK, stored.part.number, question.text, question=question, result="asked")
    return working.asking(state, question, asked), outcome


def _of(rows: Sequence[Loose], batch: str) -> Loose:
    return next((row for row in rows if row.batch == batch), Loose(batch, 0, 0, None, None))


def _counted(
    db: Db, post: Post, here: At, stored: StoredPart, row: Loose, total: Decimal, movement: int | None, code: str
) -> tuple[Counting, Outcome]:
    """There is so much in all of the part in this batch."""
    amount = quantities.millionths(total)
    new = New(here.place.id, stored.id, batch=row.batch, quantity=amount, movement=movement)
    entry = finding.entered(db, post, here, new, () if row.entry is None else (row.entry,), code)
    first = row.entry is None
    state = finding.current(db, finding.more(here.state, here=first, new=first), entry)
    current = state.current
    assert current is not None
    if not here.count.blind:
        current = replace(current, expected=quantities.of(row.expected))
    over = current.expected is not None and current.quantity > current.expected
    tone = Tone.AGAIN if over else Tone.OK
    outcome = Outcome(tone, stored.part.number, wording.counted(current), result="counted")
    return replace(state, current=current), outcome
