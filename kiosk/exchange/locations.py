"""The kind `locations`: the tree of places, known by their paths. A place may stand before the one it lies in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kiosk.exchange import texts
from kiosk.exchange.catalogue import Settling
from kiosk.exchange.kind import Cells, Code, Column, Loading, Row
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.stock.fields import Problem
from kiosk.store import catalogue_rows, locations
from kiosk.store.locations import NewLocation
from kiosk.store.sql import Db
from kiosk.wording import columns as about
from kiosk.wording import exchange as wording

_A = about.of_locations()


class Locations:
    name = "locations"
    about = about.locations()
    columns = (
        Column("path", _A["path"], fields.location_path, needed=True),
        Column("name", _A["name"], fields.optional_name, empty=""),
        Column("structural", _A["structural"], fields.yes_no, empty=False),
        Column("archived", _A["archived"], fields.yes_no, empty=False),
    )
    examples = (
        {"path": "MAIN", "name": "Workshop", "structural": "yes"},
        {"path": "MAIN/A", "name": "Shelf A", "structural": "yes"},
        {"path": "MAIN/A/01", "name": "Power supplies"},
        {"path": "MAIN/A/02", "name": "Resistors"},
    )

    def identity(self, values: Mapping[str, Any]) -> tuple[str, ...] | None:
        return (values["path"],) if "path" in values else None

    def loader(self, db: Db, post: Post, loading: Loading) -> "_Loader":
        return _Loader(db, loading)

    def rows(self, db: Db) -> Iterator[Cells]:
        for place in catalogue_rows.locations(db):
            yield place.path, place.name, texts.yes_no(place.structural), texts.yes_no(place.archived)


class _Loader:
    def __init__(self, db: Db, loading: Loading) -> None:
        self._db = db
        self._loading = loading
        self._settling = Settling(db, loading, locations, _problems, {"code": "path", "parent": "path"})
        self._broken: set[str] = set()
        self._waiting: list[Row] = []  # for the place above

    def load(self, rows: Sequence[Row]) -> None:
        for row in rows:
            path = row.values.get("path", "")
            if row.broken:
                self._broken.add(path)
            elif not self._is_there(_above(path)):
                self._waiting.append(row)
            else:
                self._settle(row, path)

    def finish(self) -> None:
        for row in sorted(self._waiting, key=lambda row: row.values["path"].count("/")):
            path = row.values["path"]
            if self._is_there(_above(path)):
                self._settle(row, path)
                continue
            if _above(path) not in self._broken:
                self._loading.error(row.number, "path", Code.NOT_FOUND, wording.no_location(_above(path)))
            self._broken.add(path)
        # Places are archived before, and brought back after, those that they lie in.
        self._settling.turns.sort(key=lambda turn: self._depth(turn.id) * (-1 if turn.archived else 1))
        self._settling.finish()

    def _settle(self, row: Row, path: str) -> None:
        id = locations.find(self._db, path)
        stored = None if id is None else locations.get(self._db, id)
        parent = locations.find(self._db, _above(path)) if _above(path) else None
        place = stored.location if stored else NewLocation(path.rpartition("/")[2], parent=parent)
        place = replace(place, **{name: row.values[name] for name in ("name", "structural") if name in row.values})
        if self._settling.settle(row, id, stored is not None and stored.archived, place) is None:
            self._broken.add(path)

    def _is_there(self, path: str) -> bool:
        return not path or locations.find(self._db, path) is not None

    def _depth(self, id: int) -> int:
        stored = locations.get(self._db, id)
        return stored.path.count("/") + 1 if stored else 0


def _above(path: str) -> str:
    return path.rpartition("/")[0]


def _problems(db: Db, new: NewLocation, id: int | None) -> tuple[Problem, ...]:
    return locations.problems(db, new, id, restoring=True)
