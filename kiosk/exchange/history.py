"""Rows of the journal and of the movements, for programs and files: named values, and the same as texts."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kiosk.exchange.texts import cell
from kiosk.stock.history import Entry, Log, Movement, Record
from kiosk.times import iso

COLUMNS: Mapping[Log, tuple[str, ...]] = {
    Log.JOURNAL: (
        "station", "seq", "run", "recorded_at", "scanned_at", "operator", "screen", "device", "device_seq",
        "code", "hex", "symbology", "typed", "result", "tone", "kind", "id", "label",
    ),
    Log.MOVEMENTS: (
        "id", "station", "seq", "run", "recorded_at", "at", "operator", "operation", "act", "reference", "note",
        "part", "serial", "batch", "item", "from", "to", "quantity_before", "quantity_after", "unit",
        "status_before", "status_after", "fields", "remark", "scan", "reverses", "reversed_by",
    ),
}  # fmt: skip


def facts(row: Entry | Movement) -> dict[str, Any]:
    """All of a row, as JSON takes it: times in ISO 8601, quantities as exact texts, null for what there is not."""
    if isinstance(row, Entry):
        return _scan(row.record, row.named.label if row.named else None)
    return _movement(row)


def cells(row: Entry | Movement) -> tuple[str, ...]:
    """The same as texts, in the order of the columns."""
    return tuple(map(cell, facts(row).values()))


def _scan(record: Record, label: str | None) -> dict[str, Any]:
    """`code` is null where the bytes are no text; `hex` always has them."""
    return {
        "station": record.station,
        "seq": record.seq,
        "run": record.run,
        "recorded_at": iso(record.recorded_at),
        "scanned_at": iso(record.scanned_at),
        "operator": record.operator,
        "screen": record.screen,
        "device": record.device,
        "device_seq": record.device_seq,
        "code": record.text,
        "hex": bytes(record.raw).hex(),
        "symbology": record.symbology,
        "typed": record.typed,
        "result": record.result,
        "tone": record.tone,
        "kind": record.kind,
        "id": record.thing_id,
        "label": label,
    }


def _movement(row: Movement) -> dict[str, Any]:
    """`from` and `to` are null outside; `note` is the operation's, `remark` this movement's own."""
    return {
        "id": row.id,
        "station": row.station,
        "seq": row.seq,
        "run": row.run,
        "recorded_at": iso(row.recorded_at),
        "at": iso(row.at),
        "operator": row.operator,
        "operation": row.operation,
        "act": row.act,
        "reference": row.reference,
        "note": row.note,
        "part": row.number,
        "serial": row.serial or None,
        "batch": row.batch or None,
        "item": row.item.id,
        "from": row.origin or None,
        "to": row.target or None,
        "quantity_before": exact(row.quantity_before),
        "quantity_after": exact(row.quantity_after),
        "unit": row.unit,
        "status_before": row.before,
        "status_after": row.after,
        "fields": {name: list(change) for name, change in row.changed.items()},
        "remark": row.remark,
        "scan": row.scan,
        "reverses": row.reverses,
        "reversed_by": row.reversed_by,
    }


def exact(quantity: Decimal) -> str:
    """A quantity for programs: exact, and never as a power of ten."""
    return f"{quantity:f}"
