"""Issue stock, and take units back: by a document that is made and posted at once, or by a draft that is added to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from kiosk.errors import StoreError
from kiosk.flows.acting.targets import Named
from kiosk.flows.acting.work import Effect, Fault, Order, Result, Same, Work, some, whole
from kiosk.flows.documents import editing, lines, posting, units
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.lines import Of
from kiosk.outcome import Outcome
from kiosk.post import Post
from kiosk.stock import quantity as quantities
from kiosk.stock.acting import ADDED_TO, Action, Code, Item
from kiosk.stock.document_kinds import DocKind, DocState, Way
from kiosk.stock.documents import Document
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing
from kiosk.store import document_lines, documents, draft_serials, repairs, stations
from kiosk.store.clock import shared_now
from kiosk.store.document_lines import NewLine
from kiosk.store.draft_serials import New
from kiosk.store.progress import Told
from kiosk.store.sql import Db
from kiosk.wording import acting as wording
from kiosk.wording import acting_refused as refused

KINDS = MappingProxyType({Action.ISSUE: DocKind.ISSUE, Action.RETURN: DocKind.RETURN})


@dataclass(frozen=True, slots=True)
class Goods:
    """What one line of the document gets: units of a part, or so much of each of its loose stock items (by their ids,
    in millionths), which are of one batch in one place."""

    part: int
    units: tuple[Item, ...] = ()
    loose: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    batch: str = ""
    place: int | None = None

    @property
    def amount(self) -> int:
        return sum(self.loose.values())


def fault(db: Db, order: Order) -> Fault | None:
    """What is wrong with the document that is to be added to."""
    if order.action not in KINDS or order.wanted.document is None:
        return None
    document, kinds = order.document, ADDED_TO[order.action]
    if document is None or document.kind not in kinds or document.state is not DocState.DRAFT:
        return Fault(Code.DOCUMENT, refused.no_draft(order.wanted.document.label, kinds))
    if order.wanted.note.strip():
        return Fault(Code.BAD_NOTE, refused.draft_has_notes(document.number))
    lease = document.lease
    if lease is None or lease.run == order.post.run or lease.until <= shared_now(db):
        return None
    if stations.of_run(db, lease.run) == order.post.station:
        return None
    return Fault(Code.HELD, refused.held(document.number, lease))


def issue(db: Db, order: Order, rows: Sequence[Named], work: Work) -> None:
    """Plan it for each of the stock items."""
    under = repairs.under_all(db, [named.item.id for named in rows if named.item.serial is not None])

    def result(named: Named) -> Result:
        repair = under.get(named.item.id)
        amount = some(order, named)
        if isinstance(amount, Fault):
            return amount
        if order.document is not None:
            after = wording.goes_by(named.item, quantities.of(amount), order.document.number)
        else:
            after = wording.issued(named.item, quantities.of(named.item.quantity - amount))
        return Effect(after if repair is None else wording.in_repair(after, repair))

    _each(order, rows, work, result)


def take_back(db: Db, order: Order, rows: Sequence[Named], work: Work) -> None:
    """Plan it for each of the units."""
    place = order.place
    assert place is not None

    def result(named: Named) -> Result:
        if fault := whole(named):
            return fault
        if order.document is not None:
            return Effect(wording.in_document(order.document.number))
        return Effect(wording.standing_as(named.item, Status.RETURNED, place.path))

    _each(order, rows, work, result)


def _each(order: Order, rows: Sequence[Named], work: Work, result: Callable[[Named], Result]) -> None:
    """What the draft has already is not refused for that."""
    for named in rows:
        document = order.document
        if document is not None and named.item.draft == document.id:
            work.put(named, wording.standing(named.item), Same(refused.in_it_already(document.number)))
        else:
            work.each(order, [named], wording.standing, result)


def write(db: Db, order: Order, rows: Sequence[Named], told: Told) -> tuple[Thing, int | None]:
    """Do it for these stock items; answers the document, and the operation that posted it, None where it waits.

    Raises StoreError where the document refuses what was planned: nothing of the transaction may be kept then.
    """
    goods = _goods(order, rows)
    if order.document is not None:
        return _added(db, order.post, order.document, goods), None
    return _posted(db, order, goods, told)


def _goods(order: Order, rows: Sequence[Named]) -> Sequence[Goods]:
    of_units: dict[int, list[Item]] = {}
    loose: dict[tuple[int, str, int | None], dict[int, int]] = {}
    for named in rows:
        item = named.item
        if item.serial is not None:
            of_units.setdefault(item.part, []).append(item)
            continue
        key = item.part, item.batch or "", item.location
        amount = some(order, named)
        assert isinstance(amount, int), "what is refused is not done"
        loose.setdefault(key, {})[item.id] = amount
    back = None if order.place is None else order.place.id
    return (
        *(Goods(part, tuple(items), place=back) for part, items in of_units.items()),
        *(Goods(part, (), amounts, batch, place) for (part, batch, place), amounts in loose.items()),
    )


def _posted(db: Db, order: Order, goods: Sequence[Goods], told: Told) -> tuple[Thing, int | None]:
    """A new document with these lines, posted at once."""
    post = order.post
    document = documents.create(db, post, KINDS[order.action], notes=order.wanted.note)
    new = [_new_line(one) for one in goods]
    ids = document_lines.add_all(db, document, new)
    named = [
        New(line, item.serial, None, item.id, post.scan)
        for line, one in zip(ids, goods, strict=True)
        for item in one.units
        if item.serial is not None
    ]
    draft_serials.add(db, document, named, None)
    meant = {line: one.loose for line, one in zip(ids, goods, strict=True) if one.loose}
    state, outcome = posting.post(db, post, Editing(documents.get(db, document)), told, meant)
    if not state.done:
        raise StoreError("store", wording.not_posted(outcome.detail))
    found = documents.get(db, document)
    assert found is not None
    return found.thing, found.operation


def _new_line(goods: Goods) -> NewLine:
    count = len(goods.units)
    values: dict[str, object] = {
        "quantity": goods.amount or count * quantities.UNIT,
        "said": int(not count),
        "serials": count,
        "batch": goods.batch or None,
        "location_id": goods.place,
    }
    return NewLine(goods.part, values)


def _added(db: Db, post: Post, document: Document, goods: Sequence[Goods]) -> Thing:
    """The draft with these, each as a step that can be undone there; parked again where nobody here worked on it."""
    ours = document.lease is not None and document.lease.run == post.run
    state, _ = editing.opened(db, post, Editing(), document.id)
    for one in goods:
        state = _add(db, post, state, one)
    if not ours:
        state, _ = editing.park(db, post, state)
    return document.thing


def _add(db: Db, post: Post, state: Editing, goods: Goods) -> Editing:
    of = Of(goods.part, goods.amount, None, None if goods.units else goods.batch, goods.place)
    if not goods.units:
        return _kept(lines.add(db, post, state, of), "added")
    document = state.document
    assert document is not None
    if document.listed:  # each unit may be waited for on a line of its own
        for item in goods.units:
            state = _kept(units.take(db, post, state, item.thing_of(item.label)), "collected")
        return state
    left = list(goods.units)
    line = lines.fitting(db, document, None, of)
    if line is not None:
        state = editing.at_line(db, state, line.id)
    elif document.way is Way.OUT:  # units are taken from where they are, whatever place is in force
        first = left.pop(0)
        state = _kept(units.take(db, post, state, first.thing_of(first.label)), "collected")
    else:
        state = lines.add(db, post, state, of)[0]
    serials = [item.serial for item in left if item.serial is not None]
    return _kept(units.several(db, post, state, serials), "collected") if serials else state


def _kept(answer: tuple[Editing, Outcome], result: str) -> Editing:
    state, outcome = answer
    if outcome.result != result:
        raise StoreError("store", wording.not_added(outcome.text, outcome.detail))
    return state
