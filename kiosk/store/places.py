"""Places that stock can lie in, for choosing one: by typing, or the likely ones of a stock item."""

from kiosk.stock.thing import Kind, Thing
from kiosk.store.search import escaped, folded
from kiosk.store.sql import Db, execute

_OPEN = "l.archived_at IS NULL AND l.structural = 0"
# Where it lay last, and where its part belongs.
_LIKELY = f"""SELECT l.id, l.path FROM (
        SELECT (SELECT m.from_id FROM movement m WHERE m.item_id = i.id AND m.from_id IS NOT NULL
                ORDER BY m.id DESC LIMIT 1) AS place, 0 AS later FROM stock_item i WHERE i.id = ?
        UNION ALL SELECT p.default_location_id, 1 FROM stock_item i JOIN part p ON p.id = i.part_id WHERE i.id = ?) h
    JOIN location l ON l.id = h.place WHERE {_OPEN} ORDER BY h.later"""


def search(db: Db, text: str, limit: int) -> tuple[Thing, ...]:
    """Places that can hold stock, whose path and name have each of the words, by their paths; all for no words."""
    if "\0" in text:
        return ()
    words = folded(text).split()
    fits = "".join([" AND l.search LIKE ? ESCAPE '!'"] * len(words))
    rows = execute(
        db,
        f"SELECT l.id, l.path FROM location l WHERE {_OPEN}{fits} ORDER BY l.path LIMIT ?",
        *(f"%{escaped(word)}%" for word in words),
        limit,
    )
    return _places(rows.fetchall())


def likely(db: Db, item: int) -> tuple[Thing, ...]:
    """Where the stock item lay last, and where its part belongs; each only where it can hold stock."""
    return _places(execute(db, _LIKELY, item, item).fetchall())


def _places(rows: list[tuple[int, str]]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys([Thing(Kind.LOCATION, id, path) for id, path in rows]))
