"""The lines of documents as rows. Those taken out of a draft stay, marked, so that the step can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.stock import quantity as quantities
from kiosk.stock.documents import Line
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking
from kiosk.store.ids import reserve
from kiosk.store.labels import LABELS, part_label
from kiosk.store.sql import Db, execute, insert_many

# Columns that `add` and `change` may set, `quantity` and `expected` in millionths.
SET = frozenset(
    {
        "supplier_part_id",
        "quantity",
        "said",
        "expected",
        "serials",
        "batch",
        "expiry",
        "location_id",
        "accepted",
        "notes",
        "order_line_id",
        "removed",
    }
)
_DEFAULTS: Mapping[str, object] = {"quantity": 0, "said": 0, "serials": 0, "accepted": 1, "notes": "", "removed": 0}

# Of `line`, with the tables that they are of; what follows a `,` before them may be of these tables, too.
COLUMNS = f"""l.id, l.document_id, l.position, l.part_id, p.number, p.name, p.unit, p.decimals, p.tracking,
        l.supplier_part_id, {LABELS[Kind.SUPPLIER_PART].format("l.supplier_part_id")}, l.quantity, l.said, l.expected,
        l.serials, l.batch, l.expiry, l.location_id, {LABELS[Kind.LOCATION].format("l.location_id")},
        p.default_location_id, {LABELS[Kind.LOCATION].format("p.default_location_id")}, l.accepted, l.notes
    FROM document_line l JOIN part p ON p.id = l.part_id"""
_ONE = f"SELECT {COLUMNS} WHERE l.id = ? AND l.removed = 0"
_PAGE = f"SELECT {COLUMNS} WHERE l.document_id = ? AND l.removed = 0 ORDER BY l.position, l.id LIMIT ? OFFSET ?"
_OF_PART = f"SELECT {COLUMNS} WHERE l.document_id = ? AND l.part_id = ? AND l.removed = 0 ORDER BY l.position DESC"
_UNPLACED = f"""SELECT {COLUMNS} WHERE l.document_id = ? AND l.removed = 0 AND l.location_id IS NULL
    AND (l.quantity > 0 OR l.serials > 0) ORDER BY l.position"""
_COPY = """INSERT INTO document_line (document_id, position, part_id, supplier_part_id, quantity, said, serials, batch,
        expiry, location_id, accepted, notes, order_line_id, removed)
    SELECT document_id, (SELECT MAX(m.position) + 1 FROM document_line m WHERE m.document_id = l.document_id), part_id,
        supplier_part_id, 0, 0, 0, batch, expiry, ?, accepted, '', order_line_id, 0
    FROM document_line l WHERE id = ? RETURNING id"""
_TOGETHER = 500  # lines that one statement changes


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to be: its part, and the columns of `SET` that are told."""

    part: int
    values: Mapping[str, object]


def add(db: Db, document: int, part: int, values: Mapping[str, object]) -> int:
    """A line at the end of a draft; answers its id. What `values` leave out is nothing, accepted."""
    row = {**_DEFAULTS, **_checked(values)}
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    position = "(SELECT COALESCE(MAX(position), 0) + 1 FROM document_line WHERE document_id = ?)"
    sql = f"INSERT INTO document_line (document_id, position, part_id, {names}) VALUES (?, {position}, ?, {marks})"
    id: int = execute(db, f"{sql} RETURNING id", document, document, part, *row.values()).fetchone()[0]
    return id


def add_all(db: Db, document: int, lines: Sequence[NewLine]) -> Sequence[int]:
    """Lines at the end of a draft, by few statements, each of them with the same columns; answers their ids."""
    if not lines:
        return ()
    sql = "SELECT COALESCE(MAX(position), 0) FROM document_line WHERE document_id = ?"
    last = execute(db, sql, document).fetchone()[0]
    ids = reserve(db, "document_line", len(lines))
    names = tuple({**_DEFAULTS, **_checked(lines[0].values)})
    rows = [
        (id, document, position, line.part, *({**_DEFAULTS, **_checked(line.values)}[name] for name in names))
        for position, (id, line) in enumerate(zip(ids, lines, strict=True), last + 1)
    ]
    insert_many(db, f"INSERT INTO document_line (id, document_id, position, part_id, {', '.join(names)})", rows)
    return ids


def copy(db: Db, id: int, location: int | None) -> int:
    """An empty line at the end of the draft for more of the same in another place; answers its id."""
    new: int = execute(db, _COPY, location, id).fetchone()[0]
    return new


def order_line(db: Db, id: int) -> int | None:
    """The line of a purchase order that a line works off."""
    row = execute(db, "SELECT order_line_id FROM document_line WHERE id = ?", id).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def change(db: Db, id: int, values: Mapping[str, object]) -> dict[str, object]:
    """Set columns of a line of a held draft; answers what they were."""
    names = tuple(_checked(values))
    before = execute(db, f"SELECT {', '.join(names)} FROM document_line WHERE id = ?", id).fetchone()
    sets = ", ".join(f"{name} = ?" for name in names)
    execute(db, f"UPDATE document_line SET {sets} WHERE id = ?", *values.values(), id)
    return dict(zip(names, before, strict=True))


def change_all(db: Db, ids: Sequence[int], values: Mapping[str, object]) -> None:
    """Set the same in many lines of a held draft, by few statements."""
    sets = ", ".join(f"{name} = ?" for name in _checked(values))
    for first in range(0, len(ids), _TOGETHER):
        some = ids[first : first + _TOGETHER]
        marks = ", ".join("?" * len(some))
        execute(db, f"UPDATE document_line SET {sets} WHERE id IN ({marks})", *values.values(), *some)


def get(db: Db, id: int) -> Line | None:
    """None where it has been taken out, too."""
    row = execute(db, _ONE, id).fetchone()
    return None if row is None else line(row)


def page(db: Db, document: int, offset: int = 0, limit: int = LARGEST) -> Page[Line]:
    """The lines of a document in their order, at most 200."""
    sql = "SELECT COUNT(*) FROM document_line WHERE document_id = ? AND removed = 0"
    total = execute(db, sql, document).fetchone()[0]
    rows = execute(db, _PAGE, document, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(map(line, rows)), total, offset)


def index(db: Db, line: Line) -> int:
    """Where a line stands among those of its document, counted from 0."""
    sql = """SELECT COUNT(*) FROM document_line
        WHERE document_id = ? AND removed = 0 AND (position < ? OR (position = ? AND id < ?))"""
    return int(execute(db, sql, line.document, line.position, line.position, line.id).fetchone()[0])


def of_part(db: Db, document: int, part: int) -> tuple[Line, ...]:
    """The lines of this part, the last one first."""
    return tuple(map(line, execute(db, _OF_PART, document, part).fetchall()))


def unplaced(db: Db, document: int) -> tuple[Line, ...]:
    """The lines that have something, and no place that was told."""
    return tuple(map(line, execute(db, _UNPLACED, document).fetchall()))


def line(row: tuple[Any, ...]) -> Line:
    """A row of `COLUMNS` as a value."""
    id, document, position, part, number, name, unit, decimals, tracking, supplier, sku, quantity, *rest = row
    said, expected, serials, batch, expiry, place, path, usual, usual_path, accepted, notes = rest
    return Line(
        id,
        document,
        position,
        Thing(Kind.PART, part, part_label(number, name)),
        number,
        name,
        unit,
        decimals,
        Tracking(tracking),
        None if supplier is None else Thing(Kind.SUPPLIER_PART, supplier, sku),
        quantities.of(quantity),
        said == 1,
        None if expected is None else quantities.of(expected),
        serials,
        batch or "",
        None if expiry is None else date.fromisoformat(expiry),
        None if place is None else Thing(Kind.LOCATION, place, path),
        None if usual is None else Thing(Kind.LOCATION, usual, usual_path),
        accepted == 1,
        notes,
    )


def amount(value: Decimal) -> int:
    """A quantity as a line's column has it."""
    return quantities.millionths(value)


def _checked(values: Mapping[str, object]) -> Mapping[str, object]:
    if not SET.issuperset(values):
        raise ValueError(f"not columns of a line: {sorted(values)}")
    return values
