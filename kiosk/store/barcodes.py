"""Codes assigned to things: assigning and taking back. Looking them up is in `kiosk.store.codes`."""

from dataclasses import dataclass

from kiosk.barcodes.forms import decoded, loose
from kiosk.barcodes.gtin import gtin14
from kiosk.post import Post
from kiosk.stock import quantity
from kiosk.stock.thing import Kind, Thing
from kiosk.store.clock import now
from kiosk.store.labels import LABELS, by_kind
from kiosk.store.sql import Db, execute

LONGEST = 1024  # bytes of an assigned code; an index row of PostgreSQL holds little more


@dataclass(frozen=True, slots=True)
class Taken:
    """The code names this thing already; nothing was changed."""

    by: Thing


def assign(db: Db, post: Post, raw: bytes, thing: Thing, pack: int = quantity.UNIT) -> Thing | Taken:
    """Let `raw`, of 1 to 1,024 bytes, name `thing`; one scan of it stands for `pack` millionths of the unit.

    A code is taken, too, when it is another thing's in another form: without control characters, or as the same
    GTIN. Answers the thing with its label of now.
    """
    found = execute(db, f"SELECT {LABELS[thing.kind].format('?')}", thing.id).fetchone()
    if found is None or found[0] is None:
        raise LookupError(f"no {thing.kind} {thing.id}")
    if already := taken(db, raw, thing):
        return already
    text = decoded(raw)
    written = execute(
        db,
        "INSERT INTO barcode (raw, loose, gtin14, kind, thing_id, pack, assigned_by, assigned_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        raw,
        loose(raw),
        gtin14(text) if text else None,
        thing.kind.value,
        thing.id,
        pack,
        post.operator,
        now(),
    ).rowcount
    if written != 1:
        raise AssertionError("a code that nothing has was refused")
    return Thing(thing.kind, thing.id, found[0])


def taken(db: Db, raw: bytes, thing: Thing) -> Taken | None:
    """What would refuse to let `raw` name `thing`; None when nothing would."""
    if exact := _active(db, "b.raw = ?", raw):
        return Taken(exact[0])
    alike = _active(db, "b.loose = ?", loose(raw)) if loose(raw) else []
    if gtin := gtin14(decoded(raw) or ""):
        alike += _active(db, "b.gtin14 = ?", gtin)
    return next((Taken(other) for other in alike if (other.kind, other.id) != (thing.kind, thing.id)), None)


def unassign(db: Db, post: Post, raw: bytes, of: Thing | None = None) -> Thing | None:
    """Let exactly this code name nothing any more, and keep it as history; answers what it named.

    None, and nothing is written, where it names nothing, or another thing than `of`.
    """
    active = _active(db, "b.raw = ?", raw)
    if not active or (of is not None and (active[0].kind, active[0].id) != (of.kind, of.id)):
        return None
    execute(
        db,
        "UPDATE barcode SET unassigned_at = ?, unassigned_by = ? WHERE raw = ? AND unassigned_at IS NULL",
        now(),
        post.operator,
        raw,
    )
    return active[0]


def active(db: Db, raw: bytes) -> int | None:
    """The id of exactly this code while it names something."""
    row = execute(db, "SELECT id FROM barcode WHERE raw = ? AND unassigned_at IS NULL", raw).fetchone()
    return None if row is None else int(row[0])


def names(db: Db, raw: bytes) -> Thing | None:
    """What exactly this code names."""
    found = _active(db, "b.raw = ?", raw)
    return found[0] if found else None


def take_off(db: Db, post: Post, id: int) -> bool:
    """Let the code of this id name nothing any more; False where it does not already."""
    written = execute(
        db,
        "UPDATE barcode SET unassigned_at = ?, unassigned_by = ? WHERE id = ? AND unassigned_at IS NULL",
        now(),
        post.operator,
        id,
    ).rowcount
    return bool(written == 1)


def _active(db: Db, where: str, value: object) -> list[Thing]:
    label = by_kind(LABELS, "b.kind", "b.thing_id")
    rows = execute(
        db, f"SELECT b.kind, b.thing_id, {label} FROM barcode b WHERE b.unassigned_at IS NULL AND {where}", value
    )
    return [Thing(Kind(kind), id, text or "") for kind, id, text in rows.fetchall()]
