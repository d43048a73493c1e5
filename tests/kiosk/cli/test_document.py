"""`kiosk document` shows documents, lists them, and takes a posted one back after a question."""

import json
import os
import pty
from pathlib import Path
from typing import Any

import pytest

from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.documents import editing, posting
from kiosk.flows.documents.editing import Editing
from kiosk.stock import quantity
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.rules import Rules
from kiosk.store import document_lines, documents, draft_serials, partners, serials
from kiosk.store.database import Store
from kiosk.store.draft_serials import New
from kiosk.store.partners import NewPartner
from kiosk.store.sql import execute
from kiosk.store.verify import verify

PART = "DIS-A14-BK"  # of the sample shop, its units have serials
HOSTILE = "GR\x1b[31m\u202e evil"


@pytest.fixture
def with_store(shop: Path) -> Any:
    """Calls a function in a transaction of the shop's store."""

    def call(work: Any) -> Any:
        store = Store(f"sqlite:///{shop}")
        try:
            return store.call(work)
        finally:
            store.close()

    return call


def draft(db: Any, *names: str, reference: str = "") -> int:
    """A receipt of units that nobody has posted yet."""
    post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "0", 1))
    partner = partners.add(db, NewPartner("Router & Co"))
    document = documents.create(db, post, DocKind.RECEIPT, partner=partner, reference=reference)
    part = execute(db, "SELECT id FROM part WHERE number = ?", PART).fetchone()[0]
    wanted = {"quantity": len(names) * quantity.UNIT, "serials": len(names)}
    line = document_lines.add(db, document, part, wanted)
    scope = serials.scope(db, part)
    draft_serials.add(db, document, [New(line, name, scope) for name in names], None)
    return document


def posted(db: Any, *names: str, reference: str = "") -> int:
    post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "0", 1))
    document = draft(db, *names, reference=reference)
    state, _ = editing.opened(db, post, Editing(), document)
    state, _ = editing.answer(db, post, state, "1") if state.question else (state, None)
    _, outcome = posting.post(db, post, state)
    assert outcome.result == "posted", outcome
    return document


def number(db: Any, document: int) -> str:
    found = documents.get(db, document)
    assert found is not None
    return found.number


def test_a_posted_document_is_shown_with_its_lines_and_units(kiosk, with_store) -> None:
    name = with_store(lambda db: number(db, posted(db, "N-1", "N-2", reference="DN 17")))
    shown = json.loads(kiosk("document", "show", name, "--json").out)
    assert (shown["kind"], shown["number"], shown["state"], shown["reversed"]) == (
        "goods_receipt",
        name,
        "posted",
        False,
    )
    assert (shown["partner"], shown["reference"], shown["got"]) == ("Router & Co", "DN 17", "2")
    (line,) = shown["contents"]
    assert (line["part"], line["quantity"], line["expected"], line["accepted"]) == (PART, "2", None, True)
    assert [(unit["line"], unit["label"], unit["status"]) for unit in shown["units"]] == [
        (1, "N-1", "in_stock"),
        (1, "N-2", "in_stock"),
    ]
    assert [event["what"] for event in shown["events"]][-1] == "posted"
    told = kiosk("document", "show", name)
    assert told.code == 0
    for text in (name, PART, "N-2", "In stock", "DN 17"):
        assert text in told.out


def test_a_draft_is_shown_with_the_serials_it_has(kiosk, with_store) -> None:
    name = with_store(lambda db: number(db, draft(db, "N-1")))
    shown = json.loads(kiosk("document", "show", name, "--json").out)
    assert (shown["state"], shown["posted_at"], shown["held_by"]["operator"]) == ("draft", None, "Anna")
    assert [(unit["label"], unit["state"], unit["status"]) for unit in shown["units"]] == [("N-1", "got", None)]


@pytest.mark.parametrize("post_it", [False, True])
def test_what_came_otherwise_than_expected_is_shown_of_a_draft_and_afterwards(kiosk, with_store, post_it: bool) -> None:
    def expect(db: Any) -> str:
        document = draft(db, "N-1")
        (line,) = document_lines.page(db, document).rows
        document_lines.change(db, line.id, {"expected": 3 * quantity.UNIT})
        documents.change(db, document, {"listed": 1})
        if post_it:
            post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "0", 1))
            documents.take(db, post, document)
            _, outcome = posting.post(db, post, Editing(documents.get(db, document)))
            assert outcome.result == "posted", outcome
        return number(db, document)

    name = with_store(expect)
    (found,) = json.loads(kiosk("document", "show", name, "--json").out)["differences"]
    assert (found["part"], found["expected"], found["got"], found["missing"]) == (PART, "3", "1", "2")
    assert f"{PART}  2 pcs missing" in kiosk("document", "show", name).out


def test_the_order_of_the_list_is_that_in_which_documents_were_begun_and_is_said_to_be(kiosk, with_store) -> None:
    first = with_store(lambda db: number(db, posted(db, "N-1")))
    second = with_store(lambda db: number(db, draft_again(db, "N-2")))
    with_store(lambda db: execute(db, "UPDATE document SET posted_at = posted_at + 60000000 WHERE number = ?", first))
    told = kiosk("document", "list").out
    assert told.index(second) < told.index(first)
    assert "begun last first" in " ".join(kiosk("document", "list", "--help").out.split())


def test_many_units_end_at_200_without_all_and_say_so(kiosk, with_store) -> None:
    name = with_store(lambda db: number(db, posted(db, *(f"N-{at:03}" for at in range(201)))))
    shown = json.loads(kiosk("document", "show", name, "--json").out)
    assert (len(shown["units"]), shown["units_total"]) == (200, 201)
    assert len(json.loads(kiosk("document", "show", name, "--json", "--all").out)["units"]) == 201
    assert "and 1 more" in kiosk("document", "show", name).out
    assert "N-200" in kiosk("document", "show", name, "--all").out


def test_documents_are_listed_newest_first_by_kind_and_state(kiosk, with_store) -> None:
    first = with_store(lambda db: number(db, posted(db, "N-1")))
    second = with_store(lambda db: number(db, draft_again(db, "N-2")))

    def listed(*options: str) -> list[str]:
        return [row["number"] for row in json.loads(kiosk("document", "list", "--json", *options).out)]

    assert listed() == [second, first]
    assert listed("--state", "draft") == [second]
    assert listed("--kind", "goods_issue") == []
    assert listed("--kind", "goods_receipt", "--state", "posted") == [first]
    told = kiosk("document", "list").out
    assert told.index(second) < told.index(first)
    assert "No document" in kiosk("document", "list", "--kind", "return").out


def draft_again(db: Any, *names: str) -> int:
    post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "0", 1))
    return documents.create(db, post, DocKind.RECEIPT)


def test_a_document_that_is_not_there_ends_with_1(kiosk, shop) -> None:
    ended = kiosk("document", "show", "GR-9-9")
    assert (ended.code, ended.out) == (1, "")
    assert "GR-9-9" in ended.err


def test_a_reversal_takes_all_of_it_back(kiosk, with_store) -> None:
    name = with_store(lambda db: number(db, posted(db, "N-1", "N-2")))
    ended = kiosk("document", "reverse", name, "--yes", "--json")
    assert (ended.code, json.loads(ended.out)) == (0, {"number": name, "reversed": True})
    assert json.loads(kiosk("document", "show", name, "--json").out)["reversed"] is True
    assert with_store(verify) == ()
    again = kiosk("document", "reverse", name, "--yes", "--json")
    assert (again.code, json.loads(again.out)["reversed"]) == (1, False)
    assert again.err


def test_a_reversal_of_units_that_have_moved_on_is_refused_and_names_them(kiosk, with_store) -> None:
    name = with_store(lambda db: number(db, posted(db, "N-1")))

    def move_on(db: Any) -> None:
        from kiosk.stock.ledger import Act, Change
        from kiosk.stock.statuses import Status
        from kiosk.store import ledger, stock_items

        post = begin(db, "bench-2", "Ben", "UTC", Rules(), RunInfo("ben", "", "", "0", 1))
        item = execute(db, "SELECT id FROM stock_item WHERE serial = 'N-1'").fetchone()[0]
        state = stock_items.state(db, item)
        assert state is not None
        after = type(state)(state.location, state.quantity, Status.DEFECTIVE)
        ledger.record(db, post, ledger.begin(db, post, Act.STATUS), [Change(item, state, after)])

    with_store(move_on)
    ended = kiosk("document", "reverse", name, "--yes")
    assert (ended.code, ended.out) == (1, "")
    assert "N-1" in ended.err


def test_nobody_to_ask_is_refused(kiosk, with_store, monkeypatch: pytest.MonkeyPatch) -> None:
    name = with_store(lambda db: number(db, posted(db, "N-1")))
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        ended = kiosk("document", "reverse", name)
    assert ended.code == 2
    assert "--yes" in ended.err


@pytest.mark.parametrize(("answer", "reversed_"), [(b"y\n", True), (b"\n", False)])
def test_a_person_is_asked(kiosk, with_store, monkeypatch: pytest.MonkeyPatch, answer: bytes, reversed_: bool) -> None:
    name = with_store(lambda db: number(db, posted(db, "N-1")))
    master, slave = pty.openpty()
    try:
        os.write(master, answer)
        with os.fdopen(slave, "r") as terminal:
            monkeypatch.setattr("sys.stdin", terminal)
            ended = kiosk("document", "reverse", name)
    finally:
        os.close(master)
    assert ended.code == (0 if reversed_ else 1)
    assert "Take it back?" in ended.err
    assert json.loads(kiosk("document", "show", name, "--json").out)["reversed"] is reversed_


def test_no_text_of_a_document_acts_on_the_terminal(kiosk, with_store) -> None:
    name = with_store(lambda db: number(db, posted(db, "N\x9d-1", reference=HOSTILE)))
    for words in (("show", name), ("list",), ("show", name, "--json"), ("list", "--json")):
        out = kiosk("document", *words).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "\x9d" not in out
