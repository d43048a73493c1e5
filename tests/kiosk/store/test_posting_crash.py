"""The power goes while a document of 10,000 serials is posted: it is a whole draft afterwards, or wholly posted."""

import random
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.flows.documents import posting
from kiosk.flows.documents.editing import Editing
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.store import document_lines, documents, draft_serials, draft_steps, serials
from kiosk.store.database import Store
from kiosk.store.draft_serials import New
from kiosk.store.draft_steps import Before
from kiosk.store.sql import execute
from kiosk.store.verify import verify

SERIALS = 10_000
KILLS = 6

_POSTER = """
import sys
from kiosk.flows.documents import posting
from kiosk.flows.documents.editing import Editing
from kiosk.post import Post
from kiosk.store import documents
from kiosk.store.database import Store
url, station, run, document = sys.argv[1], *map(int, sys.argv[2:])
store = Store(url)
def told(done):
    print(done, flush=True)
    return True
state = Editing(store.look(documents.get, document))
state, outcome = store.call(posting.post, Post(station, run, "Jana"), state, told)
print(outcome.result, flush=True)
"""


@pytest.fixture
def draft(url: str, stock: Callable[[Store], Any]) -> tuple[Any, int]:
    """A station and its receipt of many units."""
    with closing(Store(url)) as store:
        shop = stock(store)

        def write(db: Any) -> int:
            id = documents.create(db, shop.post, DocKind.RECEIPT)
            amount = {"quantity": SERIALS * 1_000_000, "said": 1, "serials": SERIALS, "location_id": shop.ids["a"]}
            line = document_lines.add(db, id, shop.ids["supply"], amount)
            scope = serials.scope(db, shop.ids["supply"])
            step = draft_steps.add(db, shop.post, id, "serials", "", Before())
            draft_serials.add(db, id, [New(line, f"K-{n:05}", scope) for n in range(SERIALS)], step)
            return id

        return shop.post, store.call(write)


def _found(db: Any) -> tuple[int, ...]:
    """Serials of the draft, its steps, units, movements and operations of the posting."""
    sums = (
        "SELECT COUNT(*) FROM draft_serial WHERE state = 'got'",
        "SELECT COUNT(*) FROM draft_step",
        "SELECT COUNT(*) FROM stock_item WHERE serial LIKE 'K-%'",
        "SELECT COUNT(*) FROM movement WHERE line_id IS NOT NULL",
        "SELECT COUNT(*) FROM operation WHERE kind = 'posting'",
    )
    return tuple(execute(db, sql).fetchone()[0] for sql in sums)


def test_a_document_whose_posting_was_killed_is_a_whole_draft_or_wholly_posted(
    url: str, draft: tuple[Any, int], killed_at: Callable[..., int]
) -> None:
    moment = random.Random(7)
    post, document = draft
    path = Path(url.removeprefix("sqlite:///"))
    bare, drafts = path.read_bytes(), 0
    for kill in range(KILLS):
        # Every third one is killed near its end, where the last rows are written and all is committed.
        least = 0.9 if kill % 3 == 2 else moment.uniform(0, 0.9)
        code = killed_at(
            _POSTER,
            (url, post.station, post.run, document),
            "posted",
            least,
            moment.uniform(0, 0.2 if least == 0.9 else 0.05),
        )
        assert code in (0, -signal.SIGKILL)
        with closing(Store(url)) as store:
            head = store.look(documents.get, document)
            if head.state is DocState.POSTED:
                assert store.look(_found) == (0, 0, SERIALS, SERIALS, 1)
            else:
                assert (head.state, head.operation) == (DocState.DRAFT, None)
                assert store.look(_found) == (SERIALS, 1, 0, 0, 0)
                drafts += 1
            assert store.look(verify) == ()
        if head.state is DocState.POSTED:
            path.write_bytes(bare)
    assert drafts
    with closing(Store(url)) as store:
        state = Editing(store.look(documents.get, document))
        assert store.call(posting.post, post, state)[1].result == "posted"
        assert store.look(_found) == (0, 0, SERIALS, SERIALS, 1)
        assert store.look(verify) == ()
