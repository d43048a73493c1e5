"""Repair orders as rows: a document, and what it knows beside its head. What was used is in `repair_parts`.

Nobody holds one: parts may be used at any bench. It is a draft as long as it is open, posted when it is completed,
and a draft again when that is taken back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import Event
from kiosk.stock.repairs import IN_HOUSE, Repair, RepairRow, Sought, Stage
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents, posting, repair_parts
from kiosk.store.clock import shared_now
from kiosk.store.labels import LABELS, OF_ITEM, part_label
from kiosk.store.search import escaped, lowered
from kiosk.store.sql import Db, execute

_IN_HOUSE = ", ".join(f"'{stage}'" for stage in IN_HOUSE)
_ONE = f"""SELECT d.id, d.number, r.stage, i.id, {OF_ITEM.format("i")}, p.id, p.number, p.name,
        COALESCE(i.serial, r.serial), r.description, i.status, o.id, o.path, COALESCE(i.warranty_until, ''),
        COALESCE(a.name, ''), r.fault, r.work, d.notes, d.place_id, {LABELS[Kind.LOCATION].format("d.place_id")},
        (SELECT COUNT(*) FROM document_line l WHERE l.document_id = d.id AND l.removed = 0), s.name, d.created_at,
        d.created_by, r.ended_at, r.ended_by, d.operation_id, r.ended_operation_id
    FROM repair r JOIN document d ON d.id = r.document_id JOIN station s ON s.id = d.station_id
    LEFT JOIN stock_item i ON i.id = r.item_id LEFT JOIN part p ON p.id = COALESCE(i.part_id, r.part_id)
    LEFT JOIN location o ON o.id = i.location_id LEFT JOIN partner a ON a.id = d.partner_id WHERE d.id = ?"""
_ROWS = """SELECT d.id, d.number, r.stage, COALESCE(i.serial, r.serial), COALESCE(p.number, r.description),
        COALESCE(a.name, ''), r.fault, d.created_at
    FROM repair r JOIN document d ON d.id = r.document_id LEFT JOIN stock_item i ON i.id = r.item_id
    LEFT JOIN part p ON p.id = COALESCE(i.part_id, r.part_id) LEFT JOIN partner a ON a.id = d.partner_id
    WHERE r.document_id IN ({}) ORDER BY {}"""
_KNOWN = """SELECT COALESCE((SELECT a.name FROM movement m JOIN document_line l ON l.id = m.line_id
        JOIN document d ON d.id = l.document_id JOIN partner a ON a.id = d.partner_id
        WHERE m.item_id = i.id AND m.status_after = 'sold' ORDER BY m.id DESC LIMIT 1), ''),
    COALESCE(i.warranty_until, '') FROM stock_item i WHERE i.id = ?"""
_TOGETHER = 500  # units that one statement looks for
_UNDER = f"""SELECT r.item_id, d.number FROM repair r JOIN document d ON d.id = r.document_id
    WHERE r.item_id IN ({{}}) AND r.item_id IS NOT NULL AND r.stage IN ({_IN_HOUSE})"""
_IN_DRAFT = f"""SELECT COUNT(*) OVER (), s.line_id, s.serial, d.number FROM draft_serial s
    JOIN document_line l ON l.id = s.line_id AND l.removed = 0
    JOIN repair r ON r.item_id = s.item_id AND r.item_id IS NOT NULL AND r.stage IN ({_IN_HOUSE})
    JOIN document d ON d.id = r.document_id
    WHERE s.document_id = ? AND s.state = 'got' ORDER BY l.position, s.id LIMIT {posting.LISTED}"""
# The open ones are few, and come first; of all of them the latest do, by the index of the key.
_FIRST = "CASE r.stage WHEN 'open' THEN 0 ELSE 1 END, r.document_id DESC"
_LATEST = "r.document_id DESC"
_WINDOW = "SELECT r.document_id FROM {tables} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
_SOUGHT = """repair r JOIN document d ON d.id = r.document_id LEFT JOIN stock_item i ON i.id = r.item_id
    LEFT JOIN part p ON p.id = COALESCE(i.part_id, r.part_id) LEFT JOIN partner a ON a.id = d.partner_id"""
_TEXTS = (
    "d.number",
    "COALESCE(i.serial, r.serial)",
    "COALESCE(p.number, '')",
    "COALESCE(p.name, '')",
    "r.description",
    "COALESCE(a.name, '')",
    "r.fault",
)
_FITS = " OR ".join(f"lower({text}) LIKE ? ESCAPE '!'" for text in _TEXTS)


@dataclass(frozen=True, slots=True)
class NewRepair:
    """What a repair order begins with: an own unit by its id, or a customer's by what is told of it."""

    item: int | None = None
    part: int | None = None
    serial: str = ""
    description: str = ""
    customer: int | None = None
    fault: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an own unit that comes in: whom it was sold to last, and its warranty as ISO text."""

    customer: str
    warranty_until: str


def known(db: Db, item: int) -> Known:
    """Both are empty where nothing is known."""
    row = execute(db, _KNOWN, item).fetchone()
    return Known("", "") if row is None else Known(*row)


def create(db: Db, post: Post, new: NewRepair) -> int:
    """A new repair order, open; answers the id of its document."""
    id = documents.create(db, post, DocKind.REPAIR, partner=new.customer, notes=new.notes)
    documents.release(db, post, id)
    execute(
        db,
        "INSERT INTO repair (document_id, item_id, part_id, serial, description, fault, work, stage, ended_by)"
        " VALUES (?, ?, ?, ?, ?, ?, '', 'open', '')",
        id,
        new.item,
        new.part,
        new.serial,
        new.description,
        new.fault,
    )
    return id


def get(db: Db, document: int) -> Repair | None:
    row = execute(db, _ONE, document).fetchone()
    return None if row is None else _repair(row)


def page(db: Db, sought: Sought, offset: int, limit: int = LARGEST) -> Page[RepairRow]:
    """The repairs that are sought, from `offset` on, at most 200, and how many there are.

    Of those whose unit is in the house the open ones come first; within each, and of all, the newest.
    """
    terms, params, order = ["1 = 1"], list[object](), _LATEST
    if "\0" in sought.text:
        return Page((), 0, offset)
    if not sought.all:
        terms, order = [f"r.stage IN ({_IN_HOUSE})"], _FIRST
    for word in lowered(sought.text).split():
        terms.append(f"({_FITS})")
        params += [f"%{escaped(word)}%"] * len(_TEXTS)
    tables, where = (_SOUGHT if params else "repair r"), " AND ".join(terms)
    total = execute(db, f"SELECT COUNT(*) FROM {tables} WHERE {where}", *params).fetchone()[0]
    window = _WINDOW.format(tables=tables, where=where, order=order)
    ids = [id for (id,) in execute(db, window, *params, min(limit, LARGEST), offset).fetchall()]
    if not ids:
        return Page((), total, offset)
    rows = execute(db, _ROWS.format(", ".join("?" * len(ids)), order), *ids).fetchall()
    return Page(tuple(map(_row, rows)), total, offset)


def under(db: Db, item: int) -> Thing | None:
    """The repair order that an own unit is in the house for."""
    sql = f"""SELECT d.id, d.number FROM repair r JOIN document d ON d.id = r.document_id
        WHERE r.item_id = ? AND r.item_id IS NOT NULL AND r.stage IN ({_IN_HOUSE}) ORDER BY d.id DESC LIMIT 1"""
    return _document(execute(db, sql, item).fetchone())


def under_all(db: Db, items: Sequence[int]) -> Mapping[int, str]:
    """The numbers of the repair orders that own units are in the house for, by the unit."""
    found: dict[int, str] = {}
    for first in range(0, len(items), _TOGETHER):
        some = items[first : first + _TOGETHER]
        found |= dict(execute(db, _UNDER.format(", ".join("?" * len(some))), *some).fetchall())
    return found


def in_draft(db: Db, document: int) -> tuple[int, tuple[tuple[int, str, str], ...]]:
    """How many units of a draft are in the house for a repair; of the first 20 line, serial and repair order."""
    rows = execute(db, _IN_DRAFT, document).fetchall()
    return (rows[0][0] if rows else 0), tuple((line, serial, number) for _, line, serial, number in rows)


def of_serial(db: Db, serial: str) -> Thing | None:
    """The repair order that a customer's unit of this serial is in the house for."""
    if not serial or "\0" in serial:
        return None
    sql = f"""SELECT d.id, d.number FROM repair r JOIN document d ON d.id = r.document_id
        WHERE r.serial = ? AND r.serial <> '' AND r.stage IN ({_IN_HOUSE}) ORDER BY d.id DESC LIMIT 1"""
    return _document(execute(db, sql, serial).fetchone())


def counts(db: Db) -> tuple[int, int]:
    """How many are open, and how many are done and wait to be handed back."""
    sql = f"SELECT stage, COUNT(*) FROM repair WHERE stage IN ({_IN_HOUSE}) GROUP BY stage"
    found = dict(execute(db, sql).fetchall())
    return int(found.get(Stage.OPEN.value, 0)), int(found.get(Stage.DONE.value, 0))


def change(db: Db, document: int, *, fault: str | None = None, work: str | None = None) -> None:
    """Tell otherwise what is wrong or what was done."""
    if fault is not None:
        execute(db, "UPDATE repair SET fault = ? WHERE document_id = ?", fault, document)
    if work is not None:
        execute(db, "UPDATE repair SET work = ? WHERE document_id = ?", work, document)


# From stage to stage


def complete(db: Db, post: Post, document: int, operation: int | None) -> None:
    """It is done and posted, by this operation where units were used in it."""
    _to(db, document, Stage.DONE)
    posting.finish(db, post, document, operation)


def end(db: Db, post: Post, document: int, stage: Stage, operation: int | None, note: str) -> None:
    """Its unit has left the house, or is scrap; `operation` is what gave an own unit another status then."""
    sql = """UPDATE repair SET stage = ?, ended_at = ?, ended_by = ?, ended_operation_id = ? WHERE document_id = ?"""
    execute(db, sql, stage.value, shared_now(db), post.operator, operation, document)
    event = Event.SCRAPPED if stage is Stage.SCRAPPED else Event.HANDED_BACK
    documents.tell(db, post, document, event, note)


def cancel(db: Db, post: Post, document: int) -> None:
    """The end of one that nothing was used in."""
    _to(db, document, Stage.CANCELLED)
    documents.cancel(db, post, document)


def back(db: Db, post: Post, document: int) -> None:
    """That its unit has left is taken back: it is done, and here again."""
    sql = """UPDATE repair SET stage = 'done', ended_at = NULL, ended_by = '', ended_operation_id = NULL
        WHERE document_id = ?"""
    execute(db, sql, document)
    documents.tell(db, post, document, Event.RESUMED)


def reopen(db: Db, document: int) -> None:
    """Where the document is a repair: its completion was taken back, so it is a draft again that parts are used in."""
    _to(db, document, Stage.OPEN)
    sql = """UPDATE document SET state = 'draft', posted_at = NULL, posted_by = '', operation_id = NULL,
        version = version + 1 WHERE id = ? AND kind = ?"""
    execute(db, sql, document, DocKind.REPAIR.value)


def elsewhere(db: Db, document: int) -> Thing | None:
    """Which repair the unit of this one, which has left, is in by now: to be repaired once more, or as a part."""
    item, serial = execute(db, "SELECT item_id, serial FROM repair WHERE document_id = ?", document).fetchone()
    if item is None:
        return of_serial(db, serial)
    return under(db, item) or repair_parts.used_in(db, item).get(item)


def ended_by(db: Db, number: str, operation: int) -> int | None:
    """The repair of this number, where this operation is how its unit has left."""
    sql = """SELECT r.document_id FROM document d JOIN repair r ON r.document_id = d.id
        WHERE d.number = ? AND r.ended_operation_id = ?"""
    row = execute(db, sql, number, operation).fetchone()
    return None if row is None else int(row[0])


def left(db: Db, operation: int) -> Thing | None:
    """The repair that this operation has completed, where its unit has left since."""
    sql = f"""SELECT d.id, d.number FROM document d JOIN repair r ON r.document_id = d.id
        WHERE d.operation_id = ? AND d.operation_id IS NOT NULL AND r.stage NOT IN ({_IN_HOUSE})"""
    return _document(execute(db, sql, operation).fetchone())


def _to(db: Db, document: int, stage: Stage) -> None:
    execute(db, "UPDATE repair SET stage = ? WHERE document_id = ?", stage.value, document)


def _document(row: tuple[int, str] | None) -> Thing | None:
    return None if row is None else Thing(Kind.DOCUMENT, row[0], row[1])


def _repair(row: tuple[Any, ...]) -> Repair:
    id, number, stage, item, label, part, part_number, part_name, serial, description, *rest = row
    status, location, path, warranty, customer, fault, work, notes, place, place_label, *last = rest
    return Repair(
        Thing(Kind.DOCUMENT, id, number),
        Stage(stage),
        None if item is None else Thing(Kind.STOCK_ITEM, item, label),
        None if part is None else Thing(Kind.PART, part, part_label(part_number, part_name)),
        serial,
        description,
        None if status is None else Status(status),
        None if location is None else Thing(Kind.LOCATION, location, path),
        warranty,
        customer,
        fault,
        work,
        notes,
        None if place is None else Thing(Kind.LOCATION, place, place_label),
        *last,
    )


def _row(row: tuple[Any, ...]) -> RepairRow:
    id, number, stage, *rest = row
    return RepairRow(Thing(Kind.DOCUMENT, id, number), Stage(stage), *rest)
