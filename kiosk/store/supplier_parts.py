"""Supplier parts: how a partner names a part of ours and packs it, and the rules that only the store can check."""

from dataclasses import dataclass
from decimal import Decimal

from kiosk.page import Page
from kiosk.stock import quantity
from kiosk.stock.fields import Problem
from kiosk.stock.supply import Supply
from kiosk.stock.thing import Kind, Thing
from kiosk.store.clock import now
from kiosk.store.labels import LABELS
from kiosk.store.sql import Db, execute
from kiosk.wording import catalogue as wording
from kiosk.wording import fields as field_wording


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSupplierPart:
    """What a supplier part is entered with; `pack` is what one pack holds, in the part's unit."""

    partner: int
    part: int
    sku: str
    manufacturer_number: str | None = None
    pack: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class StoredSupplierPart:
    """A supplier part as it stands. A form that changes it hands its `version` back."""

    id: int
    supplier_part: NewSupplierPart
    archived: bool
    version: int


def get(db: Db, id: int) -> StoredSupplierPart | None:
    row = execute(
        db,
        "SELECT partner_id, part_id, sku, manufacturer_number, pack, archived_at, version FROM supplier_part"
        " WHERE id = ?",
        id,
    ).fetchone()
    if row is None:
        return None
    partner, part, sku, manufacturer_number, pack, archived_at, version = row
    supplier_part = NewSupplierPart(
        partner=partner, part=part, sku=sku, manufacturer_number=manufacturer_number, pack=quantity.of(pack)
    )
    return StoredSupplierPart(id, supplier_part, archived_at is not None, version)


def listed(db: Db, part: int, offset: int, limit: int) -> Page[Supply]:
    """The supplier parts of a part by partner and code, archived ones last."""
    total = int(execute(db, "SELECT COUNT(*) FROM supplier_part WHERE part_id = ?", part).fetchone()[0])
    rows = execute(
        db,
        f"SELECT s.id, {LABELS[Kind.SUPPLIER_PART].format('s.id')}, a.name, s.sku, s.manufacturer_number, s.pack,"
        " p.unit, s.archived_at FROM supplier_part s JOIN partner a ON a.id = s.partner_id"
        " JOIN part p ON p.id = s.part_id WHERE s.part_id = ?"
        " ORDER BY CASE WHEN s.archived_at IS NULL THEN 0 ELSE 1 END, a.name, s.sku LIMIT ? OFFSET ?",
        part,
        limit,
        offset,
    ).fetchall()
    found = tuple(
        Supply(
            Thing(Kind.SUPPLIER_PART, id, label),
            partner,
            sku,
            manufacturer_number or "",
            quantity.of(pack),
            unit,
            archived_at is not None,
        )
        for id, label, partner, sku, manufacturer_number, pack, unit, archived_at in rows
    )
    return Page(found, total, offset)


def find(db: Db, partner: int, sku: str) -> int | None:
    """The id of what this partner calls `sku`, archived or not."""
    row = execute(db, "SELECT id FROM supplier_part WHERE partner_id = ? AND sku = ?", partner, sku).fetchone()
    return None if row is None else int(row[0])


def problems(
    db: Db, new: NewSupplierPart, id: int | None = None, version: int | None = None, *, restoring: bool = False
) -> tuple[Problem, ...]:
    """What keeps `new` from being added or, with an `id`, from being the supplier part of that id.

    `restoring` lets part and partner be archived, as they were in the store that it comes from.
    """
    old = None if id is None else get(db, id)
    if id is not None and old is None:
        return (Problem("sku", wording.gone()),)
    found = []
    if old is not None and version is not None and old.version != version:
        found.append(Problem("", wording.changed_meanwhile(old.supplier_part.sku)))
    return (
        *found,
        *_partner(db, new, old, restoring=restoring),
        *_part(db, new, old, restoring=restoring),
        *_sku(db, new, old),
    )


def add(db: Db, new: NewSupplierPart) -> int:
    """A new supplier part; answers its id. What `problems` has nothing against can be added."""
    supplier_part: int = execute(
        db,
        "INSERT INTO supplier_part (partner_id, part_id, sku, manufacturer_number, pack, version)"
        " VALUES (?, ?, ?, ?, ?, 1) RETURNING id",
        new.partner,
        new.part,
        new.sku,
        new.manufacturer_number,
        quantity.millionths(new.pack),
    ).fetchone()[0]
    return supplier_part


def update(db: Db, id: int, new: NewSupplierPart) -> bool:
    """Let the supplier part be as `new` says; False, and nothing is written, where it is so already."""
    old = get(db, id)
    if old is None:
        raise LookupError(f"no supplier part {id}")
    if old.supplier_part == new:
        return False
    execute(
        db,
        "UPDATE supplier_part SET partner_id = ?, part_id = ?, sku = ?, manufacturer_number = ?, pack = ?,"
        " version = version + 1 WHERE id = ?",
        new.partner,
        new.part,
        new.sku,
        new.manufacturer_number,
        quantity.millionths(new.pack),
        id,
    )
    return True


def archive_problems(db: Db, id: int, archived: bool) -> tuple[Problem, ...]:
    """To archive one nothing stands in the way; to bring it back, its part and its partner must be in use."""
    if archived:
        return ()
    row = execute(
        db,
        "SELECT p.number, p.archived_at, a.name, a.archived_at FROM supplier_part s JOIN part p ON p.id = s.part_id"
        " JOIN partner a ON a.id = s.partner_id WHERE s.id = ?",
        id,
    ).fetchone()
    if row is None:
        return (Problem("", wording.no_more()),)
    number, part_archived, name, partner_archived = row
    labels = [label for label, at in ((number, part_archived), (name, partner_archived)) if at is not None]
    return tuple(Problem("", wording.part_of_supply_archived(label)) for label in labels)


def archive(db: Db, id: int, archived: bool) -> None:
    """Take it out of lists and searches, or bring it back."""
    execute(
        db,
        "UPDATE supplier_part SET archived_at = ?, version = version + 1 WHERE id = ?",
        now() if archived else None,
        id,
    )


def _partner(db: Db, new: NewSupplierPart, old: StoredSupplierPart | None, *, restoring: bool) -> list[Problem]:
    if old is not None and new.partner == old.supplier_part.partner:
        return []
    row = execute(db, "SELECT name, archived_at FROM partner WHERE id = ?", new.partner).fetchone()
    if row is None:
        return [Problem("partner", wording.gone())]
    return [] if row[1] is None or restoring else [Problem("partner", wording.partner_archived(row[0]))]


def _part(db: Db, new: NewSupplierPart, old: StoredSupplierPart | None, *, restoring: bool) -> list[Problem]:
    """The part, and the pack that its decimals allow."""
    row = execute(db, "SELECT number, archived_at, decimals FROM part WHERE id = ?", new.part).fetchone()
    if row is None:
        return [Problem("part", wording.gone())]
    number, archived_at, decimals = row
    found = []
    if archived_at is not None and not restoring and (old is None or new.part != old.supplier_part.part):
        found.append(Problem("part", wording.supplied_part_archived(number)))
    if new.pack <= 0:
        found.append(Problem("pack", field_wording.not_zero()))
    elif not quantity.fits(new.pack, decimals):
        found.append(Problem("pack", field_wording.too_many_decimals(f"{new.pack:f}", decimals)))
    return found


def _sku(db: Db, new: NewSupplierPart, old: StoredSupplierPart | None) -> list[Problem]:
    row = execute(
        db,
        "SELECT s.id, a.name, p.number, s.archived_at FROM supplier_part s JOIN partner a ON a.id = s.partner_id"
        " JOIN part p ON p.id = s.part_id WHERE s.partner_id = ? AND s.sku = ?",
        new.partner,
        new.sku,
    ).fetchone()
    if row is None or (old is not None and row[0] == old.id):
        return []
    _, partner, number, archived_at = row
    return [Problem("sku", wording.sku_taken(partner, number, archived_at is not None))]
