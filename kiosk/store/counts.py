"""Counts of stock as documents: what each is of, where it is being counted, which are open, and where it may go.

What was counted is in `kiosk.store.count_entries`, how that differs from the books in `count_differences`.
"""

from dataclasses import dataclass
from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.stock.counts import Count, OpenCount
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents
from kiosk.store.count_totals import FOUND, PLACES
from kiosk.store.labels import LABELS
from kiosk.store.sql import Db, execute

MOST = 10_000  # stock items of a place: how many there are beyond is not worth a second

_LIVE = "FROM count_entry e WHERE e.document_id = c.document_id AND e.undone = 0"
_SO_FAR = f"{PLACES}, {FOUND}".replace("{}", "c.document_id")
_WHAT = f"""c.location_id, (SELECT l.path FROM location l WHERE l.id = c.location_id), c.part_id,
        {LABELS[Kind.PART].format("c.part_id")}, c.blind"""
_ONE = f"""SELECT {_WHAT}, p.id, p.path, {_SO_FAR}
    FROM stock_count c LEFT JOIN location p ON p.id = (SELECT e.location_id {_LIVE} ORDER BY e.id DESC LIMIT 1)
    WHERE c.document_id = ?"""
_OPEN = f"""SELECT d.id, d.number, {_WHAT}, {_SO_FAR}, d.created_at,
        CASE WHEN d.holder_id IS NULL THEN '' WHEN d.held_by = '' THEN s.name ELSE d.held_by || ' at ' || s.name END
    FROM document d JOIN stock_count c ON c.document_id = d.id LEFT JOIN run r ON r.id = d.holder_id
    LEFT JOIN station s ON s.id = r.station_id
    WHERE d.state = 'draft' AND d.kind = '{DocKind.COUNT}' ORDER BY d.id DESC LIMIT ? OFFSET ?"""
_TOTAL = f"SELECT COUNT(*) FROM document WHERE state = 'draft' AND kind = '{DocKind.COUNT}'"
_SCOPES = f"""SELECT d.number, c.location_id, l.path, c.part_id FROM document d
    JOIN stock_count c ON c.document_id = d.id LEFT JOIN location l ON l.id = c.location_id
    WHERE d.state = 'draft' AND d.kind = '{DocKind.COUNT}' AND d.id <> ? ORDER BY d.id"""
_SPOT = f"""WITH RECURSIVE up(id, parent_id) AS (SELECT l.id, l.parent_id FROM location l WHERE l.id = ?
        UNION ALL SELECT a.id, a.parent_id FROM location a JOIN up u ON a.id = u.parent_id)
    SELECT p.path, p.structural, CASE WHEN p.archived_at IS NULL THEN 0 ELSE 1 END,
        (SELECT COUNT(*) FROM up u WHERE u.id = ?),
        (SELECT COUNT(*) FROM location b WHERE b.parent_id = p.id AND b.archived_at IS NULL),
        (SELECT COUNT(*) FROM (SELECT 1 FROM stock_item i WHERE i.location_id = p.id AND i.location_id IS NOT NULL
            AND i.quantity > 0 {{part}} LIMIT {MOST}) d),
        COALESCE(t.found, 0), COALESCE(t.visits, 0)
    FROM location p LEFT JOIN count_place t ON t.document_id = ? AND t.location_id = p.id WHERE p.id = ?"""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a count sees it. `inside`: it is in its scope; `leaf`: no other place lies in it.

    `due` is how many stock items the books have there, up to 10,000, `here` how many things were found there, without
    codes that nothing has; `visited`: it is counted already.
    """

    place: Thing
    structural: bool
    archived: bool
    inside: bool
    leaf: bool
    due: int
    here: int
    visited: bool


def create(db: Db, post: Post, scope: Thing | None, *, blind: bool) -> int:
    """A new count, held by this run; answers its id."""
    id = documents.create(db, post, DocKind.COUNT)
    place = scope.id if scope is not None and scope.kind is Kind.LOCATION else None
    part = scope.id if scope is not None and scope.kind is Kind.PART else None
    sql = "INSERT INTO stock_count (document_id, location_id, part_id, blind) VALUES (?, ?, ?, ?)"
    execute(db, sql, id, place, part, int(blind))
    return id


def get(db: Db, id: int) -> Count | None:
    """None where there is no such document, or it is no count."""
    document = documents.get(db, id)
    row = execute(db, _ONE, id).fetchone()
    if document is None or row is None:
        return None
    *what, place, path, places, entries = row
    scope, blind = _scope(*what)
    return Count(document, scope, blind, None if place is None else Thing(Kind.LOCATION, place, path), places, entries)


def open_counts(db: Db, offset: int, limit: int = LARGEST) -> Page[OpenCount]:
    """The counts that can be gone on with, the newest first, from `offset` on, at most 200."""
    total = execute(db, _TOTAL).fetchone()[0]
    rows = execute(db, _OPEN, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(map(_open, rows)), total, offset)


def overlapping(db: Db, count: Count) -> tuple[str, ...]:
    """The numbers of other open counts that may count the same stock."""
    path = count.scope.label if count.scope is not None and count.scope.kind is Kind.LOCATION else None
    found = []
    for number, place, other, part in execute(db, _SCOPES, count.document.id).fetchall():
        apart = path is not None and place is not None and not _within(path, other) and not _within(other, path)
        if not apart and (count.of_part is None or part is None or part == count.of_part):
            found.append(number)
    return tuple(found)


def spot(db: Db, count: Count, place: int) -> Spot | None:
    """A place as this count sees it; None where there is none of this id."""
    part = count.of_part
    scope = count.scope.id if count.scope is not None and part is None else place
    sql = _SPOT.format(part="" if part is None else "AND i.part_id = ?")
    parts = () if part is None else (part,)
    row = execute(db, sql, place, scope, *parts, count.document.id, place).fetchone()
    if row is None:
        return None
    path, structural, archived, inside, below, due, here, visits = row
    return Spot(
        Thing(Kind.LOCATION, place, path),
        structural == 1,
        archived == 1,
        inside > 0,
        not below,
        due,
        here,
        visits > 0,
    )


def _within(path: str, above: str) -> bool:
    return f"{path}/".startswith(f"{above}/")


def _scope(place: int | None, path: str | None, part: int | None, label: str | None, blind: int) -> Any:
    scope = None
    if place is not None:
        scope = Thing(Kind.LOCATION, place, path or "")
    elif part is not None:
        scope = Thing(Kind.PART, part, label or "")
    return scope, blind == 1


def _open(row: tuple[Any, ...]) -> OpenCount:
    id, number, *what, places, entries, created_at, holder = row
    scope, blind = _scope(*what)
    return OpenCount(Thing(Kind.DOCUMENT, id, number), number, scope, blind, places, entries, created_at, holder)
