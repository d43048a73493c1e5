"""The kind `partners`: suppliers, manufacturers and customers, known by their names."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kiosk.exchange import texts
from kiosk.exchange.catalogue import Settling
from kiosk.exchange.kind import Cells, Column, Loading, Row
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.store import catalogue_rows, partners
from kiosk.store.partners import NewPartner
from kiosk.store.sql import Db
from kiosk.wording import columns as about

_A = about.of_partners()


class Partners:
    name = "partners"
    about = about.partners()
    columns = (
        Column("name", _A["name"], fields.partner_name, needed=True),
        Column("archived", _A["archived"], fields.yes_no, empty=False),
    )
    examples = ({"name": "Acme Components"}, {"name": "Bolt & Nut Ltd"})

    def identity(self, values: Mapping[str, Any]) -> tuple[str, ...] | None:
        return (values["name"],) if "name" in values else None

    def loader(self, db: Db, post: Post, loading: Loading) -> "_Loader":
        return _Loader(db, loading)

    def rows(self, db: Db) -> Iterator[Cells]:
        for partner in catalogue_rows.partners(db):
            yield partner.name, texts.yes_no(partner.archived)


class _Loader:
    def __init__(self, db: Db, loading: Loading) -> None:
        self._db = db
        self._settling = Settling(db, loading, partners, partners.problems)

    def load(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if row.broken:
                continue
            id = partners.find(self._db, row.values["name"])
            stored = None if id is None else partners.get(self._db, id)
            archived = stored is not None and stored.archived
            self._settling.settle(row, id, archived, NewPartner(row.values["name"]))

    def finish(self) -> None:
        self._settling.finish()
