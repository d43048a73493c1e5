"""What the rows of a scan list show of their things as they are now: a few statements, however many rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kiosk.stock import quantity as quantities
from kiosk.stock.scan_lists import Gone, ListRow
from kiosk.stock.thing import Kind, Thing
from kiosk.store.labels import OF_ITEM, part_label
from kiosk.store.sql import Db, execute

# Without an index on the ids that are wanted; they are few, and each is looked up by its key.
_ITEMS = f"""SELECT i.id, {OF_ITEM.format("i")}, p.number, p.name, p.unit, p.decimals, i.quantity, i.serial, i.batch,
        i.expiry, i.status, l.path
    FROM stock_item i JOIN part p ON p.id = i.part_id LEFT JOIN location l ON l.id = i.location_id
    WHERE i.id IN ({{}})"""
_PARTS = "SELECT p.id, p.number, p.name, p.unit, p.decimals, p.archived_at FROM part p WHERE p.id IN ({})"
# How much there is of each, in how many places, and the one with most. The sums come from stock_item_of_part alone.
_HELD = """SELECT r.part_id, r.total, r.places, l.path FROM (SELECT h.part_id, h.location_id,
        SUM(h.quantity) OVER (PARTITION BY h.part_id) AS total, COUNT(*) OVER (PARTITION BY h.part_id) AS places,
        ROW_NUMBER() OVER (PARTITION BY h.part_id ORDER BY h.quantity DESC, h.location_id) AS place
    FROM (SELECT i.part_id, i.location_id, SUM(i.quantity) AS quantity FROM stock_item i
        WHERE i.part_id IN ({}) AND i.location_id IS NOT NULL GROUP BY i.part_id, i.location_id
        HAVING SUM(i.quantity) > 0) h) r
    JOIN location l ON l.id = r.location_id WHERE r.place = 1"""
_SUPPLIER_PARTS = """SELECT s.id, s.part_id, s.sku, a.name, s.archived_at FROM supplier_part s
    JOIN partner a ON a.id = s.partner_id WHERE s.id IN ({})"""
_LOCATIONS = """WITH RECURSIVE below(root, id) AS (SELECT id, id FROM location WHERE id IN ({0})
        UNION SELECT b.root, l.id FROM location l JOIN below b ON l.parent_id = b.id),
    lying AS (SELECT i.location_id, COUNT(*) AS items FROM stock_item i WHERE i.location_id IS NOT NULL
        AND i.quantity > 0 AND i.location_id IN (SELECT id FROM below) GROUP BY i.location_id),
    whole AS (SELECT b.root, SUM(y.items) AS items FROM lying y JOIN below b ON b.id = y.location_id GROUP BY b.root)
    SELECT l.id, l.path, l.name, l.archived_at, w.items FROM location l LEFT JOIN whole w ON w.root = l.id
    WHERE l.id IN ({0})"""
_DOCUMENTS = """SELECT d.id, d.number, COALESCE(a.name, ''), d.state,
        (SELECT COUNT(*) FROM document_line l WHERE l.document_id = d.id AND l.removed = 0)
    FROM document d LEFT JOIN partner a ON a.id = d.partner_id WHERE d.id IN ({})"""


@dataclass(frozen=True, slots=True)
class Stored:
    """A row as the list has it: which thing, and what was told of it."""

    id: int
    kind: Kind
    thing: int
    quantity: Decimal | None
    marked: bool
    added_at: int


def rows(db: Db, stored: Sequence[Stored]) -> tuple[ListRow, ...]:
    """The rows as people see them, in the same order; what is not there any more is a row, too."""
    wanted: dict[Kind, list[int]] = {}
    for row in stored:
        wanted.setdefault(row.kind, []).append(row.thing)
    facts = {kind: _READ[kind](db, ids) for kind, ids in wanted.items()}
    return tuple(_row(row, facts[row.kind].get(row.thing)) for row in stored)


def _row(row: Stored, facts: dict[str, Any] | None) -> ListRow:
    if facts is None:
        thing = Thing(row.kind, row.thing, f"{row.kind} {row.thing}")
        return ListRow(row.id, thing, row.quantity, row.marked, row.added_at, gone=Gone.MISSING)
    thing = Thing(row.kind, row.thing, facts["label"])
    rest = {name: value for name, value in facts.items() if name != "label"}
    return ListRow(row.id, thing, row.quantity, row.marked, row.added_at, **rest)


def _items(db: Db, ids: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    found = {}
    for id, label, number, name, unit, decimals, quantity, serial, batch, expiry, status, place in _among(
        db, _ITEMS, ids
    ):
        gone = Gone.VOID if status == "void" else "" if quantity else Gone.USED_UP
        found[id] = {
            "label": label,
            "number": number,
            "name": name,
            "unit": unit,
            "decimals": decimals,
            "amount": quantities.of(quantity),
            "serial": serial or "",
            "batch": batch or "",
            "expiry": expiry or "",
            "status": status,
            "place": place or "",
            "places": 1 if place else 0,
            "gone": gone,
        }
    return found


def _parts(db: Db, ids: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    """Two statements: the places of a part are many rows."""
    held = {part: (quantities.of(int(total)), places, path) for part, total, places, path in _among(db, _HELD, ids)}
    found = {}
    for id, number, name, unit, decimals, archived_at in _among(db, _PARTS, ids):
        amount, places, place = held.get(id, (Decimal(0), 0, ""))
        found[id] = {
            "label": part_label(number, name),
            "number": number,
            "name": name,
            "unit": unit,
            "decimals": decimals,
            "amount": amount,
            "places": places,
            "place": place,
            "gone": "" if archived_at is None else Gone.ARCHIVED,
        }
    return found


def _supplier_parts(db: Db, ids: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    """What a supplier's part is of, by its own number; a statement more than for parts."""
    found = _among(db, _SUPPLIER_PARTS, ids)
    parts = _parts(db, sorted({part for _, part, *_ in found}))
    told = {}
    for id, part, sku, partner, archived_at in found:
        facts = parts[part]
        label = f"{sku} · {partner} · {facts['number']}"
        gone = facts["gone"] if archived_at is None else Gone.ARCHIVED
        told[id] = {**facts, "label": label, "sku": sku, "gone": gone}
    return told


def _locations(db: Db, ids: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    marks = ", ".join("?" * len(ids))
    return {
        id: {
            "label": f"{path} · {name}" if name else path,
            "number": path,
            "name": name,
            "amount": Decimal(int(items or 0)),
            "place": path,
            "places": 1,
            "gone": "" if archived_at is None else Gone.ARCHIVED,
        }
        for id, path, name, archived_at, items in execute(db, _LOCATIONS.format(marks), *ids, *ids).fetchall()
    }


def _documents(db: Db, ids: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    return {
        id: {
            "label": number,
            "number": number,
            "name": partner,
            "amount": Decimal(lines),
            "status": state,
            "gone": Gone.CANCELLED if state == "cancelled" else "",
        }
        for id, number, partner, state, lines in _among(db, _DOCUMENTS, ids)
    }


def _among(db: Db, sql: str, ids: Sequence[int]) -> Sequence[Any]:
    found: Sequence[Any] = execute(db, sql.format(", ".join("?" * len(ids))), *ids).fetchall()
    return found


_READ = {
    Kind.STOCK_ITEM: _items,
    Kind.PART: _parts,
    Kind.SUPPLIER_PART: _supplier_parts,
    Kind.LOCATION: _locations,
    Kind.DOCUMENT: _documents,
}
