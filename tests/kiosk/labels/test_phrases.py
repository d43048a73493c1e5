"""Texts with fields in braces: what they say, what of them vanishes, and what they can't be."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.labels.phrases import PhraseError, parse

VALUES = {"number": "RES-10K", "name": "Resistor", "batch": "", "serial": ""}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plain", "plain"),
        ("", ""),
        ("{number} {name}", "RES-10K Resistor"),
        ("{ number }", "RES-10K"),
        ("{number} {batch}", "RES-10K"),
        ("Batch {batch}", ""),
        ("{batch}{serial}", ""),
        ("{number}[ · batch {batch}]", "RES-10K"),
        ("{number}[ · {name}]", "RES-10K · Resistor"),
        ("[{batch}][ {serial}]", ""),
        ("{number}[, always]", "RES-10K, always"),
        ("{{{number}}}", "{RES-10K}"),
        ("[[{number}]]", "[RES-10K]"),
        ("(01){number}", "(01)RES-10K"),
    ],
)
def test_what_a_text_says(text, told):
    assert parse(text).filled(VALUES) == told


@pytest.mark.parametrize("text", ["{number", "number}", "[{number}", "{number}]", "[a[b]]c]", "{"])
def test_what_a_text_can_not_be(text):
    with pytest.raises(PhraseError):
        parse(text)


@given(st.text())
def test_a_text_is_taken_apart_or_refused_in_words(text):
    with suppress(PhraseError):
        assert isinstance(parse(text).filled({}), str)


@given(st.text())
def test_a_value_is_text_whatever_it_looks_like(value):
    assert parse("{name}").filled({"name": value}) == value.strip(" ")
