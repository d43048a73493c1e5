"""A shelf is counted: what is there, what is missing, what is where it should not be; and then the books say so."""

from collections.abc import Callable
from typing import Any

from kiosk.flows.counting import posting
from kiosk.flows.documents import posting as documents_posting
from kiosk.stock.counts import Differs
from kiosk.stock.statuses import Status
from kiosk.store import documents
from kiosk.store.verify import verify

Begin = Callable[..., Any]


def test_a_shelf_with_one_missing_and_one_stranger(count: Begin, shop: Any, state_of: Any) -> None:
    shelf = count("a")
    assert shelf.state.place.label == "MAIN/A"
    shelf.scan("SN-0001")
    assert shelf.said == ("ok", "SN-0001", "PSU-12 Power supply 12 V. 1 thing found here.")
    shelf.scan("20261101")
    shelf.scan("NOBODY-HAS-THIS")
    assert shelf.found() == {
        "missing": [("PSU-12 · 007", "MAIN/A", "1", "0")],
        "short": [("RES-10K · batch 20261101", "MAIN/A", "5000", "1")],
        "stranger": [("NOBODY-HAS-THIS", "MAIN/A", "0", "1")],
        "match": [("PSU-12 · SN-0001", "MAIN/A", "1", "1")],
    }
    before = state_of("psu 7"), state_of("reel")
    assert shelf.do(posting.post).result == "ok posted"
    assert state_of("psu 7").status is Status.LOST
    assert state_of("reel").quantity == 1_000_000
    assert shop.store.look(verify) == ()
    head = shop.store.look(documents.get, shelf.id)
    assert (head.state.value, head.lines) == ("posted", 2)
    assert shop.store.call(documents_posting.reverse, shop.post, shelf.id).result == "reversed"
    assert (state_of("psu 7"), state_of("reel")) == before
    assert shop.store.look(verify) == ()


def test_summary(count: Begin) -> None:
    shelf = count("a").scan("SN-0001")
    assert {kind.value: tally.total for kind, tally in shelf.summary().tallies.items()} == {
        "missing": 1,
        "short": 1,
        "match": 1,
    }
    assert shelf.review(Differs.MISSING)[0].what == "gets lost"
