"""The ledger in files: every movement with its operation, in the order in which they were written.

It restores the history of a shop, and the stock that this history comes to. Entries are known by station and
number, and are only ever added.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from kiosk.exchange import runs, texts
from kiosk.exchange.kind import Cells, Column, Loading
from kiosk.exchange.movements_loading import MovementsLoader
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.stock.ledger import EDITABLE, Act, Fields
from kiosk.store import movement_rows
from kiosk.store.movement_rows import Entry
from kiosk.store.sql import Db
from kiosk.times import iso
from kiosk.wording import fields as field_wording
from kiosk.wording import stock_columns as column_wording
from kiosk.wording import stock_rows as wording

_PARSE = {
    "batch": fields.batch,
    "expiry": lambda text: fields.day(text).isoformat(),
    "warranty_until": lambda text: fields.day(text).isoformat(),
    "notes": fields.free_text,
}


def changes(cell: str) -> Fields:
    """What a movement changed beside the state, of JSON as `{"batch": ["A1", null]}`. Raises ValueError."""
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        raise ValueError(wording.no_changes()) from None
    if not isinstance(found, dict) or not found or not all(map(_pair, found.values())):
        raise ValueError(wording.no_changes())
    for name, pair in found.items():
        if name not in EDITABLE:
            raise ValueError(wording.no_column(name, sorted(EDITABLE)))
        for value in filter(None, pair):
            _PARSE[name](value)
    return {name: (before, after) for name, (before, after) in found.items()}


def _pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(each is None or isinstance(each, str) for each in value)


def number(cell: str) -> tuple[str, int]:
    """Station and number, as `bench-1:42`. Raises ValueError."""
    station, _, seq = cell.rpartition(":")
    if not station:
        raise ValueError(wording.no_reference())
    return fields.name(station), runs.seq(seq)


def _kind(text: str) -> str:
    if text not in tuple(Act):
        raise ValueError(field_wording.one_of(text, tuple(Act)))
    return text


def _column(name: str, parse: Callable[[str], Any], *, needed: bool = False, empty: Any = None) -> Column:
    return Column(name, column_wording.MOVEMENT[name], parse, needed=needed, empty=empty)


_text = partial(_column, parse=fields.free_text, empty="")
_needed = partial(_column, needed=True)
_day = _PARSE["expiry"]

COLUMNS = (
    _needed("station", fields.name),
    _needed("seq", runs.seq),
    _needed("uid", fields.uid),
    *runs.columns(column_wording.MOVEMENT),
    _needed("operation", fields.uid),
    _needed("operation_seq", runs.seq),
    _needed("kind", _kind),
    _text("operator"),
    _needed("at", fields.moment),
    _needed("recorded_at", fields.moment),
    _text("reference"),
    _text("operation_note"),
    _column("operation_reverses", number),
    _needed("item", fields.uid),
    _needed("part", fields.part_number),
    _column("serial", fields.serial),
    _column("partner", fields.partner_name),
    _column("sku", fields.sku),
    _column("batch", fields.batch),
    _column("expiry", _day),
    _column("warranty_until", _day),
    _text("notes"),
    _column("from", fields.location_path),
    _column("to", fields.location_path),
    _needed("quantity_before", fields.quantity),
    _needed("quantity_after", fields.quantity),
    _column("status_before", fields.status),
    _needed("status_after", fields.status),
    _column("fields", changes),
    _text("note"),
    _column("reverses", number),
)


class Movements:
    """The kind `movements`."""

    name = "movements"
    about = column_wording.movements_about()
    columns = COLUMNS
    examples: tuple[Mapping[str, str], ...] = (
        {
            "station": "bench-1",
            "seq": "1",
            "uid": "0193462f4a107d3c9b0e5a6f7c8d9e02",
            "run_started": "2027-03-31T07:55:00Z",
            "operation": "0193462f4a107d3c9b0e5a6f7c8d9e03",
            "operation_seq": "1",
            "kind": "import",
            "operator": "Jana",
            "at": "2027-03-31T08:00:00Z",
            "recorded_at": "2027-03-31T08:00:00Z",
            "reference": "stock.csv",
            "item": "0193462f4a107d3c9b0e5a6f7c8d9e04",
            "part": "PSU-12",
            "serial": "0042",
            "to": "MAIN/A/01",
            "quantity_before": "0",
            "quantity_after": "1",
            "status_after": "in_stock",
        },
    )

    def identity(self, values: Mapping[str, Any]) -> tuple[str, ...] | None:
        return (values["station"], str(values["seq"])) if "station" in values and "seq" in values else None

    def loader(self, db: Db, post: Post, loading: Loading) -> MovementsLoader:
        return MovementsLoader(db, loading)

    def rows(self, db: Db) -> Iterator[Cells]:
        return map(_cells, movement_rows.everything(db))


def _cells(entry: Entry) -> Cells:
    act = entry.act
    begun = entry.begun.get
    return (
        entry.station,
        str(entry.seq),
        entry.uid,
        *runs.cells(entry.run),
        act.uid,
        str(act.seq),
        act.kind,
        act.operator,
        iso(act.at),
        iso(act.recorded_at),
        act.reference,
        act.note,
        _numbered(act.reverses),
        entry.item,
        entry.part,
        texts.optional(entry.serial),
        texts.optional(entry.partner),
        texts.optional(entry.sku),
        texts.optional(begun("batch")),
        texts.optional(begun("expiry")),
        texts.optional(begun("warranty_until")),
        texts.optional(begun("notes")),
        texts.optional(entry.origin),
        texts.optional(entry.target),
        texts.number(entry.quantity_before),
        texts.number(entry.quantity_after),
        texts.optional(entry.status_before),
        entry.status_after,
        texts.optional(entry.fields),
        entry.note,
        _numbered(entry.reverses),
    )


def _numbered(entry: tuple[str, int] | None) -> str:
    return "" if entry is None else f"{entry[0]}:{entry[1]}"
