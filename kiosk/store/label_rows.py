"""The lines of documents and the units of each, as slips print them: one statement each, however many there are."""

from collections.abc import Collection, Sequence

from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import RULES, Way
from kiosk.store.document_list import GOT
from kiosk.store.repair_parts import NET, NOT_UNDONE
from kiosk.store.sql import Db, execute
from kiosk.wording.answers import amount

# What comes in without a place goes to the usual one of its part.
_INWARDS = ", ".join(f"'{kind}'" for kind, rule in RULES.items() if rule.way not in (Way.OUT, Way.OWN))
_LINES = f"""SELECT l.document_id, l.id, l.position, p.number, p.name,
        CASE WHEN d.state = 'draft' AND d.kind <> 'purchase_order' THEN {GOT} ELSE l.quantity END, p.unit,
        COALESCE(l.batch, ''), COALESCE(l.expiry, ''),
        COALESCE(o.path, CASE WHEN d.kind IN ({_INWARDS}) THEN u.path END, ''), l.notes
    FROM document_line l JOIN document d ON d.id = l.document_id JOIN part p ON p.id = l.part_id
    LEFT JOIN location o ON o.id = l.location_id LEFT JOIN location u ON u.id = p.default_location_id
    WHERE l.document_id IN ({{}}) AND l.removed = 0 ORDER BY l.document_id, l.position, l.id"""
_NAMED = """SELECT s.line_id, s.serial, CASE WHEN s.state = 'missing' AND d.kind <> 'purchase_order' THEN 1 ELSE 0 END
    FROM draft_serial s JOIN document d ON d.id = s.document_id
    WHERE s.document_id IN ({}) AND s.state IN ('got', 'missing') ORDER BY s.line_id, s.serial, s.id"""
# What a line has moved itself, and what the document that an invoice made has moved for it; of a repair what is in it.
_MOVED = f"""SELECT w.id, i.serial FROM document_line w JOIN document d ON d.id = w.document_id
    JOIN movement m ON m.line_id = w.id JOIN stock_item i ON i.id = m.item_id
    WHERE w.document_id IN ({{0}}) AND w.removed = 0 AND i.serial IS NOT NULL AND m.reverses_id IS NULL
        AND (d.kind <> 'repair_order' OR {NOT_UNDONE})
    GROUP BY w.id, i.id, i.serial, d.kind HAVING d.kind <> 'repair_order' OR SUM({NET}) > 0
    UNION SELECT w.id, i.serial FROM document_line w JOIN document d ON d.id = w.document_id
    JOIN document g ON g.operation_id = d.operation_id AND g.id <> d.id
    JOIN document_line gl ON gl.document_id = g.id AND gl.position = w.position AND gl.removed = 0
    JOIN movement m ON m.line_id = gl.id JOIN stock_item i ON i.id = m.item_id
    WHERE w.document_id IN ({{0}}) AND w.removed = 0 AND i.serial IS NOT NULL AND m.reverses_id IS NULL
    ORDER BY 1, 2"""

_TEXTS = ("batch", "expiry", "location", "notes")


def of_documents(db: Db, ids: Sequence[int]) -> dict[int, list[dict[str, str]]]:
    """Of each of these documents its lines in their order, each followed by its units by serial."""
    units = _units(db, ids)
    found: dict[int, list[dict[str, str]]] = {}
    for document, line, position, number, name, quantity, unit, *texts in execute(
        db, _LINES.format(marks(ids)), *ids
    ).fetchall():
        rows = found.setdefault(document, [])
        head = {"position": str(position), "number": number, "name": name, "unit": unit}
        told = {"quantity": amount(quantities.of(quantity), ""), **dict(zip(_TEXTS, texts, strict=True))}
        rows.append({**head, **told})
        rows += units.get(line, ())
    return found


def _units(db: Db, ids: Sequence[int]) -> dict[int, list[dict[str, str]]]:
    """Of each line the serials that a draft or an order names, and those that were moved."""
    found: dict[int, list[dict[str, str]]] = {}
    for line, serial, missing in execute(db, _NAMED.format(marks(ids)), *ids).fetchall():
        found.setdefault(line, []).append({"serial": serial, "missing": "missing" if missing else ""})
    for line, serial in execute(db, _MOVED.format(marks(ids)), *ids, *ids).fetchall():
        found.setdefault(line, []).append({"serial": serial, "missing": ""})
    return found


def marks(values: Collection[object]) -> str:
    """As many marks for parameters as there are values."""
    return ", ".join("?" * len(values))
