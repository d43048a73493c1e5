"""Stores of any size to measure on: the real schema, filled straight by `executemany`.

For each hundred stock items there is one part where not told otherwise, for each five hundred a location. Nine of
ten items are serialised units, every tenth is a batch. Each came by one entry of the ledger. Each part has an
assigned code and a supplier's name, each tenth item an assigned code.
"""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from kiosk.store.database import Store

PIECE = 1_000_000  # one piece, in the store's millionths
ITEMS_A_PART = 100
_ITEMS_A_LOCATION = 500


def serial(item: int) -> str:
    return f"SN{item:08d}"


def part_number(part: int) -> str:
    return f"PN-{part:06d}"


def supplier_number(part: int) -> str:
    return f"SKU-{part:06d}"


def part_barcode(part: int) -> str:
    return f"P*{part:06d}"


def item_barcode(item: int) -> str:
    return f"I*{item:08d}"


def serials(items: int) -> Iterator[str]:
    """Serials of a store of so many items, in an order of chance that is the same in each run; none comes twice."""
    serialised = [item for item in range(1, items + 1) if item % 10]
    return map(serial, random.Random(7).sample(serialised, len(serialised)))


def build(path: Path, items: int, parts: int = 0) -> Path:
    """A new store at `path` with so many stock items of so many parts, else of one for each hundred; answers `path`."""
    with closing(Store(f"sqlite:///{path}")) as store:
        store.call(lambda db: None)  # makes the schema, as any station's first start does
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # nobody needs it after a power cut
        connection.execute("PRAGMA cache_size = -200000")  # kB
        connection.execute("BEGIN")
        for sql, rows in _rows(items, parts or max(1, items // ITEMS_A_PART)):
            connection.executemany(sql, rows)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def label(path: Path, items: int) -> Path:
    """Gives each item of a store a code of its own, and each part an EAN, a code for scales and another system's id;
    answers `path`."""
    parts = max(1, items // ITEMS_A_PART)
    code = (
        "INSERT INTO barcode (raw, loose, gtin14, kind, thing_id, pack, assigned_by, assigned_at)"
        f" VALUES (?1, ?1, ?2, ?3, ?4, {PIECE}, 'bench', 0)"
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        connection.execute("BEGIN")
        others = (item for item in _to(items) if item % 10)
        connection.executemany(code, ((item_barcode(item).encode(), None, "stock_item", item) for item in others))
        for written in (ean, weighed):
            codes = ((written(part), part) for part in _to(parts))
            connection.executemany(code, ((text.encode(), f"0{text}", "part", part) for text, part in codes))
        connection.executemany(
            "INSERT INTO external_id (source, foreign_kind, foreign_id, kind, thing_id)"
            " VALUES ('inventree', 'part', ?1, 'part', ?1)",
            ((str(part),) for part in _to(parts)),
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def ean(part: int) -> str:
    """The EAN-13 of a part."""
    return _checked(f"40{part:010d}")


def weighed(part: int, grams: int = 0) -> str:
    """What scales print for a part: its number and so many grams; without any, the code that is assigned to it."""
    return _checked(f"21{part:05d}{grams:05d}")


def _checked(digits: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def scan(path: Path, scans: int) -> Path:
    """Adds a journal of so many scans to a store, each of a code of its own; answers `path`."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO scan_record (id, uid, station_id, seq, run_id, device, device_seq, operator, screen,"
            " scanned_at, recorded_at, raw, text, symbology, typed, result, tone, kind, thing_id)"
            " VALUES (?1, printf('%032x', ?1), 1, ?1, 1, 'scanner', ?1, 'bench', 'quick_scan', ?1 * 1000000,"
            " ?1 * 1000000, CAST(?2 AS BLOB), ?2, '', 0, 'found', 'ok', 'stock_item', ?3)",
            ((number, scanned(number), number % 1000 + 1) for number in _to(scans)),
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def scanned(number: int) -> str:
    """The code of a scan of the journal; the first one is 1."""
    return f"J{number:08d}"


# What a station has written: the one that all this stock was entered at.
_LEDGER = (
    "INSERT INTO station (id, name, uid) VALUES (1, 'filler', 'filler')",
    "INSERT INTO run (id, station_id, started_at, os_user, tty, ssh_client, version, pid)"
    " VALUES (1, 1, 0, '', '', '', '', 0)",
    "INSERT INTO operation (uid, station_id, seq, run_id, kind, operator, at, recorded_at, reference, note)"
    " VALUES ('filled', 1, 1, 1, 'opening', 'bench', 0, 0, '', '')",
    "INSERT INTO movement (uid, station_id, seq, operation_id, item_id, to_id, quantity_before, quantity_after,"
    " status_after, note) SELECT printf('%032x', id), 1, id, 1, id, location_id, 0, quantity, status, ''"
    " FROM stock_item ORDER BY id",
)


def _rows(items: int, parts: int) -> Iterator[tuple[str, Iterator[tuple[object, ...]]]]:
    locations = max(1, items // _ITEMS_A_LOCATION)
    yield (
        "INSERT INTO location (id, path, name, structural, search, version) VALUES (?, ?, ?, 0, ?, 1)",
        ((place, f"A{place:05d}", f"Shelf {place}", f"a{place:05d} shelf {place}") for place in _to(locations)),
    )
    yield (
        "INSERT INTO part (id, number, name, description, unit, decimals, root, track_stock, tracking, search, version)"
        " VALUES (?1, ?2, ?3, '', 'pcs', 0, ?1, 1, 'none', ?4, 1)",
        ((part, part_number(part), f"Part {part}", f"{part_number(part).lower()} part {part}") for part in _to(parts)),
    )
    yield "INSERT INTO partner (id, name, search, version) VALUES (1, 'Supplier', 'supplier', 1)", iter([()])
    yield (
        f"INSERT INTO supplier_part (id, partner_id, part_id, sku, pack, version) VALUES (?1, 1, ?1, ?2, {PIECE}, 1)",
        ((part, supplier_number(part)) for part in _to(parts)),
    )
    # Items of one part lie all over the table, as receipts over the years leave them.
    yield (
        "INSERT INTO stock_item (id, uid, part_id, location_id, quantity, batch, serial, serial_scope, status, notes,"
        " version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'in_stock', '', 1)",
        (
            (
                item,
                f"{item:032x}",
                part := item % parts + 1,
                item % locations + 1,
                PIECE if item % 10 else 20 * PIECE,
                f"B{item // 50:06d}",
                serial(item) if item % 10 else None,
                part if item % 10 else 0,
            )
            for item in _to(items)
        ),
    )
    yield from ((sql, iter([()])) for sql in _LEDGER)
    yield (
        "INSERT INTO barcode (raw, loose, kind, thing_id, pack, assigned_by, assigned_at)"
        f" VALUES (?1, ?1, ?2, ?3, {PIECE}, 'bench', 0)",
        chain(
            ((part_barcode(part).encode(), "part", part) for part in _to(parts)),
            ((item_barcode(item).encode(), "stock_item", item) for item in range(10, items + 1, 10)),
        ),
    )


def _to(count: int) -> range:
    return range(1, count + 1)
