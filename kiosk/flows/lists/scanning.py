"""A scan while a list is worked on: the thing it means becomes a row, once.

The next scan puts an open question away: what was asked about is not in the list.
"""

from dataclasses import dataclass, replace

from kiosk import times
from kiosk.barcodes import account
from kiosk.barcodes.reading import Ambiguous, Found, Unknown
from kiosk.barcodes.resolve import OFFERED, resolve
from kiosk.flows import goods, lookup
from kiosk.flows.assignable import refusal
from kiosk.flows.goods import Pieces
from kiosk.flows.lists import listing
from kiosk.flows.lists.listing import Listing, head
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import quantity as quantities
from kiosk.stock.scan_lists import MOST
from kiosk.stock.thing import Kind, Thing
from kiosk.store import loose_stock, scan_list_rows, scan_lists
from kiosk.store.clock import now
from kiosk.store.list_steps import Before, Were
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import labelled as label_wording
from kiosk.wording import lists_working as wording


def scan(db: Db, post: Post, state: Listing, scan: Scan) -> tuple[Listing, Outcome]:
    """What a scan does to the list. Without an open list the first thing that is scanned begins one."""
    if state.done and state.list is None:
        return state, listing.no(wording.no_list(), wording.no_list_help())
    asked, state = state.asked, replace(listing.answered(state), unknown=None)
    meaning = resolve(db, scan, post.codes)
    match meaning:
        case Found():
            state, outcome = _found(db, post, state, meaning)
        case Ambiguous():
            state, outcome = _ask(state, meaning)
        case Unknown():
            state, outcome = _unknown(db, post, state, scan, meaning)
    again = isinstance(state.asked, Which) and state.asked == asked
    if isinstance(asked, Which) and not again:
        tone = Tone.AGAIN if outcome.tone is Tone.OK else outcome.tone
        outcome = replace(outcome, tone=tone, detail=answers.put_away(outcome.detail, asked.code))
    return state, replace(outcome, meaning=meaning)


def _found(db: Db, post: Post, state: Listing, meaning: Found) -> tuple[Listing, Outcome]:
    """The thing; of a label just what that names: a unit by its serial, or the stock of its batch."""
    try:
        told = goods.stock(db, meaning.thing, meaning.pack, meaning.tried.content)
    except ValueError as error:
        return state, listing.no(meaning.thing.label, str(error))
    if told is None and meaning.thing.kind in (Kind.PART, Kind.SUPPLIER_PART) and meaning.pack != quantities.UNIT:
        return add(db, post, state, meaning.thing, meaning.pack)
    content = meaning.tried.content
    if not isinstance(told, Pieces):
        thing = told or meaning.thing
        state, outcome = add(db, post, state, thing)
        return state, goods.noted(db, outcome, thing, content)
    pack = told.amount if content is not None and content.quantity is not None else None
    if told.batch is None:
        return add(db, post, state, meaning.thing, pack)
    return _batch(db, post, state, meaning, told.part, told.batch, pack)


def _batch(
    db: Db, post: Post, state: Listing, meaning: Found, part: int, batch: str, pack: int | None
) -> tuple[Listing, Outcome]:
    """The stock of this batch; where it lies in several places it is asked which."""
    lots = loose_stock.of_batch(db, part, batch, OFFERED)
    if not lots:
        return state, listing.no(meaning.thing.label, label_wording.no_such_batch(meaning.thing.label, batch))
    if len(lots) == 1:
        return add(db, post, state, lots[0], pack)
    return _ask(state, Ambiguous(lots, meaning.tried), pack)


def add(db: Db, post: Post, state: Listing, thing: Thing, pack: int | None = None) -> tuple[Listing, Outcome]:
    """A row for this thing, as if its own code had been scanned; one that is there already is said to be.

    Of a pack, or where a label tells how much, so many millionths of the thing are meant: of a row that is there
    already so many more.
    """
    if state.list is None:
        state, outcome = listing.begin(db, post, state)
        if state.list is None:
            return state, outcome
    if over := listing.lost(db, post, state):
        return over
    list, state = head(state).id, listing.answered(state)
    if head(state).total >= MOST:
        return _full(db, post, state, thing)
    id = scan_list_rows.add(db, post, list, thing)
    if id is None:
        return _again(db, post, state, thing) if pack is None else _more(db, post, state, thing, pack)
    if pack is not None:
        scan_list_rows.put(db, (id,), {"quantity": pack})
    scan_lists.grown(db, list)
    state = listing.refreshed(db, replace(state, done=False), id)
    row = state.row
    assert row is not None
    listing.kept(db, post, state, "added", row.title, Before((Were({"removed": 1}, (id,)),)))
    return state, Outcome(Tone.OK, row.title, wording.added(row, head(state).total), result="added")


@dataclass(frozen=True, slots=True)
class Which:
    """Which of several things a code means, and how many millionths of it where it tells that."""

    things: tuple[Thing, ...]
    code: str
    pack: int | None = None

    def answer(self, db: Db, post: Post, state: Listing, key: str) -> tuple[Listing, Outcome] | None:
        for number, thing in enumerate(self.things, 1):
            if key == str(number):
                return add(db, post, state, thing, self.pack)
        return None


def _called(meaning: Ambiguous) -> str:
    """What to call a code of several things, short."""
    content = meaning.tried.content
    return (meaning.tried.forms.text or "") if content is None else label_wording.name_of(content)


def _full(db: Db, post: Post, state: Listing, thing: Thing) -> tuple[Listing, Outcome]:
    """Nothing more goes in, but what is there already is told of."""
    if scan_list_rows.find(db, head(state).id, thing) is not None:
        return _again(db, post, state, thing)
    return listing.refreshed(db, state), listing.no(wording.full(), wording.full_help())


def _more(db: Db, post: Post, state: Listing, thing: Thing, pack: int) -> tuple[Listing, Outcome]:
    """One more pack of what is there; where all of it is meant, so is the pack."""
    row = scan_list_rows.find(db, head(state).id, thing)
    if row is None or row.quantity is None:
        return _again(db, post, state, thing)
    before = quantities.millionths(row.quantity)
    scan_list_rows.put(db, (row.id,), {"quantity": before + pack})
    listing.kept(db, post, state, "quantity", row.title, Before((Were({"quantity": before}, (row.id,)),)))
    state = listing.refreshed(db, state, row.id)
    assert state.row is not None, "it has just been changed"
    return state, Outcome(Tone.OK, row.title, wording.quantity_set(state.row), result="entered")


def _again(db: Db, post: Post, state: Listing, thing: Thing) -> tuple[Listing, Outcome]:
    row = scan_list_rows.find(db, head(state).id, thing)
    assert row is not None, "it kept the thing from being added"
    state = listing.refreshed(db, state, row.id)
    number = scan_list_rows.index(db, head(state).id, row.id) + 1
    detail = wording.again(row, number, _since(post, row.added_at))
    return state, Outcome(Tone.AGAIN, row.title, detail, result="again")


def _since(post: Post, at: int) -> str:
    """The time of an event of today, else its day, too."""
    zone = times.zone(post.zone)
    day, _, time = times.short(at, zone).partition(" ")
    return time[:5] if times.short(now(), zone).startswith(day) else f"{day} {time[:5]}"


def _ask(state: Listing, meaning: Ambiguous, pack: int | None = None) -> tuple[Listing, Outcome]:
    question = lookup.ask_which(meaning)
    text = answers.ambiguous(len(meaning.things), meaning.more)
    outcome = Outcome(Tone.ASK, text, question.text, question=question, result="ambiguous")
    return replace(state, question=question, asked=Which(meaning.things, _called(meaning), pack)), outcome


def _unknown(db: Db, post: Post, state: Listing, scan: Scan, meaning: Unknown) -> tuple[Listing, Outcome]:
    """The code is kept where a thing may get it."""
    why = refusal(post, scan)
    invalid = account.invalid(meaning.tried)
    told = answers.unknown_help(invalid, why) if why else wording.unknown_help(invalid, opened=state.list is not None)
    detail = lookup.void(db, scan.text or "") or told
    outcome = Outcome(Tone.NO, answers.unknown(), detail, result="unknown")
    return replace(state, unknown=None if why else scan), outcome
