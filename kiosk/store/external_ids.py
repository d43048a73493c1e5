"""What other systems call a thing of ours, for people to look at. Imports write it; codes are found by it elsewhere."""

from kiosk.stock.assigned import External
from kiosk.stock.thing import Thing
from kiosk.store.sql import Db, execute


def of_thing(db: Db, thing: Thing, limit: int) -> tuple[External, ...]:
    """All that it is called, at most `limit`, by the system's name."""
    rows = execute(
        db,
        "SELECT source, foreign_kind, foreign_id FROM external_id WHERE kind = ? AND thing_id = ?"
        " ORDER BY source, foreign_kind, foreign_id LIMIT ?",
        thing.kind.value,
        thing.id,
        limit,
    ).fetchall()
    return tuple(External(source, kind, id) for source, kind, id in rows)
