"""A scan while a count is worked on: a place, a unit, a part, a batch, by what the code means.

Nothing is left half done by a scan: what a code means is counted as one entry, asked about, or refused in words. The
next scan puts an open question away; the same code once more answers it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.barcodes import account
from kiosk.barcodes.content import Content
from kiosk.barcodes.reading import Ambiguous, Found, Meaning, Reader, Unknown
from kiosk.barcodes.resolve import resolve
from kiosk.flows import goods
from kiosk.flows.counting import finding, loose, strangers, units, visiting, working
from kiosk.flows.counting.loose import YES, IsBatch, WhichBatch
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import choosing, editing
from kiosk.flows.flow import may_answer
from kiosk.flows.goods import Pieces
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import ItemView, PartView
from kiosk.store import count_entries, picking, views
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import counting as wording
from kiosk.wording import documents_scanning as scanning_wording
from kiosk.wording import labelled as label_wording


@dataclass(frozen=True, slots=True)
class Meant:
    """One thing that a code may mean: how many millionths of its unit it stands for, and which batch it names.

    `content` is what a label says of it.
    """

    thing: Thing
    pack: int = quantities.UNIT
    batch: str | None = None
    content: Content | None = None


@dataclass(frozen=True, slots=True)
class Which:
    """Which of several things a code means."""

    meant: tuple[Meant, ...]
    code: str

    def answer(self, db: Db, post: Post, state: Counting, key: str) -> tuple[Counting, Outcome] | None:
        match choosing.chosen(key, self.meant):
            case Outcome() as left:
                return state, left
            case Meant() as meant:
                return _named(db, post, state, meant, self.code)
        return None


def scan(db: Db, post: Post, state: Counting, scan: Scan) -> tuple[Counting, Outcome]:
    """What a scan does to the count."""
    meaning = resolve(db, scan, post.codes)
    asked = state.asked
    state, outcome = _scanned(db, post, replace(state, unknown=None), scan, meaning)
    if left := "" if state.done else _left(asked, state, scan, meaning, outcome):
        tone = Tone.AGAIN if outcome.tone is Tone.OK else outcome.tone
        outcome = replace(outcome, tone=tone, detail=answers.put_away(outcome.detail, left))
    return working.heard(state, replace(outcome, meaning=meaning))


def _left(asked: object, state: Counting, scan: Scan, meaning: Meaning, outcome: Outcome) -> str:
    """What the question was about that this scan has put away and not answered; empty where there is none."""
    match asked:
        case WhichBatch(label=label) if state.asked is not asked:
            told = outcome.result == "counted" and outcome.text == label and _is_batch(meaning)
            in_doubt = isinstance(state.asked, IsBatch) and state.asked.which is asked
            return "" if told or in_doubt else label
        case IsBatch(which=which, text=text) if state.asked is not asked:
            return "" if text == scan.text else which.label
        case Which(code=code) if state.asked is not asked:
            return code
    return ""


def _is_batch(meaning: Meaning) -> bool:
    """Whether the code is at most a batch, and names no goods."""
    content = meaning.tried.content
    if content is not None:
        return not content.names
    matches = [match for match in meaning.tried.matches if not match.archived]
    return all(match.reader is Reader.BATCH for match in matches)


def _scanned(db: Db, post: Post, state: Counting, scan: Scan, meaning: Meaning) -> tuple[Counting, Outcome]:
    if answered := _answered(db, post, state, scan):
        return answered
    if over := working.lost(db, post, state):
        return over
    asked, state = state.asked, working.closed(state)
    which = asked if isinstance(asked, WhichBatch) else None
    if isinstance(meaning, Unknown):
        return _unknown(db, post, state, scan, meaning, which)
    text = scan.text or ""
    things = meaning.things if isinstance(meaning, Ambiguous) else (meaning.thing,)
    matches = [match for match in meaning.tried.matches if match.thing in things and not match.archived]
    if matches and all(match.reader is Reader.BATCH for match in matches):  # a unit of a label matches by its part
        return _batch(db, post, state, text, which)
    packs = {(match.thing.kind, match.thing.id): match.pack for match in reversed(matches)}
    packs |= {(meaning.thing.kind, meaning.thing.id): meaning.pack} if isinstance(meaning, Found) else {}
    meant = [Meant(thing, packs[thing.kind, thing.id], content=meaning.tried.content) for thing in things]
    meant = _of_scope(db, state, meant) or meant
    if len(meant) == 1:
        return _named(db, post, state, meant[0], text)
    return _ask(state, meant, text, meaning.more if isinstance(meaning, Ambiguous) else 0)


def _answered(db: Db, post: Post, state: Counting, scan: Scan) -> tuple[Counting, Outcome] | None:
    """What a scan comes to by the state alone: the answer of a question, or nothing where no count is open."""
    if state.count is None and state.question is None and not state.done:
        return state, editing.not_open()
    if state.question is None or state.done:
        return None
    if isinstance(state.asked, IsBatch) and scan.text == state.asked.text:
        if may_answer(state.question, scan):
            return working.answer(db, post, state, YES)
        text, detail = answers.too_soon(), answers.too_soon_help()
    elif state.count is None:
        text, detail = answers.answer_first(), answers.answer_first_help()
    else:
        return None
    return state, Outcome(Tone.AGAIN, text, detail, question=state.question, result="refused")


def _named(db: Db, post: Post, state: Counting, meant: Meant, code: str) -> tuple[Counting, Outcome]:
    """One thing that the code is about; of a label just what that names: a unit by its serial, so much of a batch."""
    try:
        told = goods.stock(db, meant.thing, meant.pack, meant.content)
    except ValueError as error:
        return state, editing.no(meant.thing.label, str(error))
    if isinstance(told, Pieces):
        return loose.part(db, post, state, told.part, told.amount, batch=loose.known(db, state, told), code=code)
    meant = meant if told is None else replace(meant, thing=told)
    state, outcome = _thing(db, post, state, meant, code)
    return state, goods.noted(db, outcome, meant.thing, meant.content)


def _thing(db: Db, post: Post, state: Counting, meant: Meant, code: str) -> tuple[Counting, Outcome]:
    """One thing that the code is all about."""
    thing = meant.thing
    match thing.kind:
        case Kind.LOCATION:
            return visiting.place(db, post, state, thing)
        case Kind.DOCUMENT:
            return state, _document(state, thing)
        case Kind.PART:
            return loose.part(db, post, state, thing.id, meant.pack, batch=meant.batch, code=code)
    view = views.view(db, thing)
    if not isinstance(view, ItemView | PartView):
        return state, editing.no(answers.vanished(), answers.vanished_help(thing.label))
    if isinstance(view, ItemView) and view.serial:
        return units.unit(db, post, state, thing, code)
    part, batch = (view.part, view.batch) if isinstance(view, ItemView) else (view.thing, None)
    return loose.part(db, post, state, part.id, meant.pack, batch=batch, code=code)


def _nameless(
    db: Db, post: Post, state: Counting, scan: Scan, content: Content, which: WhichBatch | None
) -> tuple[Counting, Outcome]:
    """A label that names no goods: the unit that has its serial, or the goods of its batch."""
    found = picking.of_serial(db, content.serials[0]) if len(content.serials) == 1 else ()
    if len(found) == 1:
        return units.unit(db, post, state, found[0].unit, content.serials[0])
    if found:
        return _ask(state, [Meant(one.unit) for one in found], content.serials[0], 0)
    batch = content.batch
    if batch and which is not None:
        return loose.part(db, post, state, which.part, which.amount, batch=batch, code=scan.text or "")
    if batch and state.place is not None and count_entries.parts_of_batch(db, batch, state.place.id, 1):
        return _batch(db, post, state, batch, None)
    return strangers.stranger(db, post, state, scan, label_wording.nameless(content))


def _document(state: Counting, thing: Thing) -> Outcome:
    assert state.count is not None
    number = state.count.document.number
    if thing.id == state.count.document.id:
        return Outcome(Tone.AGAIN, thing.label, scanning_wording.this_document(), result="again")
    return editing.no(scanning_wording.finish_first(), wording.finish_first_help(number))


def _batch(db: Db, post: Post, state: Counting, text: str, which: WhichBatch | None) -> tuple[Counting, Outcome]:
    """One more of the part that has this batch: that which is asked about or current, the only one, or one asked for.

    Of several parts that share the batch the only one that lies here is meant.
    """
    if state.place is None or state.count is None:
        return finding.no_place(state)
    found = count_entries.parts_of_batch(db, text, state.place.id, choosing.OFFERED)
    current = None if state.current is None else state.current.part
    for wanted in (None if which is None else which.part, current, state.count.of_part):
        if wanted is not None and any(one.part.id == wanted for one in found):
            amount = which.amount if which is not None and which.part == wanted else quantities.UNIT
            return loose.part(db, post, state, wanted, amount, batch=text, code=text)
    near = [one for one in found if one.here] or list(found)
    meant = [Meant(one.part, batch=text) for one in (near if len(near) == 1 else found)]
    return _thing(db, post, state, meant[0], text) if len(meant) == 1 else _ask(state, meant, text, 0)


def _of_scope(db: Db, state: Counting, meant: Sequence[Meant]) -> list[Meant]:
    """Those that a count of one part can mean, where there are several; a place is always one of them."""
    wanted = None if state.count is None else state.count.of_part
    if wanted is None or len(meant) < 2:
        return []
    return [one for one in meant if one.thing.kind is Kind.LOCATION or _part_of(db, one.thing) == wanted]


def _part_of(db: Db, thing: Thing) -> int | None:
    match views.view(db, thing):
        case ItemView(part=part):
            return part.id
        case None:
            return None
        case view:
            return view.thing.id if view.thing.kind is Kind.PART else None


def _ask(state: Counting, meant: Sequence[Meant], code: str, more: int) -> tuple[Counting, Outcome]:
    offered = tuple(meant[: choosing.OFFERED])
    more += len(meant) - len(offered)
    question = choosing.question(answers.which(more), [answers.option(one.thing) for one in offered])
    text = answers.ambiguous(len(offered), more)
    outcome = Outcome(Tone.ASK, text, question.text, question=question, result="ambiguous")
    return working.asking(state, question, Which(offered, code)), outcome


def _unknown(
    db: Db, post: Post, state: Counting, scan: Scan, meaning: Unknown, which: WhichBatch | None
) -> tuple[Counting, Outcome]:
    """The batch that was asked for, a unit that was received by mistake, or a stranger."""
    text = scan.text
    archived = [match.thing.kind for match in meaning.tried.matches if match.archived]
    if archived:  # a place or a part that is not in use any more
        state = working.nowhere(state) if Kind.LOCATION in archived else state
        return state, Outcome(Tone.NO, answers.unknown(), account.invalid(meaning.tried), result="unknown")
    content = meaning.tried.content
    if why := account.misread(meaning.tried):
        return state, editing.no(answers.unknown(), wording.misread(why))
    if content is not None and not content.names:
        return _nameless(db, post, state, scan, content, which)
    if content is None and which is not None and text is not None and fields.may_be_batch(text):
        return loose.is_batch(state, which, scan, text)
    void = [] if text is None else [one for one in picking.of_serial(db, text) if one.status is Status.VOID]
    if void:
        return units.unit(db, post, state, void[0].unit, text or "")
    return strangers.stranger(db, post, state, scan, account.invalid(meaning.tried))
