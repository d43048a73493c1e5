"""The one door for text: visible, fitted without silent cuts, never more cells than there are."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from screens.paint.marks import CONSOLE, UNICODE, Marks
from screens.paint.text import Span, clean, fit, pad, strip, wrap

BOTH = pytest.mark.parametrize("marks", [UNICODE, CONSOLE], ids=["unicode", "console"])


def dangerous(text: str) -> list[str]:
    return [char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn")]


@BOTH
@given(text=st.text())
def test_nothing_that_is_painted_can_act_on_a_terminal(marks: Marks, text: str) -> None:
    painted = strip([Span(text), Span(text, "dim")], 40, lambda _: Style(), marks)
    assert not dangerous(painted.text)
    assert painted.cell_length == 40


@BOTH
@given(text=st.text(), width=st.integers(1, 60), rows=st.integers(1, 8))
def test_wrapped_text_fits_and_says_when_it_is_not_all(marks: Marks, text: str, width: int, rows: int) -> None:
    wrapped = wrap(text, width, rows, marks)
    assert len(wrapped) <= rows
    assert all(cell_len(row) <= max(width, 2) for row in wrapped)
    whole = clean(text, marks)
    kept = "".join(wrapped).replace(" ", "")
    assert kept == whole.replace(" ", "") or wrapped[-1].endswith(marks.more)


@given(text=st.text(), width=st.integers(1, 60))
def test_padded_text_has_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(pad(text, width, UNICODE)) == width


def test_what_does_not_fit_is_marked() -> None:
    assert fit("RES-10K-0805", 8, UNICODE) == "RES-10K…"
    assert fit("RES-10K", 7, UNICODE) == "RES-10K"


def test_markup_stays_text() -> None:
    text = "[@click=app.quit]x[/]"
    assert strip([Span(text)], len(text), lambda _: Style(), UNICODE).text == text


def test_control_characters_show_as_the_terminal_can_draw_them() -> None:
    assert clean("a\x1db", UNICODE) == "a␝b"
    assert clean("a\x1db", CONSOLE) == "a<GS>b"
