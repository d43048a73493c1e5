"""What serials must be unique in: changed for the whole store by a rule, or for a tree of parts that moves.

Units have serials, and so have the new units that open drafts name: of both none may come twice in a scope. The
unique indexes hold it; what is asked here is which serials are in the way, so that they can be told before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.store.sql import Db, execute
from kiosk.store.stock_items import SCOPE

_DOCUMENTS = 5  # drafts that a refusal names

# A part and all that are variants of it, at any depth.
TREE = """WITH RECURSIVE tree(id) AS (SELECT id FROM part WHERE id = ?
    UNION SELECT p.id FROM part p JOIN tree t ON p.variant_of_id = t.id) SELECT id FROM tree"""
_UNITS = "SELECT i.serial, i.serial_scope AS scope FROM stock_item i WHERE i.serial IS NOT NULL AND i.status <> 'void'"
_DRAFTS = "SELECT s.serial, s.scope FROM draft_serial s WHERE s.state = 'got' AND s.scope IS NOT NULL"


@dataclass(frozen=True, slots=True)
class InTheWay:
    """Serials that would come twice, the first of them; whether there are more; open drafts that name some of them."""

    serials: tuple[str, ...]
    more: bool
    drafts: tuple[str, ...]


def twice(db: Db, limit: int) -> InTheWay | None:
    """The serials that keep all from being unique in the whole store; None where none does."""
    rows = execute(
        db,
        f"SELECT serial FROM ({_UNITS} UNION ALL {_DRAFTS}) named GROUP BY serial HAVING COUNT(*) > 1 ORDER BY serial"
        " LIMIT ?",
        limit + 1,
    ).fetchall()
    return _in_the_way(db, [serial for (serial,) in rows], limit)


def everywhere(db: Db) -> None:
    """Let serials be unique in the whole store; nothing may be `twice`."""
    execute(db, "UPDATE stock_item SET serial_scope = 0 WHERE serial IS NOT NULL")
    execute(db, "UPDATE draft_serial SET scope = 0 WHERE scope IS NOT NULL")


def by_tree(db: Db) -> None:
    """Let serials be unique in the tree of their part."""
    execute(
        db,
        "UPDATE stock_item SET serial_scope = (SELECT root FROM part WHERE part.id = stock_item.part_id)"
        " WHERE serial IS NOT NULL",
    )
    execute(
        db,
        "UPDATE draft_serial SET scope = (SELECT p.root FROM document_line n JOIN part p ON p.id = n.part_id"
        " WHERE n.id = draft_serial.line_id) WHERE scope IS NOT NULL",
    )


def in_tree(db: Db, part: int, root: int, limit: int) -> InTheWay | None:
    """The serials of the tree below `part` that the tree of `root` has, too. Where all are unique, none does."""
    rows = execute(
        db,
        f"SELECT DISTINCT mine.serial FROM ({_UNITS} AND i.part_id IN ({TREE})"
        f" UNION ALL {_DRAFTS} AND s.line_id IN (SELECT n.id FROM document_line n WHERE n.part_id IN ({TREE}))) mine"
        f" WHERE mine.scope <> 0 AND (EXISTS ({_UNITS} AND i.serial = mine.serial AND i.serial_scope = ?)"
        f" OR EXISTS ({_DRAFTS} AND s.serial = mine.serial AND s.scope = ?)) ORDER BY mine.serial LIMIT ?",
        part,
        part,
        root,
        root,
        limit + 1,
    ).fetchall()
    return _in_the_way(db, [serial for (serial,) in rows], limit)


def move(db: Db, part: int, root: int) -> None:
    """Let the serials of the tree below `part` be unique in the tree of `root`; nothing may be in the way `in_tree`."""
    scope = SCOPE.format(root="?")
    execute(
        db, f"UPDATE stock_item SET serial_scope = {scope} WHERE serial IS NOT NULL AND part_id IN ({TREE})", root, part
    )
    execute(
        db,
        f"UPDATE draft_serial SET scope = {scope} WHERE scope IS NOT NULL"
        f" AND line_id IN (SELECT n.id FROM document_line n WHERE n.part_id IN ({TREE}))",
        root,
        part,
    )


def _in_the_way(db: Db, serials: Sequence[str], limit: int) -> InTheWay | None:
    if not serials:
        return None
    named = serials[:limit]
    drafts = execute(
        db,
        "SELECT DISTINCT d.number FROM draft_serial s JOIN document d ON d.id = s.document_id"
        f" WHERE s.state = 'got' AND s.scope IS NOT NULL AND s.serial IN ({', '.join('?' * len(named))})"
        " ORDER BY d.number LIMIT ?",
        *named,
        _DOCUMENTS,
    ).fetchall()
    return InTheWay(tuple(named), len(serials) > limit, tuple(number for (number,) in drafts))
