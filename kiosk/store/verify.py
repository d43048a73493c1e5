"""Checks a store for what its own constraints can't hold; changes nothing.

Every check is one query, or one walk over a small table, and answers sentences that name the rows.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from kiosk.barcodes.forms import decoded, loose
from kiosk.barcodes.gtin import gtin14
from kiosk.store import (
    verify_counts,
    verify_documents,
    verify_ledger,
    verify_lists,
    verify_print_jobs,
    verify_repairs,
)
from kiosk.store.part_stock import STEP
from kiosk.store.progress import Told, go_on, interruptible
from kiosk.store.search import folded
from kiosk.store.sql import execute
from kiosk.store.stock_items import SCOPE
from kiosk.wording import verify as wording

LISTED = 20  # faults of one kind


def verify(db: Any, told: Told = go_on) -> tuple[str, ...]:
    """Every fault found, as a sentence; at most 20 of one kind. Empty for a sound store.

    `told` hears how much is done, 0 to 1, and answers whether to go on; raises Stopped where it says no.
    """
    faults: list[str] = []
    for number, check in enumerate(_CHECKS):
        with interruptible(db, partial(told, number / len(_CHECKS)), wording.stopped()):
            faults += check(db)
    return tuple(faults)


def _file(db: Any) -> Iterator[str]:
    """SQLite's own check of the file: pages, indexes, types, CHECKs."""
    if db.param == "?":
        for (line,) in execute(db, f"PRAGMA integrity_check({LISTED})").fetchall():
            if line != "ok":
                yield wording.file(line)


def _foreign_keys(db: Any) -> Iterator[str]:
    if db.param == "?":
        for table, row, other, _ in execute(db, "PRAGMA foreign_key_check").fetchmany(LISTED):
            yield wording.dangling(table, row, other)


def _paths(db: Any) -> Iterator[str]:
    codes = "length(c.path) - length(replace(c.path, '/', ''))"
    parents = "length(p.path) - length(replace(p.path, '/', ''))"
    rows = execute(
        db,
        "SELECT c.id, c.path FROM location c LEFT JOIN location p ON p.id = c.parent_id WHERE"
        f" (p.id IS NULL AND {codes} <> 0) OR (p.id IS NOT NULL AND ({codes} <> {parents} + 1"
        " OR substr(c.path, 1, length(p.path) + 1) <> p.path || '/' OR length(c.path) = length(p.path) + 1))"
        " ORDER BY c.id LIMIT ?",
        LISTED,
    )
    for id, path in rows.fetchall():
        yield wording.path(id, path)


def _roots(db: Any) -> Iterator[str]:
    rows = execute(db, "SELECT id, variant_of_id, root FROM part ORDER BY id").fetchall()
    above = {id: parent for id, parent, _ in rows if parent is not None}
    wrong = [id for id, _, root in rows if root != _top(id, above)]
    for id in wrong[:LISTED]:
        yield wording.root(id)


def _top(id: int, above: dict[int, int]) -> int | None:
    seen = {id}
    while (parent := above.get(id)) is not None:
        if parent in seen:  # a ring of variants has no top
            return None
        seen.add(parent)
        id = parent
    return id


def _scopes(db: Any) -> Iterator[str]:
    rows = execute(
        db,
        "SELECT i.id, i.serial FROM stock_item i JOIN part p ON p.id = i.part_id WHERE i.serial IS NOT NULL"
        f" AND i.serial_scope <> {SCOPE.format(root='p.root')} ORDER BY i.id LIMIT ?",
        LISTED,
    )
    for id, serial in rows.fetchall():
        yield wording.scope(id, serial)


def _structural(db: Any) -> Iterator[str]:
    rows = execute(
        db,
        "SELECT i.id, l.path FROM location l JOIN stock_item i ON i.location_id = l.id"
        " WHERE l.structural = 1 ORDER BY i.id LIMIT ?",
        LISTED,
    )
    for id, path in rows.fetchall():
        yield wording.structural(id, path)


def _decimals(db: Any) -> Iterator[str]:
    rows = execute(
        db,
        "SELECT i.id, p.number FROM stock_item i JOIN part p ON p.id = i.part_id"
        f" WHERE i.quantity / ({STEP}) * ({STEP}) <> i.quantity ORDER BY i.id LIMIT ?",
        LISTED,
    )
    for id, number in rows.fetchall():
        yield wording.decimals(id, number)


def _tracking(db: Any) -> Iterator[str]:
    rows = execute(
        db,
        "SELECT i.id, p.number FROM part p JOIN stock_item i ON i.part_id = p.id"
        " WHERE p.tracking IN ('serial', 'batch+serial') AND i.serial IS NULL AND i.location_id IS NOT NULL"
        " AND i.quantity > 0 ORDER BY i.id LIMIT ?",
        LISTED,
    )
    for id, number in rows.fetchall():
        yield wording.serial_missing(id, number)


def _dates(db: Any) -> Iterator[str]:
    rows = execute(
        db,
        "SELECT id, expiry, warranty_until FROM stock_item"
        " WHERE expiry IS NOT NULL OR warranty_until IS NOT NULL ORDER BY id",
    )
    wrong = (id for id, *texts in rows.fetchall() if not all(text is None or _is_date(text) for text in texts))
    for _, id in zip(range(LISTED), wrong, strict=False):
        yield wording.date(id)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _barcodes(db: Any) -> Iterator[str]:
    rows = execute(db, "SELECT id, raw, loose, gtin14 FROM barcode ORDER BY id").fetchall()
    wrong = (id for id, raw, stored, gtin in rows if stored != loose(raw) or gtin != gtin14(decoded(raw) or ""))
    for _, id in zip(range(LISTED), wrong, strict=False):
        yield wording.forms(id)


def _things(db: Any) -> Iterator[str]:
    """Kind and id name rows of several tables, so no foreign key holds them."""
    for table in ("barcode", "external_id", "scan_record", "print_job"):
        exists = " ".join(
            f"WHEN '{kind}' THEN (SELECT 1 FROM {kind} k WHERE k.id = t.thing_id)"
            for kind in ("part", "stock_item", "location", "supplier_part", "document")
        )
        rows = execute(
            db,
            f"SELECT t.id, t.kind, t.thing_id FROM {table} t WHERE t.thing_id IS NOT NULL"
            f" AND CASE t.kind {exists} END IS NULL ORDER BY t.id LIMIT ?",
            LISTED,
        )
        for id, kind, thing in rows.fetchall():
            yield wording.dangling(table, id, f"{kind} {thing}")


def _journal(db: Any) -> Iterator[str]:
    twice = execute(
        db,
        "SELECT station_id, seq FROM scan_record GROUP BY station_id, seq HAVING count(*) > 1"
        " ORDER BY station_id, seq LIMIT ?",
        LISTED,
    )
    for station, seq in twice.fetchall():
        yield wording.twice(station, seq)
    others = execute(
        db,
        "SELECT s.id FROM scan_record s JOIN run r ON r.id = s.run_id WHERE r.station_id <> s.station_id"
        " ORDER BY s.id LIMIT ?",
        LISTED,
    )
    for (id,) in others.fetchall():
        yield wording.run(id)


def _search(db: Any) -> Iterator[str]:
    for table, columns in (("part", "number, name"), ("location", "path, name"), ("partner", "name")):
        rows = execute(db, f"SELECT id, search, {columns} FROM {table} ORDER BY id").fetchall()
        wrong = (id for id, search, *texts in rows if search != folded(*texts))
        for _, id in zip(range(LISTED), wrong, strict=False):
            yield wording.search(table, id)


_CHECKS: tuple[Callable[[Any], Iterator[str]], ...] = (
    _file,
    _foreign_keys,
    _paths,
    _roots,
    _scopes,
    _structural,
    _decimals,
    _tracking,
    _dates,
    _barcodes,
    _things,
    _journal,
    _search,
    verify_ledger.faults,
    verify_documents.faults,
    verify_counts.faults,
    verify_lists.faults,
    verify_repairs.faults,
    verify_print_jobs.faults,
)
