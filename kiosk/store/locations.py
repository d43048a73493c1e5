"""Locations: adding them to the tree."""

from kiosk.store.search import folded
from kiosk.store.sql import Db, execute


def add(db: Db, code: str, name: str = "", parent: int | None = None, *, structural: bool = False) -> int:
    """A new location below `parent`; its path ends in `code`, which holds no `/`. Answers its id."""
    if not code or "/" in code:
        raise ValueError(f"not a location's code: {code!r}")
    path = code
    if parent is not None:
        path = f"{execute(db, 'SELECT path FROM location WHERE id = ?', parent).fetchone()[0]}/{code}"
    location: int = execute(
        db,
        "INSERT INTO location (parent_id, path, name, structural, search, version)"
        " VALUES (?, ?, ?, ?, ?, 1) RETURNING id",
        parent,
        path,
        name,
        int(structural),
        folded(path, name),
    ).fetchone()[0]
    return location
