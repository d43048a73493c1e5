"""Which differences of a count posting leaves out, because somebody has looked and said so."""

from kiosk.post import Post
from kiosk.store.clock import now
from kiosk.store.sql import Db, execute

_UNIT = "document_id = ? AND item_id = ? AND item_id IS NOT NULL"
_LOOSE = "document_id = ? AND location_id = ? AND part_id = ? AND COALESCE(batch, '') = ? AND item_id IS NULL"
_INSERT = """INSERT INTO count_left (document_id, location_id, part_id, item_id, batch, at, operator)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""


def leave(db: Db, post: Post, document: int, place: int, part: int, item: int | None, batch: str) -> None:
    """Leave the difference of a unit out, or that of a part without serials (`item` None) in a batch at a place."""
    take_in(db, document, place, part, item, batch)
    execute(db, _INSERT, document, place, part, item, batch or None, now(), post.operator)


def take_in(db: Db, document: int, place: int, part: int, item: int | None, batch: str) -> None:
    """Leave it out no more, as whenever it is counted anew."""
    if item is not None:
        execute(db, f"DELETE FROM count_left WHERE {_UNIT}", document, item)
    else:
        execute(db, f"DELETE FROM count_left WHERE {_LOOSE}", document, place, part, batch)
