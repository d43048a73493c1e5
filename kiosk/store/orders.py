"""What came of purchase orders: each line with how much was received of it, and the orders that wait for more.

Received is what posted documents have brought in for a line of the order, as long as they are not taken back.
"""

from kiosk.page import LARGEST, Page
from kiosk.stock import quantity as quantities
from kiosk.stock.expected import OrderLine
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines
from kiosk.store.document_list import RECEIVED
from kiosk.store.search import escaped, folded, lowered
from kiosk.store.sql import Db, execute

LOOKED_AT = 500  # placed orders, the newest, among which open ones are looked for

_OPEN = f"""EXISTS (SELECT 1 FROM document_line w WHERE w.document_id = d.id AND w.removed = 0
    AND w.quantity > {RECEIVED.format("w.id")})"""
# By the index that begins with the station: there are few stations, and many documents that are no orders.
_PLACED = """d.station_id IN (SELECT id FROM station) AND d.kind = 'purchase_order' AND d.state = 'posted'"""
_FITS = """(lower(d.number) LIKE ? ESCAPE '!' OR lower(d.reference) LIKE ? ESCAPE '!'
    OR lower(d.reference) LIKE ? ESCAPE '!' OR a.search LIKE ? ESCAPE '!')"""
_LABEL = """d.number || CASE WHEN a.name IS NULL THEN '' ELSE ' · ' || a.name END
    || CASE WHEN d.reference = '' THEN '' ELSE ' · ' || d.reference END"""
_ORDERS = f"""SELECT d.id, {_LABEL} FROM (
        SELECT d.id FROM document d LEFT JOIN partner a ON a.id = d.partner_id
        WHERE {_PLACED}{{fits}} ORDER BY d.id DESC LIMIT {LOOKED_AT}) n
    JOIN document d ON d.id = n.id LEFT JOIN partner a ON a.id = d.partner_id
    WHERE {_OPEN} ORDER BY d.id DESC LIMIT ?"""


def lines(db: Db, order: int, offset: int = 0, limit: int = LARGEST) -> Page[OrderLine]:
    """The lines of an order with what has come of each, in their order, at most 200."""
    page = document_lines.page(db, order, offset, limit)
    marks = ", ".join("?" * len(page.rows))
    sql = f"SELECT l.id, {RECEIVED.format('l.id')} FROM document_line l WHERE l.id IN ({marks})"
    received = dict(execute(db, sql, *(line.id for line in page.rows)).fetchall()) if page.rows else {}
    rows = tuple(OrderLine(line, quantities.of(int(received[line.id]))) for line in page.rows)
    return Page(rows, page.total, page.offset)


def open_line(db: Db, order: int, part: int) -> int | None:
    """The first line of an order by which something of this part is still to come."""
    sql = f"""SELECT w.id FROM document d JOIN document_line w ON w.document_id = d.id WHERE d.id = ?
        AND d.kind = 'purchase_order' AND w.part_id = ? AND w.removed = 0 AND w.quantity > {RECEIVED.format("w.id")}
        ORDER BY w.position, w.id LIMIT 1"""
    row = execute(db, sql, order, part).fetchone()
    return None if row is None else int(row[0])


def is_open(db: Db, order: int) -> bool:
    """Whether it is a purchase order that was placed and of which something is still to come."""
    sql = f"SELECT 1 FROM document d WHERE d.id = ? AND d.kind = 'purchase_order' AND d.state = 'posted' AND {_OPEN}"
    return execute(db, sql, order).fetchone() is not None


def drafts(db: Db, order: int) -> tuple[str, ...]:
    """The numbers of open drafts that work off an order, or were made by an invoice; the oldest first, at most 9."""
    sql = """SELECT number FROM document WHERE source_id = ? AND source_id IS NOT NULL AND state = 'draft'
        ORDER BY id LIMIT 9"""
    return tuple(number for (number,) in execute(db, sql, order).fetchall())


def waiting(db: Db, text: str, limit: int) -> tuple[Thing, ...]:
    """Orders of which something is still to come, the newest first, with partner and reference in their label.

    `text` is a piece of the number, the reference or the partner's name. Only the newest 500 that fit are looked at.
    """
    if "\0" in text:
        return ()
    words = text.split()
    # SQLite folds the letters of ASCII alone, PostgreSQL those of a reference all.
    forms = [form for word in words for form in (lowered(word), lowered(word), word.lower(), folded(word))]
    params = [f"%{escaped(form)}%" for form in forms]
    sql = _ORDERS.format(fits="".join([f" AND {_FITS}"] * len(words)))
    return tuple(Thing(Kind.DOCUMENT, id, label) for id, label in execute(db, sql, *params, limit).fetchall())
