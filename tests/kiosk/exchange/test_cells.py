import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.exchange.cells import guarded, restored


@pytest.mark.parametrize("text", ["=1+1", "+420", "-5", "@SUM", "\t=1", "\r=1", "\n=1", "'=1", "''-x", "'@"])
def test_what_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "RES-10K", "a=b", "'", "'x", "5' cable", " =1", "00123"])
def test_all_other_text_stands_as_it_is(text):
    assert guarded(text) == restored(text) == text


@given(st.text(st.sampled_from("'=+-@\t\r\nax "), max_size=8) | st.text())
def test_every_text_is_restored(text):
    assert restored(guarded(text)) == text


@given(st.text(st.sampled_from("=+-@ax"), max_size=5))
def test_what_was_typed_without_an_apostrophe_stands_for_itself(text):
    assert restored(text) == text
