"""What a document got, compared with its list: what is missing, what is too much, what nobody expected.

Serials that a list names are `missing` until they come; for those of a part with such serials, one that is not among
them is unexpected. Of other parts quantities are compared. Lines of one part count together, whatever batch they have.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.stock import quantity as quantities
from kiosk.stock.expected import Difference, NamedSerial
from kiosk.stock.thing import Kind, Thing
from kiosk.store.labels import part_label
from kiosk.store.sql import Db, execute

_TOGETHER = 500  # serials of one statement
_SERIAL = "p.tracking IN ('serial', 'batch+serial')"
_PARTS = f"""WITH named AS (
        SELECT s.line_id AS line, SUM(CASE WHEN s.state = 'missing' THEN 1 ELSE 0 END) AS missing,
            SUM(CASE WHEN s.state = 'got' AND s.expected = 0 THEN 1 ELSE 0 END) AS strange, SUM(s.expected) AS listed
        FROM draft_serial s WHERE s.document_id = ? AND s.state <> 'removed' GROUP BY s.line_id),
    compared AS (
        SELECT l.part_id AS part, MIN(l.position) AS place, COALESCE(SUM(l.expected), 0) AS expected,
            MAX(CASE WHEN l.expected IS NULL THEN 0 ELSE 1 END) AS on_list,
            SUM(CASE WHEN {_SERIAL} THEN l.serials * {quantities.UNIT} ELSE l.quantity END) AS came,
            COALESCE(SUM(n.missing), 0) AS missing, COALESCE(SUM(n.strange), 0) AS strange,
            COALESCE(SUM(n.listed), 0) AS listed
        FROM document_line l JOIN part p ON p.id = l.part_id LEFT JOIN named n ON n.line = l.id
        WHERE l.document_id = ? AND l.removed = 0 GROUP BY l.part_id)"""
_DIFFERS = "(c.came <> c.expected OR c.missing > 0 OR (c.listed > 0 AND c.strange > 0))"
_ROWS = f"""{_PARTS} SELECT p.id, p.number, p.name, p.unit, c.expected, c.on_list, c.came, c.missing, c.strange,
        c.listed FROM compared c JOIN part p ON p.id = c.part WHERE {_DIFFERS} ORDER BY c.place LIMIT ? OFFSET ?"""
_COUNT = f"{_PARTS} SELECT COUNT(*) FROM compared c WHERE {_DIFFERS}"

# Of the serials of a draft: those that have not come, and those that came though the list of their part lacks them.
_MISSING = "s.document_id = ? AND s.state = 'missing'"
_STRANGE = """s.document_id = ? AND s.state = 'got' AND s.expected = 0 AND l.part_id IN (
    SELECT o.part_id FROM draft_serial e JOIN document_line o ON o.id = e.line_id
    WHERE e.document_id = ? AND e.expected = 1 AND e.state <> 'removed')"""
_SERIALS = """FROM draft_serial s JOIN document_line l ON l.id = s.line_id AND l.removed = 0
    JOIN part p ON p.id = l.part_id WHERE """


def differences(db: Db, document: int, offset: int = 0, limit: int = LARGEST) -> Page[Difference]:
    """The parts of a listed document of which not just what was expected came, in the order of the lines."""
    total = int(execute(db, _COUNT, document, document).fetchone()[0])
    rows = execute(db, _ROWS, document, document, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(map(_difference, rows)), total, offset)


def missing(db: Db, document: int, offset: int = 0, limit: int = LARGEST) -> Page[NamedSerial]:
    """The serials of a draft's list that have not come, by serial, at most 200."""
    return _serials(db, _MISSING, document, offset, limit)


def unexpected(db: Db, document: int, offset: int = 0, limit: int = LARGEST) -> Page[NamedSerial]:
    """The serials that came though the list names others of their part, by serial, at most 200."""
    return _serials(db, _STRANGE, document, offset, limit)


def here(db: Db, line: int, serials: Sequence[str]) -> Mapping[str, int]:
    """Of these serials those that the line has already: by serial, the id of its row."""
    found: dict[str, int] = {}
    for first in range(0, len(serials), _TOGETHER):
        some = serials[first : first + _TOGETHER]
        sql = f"""SELECT serial, id FROM draft_serial
            WHERE document_id = (SELECT l.document_id FROM document_line l WHERE l.id = ?)
            AND serial IN ({", ".join("?" * len(some))}) AND line_id = ? AND state = 'got'"""
        found |= dict(execute(db, sql, line, *some, line).fetchall())
    return found


def expect(db: Db, ids: Sequence[int]) -> None:
    """Let serials that came before the list be some that it names."""
    for first in range(0, len(ids), _TOGETHER):
        some = ids[first : first + _TOGETHER]
        execute(db, f"UPDATE draft_serial SET expected = 1 WHERE id IN ({', '.join('?' * len(some))})", *some)


def _serials(db: Db, where: str, document: int, offset: int, limit: int) -> Page[NamedSerial]:
    named = [document] * where.count("?")
    total = execute(db, f"SELECT COUNT(*) {_SERIALS}{where}", *named).fetchone()[0]
    sql = f"SELECT s.line_id, p.number, s.serial {_SERIALS}{where} ORDER BY s.serial, s.id LIMIT ? OFFSET ?"
    rows = execute(db, sql, *named, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(NamedSerial(*row) for row in rows), total, offset)


def _difference(row: Sequence[Any]) -> Difference:
    id, number, name, unit, expected_, on_list, came_, lacking, strange, listed = row
    expected, came = quantities.of(int(expected_)), quantities.of(int(came_))
    nothing = Decimal(0)
    if listed:
        counts = Decimal(int(lacking)), nothing, Decimal(int(strange))
    elif on_list:
        counts = max(nothing, expected - came), max(nothing, came - expected), nothing
    else:
        counts = nothing, nothing, came
    return Difference(Thing(Kind.PART, id, part_label(number, name)), number, unit, expected, came, *counts, listed > 0)
