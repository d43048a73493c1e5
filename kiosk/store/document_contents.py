"""What documents hold, one window at a time: their lines with how far each is, and the units on them.

A posted document's stock is that of the movements of its operation; a draft has serials that are claimed, or missing.
"""

from decimal import Decimal
from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import DocKind, DocState, Way
from kiosk.stock.document_lists import CardLine, DocumentUnit, Source
from kiosk.stock.documents import Document, Line, SerialState
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, repair_parts
from kiosk.store.document_list import RECEIVED
from kiosk.store.labels import OF_ITEM
from kiosk.store.sql import Db, execute

_RECEIVED = f"SELECT l.id, {RECEIVED.format('l.id')} FROM document_line l WHERE l.id IN ({{}})"

_MOVED = "FROM movement m WHERE {} AND m.line_id IS NOT NULL"
_OF_ALL = "m.operation_id = ?"
# An invoice has moved nothing itself, but the document that it made, of which each line has the place of its own.
_OF_LINE = """m.line_id IN (SELECT g.id FROM document_line w JOIN document d ON d.id = w.document_id
    JOIN document gd ON gd.operation_id = d.operation_id
    JOIN document_line g ON g.document_id = gd.id AND g.position = w.position WHERE w.id = ?)
    AND m.reverses_id IS NULL"""
_MOVES = f"""SELECT i.id, {OF_ITEM.format("i")}, COALESCE(i.serial, i.batch, ''), p.number,
        CASE WHEN i.serial IS NULL THEN w.moved ELSE 1000000 END, p.unit,
        CASE WHEN w.taken = 1 THEN 'sold' ELSE w.status_after END,
        CASE WHEN w.taken = 1 THEN '' ELSE COALESCE(o.path, '') END,
        CASE WHEN w.taken = 1 OR w.to_id IS NULL THEN COALESCE(f.path, '') ELSE '' END, NULL FROM (
        SELECT m.id, m.item_id, m.from_id, m.to_id, m.status_after, m.quantity_after - m.quantity_before AS moved,
            CASE WHEN m.quantity_after < m.quantity_before AND [less] = 1 THEN 1 ELSE 0 END AS taken
        {_MOVED} ORDER BY m.id LIMIT ? OFFSET ?) w
    JOIN stock_item i ON i.id = w.item_id JOIN part p ON p.id = i.part_id
    LEFT JOIN location o ON o.id = w.to_id LEFT JOIN location f ON f.id = w.from_id ORDER BY w.id"""
_ITEMS, _COUNTED = (_MOVES.replace("[less]", less) for less in ("1", "0"))
_SOURCES = """SELECT w.id, o.path, SUM(m.quantity_before - m.quantity_after) FROM document_line w
    JOIN document d ON d.id = w.document_id JOIN document gd ON gd.operation_id = d.operation_id
    JOIN document_line g ON g.document_id = gd.id AND g.position = w.position
    JOIN movement m ON m.line_id = g.id AND m.reverses_id IS NULL AND m.quantity_after < m.quantity_before
    JOIN location o ON o.id = m.from_id WHERE w.id IN ({}) GROUP BY w.id, o.path ORDER BY w.id, MIN(m.id)"""
_NAMED = "FROM draft_serial s WHERE {} AND s.state IN ('got', 'missing')"
_SERIALS = f"""SELECT i.id, {OF_ITEM.format("i")}, s.serial, p.number, 1000000, p.unit, COALESCE(i.status, ''),
        COALESCE(o.path, ''), '', s.state FROM (
        SELECT s.id, s.line_id, s.serial, s.item_id, s.state {_NAMED} ORDER BY s.serial, s.id LIMIT ? OFFSET ?) s
    JOIN document_line l ON l.id = s.line_id JOIN part p ON p.id = l.part_id
    LEFT JOIN stock_item i ON i.id = s.item_id LEFT JOIN location o ON o.id = i.location_id
    ORDER BY s.serial, s.id"""


def lines(db: Db, head: Document, offset: int, limit: int = LARGEST) -> Page[CardLine]:
    """The lines of a document in their order, at most 200, each with how far it is."""
    page = document_lines.page(db, head.id, offset, limit)
    received = _received(db, page.rows) if _placed(head) else {}
    taken = _taken(db, head, page.rows)
    rows = [
        CardLine(line, _got(head, line, received), _wanted(line), line.at(head.way), tuple(taken.get(line.id, ())))
        for line in page.rows
    ]
    return Page(tuple(rows), page.total, offset)


def units(db: Db, head: Document, line: int | None, offset: int, limit: int = LARGEST) -> Page[DocumentUnit]:
    """The units of a document, or of one line of it, from `offset` on, at most 200.

    Of a posted document all stock items that it moved, as it moved them; of a draft the serials that it has or misses;
    of a repair the parts that are in it.
    """
    if head.kind is DocKind.REPAIR:
        return repair_parts.units(db, head, line, offset, limit)
    counted = head.kind is DocKind.COUNT  # what it has found less of went nowhere
    if head.state is DocState.DRAFT:
        sql, tail, of_all, of_line, whole = _SERIALS, _NAMED, "s.document_id = ?", "s.line_id = ?", head.id
    elif head.operation is not None:
        sql, tail, of_all, of_line, whole = _COUNTED if counted else _ITEMS, _MOVED, _OF_ALL, _OF_LINE, head.operation
    else:
        return Page((), 0)
    term, which = (of_all, whole) if line is None else (of_line, line)
    total = execute(db, f"SELECT COUNT(*) {tail.format(term)}", which).fetchone()[0]
    rows = execute(db, sql.format(term), which, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(_unit(row, signed=counted) for row in rows), total, offset)


def _placed(head: Document) -> bool:
    return head.kind is DocKind.ORDER and head.state is DocState.POSTED


def _received(db: Db, lines: tuple[Line, ...]) -> dict[int, Decimal]:
    if not lines:
        return {}
    rows = execute(db, _RECEIVED.format(", ".join("?" * len(lines))), *(line.id for line in lines)).fetchall()
    return {id: quantities.of(int(amount)) for id, amount in rows}


def _taken(db: Db, head: Document, lines: tuple[Line, ...]) -> dict[int, list[Source]]:
    loose = [line.id for line in lines if not line.serials]
    found: dict[int, list[Source]] = {}
    if head.way is Way.OUT and head.operation is not None and loose:
        for line, place, amount in execute(db, _SOURCES.format(", ".join("?" * len(loose))), *loose).fetchall():
            found.setdefault(line, []).append(Source(quantities.of(int(amount)), place))
    return found


def _got(head: Document, line: Line, received: dict[int, Decimal]) -> Decimal:
    if _placed(head):
        return received[line.id]
    counted = head.state is DocState.DRAFT and head.kind is not DocKind.ORDER and line.tracking.serial
    return Decimal(line.serials) if counted else line.quantity


def _wanted(line: Line) -> Decimal:
    return line.quantity if line.expected is None else line.expected


def _unit(row: tuple[Any, ...], *, signed: bool) -> DocumentUnit:
    id, label, name, number, moved, unit, status, place, origin, state = row
    return DocumentUnit(
        None if id is None else Thing(Kind.STOCK_ITEM, id, label),
        name,
        number,
        quantities.of(int(moved) if signed else abs(int(moved))),
        unit,
        status,
        place,
        origin,
        None if state is None else SerialState(state),
    )
