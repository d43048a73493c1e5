"""Parts that were used in repairs: one line for each, which is what the movements of that line come to.

Each use is an operation of its own, and so is taking out again; a line's quantity follows them, and undo with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.stock import quantity as quantities
from kiosk.stock.document_lists import DocumentUnit
from kiosk.stock.documents import Document
from kiosk.stock.ledger import State
from kiosk.stock.repairs import Used
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines
from kiosk.store.labels import OF_ITEM
from kiosk.store.sql import Db, execute

_TOGETHER = 500  # units that one statement looks for
NOT_UNDONE = "NOT EXISTS (SELECT 1 FROM movement u WHERE u.reverses_id = m.id)"
# What a movement of a line has put into the unit, in millionths; completing it puts nothing in. `i` is its item.
NET = """CASE WHEN i.serial IS NULL THEN m.quantity_before - m.quantity_after
    WHEN m.status_after = 'in_repair' THEN 1000000
    WHEN m.status_before = 'in_repair' AND m.status_after <> 'repair_done' THEN -1000000 ELSE 0 END"""
_MOVED = f"""FROM document_line l JOIN movement m ON m.line_id = l.id AND m.line_id IS NOT NULL
    JOIN stock_item i ON i.id = m.item_id WHERE l.{{}} = ? AND {NOT_UNDONE}"""
# Loose stock of a line is one row, each unit is one.
_USED = f"""SELECT w.line, p.id, w.item, COALESCE(w.label, ''), COALESCE(w.serial, ''), p.number, p.name, p.unit,
        p.decimals, w.net,
        COALESCE((SELECT o.path FROM movement f JOIN location o ON o.id = f.from_id WHERE f.id = w.last), '')
    FROM (SELECT l.id AS line, l.part_id AS part, MAX(i.serial) AS serial,
            CASE WHEN i.serial IS NULL THEN NULL ELSE i.id END AS item,
            MAX(CASE WHEN i.serial IS NULL THEN NULL ELSE {OF_ITEM.format("i")} END) AS label,
            SUM({NET}) AS net, MAX(CASE WHEN {NET} > 0 THEN m.id ELSE 0 END) AS last {_MOVED.format("document_id")}
        GROUP BY l.id, l.part_id, CASE WHEN i.serial IS NULL THEN NULL ELSE i.id END HAVING SUM({NET}) > 0) w
    JOIN part p ON p.id = w.part ORDER BY w.last"""
_LOTS = f"""SELECT i.id, SUM({NET}), i.location_id, i.quantity, i.status {_MOVED.format("id")} AND i.serial IS NULL
    GROUP BY i.id, i.location_id, i.quantity, i.status HAVING SUM({NET}) > 0 ORDER BY MAX(m.id) DESC"""
_LINES_OF = "SELECT DISTINCT m.line_id FROM movement m WHERE m.operation_id = ? AND m.line_id IS NOT NULL"
_SHUT = f"""SELECT d.id, d.number FROM document d WHERE d.state <> 'draft' AND d.id IN (
    SELECT l.document_id FROM document_line l WHERE l.id IN ({_LINES_OF}))"""
_RECOUNT = "UPDATE document_line SET quantity = ?, serials = ?, removed = ? WHERE id = ?"
_SUMS = f"""SELECT SUM({NET}), SUM(CASE WHEN i.serial IS NULL THEN 0 ELSE {NET} END) {_MOVED.format("id")}"""
# The last entry of a unit on any line says whether it is in a repair as a part, unless it has left that since.
_USED_IN = f"""SELECT m.item_id, d.id, d.number FROM movement m JOIN document_line l ON l.id = m.line_id
    JOIN document d ON d.id = l.document_id
    WHERE m.item_id IN ({{}}) AND m.line_id IS NOT NULL AND m.status_after = 'in_repair' AND {NOT_UNDONE}
        AND d.kind = 'repair_order' AND d.state = 'draft' AND NOT EXISTS (SELECT 1 FROM movement n
            WHERE n.item_id = m.item_id AND n.id > m.id AND n.line_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM movement v WHERE v.reverses_id = n.id))"""
_LAST = f"""SELECT o.id, p.number || CASE WHEN i.serial IS NULL THEN '' ELSE ' · ' || i.serial END, {NET}
    FROM document_line l JOIN movement m ON m.line_id = l.id AND m.line_id IS NOT NULL
    JOIN stock_item i ON i.id = m.item_id JOIN part p ON p.id = i.part_id
    JOIN operation o ON o.id = m.operation_id AND o.kind = 'repair'
    WHERE l.document_id = ? AND {NOT_UNDONE} ORDER BY m.id DESC LIMIT 1"""
_UNITS = f"""SELECT i.id, {OF_ITEM.format("i")}, COALESCE(i.serial, i.batch, ''), p.number, w.net, p.unit,
        CASE WHEN i.serial IS NOT NULL THEN i.status WHEN ? = 'draft' THEN 'in_repair' ELSE 'repair_done' END,
        COALESCE(o.path, ''),
        CASE WHEN i.serial IS NULL THEN COALESCE(f.path, '') ELSE '' END
    FROM (SELECT i.id AS item, SUM({NET}) AS net, MAX(m.id) AS last {_MOVED}
        GROUP BY i.id HAVING SUM({NET}) > 0 ORDER BY MAX(m.id) LIMIT ? OFFSET ?) w
    JOIN stock_item i ON i.id = w.item JOIN part p ON p.id = i.part_id
    LEFT JOIN location o ON o.id = i.location_id AND i.serial IS NOT NULL
    LEFT JOIN movement x ON x.id = w.last LEFT JOIN location f ON f.id = x.from_id ORDER BY w.last"""
_COUNT = f"SELECT COUNT(*) FROM (SELECT i.id {_MOVED} GROUP BY i.id HAVING SUM({NET}) > 0) w"


@dataclass(frozen=True, slots=True)
class Lot:
    """Loose stock that a line has taken from: how many millionths, and the item as it is now."""

    item: int
    taken: int
    state: State


def used(db: Db, document: int) -> tuple[Used, ...]:
    """All that is in the unit, in the order in which it came there."""
    return tuple(map(_used, execute(db, _USED, document).fetchall()))


def one(db: Db, document: int, item: int) -> Used | None:
    """A unit as a part of this repair; None where it is none."""
    return next((row for row in used(db, document) if row.item is not None and row.item.id == item), None)


def last(db: Db, document: int) -> tuple[int, str, bool] | None:
    """The last operation on parts of this repair, what it was about, and whether that was taken out."""
    row = execute(db, _LAST, document).fetchone()
    return None if row is None else (int(row[0]), str(row[1]), int(row[2]) < 0)


def of_part(db: Db, document: int, part: int) -> int | None:
    """The line of this part, also one of which all was taken out again."""
    sql = "SELECT id FROM document_line WHERE document_id = ? AND part_id = ? ORDER BY id LIMIT 1"
    row = execute(db, sql, document, part).fetchone()
    return None if row is None else int(row[0])


def line(db: Db, document: int, part: int) -> int:
    """The same; a new one where there is none."""
    found = of_part(db, document, part)
    return document_lines.add(db, document, part, {}) if found is None else found


def lots(db: Db, line: int) -> tuple[Lot, ...]:
    """The loose stock that this line has taken from, the last one first."""
    rows = execute(db, _LOTS, line).fetchall()
    return tuple(
        Lot(item, int(taken), State(place, quantity, Status(status))) for item, taken, place, quantity, status in rows
    )


def recount(db: Db, *lines: int) -> None:
    """Let lines be what their movements come to."""
    for id in lines:
        net, units = execute(db, _SUMS, id).fetchone()
        quantity = int(net or 0)
        execute(db, _RECOUNT, quantity, int(units or 0) // quantities.UNIT, int(not quantity), id)


def lines_of(db: Db, operation: int) -> tuple[int, ...]:
    """The lines that an operation has moved stock for."""
    return tuple(id for (id,) in execute(db, _LINES_OF, operation).fetchall())


def shut(db: Db, operation: int) -> Thing | None:
    """The repair that an operation has used parts in, where that is not open any more."""
    row = execute(db, _SHUT, operation).fetchone()
    return None if row is None else Thing(Kind.DOCUMENT, row[0], row[1])


def used_in(db: Db, *items: int) -> Mapping[int, Thing]:
    """The open repairs that units are in as parts, by the unit."""
    found: dict[int, Thing] = {}
    for first in range(0, len(items), _TOGETHER):
        some = items[first : first + _TOGETHER]
        rows = execute(db, _USED_IN.format(", ".join("?" * len(some))), *some).fetchall()
        found |= {item: Thing(Kind.DOCUMENT, id, number) for item, id, number in rows}
    return found


def units(db: Db, head: Document, line: int | None, offset: int, limit: int = LARGEST) -> Page[DocumentUnit]:
    """What is in the unit, as lists of documents show it; of one line or of all."""
    column, which = ("document_id", head.id) if line is None else ("id", line)
    total = execute(db, _COUNT.format(column), which).fetchone()[0]
    rows = execute(db, _UNITS.format(column), head.state.value, which, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(map(_unit, rows)), total, offset)


def _used(row: tuple[Any, ...]) -> Used:
    line, part, item, label, serial, number, name, unit, decimals, net, origin = row
    thing = None if item is None else Thing(Kind.STOCK_ITEM, item, label)
    return Used(line, part, thing, serial or name, number, unit, decimals, quantities.of(int(net)), origin)


def _unit(row: tuple[Any, ...]) -> DocumentUnit:
    id, label, name, number, net, unit, status, place, origin = row
    thing = Thing(Kind.STOCK_ITEM, id, label)
    return DocumentUnit(thing, name, number, quantities.of(int(net)), unit, status, place, origin)
