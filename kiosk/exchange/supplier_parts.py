"""The kind `supplier-parts`: how partners name and pack parts; known by partner and sku."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kiosk.exchange import texts
from kiosk.exchange.catalogue import Settling
from kiosk.exchange.kind import Cells, Code, Column, Loading, Row
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.stock.fields import Problem
from kiosk.store import catalogue_rows, partners, parts, supplier_parts
from kiosk.store.sql import Db
from kiosk.store.supplier_parts import NewSupplierPart
from kiosk.wording import columns as about
from kiosk.wording import exchange as wording

_A = about.of_supplier_parts()


class SupplierParts:
    name = "supplier-parts"
    about = about.supplier_parts()
    columns = (
        Column("partner", _A["partner"], fields.partner_name, needed=True),
        Column("sku", _A["sku"], fields.sku, needed=True),
        Column("part", _A["part"], fields.part_number, needed=True),
        Column("manufacturer_number", _A["manufacturer_number"], fields.manufacturer_number),
        Column("pack", _A["pack"], fields.amount, empty=Decimal(1)),
        Column("archived", _A["archived"], fields.yes_no, empty=False),
    )
    examples = (
        {
            "partner": "Acme Components",
            "sku": "0805-103",
            "part": "RES-10K",
            "manufacturer_number": "CRCW0805",
            "pack": "100",
        },
    )

    def identity(self, values: Mapping[str, Any]) -> tuple[str, ...] | None:
        return (values["partner"], values["sku"]) if "partner" in values and "sku" in values else None

    def loader(self, db: Db, post: Post, loading: Loading) -> "_Loader":
        return _Loader(db, loading)

    def rows(self, db: Db) -> Iterator[Cells]:
        for listed in catalogue_rows.supplier_parts(db):
            yield (
                listed.partner,
                listed.sku,
                listed.part,
                texts.optional(listed.manufacturer_number),
                texts.number(listed.pack),
                texts.yes_no(listed.archived),
            )


class _Loader:
    def __init__(self, db: Db, loading: Loading) -> None:
        self._db = db
        self._loading = loading
        self._settling = Settling(db, loading, supplier_parts, _problems)

    def load(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if not row.broken:
                self._settle(row)

    def finish(self) -> None:
        self._settling.finish()

    def _settle(self, row: Row) -> None:
        values = row.values
        partner = partners.find(self._db, values["partner"])
        part = parts.find(self._db, values["part"])
        if partner is None:
            self._loading.error(row.number, "partner", Code.NOT_FOUND, wording.no_partner(values["partner"]))
        if part is None:
            self._loading.error(row.number, "part", Code.NOT_FOUND, wording.no_part(values["part"]))
        if partner is None or part is None:
            return
        id = supplier_parts.find(self._db, partner, values["sku"])
        stored = None if id is None else supplier_parts.get(self._db, id)
        new = stored.supplier_part if stored else NewSupplierPart(partner=partner, part=part, sku=values["sku"])
        new = replace(
            new, part=part, **{name: values[name] for name in ("manufacturer_number", "pack") if name in values}
        )
        self._settling.settle(row, id, stored is not None and stored.archived, new)


def _problems(db: Db, new: NewSupplierPart, id: int | None) -> tuple[Problem, ...]:
    return supplier_parts.problems(db, new, id, restoring=True)
