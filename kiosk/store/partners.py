"""Partners: who stock comes from or goes to, and the rules that only the store can check."""

from dataclasses import dataclass

from kiosk.stock.fields import Problem
from kiosk.store.clock import now
from kiosk.store.search import escaped, folded
from kiosk.store.sql import Db, execute
from kiosk.wording import catalogue as wording


@dataclass(frozen=True, slots=True)
class NewPartner:
    """What a partner is entered with."""

    name: str


@dataclass(frozen=True, slots=True)
class StoredPartner:
    """A partner as it stands. A form that changes it hands its `version` back."""

    id: int
    partner: NewPartner
    archived: bool
    version: int


def get(db: Db, id: int) -> StoredPartner | None:
    row = execute(db, "SELECT name, archived_at, version FROM partner WHERE id = ?", id).fetchone()
    return None if row is None else StoredPartner(id, NewPartner(row[0]), row[1] is not None, row[2])


def find(db: Db, name: str) -> int | None:
    """The id of the partner with this name, archived or not."""
    row = execute(db, "SELECT id FROM partner WHERE name = ?", name).fetchone()
    return None if row is None else int(row[0])


def fitting(db: Db, text: str, limit: int) -> tuple[str, ...]:
    """The names of partners in use that contain each word of a typed text; all of them for none."""
    words = folded(text).split() if "\0" not in text else []
    fits = "".join(" AND search LIKE ? ESCAPE '!'" for _ in words)
    rows = execute(
        db,
        f"SELECT name FROM partner WHERE archived_at IS NULL{fits} ORDER BY name LIMIT ?",
        *(f"%{escaped(word)}%" for word in words),
        limit,
    )
    return tuple(name for (name,) in rows.fetchall())


def problems(db: Db, new: NewPartner, id: int | None = None, version: int | None = None) -> tuple[Problem, ...]:
    """What keeps `new` from being added or, with an `id`, from being the partner of that id."""
    found = []
    if id is not None:
        old = get(db, id)
        if old is None:
            return (Problem("name", wording.gone()),)
        if version is not None and old.version != version:
            found.append(Problem("", wording.changed_meanwhile(old.partner.name)))
    row = execute(db, "SELECT id, archived_at FROM partner WHERE name = ?", new.name).fetchone()
    if row is not None and row[0] != id:
        found.append(Problem("name", wording.partner_taken(row[1] is not None)))
    return tuple(found)


def add(db: Db, new: NewPartner) -> int:
    """A new partner; answers its id. What `problems` has nothing against can be added."""
    partner: int = execute(
        db,
        "INSERT INTO partner (name, search, version) VALUES (?, ?, 1) RETURNING id",
        new.name,
        folded(new.name),
    ).fetchone()[0]
    return partner


def update(db: Db, id: int, new: NewPartner) -> bool:
    """Let the partner be as `new` says; False, and nothing is written, where it is so already."""
    old = get(db, id)
    if old is None:
        raise LookupError(f"no partner {id}")
    if old.partner == new:
        return False
    execute(
        db,
        "UPDATE partner SET name = ?, search = ?, version = version + 1 WHERE id = ?",
        new.name,
        folded(new.name),
        id,
    )
    return True


def archive_problems(db: Db, id: int, archived: bool) -> tuple[Problem, ...]:
    """What keeps the partner from being archived: supplier parts that are in use. To come back nothing does."""
    sql = "SELECT COUNT(*) FROM supplier_part WHERE partner_id = ? AND archived_at IS NULL"
    in_use = int(execute(db, sql, id).fetchone()[0]) if archived else 0
    return (Problem("", wording.partner_in_use(in_use)),) if in_use else ()


def archive(db: Db, id: int, archived: bool) -> None:
    """Take the partner out of lists and searches, or bring it back."""
    execute(
        db,
        "UPDATE partner SET archived_at = ?, version = version + 1 WHERE id = ?",
        now() if archived else None,
        id,
    )
