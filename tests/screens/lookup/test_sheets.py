"""The sheets as rows for a width: nothing wider than the screen, nothing left out in silence, in every form."""

from dataclasses import replace
from datetime import UTC, date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.leases import Lease
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import (
    Amount,
    Details,
    DocumentDetails,
    DocumentView,
    ItemDetails,
    ItemView,
    LocationDetails,
    LocationView,
    PartDetails,
    PartView,
    Seen,
    SupplierCode,
    View,
)
from screens.lookup.sheets import rows
from screens.paint.marks import CONSOLE, UNICODE, Marks

PLACE = Thing(Kind.LOCATION, 3, "MAIN/A")
PART = Thing(Kind.PART, 1, "RES · Resistor")
ONE = Decimal(1)


def part(name: str = "Resistor", on_hand: str = "12", minimum: str | None = None) -> PartView:
    least = None if minimum is None else Decimal(minimum)
    return PartView(PART, "RES", name, "pcs", 0, Decimal(on_hand), Decimal(on_hand), least, "MAIN/A", 2)


def part_details(name: str = "x") -> PartDetails:
    places = (Amount("MAIN/A", Decimal(9), "pcs", PLACE), Amount(name, Decimal(3), "pcs", PLACE))
    supplier = SupplierCode(name, "SKU-1", "M-1", Decimal(100))
    other = Thing(Kind.PART, 4, name)
    return PartDetails(name, "MAIN/A", "batch", places, 7, (), 0, (supplier,), (name,), other, (other,))


def item() -> ItemView:
    return ItemView(
        Thing(Kind.STOCK_ITEM, 2, "SN1"),
        PART,
        "RES",
        "Resistor",
        "pcs",
        0,
        ONE,
        "SN1",
        "B7",
        "in_stock",
        "MAIN/A",
        PLACE,
    )


def document(state: str = "draft", name: str = "Acme") -> DocumentView:
    return DocumentView(
        Thing(Kind.DOCUMENT, 9, "GR-1-1"),
        DocKind.RECEIPT,
        "GR-1-1",
        DocState(state),
        name,
        name,
        "bench",
        1_700_000_000_000_000,
        "Jana",
        2,
        Decimal(147),
        Decimal(200),
        Lease(1, "bench", "Jana", 1_700_000_600_000_000) if state == "draft" else None,
        1_700_000_000_000_000,
        False,
    )


def document_details(name: str = "x") -> DocumentDetails:
    source = Thing(Kind.DOCUMENT, 8, "PO-1-1")
    return DocumentDetails((Amount(name, Decimal(147), "pcs", PART),), 60, name, source)


def text(view: View, details: Details | None, width: int = 60) -> str:
    return "\n".join("".join(span.text for span in row.line) for row in rows(view, details, width, UNICODE, UTC))


@pytest.mark.parametrize("width", [40, 80])
def test_the_warranty_of_a_unit_is_whole_on_every_screen(width: int) -> None:
    told = text(item(), ItemDetails(None, date(2028, 5, 1), "", "", (), ()), width)
    assert "until 2028-05-01" in told
    assert "…" not in told


def test_the_fullest_place_has_the_full_bar_and_the_rest_in_proportion() -> None:
    bars = [line for line in text(part(), part_details()).splitlines() if "━" in line]
    full, third = (line.count("━") for line in bars)
    assert bars[0].count("─") == 0
    assert third == pytest.approx(full / 3, abs=1)
    assert "2 of 7 shown" in text(part(), part_details())


def test_too_little_stock_is_told() -> None:
    assert "below its minimum of 20 pcs" in text(part(minimum="20"), None)
    assert "below" not in text(part(minimum="5"), None)


def test_a_place_can_be_chosen_from_a_part_and_from_a_unit() -> None:
    assert [row.pick for row in rows(part(), part_details(), 60, UNICODE, UTC) if row.pick][:2] == [PLACE, PLACE]
    assert [row.pick for row in rows(item(), None, 60, UNICODE, UTC) if row.pick] == [PART, PLACE]


def test_a_unit_has_its_dates_and_its_history_in_local_time() -> None:
    seen = Seen(1_767_225_600_000_000, "Anna", "bench-1", "Scanned")
    shown = text(item(), ItemDetails(date(2020, 1, 2), date(2030, 1, 1), "scratched", "Müller", ("4006",), (seen,)))
    for fact in (
        "In stock",
        "B7",
        "2020-01-02",
        "2030-01-01",
        "scratched",
        "Müller",
        "4006",
        "2026-01-01 00:00",
        "Anna",
    ):
        assert fact in shown


def test_an_expiry_that_has_passed_stands_out() -> None:
    late = rows(item(), ItemDetails(date(2020, 1, 2), None, "", "", (), ()), 60, UNICODE, UTC)
    assert any(span.style == "bad" for row in late for span in row.line if "2020-01-02" in span.text)


def test_of_each_list_that_is_cut_off_it_is_said_how_many_there_are() -> None:
    shown = text(part(), replace(part_details(), suppliers_total=51, codes_total=52, variants_total=53))
    assert [told in shown for told in ("1 of 51 shown", "1 of 52 shown", "1 of 53 shown")] == [True] * 3
    seen = Seen(0, "Anna", "bench-1", "Scanned")
    shown = text(item(), ItemDetails(None, None, "", "", ("4006",), (seen,), 61, 62))
    assert [told in shown for told in ("1 of 61 shown", "1 of 62 shown")] == [True] * 2
    view = LocationView(PLACE, "MAIN/A", "Rack", False, 0, 0)
    assert "1 of 201 shown" in text(view, LocationDetails((), 0, (Amount("x", ONE, "", PLACE),), 201))


def test_an_empty_location_says_so() -> None:
    view = LocationView(PLACE, "MAIN/A", "Rack", False, 0, 0)
    assert "Nothing lies here." in text(view, LocationDetails((), 0, ()))


def test_a_draft_says_how_far_it_is_and_who_has_it_and_is_gone_on_with_by_its_first_row() -> None:
    view, details = document(), document_details("RES · Resistor")
    shown = text(view, details)
    for told in (
        "Resume receipt GR-1-1",
        "draft",
        "147 of 200",
        "Jana at bench since 2023-11-14 22:13",
        "Acme",
        "PO-1-1",
    ):
        assert told in shown
    assert "1 of 60 shown" in shown
    picks = [row.pick for row in rows(view, details, 60, UNICODE, UTC) if row.pick]
    assert picks == [view, details.source, PART]


def test_a_posted_document_is_opened_and_says_who_has_posted_it() -> None:
    shown = text(document("posted"), None)
    assert "Open it" in shown
    assert "Held by" not in shown
    assert "2023-11-14 22:13 · Jana · bench" in shown


@pytest.mark.parametrize("marks", [UNICODE, CONSOLE], ids=["unicode", "console"])
@given(name=st.text(min_size=1, max_size=80), width=st.integers(20, 120))
def test_no_row_is_wider_than_the_screen(marks: Marks, name: str, width: int) -> None:
    location = LocationView(PLACE, name, name, True, 3, 4)
    lies = LocationDetails((Amount(name, Decimal("12345.678"), "m", PART),), 300, (Amount(name, ONE, "", PLACE),))
    sheets: list[tuple[View, Details | None]] = [(part(name), part_details(name)), (item(), None), (location, lies)]
    sheets.append((document(name=name), document_details(name)))
    for view, details in sheets:
        for row in rows(view, details, width, marks, UTC):
            assert cell_len("".join(span.text for span in row.line)) <= width
