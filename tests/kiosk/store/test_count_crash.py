"""The power goes while stock is counted: what was answered is in the count; and while one is posted: all or nothing."""

import random
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.flows.counting import posting, reviewing, starting, working
from kiosk.flows.counting.working import Counting
from kiosk.stock.counts import Differs
from kiosk.stock.document_kinds import DocState
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents
from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

SCANNING_KILLS = 2
UNITS = 2_500
POSTING_KILLS = 3

_SCANNER = """
import sys, time
from kiosk.flows import intake
from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.counting import scanning, working
from kiosk.flows.counting.working import Counting
from kiosk.scan import Scan
from kiosk.stock.rules import Rules
from kiosk.store.database import Store
url, document, round_ = sys.argv[1], int(sys.argv[2]), sys.argv[3]
store = Store(url)
post = store.call(begin, "bench", "Jana", "", Rules(), RunInfo("t", "", "", "1", 1))
state, _ = store.call(working.opened, post, Counting(), document)
before, seq = (intake.Recent(), state), 0
while True:
    seq += 1
    code = f"{'K' if seq % 2 else 'X'}{round_}-{seq:05}"
    scan = Scan(code.encode(), "gun", seq, time.time_ns() // 1000, time.monotonic_ns())
    before, outcomes = store.call(intake.take, post, "count", scanning.scan, before, [scan])
    print(code if outcomes[0].result in ("counted", "stranger") else outcomes[0], flush=True)
"""
_POSTER = """
import sys
from kiosk.flows.counting import posting, working
from kiosk.flows.counting.working import Counting
from kiosk.post import Post
from kiosk.store.database import Store
url, station, run, document = sys.argv[1], *map(int, sys.argv[2:])
store = Store(url)
post = Post(station, run, "Jana")
state, _ = store.call(working.opened, post, Counting(), document)
def told(done):
    print(done, flush=True)
    return True
state, outcome = store.call(posting.post, post, state, told)
print(outcome.result, flush=True)
"""


@pytest.fixture
def shelf(url: str, stock: Callable[[Store], Any]) -> tuple[Any, int]:
    """A station and its count of a shelf with many units."""
    with closing(Store(url)) as store:
        shop = stock(store)
        place = shop.ids["b"]
        shop.enter(*(NewItem(part=shop.ids["supply"], location=place, serial=f"U-{n:05}") for n in range(UNITS)))
        scope = Thing(Kind.LOCATION, place, "")
        count = store.call(lambda db: starting.make(db, shop.post, scope, blind=False))
        return shop, count.document.id


def _named(db: Any, document: int) -> set[str]:
    sql = """SELECT COALESCE(i.serial, e.code) FROM count_entry e LEFT JOIN stock_item i ON i.id = e.item_id
        WHERE e.document_id = ? AND e.undone = 0 AND (e.item_id IS NOT NULL OR e.code IS NOT NULL)"""
    return {name for (name,) in execute(db, sql, document).fetchall()}


def test_a_count_whose_station_was_killed_has_all_that_was_answered(
    url: str, shelf: tuple[Any, int], until_killed: Callable[..., set[str]]
) -> None:
    shop, document = shelf
    with closing(Store(url)) as store:
        known = [f"K{kill}-{n:05}" for kill in range(SCANNING_KILLS) for n in range(1, 400)]
        shop.store = store
        shop.enter(*(NewItem(part=shop.ids["supply"], location=shop.ids["b"], serial=name) for name in known))
    answered: set[str] = set()
    for kill in range(SCANNING_KILLS):
        answered |= until_killed(_SCANNER, url, document, kill)
        with closing(Store(url)) as store:
            assert store.look(verify) == ()
            there = store.look(_named, document)
            assert answered <= there
            assert len(there - answered) <= kill + 1  # at most one each time was stored and not answered yet
            journalled = store.look(lambda db: execute(db, "SELECT COUNT(*) FROM scan_record").fetchone())[0]
            assert journalled == len(there)


def _found(db: Any) -> tuple[int, ...]:
    """Units that are lost, movements and operations of the posting, lines of the document."""
    sums = (
        "SELECT COUNT(*) FROM stock_item WHERE status = 'lost'",
        "SELECT COUNT(*) FROM movement m JOIN operation o ON o.id = m.operation_id WHERE o.kind = 'posting'",
        "SELECT COUNT(*) FROM operation WHERE kind = 'posting'",
        "SELECT COUNT(*) FROM document_line",
    )
    return tuple(execute(db, sql).fetchone()[0] for sql in sums)


def test_a_count_whose_posting_was_killed_is_a_whole_draft_or_wholly_posted(
    url: str, shelf: tuple[Any, int], killed_at: Callable[..., int]
) -> None:
    moment = random.Random(5)
    shop, document = shelf
    path = Path(url.removeprefix("sqlite:///"))
    bare, drafts, done = path.read_bytes(), 0, (UNITS + 1, UNITS + 2 + 2, 1, 4)
    for kill in range(POSTING_KILLS):
        # The first is killed as soon as it begins to write, every third one near its end, where all is committed.
        least = 0.9 if kill % 3 == 2 else moment.uniform(0, 0.9) if kill else 0
        pause = moment.uniform(0, 0.2 if least == 0.9 else 0.05) if kill else 0
        args = (url, shop.post.station, shop.post.run, document)
        code = killed_at(_POSTER, args, "posted", least, pause)
        assert code in (0, -signal.SIGKILL)
        with closing(Store(url)) as store:
            head = store.look(documents.get, document)
            if head.state is DocState.POSTED:
                assert store.look(_found) == done
            else:
                assert (head.state, head.operation) == (DocState.DRAFT, None)
                assert store.look(_found) == (0, 0, 0, 0)
                drafts += 1
            assert store.look(verify) == ()
        if head.state is DocState.POSTED:
            path.write_bytes(bare)
    assert drafts
    with closing(Store(url)) as store:
        state, _ = store.call(working.opened, shop.post, Counting(), document)
        assert store.look(reviewing.summary, shop.post, document).of(Differs.MISSING).total == UNITS + 1
        assert store.call(posting.post, shop.post, state)[1].result == "posted"
        assert store.look(_found) == done
        assert store.look(verify) == ()
