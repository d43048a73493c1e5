"""Checks scan lists: their counters, what their rows name, and what their steps would put back."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from kiosk.stock.thing import Kind
from kiosk.store.sql import execute
from kiosk.wording import verify as wording

LISTED = 20  # faults of one kind

_MISCOUNTED = """SELECT l.id, l.total, l.marked, q.total, q.marked FROM scan_list l JOIN (
        SELECT x.id, COUNT(r.id) AS total, COALESCE(SUM(r.marked), 0) AS marked FROM scan_list x
        LEFT JOIN scan_list_row r ON r.list_id = x.id AND r.removed = 0 GROUP BY x.id) q ON q.id = l.id
    WHERE l.total <> q.total OR l.marked <> q.marked ORDER BY l.id LIMIT ?"""
_TABLES = {kind: kind.value for kind in Kind}  # each kind of thing has the table of its name
_NO_THING = " UNION ALL ".join(
    f"SELECT r.id, r.kind, r.thing_id FROM scan_list_row r LEFT JOIN {table} t ON t.id = r.thing_id"
    f" WHERE r.kind = '{kind}' AND t.id IS NULL"
    for kind, table in _TABLES.items()
)
_NOWHERE = f"SELECT x.id, x.kind, x.thing_id FROM ({_NO_THING}) x ORDER BY x.id LIMIT ?"
_STEPS = "SELECT id, list_id, before FROM list_step ORDER BY list_id, id"

_QUERIES: tuple[tuple[str, Callable[..., str]], ...] = (
    (_MISCOUNTED, wording.list_miscounted),
    (_NOWHERE, wording.row_of_nothing),
)


def faults(db: Any) -> Iterator[str]:
    """Every fault of scan lists, as a sentence; at most 20 of one kind."""
    for sql, sentence in _QUERIES:
        for row in execute(db, sql, LISTED).fetchall():
            yield sentence(*row)
    found = 0
    of, rows = None, frozenset[int]()
    for step, list, before in execute(db, _STEPS).fetchall():
        if list != of:
            of, rows = list, _rows(db, list)
        if not _readable(before, rows):
            yield wording.step_of_other_rows(step, list)
            found += 1
            if found == LISTED:
                return


def _rows(db: Any, list: int) -> frozenset[int]:
    """The rows of a list, those taken out, too."""
    return frozenset(id for (id,) in execute(db, "SELECT id FROM scan_list_row WHERE list_id = ?", list).fetchall())


def _readable(before: str, rows: frozenset[int]) -> bool:
    """Whether a step says what it changed, and all of that are rows of its list."""
    try:
        changed, _, _, *later = json.loads(before)
        coded = [row for _, row in filter(None, later)]
        return rows.issuperset(coded) and all(rows.issuperset(ids) for _, ids in changed)
    except (ValueError, TypeError):
        return False
