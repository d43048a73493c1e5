"""What posting a document reads and writes beside the stock itself. The statements do not grow with its rows.

What the units and quantities come to is in `kiosk.store.deliveries`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.post import Post
from kiosk.stock.document_kinds import RULES
from kiosk.stock.documents import Document, Event, Line
from kiosk.stock.ledger import State
from kiosk.stock.posting import Entry, Lot
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents, order_serials
from kiosk.store.clock import shared_now
from kiosk.store.labels import OF_ITEM
from kiosk.store.serials import DOCUMENT, Clash
from kiosk.store.sql import Db, execute
from kiosk.store.stock_items import SCOPE

LISTED = 20  # units or serials that are named

_ENTRIES = f"""SELECT CASE WHEN p.archived_at IS NULL THEN 0 ELSE 1 END, p.track_stock, COALESCE(p.warranty_months, 0),
        COALESCE((SELECT h.structural FROM location h WHERE h.id = COALESCE(l.location_id, p.default_location_id)), 0),
        COALESCE((SELECT CASE WHEN h.archived_at IS NULL THEN 0 ELSE 1 END FROM location h
            WHERE h.id = COALESCE(l.location_id, p.default_location_id)), 0), {document_lines.COLUMNS}
    WHERE l.document_id = ? AND l.removed = 0 ORDER BY l.position, l.id"""
_NAMED = """FROM draft_serial s JOIN document_line l ON l.id = s.line_id AND l.removed = 0
    {} WHERE s.document_id = ? AND s.state = 'got'"""
_NEW = f"""SELECT s.line_id, s.serial, s.scan_id {_NAMED.format("")} AND s.item_id IS NULL
    ORDER BY l.position, l.id, s.id"""
_UNITS = f"""SELECT s.line_id, s.scan_id, i.id, i.location_id, i.quantity, i.status, i.warranty_until
    {_NAMED.format("JOIN stock_item i ON i.id = s.item_id")} ORDER BY l.position, l.id, s.id"""
_UNFIT = f"""SELECT COUNT(*) OVER (), s.line_id, s.serial, i.status, COALESCE(p.path, '')
    {_NAMED.format("JOIN stock_item i ON i.id = s.item_id LEFT JOIN location p ON p.id = i.location_id")}
    AND i.status NOT IN ({{}}) ORDER BY l.position, s.id LIMIT {LISTED}"""
_ELSEWHERE = f"""SELECT COUNT(*) OVER (), s.line_id, s.serial, i.status, COALESCE(p.path, '')
    {_NAMED.format("JOIN stock_item i ON i.id = s.item_id JOIN location p ON p.id = i.location_id")}
    AND i.location_id <> l.location_id AND i.status IN ({{}}) ORDER BY l.position, s.id LIMIT {LISTED}"""
_TAKEN = f"""SELECT COUNT(*) OVER (), s.line_id, s.serial, i.id, {OF_ITEM.format("i")}, i.status, COALESCE(h.path, ''),
        COALESCE({DOCUMENT}, '') FROM draft_serial s JOIN document_line l ON l.id = s.line_id AND l.removed = 0
    JOIN part p ON p.id = l.part_id
    JOIN stock_item i ON i.serial = s.serial AND i.serial_scope = {SCOPE.format(root="p.root")}
        AND i.serial IS NOT NULL AND i.status <> 'void'
    LEFT JOIN location h ON h.id = i.location_id
    WHERE s.document_id = ? AND s.state = 'got' AND s.item_id IS NULL ORDER BY l.position, s.id LIMIT {LISTED}"""
# Those that expire first come first, and then the oldest.
_LOTS = """SELECT i.id, i.part_id, COALESCE(i.batch, ''), i.location_id, i.quantity, i.status,
        p.path FROM stock_item i JOIN location p ON p.id = i.location_id
    WHERE i.part_id IN (SELECT l.part_id FROM document_line l WHERE l.document_id = ? AND l.removed = 0)
        AND i.status IN ({}) AND i.location_id IS NOT NULL AND i.quantity > 0 AND i.serial IS NULL
    ORDER BY COALESCE(i.expiry, '9999-12-31'), i.id"""
_POSTED = """UPDATE document SET state = 'posted', posted_at = ?, posted_by = ?, operation_id = ?, holder_id = NULL,
        held_by = '', held_until = 0, version = version + 1 WHERE id = ? AND state = 'draft'"""

_BROUGHT_IN = """SELECT i.id FROM movement m JOIN stock_item i ON i.id = m.item_id
    LEFT JOIN draft_serial s ON s.serial = i.serial AND s.scope = i.serial_scope AND s.scope IS NOT NULL
        AND s.state = 'got'
    WHERE m.operation_id = ? ORDER BY CASE WHEN i.serial IS NULL THEN 1 ELSE 0 END, s.id, i.id"""

_COPIED = (
    "position, part_id, supplier_part_id, quantity, said, expected, serials, batch, expiry, location_id, accepted,"
    " notes, order_line_id, removed"
)
_LINES = f"""INSERT INTO document_line (document_id, {_COPIED}) SELECT ?, {_COPIED} FROM document_line
    WHERE document_id = ? AND removed = 0"""
_HANDED = """UPDATE draft_serial SET document_id = ?, step_id = NULL, line_id = (SELECT w.id FROM document_line w
        WHERE w.document_id = ? AND w.position = (SELECT o.position FROM document_line o
            WHERE o.id = draft_serial.line_id))
    WHERE document_id = ? AND state <> 'removed'
        AND EXISTS (SELECT 1 FROM document_line o WHERE o.id = draft_serial.line_id AND o.removed = 0)"""


@dataclass(frozen=True, slots=True)
class Named:
    """A serial of a new unit, and the scan that brought it."""

    line: int
    serial: str
    scan: int | None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that a line names, as it is now; `warranty_until` is ISO text."""

    line: int
    scan: int | None
    item: int
    state: State
    warranty_until: str | None


@dataclass(frozen=True, slots=True)
class Unfit:
    """A unit that can't go: its status, and its place, which is empty where it is out."""

    line: int
    serial: str
    status: Status
    place: str


def entries(db: Db, document: int) -> tuple[Entry, ...]:
    """All lines of a draft in their order."""
    return tuple(map(_entry, execute(db, _ENTRIES, document).fetchall()))


def new_serials(db: Db, document: int) -> tuple[Named, ...]:
    """The serials of new units that a draft names, line by line."""
    return tuple(Named(*row) for row in execute(db, _NEW, document).fetchall())


def units(db: Db, document: int) -> tuple[Unit, ...]:
    """The units that a draft names, line by line."""
    rows = execute(db, _UNITS, document).fetchall()
    return tuple(
        Unit(line, scan, item, State(place, quantity, Status(status)), warranty)
        for line, scan, item, place, quantity, status, warranty in rows
    )


def unfit(db: Db, document: int, statuses: Sequence[Status]) -> tuple[int, tuple[Unfit, ...]]:
    """How many units that a draft names are in none of these statuses, and the first 20 of them."""
    return _found(db, _UNFIT, document, statuses)


def elsewhere(db: Db, document: int, statuses: Sequence[Status]) -> tuple[int, tuple[Unfit, ...]]:
    """How many units in these statuses are not in the place that their line tells, and the first 20 of them."""
    return _found(db, _ELSEWHERE, document, statuses)


def _found(db: Db, sql: str, document: int, statuses: Sequence[Status]) -> tuple[int, tuple[Unfit, ...]]:
    rows = execute(db, sql.format(_marks(statuses)), document, *statuses).fetchall()
    found = tuple(Unfit(line, serial, Status(status), place) for _, line, serial, status, place in rows)
    return (rows[0][0] if rows else 0), found


def taken(db: Db, document: int) -> tuple[int, tuple[tuple[int, Clash], ...]]:
    """How many serials of new units stock has already, and the first 20 of them, each with its line."""
    rows = execute(db, _TAKEN, document).fetchall()
    return (rows[0][0] if rows else 0), tuple((line, Clash(*clash)) for _, line, *clash in rows)


def lots(db: Db, document: int, statuses: Sequence[Status]) -> tuple[Lot, ...]:
    """What there is of the parts of a draft without a serial, in the order in which it is to be used up."""
    rows = execute(db, _LOTS.format(_marks(statuses)), document, *statuses).fetchall()
    return tuple(
        Lot(item, part, batch, State(place, quantity, Status(status)), path)
        for item, part, batch, place, quantity, status, path in rows
    )


def make(db: Db, post: Post, invoice: Document) -> int:
    """The warehouse document of an invoice: all lines and serials are its own now, nobody holds it; answers its id.

    The lines of an order are worked off by it, and no more by the invoice.
    """
    kind = RULES[invoice.kind].makes
    assert kind is not None
    partner = None if invoice.partner is None else invoice.partner.id
    made = documents.create(db, post, kind, partner=partner, reference=invoice.reference, source=invoice.id)
    head = {"place_id": None if invoice.place is None else invoice.place.id, "listed": int(invoice.listed)}
    documents.change(db, made, {**head, "notes": invoice.notes})
    execute(db, _LINES, made, invoice.id)
    execute(db, _HANDED, made, made, invoice.id)
    execute(db, "UPDATE document_line SET order_line_id = NULL WHERE document_id = ?", invoice.id)
    documents.release(db, post, made)
    return made


def finish(db: Db, post: Post, document: int, operation: int | None) -> None:
    """The draft is posted, by this operation where it has moved stock; what only a draft has is dropped.

    Serials that a list named for an order are kept with that.
    """
    execute(db, _POSTED, shared_now(db), post.operator, operation, document)
    order_serials.keep(db, document)
    documents.clear(db, document)
    documents.tell(db, post, document, Event.POSTED)


def brought_in(db: Db, operation: int) -> tuple[Thing, ...]:
    """What an operation has made: units in the order in which they were scanned, then quantities as they were made.

    Before `finish`, which drops the draft's serials, and that order with them.
    """
    return tuple(Thing(Kind.STOCK_ITEM, id, "") for (id,) in execute(db, _BROUGHT_IN, operation).fetchall())


def of_operation(db: Db, operation: int) -> tuple[int, ...]:
    """The documents that were posted by one operation."""
    rows = execute(db, "SELECT id FROM document WHERE operation_id = ? ORDER BY id", operation).fetchall()
    return tuple(id for (id,) in rows)


def _entry(row: tuple[Any, ...]) -> Entry:
    archived, stocked, months, structural, closed, *columns = row
    line: Line = document_lines.line(tuple(columns))
    return Entry(line, archived == 1, stocked == 1, months, structural == 1, closed == 1)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
