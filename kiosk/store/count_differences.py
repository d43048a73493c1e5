"""How what was counted differs from the books: told apart, counted by kind, and shown one window at a time.

The database does all of it, by its indexes. What it costs grows with what was counted and with what lies in the
counted places, so a review of very many is read beside the work, and not on the way of a scan.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.stock import quantity as quantities
from kiosk.stock.counts import Count, Difference, Differs, Summary, Tally, Unseen, Untouched
from kiosk.stock.quantity import UNIT
from kiosk.stock.thing import Kind, Thing
from kiosk.store.labels import OF_ITEM
from kiosk.store.sql import Db, execute
from kiosk.store.trees import BELOW

LISTED = 20  # untouched places that are named

# The columns of all rows below. `apart`: posting leaves it out. `rank` orders by place, then entries as they came.
_NO_ID, _NO_TEXT = "CAST(NULL AS BIGINT)", "CAST(NULL AS TEXT)"
# The places that are counted, and the greatest id of the ledger when each was begun.
_COUNTED = """counted(id, since, rank) AS (SELECT w.id, w.since, ROW_NUMBER() OVER (ORDER BY l.path) FROM (
        SELECT e.location_id AS id, MIN(e.movement) AS since FROM count_entry e WHERE e.document_id = ? AND e.undone = 0
            AND e.part_id IS NULL AND e.code IS NULL GROUP BY e.location_id) w
    JOIN location l ON l.id = w.id {place})"""
# What has moved since the first place was begun: little, beside all that was counted.
# By the key, and not by the index of items, which would be all of the ledger: nothing has one of a sum.
_LATER = """later(item, last) AS (SELECT m.item_id + 0, MAX(m.id) FROM movement m
    WHERE m.id > (SELECT MIN(since) FROM counted) GROUP BY m.item_id + 0)"""
# Units that were found, place by place: SQLite keeps to the order of a CROSS JOIN, and an item that is compared and not
# just there keeps it from the index of all units, which it would go through once for each place. One that moved later
# may still be where it was found: then it is a match.
_UNITS = f"""SELECT CASE WHEN i.location_id = e.location_id THEN '{Differs.MATCH}'
            WHEN v.last > e.movement THEN '{Differs.MOVED}'
            WHEN i.location_id IS NOT NULL THEN '{Differs.ELSEWHERE}'
            WHEN i.status = 'lost' THEN '{Differs.FOUND}' ELSE '{Differs.UNEXPECTED}' END AS kind,
        c.rank AS rank, e.location_id AS place, e.part_id AS part, e.item_id AS item, '' AS batch, {_NO_TEXT} AS code,
        CASE WHEN i.location_id = e.location_id THEN {UNIT} ELSE 0 END AS expected, e.quantity AS counted, e.at AS at,
        e.id AS entry, CASE WHEN x.id IS NULL THEN 0 ELSE 1 END AS apart
    FROM counted c CROSS JOIN count_entry e JOIN stock_item i ON i.id = e.item_id
    LEFT JOIN later v ON v.item = e.item_id
    LEFT JOIN count_left x ON x.document_id = e.document_id AND x.item_id = e.item_id AND x.item_id IS NOT NULL
    WHERE e.document_id = ? AND e.location_id = c.id AND COALESCE(e.item_id, 0) > 0 AND e.undone = 0
        AND e.quantity > 0"""
# Units in counted places that were not found. Whoever looks for one once more says since when it is not there.
# Stock of a part has serials or it has none, and the part's row is at hand: no row of stock is read for that.
_MISSING = f"""SELECT CASE WHEN v.last > COALESCE(e.movement, c.since) THEN '{Differs.MOVED}'
            ELSE '{Differs.MISSING}' END AS kind, c.rank AS rank, c.id AS place, i.part_id AS part, i.id AS item,
        '' AS batch, {_NO_TEXT} AS code, {UNIT} AS expected, 0 AS counted, {_NO_ID} AS at, 0 AS entry,
        CASE WHEN x.id IS NULL THEN 0 ELSE 1 END AS apart
    FROM counted c CROSS JOIN stock_item i JOIN part p ON p.id = i.part_id AND p.tracking IN ('serial', 'batch+serial')
    LEFT JOIN count_entry e ON e.document_id = ? AND e.item_id = i.id AND e.item_id IS NOT NULL AND e.undone = 0
    LEFT JOIN later v ON v.item = i.id
    LEFT JOIN count_left x ON x.document_id = ? AND x.item_id = i.id AND x.item_id IS NOT NULL
    WHERE i.location_id = c.id AND i.location_id IS NOT NULL AND i.quantity > 0 {{part}}
        AND (e.id IS NULL OR e.quantity = 0)"""
# Parts without serials, by place and batch. Who has moved any of a part there since has moved all that was counted.
_TOUCHED = """touched(place, part, last) AS (SELECT place, part, MAX(last) FROM (
        SELECT m.from_id AS place, n.part_id AS part, m.id AS last FROM later v JOIN stock_item n ON n.id = v.item
            AND n.serial IS NULL JOIN movement m ON m.item_id = v.item AND m.id > (SELECT MIN(since) FROM counted)
        UNION ALL SELECT m.to_id, n.part_id, m.id FROM later v JOIN stock_item n ON n.id = v.item
            AND n.serial IS NULL JOIN movement m ON m.item_id = v.item AND m.id > (SELECT MIN(since) FROM counted)) w
    WHERE place IS NOT NULL GROUP BY place, part)"""
_GROUPS = """groups(place, part, batch, expected, counted, since, at, entry) AS (
    SELECT place, part, batch, SUM(expected), SUM(counted), MAX(since), MAX(at), MAX(entry) FROM (
        SELECT c.id AS place, i.part_id AS part, COALESCE(i.batch, '') AS batch, i.quantity AS expected, 0 AS counted,
            c.since AS since, 0 AS at, 0 AS entry
        FROM counted c CROSS JOIN stock_item i
        JOIN part p ON p.id = i.part_id AND p.tracking NOT IN ('serial', 'batch+serial')
        WHERE i.location_id = c.id AND i.location_id IS NOT NULL AND i.quantity > 0 {part}
        UNION ALL SELECT e.location_id, e.part_id, COALESCE(e.batch, ''), 0, e.quantity, e.movement, e.at, e.id
        FROM count_entry e JOIN counted c ON c.id = e.location_id WHERE e.document_id = ? AND e.undone = 0
            AND e.part_id IS NOT NULL AND e.item_id IS NULL) w
    GROUP BY place, part, batch)"""
_LOOSE = f"""SELECT CASE WHEN t.last > g.since THEN '{Differs.MOVED}' WHEN g.counted = g.expected THEN '{Differs.MATCH}'
            WHEN g.counted < g.expected THEN '{Differs.SHORT}' ELSE '{Differs.OVER}' END AS kind, c.rank AS rank,
        g.place AS place, g.part AS part, {_NO_ID} AS item, g.batch AS batch, {_NO_TEXT} AS code,
        g.expected AS expected, g.counted AS counted, g.at AS at, g.entry AS entry,
        CASE WHEN x.id IS NULL THEN 0 ELSE 1 END AS apart
    FROM groups g JOIN counted c ON c.id = g.place LEFT JOIN touched t ON t.place = g.place AND t.part = g.part
    LEFT JOIN count_left x ON x.document_id = ? AND x.location_id = g.place AND x.part_id = g.part
        AND COALESCE(x.batch, '') = g.batch AND x.item_id IS NULL
    WHERE g.counted > 0 OR g.expected > 0"""
_CODES = f"""SELECT '{Differs.STRANGER}' AS kind, c.rank AS rank, e.location_id AS place, {_NO_ID} AS part,
        {_NO_ID} AS item, '' AS batch, e.code AS code, 0 AS expected, e.quantity AS counted, e.at AS at, e.id AS entry,
        0 AS apart FROM count_entry e JOIN counted c ON c.id = e.location_id
    WHERE e.document_id = ? AND e.code IS NOT NULL AND e.undone = 0"""
_PLACES = f"""SELECT '{Differs.UNCOUNTED}' AS kind, 0 AS rank, w.place AS place, {_NO_ID} AS part, {_NO_ID} AS item,
        '' AS batch, {_NO_TEXT} AS code, w.items * {UNIT} AS expected, 0 AS counted, {_NO_ID} AS at, 0 AS entry,
        0 AS apart FROM (SELECT i.location_id AS place, COUNT(*) AS items FROM {{source}} WHERE {{within}}
            i.location_id IS NOT NULL AND i.quantity > 0 {{part}}
            AND NOT EXISTS (SELECT 1 FROM counted c WHERE c.id = i.location_id) GROUP BY i.location_id) w"""
_KINDS = {
    Differs.MISSING: ("missing",),
    Differs.SHORT: ("loose",),
    Differs.OVER: ("loose",),
    Differs.ELSEWHERE: ("units",),
    Differs.FOUND: ("units",),
    Differs.MOVED: ("units", "missing", "loose"),
    Differs.UNEXPECTED: ("units",),
    Differs.STRANGER: ("codes",),
    Differs.UNCOUNTED: ("places",),
    Differs.MATCH: ("units", "loose"),
}
_ALL = ("units", "missing", "loose", "codes", "places")
_ORDER = "ORDER BY {0}.rank, {0}.part, {0}.batch, {0}.entry, {0}.item"
# The open document that has a unit: it goes out by it, or is being repaired.
_CLAIM = """COALESCE((SELECT d.number FROM draft_serial s JOIN document d ON d.id = s.document_id
        WHERE s.item_id = r.item AND s.item_id IS NOT NULL AND s.state = 'got'),
    (SELECT MIN(d.number) FROM repair q JOIN document d ON d.id = q.document_id
        WHERE q.item_id = r.item AND q.item_id IS NOT NULL AND q.stage = 'open'), '')"""
_CLAIMED = """SELECT DISTINCT k.number, k.item FROM (
        SELECT d.number AS number, s.item_id AS item FROM draft_serial s JOIN document d ON d.id = s.document_id
            WHERE s.state = 'got' AND s.item_id IS NOT NULL
        UNION ALL SELECT d.number, q.item_id FROM repair q JOIN document d ON d.id = q.document_id
            WHERE q.stage = 'open' AND q.item_id IS NOT NULL) k
    JOIN stock_item i ON i.id = k.item AND i.quantity > 0 {part} JOIN counted c ON c.id = i.location_id
    WHERE NOT EXISTS (SELECT 1 FROM count_entry e WHERE e.document_id = ? AND e.item_id = k.item
            AND e.item_id IS NOT NULL AND e.undone = 0 AND e.quantity > 0)
        AND NOT EXISTS (SELECT 1 FROM count_left x WHERE x.document_id = ? AND x.item_id = k.item
            AND x.item_id IS NOT NULL) ORDER BY k.number, k.item"""
_WINDOW = f"""SELECT r.kind, r.place, l.path, r.part, p.number, p.name, COALESCE(p.unit, ''), r.item,
        CASE WHEN r.item IS NULL THEN '' ELSE {OF_ITEM.format("i")} END, r.batch, COALESCE(r.code, ''), r.expected,
        r.counted, COALESCE(b.path, ''), COALESCE(i.status, ''), CASE WHEN r.kind = '{Differs.MISSING}'
            THEN {_CLAIM} ELSE '' END, r.at, r.apart, r.total
    FROM (SELECT o.*, COUNT(*) OVER () AS total FROM rows o WHERE o.kind = ? {_ORDER.format("o")} LIMIT ? OFFSET ?) r
    JOIN location l ON l.id = r.place LEFT JOIN part p ON p.id = r.part
    LEFT JOIN stock_item i ON i.id = r.item LEFT JOIN location b ON b.id = i.location_id {_ORDER.format("r")}"""
_UNTOUCHED = """SELECT c.id, l.path, SUM(CASE WHEN i.serial IS NULL THEN 0 ELSE 1 END),
        SUM(CASE WHEN i.serial IS NULL THEN 1 ELSE 0 END), COUNT(*) OVER ()
    FROM counted c JOIN location l ON l.id = c.id JOIN stock_item i ON i.location_id = c.id
        AND i.location_id IS NOT NULL AND i.quantity > 0 {part}
    WHERE NOT EXISTS (SELECT 1 FROM count_entry e WHERE e.document_id = ? AND e.location_id = c.id AND e.undone = 0
        AND (e.part_id IS NOT NULL OR e.code IS NOT NULL) AND e.quantity > 0)
        AND NOT EXISTS (SELECT 1 FROM count_left x WHERE x.document_id = ? AND x.item_id = i.id
            AND x.item_id IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM count_left x WHERE x.document_id = ? AND x.location_id = c.id
            AND x.part_id = i.part_id AND COALESCE(x.batch, '') = COALESCE(i.batch, '') AND x.item_id IS NULL)
    GROUP BY c.id, l.path ORDER BY l.path LIMIT ?"""

_UNSEEN = f"""SELECT p.unit, COUNT(*), SUM(r.expected) FROM rows r JOIN part p ON p.id = r.part
    WHERE r.kind = '{Differs.SHORT}' AND r.entry = 0 AND r.apart = 0 GROUP BY p.unit ORDER BY COUNT(*) DESC, p.unit"""


@dataclass(frozen=True, slots=True)
class Sources:
    """The rows of a count as SQL, and the parameters of it. `place` limits them to one counted place."""

    count: Count
    place: int | None = None

    @property
    def id(self) -> int:
        return self.count.document.id

    @property
    def below(self) -> int | None:
        """The place that is counted with all that lies in it; None where all places are."""
        scope = self.count.scope
        return scope.id if scope is not None and scope.kind is Kind.LOCATION else None

    @property
    def of_part(self) -> str:
        """The condition on stock items, which are `i`; `parts` are its parameters."""
        return "" if self.count.of_part is None else "AND i.part_id = ?"

    @property
    def parts(self) -> list[object]:
        return [] if self.count.of_part is None else [self.count.of_part]

    def select(self, names: Sequence[str]) -> tuple[str, list[object]]:
        """What begins the statement, with the rows of these sources as `rows`; and the parameters of it."""
        head, params = self.tables()
        selects = []
        for name in names:
            sql, more = self._source(name)
            selects.append(sql)
            params += more
        return f"{head}, rows AS ({' UNION ALL '.join(selects)})", params

    def tables(self) -> tuple[str, list[object]]:
        """What all rows are made of, as the beginning of a statement; and the parameters of it."""
        counted, params = self.counted()
        ctes = [counted, _LATER, _TOUCHED, _GROUPS.format(part=self.of_part)]
        params += [*self.parts, self.id]
        if self.below is not None:
            ctes.insert(0, BELOW.removeprefix("WITH RECURSIVE "))
            params.insert(0, self.below)
        return f"WITH RECURSIVE {', '.join(ctes)}", params

    def counted(self) -> tuple[str, list[object]]:
        """The places that are counted, as a table `counted`; and the parameters of it."""
        if self.place is None:
            return _COUNTED.format(place=""), [self.id]
        return _COUNTED.format(place="WHERE w.id = ?"), [self.id, self.place]

    def _source(self, name: str) -> tuple[str, list[object]]:
        match name:
            case "units":
                return _UNITS, [self.id]
            case "missing":
                return _MISSING.format(part=self.of_part), [self.id, self.id, *self.parts]
            case "loose":
                return _LOOSE, [self.id]
            case "codes":
                return _CODES, [self.id]
        if self.below is None:
            return _PLACES.format(source="stock_item i", within="", part=self.of_part), self.parts
        source, within = "below b CROSS JOIN stock_item i", "i.location_id = b.id AND"
        return _PLACES.format(source=source, within=within, part=self.of_part), self.parts


def page(
    db: Db, count: Count, which: Differs, offset: int, limit: int = LARGEST, place: int | None = None
) -> Page[Difference]:
    """The differences of one kind, by place, from `offset` on, at most 200; those of one counted place where told."""
    head, params = Sources(count, place).select(_KINDS[which])
    limit = min(limit, LARGEST)
    sql = f"{head} {_WINDOW}"
    rows = execute(db, sql, *params, which.value, limit, offset).fetchall()
    if rows:
        return Page(tuple(map(_difference, rows)), rows[0][-1], offset)
    total = execute(db, f"{head} SELECT COUNT(*) FROM rows r WHERE r.kind = ?", *params, which.value).fetchone()[0]
    return Page((), total, offset)


def summary(db: Db, count: Count) -> Summary:
    """How many differences of each kind there are, and the counted places in which nothing was found."""
    sources = Sources(count)
    head, params = sources.select(_ALL)
    rows = execute(db, f"{head} SELECT kind, COUNT(*), SUM(apart) FROM rows GROUP BY kind", *params).fetchall()
    tallies = {Differs(kind): Tally(total, int(apart)) for kind, total, apart in rows}
    counted, params = sources.counted()
    sql = f"WITH {counted} {_UNTOUCHED.format(part=sources.of_part)}"
    found = execute(db, sql, *params, *sources.parts, *(count.document.id,) * 3, LISTED).fetchall()
    untouched = [Untouched(Thing(Kind.LOCATION, id, path), int(units), int(lots)) for id, path, units, lots, _ in found]
    return Summary(
        MappingProxyType({kind: tallies[kind] for kind in Differs if kind in tallies}),
        tuple(untouched),
        found[0][4] if found else 0,
        _unseen(db, sources) if Differs.SHORT in tallies else (),
    )


def _unseen(db: Db, sources: Sources) -> tuple[Unseen, ...]:
    head, params = sources.select(("loose",))
    rows = execute(db, f"{head} {_UNSEEN}", *params).fetchall()
    return tuple(Unseen(unit, lots, quantities.of(int(quantity))) for unit, lots, quantity in rows)


def claimed(db: Db, count: Count) -> tuple[int, tuple[str, ...]]:
    """How many missing units open documents name, and the numbers of these, at most 20."""
    sources = Sources(count)
    counted, params = sources.counted()
    sql = f"WITH {counted} {_CLAIMED.format(part=sources.of_part)}"
    rows = execute(db, sql, *params, *sources.parts, count.document.id, count.document.id).fetchall()
    return len({item for _, item in rows}), tuple(dict.fromkeys(number for number, _ in rows))[:LISTED]


def _difference(row: tuple[Any, ...]) -> Difference:
    kind, place, path, part, number, name, unit, item, label, batch, code, expected, counted, books, *rest = row
    status, claim, at, apart, _ = rest
    where = Thing(Kind.LOCATION, place, path)
    if item is not None:
        thing: Thing | None = Thing(Kind.STOCK_ITEM, item, label)
    elif part is not None:
        thing = Thing(Kind.PART, part, f"{number} · {name}")
    else:
        thing = None if code else where
    told = label or (number and f"{number} · batch {batch}" if batch else number) or code or path
    return Difference(
        Differs(kind),
        thing,
        told,
        where,
        part,
        batch,
        unit,
        quantities.of(int(expected)),
        quantities.of(int(counted)),
        claim if kind == Differs.MISSING else books,
        status,
        at or None,
        apart == 1,
    )
