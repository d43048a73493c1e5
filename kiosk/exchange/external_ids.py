"""The kind `external-ids`: what other systems call things of ours. Known by their own identifiers."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from kiosk.exchange import things
from kiosk.exchange.kind import Cells, Column, Loading, Row
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.store import code_rows
from kiosk.store.code_rows import Foreign
from kiosk.store.sql import Db
from kiosk.wording import columns as about

_A = about.of_external_ids()


class ExternalIds:
    name = "external-ids"
    about = about.external_ids()
    columns = (
        Column("source", _A["source"], partial(fields.code, most=100), needed=True),
        Column("foreign_kind", _A["foreign_kind"], partial(fields.code, most=100), empty=""),
        Column("foreign_id", _A["foreign_id"], partial(fields.code, most=200), needed=True),
        *things.COLUMNS,
    )
    examples = (
        {"source": "inventree", "foreign_kind": "part", "foreign_id": "10", "kind": "part", "part": "RES-10K"},
        {"source": "inventree", "foreign_kind": "stocklocation", "foreign_id": "3", "kind": "location",
         "location": "MAIN/A"},
    )  # fmt: skip

    def identity(self, values: Mapping[str, Any]) -> tuple[str, ...] | None:
        if "source" not in values or "foreign_id" not in values:
            return None
        return values["source"], values.get("foreign_kind", ""), values["foreign_id"]

    def loader(self, db: Db, post: Post, loading: Loading) -> "_Loader":
        return _Loader(db, loading)

    def rows(self, db: Db) -> Iterator[Cells]:
        for foreign, name in code_rows.external_ids(db):
            yield foreign.source, foreign.kind, foreign.id, *things.cells(name)


class _Loader:
    def __init__(self, db: Db, loading: Loading) -> None:
        self._db = db
        self._loading = loading

    def load(self, rows: Sequence[Row]) -> None:
        whole = [row for row in rows if not row.broken]
        found = things.Things(self._db, whole)
        for row in whole:
            thing = found.find(row, self._loading)
            if thing is None:
                continue
            values = row.values
            foreign = Foreign(values["source"], values.get("foreign_kind", ""), values["foreign_id"])
            match code_rows.put(self._db, foreign, thing):
                case True:
                    self._loading.created += 1
                case False:
                    self._loading.changed += 1
                case None:
                    self._loading.unchanged += 1

    def finish(self) -> None:
        pass
