import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.barcodes.gtin import check_digit, gtin14, has_form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4006381333931", "04006381333931"),  # EAN-13
        ("036000291452", "00036000291452"),  # UPC-A
        ("0036000291452", "00036000291452"),  # the same, as scanners that send EAN-13 for UPC-A do
        ("00036000291452", "00036000291452"),  # the same as ITF-14
        ("73513537", "00000073513537"),  # EAN-8
        ("10614141000415", "10614141000415"),  # ITF-14 of an outer case
        ("4006381333932", None),
        ("73513538", None),
        ("400638133393", None),
        ("40063813339310", None),
        ("123456789", None),
        ("", None),
        ("400638133393X", None),
        (" 4006381333931", None),
        ("4006381333931\n", None),
        ("4006-3813-3393-1", None),
        ("４００６３８１３３３９３１", None),  # full-width digits are digits to Python
        ("٤٠٠٦٣٨١٣٣٣٩٣١", None),
    ],
)
def test_only_plain_digits_with_a_right_check_digit_are_a_gtin(text: str, expected: str | None) -> None:
    assert gtin14(text) == expected


@given(st.from_regex(r"[0-9]{7}|[0-9]{11,13}", fullmatch=True))
def test_exactly_one_last_digit_is_right(body: str) -> None:
    right = [digit for digit in "0123456789" if gtin14(body + digit)]
    assert right == [check_digit(body + "0")]


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    found = gtin14(text)
    assert found is None or (has_form(text) and found.endswith(text) and len(found) == 14)
