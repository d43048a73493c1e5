"""Two stations, each a process of its own, act on the same stock at once: nothing is done twice, nothing is lost."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

ROUNDS = 20

_ACT = """
import sys
from decimal import Decimal
from kiosk.flows import acting
from kiosk.flows.acting import Done
from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.acting import Action, Target, Wanted
from kiosk.stock.rules import Rules
from kiosk.stock.thing import Kind, Thing
from kiosk.store.database import Store
url, name, place, loose, *units = sys.argv[1:]
store = Store(url)
post = store.call(begin, name, name, "", Rules(), RunInfo("t", "", "", "1", 1))
def act(wanted, item, quantity=None):
    answer = store.call(acting.do, post, wanted, [Target(Thing(Kind.STOCK_ITEM, int(item), ""), quantity)])
    return "done" if isinstance(answer, Done) else answer.rows[0].code.value
print("ready", flush=True)
sys.stdin.readline()
for unit in units:
    print(act(Wanted(Action.ISSUE), unit), flush=True)
    print(act(Wanted(Action.MOVE, to=Thing(Kind.LOCATION, int(place), "")), loose, Decimal(1)), flush=True)
"""


@pytest.fixture
def desk(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    return stock(any_store)


def test_what_two_stations_do_at_once_is_done_once_each(desk: Any, race: Callable[..., list[list[str]]]) -> None:
    ids = desk.ids
    units = [NewItem(part=ids["supply"], location=ids["a"], serial=f"RACE-{n}") for n in range(ROUNDS)]
    loose = NewItem(part=ids["cable"], location=ids["a"], quantity=Decimal(100))
    *named, much = desk.enter(*units, loose)
    args = [(desk.store._url, name, *map(str, (ids["b"], much, *named))) for name in ("north", "south")]
    one, other = race(_ACT, *args)
    for first, second in zip(one[::2], other[::2], strict=True):
        assert sorted((first, second)) == ["done", "unavailable"]
    assert {*one[1::2], *other[1::2]} == {"done"}
    sql = "SELECT location_id, quantity / 1000000 FROM stock_item WHERE part_id = ? AND status = 'in_stock'"
    rows = desk.store.look(lambda db: execute(db, sql, ids["cable"]).fetchall())
    assert sorted(map(tuple, rows)) == [(ids["a"], 100 - 2 * ROUNDS), (ids["b"], 2 * ROUNDS)]
    assert desk.store.look(verify) == ()
