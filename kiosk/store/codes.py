"""What the store knows by a code: one statement for all ways of looking it up, each by its own index.

Knows the tables, not what wins: that is for `kiosk.barcodes.resolve`. Document numbers get a branch beside the
part numbers when there are documents, ids of other systems one beside the own codes.
"""

from functools import cache

from kiosk.barcodes.forms import Forms
from kiosk.barcodes.reading import Kind, Match, Reader, Thing
from kiosk.store.labels import ARCHIVED, LABELS, by_kind
from kiosk.store.sql import Db, execute

FETCHED = 50  # matches: a batch or a serial that hundreds of items share is not read to its end

_ONE = "1000000"
_TABLES = {
    Kind.PART: "part",
    Kind.STOCK_ITEM: "stock_item",
    Kind.LOCATION: "location",
    Kind.SUPPLIER_PART: "supplier_part",
}


def find(db: Db, forms: Forms) -> tuple[Match, ...]:
    """The first 50 things that have this code in any way, by any reader, archived ones too; in no order.

    Of a batch, the items on hand are given, and those that are out only where none is on hand.
    """
    if not forms.loose:  # nothing, or nothing but control characters
        return ()
    sql = _statement(
        _kind_of_own(forms),
        gtin=forms.gtin14 is not None,
        text=forms.text is not None,
    )
    rows = execute(db, sql, *_params(forms)).fetchall()
    if not rows:
        return ()
    on_hand = any(row[0] == Reader.BATCH and not row[6] for row in rows)
    return tuple(_match(row) for row in rows if not (on_hand and row[6] and row[0] == Reader.BATCH))


def _match(row: tuple[str, str, int, str | None, int, int, int]) -> Match:
    reader, kind, id, label, pack, archived, _ = row
    return Match(Reader(reader), Thing(Kind(kind), id, label or ""), pack, bool(archived))


def _kind_of_own(forms: Forms) -> Kind | None:
    return forms.own.kind if forms.own is not None and forms.own.kind in _TABLES else None


def _params(forms: Forms) -> tuple[object, ...]:
    params: tuple[object, ...] = (forms.raw, forms.loose)
    if forms.text is not None:
        params += (forms.text,) * 5
    if forms.gtin14 is not None:
        params = (forms.gtin14, *params)
    if forms.own is not None and forms.own.kind in _TABLES:
        params = (forms.own.id, *params)
    return params


@cache
def _statement(own: Kind | None, *, gtin: bool, text: bool) -> str:
    branches = [*([_own(own)] if own else []), *([_GTIN] if gtin else []), _ASSIGNED, *(_TEXTS if text else [])]
    # Serials and batches, which many items may share, come last: the limit can't hide another reader's match.
    return " UNION ALL ".join(branches) + f" LIMIT {FETCHED}"


def _own(kind: Kind) -> str:
    return (
        f"SELECT '{Reader.OWN}', '{kind}', t.id, {LABELS[kind].format('t.id')}, {_ONE},"
        f" {ARCHIVED[kind].format('t.id')}, 0 FROM {_TABLES[kind]} t WHERE t.id = ?"
    )


def _barcode(reader: str, where: str) -> str:
    label = by_kind(LABELS, "b.kind", "b.thing_id")
    archived = by_kind(ARCHIVED, "b.kind", "b.thing_id")
    return (
        f"SELECT {reader}, b.kind, b.thing_id, {label}, b.pack, COALESCE({archived}, 0), 0"
        f" FROM barcode b WHERE b.unassigned_at IS NULL AND {where}"
    )


def _own_text(reader: Reader, kind: Kind, column: str) -> str:
    pack = "t.pack" if kind is Kind.SUPPLIER_PART else _ONE
    return (
        f"SELECT '{reader}', '{kind}', t.id, {LABELS[kind].format('t.id')}, {pack},"
        f" {ARCHIVED[kind].format('t.id')}, 0 FROM {_TABLES[kind]} t WHERE t.{column} = ?"
    )


def _item_text(reader: Reader, column: str) -> str:
    return (
        f"SELECT '{reader}', '{Kind.STOCK_ITEM}', t.id, {LABELS[Kind.STOCK_ITEM].format('t.id')}, {_ONE}, 0,"
        f" CASE WHEN t.location_id IS NULL THEN 1 ELSE 0 END"
        f" FROM stock_item t WHERE t.{column} = ? AND t.status <> 'void'"  # as in the index on serials
    )


# A code has its loose form whenever it has its exact one, so one look-up serves both.
_ASSIGNED = _barcode(f"CASE WHEN b.raw = ? THEN '{Reader.ASSIGNED}' ELSE '{Reader.ASSIGNED_LOOSE}' END", "b.loose = ?")
_GTIN = _barcode(f"'{Reader.GTIN}'", "b.gtin14 = ?")
_TEXTS = (
    _own_text(Reader.PART_NUMBER, Kind.PART, "number"),
    _own_text(Reader.LOCATION, Kind.LOCATION, "path"),
    _own_text(Reader.SUPPLIER_SKU, Kind.SUPPLIER_PART, "sku"),
    _item_text(Reader.SERIAL, "serial"),
    _item_text(Reader.BATCH, "batch"),
)
