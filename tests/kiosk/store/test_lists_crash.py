"""The power goes while things are scanned into a list: each that was answered is in it once, and it goes on."""

from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from typing import Any

from kiosk.flows.lists import listing, undoing
from kiosk.flows.lists.listing import Listing
from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

KILLS = 4
EACH = 500  # units for each life of the station: more than it can scan before it is killed

_SCANNER = """
import sys, time
from kiosk.flows import intake
from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.lists import listing, scanning
from kiosk.flows.lists.listing import Listing
from kiosk.scan import Scan
from kiosk.stock.rules import Rules
from kiosk.store.database import Store
url, list, first = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
store = Store(url)
post = store.call(begin, "bench", "Jana", "", Rules(), RunInfo("t", "", "", "1", 1))
state, _ = store.call(listing.opened, post, Listing(), list)
before = (intake.Recent(), state)
for seq in range(1, 501):
    code = f"U-{first + seq - 1}"
    scan = Scan(code.encode(), "gun", seq, time.time_ns() // 1000, time.monotonic_ns())
    before, outcomes = store.call(intake.take, post, "list", scanning.scan, before, [scan])
    print(code if outcomes[0].result == "added" else outcomes[0], flush=True)
time.sleep(60)
"""


def _serials(db: Any, list: int) -> set[str]:
    sql = """SELECT i.serial FROM scan_list_row r JOIN stock_item i ON i.id = r.thing_id
        WHERE r.list_id = ? AND r.removed = 0"""
    rows = execute(db, sql, list).fetchall()
    assert len(rows) == len(set(rows))
    return {serial for (serial,) in rows}


def test_a_list_whose_station_was_killed_has_everything_that_was_answered(
    url: str, stock: Callable[[Store], Any], until_killed: Callable[..., set[str]]
) -> None:
    with closing(Store(url)) as store:
        shop = stock(store)
        where = {"part": shop.ids["supply"], "location": shop.ids["a"], "quantity": Decimal(1)}
        shop.enter(*(NewItem(**where, serial=f"U-{n}") for n in range(KILLS * EACH)))
        state, _ = store.call(listing.begin, shop.post, Listing())
    list = state.list.id
    answered: set[str] = set()
    for kill in range(KILLS):
        answered |= until_killed(_SCANNER, url, list, kill * EACH)
        with closing(Store(url)) as store:
            assert store.look(verify) == ()
            there = store.look(_serials, list)
            assert answered <= there
            assert len(there - answered) <= kill + 1  # at most one each time was stored and not answered yet
    with closing(Store(url)) as store:
        state, _ = store.call(listing.opened, shop.post, Listing(), list)
        assert state.list.total == len(there)
        for left in range(len(there) - 1, len(there) - 4, -1):
            state, outcome = store.call(undoing.undo, shop.post, state)
            assert (outcome.result, state.list.total) == ("undone", left)
        assert store.look(verify) == ()
