"""Serials that stock has already: whether one may be entered as a new unit's, and if not, whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.store.labels import OF_ITEM
from kiosk.store.sql import Db, execute
from kiosk.store.stock_items import SCOPE

_NONE = -1  # the scope of a tree that does not exist yet: nothing can clash there
_TOGETHER = 500  # serials that one statement looks for
# The number of the last document that moved the item `i`.
DOCUMENT = """(SELECT d.number FROM movement m JOIN document_line n ON n.id = m.line_id
    JOIN document d ON d.id = n.document_id WHERE m.item_id = i.id ORDER BY m.id DESC LIMIT 1)"""


@dataclass(frozen=True, slots=True)
class Clash:
    """A unit that has a serial already: its label, its status and its place, which is empty where it is out.

    `document` is the number of the last one that moved it; empty where none did.
    """

    serial: str
    item: int
    label: str
    status: str
    place: str
    document: str


def scope(db: Db, part: int | None) -> int:
    """What a serial of this part must be unique in. `part` is None for a new one that is no variant of another."""
    root = f"COALESCE((SELECT root FROM part WHERE id = ?), {_NONE})"
    return int(execute(db, f"SELECT {SCOPE.format(root=root)}", part).fetchone()[0])


def taken(db: Db, scope: int, serials: Sequence[str]) -> tuple[Clash, ...]:
    """The units that have one of these serials in this scope already, by serial."""
    found: list[Clash] = []
    for first in range(0, len(serials), _TOGETHER):
        some = serials[first : first + _TOGETHER]
        marks = ", ".join("?" * len(some))
        rows = execute(
            db,
            f"SELECT i.serial, i.id, {OF_ITEM.format('i')}, i.status, COALESCE(l.path, ''),"
            f" COALESCE({DOCUMENT}, '') FROM stock_item i"
            f" LEFT JOIN location l ON l.id = i.location_id WHERE i.serial IN ({marks}) AND i.serial_scope = ?"
            " AND i.serial IS NOT NULL AND i.status <> 'void' ORDER BY i.serial",
            *some,
            scope,
        )
        found += [Clash(*row) for row in rows.fetchall()]
    return tuple(found)
