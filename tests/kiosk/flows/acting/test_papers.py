"""Issuing and taking back: a document of its own that is posted at once, or a draft that gets it and waits."""

from datetime import date
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.flows import acting
from kiosk.flows.acting import papers
from kiosk.flows.documents import editing, posting, units
from kiosk.flows.documents.editing import Editing
from kiosk.stock.acting import Action, Code, Wanted
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.documents import SerialState
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents, draft_serials, repairs
from kiosk.store.draft_serials import New
from kiosk.store.repairs import NewRepair


def lines(acts: Any, document: Thing) -> list[tuple[str, int, int, str, str]]:
    """Of each line part, quantity, serials, batch, place."""
    rows = acts.shop.store.look(document_lines.page, document.id).rows
    return [
        (row.number, int(row.quantity), row.serials, row.batch, "" if row.place is None else row.place.label)
        for row in rows
    ]


def head(acts: Any, document: Thing) -> Any:
    return acts.shop.store.look(documents.get, document.id)


def draft(acts: Any, kind: DocKind = DocKind.ISSUE) -> Thing:
    """A parked draft."""
    id = acts.shop.store.call(documents.create, acts.shop.post, kind)
    acts.shop.store.call(documents.release, acts.shop.post, id)
    found: Thing = head(acts, Thing(Kind.DOCUMENT, id, "")).thing
    return found


def opened(acts: Any, document: Thing) -> Editing:
    state: Editing = acts.shop.store.call(editing.opened, acts.shop.post, Editing(), document.id)[0]
    return state


def test_an_issue_has_a_line_for_the_units_of_a_part_and_for_each_place_and_batch(acts: Any) -> None:
    done = acts.do("issue", "psu 1", "rest ×20", "psu 7", "bag", "reel ×1", note="for the fair")
    assert lines(acts, done.document) == [
        ("PSU-12", 2, 2, "", ""),
        ("RES-10K", 20, 0, "20261101", "MAIN/B"),
        ("RES-10K", 80, 0, "20261015", "MAIN/B"),
        ("RES-10K", 1, 0, "20261101", "MAIN/A · Shelf A"),
    ]
    found = head(acts, done.document)
    assert (found.kind, found.state, found.operation, found.notes) == (
        DocKind.ISSUE,
        DocState.POSTED,
        done.operation,
        "for the fair",
    )
    assert (done.outcome.text, done.outcome.detail) == ("5 issued", f"By {done.document.label}. F7 undoes it.")
    acts.undo(done)
    assert head(acts, done.document).reversed


def test_a_return_brings_units_to_the_place(acts: Any) -> None:
    done = acts.do("return", "psu 2", to="b")
    assert (done.document.label[:2], acts.state("psu 2")) == ("RT", ("MAIN/B", 1, "returned"))
    assert lines(acts, done.document) == [("PSU-12", 1, 1, "", "MAIN/B")]


@pytest.mark.parametrize("kind", [DocKind.ISSUE, DocKind.SALES_INVOICE])
def test_a_draft_gets_it_waits_and_is_parked_again(acts: Any, kind: DocKind) -> None:
    to = draft(acts, kind)
    before = acts.stock()
    done = acts.do("issue", "psu 1", "psu 7", "rest ×20", document=to)
    assert (done.operation, done.document) == (None, to)
    assert [row.after for row in done.rows] == [f"in {to.label}"] * 2 + [
        f"in {to.label}: 20 pcs from MAIN/B, batch 20261101"
    ]
    assert (head(acts, to).state, head(acts, to).lease) == (DocState.DRAFT, None)
    assert lines(acts, to) == [("PSU-12", 2, 2, "", ""), ("RES-10K", 20, 0, "20261101", "MAIN/B")]
    assert acts.stock() == before
    state = opened(acts, to)
    assert acts.shop.store.call(posting.post, acts.shop.post, state)[1].result == "posted"
    assert (acts.state("psu 1"), acts.state("rest")) == (("", 1, "sold"), ("MAIN/B", 100, "in_stock"))


def test_a_draft_that_this_station_works_on_stays_open_there(acts: Any) -> None:
    to = draft(acts)
    opened(acts, to)
    acts.do("issue", "psu 1", document=to)
    assert head(acts, to).lease.run == acts.shop.post.run


def test_what_was_added_is_undone_in_the_draft_step_by_step(acts: Any) -> None:
    to = draft(acts)
    acts.do("issue", "psu 1", "psu 7", "rest ×20", document=to)
    state = opened(acts, to)
    steps = 0
    while acts.shop.store.look(editing.last_step, acts.shop.post, state) is not None:
        state, outcome = acts.shop.store.call(editing.undo, acts.shop.post, state)
        assert outcome.result == "undone"
        steps += 1
    assert (lines(acts, to), steps) == ([], 3)


def test_what_a_draft_has_already_is_left(acts: Any) -> None:
    to = draft(acts)
    acts.do("issue", "psu 1", document=to)
    done = acts.do("issue", "psu 1", "psu 7", document=to)
    assert [row.again for row in done.rows] == [True, False]
    assert done.rows[0].why == f"{to.label} has it already."
    assert lines(acts, to) == [("PSU-12", 2, 2, "", "")]


def test_a_draft_has_notes_of_its_own(acts: Any) -> None:
    to = draft(acts)
    why = f"{to.label} has notes of its own. Leave the note out here, or write it there."
    assert acts.refused("issue", "psu 1", document=to, note="for the fair") == (Code.BAD_NOTE, why)


def test_more_of_the_same_goes_to_the_line_that_it_fits(acts: Any) -> None:
    to = draft(acts)
    acts.do("issue", "rest ×20", document=to)
    acts.do("issue", "rest ×5", "bag ×1", document=to)
    assert lines(acts, to) == [("RES-10K", 25, 0, "20261101", "MAIN/B"), ("RES-10K", 1, 0, "20261015", "MAIN/B")]


def test_units_that_a_list_waits_for_come_to_its_line(acts: Any) -> None:
    to = draft(acts)
    ids = acts.shop.ids

    def expect(db: Any) -> None:
        documents.change(db, to.id, {"listed": 1})
        line = document_lines.add(db, to.id, ids["supply"], {"expected": 1_000_000, "quantity": 0})
        draft_serials.add(db, to.id, [New(line, "SN-0001", None, ids["psu 1"])], None, SerialState.MISSING)

    acts.shop.store.call(expect)
    acts.do("issue", "psu 1", document=to)
    (line,) = acts.shop.store.look(document_lines.page, to.id).rows
    (serial,) = acts.shop.store.look(draft_serials.page, line.id, SerialState.GOT).rows
    assert (serial.serial, serial.expected, line.serials) == ("SN-0001", True, 1)
    acts.do("issue", "psu 7", document=to)
    assert sum(row[2] for row in lines(acts, to)) == 2


def test_units_are_issued_from_where_they_are_whatever_place_the_draft_is_at(acts: Any) -> None:
    to = draft(acts)
    acts.shop.store.call(lambda db: documents.change(db, to.id, {"place_id": acts.shop.ids["b"]}))
    acts.do("issue", "psu 1", "psu 7", "reel ×5", document=to)
    assert lines(acts, to) == [("PSU-12", 2, 2, "", ""), ("RES-10K", 5, 0, "20261101", "MAIN/A · Shelf A")]
    assert acts.shop.store.call(posting.post, acts.shop.post, opened(acts, to))[1].result == "posted"


def test_units_come_back_into_a_draft_return_each_to_its_place(acts: Any) -> None:
    acts.do("issue", "psu 1", "psu 7")
    to = draft(acts, DocKind.RETURN)
    acts.do("return", "psu 1", "psu 2", to="b", document=to)
    acts.do("return", "psu 7", to="a", document=to)
    assert lines(acts, to) == [("PSU-12", 2, 2, "", "MAIN/B"), ("PSU-12", 1, 1, "", "MAIN/A · Shelf A")]
    assert acts.shop.store.call(posting.post, acts.shop.post, opened(acts, to))[1].result == "posted"
    assert (acts.state("psu 2"), acts.state("psu 7")) == (("MAIN/B", 1, "returned"), ("MAIN/A", 1, "returned"))


def test_with_some_refused_the_draft_gets_the_rest_where_that_is_wanted(acts: Any) -> None:
    to = draft(acts)
    done = acts.do("issue", "psu 2", "psu 1", document=to, partial=True)
    assert done.outcome.detail.startswith("1 left as refused. They are in")
    assert lines(acts, to) == [("PSU-12", 1, 1, "", "")]


@pytest.mark.parametrize("into_draft", [False, True])
def test_a_document_that_refuses_what_was_planned_leaves_nothing(
    acts: Any, monkeypatch: pytest.MonkeyPatch, into_draft: bool
) -> None:
    """Another station takes the unit between the plan and the writing of it, as PostgreSQL lets it."""
    document = draft(acts) if into_draft else None
    other = draft(acts)
    state = opened(acts, other)
    write = papers.write

    def late(db: Any, order: Any, rows: Any, told: Any) -> Any:
        units.take(db, acts.shop.post, state, acts.thing("psu 1"))
        return write(db, order, rows, told)

    monkeypatch.setattr(papers, "write", late)
    with pytest.raises(StoreError):
        acts.tried("issue", "psu 1", "psu 7", document=document)
    assert lines(acts, other) == []
    assert acts.state("psu 7")[2] == "in_stock"


def test_actions_that_need_no_place_and_no_document_do_not_look_at_them(acts: Any) -> None:
    wanted = Wanted(Action.ISSUE, to=acts.thing("main"), document=None)
    plan = acts.shop.store.look(acting.plan, acts.shop.post, wanted, [acts.target("psu 1")])
    assert plan.ready
    assert acts.plan("batch", "psu 1", batch="X", to="main", document=Thing(Kind.DOCUMENT, 999, "")).ready


def test_just_what_was_named_is_issued_not_what_expires_first(acts: Any) -> None:
    """Of stock that a line can't tell apart, that which was scanned goes; what is before and after is what is done."""
    for name, batch, day in (("plain", None, None), ("old", "B9", date(2027, 1, 1)), ("new", "B9", date(2028, 1, 1))):
        acts.enter(name, "cable", "b", 5, batch=batch, expiry=day)
    done = acts.do("issue", "plain ×2", "new ×3", "old ×1")
    assert [row.after for row in done.rows] == ["3 m left", "2 m left", "4 m left"]
    assert [acts.state(name)[1] for name in ("plain", "new", "old")] == [3, 2, 4]
    assert lines(acts, done.document) == [("CAB-1", 2, 0, "", "MAIN/B"), ("CAB-1", 4, 0, "B9", "MAIN/B")]
    acts.undo(done)
    assert [acts.state(name)[1] for name in ("plain", "new", "old")] == [5, 5, 5]


def test_what_has_no_batch_goes_to_no_line_of_a_batch(acts: Any) -> None:
    acts.enter("plain", "resistor", "b", 5)
    to = draft(acts)
    acts.do("issue", "rest ×20", document=to)
    acts.do("issue", "plain ×2", document=to)
    acts.do("issue", "plain ×1", document=to)
    assert lines(acts, to) == [("RES-10K", 20, 0, "20261101", "MAIN/B"), ("RES-10K", 3, 0, "", "MAIN/B")]


def test_a_unit_that_is_here_for_a_repair_leaves_with_a_word(acts: Any) -> None:
    shop = acts.shop
    shop.store.call(repairs.create, shop.post, NewRepair(item=shop.ids["psu 1"]))
    assert acts.row("issue", "psu 1").after == "Sold, with RO-1-1 open"
    assert acts.row("issue", "psu 7").after == "Sold"
    assert acts.row("issue", "psu 1", document=draft(acts)).after == "in GI-1-1, with RO-1-1 open"
    assert "with RO-1-1 open" in acts.row("status", "psu 1", status=Status.SCRAPPED, note="x").after
    assert "open" not in acts.row("status", "psu 1", status=Status.DEFECTIVE, note="x").after
    assert acts.do("issue", "psu 1").document is not None
