"""Slips over several pages: nothing is lost, nothing is torn apart, and each page says what goes on on it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.labels import templates
from kiosk.labels.drawing import Code, Drawing, Text
from kiosk.labels.layout import lay_out
from kiosk.labels.text_width import cut, width

HEAD = {"number": "GR-1-1", "code": "KSK-DO1", "kind": "Goods receipt", "state": "posted", "printed": "2026-11-21"}
NAMES = ["document", "document_roll"]


def rows(*counts: int, serial: str = "SN-{:06}") -> list[dict[str, str]]:
    """A line with so many units, for each count."""
    found: list[dict[str, str]] = []
    number = 0
    for position, count in enumerate(counts, 1):
        line = {"position": str(position), "number": f"PART-{position}", "name": "Display", "unit": "pcs"}
        found.append({**line, "quantity": f"{count:,}", "batch": "B7", "location": "MAIN/A"})
        found += [{"serial": serial.format(number + at)} for at in range(count)]
        number += count
    return found


def texts(page: Drawing) -> list[str]:
    return [piece.text for piece in page.pieces if isinstance(piece, Text)]


def slip(lines, name="document", **head):
    return lay_out(templates.builtin(name), {**HEAD, **head}, lines)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("counts", [[0], [1], [200], [0] * 90, [7, 300, 0, 44], [1000]])
def test_every_line_and_serial_is_on_the_slip_once_in_its_order(name, counts):
    lines = rows(*counts)
    told = [text for page in slip(lines, name) for text in texts(page)]
    serials = [row["serial"] for row in lines if "serial" in row]
    assert [text for text in told if text.startswith("SN-")] == serials
    numbers = [row["number"] for row in lines if "serial" not in row]
    assert [text for number in numbers for text in told if text.split(" ")[0] == number] == (
        numbers if name == "document" else [f"{number} B7" for number in numbers]
    )


def test_two_hundred_serials_stand_side_by_side_on_one_page():
    (page,) = slip(rows(200))
    columns = {piece.x for piece in page.pieces if isinstance(piece, Text) and piece.text.startswith("SN-")}
    assert len(columns) == 5
    assert all(piece.size >= 3 for piece in page.pieces if isinstance(piece, Text))


def test_every_page_says_which_it_is_and_of_which_document():
    pages = slip(rows(900, 20))
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert f"page {number} of {len(pages)}" in texts(page)
        assert "Goods receipt GR-1-1" in texts(page)
        assert "Quantity" in texts(page)
    assert sum(isinstance(piece, Code) for page in pages for piece in page.pieces) == 1


def test_a_page_that_goes_on_with_serials_says_whose_they_are():
    first, second = slip(rows(0, 400))
    assert "2  PART-2, continued" not in texts(first)
    told = texts(second)
    assert told.index("2  PART-2, continued") < next(at for at, text in enumerate(told) if text.startswith("SN-"))


def test_a_line_stays_with_the_first_of_its_serials():
    for before in range(30, 45):
        for page in slip(rows(*([0] * before), 3)):
            told = texts(page)
            assert (f"PART-{before + 1}" in told) == ("SN-000000" in told)


@pytest.mark.parametrize("counts", [[0] * 60, [500], [33] * 20])
def test_nothing_reaches_into_the_margin_or_stands_on_something_else(counts):
    template = templates.builtin("document")
    for page in slip(rows(*counts), notes="note " * 60, partner="Elektro Dvořák s.r.o."):
        lines = sorted((piece for piece in page.pieces if isinstance(piece, Text)), key=lambda piece: piece.y)
        footer = [piece for piece in lines if piece.y >= 286]
        assert len(footer) == 2
        assert all(piece.y + piece.size <= template.height - template.rows.margin for piece in lines[:-2])
        for at, one in enumerate(lines):
            for other in lines[at + 1 :]:
                if other.y < one.y + one.size - 0.01 and one.align == other.align == "left":
                    first, second = sorted((one, other), key=lambda piece: piece.x)
                    assert first.x + min(first.width, width(first.text, first.size, first.bold)) <= second.x + 0.01


@pytest.mark.parametrize("length", [40, 100])
@pytest.mark.parametrize("name", NAMES)
def test_long_serials_are_not_cut(length, name):
    lines = rows(9, serial="{:0" + str(length) + "}")
    for page in slip(lines, name):
        told = [piece for piece in page.pieces if isinstance(piece, Text) and set(piece.text) <= set("0123456789")]
        assert all(cut(piece.text, piece.size, piece.width) == piece.text for piece in told)
        joined = "".join(piece.text for piece in told)
        assert all(row["serial"] in joined for row in lines if "serial" in row)


def test_a_missing_serial_says_so():
    (page,) = slip([*rows(1), {"serial": "SN-X", "missing": "missing"}])
    assert "SN-X (missing)" in texts(page)


def test_a_slip_on_a_roll_is_as_long_as_it_needs():
    short, long = (slip(rows(count), "document_roll")[0] for count in (1, 200))
    assert short.height < 60
    assert long.height > 300
    assert long.width == short.width == 80


def test_a_document_without_lines_is_a_slip_all_the_same():
    (page,) = slip([])
    assert "Goods receipt GR-1-1" in texts(page)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 120), max_size=12), st.sampled_from(NAMES))
def test_no_document_keeps_a_slip_from_ending(counts, name):
    pages = slip(rows(*counts), name)
    assert sum(text.startswith("SN-") for page in pages for text in texts(page)) == sum(counts)
