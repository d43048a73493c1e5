"""Stock and its history as files exchange them, on both engines; look-ups by the thousand use their indexes."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.exchange import csv_file, importing, template
from kiosk.exchange.kind import Loading
from kiosk.exchange.kinds import kinds
from kiosk.exchange.reading import read
from kiosk.exchange.spool import Spool
from kiosk.flows import undo
from kiosk.flows.begin import RunInfo, begin
from kiosk.post import Post
from kiosk.stock.rules import Rules
from kiosk.store import stock_rows
from kiosk.store.database import Store
from kiosk.store.verify import verify

CATALOGUE = (
    ("locations", "path\nA\nB\n"),
    ("parts", "number,name,tracking,decimals\nPSU,Power supply,serial,0\nWIRE,Wire,none,2\n"),
    ("partners", "name\nAcme\n"),
    ("supplier-parts", "partner,sku,part\nAcme,W-1,WIRE\n"),
)
STOCK = """part,location,quantity,serial,status,notes,partner,sku
PSU,A,1,1,in_stock,first,,
PSU,,1,2,sold,,,
PSU,B,1,3,defective,,,
WIRE,A,2.5,,in_stock,,Acme,W-1
WIRE,B,2.5,,quarantined,,,
WIRE,,7,,lost,,,
"""
CHANGED = STOCK.replace("first", "second").replace("PSU,,1,2,sold", "PSU,B,1,2,returned").replace("2.5", "3.25")


def _post(db: Any) -> Post:
    return begin(db, "bench", "Jana", "Europe/Prague", Rules(), RunInfo("tester", "", "", "1.0", 1))


def _bring(store: Store, name: str, text: str) -> tuple[int, int, int]:
    kind = kinds()[name]
    with Spool() as spool:
        lines = csv_file.read(io.BytesIO(text.encode()), template.header(kind))
        found = read(lines, kind, spool, lambda rows: None)
        came: Loading = importing.save(
            store, _post, kind, spool, found, check=False, cancelled=lambda: False, told=lambda done: None
        )
    assert came.errors == []
    return came.created, came.changed, came.unchanged


def _taken(store: Store, name: str) -> str:
    kind = kinds()[name]
    stream = io.StringIO(newline="")
    csv_file.write(stream, [template.header(kind), *store.look(lambda db: [*kind.rows(db)])])
    return stream.getvalue()


def test_stock_and_its_history_go_in_and_out(any_store: Store, open_store: Callable[[], Store]) -> None:
    for name, text in CATALOGUE:
        _bring(any_store, name, text)
    assert _bring(any_store, "stock", STOCK) == (6, 0, 0)
    assert _bring(any_store, "stock", STOCK) == (0, 0, 6)
    before = _taken(any_store, "stock")
    assert _bring(any_store, "stock", CHANGED) == (0, 4, 2)
    newest = any_store.look(undo.newest, any_store.call(_post))
    assert newest is not None
    any_store.call(lambda db: undo.undo(db, _post(db), newest.id))
    assert _taken(any_store, "stock") == before
    assert any_store.look(verify) == ()
    other = open_store()
    for name, text in CATALOGUE:
        _bring(other, name, text)
    _bring(other, "movements", _taken(any_store, "movements"))
    assert _taken(other, "stock") == before
    assert _taken(other, "movements") == _taken(any_store, "movements")
    assert other.look(verify) == ()


def test_a_history_goes_into_both_engines(any_store: Store, open_store: Callable[[], Store]) -> None:
    other = open_store() if any_store.name.startswith("postgresql") else any_store
    for name, text in CATALOGUE:
        _bring(other, name, text)
    _bring(other, "stock", STOCK)
    _bring(other, "stock", CHANGED)
    history, stock = _taken(other, "movements"), _taken(other, "stock")
    if other is not any_store:
        for name, text in CATALOGUE:
            _bring(any_store, name, text)
        assert _bring(any_store, "movements", history) == (history.count("\r\n") - 1, 0, 0)
        assert _taken(any_store, "stock") == stock
        assert any_store.look(verify) == ()
    assert _bring(any_store, "movements", history) == (0, 0, history.count("\r\n") - 1)


@pytest.mark.parametrize(
    ("look_up", "values"),
    [
        (stock_rows.parts, ("PSU", "WIRE")),
        (stock_rows.places, ("A", "B")),
        (stock_rows.supplier_parts, ("W-1", "W-2")),
        (stock_rows.by_uid, ("0" * 32, "1" * 32)),
        (stock_rows.by_serial, ("1", "2")),
        (stock_rows.without_serial, ((1, "in_stock", 1), (1, "sold", None))),
    ],
)
def test_a_look_up_of_many_reads_an_index(store: Store, look_up: Callable[..., Any], values: tuple[Any, ...]) -> None:
    class Explaining:
        """A database that tells the plan of each statement in place of its rows."""

        param = "?"

        def __init__(self, db: Any) -> None:
            self.db = db
            self.plans: list[str] = []

        def execute_sql(self, sql: str, params: Any) -> Any:
            plan = self.db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
            self.plans += [row[3] for row in plan]
            return self.db.execute_sql(f"SELECT * FROM ({sql}) LIMIT 0", params)

    def plans(db: Any) -> list[str]:
        explaining = Explaining(db)
        look_up(explaining, values)
        return explaining.plans

    found = store.look(plans)
    assert found
    walked = [plan for plan in found if plan.startswith("SCAN")]
    assert [plan for plan in walked if plan != "SCAN w" and "CONSTANT" not in plan] == []
