"""The places of a count in which nothing was found, and that they are not counted after all."""

from kiosk.stock.counts import Count
from kiosk.stock.thing import Kind, Thing
from kiosk.store import count_totals
from kiosk.store.sql import Db, execute

_UNTOUCHED = """SELECT l.id, l.path FROM count_place t JOIN location l ON l.id = t.location_id
    WHERE t.document_id = ? AND t.visits > 0 {place}
    AND NOT EXISTS (SELECT 1 FROM count_entry e WHERE e.document_id = t.document_id
        AND e.location_id = t.location_id AND e.undone = 0 AND (e.part_id IS NOT NULL OR e.code IS NOT NULL)
        AND e.quantity > 0)
    AND EXISTS (SELECT 1 FROM stock_item i WHERE i.location_id = t.location_id AND i.location_id IS NOT NULL
        AND i.quantity > 0 {part}) ORDER BY l.path"""
_FORGET = "UPDATE count_entry SET undone = 1 WHERE document_id = ? AND location_id = ? AND undone = 0"


def untouched(db: Db, count: Count, place: Thing | None = None) -> tuple[Thing, ...]:
    """The counted places where the books have something and nothing was found, by path; of one, whether it is."""
    at = () if place is None else (place.id,)
    part = () if count.of_part is None else (count.of_part,)
    sql = _UNTOUCHED.format(place="AND l.id = ?" if at else "", part="AND i.part_id = ?" if part else "")
    rows = execute(db, sql, count.document.id, *at, *part).fetchall()
    return tuple(Thing(Kind.LOCATION, id, path) for id, path in rows)


def forget(db: Db, count: Count, place: Thing) -> None:
    """As if nobody had been there, nor looked for anything, in a held count."""
    execute(db, _FORGET, count.document.id, place.id)
    count_totals.forget(db, count.document.id, place.id)
