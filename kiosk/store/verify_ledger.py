"""Checks the ledger against itself and against the stock: stock is what its movements add up to.

Each check is one query, or one walk over the rows that a query answers in order, and answers sentences.
"""

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from kiosk.stock.ledger import EDITABLE
from kiosk.stock.statuses import Status, may_become
from kiosk.store.sql import execute
from kiosk.wording import verify as wording

LISTED = 20  # faults of one kind

_STEPS = ", ".join(
    f"'{before or ''}>{after}'" for before in (None, *Status) for after in Status if may_become(before, after)
)

# Each entry with the state that the one before it has left its item in; nothing before the first.
_BROKEN = """SELECT id, item_id FROM (
        SELECT id, item_id, from_id, quantity_before, status_before, LAG(to_id) OVER chain AS place,
            LAG(quantity_after) OVER chain AS quantity, LAG(status_after) OVER chain AS status
        FROM movement WINDOW chain AS (PARTITION BY item_id ORDER BY id)) c
    WHERE COALESCE(from_id, 0) <> COALESCE(place, 0) OR quantity_before <> COALESCE(quantity, 0)
        OR COALESCE(status_before, '') <> COALESCE(status, '') ORDER BY id LIMIT ?"""
_LAST = """SELECT i.id FROM stock_item i JOIN movement m
        ON m.id = (SELECT MAX(l.id) FROM movement l WHERE l.item_id = i.id)
    WHERE COALESCE(m.to_id, 0) <> COALESCE(i.location_id, 0) OR m.quantity_after <> i.quantity
        OR m.status_after <> i.status ORDER BY i.id LIMIT ?"""
_SUMS = """SELECT i.id, s.quantity, i.quantity FROM stock_item i JOIN (
        SELECT item_id, SUM(quantity_after - quantity_before) AS quantity FROM movement GROUP BY item_id) s
        ON s.item_id = i.id
    WHERE s.quantity <> i.quantity ORDER BY i.id LIMIT ?"""
_UNMOVED = """SELECT i.id FROM stock_item i WHERE NOT EXISTS (SELECT 1 FROM movement m WHERE m.item_id = i.id)
    ORDER BY i.id LIMIT ?"""
_EMPTY = """SELECT o.id FROM operation o WHERE NOT EXISTS (SELECT 1 FROM movement m WHERE m.operation_id = o.id)
    ORDER BY o.id LIMIT ?"""
_ILLEGAL = f"""SELECT id, item_id, status_before, status_after FROM movement
    WHERE reverses_id IS NULL AND COALESCE(status_before, '') <> status_after
        AND COALESCE(status_before, '') || '>' || status_after NOT IN ({_STEPS}) ORDER BY id LIMIT ?"""
# What brought an item into being is taken back by making it void, which leaves a unit its quantity.
_UNFIT = """SELECT m.id, r.id FROM movement m JOIN movement r ON r.id = m.reverses_id
    WHERE r.item_id <> m.item_id OR r.id >= m.id OR m.quantity_before <> r.quantity_after
        OR COALESCE(m.from_id, 0) <> COALESCE(r.to_id, 0) OR m.status_before IS NULL
        OR COALESCE(m.status_before, '') <> r.status_after OR COALESCE(m.to_id, 0) <> COALESCE(r.from_id, 0)
        OR m.status_after <> COALESCE(r.status_before, 'void')
        OR (m.quantity_after <> r.quantity_before
            AND (r.status_before IS NOT NULL OR m.quantity_after <> r.quantity_after))
    ORDER BY m.id LIMIT ?"""
_TWICE = """SELECT reverses_id FROM movement WHERE reverses_id IS NOT NULL GROUP BY reverses_id HAVING COUNT(*) > 1
    ORDER BY reverses_id LIMIT ?"""
_PARTLY = """SELECT u.id, u.reverses_id FROM operation u WHERE u.reverses_id IS NOT NULL AND (
        EXISTS (SELECT 1 FROM movement m WHERE m.operation_id = u.reverses_id
            AND NOT EXISTS (SELECT 1 FROM movement r WHERE r.reverses_id = m.id AND r.operation_id = u.id))
        OR EXISTS (SELECT 1 FROM movement r WHERE r.operation_id = u.id AND NOT EXISTS (
            SELECT 1 FROM movement m WHERE m.id = r.reverses_id AND m.operation_id = u.reverses_id)))
    ORDER BY u.id LIMIT ?"""
_FIELDS = f"""SELECT m.id, m.item_id, m.fields, {", ".join(f"i.{name}" for name in sorted(EDITABLE))}
    FROM movement m JOIN stock_item i ON i.id = m.item_id WHERE m.fields IS NOT NULL ORDER BY m.item_id, m.id"""
_FIELDS_BACK = """SELECT m.id, r.id, m.fields, r.fields FROM movement m JOIN movement r ON r.id = m.reverses_id
    WHERE m.fields IS NOT NULL OR r.fields IS NOT NULL ORDER BY m.id"""


def faults(db: Any) -> Iterator[str]:
    """Every fault of the ledger, as a sentence; at most 20 of one kind."""
    for sql, sentence in _QUERIES:
        for row in execute(db, sql, LISTED).fetchall():
            yield sentence(*row)
    for walk in (_edited, _edited_back):
        for _, fault in zip(range(LISTED), walk(db), strict=False):
            yield fault


def _edited(db: Any) -> Iterator[str]:
    """Further columns of an item: each entry begins where the one before it ended, and the last with what is there."""
    names = sorted(EDITABLE)
    for item, rows in groupby(execute(db, _FIELDS), key=lambda row: row[1]):
        known: dict[str, str | None] = {}
        entries = list(rows)
        for id, _, fields, *_ in entries:
            for name, (before, after) in json.loads(fields).items():
                if name in known and (known[name] or None) != (before or None):
                    yield wording.broken(id, item)
                known[name] = after
        now = dict(zip(names, entries[-1][3:], strict=True))
        if any((now[name] or None) != (value or None) for name, value in known.items()):
            yield wording.not_as_left(item)


def _edited_back(db: Any) -> Iterator[str]:
    for id, reversed_id, back, there in execute(db, _FIELDS_BACK):
        swapped = {name: [after, before] for name, (before, after) in json.loads(there or "{}").items()}
        if json.loads(back or "{}") != swapped:
            yield wording.unfit(id, reversed_id)


_QUERIES: tuple[tuple[str, Callable[..., str]], ...] = (
    (_UNMOVED, wording.unmoved),
    (_BROKEN, wording.broken),
    (_LAST, wording.not_as_left),
    (_SUMS, wording.sums),
    (_EMPTY, wording.no_movements),
    (_ILLEGAL, wording.illegal),
    (_UNFIT, wording.unfit),
    (_TWICE, wording.reversed_twice),
    (_PARTLY, wording.partly),
)
