"""The places of a count: that one is not counted after all, in which nothing was found."""

from kiosk.store import count_totals
from kiosk.store.sql import Db, execute

_UNTOUCHED = """SELECT COUNT(*) FROM count_place t WHERE t.document_id = ? AND t.location_id = ? AND t.visits > 0
    AND NOT EXISTS (SELECT 1 FROM count_entry e WHERE e.document_id = t.document_id
        AND e.location_id = t.location_id AND e.undone = 0 AND (e.part_id IS NOT NULL OR e.code IS NOT NULL)
        AND e.quantity > 0)"""
_FORGET = "UPDATE count_entry SET undone = 1 WHERE document_id = ? AND location_id = ? AND undone = 0"


def is_untouched(db: Db, document: int, place: int) -> bool:
    """Whether it is counted, and nothing was found there."""
    return bool(execute(db, _UNTOUCHED, document, place).fetchone()[0])


def forget(db: Db, document: int, place: int) -> None:
    """As if nobody had been there, nor looked for anything, in a held count."""
    execute(db, _FORGET, document, place)
    count_totals.forget(db, document, place)
