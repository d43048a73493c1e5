"""A count is held against the books: what differs, what is decided on it, and what posting does about it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows.counting import loose, posting, reviewing, starting, working
from kiosk.flows.counting.reviewing import Review
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import editing, units
from kiosk.flows.documents import posting as documents_posting
from kiosk.flows.documents.editing import Editing
from kiosk.stock.counts import Differs
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents, ledger, locations, parts, stock_items
from kiosk.store.parts import NewPart
from kiosk.store.progress import Stopped
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

Begin = Callable[..., Any]


def _one(counted: Any, kind: Differs) -> Any:
    (found,) = counted.review(kind)
    return found


def _notes(shop: Any, number: str) -> list[tuple[str, str, str]]:
    """What the ledger says of an operation: the statuses before and after of each movement, and its note."""
    sql = """SELECT m.status_before, m.status_after, m.note FROM movement m JOIN operation o ON o.id = m.operation_id
        WHERE o.reference = ? AND o.kind = 'posting' ORDER BY m.id"""
    rows: list[tuple[str, str, str]] = shop.store.look(lambda db: execute(db, sql, number).fetchall())
    return rows


def _everything(db: Any) -> list[tuple[Any, ...]]:
    """Stock as it is, but for how often it was written."""
    sql = """SELECT id, part_id, location_id, quantity, batch, serial, expiry, status, notes, warranty_until
        FROM stock_item WHERE status <> 'void' ORDER BY id"""
    rows: list[tuple[Any, ...]] = execute(db, sql).fetchall()
    return rows


@pytest.mark.parametrize("status", [Status.IN_STOCK, Status.QUARANTINED, Status.RETURNED, Status.DEFECTIVE])
def test_a_missing_unit_of_any_status_gets_lost_along_the_table(count: Begin, shop: Any, status: Status) -> None:
    (unit,) = shop.enter(NewItem(part=shop.ids["supply"], location=shop.ids["a"], serial="X-1", status=status))
    shelf = count("a").scan("SN-0001", f"KSK-SI{shop.ids['psu 7']}", "20261101").do(loose.quantity, "5000")
    number = shelf.state.count.document.number
    assert _one(shelf, Differs.MISSING).label == "PSU-12 · X-1"
    assert shelf.do(posting.post).result == "ok posted"
    steps = (
        [(status.value, "lost")] if status is Status.IN_STOCK else [(status.value, "in_stock"), ("in_stock", "lost")]
    )
    assert _notes(shop, number)[-len(steps) :] == [(*step, f"not found in {number}") for step in steps]
    assert shop.store.look(stock_items.state, unit) == State(None, 1_000_000, Status.LOST)
    assert shop.store.look(verify) == ()


def test_what_is_found_elsewhere_or_again_comes_here_and_reversal_restores_all(count: Begin, shop: Any) -> None:
    lost = NewItem(part=shop.ids["supply"], location=None, serial="L-1", status=Status.LOST)
    sold = NewItem(part=shop.ids["supply"], location=None, serial="S-1", status=Status.SOLD)
    shop.enter(lost, sold)
    before = shop.store.look(_everything)
    walk = count("").scan("MAIN/B", "SN-0001", "L-1", "S-1", "20261015").do(loose.quantity, "81")
    walk.scan("20261101").do(loose.quantity, "0")
    kinds = {kind.value: tally.total for kind, tally in walk.summary().tallies.items()}
    assert kinds == {
        "missing": 1,  # the defective fan
        "short": 1,
        "over": 1,
        "elsewhere": 1,
        "found": 1,
        "unexpected": 1,
        "uncounted": 1,
    }
    assert _one(walk, Differs.ELSEWHERE).where == "MAIN/A"
    assert [one.what for kind in Differs for one in walk.review(kind)] == [
        "gets lost",
        "120 pcs less",
        "1 pc more",
        "is moved here from MAIN/A",
        "was lost, comes back into stock here",
        "nothing: it is sold",
        "nothing: nobody was there",
    ]
    outcome = walk.do(posting.post).outcome
    assert outcome.detail == (
        "2 quantities corrected, 1 unit is lost now, 1 unit moved to where found, 1 lost unit back."
        " Left as they are: 1 unit that is not on hand, 1 place not counted."
    )
    after = {row[5]: (row[2], row[7]) for row in shop.store.look(_everything) if row[5]}
    assert after["SN-0001"] == (shop.ids["b"], "in_stock")
    assert after["L-1"] == (shop.ids["b"], "in_stock")
    assert after["S-1"] == (None, "sold")
    assert shop.store.look(verify) == ()
    assert shop.store.call(documents_posting.reverse, shop.post, walk.id).result == "reversed"
    assert shop.store.look(_everything) == before
    assert shop.store.look(verify) == ()


def test_the_document_keeps_what_the_books_had_and_what_was_found(count: Begin, shop: Any) -> None:
    shelf = count("a").scan("SN-0001", "20261101").do(loose.quantity, "4998").do(posting.post)
    sql = """SELECT p.number, l.batch, l.expected / 1000000, l.quantity / 1000000 FROM document_line l
        JOIN part p ON p.id = l.part_id WHERE l.document_id = ? ORDER BY l.position"""
    assert shop.store.look(lambda db: execute(db, sql, shelf.id).fetchall()) == [
        ("PSU-12", None, 2, 1),
        ("RES-10K", "20261101", 5000, 4998),
    ]


def test_nothing_but_the_place_was_scanned(count: Begin, shop: Any) -> None:
    shelf = count("a")
    review, outcome = shop.store.look(reviewing.look, shop.post, Review(shelf.id))
    assert outcome.tone == "ask"
    assert review.warnings == ("Nothing was counted at MAIN/A: 2 units and all of 1 quantity will be lost.",)
    review, outcome = shop.store.call(reviewing.do, shop.post, review)
    assert (outcome.result, review.done) == ("posted", True)
    left = [row for row in shop.store.look(_everything) if row[2] == shop.ids["a"] and row[3]]
    assert left == []


def test_no_place_was_scanned(count: Begin, shop: Any) -> None:
    walk = count("main")
    review, outcome = shop.store.look(reviewing.look, shop.post, Review(walk.id))
    assert list(review.faults) == ["No place was counted yet. Scan the place where you begin."]
    assert outcome.tone == "no"
    assert walk.do(posting.post).result == "no refused"
    refused = shop.store.look(reviewing.scan, shop.post, review, shop.scan(b"SN-0001"))[1]
    assert (refused.tone, refused.result) == ("no", "refused")
    assert shop.store.look(reviewing.look, shop.post, Review(999))[0].done


def test_a_count_that_finds_all_as_it_should_be_moves_nothing(count: Begin, shop: Any) -> None:
    shelf = count("supply").scan("MAIN/A", "SN-0001", "007")
    assert shelf.do(posting.post).said[2] == "All is as by the books, no stock has changed."
    head = shop.store.look(documents.get, shelf.id)
    assert (head.state.value, head.operation) == ("posted", None)
    assert shop.store.look(verify) == ()
    asked = shop.store.look(documents_posting.reversal, shop.post, shelf.id)
    assert asked.tone == "no"
    assert shelf.do(posting.post).result == "no refused"


def test_posting_twice_does_it_once(count: Begin, shop: Any) -> None:
    shelf = count("a").scan("SN-0001").do(posting.post)
    again = replace(shelf.state, done=False)
    before = shop.store.look(_everything)
    shelf.state = again
    assert shelf.do(posting.post).result == "no refused"
    assert shop.store.look(_everything) == before


def test_posting_that_is_stopped_keeps_nothing(count: Begin, shop: Any) -> None:
    shelf = count("a").scan("SN-0001")
    before = shop.store.look(_everything)
    with pytest.raises(Stopped):
        shelf.do(posting.post, lambda done: False)
    assert shop.store.look(_everything) == before
    assert shop.store.look(documents.get, shelf.id).state.value == "draft"


# Lots


def test_what_is_short_is_taken_from_what_is_in_stock_and_expires_first(count: Begin, shop: Any) -> None:
    resistor, a = shop.ids["resistor"], shop.ids["a"]
    lots = [
        (10, date(2027, 1, 1), Status.IN_STOCK),
        (10, date(2026, 1, 1), Status.IN_STOCK),
        (10, None, Status.RETURNED),
    ]
    ids = shop.enter(
        *(
            NewItem(part=resistor, location=a, quantity=Decimal(amount), batch="Q", expiry=expiry, status=status)
            for amount, expiry, status in lots
        )
    )
    shelf = count("a").scan("Q").do(loose.quantity, "12").do(posting.post)
    assert [shop.store.look(stock_items.state, id).quantity // 1_000_000 for id in ids] == [2, 0, 10]
    shop.store.call(documents_posting.reverse, shop.post, shelf.id)
    count("a").scan("Q").do(loose.quantity, "33").do(posting.post)
    assert [shop.store.look(stock_items.state, id).quantity // 1_000_000 for id in ids] == [10, 13, 10]


def test_a_surplus_of_what_is_not_here_at_all_is_a_new_item_with_the_expiry_of_its_batch(
    count: Begin, shop: Any
) -> None:
    day = date(2027, 5, 1)
    shop.enter(NewItem(part=shop.ids["resistor"], location=shop.ids["a"], batch="E", expiry=day, quantity=Decimal(4)))
    shelf = count("b").scan("E").do(loose.quantity, "6").do(posting.post)
    new = [row for row in shop.store.look(_everything) if row[2] == shop.ids["b"] and row[4] == "E"]
    assert [(row[3], row[6], row[7]) for row in new] == [(6_000_000, "2027-05-01", "in_stock")]
    assert shop.store.call(documents_posting.reverse, shop.post, shelf.id).result == "reversed"
    assert shop.store.look(verify) == ()


# Deciding


def test_what_is_left_out_stays_as_it_is_until_it_is_counted_anew(count: Begin, shop: Any, state_of: Any) -> None:
    shelf = count("a").scan("SN-0001", "20261101")
    missing, short = _one(shelf, Differs.MISSING), _one(shelf, Differs.SHORT)
    shelf.do(reviewing.leave_out, missing)
    assert shelf.said == ("ok", "Left out", "PSU-12 · 007: posting leaves it as it is.")
    shelf.do(reviewing.leave_out, short).do(reviewing.leave_out, _one(shelf, Differs.SHORT))
    assert shelf.result == "again again"
    assert (shelf.summary().changes, shelf.summary().left) == (0, 2)
    assert _one(shelf, Differs.SHORT).what == "left out"
    shelf.scan("20261101")
    assert not _one(shelf, Differs.SHORT).left
    shelf.do(reviewing.leave_out, _one(shelf, Differs.MISSING), left=False)
    assert shelf.said == ("ok", "To be posted", "PSU-12 · 007: gets lost.")
    shelf.do(reviewing.leave_out, _one(shelf, Differs.SHORT)).do(reviewing.leave_out, _one(shelf, Differs.MISSING))
    before = shop.store.look(_everything)
    assert shelf.do(posting.post).said[2].endswith("Left as they are: 2 differences left out.")
    assert shop.store.look(_everything) == before
    assert shop.store.look(verify) == ()


def test_what_posting_leaves_alone_can_not_be_left_out(count: Begin) -> None:
    shelf = count("a").scan("STRANGER")
    assert shelf.do(reviewing.leave_out, _one(shelf, Differs.STRANGER)).result == "no refused"


def test_counting_again_begins_at_nothing_and_goes_on_there(count: Begin) -> None:
    walk = count("main").scan("MAIN/B", "20261015").do(loose.quantity, "70").scan("MAIN/A", "STRANGER", "SN-VOID")
    walk.do(reviewing.again, next(one for one in walk.review(Differs.SHORT) if one.batch == "20261015"))
    assert (walk.state.place.label, walk.state.current.batch) == ("MAIN/B", "20261015")
    assert walk.state.current.quantity == 0
    walk.do(loose.quantity, "80")
    assert ("RES-10K · batch 20261015", "MAIN/B", "80", "80") in walk.found()["match"]
    walk.do(working.undo).do(working.undo)
    assert ("RES-10K · batch 20261015", "MAIN/B", "80", "70") in walk.found()["short"]
    for kind in (Differs.STRANGER, Differs.UNEXPECTED):
        walk.do(reviewing.again, _one(walk, kind))
        assert walk.state.place.label == "MAIN/A"
        assert kind.value not in walk.found()
    other = count("main").scan("MAIN/A")
    other.do(reviewing.again, _one(other, Differs.UNCOUNTED))
    assert other.state.place.label == "MAIN/B"


# Another is at work meanwhile


def _move(db: Any, post: Any, item: int, place: int | None, status: Status = Status.IN_STOCK) -> None:
    now = stock_items.state(db, item)
    assert now is not None
    after = State(place, now.quantity, status)
    ledger.record(db, post, ledger.begin(db, post, Act.MOVE), [Change(item, now, after)])


def test_what_moved_after_it_was_counted_is_to_be_counted_again_or_left_out(count: Begin, shop: Any) -> None:
    walk = count("").scan("MAIN/A", "SN-0001", "20261101").do(loose.quantity, "5000").scan("MAIN/B")
    shop.store.call(_move, shop.post, shop.ids["psu 1"], shop.ids["b"])  # it was counted
    shop.store.call(_move, shop.post, shop.ids["rest"], shop.ids["a"])  # of the same part: to where it was counted
    new = NewItem(part=shop.ids["supply"], location=shop.ids["a"], serial="NEW")  # it was not there yet
    shop.enter(new)
    moved = {one.label: one for one in walk.review(Differs.MOVED)}
    assert set(moved) == {
        "PSU-12 · SN-0001",
        "PSU-12 · NEW",
        "RES-10K · batch 20261101",
        "RES-10K · batch 20261015",
    }
    assert moved["PSU-12 · SN-0001"].what == "count it again, or leave it out; now in MAIN/B"
    assert (
        walk.do(posting.post)
        .said[2]
        .startswith("RES-10K · batch 20261101 and 3 other things have moved since they were counted.")
    )
    walk.do(reviewing.leave_out, moved["RES-10K · batch 20261101"])
    walk.do(reviewing.leave_out, moved["RES-10K · batch 20261015"])
    walk.do(reviewing.again, moved["PSU-12 · NEW"])  # looked for, and not there
    assert [one.label for one in walk.review(Differs.MOVED) if not one.left] == ["PSU-12 · SN-0001"]
    assert "PSU-12 · NEW" in {one.label for one in walk.review(Differs.MISSING)}
    assert walk.do(posting.post).said[2] == (
        "PSU-12 · SN-0001 has moved since it was counted. Count it again, or leave it out."
    )
    walk.scan("NEW")
    assert walk.state.place.label == "MAIN/A"
    walk.scan("MAIN/B", "SN-0001")
    assert all(one.left for one in walk.review(Differs.MOVED))
    assert walk.do(posting.post).result == "ok posted"
    assert shop.store.look(verify) == ()


def test_a_unit_that_another_has_put_where_it_was_found_is_as_expected(count: Begin, shop: Any) -> None:
    walk = count("").scan("MAIN/B", "SN-0001")
    shop.store.call(_move, shop.post, shop.ids["psu 1"], shop.ids["b"])
    assert ("PSU-12 · SN-0001", "MAIN/B", "1", "1") in walk.found()["match"]


def test_of_two_counts_what_one_posts_has_moved_for_the_other(count: Begin, shop: Any) -> None:
    first = count("a").scan("SN-0001", "20261101").do(loose.quantity, "4000")
    second = count("a").scan("SN-0001", f"KSK-SI{shop.ids['psu 7']}", "20261101").do(loose.quantity, "4500")
    assert (
        first.state.count.document.number
        in shop.store.look(reviewing.look, shop.post, Review(second.id))[0].warnings[-1]
    )
    assert first.do(posting.post).result == "ok posted"
    assert {one.label for one in second.review(Differs.MOVED)} == {"PSU-12 · 007", "RES-10K · batch 20261101"}


def test_a_draft_that_takes_a_missing_unit_out_is_named(count: Begin, shop: Any) -> None:
    issue = shop.store.call(documents.create, shop.post, DocKind.ISSUE)
    state, _ = shop.store.call(editing.opened, shop.post, Editing(), issue)
    unit = Thing(Kind.STOCK_ITEM, shop.ids["psu 1"], "")
    shop.store.call(units.take, shop.post, state, unit)
    shelf = count("a")
    found = {one.label: one.what for one in shelf.review(Differs.MISSING)}
    assert found["PSU-12 · SN-0001"] == "gets lost; GI-1-1 names it: end that first, or leave this out"
    told = "1 missing unit is named by open documents (GI-1-1). End those first, or leave the units out."
    assert told in shop.store.look(reviewing.look, shop.post, Review(shelf.id))[0].warnings
    shelf.do(reviewing.leave_out, next(one for one in shelf.review(Differs.MISSING) if one.where))
    assert told not in shop.store.look(reviewing.look, shop.post, Review(shelf.id))[0].warnings


def test_a_unit_that_is_being_repaired_is_named_by_its_repair(count: Begin, shop: Any) -> None:
    repair = shop.store.call(documents.create, shop.post, DocKind.REPAIR)
    columns = "document_id, item_id, part_id, serial, description, fault, work, stage, ended_by"
    values = (repair, shop.ids["psu 1"], shop.ids["supply"], "SN-0001", "", "dead", "", "open", "")
    sql = f"INSERT INTO repair ({columns}) VALUES ({', '.join('?' * len(values))})"
    shop.store.call(lambda db: execute(db, sql, *values))
    shelf = count("supply").scan("MAIN/A", "007")
    assert _one(shelf, Differs.MISSING).what == "gets lost; RO-1-1 names it: end that first, or leave this out"
    assert shop.store.look(reviewing.look, shop.post, Review(shelf.id))[0].warnings[0].startswith("1 missing unit is")


def test_what_takes_no_stock_any_more_is_told_before(count: Begin, shop: Any) -> None:
    id = shop.store.call(parts.add, NewPart(number="TAPE", name="Tape"))
    walk = count("").scan("MAIN/B", "TAPE")
    shop.store.call(parts.archive, id, True)
    assert walk.do(posting.post).said[2].startswith("No stock like what was found may come in of TAPE any more.")
    shop.store.call(parts.archive, id, False)
    shelf = shop.store.call(locations.add, locations.NewLocation("C"))
    shop.ids["c"] = shelf
    other = count("").scan("C", "TAPE")
    shop.store.call(locations.archive, shelf, True)
    assert other.do(posting.post).said[2].startswith("No stock may lie in C any more.")
    assert shop.store.call(starting.make, shop.post, None, blind=False).places == 0


def test_pages_of_differences_know_how_many_there_are(count: Begin, shop: Any) -> None:
    shop.enter(*(NewItem(part=shop.ids["fan"], location=shop.ids["a"], serial=f"F{n:03}") for n in range(250)))
    shelf = count("main").scan("MAIN/A", "MAIN/B")
    page = shop.store.look(reviewing.review, shop.post, shelf.id, Differs.MISSING, 200)
    assert (len(page.rows), page.total, page.offset) == (53, 253, 200)
    assert shop.store.look(reviewing.review, shop.post, shelf.id, Differs.MISSING, 900).total == 253
    here = shop.store.look(reviewing.review, shop.post, shelf.id, Differs.MISSING, 0, 200, shop.ids["b"])
    assert [one.label for one in here.rows] == ["FAN-80 · 007"]
    assert shop.store.look(reviewing.review, shop.post, 999, Differs.MISSING, 0).total == 0
    assert shop.store.look(reviewing.summary, shop.post, 999).changes == 0
    assert Counting().count is None


def test_what_posting_does_to_most_is_said_first(count: Begin, shop: Any) -> None:
    shelf = count("b").scan("20261101").do(loose.quantity, "3").scan("20261015").do(loose.quantity, "3")
    _, outcome = shop.store.look(reviewing.look, shop.post, Review(shelf.id))
    assert outcome.detail == "2 quantities corrected, 1 unit gets lost. Count of MAIN/B."


def test_what_was_never_scanned_is_told_before_it_is_written_off(count: Begin, shop: Any) -> None:
    shop.enter(NewItem(part=shop.ids["cable"], location=shop.ids["b"], quantity=Decimal("2.5")))
    shelf = count("b").scan("20261101")
    _, outcome = shop.store.look(reviewing.look, shop.post, Review(shelf.id))
    assert outcome.detail == (
        "2 quantities not scanned go to 0 (2.5 m and 80 pcs), 1 unit gets lost, 1 quantity corrected. Count of MAIN/B."
    )
    cable = next(one for one in shelf.review(Differs.SHORT) if one.label == "CAB-1")
    shelf.do(reviewing.leave_out, cable)
    assert [(one.unit, one.lots) for one in shelf.summary().unseen] == [("pcs", 1)]
    shelf.scan("20261015")
    assert shelf.summary().unseen == ()
