"""Checks counts of stock: what they are of, what was found in them, and that their posting is theirs."""

from collections.abc import Callable, Iterator
from typing import Any

from kiosk.stock.document_kinds import DocKind
from kiosk.store.sql import execute
from kiosk.wording import verify as wording

LISTED = 20  # faults of one kind

_WALKED = """EXISTS (SELECT 1 FROM count_entry w WHERE w.document_id = {}.document_id AND w.location_id = {}
    AND w.undone = 0 AND w.part_id IS NULL AND w.code IS NULL)"""
_NO_SCOPE = f"""SELECT d.number FROM document d WHERE d.kind = '{DocKind.COUNT}'
    AND NOT EXISTS (SELECT 1 FROM stock_count c WHERE c.document_id = d.id) ORDER BY d.id LIMIT ?"""
_NO_COUNT = f"""SELECT d.number FROM document d WHERE d.kind <> '{DocKind.COUNT}' AND (
        EXISTS (SELECT 1 FROM stock_count c WHERE c.document_id = d.id)
        OR EXISTS (SELECT 1 FROM count_entry e WHERE e.document_id = d.id)
        OR EXISTS (SELECT 1 FROM count_left x WHERE x.document_id = d.id)) ORDER BY d.id LIMIT ?"""
_OTHER_UNIT = """SELECT e.id, i.id FROM count_entry e JOIN stock_item i ON i.id = e.item_id
    WHERE i.part_id <> e.part_id OR i.serial IS NULL OR e.quantity NOT IN (0, 1000000) ORDER BY e.id LIMIT ?"""
_OTHER_PART = """SELECT e.id, d.number FROM count_entry e JOIN stock_count c ON c.document_id = e.document_id
    JOIN document d ON d.id = e.document_id
    WHERE c.part_id IS NOT NULL AND e.part_id IS NOT NULL AND e.part_id <> c.part_id ORDER BY e.id LIMIT ?"""
_NO_PLACE = f"""SELECT e.id, d.number FROM count_entry e JOIN document d ON d.id = e.document_id
    WHERE e.undone = 0 AND NOT {_WALKED.format("e", "e.location_id")} ORDER BY e.id LIMIT ?"""
_REPLACED = """SELECT e.id, r.id FROM count_entry e JOIN count_entry r ON r.id = e.replaced_id
    WHERE e.undone = 0 OR r.document_id <> e.document_id OR r.id <= e.id ORDER BY e.id LIMIT ?"""
_TOTALS = """SELECT d.number, l.path FROM (
        SELECT document_id AS document, location_id AS place, SUM(visits) AS visits, SUM(found) AS found,
            SUM(codes) AS codes FROM (
            SELECT document_id, location_id, CASE WHEN part_id IS NULL AND code IS NULL THEN 1 ELSE 0 END AS visits,
                CASE WHEN part_id IS NOT NULL AND (item_id IS NULL OR quantity > 0) THEN 1 ELSE 0 END AS found,
                CASE WHEN code IS NULL THEN 0 ELSE 1 END AS codes FROM count_entry WHERE undone = 0
            UNION ALL SELECT document_id, location_id, -visits, -found, -codes FROM count_place) w
        GROUP BY document_id, location_id) q
    JOIN document d ON d.id = q.document JOIN location l ON l.id = q.place
    WHERE q.visits <> 0 OR q.found <> 0 OR q.codes <> 0 ORDER BY d.id, l.path LIMIT ?"""
_OTHERS = """SELECT d.number, o.reference FROM document d JOIN stock_count c ON c.document_id = d.id
    JOIN operation o ON o.id = d.operation_id WHERE o.reference <> d.number ORDER BY d.id LIMIT ?"""
_BESIDE = f"""SELECT m.id, d.number FROM document d JOIN stock_count c ON c.document_id = d.id
    JOIN movement m ON m.operation_id = d.operation_id
    WHERE NOT {_WALKED.format("c", "COALESCE(m.to_id, m.from_id)")} ORDER BY m.id LIMIT ?"""
_UNFOUND = """SELECT m.id, d.number FROM document d JOIN stock_count c ON c.document_id = d.id
    JOIN movement m ON m.operation_id = d.operation_id JOIN stock_item i ON i.id = m.item_id AND i.serial IS NOT NULL
    WHERE m.to_id IS NOT NULL AND COALESCE(m.from_id, 0) <> m.to_id AND NOT EXISTS (SELECT 1 FROM count_entry e
        WHERE e.document_id = d.id AND e.item_id = m.item_id AND e.item_id IS NOT NULL AND e.undone = 0
            AND e.location_id = m.to_id AND e.quantity > 0) ORDER BY m.id LIMIT ?"""

_QUERIES: tuple[tuple[str, Callable[..., str]], ...] = (
    (_NO_SCOPE, wording.count_of_nothing),
    (_NO_COUNT, wording.no_count),
    (_OTHER_UNIT, wording.entry_of_other_unit),
    (_OTHER_PART, wording.entry_of_other_part),
    (_NO_PLACE, wording.entry_of_no_place),
    (_REPLACED, wording.entry_replaced),
    (_TOTALS, wording.counted_otherwise),
    (_OTHERS, wording.posted_by_other),
    (_BESIDE, wording.counted_beside),
    (_UNFOUND, wording.moved_unfound),
)


def faults(db: Any) -> Iterator[str]:
    """Every fault of counts, as a sentence; at most 20 of one kind."""
    for sql, sentence in _QUERIES:
        for row in execute(db, sql, LISTED).fetchall():
            yield sentence(*row)
