"""Locations: the tree of places, and the rules that only the store can check.

A path repeats the codes of all places above, so a place that is renamed or moved takes the paths below it along.
"""

from dataclasses import dataclass

from kiosk.stock.fields import PATH, Problem
from kiosk.store.clock import now
from kiosk.store.search import folded
from kiosk.store.sql import Db, execute
from kiosk.wording import catalogue as wording

_SOME = 3  # parts or places that a refusal names
_TOGETHER = 400  # paths that one statement writes
_STOCK = "location_id = ? AND location_id IS NOT NULL AND quantity > 0"
# By their ids, since no index serves the beginning of a path on all databases.
_TREE = """WITH RECURSIVE tree(id) AS (SELECT id FROM location WHERE id = ?
    UNION SELECT l.id FROM location l JOIN tree t ON l.parent_id = t.id)"""


@dataclass(frozen=True, slots=True)
class NewLocation:
    """What a place is entered with: the last code of its path, and the id of the place it lies in."""

    code: str
    name: str = ""
    parent: int | None = None
    structural: bool = False


@dataclass(frozen=True, slots=True)
class StoredLocation:
    """A place as it stands. A form that changes it hands its `version` back, so that none overwrites another's."""

    id: int
    location: NewLocation
    path: str
    archived: bool
    version: int


def get(db: Db, id: int) -> StoredLocation | None:
    row = execute(
        db, "SELECT parent_id, path, name, structural, archived_at, version FROM location WHERE id = ?", id
    ).fetchone()
    if row is None:
        return None
    parent, path, name, structural, archived_at, version = row
    location = NewLocation(path.rpartition("/")[2], name, parent, structural == 1)
    return StoredLocation(id, location, path, archived_at is not None, version)


def find(db: Db, path: str) -> int | None:
    """The id of the place with this path, archived or not."""
    row = execute(db, "SELECT id FROM location WHERE path = ?", path).fetchone()
    return None if row is None else int(row[0])


def problems(
    db: Db, new: NewLocation, id: int | None = None, version: int | None = None, *, restoring: bool = False
) -> tuple[Problem, ...]:
    """What keeps `new` from being added or, with an `id`, from being the place of that id; empty where nothing does.

    `version` is the one that a form has read. `restoring` lets the place above be archived, as it was in the store
    that this one comes from. There are at most seven statements.
    """
    old = None if id is None else get(db, id)
    if id is not None and old is None:
        return (Problem("code", wording.gone()),)
    found = []
    if old is not None and version is not None and old.version != version:
        found.append(Problem("", wording.changed_meanwhile(old.path)))
    if not new.code or "/" in new.code:
        found.append(Problem("code", wording.code_form()))
    above = _parent(db, new, old, restoring=restoring)
    if above is None or isinstance(above, Problem):
        return (*found, above or Problem("parent", wording.gone()))
    path = above + new.code
    found += [*_path(db, path, old), *_length(db, path, old)]
    if new.structural and old is not None and not old.location.structural and (items := _items(db, old.id)):
        found.append(Problem("structural", wording.structural_with_stock(items)))
    return tuple(found)


def add(db: Db, new: NewLocation) -> int:
    """A new place; answers its id. What `problems` has nothing against can be added."""
    if not new.code or "/" in new.code:
        raise ValueError(f"not a location's code: {new.code!r}")
    path = _path_of(db, new)
    location: int = execute(
        db,
        "INSERT INTO location (parent_id, path, name, structural, search, version)"
        " VALUES (?, ?, ?, ?, ?, 1) RETURNING id",
        new.parent,
        path,
        new.name,
        int(new.structural),
        folded(path, new.name),
    ).fetchone()[0]
    return location


def update(db: Db, id: int, new: NewLocation) -> bool:
    """Let the place be as `new` says, with the paths of all below it; False where it is so already."""
    old = get(db, id)
    if old is None:
        raise LookupError(f"no location {id}")
    if old.location == new:
        return False
    path = _path_of(db, new)
    if path != old.path:
        _move(db, old, path)
    execute(
        db,
        "UPDATE location SET parent_id = ?, path = ?, name = ?, structural = ?, search = ?, version = version + 1"
        " WHERE id = ?",
        new.parent,
        path,
        new.name,
        int(new.structural),
        folded(path, new.name),
        id,
    )
    return True


def archive_problems(db: Db, id: int, archived: bool) -> tuple[Problem, ...]:
    """What keeps the place from being archived: stock in it, or places in use below; from coming back: one above."""
    if not archived:
        row = execute(
            db,
            "SELECT a.path FROM location l JOIN location a ON a.id = l.parent_id"
            " WHERE l.id = ? AND a.archived_at IS NOT NULL",
            id,
        ).fetchone()
        return () if row is None else (Problem("", wording.above_archived(row[0])),)
    found = []
    if items := _items(db, id):
        numbers = execute(
            db,
            f"SELECT p.number FROM part p WHERE p.id IN (SELECT part_id FROM stock_item WHERE {_STOCK})"
            " ORDER BY p.number LIMIT ?",
            id,
            _SOME + 1,
        ).fetchall()
        found.append(
            Problem("", wording.place_in_use(items, [row[0] for row in numbers[:_SOME]], len(numbers) > _SOME))
        )
    below = execute(
        db,
        "SELECT path FROM location WHERE parent_id = ? AND archived_at IS NULL ORDER BY path LIMIT ?",
        id,
        _SOME + 1,
    ).fetchall()
    if below:
        found.append(Problem("", wording.places_below([row[0] for row in below[:_SOME]], len(below) > _SOME)))
    return tuple(found)


def archive(db: Db, id: int, archived: bool) -> None:
    """Take the place out of lists and searches, or bring it back."""
    execute(
        db,
        "UPDATE location SET archived_at = ?, version = version + 1 WHERE id = ?",
        now() if archived else None,
        id,
    )


def stock_refused(db: Db, id: int) -> tuple[Problem, ...]:
    """Why this place takes no stock: it is archived, or holds only other places."""
    row = execute(db, "SELECT path, structural, archived_at FROM location WHERE id = ?", id).fetchone()
    if row is None:
        return (Problem("location", wording.gone()),)
    path, structural, archived_at = row
    if archived_at is not None:
        return (Problem("location", wording.place_archived(path)),)
    return (Problem("location", wording.place_structural(path)),) if structural else ()


def _path_of(db: Db, new: NewLocation) -> str:
    if new.parent is None:
        return new.code
    return f"{execute(db, 'SELECT path FROM location WHERE id = ?', new.parent).fetchone()[0]}/{new.code}"


def _parent(db: Db, new: NewLocation, old: StoredLocation | None, *, restoring: bool) -> str | Problem | None:
    """The beginning of the path, up to the place's own code; or why it can't lie there, None for no such place."""
    if new.parent is None:
        return ""
    row = execute(db, "SELECT path, archived_at FROM location WHERE id = ?", new.parent).fetchone()
    if row is None:
        return None
    path, archived_at = row
    if old is not None and f"{path}/".startswith(f"{old.path}/"):
        return Problem("parent", wording.place_ring(path))
    if archived_at is not None and not restoring and (old is None or new.parent != old.location.parent):
        return Problem("parent", wording.place_archived(path))
    return f"{path}/"


def _path(db: Db, path: str, old: StoredLocation | None) -> list[Problem]:
    row = execute(db, "SELECT id, archived_at FROM location WHERE path = ?", path).fetchone()
    if row is None or (old is not None and row[0] == old.id):
        return []
    return [Problem("code", wording.path_taken(path, row[1] is not None))]


def _length(db: Db, path: str, old: StoredLocation | None) -> list[Problem]:
    longest = len(path)
    if old is not None and path != old.path:
        sql = f"{_TREE} SELECT MAX(length(l.path)) FROM tree t JOIN location l ON l.id = t.id"
        longest += int(execute(db, sql, old.id).fetchone()[0]) - len(old.path)
    return [Problem("code", wording.path_too_long(longest, PATH))] if longest > PATH else []


def _items(db: Db, id: int) -> int:
    """How many stock items lie here, not counting places below."""
    return int(execute(db, f"SELECT COUNT(*) FROM stock_item WHERE {_STOCK}", id).fetchone()[0])


def _move(db: Db, old: StoredLocation, path: str) -> None:
    """Write the paths of all below anew, many with each statement; no path can be taken that begins anew."""
    rows = execute(
        db,
        f"{_TREE} SELECT l.id, l.path, l.name FROM tree t JOIN location l ON l.id = t.id WHERE l.id <> ?",
        old.id,
        old.id,
    ).fetchall()
    for first in range(0, len(rows), _TOGETHER):
        some = rows[first : first + _TOGETHER]
        moved = [(id, path + was[len(old.path) :], name) for id, was, name in some]
        marks = ", ".join(["(?, ?, ?)"] * len(moved))
        execute(
            db,
            "UPDATE location SET path = moved.column2, search = moved.column3, version = version + 1"
            f" FROM (VALUES {marks}) AS moved WHERE location.id = moved.column1",
            *(value for id, now_path, name in moved for value in (id, now_path, folded(now_path, name))),
        )
