"""Post a draft: look at all of it once more, then let it change stock, all in one transaction or nothing.

And take a posted document back. What is looked at is told in words before, by `check`; `post` looks again itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from kiosk import times
from kiosk.errors import StoreError
from kiosk.flows import clashes
from kiosk.flows.documents import closing, editing
from kiosk.flows.documents.available import available, returnable
from kiosk.flows.documents.editing import Editing
from kiosk.flows.printing import receiving
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.post import Post
from kiosk.stock import posting as rules
from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import RULES, DocKind, Way
from kiosk.stock.document_lists import Source
from kiosk.stock.documents import Document
from kiosk.stock.expected import NamedSerial
from kiosk.stock.ledger import Act
from kiosk.stock.operations import Refusal
from kiosk.stock.posting import NOTHING_MEANT, Code, Entry, Meant, Trouble
from kiosk.stock.standing import Lack, swapped
from kiosk.stock.statuses import Status
from kiosk.store import deliveries, documents, expected, ledger, operations, posting, repairs, settings
from kiosk.store.progress import Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import documents_posting as wording


def check(db: Db, post: Post, state: Editing) -> tuple[Trouble, ...]:
    """All that keeps the draft from being posted as it is now, and then what is worth a look before: warnings."""
    document = None if state.document is None else documents.get(db, state.document.id)
    if document is not None and document.way is Way.OWN:
        return (Trouble(Code.OWN_WAY, None, wording.own_way(document.number)),)
    return () if document is None else _checked(db, post, document, posting.entries(db, document.id))


def post(
    db: Db, post: Post, state: Editing, told: Told = go_on, meant: Meant = NOTHING_MEANT
) -> tuple[Editing, Outcome]:
    """Post the draft; where something keeps it from that nothing is changed, and the first such thing is said.

    `meant` has the stock items that were chosen for lines without serials; the others take what is to be used up first.
    `told` hears how much is done, 0 to 1, and answers whether to go on. Raises Stopped where it says no, and
    StoreError when another station was faster with the stock: nothing of the transaction may be kept then.
    """
    if over := editing.lost(db, post, state):
        return over
    document = None if state.document is None else documents.get(db, state.document.id)
    assert document is not None
    if document.way is Way.OWN:
        return state, editing.no(wording.not_posted(document.number), wording.own_way(document.number))
    entries = posting.entries(db, document.id)
    wrong = [trouble for trouble in _checked(db, post, document, entries, meant) if not trouble.warning]
    if wrong:
        detail = wording.not_posted_help(wrong[0].text, len(wrong) - 1)
        return editing.refreshed(db, state), editing.no(wording.not_posted(document.number), detail)
    detail = _posted(db, post, document, entries, told, meant)
    outcome = Outcome(Tone.OK, wording.posted(document.number), detail, result="posted")
    return replace(editing.refreshed(db, editing.closed(state)), done=True), outcome


def reversal(db: Db, post: Post, document: int) -> Outcome:
    """What reversing a posted document takes back, or why it can't be. Looks at each of its movements."""
    found = documents.get(db, document)
    if found is None:
        return editing.no(wording.no_document(), wording.no_document_help())
    if found.operation is None:
        return closing.asked(db, found)
    if refused := operations.refusal(db, found.operation, station=None):
        return _not_reversed(found, wording.why(refused))
    operation = operations.one(db, found.operation, station=None)
    assert operation is not None
    detail = wording.reverses_help(found.way, operation.movements, _numbers(db, found.operation))
    return Outcome(Tone.ASK, wording.reverses(found), detail, result="asked")


def reverse(db: Db, post: Post, document: int, told: Told = go_on) -> Outcome:
    """Take a posted document back, and those that were posted with it, whichever station has; or say why not.

    Received units are void then, and their serials free. One that has moved no stock is cancelled. Raises as `post`
    does.
    """
    found = documents.get(db, document)
    if found is None:
        return editing.no(wording.no_document(), wording.no_document_help())
    if found.operation is None:
        return closing.cancel(db, post, found)
    result = operations.reverse(db, post, found.operation, told)
    if isinstance(result, Refusal):
        return _not_reversed(found, wording.why(result))
    if found.kind is DocKind.REPAIR:
        return Outcome(Tone.OK, wording.is_open_again(found.number), wording.is_open_again_help(), result="reversed")
    detail = wording.reversed_help(_numbers(db, found.operation))
    return Outcome(Tone.OK, wording.reversed_(found.number), detail, result="reversed")


def sources(db: Db, post: Post, document: Document) -> Mapping[int, tuple[Source, ...]]:
    """From where posting an issue will take what has no serials, for the lines by their ids that don't say."""
    entries = posting.entries(db, document.id) if document.way is Way.OUT and _moves(db, document) else ()
    lines = [entry.line for entry in entries if not entry.by_serials and entry.line.quantity > 0]
    if all(line.place is not None for line in lines):
        return {}
    lots = posting.lots(db, document.id, available(post))
    places = {lot.item: lot.place for lot in lots}
    found: dict[int, dict[str, int]] = {line.id: {} for line in lines if line.place is None}
    for take in rules.allocate(lines, lots)[0]:
        if take.line in found:
            taken, place = found[take.line], places[take.item]
            taken[place] = taken.get(place, 0) + take.before.quantity - take.after.quantity
    return {
        line: tuple(Source(quantities.of(amount), place) for place, amount in taken.items())
        for line, taken in found.items()
        if taken
    }


# What is looked at


def _checked(
    db: Db, post: Post, document: Document, entries: Sequence[Entry], meant: Meant = NOTHING_MEANT
) -> tuple[Trouble, ...]:
    if all(entry.idle for entry in entries):
        return (Trouble(Code.NO_LINES, None, wording.no_lines()),)
    if not _moves(db, document):
        return tuple(_told(entry, code) for entry in entries for code in rules.ordered(entry))
    found = [_told(entry, code) for entry in entries for code in rules.faults(document.way, entry)]
    match document.way:
        case Way.IN:
            found += _taken(db, document)
        case Way.OUT:
            fit = available(post)
            found += [*_unfit(db, document, fit), *_elsewhere(db, document, entries, fit)]
            found += _short(db, post, document, entries, meant)
            found += _repaired(db, document)
        case Way.BACK:
            found += _unfit(db, document, returnable())
    return (*found, *_expired(post, document, entries), *_warnings(db, document, entries))


def _told(entry: Entry, code: Code) -> Trouble:
    line = entry.line
    match code:
        case Code.QUANTITY:
            text = wording.quantity(line)
        case Code.COUNT:
            text = wording.count(line)
        case Code.STRUCTURAL | Code.CLOSED:
            text = wording.place(line, code)
        case _:
            text = wording.line(line, code)
    return Trouble(code, line.id, text)


def _taken(db: Db, document: Document) -> Iterator[Trouble]:
    total, found = posting.taken(db, document.id)
    for line, clash in found:
        yield Trouble(Code.TAKEN, line, wording.taken(clash.serial, clashes.in_stock(clash)))
    yield from _more(Code.TAKEN, total - len(found))


def _unfit(db: Db, document: Document, statuses: Sequence[Status]) -> Iterator[Trouble]:
    total, found = posting.unfit(db, document.id, statuses)
    for unit in found:
        text = wording.unavailable(unit.serial, unit.status, unit.place, document.way)
        yield Trouble(Code.UNAVAILABLE, unit.line, text)
    yield from _more(Code.UNAVAILABLE, total - len(found))


def _elsewhere(db: Db, document: Document, entries: Sequence[Entry], statuses: Sequence[Status]) -> Iterator[Trouble]:
    """Units that go out from another place than their line says."""
    told = {entry.line.id: entry.line.place.label for entry in entries if entry.by_serials and entry.line.place}
    if not told:
        return
    total, found = posting.elsewhere(db, document.id, statuses)
    for unit in found:
        text = wording.elsewhere(unit.serial, unit.place, told.get(unit.line, ""))
        yield Trouble(Code.ELSEWHERE, unit.line, text)
    yield from _more(Code.ELSEWHERE, total - len(found))


def _more(code: Code, count: int) -> Iterator[Trouble]:
    if count > 0:
        yield Trouble(code, None, wording.more(count))


def _short(db: Db, post: Post, document: Document, entries: Sequence[Entry], meant: Meant) -> Iterator[Trouble]:
    lines = [entry.line for entry in entries if not entry.by_serials and entry.line.quantity > 0]
    if lines:
        for short in rules.allocate(lines, posting.lots(db, document.id, available(post)), meant)[1]:
            yield Trouble(Code.INSUFFICIENT, short.line.id, wording.insufficient(short.line, short.have))


def _repaired(db: Db, document: Document) -> Iterator[Trouble]:
    """Units that go out though they are in the house for a repair."""
    total, found = repairs.in_draft(db, document.id)
    for line, serial, number in found:
        yield Trouble(Code.REPAIRED, line, wording.repaired(serial, number))
    yield from _more(Code.REPAIRED, total - len(found))


def _expired(post: Post, document: Document, entries: Sequence[Entry]) -> Iterator[Trouble]:
    """Goods that come in though they have expired."""
    if document.way is not Way.OUT:
        today = _today(post)
        for entry in entries:
            if entry.line.expiry is not None and entry.line.expiry < today and not entry.idle:
                yield Trouble(Code.EXPIRED, entry.line.id, wording.expired(entry.line, entry.line.expiry))


def _warnings(db: Db, document: Document, entries: Sequence[Entry]) -> Iterator[Trouble]:
    """What came otherwise than the document's list has it, part by part; told at the first line of each."""
    if not document.listed:
        return
    lines = {entry.line.part.id: entry.line.id for entry in reversed(entries)}
    differences = expected.differences(db, document.id)
    missing, strange = (_by_part(find(db, document.id)) for find in (expected.missing, expected.unexpected))
    for one in differences.rows:
        line = lines.get(one.part.id)
        if one.missing:
            yield Trouble(Code.MISSING, line, wording.missing(document, one, missing.get(one.number, ())))
        if one.surplus:
            yield Trouble(Code.SURPLUS, line, wording.surplus(one))
        if one.unexpected:
            yield Trouble(Code.UNEXPECTED, line, wording.unexpected(one, strange.get(one.number, ())))
    for listed, stands in swapped([entry.line for entry in entries], document.way):
        code = Code.SURPLUS if stands.lack is Lack.SURPLUS else Code.MISSING
        yield Trouble(code, listed.id, wording.other_batch(listed, stands))
    yield from _more(Code.MISSING, differences.total - len(differences.rows))


def _by_part(serials: Page[NamedSerial]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for one in serials.rows:
        found.setdefault(one.number, []).append(one.serial)
    return found


# What is done


def _posted(db: Db, post: Post, document: Document, entries: Sequence[Entry], told: Told, meant: Meant) -> str:
    """Posts what was looked at; answers what it came to, for people."""
    makes = RULES[document.kind].makes
    if makes is not None and not _moves(db, document):
        made = documents.get(db, posting.make(db, post, document))
        assert made is not None
        posting.finish(db, post, document.id, None)
        return wording.left_help(made.kind, made.number)
    if document.way is Way.NONE:
        posting.finish(db, post, document.id, None)
        return wording.ordered_help(len(entries))
    goods = document
    if makes is not None:
        made = documents.get(db, posting.make(db, post, document))
        assert made is not None
        goods, entries = made, posting.entries(db, made.id)
    operation = ledger.begin(db, post, Act.POSTING, reference=goods.number)
    moving = [entry for entry in entries if not entry.idle]
    try:
        _deliver(db, post, goods, moving, operation, told, meant)
    except ledger.Overtaken as error:
        raise StoreError("store", wording.overtaken()) from error
    receiving.of_posting(db, post, goods, operation)
    posting.finish(db, post, goods.id, operation)
    if goods is not document:
        posting.finish(db, post, document.id, operation)
    named = sum(entry.line.serials for entry in moving)
    return wording.posted_help(goods.way, len(moving), named, goods.number if goods is not document else "")


def _deliver(
    db: Db, post: Post, document: Document, entries: Sequence[Entry], operation: int, told: Told, meant: Meant
) -> None:
    match document.way:
        case Way.IN:
            serials = posting.new_serials(db, document.id)
            deliveries.bring_in(db, post, operation, entries, serials, Status.IN_STOCK, told)
        case Way.OUT:
            loose = [entry.line for entry in entries if not entry.by_serials]
            lots = posting.lots(db, document.id, available(post)) if loose else ()
            takes, _ = rules.allocate(loose, lots, meant)
            found = posting.units(db, document.id)
            deliveries.hand_out(db, post, operation, entries, found, takes, _today(post), told)
        case Way.BACK:
            deliveries.take_back(db, post, operation, entries, posting.units(db, document.id), told)
            loose_ones = [entry for entry in entries if not entry.by_serials]
            deliveries.bring_in(db, post, operation, loose_ones, (), Status.RETURNED, told)


def _today(post: Post) -> date:
    return datetime.now(UTC).astimezone(times.zone(post.zone)).date()


def _moves(db: Db, document: Document) -> bool:
    """Whether posting this document changes stock: an order never does, an invoice when the rule says so."""
    if RULES[document.kind].makes is not None:
        return settings.rules(db).invoice_posts
    return document.way is not Way.NONE


def _numbers(db: Db, operation: int) -> list[str]:
    found = (documents.get(db, one) for one in posting.of_operation(db, operation))
    return [document.number for document in found if document is not None]


def _not_reversed(document: Document, why: str) -> Outcome:
    return editing.no(wording.not_reversed(document.number), why)
