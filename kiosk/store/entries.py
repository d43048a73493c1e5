"""Rows of the journal and of the ledger by their ids, each with what it names in words.

Which ids are wanted is for `kiosk.store.history` to say.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from kiosk.stock.history import Entry, Movement, Start
from kiosk.stock.ledger import Act
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store.journal import COLUMNS, record
from kiosk.store.labels import LABELS, OF_ITEM, by_kind
from kiosk.store.sql import Db, execute
from kiosk.store.views import quantity

T = TypeVar("T")


_ENTRIES = COLUMNS.format(more=f", {by_kind(LABELS, 'r.kind', 'r.thing_id')}") + " WHERE r.id IN ({})"
# A warehouse document's operation is that of its invoice, too.
_REFERENCE = """o.reference || COALESCE((SELECT ' · ' || MIN(d.number) FROM document d WHERE d.operation_id = o.id
    AND d.operation_id IS NOT NULL AND d.number <> o.reference), '')"""
_MOVEMENTS = f"""SELECT m.id, s.name, m.seq, m.operation_id, o.kind, o.operator, o.at, o.recorded_at, {_REFERENCE},
        o.note, m.note, m.item_id, {OF_ITEM.format("i")}, p.id, {LABELS[Kind.PART].format("p.id")}, p.number, p.unit,
        i.serial, i.batch, f.path, t.path, m.quantity_before, m.quantity_after, m.status_before, m.status_after,
        m.fields, (SELECT j.seq FROM scan_record j WHERE j.id = m.scan_id), o.run_id, m.reverses_id,
        (SELECT x.id FROM movement x WHERE x.reverses_id = m.id)
    FROM movement m JOIN operation o ON o.id = m.operation_id JOIN station s ON s.id = m.station_id
    JOIN stock_item i ON i.id = m.item_id JOIN part p ON p.id = i.part_id
    LEFT JOIN location f ON f.id = m.from_id LEFT JOIN location t ON t.id = m.to_id WHERE m.id IN ({{}})"""
_START = "SELECT started_at, os_user, tty, ssh_client, version FROM run WHERE id = ?"
# What takes a document back, and parts of a repair, are for no line of it: their operation has its number.
_DOCUMENT = f"""SELECT d.id, d.number FROM document d WHERE d.id = COALESCE(
        (SELECT l.document_id FROM movement m JOIN document_line l ON l.id = m.line_id WHERE m.id = ?),
        (SELECT r.id FROM movement m JOIN operation o ON o.id = m.operation_id JOIN document r ON r.number = o.reference
            WHERE m.id = ? AND o.kind IN ('{Act.POSTING}', '{Act.REVERSAL}', '{Act.REPAIR}')))"""
_OF_SCAN = "SELECT id FROM movement WHERE scan_id = ? ORDER BY id LIMIT 20"


def entries(db: Db, ids: Sequence[int]) -> tuple[Entry, ...]:
    """The scans of these ids, in the order of the ids; those that are no more are left out."""
    return _ordered(ids, map(_entry, _rows(db, _ENTRIES, ids)), lambda entry: entry.record.id)


def movements(db: Db, ids: Sequence[int]) -> tuple[Movement, ...]:
    """The movements of these ids, in the order of the ids."""
    return _ordered(ids, map(_movement, _rows(db, _MOVEMENTS, ids)), lambda movement: movement.id)


def start(db: Db, run: int) -> Start:
    """Who had started the station where, when a row was written."""
    return Start(*execute(db, _START, run).fetchone())


def document(db: Db, movement: int) -> Thing | None:
    """The document that a movement was made for, if it was for one."""
    row = execute(db, _DOCUMENT, movement, movement).fetchone()
    return None if row is None else Thing(Kind.DOCUMENT, *row)


def of_scan(db: Db, scan: int) -> tuple[Movement, ...]:
    """What a scan moved, at most 20 movements."""
    return movements(db, [id for (id,) in execute(db, _OF_SCAN, scan).fetchall()])


def _rows(db: Db, text: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    return execute(db, text.format(", ".join("?" * len(ids))), *ids).fetchall() if ids else []


def _ordered(ids: Sequence[int], values: Iterable[T], id_of: Callable[[T], int]) -> tuple[T, ...]:
    known = {id_of(value): value for value in values}
    return tuple([known[id] for id in ids if id in known])


def _entry(row: tuple[Any, ...]) -> Entry:
    *values, label = row
    found = record(values)
    if found.kind is None or found.thing_id is None or label is None:
        return Entry(found, None)
    return Entry(found, Thing(Kind(found.kind), found.thing_id, label))


def _movement(row: tuple[Any, ...]) -> Movement:
    head, (item, item_label, part, part_label, number, unit), names = row[:11], row[11:17], row[17:21]
    quantity_before, quantity_after, before, after, fields, *rest = row[21:]
    values = (
        *head,
        Thing(Kind.STOCK_ITEM, item, item_label),
        Thing(Kind.PART, part, part_label),
        number,
        unit,
        *(name or "" for name in names),  # serial, batch, from, to
        quantity(quantity_before),
        quantity(quantity_after),
        None if before is None else Status(before),
        Status(after),
        {name: (old, new) for name, (old, new) in json.loads(fields).items()} if fields else {},
        *rest,
    )
    return Movement(*values)
