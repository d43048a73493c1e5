"""Two stations scan into one list at once: no row is lost or there twice, and nobody is asked to scan again."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from kiosk.flows.lists import listing, reading
from kiosk.flows.lists.listing import Listing
from kiosk.store.database import Store
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

SHARED, OWN = 15, 10  # things that both scan, and those that only one does

_SCANNER = """
import sys, time
from kiosk.flows import intake
from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.lists import editing, listing, scanning
from kiosk.flows.lists.listing import Listing
from kiosk.scan import Scan
from kiosk.stock.rules import Rules
from kiosk.store.database import Store
url, list, name = sys.argv[1], int(sys.argv[2]), sys.argv[3]
store = Store(url)
post = store.call(begin, name, name, "", Rules(), RunInfo("t", "", "", "1", 1))
state, _ = store.call(listing.opened, post, Listing(), list)
before = (intake.Recent(), state)
print("ready", flush=True)
sys.stdin.readline()
for seq, code in enumerate(sys.argv[4:], 1):
    scan = Scan(code.encode(), "gun", seq, time.time_ns() // 1000, time.monotonic_ns())
    before, outcomes = store.call(intake.take, post, "list", scanning.scan, before, [scan])
    print(f"{code} {outcomes[0].result}", flush=True)
    if seq % 5 == 0:
        before = (before[0], store.call(editing.mark, post, before[1], before[1].row.id)[0])
"""


def test_what_two_stations_scan_into_one_list_is_in_it_once(
    any_store: Store, stock: Callable[[Store], Any], race: Callable[..., list[list[str]]]
) -> None:
    shop = stock(any_store)
    names = [f"U-{n}" for n in range(SHARED + 2 * OWN)]
    where = {"part": shop.ids["supply"], "location": shop.ids["a"], "quantity": Decimal(1)}
    shop.enter(*(NewItem(**where, serial=name) for name in names))
    state, _ = any_store.call(listing.begin, shop.post, Listing())
    list = state.list.id
    north, south = names[: SHARED + OWN], names[:SHARED] + names[SHARED + OWN :]

    ends = ((any_store._url, str(list), name, *codes) for name, codes in (("north", north), ("south", south)))
    said = [line.split() for lines in race(_SCANNER, *ends) for line in lines]

    assert sorted(code for code, result in said if result == "added") == sorted(names)
    assert sorted(code for code, result in said if result == "again") == sorted(names[:SHARED])
    page = any_store.look(reading.page, shop.post, list, 0)
    assert sorted(row.serial for row in page.rows) == sorted(names)
    assert page.total == len(names)
    assert any_store.look(reading.open_lists, shop.post, 0).rows[0].marked == sum(row.marked for row in page.rows) > 0
    assert any_store.look(verify) == ()
