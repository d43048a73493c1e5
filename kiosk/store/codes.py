"""What the store knows by a code: one statement for all ways of looking it up, each by its own index.

Knows the tables, not what wins: that is for `kiosk.barcodes.resolve`.
"""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from kiosk.barcodes.forms import Forms
from kiosk.barcodes.reading import Match, Reader
from kiosk.stock.thing import Kind, Thing
from kiosk.store.labels import ARCHIVED, LABELS, OF_ITEM, by_kind
from kiosk.store.sql import Db, execute

if TYPE_CHECKING:
    from kiosk.barcodes.content import Content

FETCHED = 50  # matches: a batch or a serial that hundreds of items share is not read to its end

_OUT = 6  # the column that says whether a stock item is out
_ONE = "1000000"
_READERS: dict[str, Reader] = {reader.value: reader for reader in Reader}
_KINDS: dict[str, Kind] = {kind.value: kind for kind in Kind}
_TABLES = {
    Kind.PART: "part",
    Kind.STOCK_ITEM: "stock_item",
    Kind.LOCATION: "location",
    Kind.SUPPLIER_PART: "supplier_part",
    Kind.DOCUMENT: "document",
}


def find(db: Db, forms: Forms) -> tuple[Match, ...]:
    """The first 50 things that have this code in any way, by any reader, archived ones too; in no order.

    Of a batch, the items on hand are given, and those that are out only where none is on hand.
    """
    if not forms.loose:  # nothing, or nothing but control characters
        return ()
    sql, params = _asked(forms)
    rows = execute(db, sql, *params).fetchall()
    if not rows:
        return ()
    if len(rows) > 1 and any(row[0] == Reader.BATCH and not row[_OUT] for row in rows):
        rows = [row for row in rows if row[0] != Reader.BATCH or not row[_OUT]]
    return tuple([_match(row, forms.raw) for row in rows])


def _match(row: tuple[str, str, int, str | None, int, int, int, bytes | None], raw: bytes) -> Match:
    reader, kind, id, label, pack, archived, _, assigned = row
    if reader == Reader.ASSIGNED and assigned != raw:
        reader = Reader.ASSIGNED_LOOSE
    return Match(_READERS[reader], Thing(_KINDS[kind], id, label or ""), pack, archived == 1)


def _asked(forms: Forms) -> tuple[str, tuple[object, ...]]:
    """The statement for a code of these forms, without the branches that can't match, and its parameters."""
    text, own, gtin = forms.text, forms.own, forms.gtin14
    if text is None:
        return _statement(None, False, False), (forms.loose,)
    if forms.content is not None or forms.foreign is not None:
        return _saying(forms, text)
    params: tuple[object, ...] = (forms.loose, *(text,) * len(_TEXTS))
    if gtin is None and own is None:
        return _statement(None, False, True), params
    if gtin is not None:
        return _statement(None, True, True), (forms.loose, gtin, *params[1:])
    if own is not None and own.kind in _TABLES:
        return _statement(own.kind, False, True), (forms.loose, own.id, *params[1:])
    return _statement(None, False, True), params


def _saying(forms: Forms, text: str) -> tuple[str, tuple[object, ...]]:
    """The same for a code that says something: of another system's label, or of goods."""
    asked: list[tuple[str, object]] = [(_ASSIGNED, forms.loose)]
    if forms.foreign is not None:
        asked.append((_EXTERNAL, forms.foreign))
    if forms.gtin14 is not None:
        asked.append((_GTIN, forms.gtin14))
    if forms.content is not None:
        asked += _of_content(forms.content)
    asked += [(branch, text) for branch in _TEXTS]
    params = [one for _, param in asked for one in (param if isinstance(param, tuple) else (param,))]
    return " UNION ALL ".join(branch for branch, _ in asked) + f" LIMIT {FETCHED}", tuple(params)


def _of_content(content: "Content") -> list[tuple[str, object]]:
    from kiosk.barcodes.content import Language

    reader = Reader.AMOUNT if content.language is Language.AMOUNT else Reader.GS1
    return [
        *([(_barcode(reader, "gtin14"), content.gtin14)] if content.gtin14 else []),
        *[(_barcode(reader, "loose"), key.encode()) for key in content.keys],
        # By our own number it is one part; supplier parts may be many, and must not use up the limit before it.
        *[(_LABEL_PART, number) for number in content.part_numbers],
        *[(_LABEL_SKU, sku) for sku in content.skus],
        *([(_LABEL_MANUFACTURER, content.manufacturer_number)] if content.manufacturer_number else []),
    ]


def unit(db: Db, thing: Thing, serial: str) -> Thing | None:
    """The unit with this serial of a part, or of the part that a supplier's part is of; None where there is none.

    A unit of a variant is one of its template, too. Serials are unique within the tree of a part, or everywhere.
    """
    row = execute(db, _UNIT[thing.kind is Kind.SUPPLIER_PART], thing.id, serial).fetchone()
    return None if row is None else Thing(Kind.STOCK_ITEM, row[0], row[1] or "")


def parts(db: Db, things: Iterable[Thing]) -> dict[tuple[Kind, int], Thing]:
    """The part that each of these things is, is stock of, or is supplied as; other things are left out."""
    found: dict[tuple[Kind, int], Thing] = {}
    for kind, sql in _PARTS.items():
        if ids := [thing.id for thing in things if thing.kind is kind]:
            rows = execute(db, sql.format(", ".join("?" * len(ids))), *ids).fetchall()
            found |= {(kind, id): Thing(Kind.PART, part, label or "") for id, part, label in rows}
    return found


def supplied(db: Db, supplier_parts: tuple[int, ...]) -> tuple[tuple[int, str, Thing], ...]:
    """Of each of these supplier parts its id, its supplier's name and its part."""
    marks = ", ".join("?" * len(supplier_parts))
    rows = execute(
        db,
        f"SELECT s.id, a.name, s.part_id, {LABELS[Kind.PART].format('s.part_id')} FROM supplier_part s"
        f" JOIN partner a ON a.id = s.partner_id WHERE s.id IN ({marks})",
        *supplier_parts,
    ).fetchall()
    return tuple((id, name, Thing(Kind.PART, part, label or "")) for id, name, part, label in rows)


@cache
def _statement(own: Kind | None, gtin: bool, text: bool) -> str:
    # The assigned codes come first: their bytes give the column its type, which a NULL alone has not on PostgreSQL.
    # Serials and batches, which many items may share, come last, and what is out after what is on hand: the limit
    # can't hide another reader's match, nor the rest of a batch that is sold but for a few.
    branches = [_ASSIGNED, *([_own(own)] if own else []), *([_GTIN] if gtin else []), *(_TEXTS if text else [])]
    return " UNION ALL ".join(branches) + f" LIMIT {FETCHED}"


def _own(kind: Kind) -> str:
    return (
        f"SELECT '{Reader.OWN}', '{kind}', t.id, {LABELS[kind].format('t.id')}, {_ONE},"
        f" {ARCHIVED[kind].format('t.id')}, 0, NULL FROM {_TABLES[kind]} t WHERE t.id = ?"
    )


def _barcode(reader: Reader, column: str) -> str:
    label = by_kind(LABELS, "b.kind", "b.thing_id")
    archived = by_kind(ARCHIVED, "b.kind", "b.thing_id")
    return (
        f"SELECT '{reader}', b.kind, b.thing_id, {label}, b.pack, {archived}, 0, b.raw"
        f" FROM barcode b WHERE b.unassigned_at IS NULL AND b.{column} = ?"
    )


def _own_text(reader: Reader, kind: Kind, column: str) -> str:
    pack = "t.pack" if kind is Kind.SUPPLIER_PART else _ONE
    return (
        f"SELECT '{reader}', '{kind}', t.id, {LABELS[kind].format('t.id')}, {pack},"
        f" {ARCHIVED[kind].format('t.id')}, 0, NULL FROM {_TABLES[kind]} t WHERE t.{column} = ?"
    )


def _item_text(reader: Reader, column: str, where: str = "") -> str:
    return (
        f"SELECT '{reader}', '{Kind.STOCK_ITEM}', t.id, {OF_ITEM.format('t')}, {_ONE}, 0,"
        f" CASE WHEN t.location_id IS NULL THEN 1 ELSE 0 END, NULL"
        f" FROM stock_item t WHERE t.{column} = ? AND t.status <> 'void'{where}"  # as in the indexes
    )


def _external() -> str:
    label = by_kind(LABELS, "e.kind", "e.thing_id")
    archived = by_kind(ARCHIVED, "e.kind", "e.thing_id")
    return (
        f"SELECT '{Reader.EXTERNAL}', e.kind, e.thing_id, {label}, {_ONE}, {archived}, 0, NULL FROM external_id e"
        " WHERE e.source = ? AND e.foreign_kind = ? AND e.foreign_id = ?"
    )


def _unit(part: str) -> str:
    """The unit of a part with a serial, by its index; then whether that part is the unit's, or above it in its tree."""
    return f"""WITH RECURSIVE asked(id, root) AS ({part}),
        unit(id, part_id, label) AS (SELECT t.id, t.part_id, {OF_ITEM.format("t")} FROM asked a
            JOIN stock_item t ON t.serial_scope IN (0, a.root) WHERE t.serial = ? AND t.status <> 'void'),
        above(id, variant_of_id) AS (SELECT p.id, p.variant_of_id FROM part p JOIN unit u ON p.id = u.part_id
            UNION SELECT p.id, p.variant_of_id FROM part p JOIN above b ON p.id = b.variant_of_id)
        SELECT u.id, u.label FROM unit u WHERE EXISTS (SELECT 1 FROM above b JOIN asked a ON a.id = b.id)"""


_UNIT = (
    _unit("SELECT p.id, p.root FROM part p WHERE p.id = ?"),
    _unit("SELECT p.id, p.root FROM supplier_part s JOIN part p ON p.id = s.part_id WHERE s.id = ?"),
)
_PARTS = {
    Kind.PART: f"SELECT p.id, p.id, {LABELS[Kind.PART].format('p.id')} FROM part p WHERE p.id IN ({{}})",
    Kind.SUPPLIER_PART: f"SELECT s.id, s.part_id, {LABELS[Kind.PART].format('s.part_id')} FROM supplier_part s"
    " WHERE s.id IN ({})",
    Kind.STOCK_ITEM: f"SELECT t.id, t.part_id, {LABELS[Kind.PART].format('t.part_id')} FROM stock_item t"
    " WHERE t.id IN ({})",
}

# A code has its loose form whenever it has its exact one, so one look-up serves both.
_ASSIGNED = _barcode(Reader.ASSIGNED, "loose")
_GTIN = _barcode(Reader.GTIN, "gtin14")
_EXTERNAL = _external()
_LABEL_SKU = _own_text(Reader.LABEL_SKU, Kind.SUPPLIER_PART, "sku")
_LABEL_MANUFACTURER = _own_text(Reader.LABEL_MANUFACTURER, Kind.SUPPLIER_PART, "manufacturer_number")
_LABEL_PART = _own_text(Reader.LABEL_PART, Kind.PART, "number")
_TEXTS = (
    _own_text(Reader.PART_NUMBER, Kind.PART, "number"),
    _own_text(Reader.LOCATION, Kind.LOCATION, "path"),
    _own_text(Reader.DOCUMENT, Kind.DOCUMENT, "number"),
    _own_text(Reader.SUPPLIER_SKU, Kind.SUPPLIER_PART, "sku"),
    _item_text(Reader.SERIAL, "serial"),
    _item_text(Reader.BATCH, "batch", " AND t.location_id IS NOT NULL"),
    _item_text(Reader.BATCH, "batch", " AND t.location_id IS NULL"),
)
