"""The power goes while serials are scanned into a draft: each one that was answered is in it, and it goes on."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from kiosk.flows.documents import editing, posting
from kiosk.flows.documents.editing import Editing
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.store import document_lines, documents, draft_serials, draft_steps
from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import verify

KILLS = 5

_SCANNER = """
import sys, time
from kiosk.flows import intake
from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.documents import editing, scanning
from kiosk.flows.documents.editing import Editing
from kiosk.scan import Scan
from kiosk.stock.rules import Rules
from kiosk.store.database import Store
url, document, round_ = sys.argv[1], int(sys.argv[2]), sys.argv[3]
store = Store(url)
post = store.call(begin, "bench", "Jana", "", Rules(), RunInfo("t", "", "", "1", 1))
state, _ = store.call(editing.opened, post, Editing(), document)
before, seq = (intake.Recent(), state), 0
while True:
    seq += 1
    code = f"R{round_}-{seq:05}"
    scan = Scan(code.encode(), "gun", seq, time.time_ns() // 1000, time.monotonic_ns())
    before, outcomes = store.call(intake.take, post, "document", scanning.scan, before, [scan])
    print(code if outcomes[0].result == "collected" else outcomes[0], flush=True)
"""


def _named(db: Any, line: int) -> set[str]:
    rows = execute(db, "SELECT serial FROM draft_serial WHERE line_id = ? AND state = 'got'", line).fetchall()
    return {serial for (serial,) in rows}


def test_a_draft_whose_station_was_killed_has_every_serial_that_was_answered(
    url: str, stock: Callable[[Store], Any], until_killed: Callable[..., set[str]]
) -> None:
    with closing(Store(url)) as store:
        shop = stock(store)
        document = store.call(documents.create, shop.post, DocKind.RECEIPT)
        line = store.call(document_lines.add, document, shop.ids["supply"], {"location_id": shop.ids["a"]})
    answered: set[str] = set()
    for kill in range(KILLS):
        answered |= until_killed(_SCANNER, url, document, kill)
        with closing(Store(url)) as store:
            assert store.look(verify) == ()
            head = store.look(document_lines.get, line)
            there = store.look(_named, line)
            assert answered <= there
            assert len(there - answered) <= kill + 1  # at most one each time was stored and not answered yet
            assert head.serials == head.quantity == len(there)
    with closing(Store(url)) as store:
        state, _ = store.call(editing.opened, shop.post, Editing(), document)
        assert store.look(draft_steps.last, document) is not None
        assert store.call(posting.post, shop.post, state)[1].result == "posted"
        assert store.look(draft_serials.count, line, SerialState.GOT) == 0
        assert store.look(verify) == ()
