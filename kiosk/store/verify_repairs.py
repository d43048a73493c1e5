"""Checks repairs against their documents, and what was used in them against the ledger."""

from collections.abc import Callable, Iterator
from typing import Any

from kiosk.store.repair_parts import NET, NOT_UNDONE
from kiosk.store.sql import execute
from kiosk.wording import verify_repairs as wording

LISTED = 20  # faults of one kind

_APART = """SELECT d.number FROM document d LEFT JOIN repair r ON r.document_id = d.id
    WHERE (d.kind = 'repair_order') <> (r.document_id IS NOT NULL) ORDER BY d.id LIMIT ?"""
_STAGE = """SELECT d.number, d.state, r.stage FROM repair r JOIN document d ON d.id = r.document_id
    WHERE d.state <> CASE r.stage WHEN 'open' THEN 'draft' WHEN 'cancelled' THEN 'cancelled' ELSE 'posted' END
    ORDER BY d.id LIMIT ?"""
_ENDED = """SELECT d.number FROM repair r JOIN document d ON d.id = r.document_id
    WHERE (r.stage IN ('handed_back', 'scrapped')) <> (r.ended_at IS NOT NULL)
        OR (r.ended_operation_id IS NOT NULL AND (r.ended_at IS NULL
            OR EXISTS (SELECT 1 FROM operation u WHERE u.reverses_id = r.ended_operation_id)))
    ORDER BY d.id LIMIT ?"""
_LINES = f"""SELECT l.id, d.number, l.quantity, l.serials, q.net, q.units FROM (
        SELECT x.id, COALESCE(SUM({NET}), 0) AS net,
            COALESCE(SUM(CASE WHEN i.serial IS NULL THEN 0 ELSE {NET} END), 0) / 1000000 AS units
        FROM document o JOIN document_line x ON x.document_id = o.id
        LEFT JOIN movement m ON m.line_id = x.id AND m.line_id IS NOT NULL AND {NOT_UNDONE}
        LEFT JOIN stock_item i ON i.id = m.item_id WHERE o.kind = 'repair_order' GROUP BY x.id) q
    JOIN document_line l ON l.id = q.id JOIN document d ON d.id = l.document_id
    WHERE q.net <> l.quantity OR q.units <> l.serials OR (l.removed = 1) <> (l.quantity = 0) ORDER BY l.id LIMIT ?"""
# A part of an open repair that is not in it any more by its status has been changed around the repair.
_STATUS = f"""SELECT i.id, d.number, i.status FROM (
        SELECT o.id AS document, m.item_id AS item FROM document o JOIN document_line x ON x.document_id = o.id
        JOIN movement m ON m.line_id = x.id AND m.line_id IS NOT NULL AND {NOT_UNDONE}
        JOIN stock_item i ON i.id = m.item_id AND i.serial IS NOT NULL
        WHERE o.kind = 'repair_order' AND o.state = 'draft' GROUP BY o.id, m.item_id HAVING SUM({NET}) > 0) q
    JOIN stock_item i ON i.id = q.item JOIN document d ON d.id = q.document
    WHERE i.status <> 'in_repair' ORDER BY i.id LIMIT ?"""
_OTHERS = """SELECT m.id, d.number FROM document d JOIN document_line l ON l.document_id = d.id
    JOIN movement m ON m.line_id = l.id AND m.line_id IS NOT NULL JOIN operation o ON o.id = m.operation_id
    WHERE d.kind = 'repair_order' AND (o.kind NOT IN ('repair', 'posting') OR o.reference <> d.number)
    ORDER BY m.id LIMIT ?"""

_QUERIES: tuple[tuple[str, Callable[..., str]], ...] = (
    (_APART, wording.apart),
    (_STAGE, wording.stage),
    (_ENDED, wording.ended),
    (_LINES, wording.line),
    (_STATUS, wording.status),
    (_OTHERS, wording.other),
)


def faults(db: Any) -> Iterator[str]:
    """Every fault of repairs, as a sentence; at most 20 of one kind."""
    for sql, sentence in _QUERIES:
        for row in execute(db, sql, LISTED).fetchall():
            yield sentence(*row)
