"""What labels say of things: read for many at once, by as many statements as for one of each kind.

What the fields are called, and what is printed of them, is in `kiosk.labels`.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from kiosk import times
from kiosk.barcodes import internal
from kiosk.labels.facts import LabelFacts, gs1, gtin
from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import label_rows, settings
from kiosk.store.clock import shared_now
from kiosk.store.label_rows import marks
from kiosk.store.sql import Db, execute
from kiosk.wording import documents as wording
from kiosk.wording.answers import amount

TOGETHER = 500  # things that one statement reads

_ONE_PIECE = quantities.UNIT  # the pack of a code that stands for one

_PART = """SELECT p.id, p.number, p.name, p.description, p.unit, COALESCE(d.path, '')
    FROM part p LEFT JOIN location d ON d.id = p.default_location_id WHERE p.id IN ({})"""
_SUPPLIED = """SELECT s.id, p.number, p.name, p.description, p.unit, COALESCE(d.path, ''), s.sku, a.name,
        COALESCE(s.manufacturer_number, ''), s.pack, p.id
    FROM supplier_part s JOIN part p ON p.id = s.part_id JOIN partner a ON a.id = s.partner_id
    LEFT JOIN location d ON d.id = p.default_location_id WHERE s.id IN ({})"""
_ITEM = """SELECT i.id, p.number, p.name, p.description, p.unit, COALESCE(l.path, ''), COALESCE(l.name, ''),
        COALESCE(i.batch, ''), COALESCE(i.expiry, ''), COALESCE(a.name, ''), COALESCE(i.warranty_until, ''), i.notes,
        COALESCE(i.serial, ''), i.quantity, p.id
    FROM stock_item i JOIN part p ON p.id = i.part_id LEFT JOIN location l ON l.id = i.location_id
    LEFT JOIN supplier_part s ON s.id = i.supplier_part_id LEFT JOIN partner a ON a.id = s.partner_id
    WHERE i.id IN ({})"""
_LOCATION = "SELECT l.id, l.path, l.name FROM location l WHERE l.id IN ({})"
_DOCUMENT = """SELECT d.id, d.number, d.kind, CASE WHEN d.operation_id IS NOT NULL AND EXISTS (SELECT 1 FROM operation o
            WHERE o.reverses_id = d.operation_id) THEN 'reversed' ELSE d.state END,
        COALESCE(a.name, ''), d.reference, COALESCE(l.path, ''), COALESCE(s.number, ''), d.notes, st.name,
        CASE WHEN d.posted_at IS NULL THEN d.created_by ELSE d.posted_by END, COALESCE(d.posted_at, d.created_at),
        (SELECT COUNT(*) FROM document_line w WHERE w.document_id = d.id AND w.removed = 0)
    FROM document d JOIN station st ON st.id = d.station_id LEFT JOIN partner a ON a.id = d.partner_id
    LEFT JOIN location l ON l.id = d.place_id LEFT JOIN document s ON s.id = d.source_id WHERE d.id IN ({})"""
# Those of one piece first; of several the one that was assigned first.
_GTINS = """SELECT b.thing_id, b.gtin14, b.pack FROM barcode b WHERE b.kind = ? AND b.thing_id IN ({})
    AND b.unassigned_at IS NULL AND b.gtin14 IS NOT NULL ORDER BY b.pack, b.id"""

_GOODS = ("number", "name", "description", "unit", "location")
_SUPPLIER = ("sku", "supplier", "manufacturer_number")
_STATED = ("place", "batch", "expiry", "supplier", "warranty", "notes", "serial")
_HEAD = ("partner", "reference", "location", "source", "notes", "station", "operator")

Found = Iterator[tuple[int, LabelFacts]]


def facts(db: Db, things: Sequence[Thing], zone: tzinfo | None = None) -> tuple[LabelFacts, ...]:
    """The facts of these things in their order, without those that are no more. `zone` is that of the dates."""
    prefix = settings.rules(db).code_prefix
    printed = times.local(shared_now(db), zone)[: len("2026-11-21")]
    found: dict[tuple[Kind, int], LabelFacts] = {}
    for kind in Kind:
        wanted = {one.id: one for one in things if one.kind is kind}
        for start in range(0, len(wanted), TOGETHER):
            ids = [*wanted][start : start + TOGETHER]
            for id, one in _read(db, kind, ids, zone):
                common = {"code": internal.write(kind, id, prefix), "printed": printed}
                found[kind, id] = LabelFacts(wanted[id], one.kind, {**common, **one.fields}, one.rows)
    return tuple(found[one.kind, one.id] for one in things if (one.kind, one.id) in found)


def gtin_of_one(db: Db, part: int) -> str:
    """The GTIN, in 14 digits, of one piece of a part; empty where there is none, or only that of a pack."""
    return _gtins(db, Kind.PART, [part], only_one=True).get(part, "")


def _read(db: Db, kind: Kind, ids: Sequence[int], zone: tzinfo | None) -> Found:
    match kind:
        case Kind.PART:
            return _parts(db, ids)
        case Kind.SUPPLIER_PART:
            return _supplied(db, ids)
        case Kind.STOCK_ITEM:
            return _items(db, ids)
        case Kind.LOCATION:
            return _locations(db, ids)
        case Kind.DOCUMENT:
            return _documents(db, ids, zone)


def _parts(db: Db, ids: Sequence[int]) -> Found:
    gtins = _gtins(db, Kind.PART, ids, only_one=True)
    for id, *texts in _rows(db, _PART, ids):
        yield id, _facts(Kind.PART, id, "part", dict(zip(_GOODS, texts, strict=True)), gtins.get(id, ""))


def _supplied(db: Db, ids: Sequence[int]) -> Found:
    rows = _rows(db, _SUPPLIED, ids)
    own = _gtins(db, Kind.SUPPLIER_PART, ids)
    of_parts = _gtins(db, Kind.PART, {row[-1] for row in rows}, only_one=True)
    for id, *texts, pack, part in rows:
        fields = dict(zip((*_GOODS, *_SUPPLIER), texts, strict=True))
        fields["pack"] = amount(quantities.of(pack), fields["unit"])
        yield id, _facts(Kind.SUPPLIER_PART, id, "supplier_part", fields, own.get(id) or of_parts.get(part, ""))


def _items(db: Db, ids: Sequence[int]) -> Found:
    rows = _rows(db, _ITEM, ids)
    own = _gtins(db, Kind.STOCK_ITEM, ids)
    of_parts = _gtins(db, Kind.PART, {row[-1] for row in rows}, only_one=True)
    for id, *texts, quantity, part in rows:
        fields = dict(zip((*_GOODS, *_STATED), texts, strict=True))
        fields["quantity"] = amount(quantities.of(quantity), "")
        kind = "unit" if fields["serial"] else "stock_item"
        yield id, _facts(Kind.STOCK_ITEM, id, kind, fields, own.get(id) or of_parts.get(part, ""))


def _facts(kind: Kind, id: int, named: str, fields: dict[str, str], gtin14: str) -> LabelFacts:
    """Facts of goods, with what their GTIN says."""
    stated = gs1(gtin14, fields.get("batch", ""), fields.get("expiry", ""), fields.get("serial", ""))
    return LabelFacts(Thing(kind, id, ""), named, {**fields, "gtin": gtin(gtin14), "gs1": stated})


def _locations(db: Db, ids: Sequence[int]) -> Found:
    gtins = _gtins(db, Kind.LOCATION, ids)
    for id, path, name in _rows(db, _LOCATION, ids):
        above, _, short = path.rpartition("/")
        fields = {"location": path, "above": above, "short": short, "name": name, "gtin": gtin(gtins.get(id, ""))}
        yield id, LabelFacts(Thing(Kind.LOCATION, id, ""), "location", fields)


def _documents(db: Db, ids: Sequence[int], zone: tzinfo | None) -> Found:
    rows = label_rows.of_documents(db, ids)
    for id, number, kind, state, *texts, at, lines in _rows(db, _DOCUMENT, ids):
        head = {"number": number, "kind": wording.kind(DocKind(kind)), "state": state, "lines": str(lines)}
        head["date"] = times.short(at, zone)[: len("2026-11-21 12:00")]
        fields = {**head, **dict(zip(_HEAD, texts, strict=True))}
        yield id, LabelFacts(Thing(Kind.DOCUMENT, id, ""), "document", fields, tuple(rows.get(id, ())))


def _gtins(db: Db, kind: Kind, ids: Any, *, only_one: bool = False) -> Mapping[int, str]:
    """The GTIN of each that has one; with `only_one` those only that stand for one piece, not for a pack."""
    found: dict[int, str] = {}
    for id, gtin14, pack in execute(db, _GTINS.format(marks(ids)), kind.value, *ids).fetchall() if ids else ():
        if not only_one or pack == _ONE_PIECE:
            found.setdefault(id, gtin14)
    return found


def _rows(db: Db, sql: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = execute(db, sql.format(marks(ids)), *ids).fetchall()
    return found
