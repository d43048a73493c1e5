"""What the rows of a scan list show of their things as they are now: one statement for each kind, however many rows."""

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
# The sums come from the index stock_item_of_part alone.
_PARTS = """WITH held AS (SELECT i.part_id, i.location_id, SUM(i.quantity) AS quantity FROM stock_item i
        WHERE i.part_id IN ({0}) AND i.location_id IS NOT NULL GROUP BY i.part_id, i.location_id
        HAVING SUM(i.quantity) > 0),
    ranked AS (SELECT part_id, location_id, SUM(quantity) OVER (PARTITION BY part_id) AS total,
        COUNT(*) OVER (PARTITION BY part_id) AS places,
        ROW_NUMBER() OVER (PARTITION BY part_id ORDER BY quantity DESC, location_id) AS place FROM held)
    SELECT p.id, p.number, p.name, p.unit, p.decimals, p.archived_at, COALESCE(r.total, 0), COALESCE(r.places, 0),
        COALESCE(l.path, '')
    FROM part p LEFT JOIN ranked r ON r.part_id = p.id AND r.place = 1 LEFT JOIN location l ON l.id = r.location_id
    WHERE p.id IN ({0})"""
_SUPPLIER_PARTS = """SELECT s.id, s.part_id, s.sku, a.name, s.archived_at FROM supplier_part s
    JOIN partner a ON a.id = s.partner_id WHERE s.id IN ({})"""
_LOCATIONS = """WITH RECURSIVE below(root, id) AS (SELECT id, id FROM location WHERE id IN ({0})
        UNION SELECT b.root, l.id FROM location l JOIN below b ON l.parent_id = b.id),
    lying AS (SELECT i.location_id, COUNT(*) AS items FROM stock_item i WHERE i.location_id IS NOT NULL
        AND i.quantity > 0 AND i.location_id IN (SELECT id FROM below) GROUP BY i.location_id)
    SELECT l.id, l.path, l.name, l.archived_at, (SELECT SUM(y.items) FROM below b JOIN lying y ON y.location_id = b.id
        WHERE b.root = l.id)
    FROM location l WHERE l.id IN ({0})"""
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
    marks = ", ".join("?" * len(ids))
    return {
        id: {
            "label": part_label(number, name),
            "number": number,
            "name": name,
            "unit": unit,
            "decimals": decimals,
            "amount": quantities.of(int(total)),
            "places": int(places),
            "place": place,
            "gone": "" if archived_at is None else Gone.ARCHIVED,
        }
        for id, number, name, unit, decimals, archived_at, total, places, place in execute(
            db, _PARTS.format(marks), *ids, *ids
        ).fetchall()
    }


def _supplier_parts(db: Db, ids: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    """What a supplier's part is of, by its own number; two statements."""
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
