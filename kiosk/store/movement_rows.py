"""The ledger as files exchange it: every movement with its operation, its run and its item by names, no ids.

What is read back is written as it was, by whom and when it was done; that it fits what is there has been looked at
before. The items are brought here to where their movements leave them, which `kiosk.store.ledger` writes.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.stock.ledger import State
from kiosk.stock.statuses import Status
from kiosk.store import stock_items
from kiosk.store.catalogue_rows import pages
from kiosk.store.journal_rows import RunOf
from kiosk.store.part_stock import STEP
from kiosk.store.sql import Db, execute, execute_many
from kiosk.store.stock_items import ItemRow
from kiosk.store.stock_rows import Present

Texts = Mapping[str, str | None]  # columns of an item by their names


@dataclass(frozen=True, slots=True)
class Act:
    """An operation; times are UTC microseconds, `reverses` is station and number of the one that it takes back."""

    uid: str
    seq: int
    kind: str
    operator: str
    at: int
    recorded_at: int
    reference: str
    note: str
    reverses: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A movement; quantities in millionths, `fields` as JSON, `reverses` as that of an operation.

    `begun` has the further columns of an item that this movement brought into being, as they were then.
    """

    station: str
    seq: int
    uid: str
    run: RunOf
    act: Act
    item: str
    part: str
    serial: str | None
    partner: str | None
    sku: str | None
    begun: Texts
    origin: str | None
    target: str | None
    quantity_before: int
    quantity_after: int
    status_before: str | None
    status_after: str
    fields: str | None
    note: str
    reverses: tuple[str, int] | None


_ROWS = """SELECT m.id, m.item_id, s.name, m.seq, m.uid, r.started_at, r.os_user, r.tty, r.ssh_client, r.version, r.pid,
        o.uid, o.seq, o.kind, o.operator, o.at, o.recorded_at, o.reference, o.note, os.name, oo.seq,
        i.uid, p.number, i.serial, a.name, sp.sku, i.batch, i.expiry, i.warranty_until, i.notes,
        f.path, t.path, m.quantity_before, m.quantity_after, m.status_before, m.status_after, m.fields, m.note,
        ms.name, mm.seq
    FROM movement m JOIN station s ON s.id = m.station_id JOIN operation o ON o.id = m.operation_id
    JOIN run r ON r.id = o.run_id JOIN stock_item i ON i.id = m.item_id JOIN part p ON p.id = i.part_id
    LEFT JOIN supplier_part sp ON sp.id = i.supplier_part_id LEFT JOIN partner a ON a.id = sp.partner_id
    LEFT JOIN location f ON f.id = m.from_id LEFT JOIN location t ON t.id = m.to_id
    LEFT JOIN operation oo ON oo.id = o.reverses_id LEFT JOIN station os ON os.id = oo.station_id
    LEFT JOIN movement mm ON mm.id = m.reverses_id LEFT JOIN station ms ON ms.id = mm.station_id
    WHERE m.id > ? ORDER BY m.id LIMIT ?"""
_EDITED = "SELECT item_id, fields FROM movement WHERE fields IS NOT NULL AND item_id IN ({}) ORDER BY id"
_FURTHER = ("batch", "expiry", "warranty_until", "notes")  # in the order of _ROWS


def everything(db: Db) -> Iterator[Entry]:
    """The whole ledger in its order; to be used up inside its transaction."""
    chunk: list[Any] = []
    for row in pages(db, _ROWS, 0):
        chunk.append(row)
        if len(chunk) == 1000:
            yield from _entries(db, chunk)
            chunk = []
    yield from _entries(db, chunk)


def _entries(db: Db, rows: Sequence[Any]) -> Iterator[Entry]:
    first = _first_values(db, [row[1] for row in rows if row[34] is None])
    for row in rows:
        begun: dict[str, str | None] = {}
        if row[34] is None:
            begun = dict(zip(_FURTHER, row[26:30], strict=True)) | first.get(row[1], {})
        act: list[Any] = [*row[11:19], _number(*row[19:21])]
        entry: list[Any] = [*row[2:5], RunOf(*row[5:11]), Act(*act), *row[21:26], begun]
        entry += [*row[30:38], _number(*row[38:40])]
        yield Entry(*entry)


def _number(station: str | None, seq: int) -> tuple[str, int] | None:
    return None if station is None else (station, seq)


def _first_values(db: Db, items: Sequence[int]) -> dict[int, dict[str, str | None]]:
    """What was in those columns of new items that have been edited since."""
    first: dict[int, dict[str, str | None]] = {}
    if items:
        for item, fields in execute(db, _EDITED.format(", ".join("?" * len(items))), *items).fetchall():
            values = first.setdefault(item, {})
            for name, (before, _) in json.loads(fields).items():
                values.setdefault(name, before)
    return first


@dataclass(frozen=True, slots=True)
class Written:
    """A movement of the store, as far as one that takes it back has to fit it."""

    id: int
    uid: str
    item: str
    before: State
    after: State
    fields: str | None
    taken_back: bool


_WRITTEN = """SELECT m.seq, m.id, m.uid, i.uid, m.from_id, m.quantity_before, m.status_before, m.to_id,
        m.quantity_after, m.status_after, m.fields, EXISTS (SELECT 1 FROM movement r WHERE r.reverses_id = m.id)
    FROM movement m JOIN stock_item i ON i.id = m.item_id WHERE m.station_id = ? AND m.seq IN ({})"""


def written(db: Db, station: int, seqs: Collection[int]) -> dict[int, Written]:
    """Those movements of a station that have these numbers."""
    if not seqs:
        return {}
    rows = execute(db, _WRITTEN.format(", ".join("?" * len(seqs))), station, *seqs).fetchall()
    found: dict[int, Written] = {}
    for seq, id, uid, item, *states, fields, taken_back in rows:
        found[seq] = Written(id, uid, item, _state(*states[:3]), _state(*states[3:]), fields, bool(taken_back))
    return found


def operations(db: Db, station: int, seqs: Collection[int]) -> dict[int, tuple[int, str]]:
    """Id and uid of those operations of a station that have these numbers."""
    if not seqs:
        return {}
    marks = ", ".join("?" * len(seqs))
    text = f"SELECT seq, id, uid FROM operation WHERE station_id = ? AND seq IN ({marks})"
    return {seq: (id, uid) for seq, id, uid in execute(db, text, station, *seqs).fetchall()}


def _state(location: int | None, quantity: int, status: str | None) -> State:
    return State(location, quantity, None if status is None else Status(status))


def put_items(db: Db, new: Collection[Present], changed: Collection[Present]) -> None:
    """Stock items as their movements leave them, which must be written with them."""
    execute_many(
        db,
        "UPDATE stock_item SET location_id = ?, quantity = ?, status = ?, batch = ?, expiry = ?, warranty_until = ?,"
        " notes = ?, version = version + 1 WHERE id = ?",
        [
            (
                item.location,
                item.quantity,
                item.status.value,
                item.batch,
                item.expiry,
                item.warranty_until,
                item.notes,
                item.id,
            )
            for item in changed
        ],
    )
    stock_items.put(
        db,
        [
            ItemRow(
                id=item.id,
                uid=item.uid,
                part_id=item.part,
                location_id=item.location,
                quantity=item.quantity,
                batch=item.batch,
                serial=item.serial,
                serial_scope=item.scope,
                expiry=item.expiry,
                status=item.status.value,
                warranty_until=item.warranty_until,
                notes=item.notes,
                supplier_part_id=item.supplier_part,
            )
            for item in new
        ],
    )


def misplaced(db: Db) -> tuple[str, str] | None:
    """Uid and place of stock that lies where none may lie, if there is any."""
    row = execute(
        db,
        "SELECT i.uid, l.path FROM location l JOIN stock_item i ON i.location_id = l.id WHERE i.quantity > 0"
        " AND (l.structural = 1 OR l.archived_at IS NOT NULL) ORDER BY i.id LIMIT 1",
    ).fetchone()
    return None if row is None else (row[0], row[1])


def unheld(db: Db) -> tuple[str, str] | None:
    """Uid and part of stock on hand which its part takes none like, if there is any."""
    row = execute(
        db,
        "SELECT i.uid, p.number FROM part p JOIN stock_item i ON i.part_id = p.id"
        " WHERE i.location_id IS NOT NULL AND i.quantity > 0 AND (p.archived_at IS NOT NULL OR p.track_stock = 0"
        " OR (p.tracking IN ('serial', 'batch+serial') AND i.serial IS NULL)"
        f" OR i.quantity / ({STEP}) * ({STEP}) <> i.quantity) ORDER BY i.id LIMIT 1",
    ).fetchone()
    return None if row is None else (row[0], row[1])
