"""What posting a document does to stock: units and quantities that come in, go out and come back, in chunks.

Whether they can is looked at before (`kiosk.store.posting`); each movement names the line that it is made for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from kiosk.post import Post
from kiosk.stock.ledger import Change, Fields, State
from kiosk.stock.posting import Entry, Take, warranty
from kiosk.stock.statuses import Status
from kiosk.store import ledger
from kiosk.store.ledger import CHUNK
from kiosk.store.posting import Named, Unit
from kiosk.store.progress import Stopped, Told
from kiosk.store.sql import Db
from kiosk.store.stock_items import NewItem
from kiosk.wording import documents_posting as wording

T = TypeVar("T")


def bring_in(
    db: Db,
    post: Post,
    operation: int,
    entries: Sequence[Entry],
    serials: Sequence[Named],
    status: Status,
    told: Told,
) -> None:
    """New stock items in this status, or in quarantine where their line is not accepted: one for each serial that is
    named, and one for each line without serials."""
    new = {entry.line.id: _new(entry, status) for entry in entries}
    items = [replace(new[one.line], serial=one.serial, scan=one.scan, quantity=Decimal(1)) for one in serials]
    items += [new[entry.line.id] for entry in entries if not entry.by_serials]
    _in_chunks(items, told, lambda some: ledger.create(db, post, operation, some))


def hand_out(
    db: Db,
    post: Post,
    operation: int,
    entries: Sequence[Entry],
    units: Sequence[Unit],
    takes: Sequence[Take],
    day: date,
    told: Told,
) -> None:
    """Units are sold, their warranty begins on this day; quantities get less."""
    until = {entry.line.id: warranty(day, entry.months).isoformat() for entry in entries if entry.months}
    changes = [_sold(unit, until.get(unit.line)) for unit in units]
    changes += [Change(take.item, take.before, take.after, line=take.line) for take in takes]
    _in_chunks(changes, told, lambda some: ledger.record(db, post, operation, some))


def take_back(db: Db, post: Post, operation: int, entries: Sequence[Entry], units: Sequence[Unit], told: Told) -> None:
    """Units that were out are returned at their line's place, and in quarantine where that is not accepted."""
    by_line = {entry.line.id: entry for entry in entries}
    pairs = [_returned(unit, by_line[unit.line]) for unit in units]
    _in_chunks(pairs, told, lambda some: ledger.record(db, post, operation, [one for pair in some for one in pair]))


def _new(entry: Entry, status: Status) -> NewItem:
    line, place = entry.line, entry.place
    assert place is not None
    return NewItem(
        part=line.part.id,
        location=place.id,
        quantity=line.quantity,
        batch=line.batch or None,
        expiry=line.expiry,
        status=status if line.accepted else Status.QUARANTINED,
        notes=line.notes,
        supplier_part=None if line.supplier_part is None else line.supplier_part.id,
        line=line.id,
    )


def _sold(unit: Unit, until: str | None) -> Change:
    fields: Fields = {} if until is None else _edited(unit.warranty_until, until)
    after = State(None, unit.state.quantity, Status.SOLD)
    return Change(unit.item, unit.state, after, fields, line=unit.line, scan=unit.scan)


def _edited(before: str | None, after: str) -> Mapping[str, tuple[str | None, str | None]]:
    return {} if before == after else {"warranty_until": (before, after)}


def _returned(unit: Unit, entry: Entry) -> tuple[Change, ...]:
    assert entry.place is not None
    back = State(entry.place.id, unit.state.quantity, Status.RETURNED)
    change = Change(unit.item, unit.state, back, line=unit.line, scan=unit.scan)
    if entry.line.accepted:
        return (change,)
    after = replace(back, status=Status.QUARANTINED)
    return change, Change(unit.item, back, after, line=unit.line, scan=unit.scan)


def _in_chunks(rows: Sequence[T], told: Told, write: Callable[[Sequence[T]], object]) -> None:
    """Raises Stopped where `told` answers not to go on."""
    for start in range(0, len(rows), CHUNK):
        if not told(start / len(rows)):
            raise Stopped(wording.stopped())
        write(rows[start : start + CHUNK])
