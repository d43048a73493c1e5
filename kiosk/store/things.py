"""Things by kind and id, with their label of now."""

from kiosk.stock.thing import Kind, Thing
from kiosk.store.labels import LABELS
from kiosk.store.sql import Db, execute


def thing(db: Db, kind: Kind, id: int | None) -> Thing | None:
    """The thing as it is called now; None where there is none, or none is meant."""
    if id is None:
        return None
    label = execute(db, f"SELECT {LABELS[kind].format('?')}", id).fetchone()[0]
    return None if label is None else Thing(kind, id, label)
