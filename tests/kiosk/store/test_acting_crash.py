"""The power goes while 2,000 stock items are moved: all of them are afterwards, or none is."""

import random
import signal
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

ITEMS = 2_000
KILLS = 6

_MOVER = """
import sys
from decimal import Decimal
from kiosk.flows import acting
from kiosk.flows.acting import Done
from kiosk.post import Post
from kiosk.stock.acting import Action, Target, Wanted
from kiosk.stock.thing import Kind, Thing
from kiosk.store.database import Store
url, station, run, place, source = sys.argv[1], *map(int, sys.argv[2:])
store = Store(url)
def told(done):
    print(done, flush=True)
    return True
wanted = Wanted(Action.MOVE, to=Thing(Kind.LOCATION, place, ""), quantity=Decimal(1))
done = store.call(acting.do, Post(station, run, "Jana"), wanted, [Target(Thing(Kind.LOCATION, source, ""))], told)
print("done" if isinstance(done, Done) else done, flush=True)
"""


@pytest.fixture
def shelf(url: str, stock: Callable[[Store], Any]) -> Any:
    """A shop with much on its shelf B: units, and batches of 2 of which half is moved."""
    with closing(Store(url)) as store:
        shop = stock(store)
        of_b = {"location": shop.ids["b"]}
        units = (NewItem(part=shop.ids["supply"], serial=f"K-{n:05}", **of_b) for n in range(ITEMS // 2))
        loose = (
            NewItem(part=shop.ids["resistor"], quantity=Decimal(2), batch=f"K-{n:05}", **of_b)
            for n in range(ITEMS // 2)
        )
        shop.enter(*units, *loose)
        return shop


def _found(db: Any) -> tuple[int, ...]:
    """Units on shelf A, pieces of batches on A and on B, movements of the action, and operations."""
    sums = (
        "SELECT COUNT(*) FROM stock_item i JOIN location l ON l.id = i.location_id WHERE i.serial LIKE 'K-%'"
        " AND l.path = 'MAIN/A'",
        *(
            "SELECT COALESCE(SUM(i.quantity), 0) / 1000000 FROM stock_item i JOIN location l ON l.id = i.location_id"
            f" WHERE i.batch LIKE 'K-%' AND l.path = 'MAIN/{shelf}'"
            for shelf in "AB"
        ),
        "SELECT COUNT(*) FROM movement m JOIN operation o ON o.id = m.operation_id WHERE o.kind = 'move'",
        "SELECT COUNT(*) FROM operation WHERE kind = 'move'",
    )
    return tuple(int(execute(db, sql).fetchone()[0]) for sql in sums)


NONE = (0, 0, ITEMS, 0, 0)
ALL = (ITEMS // 2, ITEMS // 2, ITEMS // 2)


def test_an_action_that_was_killed_is_done_wholly_or_not_at_all(
    url: str, shelf: Any, killed_at: Callable[..., int]
) -> None:
    moment = random.Random(4)
    args = (url, shelf.post.station, shelf.post.run, shelf.ids["a"], shelf.ids["b"])
    path = Path(url.removeprefix("sqlite:///"))
    bare, undone = path.read_bytes(), 0
    for kill in range(KILLS):
        # Every third one is killed near its end, where the last rows are written and all is committed.
        least = 0.7 if kill % 3 == 2 else moment.uniform(0, 0.6)
        code = killed_at(_MOVER, args, "done", least, moment.uniform(0, 0.1 if kill % 3 == 2 else 0.02))
        assert code in (0, -signal.SIGKILL)
        with closing(Store(url)) as store:
            found = store.look(_found)
            if found == NONE:
                undone += 1
            else:
                assert (found[:3], found[4]) == (ALL, 1)
            assert store.look(verify) == ()
        if found != NONE:
            path.write_bytes(bare)
    assert undone
