"""Why an action can't be done: in words that say what to do, with a code for programs, and nothing is changed."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows import acting
from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.documents import editing, units
from kiosk.flows.documents.editing import Editing
from kiosk.stock.acting import MOST, NEEDS, Action, Code, Need, Plan, Target, Wanted
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents, locations, operations, parts
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart

# What each action needs, but for a quantity.
FULL: dict[str, dict[str, Any]] = {
    "move": {"to": "b"},
    "count": {"quantity": 1},
    "add": {"quantity": 1},
    "remove": {"quantity": 1},
    "status": {"status": Status.SCRAPPED, "note": "why"},
    "batch": {"batch": "B"},
    "expiry": {"expiry": date(2027, 1, 31)},
    "merge": {},
    "split": {"quantity": 1},
    "issue": {},
    "return": {"to": "b"},
}
LOOSE_ONLY = ("count", "add", "remove", "merge", "split")
ON_HAND = ("move", *LOOSE_ONLY)


@pytest.fixture(autouse=True)
def more(acts: Any) -> None:
    """Things that a shop has, but not each day."""
    shop = acts.shop

    def write(db: Any) -> None:
        shop.ids["empty"] = locations.add(db, NewLocation("EMPTY"))
        shop.ids["closed"] = locations.add(db, NewLocation("CLOSED"))
        shop.ids["glue"] = parts.add(db, NewPart(number="GLUE", name="Glue", tracking="batch", decimals=2))
        shop.ids["old"] = parts.add(db, NewPart(number="OLD", name="Old"))
        shop.ids["untracked"] = parts.add(db, NewPart(number="AIR", name="Air"))

    shop.store.call(write)
    acts.enter("tube", "glue", "a", "2.5", batch="G1")
    acts.enter("worn", "old", "a", 3)
    acts.enter("air", "untracked", "a", 3)
    acts.enter("noted", "resistor", "b", 3, batch="20261101", notes="opened")
    acts.enter("like the rest", "resistor", "b", 3, batch="20261101")
    acts.enter("back", "supply", "a", serial="SN-0009", status=Status.RETURNED)
    acts.enter("lost", "supply", None, serial="SN-0010", status=Status.LOST)
    acts.enter("scrapped", "supply", None, serial="SN-0011", status=Status.SCRAPPED)
    acts.enter("used up", "resistor", "a", 1)
    acts.do("count", "used up ×0")
    shop.archive("part", "old")
    shop.archive("location", "closed")
    shop.store.call(lambda db: db.execute_sql(f"UPDATE part SET track_stock = 0 WHERE id = {shop.ids['untracked']}"))


# What is named


@pytest.mark.parametrize(
    ("named", "code", "words"),
    [
        ("resistor", Code.SEVERAL, "RES-10K lies in 2 places: scan the place or the stock item."),
        ("acme", Code.SEVERAL, "RES-10K lies in 2 places"),
        ("supply", Code.NAME_UNITS, "Each unit of PSU-12 has a serial: scan the units themselves."),
        ("cable", Code.NOTHING, "Nothing of CAB-1 is in stock. Receive some first"),
        ("empty", Code.NOTHING, "Nothing lies in it."),
        ("void", Code.NOTHING, "It was received by mistake and taken back."),
        ("used up", Code.NOTHING, "Nothing is left of it."),
        ("main ×5", Code.SHARED, "Its quantity can't be shared among"),
    ],
)
@pytest.mark.parametrize("action", ["move", "status", "issue"])
def test_a_target_that_stands_for_nothing_says_what_to_name_instead(
    acts: Any, action: str, named: str, code: Code, words: str
) -> None:
    if named == "empty":
        target: Any = Target(Thing(Kind.LOCATION, acts.shop.ids["empty"], "EMPTY"))
    else:
        target = named
    found, why = acts.refused(action, target, **FULL[action])
    assert found is code
    assert why.startswith(words)


def test_a_thing_that_is_gone_is_refused(acts: Any) -> None:
    for kind in Kind:
        if kind is not Kind.LOCATION:
            assert acts.refused("move", Target(Thing(kind, 999, "x")), to="b")[0] is Code.GONE


def test_a_part_stands_for_its_only_loose_stock_and_a_document_for_what_it_moved(acts: Any) -> None:
    assert [row.label for row in acts.plan("move", "glue", to="b").rows] == ["GLUE · batch G1 · MAIN/A"]
    issue = acts.do("issue", "psu 1", "tube ×1").document
    rows = acts.plan("return", Target(issue), to="b").rows
    assert [(row.label, row.code) for row in rows] == [("PSU-12 · SN-0001", None)]
    draft = acts.shop.store.call(documents.create, acts.shop.post, DocKind.ISSUE)
    assert acts.refused("move", Target(Thing(Kind.DOCUMENT, draft, "GI")), to="b")[0] is Code.DRAFT
    order = acts.shop.store.call(documents.create, acts.shop.post, DocKind.ORDER)
    placed = "state = 'posted', posted_at = 1, holder_id = NULL, held_by = '', held_until = 0"
    acts.shop.store.call(lambda db: db.execute_sql(f"UPDATE document SET {placed} WHERE id = {order}"))
    assert acts.refused("move", Target(Thing(Kind.DOCUMENT, order, "PO")), to="b")[0] is Code.NO_STOCK


def test_a_reversed_document_stands_for_nothing(acts: Any) -> None:
    done = acts.do("issue", "psu 1")
    acts.shop.store.call(operations.undo, acts.shop.post, done.operation)
    assert acts.refused("move", Target(done.document), to="b")[0] is Code.TAKEN_BACK


def test_what_is_named_twice_is_taken_once(acts: Any) -> None:
    rows = acts.plan("move", "psu 1", "a", "psu 1", "psu 7", "a", to="b").rows
    labels = [row.label for row in rows]
    assert labels[0] == "PSU-12 · SN-0001"
    assert len(labels) == len(set(labels)) == 7


def test_more_than_can_be_at_once_is_refused_as_a_whole(acts: Any) -> None:
    with_many = [Target(Thing(Kind.STOCK_ITEM, id, "")) for id in range(1, MOST + 2)]
    for targets in (with_many, [*with_many, acts.target("a")]):
        (row,) = acts.plan("move", *targets, to="b").rows
        assert row.code is Code.TOO_MANY
        assert "more than 10,000 stock items" in row.why
        assert isinstance(acts.tried("move", *targets, to="b", partial=True), Plan)


# What is wanted


@pytest.mark.parametrize("action", FULL)
def test_what_an_action_needs_is_asked_for(acts: Any, action: str) -> None:
    named = "rest" if action in LOOSE_ONLY else "psu 2" if action == "return" else "psu 1"
    codes = {
        Need.TO: Code.NO_PLACE,
        Need.QUANTITY: Code.NO_QUANTITY,
        Need.STATUS: Code.NO_STATUS,
        Need.BATCH: Code.NO_BATCH,
        Need.EXPIRY: Code.NO_EXPIRY,
        Need.NOTE: Code.NO_NOTE,
    }
    assert acting.what(Action(action)) == NEEDS[Action(action)]
    for need in NEEDS[Action(action)].required:
        kwargs = {key: value for key, value in FULL[action].items() if key != need.value}
        code, why = acts.refused(action, named, **kwargs)
        assert code is codes[need]
        assert why.endswith(".")


@pytest.mark.parametrize("action", ["move", "return"])
@pytest.mark.parametrize(
    ("place", "code", "words"),
    [
        ("main", Code.STRUCTURAL, "MAIN is only a group of places and holds no stock. Choose one in it."),
        ("closed", Code.CLOSED, "CLOSED is archived and takes no stock."),
        (None, Code.NO_PLACE, "The place is not in the store any more."),
    ],
)
def test_a_place_that_takes_no_stock_is_refused(
    acts: Any, action: str, place: str | None, code: Code, words: str
) -> None:
    to = Thing(Kind.LOCATION, 999 if place is None else acts.shop.ids[place], "")
    found, why = acts.refused(action, "psu 2" if action == "return" else "psu 1", to=to)
    assert found is code
    assert why.startswith(words)


@pytest.mark.parametrize(
    ("action", "wrong", "code", "words"),
    [
        ("status", {"note": "\0"}, Code.BAD_NOTE, "The note "),
        ("status", {"note": " "}, Code.NO_NOTE, "Say why"),
        ("move", {"note": "n" * 10_001}, Code.BAD_NOTE, "The note "),
        ("batch", {"batch": " B"}, Code.BAD_BATCH, "The batch "),
        ("batch", {"batch": "B\x1d"}, Code.BAD_BATCH, "The batch "),
        ("batch", {"batch": "B" * 101}, Code.BAD_BATCH, "The batch "),
    ],
)
def test_texts_that_can_not_be_kept_are_refused(
    acts: Any, action: str, wrong: dict[str, Any], code: Code, words: str
) -> None:
    found, why = acts.refused(action, "psu 1", **{**FULL[action], **wrong})
    assert found is code
    assert why.startswith(words)


# What it is wanted for


@pytest.mark.parametrize("action", FULL)
def test_what_an_open_draft_has_is_refused_naming_the_draft(acts: Any, action: str) -> None:
    item = "psu 2" if action == "return" else "psu 1"
    kind = DocKind.RETURN if action == "return" else DocKind.ISSUE
    draft = acts.shop.store.call(documents.create, acts.shop.post, kind)
    state, _ = acts.shop.store.call(editing.opened, acts.shop.post, Editing(), draft)
    state, _ = acts.shop.store.call(units.take, acts.shop.post, state, acts.thing(item))
    number = state.document.number
    code, why = acts.refused(action, item, **FULL[action])
    assert code is Code.CLAIMED
    assert why == f"It is in the open document {number} (Jana at bench). Take it out there first, or leave it out here."
    acts.shop.store.call(editing.park, acts.shop.post, state)
    assert f"{number}, which is parked." in acts.refused(action, item, **FULL[action])[1]


@pytest.mark.parametrize("action", LOOSE_ONLY)
def test_a_unit_has_no_quantity(acts: Any, action: str) -> None:
    code, why = acts.refused(action, "psu 1", **FULL[action])
    assert code is Code.UNIT
    assert why.startswith("It is one unit with a serial")


@pytest.mark.parametrize("action", ON_HAND)
def test_what_is_not_on_hand_is_refused_saying_how_it_comes_back(acts: Any, action: str) -> None:
    code, why = acts.refused(action, "sold batch" if action in LOOSE_ONLY else "psu 2", **FULL[action])
    assert code is Code.OUT
    assert why == "It is sold, so it is not on hand. If it came back, take it back by a return."


REFUSED: list[tuple[str, str, dict[str, Any], Code, str]] = [
    ("move", "psu 1 ×2", {}, Code.UNIT, "It is one unit with a serial. Leave the quantity out."),
    ("move", "reel ×5001", {}, Code.INSUFFICIENT, "There are only 5,000 pcs."),
    ("move", "reel ×0", {}, Code.QUANTITY, "The quantity must be more than 0."),
    ("move", "reel ×0.5", {}, Code.QUANTITY, "RES-10K has whole numbers only"),
    ("move", "tube ×0.001", {}, Code.QUANTITY, "GLUE has quantities from 0 to 1,000,000,000 with at most 2 decimals."),
    ("count", "reel ×-1", {}, Code.QUANTITY, "RES-10K has whole numbers only"),
    ("count", "reel ×1000000001", {}, Code.QUANTITY, "RES-10K has whole numbers only"),
    ("count", "worn ×4", {}, Code.ARCHIVED, "OLD is archived."),
    ("count", "air ×4", {}, Code.UNTRACKED, "AIR keeps no stock."),
    ("add", "worn", {}, Code.ARCHIVED, "OLD is archived."),
    ("add", "reel ×0", {}, Code.QUANTITY, "The quantity must be more than 0."),
    ("add", "reel ×999999999", {}, Code.QUANTITY, "RES-10K has whole numbers only"),
    ("remove", "reel ×5001", {}, Code.INSUFFICIENT, "There are only 5,000 pcs."),
    ("split", "bag ×80", {}, Code.INSUFFICIENT, "There are 80 pcs of it: type less than that"),
    ("status", "psu 2", {}, Code.STATUS, "Sold can't become Scrapped by hand, only Returned."),
    ("status", "scrapped", {"status": Status.IN_STOCK}, Code.STATUS, "It is scrapped, for good"),
    ("status", "lost", {"status": Status.IN_STOCK}, Code.NO_PLACE, "In stock is on hand: scan or choose the place"),
    ("status", "reel ×5", {}, Code.WHOLE, "This is for all 5,000 pcs of it. Split 5 pcs off first."),
    ("batch", "reel ×5", {}, Code.WHOLE, "This is for all 5,000 pcs of it."),
    ("batch", "tube", {"batch": ""}, Code.NO_BATCH, "All stock of GLUE must have a batch."),
    ("expiry", "reel ×5", {}, Code.WHOLE, "This is for all 5,000 pcs of it."),
    ("merge", "reel", {}, Code.LONE, "It is the only one of RES-10K here"),
    ("merge", "reel ×5", {}, Code.WHOLE, "This is for all 5,000 pcs of it."),
    ("issue", "back", {}, Code.UNAVAILABLE, "It is returned in MAIN/A. Look at it first"),
    ("issue", "psu 2", {}, Code.UNAVAILABLE, "It is sold. If it came back"),
    ("issue", "worn", {}, Code.ARCHIVED, "OLD is archived."),
    ("issue", "air", {}, Code.UNTRACKED, "AIR keeps no stock."),
    ("issue", "bag ×81", {}, Code.INSUFFICIENT, "There are only 80 pcs."),
    ("return", "reel", {}, Code.LOOSE, "It has no serial: begin a return of its part"),
    ("return", "psu 1", {}, Code.NOT_OUT, "It is in stock in MAIN/A. It is on hand already."),
]


@pytest.mark.parametrize(("action", "target", "kwargs", "code", "words"), REFUSED)
def test_a_stock_item_that_can_not_says_why(
    acts: Any, action: str, target: str, kwargs: dict[str, Any], code: Code, words: str
) -> None:
    found, why = acts.refused(action, target, **{**FULL[action], **kwargs})
    assert found is code
    assert why.startswith(words)
    before = acts.stock()
    for partial in (False, True):
        assert isinstance(acts.tried(action, target, **{**FULL[action], **kwargs, "partial": partial}), Plan)
    assert acts.stock() == before


@pytest.mark.parametrize(
    ("targets", "codes", "words"),
    [
        (("reel", "rest"), (Code.ELSEWHERE, Code.ELSEWHERE), "It lies in MAIN/A, the other in MAIN/B."),
        (("rest", "bag"), (Code.UNLIKE, Code.UNLIKE), "It is not like the others of RES-10K: batch differs."),
        (("rest", "noted"), (Code.UNLIKE, Code.UNLIKE), "It is not like the others of RES-10K: notes differ."),
        (("bag", "rest", "like the rest"), (Code.UNLIKE, None, None), "It is not like the others of RES-10K: batch"),
    ],
)
def test_only_what_is_alike_and_in_one_place_is_merged(
    acts: Any, targets: tuple[str, ...], codes: tuple[Code | None, ...], words: str
) -> None:
    rows = acts.plan("merge", *targets).rows
    assert tuple(row.code for row in rows) == codes
    assert rows[0].why.startswith(words)


def test_stock_in_a_place_that_was_closed_gets_no_more(acts: Any) -> None:
    acts.shop.archive("location", "b")
    code, why = acts.refused("add", "rest", quantity=1)
    assert code is Code.CLOSED
    assert why.startswith("MAIN/B takes no more stock")


def test_stock_without_serials_of_a_part_that_has_them_by_now_is_not_issued(acts: Any) -> None:
    def track(by: str) -> None:
        sql = f"UPDATE part SET tracking = '{by}' WHERE id = {acts.shop.ids['resistor']}"
        acts.shop.store.call(lambda db: db.execute_sql(sql))

    track("serial")
    assert acts.refused("issue", "reel")[0] is Code.NO_SERIALS
    track("none")


# The document that is added to


def _draft(acts: Any, kind: DocKind) -> Thing:
    id = acts.shop.store.call(documents.create, acts.shop.post, kind)
    return acts.shop.store.look(documents.get, id).thing


@pytest.mark.parametrize(
    ("action", "kind", "words"),
    [
        ("issue", DocKind.RETURN, "is no open goods issue or sales invoice."),
        ("issue", DocKind.RECEIPT, "is no open goods issue or sales invoice."),
        ("return", DocKind.ISSUE, "is no open return."),
        ("return", DocKind.ORDER, "is no open return."),
    ],
)
def test_only_a_draft_of_the_right_kind_is_added_to(acts: Any, action: str, kind: DocKind, words: str) -> None:
    draft = _draft(acts, kind)
    code, why = acts.refused(action, "psu 2" if action == "return" else "psu 1", **FULL[action], document=draft)
    assert code is Code.DOCUMENT
    assert words in why


def test_a_posted_document_is_not_added_to(acts: Any) -> None:
    posted = acts.do("issue", "psu 1").document
    assert acts.refused("issue", "psu 7", document=posted)[0] is Code.DOCUMENT


def test_a_draft_that_another_station_works_on_is_left_alone(acts: Any) -> None:
    other = acts.shop.store.call(begin, "other", "Petr", "", Rules(), RunInfo("t", "", "", "1", 2))
    id = acts.shop.store.call(documents.create, other, DocKind.ISSUE)
    draft = acts.shop.store.look(documents.get, id).thing
    code, why = acts.refused("issue", "psu 1", document=draft)
    assert code is Code.HELD
    assert why == f"Petr works on {draft.label} at other. Have it parked there first."
    acts.shop.store.call(documents.release, other, id)
    assert acts.do("issue", "psu 1", document=draft).operation is None


# Which actions fit

Fits = Callable[..., dict[str, str]]


@pytest.fixture
def fits(acts: Any) -> Fits:
    def of(*targets: str) -> dict[str, str]:
        found = acts.shop.store.look(acting.fits, acts.shop.post, [acts.target(one) for one in targets])
        assert list(found) == list(Action)
        return {action.value: why for action, why in found.items()}

    return of


@pytest.mark.parametrize(
    ("targets", "fitting"),
    [
        (("psu 1",), {"move", "status", "batch", "expiry", "issue"}),
        (("psu 2",), {"status", "batch", "expiry", "return"}),
        (("rest",), {"move", "count", "add", "remove", "status", "batch", "expiry", "split", "issue"}),
        (("psu 2", "rest", "like the rest"), {action.value for action in Action}),
        (("used up",), {"count", "add"}),
        (("void",), set()),
        (("supply",), set()),
        ((), set()),
    ],
)
def test_actions_that_fit_nothing_of_it_say_why(fits: Fits, targets: tuple[str, ...], fitting: set[str]) -> None:
    found = fits(*targets)
    assert {action for action, why in found.items() if not why} == fitting
    assert all(why.endswith(".") for why in found.values() if why)


def test_what_does_not_fit_at_all_is_not_offered_whatever_is_wanted(acts: Any, fits: Fits) -> None:
    for name in ("psu 1", "psu 2", "rest", "bag", "back", "lost", "scrapped", "tube", "worn", "noted", "fan 7"):
        offered = fits(name)
        for action, kwargs in FULL.items():
            if offered[action]:
                assert not acts.plan(action, name, **kwargs).ready


def test_returned_units_are_issued_where_the_rules_say_so(acts: Any) -> None:
    acts.returned_available()
    assert acts.plan("issue", "back").ready


def test_all_codes_are_told_by_some_test() -> None:
    told = {code for _, _, _, code, _ in REFUSED}
    told |= {Code.SEVERAL, Code.NAME_UNITS, Code.NOTHING, Code.SHARED, Code.GONE, Code.DRAFT, Code.NO_STOCK}
    told |= {Code.TAKEN_BACK, Code.TOO_MANY, Code.NO_PLACE, Code.STRUCTURAL, Code.CLOSED, Code.NO_QUANTITY}
    told |= {Code.NO_STATUS, Code.NO_NOTE, Code.BAD_NOTE, Code.NO_BATCH, Code.BAD_BATCH, Code.NO_EXPIRY}
    told |= {Code.DOCUMENT, Code.HELD, Code.CLAIMED, Code.OUT, Code.ELSEWHERE, Code.UNLIKE, Code.NO_SERIALS}
    assert told == set(Code)


def test_wanted_of_no_target_is_nothing_to_do(acts: Any) -> None:
    assert acts.plan("move", to="b") == Plan(Wanted(Action.MOVE, to=acts.thing("b")), ())
    assert isinstance(acts.tried("move", to="b"), Plan)
    assert Decimal(0) == acts.plan("move", to="b").done
