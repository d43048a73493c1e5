"""Which stock item a row of a file means. Each look-up of the store is made once for many rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kiosk.exchange.kind import Row
from kiosk.stock.statuses import Status
from kiosk.store import stock_rows
from kiosk.store.sql import Db
from kiosk.store.stock_rows import Holder, Place, Present, Spot

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has of all that some rows name."""

    parts: Mapping[str, Holder]
    places: Mapping[str, Place]
    supplier_parts: Mapping[tuple[str, str], tuple[int, int]]
    by_uid: Mapping[str, Present]
    by_serial: Mapping[tuple[int, str], Present]
    in_spots: Mapping[Spot, Sequence[Present]]

    def supplier_part(self, values: Values) -> tuple[int, int] | None:
        """The supplier's part that a row names, and the part that this is."""
        return self.supplier_parts.get((values.get("partner") or "", values.get("sku") or ""))

    def spot(self, values: Values) -> Spot | None:
        """Where a row without a serial has its stock; None when its part or place is unknown."""
        part, path = self.parts.get(values.get("part") or ""), values.get("location")
        if part is None or (path and path not in self.places):
            return None
        return part.id, status(values).value, self.places[path].id if path else None

    def alike(self, values: Values) -> list[Present]:
        """The items that a row fits without uid and serial: in all columns of the file that tell items apart."""
        spot = self.spot(values)
        if spot is None:
            return []
        supplier = self.supplier_part(values)
        return [
            item
            for item in self.in_spots.get(spot, ())
            if ("batch" not in values or item.batch == values["batch"])
            and ("expiry" not in values or item.expiry == values["expiry"])
            and ("sku" not in values or item.supplier_part == (supplier and supplier[0]))
        ]


def status(values: Values) -> Status:
    """What a row says of the status; nothing means in stock."""
    said: Status = values.get("status") or Status.IN_STOCK
    return said


def known(db: Db, rows: Iterable[Row]) -> Known:
    """What the store has of what these rows name."""
    all_values = [row.values for row in rows]
    found = Known(
        stock_rows.parts(db, _named(all_values, "part")),
        stock_rows.places(db, _named(all_values, "location")),
        stock_rows.supplier_parts(db, _named(all_values, "sku")),
        stock_rows.by_uid(db, _named(all_values, "uid")),
        stock_rows.by_serial(db, _named(all_values, "serial")),
        {},
    )
    spots = dict.fromkeys(found.spot(values) for values in all_values if not values.get("serial"))
    return replace(found, in_spots=stock_rows.without_serial(db, [spot for spot in spots if spot is not None]))


def _named(all_values: Iterable[Values], column: str) -> list[str]:
    return list(dict.fromkeys(values[column] for values in all_values if values.get(column)))
