import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.barcodes.code_rules import CodeRules
from kiosk.barcodes.forms import code_of, decoded, forms, loose
from kiosk.scan import Scan


def scan(raw: bytes, *, typed: bool) -> Scan:
    return Scan(raw, "scanner", 1, 0, 0, typed=typed)


def test_a_scanned_code_is_taken_literally() -> None:
    assert code_of(scan(b" a b \x1d ", typed=False)) == b" a b \x1d "


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"  a b  ", b"a b"), (b"\x1da\x1d", b"\x1da\x1d"), (b"\ta\n", b"\ta\n"), (b"   ", b""), (b"\xa0a", b"\xa0a")],
)
def test_from_a_typed_code_only_spaces_around_it_are_taken(raw: bytes, code: bytes) -> None:
    assert code_of(scan(raw, typed=True)) == code


def test_the_loose_form_leaves_control_characters_out_and_nothing_else() -> None:
    assert loose(bytes(range(256))) == bytes([*range(0x20, 0x7F), *range(0x80, 0x100)])


@pytest.mark.parametrize("raw", [b"\xff", b"a\0b", b"", b"\xed\xa0\x80"])
def test_bytes_that_no_store_keeps_as_text_have_no_text(raw: bytes) -> None:
    assert decoded(raw) is None


@given(st.binary(), st.text(max_size=5))
def test_no_bytes_make_a_reader_raise(raw: bytes, prefix: str) -> None:
    code = forms(raw, CodeRules(prefix))
    assert code.raw == raw
    assert code.text is None or code.text.encode() == raw
    assert loose(code.loose) == code.loose
