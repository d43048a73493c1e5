"""Counts on both engines: the same differences, the same posting."""

from decimal import Decimal
from typing import Any

from kiosk.flows import intake
from kiosk.flows.counting import loose, posting, reviewing, scanning, starting, viewing, working
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import posting as documents_posting
from kiosk.stock.counts import Differs
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import journal, ledger
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify


def _begun(shop: Any, scope: Thing | None) -> Counting:
    count = shop.store.call(lambda db: starting.make(db, shop.post, scope, blind=False))
    state: Counting = shop.store.call(working.opened, shop.post, Counting(), count.document.id)[0]
    return state


def _scan(shop: Any, state: Counting, *codes: str) -> Counting:
    for code in codes:
        before = (intake.Recent(), state)
        scan = shop.scan(code.encode())
        (_, state), _ = shop.store.call(intake.take, shop.post, "count", scanning.scan, before, [scan])
    return state


def _lost(db: Any, post: Any, item: int, place: int) -> None:
    change = Change(item, State(place, 1_000_000, Status.IN_STOCK), State(None, 1_000_000, Status.LOST))
    ledger.record(db, post, ledger.begin(db, post, Act.STATUS), [change])


def _stock(db: Any) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = execute(
        db, "SELECT id, location_id, quantity, batch, status FROM stock_item WHERE status <> 'void' ORDER BY id"
    ).fetchall()
    return rows


def test_all_kinds_of_differences_on_both_engines(any_shop: Any) -> None:
    shop, ids = any_shop, any_shop.ids
    shop.enter(
        NewItem(part=ids["supply"], location=ids["b"], serial="ELSE-1"),
        NewItem(part=ids["supply"], location=None, serial="LOST-1", status=Status.LOST),
        NewItem(part=ids["supply"], location=ids["a"], serial="MOVES-1"),
        NewItem(part=ids["cable"], location=ids["a"], quantity=Decimal("1.25")),
    )
    state = _begun(shop, Thing(Kind.LOCATION, ids["main"], ""))
    state = _scan(shop, state, "MAIN/A", "SN-0001", "SN-0001", "ELSE-1", "LOST-1", "SN-0002", "MOVES-1", "NOBODY")
    state = _scan(shop, state, "20261101", "2000000000015", "CAB-1")
    state = shop.store.call(loose.quantity, shop.post, state, "1.5")[0]
    moves = shop.store.look(lambda db: execute(db, "SELECT id FROM stock_item WHERE serial = 'MOVES-1'").fetchone())[0]
    shop.store.call(_lost, shop.post, moves, ids["a"])
    assert state.count is not None
    id = state.count.document.id
    told = {
        kind.value: [(one.label, f"{one.expected:f}", f"{one.counted:f}") for one in page.rows]
        for kind in Differs
        for page in (shop.store.look(reviewing.review, shop.post, id, kind, 0),)
    }
    assert told == {
        "missing": [("PSU-12 · 007", "1", "0")],
        "short": [("RES-10K · batch 20261101", "5000", "11")],
        "over": [("CAB-1", "1.25", "1.5")],
        "elsewhere": [("PSU-12 · ELSE-1", "0", "1")],
        "found": [("PSU-12 · LOST-1", "0", "1")],
        "moved": [("PSU-12 · MOVES-1", "0", "1")],
        "unexpected": [("PSU-12 · SN-0002", "0", "1")],
        "stranger": [("NOBODY", "0", "1")],
        "uncounted": [("MAIN/B", "4", "0")],
        "match": [("PSU-12 · SN-0001", "1", "1")],
    }
    summary = shop.store.look(reviewing.summary, shop.post, id)
    assert {kind: tally.total for kind, tally in summary.tallies.items()} == dict.fromkeys(Differs, 1)
    assert shop.store.look(viewing.found, shop.post, id, ids["a"], 0).total == 8
    moved = shop.store.look(reviewing.review, shop.post, id, Differs.MOVED, 0).rows[0]
    state = shop.store.call(reviewing.leave_out, shop.post, state, moved)[0]
    before = shop.store.look(_stock)
    state, outcome = shop.store.call(posting.post, shop.post, state)
    assert outcome.result == "posted"
    assert shop.store.look(verify) == ()
    sql = "SELECT COUNT(*), COUNT(m.scan_id), COUNT(m.line_id) FROM movement m WHERE m.note <> ''"
    assert tuple(shop.store.look(lambda db: execute(db, sql).fetchone())) == (5, 3, 5)
    assert shop.store.call(documents_posting.reverse, shop.post, id).result == "reversed"
    assert shop.store.look(_stock) == before
    assert shop.store.look(verify) == ()


def test_scans_that_counted_stay_in_the_journal(shop: Any) -> None:
    state = _scan(shop, _begun(shop, Thing(Kind.LOCATION, shop.ids["a"], "")), "SN-0001", "20261101", "x", "y")
    scans = "SELECT COUNT(*) FROM scan_record"
    kept = shop.store.look(lambda db: execute(db, scans).fetchone())[0]
    shop.store.call(journal.forget, 2**62)
    assert shop.store.look(lambda db: execute(db, scans).fetchone())[0] == kept
    assert state.here == 2  # not the codes that nothing has
