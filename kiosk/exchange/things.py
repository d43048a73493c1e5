"""The columns that say which thing a row is about, and the things that they mean in this store."""

from collections.abc import Sequence
from typing import Any

from kiosk.exchange import texts
from kiosk.exchange.kind import Cells, Code, Column, Loading, Row
from kiosk.stock import fields
from kiosk.stock.thing import Kind, Thing
from kiosk.store import stock_rows
from kiosk.store.named import Named
from kiosk.store.sql import Db
from kiosk.wording import columns as about
from kiosk.wording import exchange as wording
from kiosk.wording import fields as field_wording

_A = about.of_things()
_KINDS = (Kind.PART, Kind.STOCK_ITEM, Kind.LOCATION, Kind.SUPPLIER_PART)


def kind(text: str) -> Kind:
    """A kind of things that files can name. Raises ValueError."""
    name = text.strip().casefold().replace(" ", "_").replace("-", "_")
    found = next((kind for kind in _KINDS if kind.value == name), None)
    if found is None:
        raise ValueError(field_wording.one_of(text, tuple(kind.value for kind in _KINDS)))
    return found


NAMING = (
    Column("part", _A["part"], fields.part_number),
    Column("serial", _A["serial"], fields.serial),
    Column("location", _A["location"], fields.location_path),
    Column("partner", _A["partner"], fields.partner_name),
    Column("sku", _A["sku"], fields.sku),
    Column("uid", _A["uid"], fields.uid),
)
COLUMNS = (Column("kind", _A["kind"], kind, needed=True), *NAMING)


def cells(name: Named) -> Cells:
    """The cells of `COLUMNS`."""
    parts = (name.kind, name.part, name.serial, name.location, name.partner, name.sku, name.uid)
    return tuple(map(texts.optional, parts))


class Things:
    """What the store has of all that some rows name; each table is asked once."""

    def __init__(self, db: Db, rows: Sequence[Row]) -> None:
        def named(column: str) -> set[Any]:
            return {row.values[column] for row in rows if row.values.get(column)}

        self._parts = stock_rows.parts(db, named("part"))
        self._places = stock_rows.places(db, named("location"))
        self._supplier_parts = stock_rows.supplier_parts(db, named("sku"))
        self._by_uid = stock_rows.by_uid(db, named("uid"))
        self._by_serial = stock_rows.by_serial(db, named("serial"))

    def find(self, row: Row, loading: Loading) -> Thing | None:
        """The thing that the row is about; None, and errors, where it names none or there is no such thing."""
        try:
            kind: Kind = row.values["kind"]
            return Thing(kind, self._id(kind, row.values), "")
        except _NotFound as error:
            loading.error(row.number, error.column, error.code, error.text)
            return None

    def decimals(self, number: str) -> int:
        """Of a part that a row names."""
        return self._parts[number].decimals

    def _id(self, kind: Kind, values: dict[str, Any]) -> int:
        match kind:
            case Kind.PART:
                number = _given(values, "part")
                if found := self._parts.get(number):
                    return found.id
                raise _NotFound("part", wording.no_part(number))
            case Kind.LOCATION:
                path = _given(values, "location")
                if place := self._places.get(path):
                    return place.id
                raise _NotFound("location", wording.no_location(path))
            case Kind.SUPPLIER_PART:
                partner, sku = _given(values, "partner"), _given(values, "sku")
                if supplied := self._supplier_parts.get((partner, sku)):
                    return supplied[0]
                raise _NotFound("sku", wording.no_supplier_part(partner, sku))
            case _:
                return self._item(values)

    def _item(self, values: dict[str, Any]) -> int:
        """By its uid where the store has it, else by its serial: another store has given it another uid."""
        if item := self._by_uid.get(values.get("uid") or ""):
            return item.id
        if not values.get("serial"):
            raise _NotFound("uid", wording.no_uid(_given(values, "uid")))
        number = _given(values, "part")
        if (part := self._parts.get(number)) is None:
            raise _NotFound("part", wording.no_part(number))
        unit = self._by_serial.get((part.scope, values["serial"]))
        if unit is None or unit.part != part.id:
            raise _NotFound("serial", wording.no_item(values["serial"]))
        return unit.id


class _NotFound(Exception):
    def __init__(self, column: str, text: str, code: Code = Code.NOT_FOUND) -> None:
        super().__init__(text)
        self.column, self.text, self.code = column, text, code


def _given(values: dict[str, Any], column: str) -> str:
    value: str | None = values.get(column)
    if value is None:
        raise _NotFound(column, field_wording.missing(), Code.MISSING)
    return value
