"""A count is begun, left, gone on with by whoever comes, and given up; one station holds it at a time."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.counting import loose, scanning, starting, viewing, working
from kiosk.flows.counting.working import Counting
from kiosk.post import Post
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import counts, document_list, documents, parts
from kiosk.store.parts import NewPart
from kiosk.store.sql import execute
from kiosk.store.verify import verify
from kiosk.wording import documents as wording

Begin = Callable[..., Any]
Form = Callable[..., Any]


def test_a_count_goes_on_where_it_was_left(count: Begin, shop: Any) -> None:
    shelf = count("a").scan("SN-0001", "20261101").do(loose.quantity, "12").do(working.park)
    assert (shelf.result, shelf.state.done) == ("ok parked", True)
    assert shelf.scan("007").result == "no refused"
    shelf.state = Counting()
    shelf.do(working.opened, shelf.id)
    number = shelf.state.count.document.number
    assert shelf.said == ("ok", number, "Count of MAIN/A: 1 place, 2 things found. Go on at MAIN/A.")
    assert (shelf.state.place.label, shelf.state.here, shelf.state.current.quantity) == ("MAIN/A", 2, 12)
    assert shelf.state.current.expected == 5000
    assert shelf.do(working.opened, shelf.id).result == "ok opened"


def test_all_steps_can_be_taken_back_one_by_one(count: Begin, shop: Any) -> None:
    walk = count("").scan("MAIN/A", "SN-0001", "STRANGER")
    last = shop.store.look(working.last_step, shop.post, walk.state)
    assert last.code == "STRANGER"
    walk.do(working.undo).do(working.undo)
    assert walk.state.current is None
    assert walk.do(working.undo).said[2] == "place MAIN/A: that is undone."
    assert walk.state.place is None
    number = walk.state.count.document.number
    assert walk.do(working.undo).said == (
        "no",
        "Nothing to undo",
        f"Nothing was counted in {number} that is not taken back.",
    )
    assert shop.store.look(verify) == ()


def test_another_station_asks_before_it_takes_a_count_over(count: Begin, shop: Any, elsewhere: Post) -> None:
    mine = count("a").scan("SN-0001")

    def theirs(fn: Any, state: Any, *args: object) -> Any:
        return shop.store.call(fn, elsewhere, state, *args)

    state, outcome = theirs(working.opened, Counting(), mine.id)
    assert outcome.result == "asked"
    assert theirs(scanning.scan, state, shop.scan(b"007"))[1].tone == "again"
    assert theirs(working.answer, state, "7")[1].result == "refused"
    assert theirs(working.answer, state, "2")[0].done
    state, outcome = theirs(working.answer, state, "1")
    assert (outcome.result, state.place.label) == ("opened", "MAIN/A")
    assert mine.scan("007").said[1].endswith("is not yours now")
    assert mine.state.done
    assert mine.scan("20261101").result == "no refused"
    state, _ = theirs(working.hand_over, state, "Jana")
    assert state.done
    mine.state = Counting()
    assert mine.do(working.opened, mine.id).said[2].startswith("Petr has handed it over to Jana.")
    assert mine.do(working.answer, "1").result == "no refused"


def test_cancelling_drops_nothing_from_the_journal(count: Begin, shop: Any) -> None:
    shelf = count("a").scan("SN-0001", "STRANGER")
    before = shop.store.look(lambda db: execute(db, "SELECT COUNT(*) FROM scan_record").fetchone())
    assert shelf.do(working.cancel).result == "ok cancelled"
    assert shop.store.look(lambda db: execute(db, "SELECT COUNT(*) FROM scan_record").fetchone()) == before
    assert shop.store.look(documents.get, shelf.id).state.value == "cancelled"
    assert shop.store.call(working.opened, shop.post, Counting(), shelf.id)[1].tone == "no"
    assert shop.store.look(verify) == ()


def test_only_counts_are_counted(shop: Any) -> None:
    receipt = shop.store.call(documents.create, shop.post, DocKind.RECEIPT)
    for id in (receipt, 999):
        state, outcome = shop.store.call(working.opened, shop.post, Counting(), id)
        assert (state.done, outcome.tone) == (True, "no")
    assert shop.store.call(working.park, shop.post, Counting())[1].result == "refused"
    assert shop.store.call(scanning.scan, shop.post, Counting(), shop.scan(b"x"))[1].result == "refused"


def test_open_counts_are_listed_with_how_far_they_are(count: Begin, shop: Any) -> None:
    count("a", blind=True).scan("SN-0001")
    walk = count("").scan("MAIN/B").do(working.park)
    page = shop.store.look(viewing.open_counts, shop.post, 0)
    told = [
        (one.thing.id == walk.id, one.scope and one.scope.label, one.blind, one.places, one.entries)
        for one in page.rows
    ]
    assert told == [(True, None, False, 1, 0), (False, "MAIN/A", True, 1, 1)]
    assert [one.holder for one in page.rows] == ["", "Jana at bench"]
    assert page.total == 2


def test_what_was_found_at_a_place_is_listed_the_latest_first(count: Begin, shop: Any) -> None:
    shelf = count("a").scan("SN-0001", "20261101", "STRANGER")
    page = shop.store.look(viewing.found, shop.post, shelf.id, shop.ids["a"], 0)
    assert [(one.serial, one.batch, one.code) for one in page.rows] == [
        ("", "", "STRANGER"),
        ("", "20261101", ""),
        ("SN-0001", "", ""),
    ]
    assert page.total == 3
    assert shop.store.look(viewing.found, shop.post, shelf.id, shop.ids["b"], 0).total == 0


# The form


def test_a_form_is_filled_by_scans_and_begins_at_the_shelf(form: Form) -> None:
    opened = form(starting).scan("RES-10K").scan("0805-103")
    assert opened.said[0] == "again"
    opened.scan("MAIN/A")
    assert (opened.state.values["part"], opened.state.values["place"]) == ("", "MAIN/A · Shelf A")
    assert opened.scan("MAIN/A").said[2] == "This is what will be counted. F5 begins."
    for code in ("SN-0001", "NOTHING"):
        assert opened.scan(code).said[0] == "no"
    opened.put(blind="maybe").save()
    assert opened.errors["blind"]
    opened.put(blind="yes").save()
    assert opened.said == ("ok", "SC-1-1", "Blind count of MAIN/A. Scan what is at MAIN/A.")
    assert opened.state.done
    other = form(starting).put(part="RES-10K").save()
    assert other.said[0] == "again"
    assert other.said[2].startswith("Count of RES-10K · Resistor 10 kΩ. SC-1-1 is open and may count the same stock")


def test_a_form_that_is_opened_from_a_place_names_it(form: Form, shop: Any) -> None:
    place = Thing(Kind.LOCATION, shop.ids["main"], "MAIN")
    opened = form(starting, place).save()
    assert opened.said[2] == "Count of MAIN. Scan the place where you begin."


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("place", "NOWHERE", "is nothing that is known"),
        ("part", "NOTHING", "is nothing that is known"),
        ("part", "AIR", "whose stock is not tracked"),
    ],
)
def test_what_can_not_be_counted_is_refused(form: Form, shop: Any, field: str, text: str, why: str) -> None:
    shop.store.call(parts.add, NewPart(number="AIR", name="Air", track_stock=False))
    assert why in form(starting).put(**{field: text}).save().errors[field]


def test_what_is_archived_meanwhile_is_refused(form: Form, shop: Any) -> None:
    opened = form(starting).put(place="MAIN/B")
    shop.archive("location", "b")
    assert "archived" in opened.save().errors["place"]
    other = form(starting).put(part="CAB-1")
    shop.archive("part", "cable")
    assert "archived" in other.save().errors["part"]


@pytest.mark.parametrize(
    ("mine", "theirs", "apart"),
    [
        ("a", "b", True),
        ("a", "a", False),
        ("main", "a", False),
        ("a", "main", False),
        ("", "a", False),
        ("resistor", "a", False),
        ("resistor", "supply", True),
        ("resistor", "resistor", False),
        ("supply", "", False),
    ],
)
def test_counts_that_may_be_of_the_same_stock_know_of_each_other(
    count: Begin, shop: Any, mine: str, theirs: str, apart: bool
) -> None:

    first, second = count(mine), count(theirs)
    found = shop.store.look(counts.overlapping, second.state.count)
    assert found == (() if apart else (first.state.count.document.number,))


def test_a_list_of_documents_says_how_much_a_count_has_found(count: Begin, shop: Any) -> None:
    shelf = count("a").scan("SN-0001", "20261101", "STRANGER")
    view = shop.store.look(document_list.one, shelf.id)
    assert wording.told(view) == "Stock count: draft, 3 found, Jana at bench works on it"
