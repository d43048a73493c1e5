"""A line of a draft as a form: what can be said of it, what is refused at its field, saved as one step."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows.documents import editing, line_form, lines, serials
from kiosk.flows.documents.line_form import LineForm
from kiosk.stock.document_kinds import DocKind
from kiosk.store import document_lines, documents, stations

Begin = Callable[..., Any]
IN = DocKind.RECEIPT


class Form:
    """The form of the current line of a draft."""

    def __init__(self, shop: Any, draft: Any) -> None:
        self.shop, self.draft, self.line = shop, draft, draft.state.line.id
        found = shop.store.look(line_form.begin, shop.post, self.line)
        assert found is not None
        self.state: LineForm = found
        self.said = ("", "", "")

    def do(self, fn: Callable[..., Any], *args: object) -> "Form":
        self.state, outcome = self.shop.store.call(fn, self.shop.post, self.state, *args)
        self.said = (outcome.tone.value, outcome.text, outcome.detail)
        return self

    def fill(self, **values: str) -> "Form":
        for name, text in values.items():
            self.do(line_form.put, name, text)
        return self

    @property
    def now(self) -> Any:
        return self.shop.store.look(document_lines.get, self.line)


@pytest.fixture
def form(shop: Any, draft: Begin) -> Form:
    return Form(shop, draft(IN).do(lines.add_part, shop.ids["cable"]))


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (IN, ("amount", "location", "batch", "expiry", "accepted", "notes")),
        (DocKind.RETURN, ("amount", "location", "batch", "expiry", "accepted", "notes")),
        (DocKind.ISSUE, ("amount", "location", "batch", "notes")),
        (DocKind.ORDER, ("amount", "notes")),
    ],
)
def test_a_line_has_the_fields_of_its_document(shop: Any, draft: Begin, kind: DocKind, names: tuple[str, ...]) -> None:
    assert Form(shop, draft(kind).do(lines.add_part, shop.ids["cable"])).state.names == names


def test_all_of_it_is_saved_as_one_step_and_taken_back_so(shop: Any, form: Form) -> None:
    before = form.now
    form.fill(amount="2.5", location="MAIN/A", batch="B-7", expiry="2027-03-31", accepted="no", notes="wet")
    assert form.state.changed
    form.do(line_form.save)
    assert (form.said[0], form.state.done) == ("ok", True)
    now = form.now
    assert (str(now.quantity), now.said, now.place.id, now.batch) == ("2.5", True, shop.ids["a"], "B-7")
    assert (str(now.expiry), now.accepted, now.notes) == ("2027-03-31", False, "wet")
    form.draft.do(editing.undo)
    assert form.now == before


def test_nothing_changed_is_no_step(form: Form) -> None:
    assert form.do(line_form.save).said[0] == "again"
    assert form.state.done


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("amount", "1.234"),
        ("amount", "-1"),
        ("amount", "many"),
        ("batch", "A\tB"),
        ("expiry", "31.3.2027"),
        ("location", "MAIN"),
        ("location", "nowhere"),
        ("accepted", "perhaps"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_not_saved(form: Form, field: str, text: str) -> None:
    form.fill(**{field: text})
    assert field in form.state.errors
    assert form.do(line_form.save).said[0] == "no"
    assert (form.state.values[field], form.state.done) == (text if text != "MAIN" else form.state.values[field], False)
    assert str(form.now.quantity) == "1"


def test_a_scanned_place_fills_the_place_and_a_code_the_open_batch(shop: Any, form: Form) -> None:
    for at, place in (("", b"MAIN/A"), ("amount", b"MAIN/B")):
        form.state = line_form.at(None, shop.post, form.state, at)
        form.do(line_form.scan, shop.scan(place))
        assert form.said[0] == "ok"
        assert form.said[1].startswith(place.decode()), "another one takes the place of the first"
    form.state = line_form.at(None, shop.post, form.state, "batch")
    form.do(line_form.scan, shop.scan(b"LOT-1"))
    assert form.state.values["batch"] == "LOT-1"
    form.state = line_form.at(None, shop.post, form.state, "")
    form.do(line_form.scan, shop.scan(b"RES-10K"))
    assert form.said[0] == "no"
    assert form.do(line_form.save).now.place.id == shop.ids["b"]


def test_it_is_not_saved_when_another_has_the_draft_by_now(shop: Any, form: Form) -> None:
    run = shop.store.call(stations.add_run, shop.post.station, "u", "", "", "1", 2)
    shop.store.call(documents.take, replace(shop.post, run=run, operator="Petr"), form.draft.id)
    form.fill(notes="mine").do(line_form.save)
    assert (form.said[0], form.state.done) == ("no", False)
    assert "Petr" in form.said[2]


def test_a_line_that_was_taken_out_has_no_form(shop: Any, form: Form) -> None:
    form.draft.do(lines.remove_line)
    assert shop.store.look(line_form.begin, shop.post, form.line) is None
    assert form.fill(notes="late").do(line_form.save).said[0] == "no"


def test_a_quantity_that_is_cleared_follows_the_serials_again(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"]).do(lines.quantity, "5").do(serials.add, "N-1")
    form = Form(shop, receipt)
    form.fill(amount="").do(line_form.save)
    assert (form.now.quantity, form.now.said) == (1, False)
    assert receipt.do(serials.add, "N-2").counts() == [("PSU-12", "2", 2)]
