"""Cleaning of untrusted text, and what a Scan says of itself."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scan import Scan, visible, visible_bytes


def scan_of(raw: bytes) -> Scan:
    return Scan(raw=raw, device="bench", seq=1, at=0, mono=0)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain", "plain"),
        ("a\x1db", "a␝b"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\0", "␀"),
        ("\x7f", "␡"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb", "a\\u202eb"),
        ("\u2028", "\\u2028"),
        ("\udcff", "\\udcff"),
        ("\U000e0041", "\\U000e0041"),
        ("\uf70b", "\\uf70b"),
        ("\u0378", "\\u0378"),  # no character yet: no font shows it
        ("Ω ≤ ß 한", "Ω ≤ ß 한"),
        ("[/x]", "[/x]"),
    ],
)
def test_what_a_terminal_could_obey_is_shown_as_a_mark(raw: str, shown: str) -> None:
    assert visible(raw) == shown


def test_the_console_gets_marks_that_its_font_has() -> None:
    assert visible("a\x1d\x1e\x04\x7f", pictures=False) == "a<GS><RS><EOT><DEL>"


def is_harmless(text: str) -> bool:
    return not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in text)


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    assert is_harmless(visible(text))
    assert is_harmless(visible(text, pictures=False))


@given(st.binary())
def test_any_bytes_can_be_shown(raw: bytes) -> None:
    assert is_harmless(visible_bytes(raw))
    assert bool(visible_bytes(raw)) == bool(raw)


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_text_of_a_scan_is_what_was_sent_uncut(text: str) -> None:
    assert scan_of(text.encode()).text == text


@pytest.mark.parametrize("raw", [b"\xff", b"a\0b", b"\xed\xb0\x80"])
def test_what_no_store_keeps_as_text_has_no_text(raw: bytes) -> None:
    assert scan_of(raw).text is None
