"""The kind `parts`: the catalogue. Parts are known by their numbers; a variant may stand before what it varies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kiosk.exchange import texts
from kiosk.exchange.catalogue import Settling
from kiosk.exchange.kind import Cells, Code, Column, Loading, Row
from kiosk.post import Post
from kiosk.serials.masks import mask_text
from kiosk.stock import fields
from kiosk.stock.fields import Problem
from kiosk.stock.tracking import Tracking
from kiosk.store import catalogue_rows, locations, parts
from kiosk.store.parts import NewPart, StoredPart
from kiosk.store.sql import Db
from kiosk.wording import columns as about
from kiosk.wording import exchange as wording

_A = about.of_parts()
_PLAIN = (
    *("name", "description", "unit", "decimals", "track_stock", "tracking", "minimum", "warranty_months"),
    *("serial_scheme", "serial_mask"),
)


class Parts:
    name = "parts"
    about = about.parts()
    columns = (
        Column("number", _A["number"], fields.part_number, needed=True),
        Column("name", _A["name"], fields.name, filled=True),
        Column("description", _A["description"], fields.free_text, empty=""),
        Column("unit", _A["unit"], fields.unit, empty="pcs"),
        Column("decimals", _A["decimals"], fields.decimals, empty=0),
        Column("variant_of", _A["variant_of"], fields.part_number),
        Column("track_stock", _A["track_stock"], fields.yes_no, empty=True),
        Column("tracking", _A["tracking"], fields.tracking, empty=Tracking.NONE),
        Column("default_location", _A["default_location"], fields.location_path),
        Column("minimum", _A["minimum"], fields.quantity),
        Column("warranty_months", _A["warranty_months"], fields.warranty_months),
        Column("serial_scheme", _A["serial_scheme"], fields.serial_scheme, empty=""),
        Column("serial_mask", _A["serial_mask"], mask_text, empty=""),
        Column("archived", _A["archived"], fields.yes_no, empty=False),
    )
    examples = (
        {
            "number": "RES-10K",
            "name": "Resistor 10 kΩ",
            "unit": "pcs",
            "minimum": "500",
        },
        {
            "number": "PSU-12",
            "name": "Power supply 12 V",
            "description": "Open frame, 5 A",
            "tracking": "serial",
            "minimum": "2",
            "warranty_months": "24",
        },
    )

    def identity(self, values: Mapping[str, Any]) -> tuple[str, ...] | None:
        return (values["number"],) if "number" in values else None

    def loader(self, db: Db, post: Post, loading: Loading) -> "_Loader":
        return _Loader(db, loading)

    def rows(self, db: Db) -> Iterator[Cells]:
        for part in catalogue_rows.parts(db):
            yield (
                part.number,
                part.name,
                part.description,
                part.unit,
                str(part.decimals),
                texts.optional(part.variant_of),
                texts.yes_no(part.track_stock),
                part.tracking,
                texts.optional(part.default_location),
                "" if part.minimum is None else texts.number(part.minimum),
                texts.optional(part.warranty_months),
                part.serial_scheme,
                part.serial_mask,
                texts.yes_no(part.archived),
            )


@dataclass(frozen=True, slots=True)
class _Variant:
    """A part that becomes a variant in the end, when all parts of the file are there."""

    row: int
    id: int
    of: str


class _Loader:
    def __init__(self, db: Db, loading: Loading) -> None:
        self._db = db
        self._loading = loading
        self._settling = Settling(db, loading, parts, _problems)
        self._broken: set[str] = set()
        self._variants: list[_Variant] = []

    def load(self, rows: Sequence[Row]) -> None:
        for row in rows:
            number = row.values.get("number", "")
            if row.broken or not self._settled(row, number):
                self._broken.add(number)

    def finish(self) -> None:
        for variant in self._variants:
            self._vary(variant)
        self._settling.finish()

    def _settled(self, row: Row, number: str) -> bool:
        id = parts.find(self._db, number)
        stored = None if id is None else parts.get(self._db, id)
        if stored is None and self._settling.missing(row, ["name"]):
            return False
        part = stored.part if stored else NewPart(number=number, name="")
        part = replace(part, **{name: row.values[name] for name in _PLAIN if name in row.values})
        if "default_location" in row.values:
            path = row.values["default_location"]
            place = None if path is None else locations.find(self._db, path)
            if path is not None and place is None:
                self._loading.error(row.number, "default_location", Code.NOT_FOUND, wording.no_location(path))
                return False
            part = replace(part, default_location=place)
        part, later = self._variant(row, stored, part)
        id = self._settling.settle(row, id, stored is not None and stored.archived, part, more=bool(later))
        if id is not None and later:
            self._variants.append(_Variant(row.number, id, later))
        return id is not None

    def _variant(self, row: Row, stored: StoredPart | None, part: NewPart) -> tuple[NewPart, str]:
        """The part with what it is a variant of now, and what it is to be a variant of in the end.

        Parts that are there change only in the end, and those that are variants no more do so at once: else what is
        right by the whole file could be wrong by the rows so far.
        """
        if "variant_of" not in row.values:
            return part, ""
        number = row.values["variant_of"]
        above = None if number is None else parts.find(self._db, number)
        if stored is None:
            return replace(part, variant_of=above), number if number and above is None else ""
        if number is None:
            return replace(part, variant_of=None), ""
        return part, "" if above is not None and above == part.variant_of else number

    def _vary(self, variant: _Variant) -> None:
        above = parts.find(self._db, variant.of)
        stored = parts.get(self._db, variant.id)
        if above is None or stored is None:
            if variant.of not in self._broken:
                self._loading.error(variant.row, "variant_of", Code.NOT_FOUND, wording.no_part(variant.of))
            return
        part = replace(stored.part, variant_of=above)
        if not self._settling.refused(variant.row, _problems(self._db, part, variant.id)):
            parts.update(self._db, variant.id, part)


def _problems(db: Db, new: NewPart, id: int | None) -> tuple[Problem, ...]:
    return parts.problems(db, new, id, restoring=True)
