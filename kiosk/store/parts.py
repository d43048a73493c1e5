"""Parts: the catalogue's rows, and the rules that only the store can check.

Whoever adds or updates one asks for its `problems` first, in the same transaction, and goes on only where there are
none. A part's serials are unique in its tree of variants, so a part that moves takes their scope along.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kiosk.serials import schemes
from kiosk.stock import quantity
from kiosk.stock.fields import Problem
from kiosk.stock.tracking import Tracking
from kiosk.store import part_stock, serial_scope
from kiosk.store.clock import now
from kiosk.store.search import folded
from kiosk.store.serial_scope import TREE
from kiosk.store.sql import Db, execute
from kiosk.wording import catalogue as wording
from kiosk.wording import fields as field_wording

LISTED = 20  # clashing serials that a refusal names
_PLACES = 3  # places that a refusal to archive names

_COLUMNS = (
    "number, name, description, unit, decimals, variant_of_id, track_stock, tracking, default_location_id,"
    " minimum, warranty_months, serial_scheme, serial_mask"
)
_ABOVE = """WITH RECURSIVE above(id, variant_of_id) AS (SELECT id, variant_of_id FROM part WHERE id = ?
    UNION SELECT p.id, p.variant_of_id FROM part p JOIN above a ON p.id = a.variant_of_id) SELECT id FROM above"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPart:
    """What a part is entered with; ids name other rows, `minimum` is in the part's unit."""

    number: str
    name: str
    description: str = ""
    unit: str = "pcs"
    decimals: int = 0
    variant_of: int | None = None
    track_stock: bool = True
    tracking: str = Tracking.NONE
    default_location: int | None = None
    minimum: Decimal | None = None
    warranty_months: int | None = None
    serial_scheme: str = ""  # empty is the counter
    serial_mask: str = ""


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part as it stands. A form that changes it hands its `version` back, so that none overwrites another's."""

    id: int
    part: NewPart
    root: int
    archived: bool
    version: int


def get(db: Db, id: int) -> StoredPart | None:
    row = execute(db, f"SELECT id, root, archived_at, version, {_COLUMNS} FROM part WHERE id = ?", id).fetchone()
    if row is None:
        return None
    id, root, archived_at, version, number, name, description, unit, decimals, variant_of, *rest = row
    track_stock, tracking, place, minimum, months, scheme, mask = rest
    part = NewPart(
        number=number,
        name=name,
        description=description,
        unit=unit,
        decimals=decimals,
        variant_of=variant_of,
        track_stock=track_stock == 1,
        tracking=Tracking(tracking),
        default_location=place,
        minimum=None if minimum is None else quantity.of(minimum),
        warranty_months=months,
        serial_scheme=scheme,
        serial_mask=mask,
    )
    return StoredPart(id, part, root, archived_at is not None, version)


def find(db: Db, number: str) -> int | None:
    """The id of the part with this number, archived or not."""
    row = execute(db, "SELECT id FROM part WHERE number = ?", number).fetchone()
    return None if row is None else int(row[0])


def problems(
    db: Db, new: NewPart, id: int | None = None, version: int | None = None, *, restoring: bool = False
) -> tuple[Problem, ...]:
    """What keeps `new` from being added or, with an `id`, from being the part of that id; empty where nothing does.

    `version` is the one that a form has read. `restoring` lets what it names be archived, as it was in the store
    that the part comes from. Every field is looked at; there are at most some ten statements.
    """
    old = None if id is None else get(db, id)
    if id is not None and old is None:
        return (Problem("number", wording.gone()),)
    found = [
        *_overtaken(old, version),
        *_number(db, new, id),
        *_variant(db, new, old, restoring=restoring),
        *_tracking(db, new, old),
        *_decimals(db, new, old),
        *_default_location(db, new, old, restoring=restoring),
        *_scheme(new, old),
    ]
    if new.minimum is not None and not quantity.fits(new.minimum, new.decimals):
        found.append(Problem("minimum", field_wording.too_many_decimals(f"{new.minimum:f}", new.decimals)))
    return tuple(found)


def add(db: Db, new: NewPart) -> int:
    """A new part; answers its id. What `problems` has nothing against can be added."""
    root = 0 if new.variant_of is None else _root(db, new.variant_of)
    id: int = execute(
        db,
        f"INSERT INTO part ({_COLUMNS}, root, search, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
        " RETURNING id",
        *_values(new),
        root,
        folded(new.number, new.name),
    ).fetchone()[0]
    if new.variant_of is None:
        execute(db, "UPDATE part SET root = id WHERE id = ?", id)
    return id


def update(db: Db, id: int, new: NewPart) -> bool:
    """Let the part be as `new` says; False, and nothing is written, where it is so already."""
    old = get(db, id)
    if old is None:
        raise LookupError(f"no part {id}")
    if old.part == new:
        return False
    set_columns = ", ".join(f"{column} = ?" for column in _COLUMNS.split(", "))
    execute(
        db,
        f"UPDATE part SET {set_columns}, search = ?, version = version + 1 WHERE id = ?",
        *_values(new),
        folded(new.number, new.name),
        id,
    )
    root = id if new.variant_of is None else _root(db, new.variant_of)
    if root != old.root:
        execute(db, f"UPDATE part SET root = ? WHERE id IN ({TREE})", root, id)
        serial_scope.move(db, id, root)
    return True


def archive_problems(db: Db, id: int, archived: bool) -> tuple[Problem, ...]:
    """What keeps the part from being archived: its stock, with where it is. To bring one back nothing does."""
    if not archived:
        return ()
    held = part_stock.on_hand(db, id)
    if not held:
        return ()
    unit = execute(db, "SELECT unit FROM part WHERE id = ?", id).fetchone()[0]
    paths = part_stock.places(db, id, _PLACES + 1)
    return (Problem("", wording.part_in_stock(quantity.of(held), unit, paths[:_PLACES], len(paths) > _PLACES)),)


def archive(db: Db, id: int, archived: bool) -> None:
    """Take the part out of lists and searches, or bring it back."""
    execute(
        db,
        "UPDATE part SET archived_at = ?, version = version + 1 WHERE id = ?",
        now() if archived else None,
        id,
    )


def stock_refused(db: Db, id: int, *, serials: bool) -> tuple[Problem, ...]:
    """Why this part takes no new stock: it is archived, its stock is not tracked, or it needs serials.

    `serials`: what is to come in has them.
    """
    row = execute(db, "SELECT number, archived_at, track_stock, tracking FROM part WHERE id = ?", id).fetchone()
    if row is None:
        return (Problem("part", wording.gone()),)
    number, archived_at, track_stock, tracking = row
    if archived_at is not None:
        return (Problem("part", wording.part_archived(number)),)
    if not track_stock:
        return (Problem("part", wording.part_untracked(number)),)
    if Tracking(tracking).serial and not serials:
        return (Problem("part", wording.part_needs_serials(number)),)
    return ()


def _values(new: NewPart) -> tuple[Any, ...]:
    minimum = None if new.minimum is None else quantity.millionths(new.minimum, new.decimals)
    return (
        new.number,
        new.name,
        new.description,
        new.unit,
        new.decimals,
        new.variant_of,
        int(new.track_stock),
        str(new.tracking),
        new.default_location,
        minimum,
        new.warranty_months,
        new.serial_scheme,
        new.serial_mask,
    )


def _root(db: Db, id: int) -> int:
    return int(execute(db, "SELECT root FROM part WHERE id = ?", id).fetchone()[0])


def _overtaken(old: StoredPart | None, version: int | None) -> list[Problem]:
    if old is None or version is None or old.version == version:
        return []
    return [Problem("", wording.changed_meanwhile(old.part.number))]


def _number(db: Db, new: NewPart, id: int | None) -> list[Problem]:
    row = execute(db, "SELECT id, archived_at FROM part WHERE number = ?", new.number).fetchone()
    if row is None or row[0] == id:
        return []
    return [Problem("number", wording.number_taken(row[1] is not None))]


def _variant(db: Db, new: NewPart, old: StoredPart | None, *, restoring: bool) -> list[Problem]:
    parent = new.variant_of
    if parent is None or (old is not None and parent == old.part.variant_of):
        return []  # whoever becomes a root takes its serials out of the other tree, where they were unique
    row = execute(db, "SELECT number, archived_at, root FROM part WHERE id = ?", parent).fetchone()
    if row is None:
        return [Problem("variant_of", wording.gone())]
    number, archived_at, root = row
    why = ""
    if old is not None and parent == old.id:
        why = wording.variant_of_itself()
    elif old is not None and (old.id,) in execute(db, _ABOVE, parent).fetchall():
        why = wording.variant_ring(number)
    elif archived_at is not None and not restoring:
        why = wording.variant_of_archived(number)
    elif old is not None and root != old.root:
        return _clashes(db, old.id, root, number)
    return [Problem("variant_of", why)] if why else []


def _clashes(db: Db, id: int, root: int, number: str) -> list[Problem]:
    found = serial_scope.in_tree(db, id, root, LISTED)
    if found is None:
        return []
    return [Problem("variant_of", wording.serials_clash(number, found.serials, found.drafts, found.more))]


def _tracking(db: Db, new: NewPart, old: StoredPart | None) -> list[Problem]:
    tracking = Tracking(new.tracking)
    found = []
    if tracking is not Tracking.NONE and not new.track_stock:
        found.append(Problem("tracking", wording.tracking_without_stock()))
    if old is None:
        return found
    before = Tracking(old.part.tracking)
    if before.serial and not tracking.serial and (serials := part_stock.serials(db, old.id)):
        found.append(Problem("tracking", wording.tracking_locked(serials)))
    if tracking.serial and not before.serial and (loose := part_stock.unserialised(db, old.id)):
        found.append(Problem("tracking", wording.serialise_first(quantity.of(loose), old.part.unit)))
    if old.part.track_stock and not new.track_stock and (held := part_stock.on_hand(db, old.id)):
        found.append(Problem("track_stock", wording.stock_tracked(quantity.of(held), old.part.unit)))
    return found


def _decimals(db: Db, new: NewPart, old: StoredPart | None) -> list[Problem]:
    if Tracking(new.tracking).serial and new.decimals:
        return [Problem("decimals", wording.decimals_with_serials())]
    if old is None or new.decimals >= old.part.decimals:
        return []
    for decimals in range(old.part.decimals, new.decimals, -1):
        if part_stock.has_finer(db, old.id, 10 ** (quantity.PLACES - decimals + 1)):
            return [Problem("decimals", wording.decimals_needed(decimals))]
    return []


def _default_location(db: Db, new: NewPart, old: StoredPart | None, *, restoring: bool) -> list[Problem]:
    """A place that was archived since it was chosen may stay, or the part could not be edited at all."""
    place = new.default_location
    if place is None or (old is not None and place == old.part.default_location):
        return []
    row = execute(db, "SELECT path, structural, archived_at FROM location WHERE id = ?", place).fetchone()
    if row is None:
        return [Problem("default_location", wording.gone())]
    path, structural, archived_at = row
    if archived_at is not None and not restoring:
        return [Problem("default_location", wording.place_archived(path))]
    return [Problem("default_location", wording.place_structural(path))] if structural else []


def _scheme(new: NewPart, old: StoredPart | None) -> list[Problem]:
    """A scheme that is not installed here may stay, or the part could not be edited on this station."""
    kept = old is not None and old.part.serial_scheme == new.serial_scheme
    return schemes.problems(new.serial_scheme, new.serial_mask, kept=kept)
