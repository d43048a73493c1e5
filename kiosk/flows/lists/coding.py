"""Codes for the rows of a list, one row after the other: a row is shown, its code is scanned, the next row comes.

The code goes to the row that was read: one that was on its way before the row was seen changes nothing. Each code is
assigned in a transaction of its own, as a step of the list, which undo takes back here and on the list.
"""

from dataclasses import dataclass, replace

from kiosk.barcodes.forms import code_of
from kiosk.flows import assign, doubts
from kiosk.flows.assign import Pack
from kiosk.flows.assignable import refusal
from kiosk.flows.flow import may_answer
from kiosk.flows.lists import listing, undoing
from kiosk.flows.lists.listing import Listing, no
from kiosk.outcome import Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan, visible_bytes
from kiosk.stock import quantity as quantities
from kiosk.stock.assigned import Assigned
from kiosk.stock.scan_lists import ListRow
from kiosk.store import assigned, barcodes, list_steps, scan_list_rows, scan_lists, views
from kiosk.store.barcodes import Taken
from kiosk.store.list_steps import Before, Code
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import assigned as codes_wording
from kiosk.wording import lists_codes as wording

STEP = "coded"  # what such a step of a list is
_SHOWN = 5  # codes that a row has already, at most


@dataclass(frozen=True, slots=True)
class Coding:
    """Where the operator is: at the row `at` of `rows`, the ids of those that are gone through, in their order.

    `question` is open while a row is shown. `codes` are the first of the `has` codes that its thing has already, `pack`
    is how much one scan of the next one stands for, None where it is no part. `given` counts what was assigned.
    """

    list: int
    first: int  # the row that is begun with where none is marked
    rows: tuple[int, ...] = ()
    at: int = 0
    row: ListRow | None = None
    codes: tuple[Assigned, ...] = ()
    has: int = 0
    pack: Pack | None = None
    question: Question | None = None
    given: int = 0
    done: bool = False


def begin(db: Db, post: Post, state: Coding) -> tuple[Coding, Outcome]:
    """Begin with the marked rows; where none is marked with `first` and those below it."""
    head = scan_lists.get(db, state.list)
    if head is None or head.closed:
        return _over(db, post, state)
    rows = scan_list_rows.codable(db, state.list, None if head.marked else state.first)
    state = _at(db, replace(state, rows=tuple(rows)), 0, 1)
    if state.row is None:
        return replace(state, done=True), no(wording.none(), wording.none_help())
    return state, Outcome(Tone.ASK, wording.ask(), wording.ask_help(), question=state.question, result="opened")


def scan(db: Db, post: Post, state: Coding, scan: Scan) -> tuple[Coding, Outcome]:
    """A code for the row that is shown; the next row comes then. Whatever is refused leaves the row where it is."""
    row, question, raw = state.row, state.question, code_of(scan)
    if row is None or question is None or not (scan.typed or may_answer(question, scan)):  # typed into what was read
        return state, Outcome(Tone.AGAIN, answers.too_soon(), wording.too_soon_help(), result="refused")
    if over := _lost(db, post, state):
        return over
    if why := refusal(post, scan) or doubts.named(db, post, raw, row.thing) or _mistyped(scan):
        return state, no(answers.cannot_assign(), why)
    shown = visible_bytes(raw)
    code = _assign(db, post, state, row, raw)
    if isinstance(code, Outcome):
        return state, code
    before = Before(code=Code(code, row.id))
    list_steps.add(db, post, state.list, STEP, wording.step(shown, row.title), before)
    detail = assign.with_pack(state.pack, wording.given(shown, row.title))
    return _on(db, replace(state, given=state.given + 1), Outcome(Tone.OK, answers.assigned(), detail, result=STEP))


def scan_typing(db: Db, post: Post, state: Coding, scan: Scan) -> tuple[Coding, Outcome]:
    """A scan while something is typed: what that is for is not settled yet."""
    return state, Outcome(Tone.AGAIN, codes_wording.typing(), wording.typing_help(), result="refused")


def skip(db: Db, post: Post, state: Coding) -> tuple[Coding, Outcome]:
    """On to the next row; this one keeps the codes that it has."""
    if state.row is None:
        return state, no(listing.not_open().text, listing.not_open().detail)
    return _on(db, state, Outcome(Tone.OK, wording.skipped(), wording.skipped_help(state.row.title), result="skipped"))


def back(db: Db, post: Post, state: Coding) -> tuple[Coding, Outcome]:
    """Back to the row before."""
    before = _at(db, state, state.at - 1, -1)
    if before.row is None:
        return state, Outcome(Tone.AGAIN, wording.first(), wording.ask_help(), question=state.question, result="again")
    return before, Outcome(Tone.ASK, wording.ask(), wording.ask_help(), question=before.question, result="chosen")


def set_pack(db: Db, post: Post, state: Coding, text: str) -> tuple[Coding, Outcome]:
    """Let one scan of the next code stand for as much of the part as was typed."""
    view = None if state.row is None else views.view(db, state.row.thing)
    if state.row is None or view is None:
        return state, no(answers.vanished(), answers.vanished_help("" if state.row is None else state.row.title))
    pack = assign.told_pack(assign.pack_of(db, state.row.thing, view), text)
    if isinstance(pack, str):
        return state, no(codes_wording.no_amount(), pack)
    state = replace(state, pack=pack, question=Question(wording.ask()))
    return state, Outcome(Tone.ASK, wording.ask(), wording.pack(pack.told), question=state.question, result="asked")


def undo(db: Db, post: Post, state: Coding) -> tuple[Coding, Outcome]:
    """Take the last code back off its row, and show that row again."""
    head, last = scan_lists.get(db, state.list), list_steps.last(db, state.list)
    if last is None or last.before.code is None:
        return state, no(wording.nothing_to_undo(), wording.nothing_to_undo_help())
    left, outcome = undoing.undo(db, post, Listing(head))
    if outcome.result != "undone":
        return replace(state, done=left.done), outcome
    row = last.before.code.row
    at = state.rows.index(row) if row in state.rows else state.at
    return _at(db, replace(state, given=max(0, state.given - 1)), at, 1), outcome


def leave(db: Db, post: Post, state: Coding) -> tuple[Coding, Outcome]:
    """Back to the list; what was assigned stays."""
    left = replace(state, row=None, question=None, done=True)
    return left, Outcome(Tone.OK, wording.over(state.given), wording.over_help(), result="left")


def _assign(db: Db, post: Post, state: Coding, row: ListRow, raw: bytes) -> int | Outcome:
    """The id of the code that the row's thing has now; else why it has not got it."""
    pack = quantities.UNIT if state.pack is None else quantities.millionths(state.pack.amount)
    shown = visible_bytes(raw)
    try:
        given = barcodes.assign(db, post, raw, row.thing, pack)
    except LookupError:
        return no(answers.vanished(), answers.vanished_help(row.title))
    if not isinstance(given, Taken):
        code = barcodes.active(db, raw)
        assert code is not None, "it has just been assigned"
        return code
    if (given.by.kind, given.by.id) == (row.thing.kind, row.thing.id):
        return Outcome(Tone.AGAIN, shown, wording.has_it(row.title), result="again")
    return no(answers.taken(), answers.taken_help(shown, given.by))


def _mistyped(scan: Scan) -> str:
    """Why a typed code is no EAN. A scanner has read a code as it is, and is not doubted."""
    why = doubts.mistyped(code_of(scan)) if scan.typed else ""
    return f"{why} {codes_wording.mistyped_help()}" if why else ""


def _on(db: Db, state: Coding, outcome: Outcome) -> tuple[Coding, Outcome]:
    """The next row that is still in the list; behind the last one it is over."""
    state = _at(db, state, state.at + 1, 1)
    if state.row is not None:
        return state, replace(outcome, question=state.question)
    detail = wording.through(state.given, outcome.detail)
    return replace(state, done=True), Outcome(Tone.OK, wording.over(state.given), detail, result=outcome.result)


def _at(db: Db, state: Coding, at: int, by: int) -> Coding:
    """The row `at`, or the nearest behind it (before it, `by` -1) that has not been taken out; else no row."""
    row = None
    while 0 <= at < len(state.rows) and (row := scan_list_rows.get(db, state.list, state.rows[at])) is None:
        at += by
    if row is None:
        return replace(state, row=None, question=None, pack=None, codes=(), has=0)
    codes, has = assigned.active(db, row.thing, _SHOWN)
    view = views.view(db, row.thing)
    pack = None if view is None else assign.pack_of(db, row.thing, view)
    return replace(state, at=at, row=row, codes=codes, has=has, pack=pack, question=Question(wording.ask()))


def _lost(db: Db, post: Post, state: Coding) -> tuple[Coding, Outcome] | None:
    """Hold the list; where it takes no change any more, its end here."""
    return None if scan_lists.hold(db, post, state.list) else _over(db, post, state)


def _over(db: Db, post: Post, state: Coding) -> tuple[Coding, Outcome]:
    """The list was closed meanwhile, or is gone."""
    _, outcome = listing.lost(db, post, Listing(scan_lists.get(db, state.list))) or (None, listing.not_open())
    return replace(state, row=None, question=None, done=True), outcome
