"""Checks documents against the ledger, and drafts against what they count and claim."""

from collections.abc import Callable, Iterator
from typing import Any

from kiosk.stock.document_kinds import RULES, Way
from kiosk.stock.quantity import UNIT
from kiosk.store.sql import execute
from kiosk.store.stock_items import SCOPE
from kiosk.wording import verify as wording

LISTED = 20  # faults of one kind

# Those whose lines move stock: an invoice has that done by its warehouse document, the parts of a repair are moved one
# by one before it is posted.
_MOVING = ", ".join(f"'{kind}'" for kind, rule in RULES.items() if rule.makes is None and rule.way is not Way.OWN)
# A unit keeps its quantity of 1 when it goes out, so units are counted; quantities are what was added or taken.
_UNMOVED = f"""SELECT l.id, d.number, l.quantity, q.moved FROM (
        SELECT x.id, COALESCE((SELECT ABS(SUM(CASE WHEN i.serial IS NULL THEN m.quantity_after - m.quantity_before
                ELSE 0 END)) + COUNT(DISTINCT CASE WHEN i.serial IS NULL THEN NULL ELSE i.id END) * {UNIT}
            FROM movement m JOIN stock_item i ON i.id = m.item_id WHERE m.line_id = x.id), 0) AS moved
        FROM document_line x WHERE x.removed = 0) q
    JOIN document_line l ON l.id = q.id JOIN document d ON d.id = l.document_id
    WHERE d.operation_id IS NOT NULL AND d.kind IN ({_MOVING}) AND q.moved <> l.quantity ORDER BY l.id LIMIT ?"""
_STRAYED = """SELECT m.id, l.id FROM movement m JOIN document_line l ON l.id = m.line_id
    JOIN document d ON d.id = l.document_id WHERE m.line_id IS NOT NULL AND d.kind <> 'repair_order'
    AND (d.operation_id IS NULL OR d.operation_id <> m.operation_id OR l.removed = 1) ORDER BY m.id LIMIT ?"""
_NOT_POSTING = """SELECT d.number, d.operation_id FROM document d JOIN operation o ON o.id = d.operation_id
    WHERE o.kind <> 'posting' ORDER BY d.id LIMIT ?"""
_LEFT_OVER = """SELECT d.number FROM document d WHERE d.state <> 'draft' AND (
        EXISTS (SELECT 1 FROM draft_serial s WHERE s.document_id = d.id
            AND NOT (d.kind = 'purchase_order' AND d.state = 'posted' AND s.state = 'missing' AND s.expected = 1))
        OR EXISTS (SELECT 1 FROM draft_step s WHERE s.document_id = d.id)) ORDER BY d.id LIMIT ?"""
_STILL_HELD = """SELECT d.number FROM document d WHERE d.state <> 'draft' AND d.holder_id IS NOT NULL
    ORDER BY d.id LIMIT ?"""
_MISCOUNTED = """SELECT l.id, d.number, l.serials, q.named FROM (
        SELECT x.id, (SELECT COUNT(*) FROM draft_serial s WHERE s.line_id = x.id AND s.state = 'got') AS named
        FROM document o JOIN document_line x ON x.document_id = o.id AND x.removed = 0 WHERE o.state = 'draft'
        AND o.kind <> 'repair_order') q
    JOIN document_line l ON l.id = q.id JOIN document d ON d.id = l.document_id
    WHERE q.named <> l.serials ORDER BY l.id LIMIT ?"""
_ELSEWHERE = """SELECT s.id, s.serial FROM draft_serial s JOIN document_line l ON l.id = s.line_id
    WHERE l.document_id <> s.document_id ORDER BY s.id LIMIT ?"""
_SCOPES = f"""SELECT s.id, s.serial FROM draft_serial s JOIN document_line l ON l.id = s.line_id
    JOIN part p ON p.id = l.part_id WHERE s.scope IS NOT NULL AND s.scope <> {SCOPE.format(root="p.root")}
    ORDER BY s.id LIMIT ?"""
_OTHERS = """SELECT s.id, s.serial FROM draft_serial s JOIN stock_item i ON i.id = s.item_id
    WHERE i.serial IS NULL OR i.serial <> s.serial ORDER BY s.id LIMIT ?"""
_TWICE = """SELECT number FROM document GROUP BY number HAVING COUNT(*) > 1 ORDER BY number LIMIT ?"""

_QUERIES: tuple[tuple[str, Callable[..., str]], ...] = (
    (_UNMOVED, wording.line_not_moved),
    (_STRAYED, wording.movement_of_no_posting),
    (_NOT_POSTING, wording.no_posting),
    (_LEFT_OVER, wording.draft_left),
    (_STILL_HELD, wording.still_held),
    (_MISCOUNTED, wording.miscounted),
    (_ELSEWHERE, wording.serial_elsewhere),
    (_SCOPES, wording.claim_scope),
    (_OTHERS, wording.other_unit),
    (_TWICE, wording.number_twice),
)


def faults(db: Any) -> Iterator[str]:
    """Every fault of documents, as a sentence; at most 20 of one kind."""
    for sql, sentence in _QUERIES:
        for row in execute(db, sql, LISTED).fetchall():
            yield sentence(*row)
