"""The bar of progress: as long as it is told, never full before all is done, never empty once something is."""

from hypothesis import given
from hypothesis import strategies as st

from screens.paint.marks import CONSOLE, UNICODE
from screens.paint.progress import bar


@given(st.floats(-1, 2), st.integers(0, 200))
def test_it_has_its_length_whatever_is_done(done: float, cells: int) -> None:
    for marks in (UNICODE, CONSOLE):
        full, rest = (span.text for span in bar(done, cells, marks))
        assert len(full) + len(rest) == cells
        assert set(full) <= {marks.bar}
        assert set(rest) <= {marks.rest}


@given(st.floats(1e-9, 1 - 1e-9), st.integers(2, 200))
def test_what_is_begun_shows_and_what_is_not_done_shows_too(done: float, cells: int) -> None:
    full, rest = bar(done, cells, UNICODE)
    assert full.text
    assert rest.text


def test_all_and_nothing_fill_it_and_leave_it_empty() -> None:
    assert bar(0, 10, UNICODE)[0].text == ""
    assert bar(1, 10, UNICODE)[1].text == ""
