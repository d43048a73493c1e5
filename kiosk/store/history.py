"""Which rows of the journal or of the movements a filter fits, looked for a stretch of the list at a time.

No filter has an index of its own, which each scan would have to write to: a stretch is a range of the primary key,
so that one call costs the same whatever is asked for and however long the list is. `Left` says where to go on, and
nothing holds up a scan in between.
"""

from dataclasses import dataclass

from kiosk.stock.history import Filter, Log
from kiosk.store.search import escaped
from kiosk.store.sql import Db, execute
from kiosk.store.trees import BELOW

STRETCH = 5_000  # rows that one call looks through

_BELOW = f"({BELOW} SELECT id FROM below)"

_TABLE = {Log.JOURNAL: "scan_record", Log.MOVEMENTS: "movement"}

# The plus, and `lower` for a text, keep the indexes of these columns out of it: by one of them a stretch would be
# the whole list.
_STATION = "+r.station_id = (SELECT s.id FROM station s WHERE s.name = ?)"
_ITEMS = "(SELECT x.id FROM stock_item x WHERE x.part_id = ?)"
_OPERATION = "(SELECT o.{} FROM operation o WHERE o.id = r.operation_id)"
_FITS = {
    Log.JOURNAL: {
        "since": "+r.recorded_at >= ?",
        "until": "+r.recorded_at < ?",
        "station": _STATION,
        "operator": "r.operator = ?",
        "device": "r.device = ?",
        "result": "r.result = ?",
        "part": f"""(lower(r.kind) = 'stock_item' AND +r.thing_id IN {_ITEMS}
            OR lower(r.kind) = 'part' AND +r.thing_id = ? OR lower(r.kind) = 'supplier_part'
            AND +r.thing_id IN (SELECT x.id FROM supplier_part x WHERE x.part_id = ?))""",
        "item": "r.kind = 'stock_item' AND r.thing_id = ?",
        "place": f"lower(r.kind) = 'location' AND +r.thing_id IN {_BELOW}",
        "text": "lower(r.text) LIKE lower(?) ESCAPE '!'",
    },
    Log.MOVEMENTS: {
        "since": _OPERATION.format("recorded_at") + " >= ?",
        "until": _OPERATION.format("recorded_at") + " < ?",
        "station": _STATION,
        "operator": _OPERATION.format("operator") + " = ?",
        "act": _OPERATION.format("kind") + " = ?",
        "part": f"+r.item_id IN {_ITEMS}",
        "item": "r.item_id = ?",
        "place": f"(+r.from_id IN {_BELOW} OR +r.to_id IN {_BELOW})",
        "text": "lower(r.note || ' ' || "
        + _OPERATION.format("reference || ' ' || o.note")
        + " || ' ' || (SELECT COALESCE(x.serial, '') || ' ' || COALESCE(x.batch, '') FROM stock_item x"
        " WHERE x.id = r.item_id)) LIKE lower(?) ESCAPE '!'",
    },
}

# Where the rows of a time lie, from indexes alone; when they are many, it is not worth reading them all twice.
# Without the plus SQLite would read the table from its end until a row fits.
_WITHIN = {
    Log.JOURNAL: "SELECT id FROM scan_record WHERE recorded_at >= ? AND recorded_at < ? LIMIT ?",
    Log.MOVEMENTS: "SELECT m.id FROM operation o CROSS JOIN movement m"
    " WHERE m.operation_id = o.id AND o.recorded_at >= ? AND o.recorded_at < ? LIMIT ?",
}
_EVER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Left:
    """What of a list is yet to be looked through: ids from `low` to `high`, both of them included."""

    low: int
    high: int


def everything(db: Db, log: Log, wanted: Filter) -> Left | None:
    """Where all rows lie that the filter can fit; None where there are none."""
    table = _TABLE[log]
    if wanted.since is not None or wanted.until is not None:
        low, high, count = execute(
            db,
            f"SELECT MIN(+id), MAX(+id), COUNT(*) FROM ({_WITHIN[log]}) AS within_time",
            0 if wanted.since is None else wanted.since,
            _EVER if wanted.until is None else wanted.until,
            2 * STRETCH,
        ).fetchone()
        if count < 2 * STRETCH:
            return Left(low, high) if count else None
    low, high = execute(db, f"SELECT (SELECT MIN(id) FROM {table}), (SELECT MAX(id) FROM {table})").fetchone()
    return None if low is None else Left(low, high)


def find(
    db: Db, log: Log, wanted: Filter, left: Left, limit: int, *, oldest_first: bool = False
) -> tuple[tuple[int, ...], Left | None]:
    """Look through one more stretch: ids of the rows that fit, newest first, at most `limit`; and what is left then.

    None is left when the whole list has been looked through.
    """
    low, high = _stretch(wanted, left, oldest_first=oldest_first)
    conditions, params = _conditions(log, wanted)
    way = "ASC" if oldest_first else "DESC"
    rows = execute(
        db,
        f"SELECT r.id FROM {_TABLE[log]} r WHERE r.id >= ? AND r.id <= ?{conditions} ORDER BY r.id {way} LIMIT ?",
        low,
        high,
        *params,
        limit,
    ).fetchall()
    ids = tuple([id for (id,) in rows])
    if oldest_first:
        after = (ids[-1] if len(ids) == limit else high) + 1
        return ids, Left(after, left.high) if after <= left.high else None
    before = (ids[-1] if len(ids) == limit else low) - 1
    return ids, Left(left.low, before) if before >= left.low else None


def _stretch(wanted: Filter, left: Left, *, oldest_first: bool) -> tuple[int, int]:
    if wanted.item is not None:  # its own index has its rows in their order: they need no stretches
        return left.low, left.high
    if oldest_first:
        return left.low, min(left.high, left.low + STRETCH - 1)
    return max(left.low, left.high - STRETCH + 1), left.high


def _conditions(log: Log, wanted: Filter) -> tuple[str, list[object]]:
    texts: list[str] = []
    params: list[object] = []
    for name, text in _FITS[log].items():
        value = getattr(wanted, name)
        if value in ("", None):
            continue
        if name in ("part", "item", "place"):
            value = value.id
        elif name == "text":
            value = f"%{escaped(value)}%"
        texts.append(f" AND {text}")
        params += [value] * text.count("?")
    return "".join(texts), params


def choices(db: Db, log: Log, field: str) -> tuple[str, ...]:
    """Values of a field that can be chosen: all stations, else what the last rows of the list have."""
    if field == "station":
        return tuple(name for (name,) in execute(db, "SELECT name FROM station ORDER BY name").fetchall())
    table, column = ("scan_record", field) if log is Log.JOURNAL else ("operation", "kind" if field == "act" else field)
    rows = execute(
        db,
        f"SELECT DISTINCT {column} FROM {table} WHERE id > (SELECT MAX(id) FROM {table}) - ? ORDER BY 1",
        STRETCH,
    ).fetchall()
    return tuple(value for (value,) in rows if value)
