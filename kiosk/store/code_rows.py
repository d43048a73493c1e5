"""Assigned codes and other systems' identifiers as files exchange them, what they name by names and no ids.

What names a thing that files leave out is left out, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kiosk.barcodes.forms import decoded, loose
from kiosk.barcodes.gtin import gtin14
from kiosk.stock.thing import Thing
from kiosk.store import named
from kiosk.store.catalogue_rows import pages
from kiosk.store.named import Named
from kiosk.store.sql import Db, execute

_BARCODES = f"""SELECT b.id, b.raw, b.pack, b.assigned_by, b.assigned_at, b.unassigned_by, b.unassigned_at,
    {named.COLUMNS.format("b")} FROM barcode b {named.JOINS.format("b")} WHERE b.id > ? ORDER BY b.id LIMIT ?"""
_EXTERNAL_IDS = f"""SELECT e.id, e.source, e.foreign_kind, e.foreign_id, {named.COLUMNS.format("e")}
    FROM external_id e {named.JOINS.format("e")} WHERE e.id > ? ORDER BY e.id LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A code, what one scan of it stands for in millionths, who assigned and took it back when (microseconds)."""

    raw: bytes
    pack: int
    assigned_by: str
    assigned_at: int
    unassigned_by: str | None
    unassigned_at: int | None


@dataclass(frozen=True, slots=True)
class Foreign:
    """What another system calls a thing."""

    source: str
    kind: str
    id: str


def barcodes(db: Db) -> Iterator[tuple[Assignment, Named]]:
    """All codes, history as well, oldest first; to be used up inside its transaction."""
    for row in pages(db, _BARCODES, 0):
        name = Named(*row[7:])
        if name.kind is not None:
            yield Assignment(bytes(row[1]), *row[2:7]), name


def external_ids(db: Db) -> Iterator[tuple[Foreign, Named]]:
    """All identifiers; to be used up inside its transaction."""
    for row in pages(db, _EXTERNAL_IDS, 0):
        name = Named(*row[4:])
        if name.kind is not None:
            yield Foreign(*row[1:4]), name


def stored(db: Db, raw: bytes, thing: Thing) -> dict[int, Assignment]:
    """What there is of this code for this thing, history as well, by the id of the row."""
    rows = execute(
        db,
        "SELECT id, raw, pack, assigned_by, assigned_at, unassigned_by, unassigned_at FROM barcode"
        " WHERE kind = ? AND thing_id = ? AND raw = ?",
        thing.kind.value,
        thing.id,
        raw,
    )
    return {row[0]: Assignment(bytes(row[1]), *row[2:]) for row in rows.fetchall()}


def add(db: Db, thing: Thing, code: Assignment) -> None:
    """A code as it was in another store. One that is active must not be taken."""
    text = decoded(code.raw)
    execute(
        db,
        "INSERT INTO barcode (raw, loose, gtin14, kind, thing_id, pack, assigned_by, assigned_at, unassigned_by,"
        " unassigned_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        code.raw,
        loose(code.raw),
        gtin14(text) if text else None,
        thing.kind.value,
        thing.id,
        code.pack,
        code.assigned_by,
        code.assigned_at,
        code.unassigned_by,
        code.unassigned_at,
    )


def change(db: Db, id: int, code: Assignment) -> None:
    """Let a code that is there have another pack, or be history."""
    execute(
        db,
        "UPDATE barcode SET pack = ?, unassigned_by = ?, unassigned_at = ? WHERE id = ?",
        code.pack,
        code.unassigned_by,
        code.unassigned_at,
        id,
    )


def put(db: Db, foreign: Foreign, thing: Thing) -> bool | None:
    """Let the identifier name this thing. True: it is new; False: it named another; None: it did so already."""
    key = (foreign.source, foreign.kind, foreign.id)
    where = "source = ? AND foreign_kind = ? AND foreign_id = ?"
    row: Any = execute(db, f"SELECT id, kind, thing_id FROM external_id WHERE {where}", *key).fetchone()
    if row is None:
        execute(
            db,
            "INSERT INTO external_id (source, foreign_kind, foreign_id, kind, thing_id) VALUES (?, ?, ?, ?, ?)",
            *key,
            thing.kind.value,
            thing.id,
        )
        return True
    if (row[1], row[2]) == (thing.kind.value, thing.id):
        return None
    execute(db, "UPDATE external_id SET kind = ?, thing_id = ? WHERE id = ?", thing.kind.value, thing.id, row[0])
    return False
