"""What files are written from and read into, in the store: by indexes, and the same on each engine."""

import io
from typing import Any

import pytest

from kiosk.exchange import csv_file, importing, template
from kiosk.exchange.kind import Loading
from kiosk.exchange.kinds import kinds
from kiosk.exchange.names import NAMES
from kiosk.exchange.reading import read
from kiosk.exchange.spool import Spool
from kiosk.flows.begin import RunInfo, begin
from kiosk.post import Post
from kiosk.stock.rules import Rules
from kiosk.store.database import Store


def work(db: Any) -> Post:
    return begin(db, "bench", "Jana", "", Rules(), RunInfo("tester", "", "", "1.0", 2))


def taken(store: Store, kind: str) -> bytes:
    known, stream = kinds()[kind], io.StringIO(newline="")
    csv_file.write(stream, [template.header(known), *store.look(lambda db: [*known.rows(db)])])
    return stream.getvalue().encode()


def bring(store: Store, kind: str, raw: bytes) -> Loading:
    known = kinds()[kind]
    with Spool() as spool:
        found = read(csv_file.read(io.BytesIO(raw), template.header(known)), known, spool, lambda rows: None)
        return importing.save(
            store, work, known, spool, found, check=False, cancelled=lambda: False, told=lambda done: None
        )


def test_a_shop_goes_from_one_engine_to_the_other(shop, pg_store):
    for raw in (b"2000000000015", b"AB\x1dCD", b"\xff\xfe", b"unknown"):
        shop.look_up(raw)
    for kind in NAMES:
        raw = taken(shop.store, kind)
        assert bring(pg_store, kind, raw).errors == []
        again = bring(pg_store, kind, raw)
        assert (again.errors, again.created, again.changed) == ([], 0, 0)
        assert sorted(taken(pg_store, kind).splitlines()) == sorted(raw.splitlines()), kind


class Explaining:
    """A database that notes how SQLite goes about each statement."""

    param = "?"

    def __init__(self, db: Any) -> None:
        self.db = db
        self.steps: list[str] = []

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        if sql.lstrip().startswith(("SELECT", "WITH")):
            self.steps += [f"{row[3]}: {sql}" for row in self.db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params)]
        return self.db.execute_sql(sql, params)

    def cursor(self) -> Any:
        return self.db.cursor()


@pytest.mark.parametrize("kind", NAMES)
def test_all_rows_are_read_stretch_by_stretch_without_sorting(shop, kind):
    def steps(db: Any) -> list[str]:
        explaining = Explaining(db)
        assert [*kinds()[kind].rows(explaining)] or kind in ("external-ids", "journal")
        return explaining.steps

    # A stretch of the table itself, or of an index; never all of it again for each stretch.
    steps_taken = shop.store.look(steps)
    stretches = [step for step in steps_taken if step.endswith("LIMIT ?")]
    assert stretches
    assert not [step for step in steps_taken if step.startswith("SCAN")]
    assert not [step for step in stretches if "TEMP B-TREE" in step]


@pytest.mark.parametrize("kind", NAMES)
def test_each_row_is_looked_up_by_an_index(shop, kind):
    for raw in (b"2000000000015", b"AB\x1dCD"):
        shop.look_up(raw)
    known, raw = kinds()[kind], taken(shop.store, kind)

    def steps(db: Any) -> list[str]:
        explaining = Explaining(db)
        with Spool() as spool:
            found = read(csv_file.read(io.BytesIO(raw), template.header(known)), known, spool, lambda rows: None)
            loader = known.loader(explaining, work(db), found)
            for rows in spool.chunks():
                loader.load(rows)
            loader.finish()
        assert found.errors == []
        return explaining.steps

    scans = [step for step in shop.store.call(steps) if step.startswith("SCAN")]
    looked_for = (" w:", " tree:", "CONSTANT")  # what was asked for itself
    of_tables = [step for step in scans if not any(word in step.partition(" SELECT")[0] for word in looked_for)]
    # Movements are held against the places and the parts of all stock once, in the end.
    assert len(of_tables) <= 2 * (kind == "movements"), of_tables
