import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.serials.masks import mask


@pytest.mark.parametrize(
    ("text", "fits", "does_not"),
    [
        (
            "SN-{digits 6}",
            ["SN-000001", "SN-123456"],
            ["SN-12345", "SN-1234567", "sn-123456", "SN-12345A", "SN_123456"],
        ),
        ("{digits 14}{luhn}", ["490154203237518"], ["490154203237517", "49015420323751", "49015420323751X"]),
        ("{digits 12}{mod10}", ["4006381333931"], ["4006381333932"]),
        ("{mixed 6}{mod43}", ["CODE39W"], ["CODE390", "code39W"]),
        ("{letters 2}{digits 2-4}", ["AB12", "Ab1234"], ["AB1", "AB12345", "A112", "ÄB12", "AB1٣"]),
        ("{{{mixed}}}", ["{a}", "{7}"], ["a", "{-}", "{ab}"]),
        ("{digits 10}{luhn}-X", ["79927398713-X"], ["79927398710-X", "79927398713-Y"]),
    ],
)
def test_a_serial_fits_its_mask_or_is_told_why_not(text: str, fits: list[str], does_not: list[str]) -> None:
    for serial in does_not:
        assert mask(text).wrong(serial)
    for serial in fits:
        assert mask(text).wrong(serial) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SN-{digits 6}", ["SN-000001", "SN-000002"]),
        ("{digits 2-3}", ["01", "02"]),
        ("{digits 3}{luhn}", ["0018", "0026"]),
        ("{digits}", [str(number) for number in range(1, 10)]),
        ("{{{digits 2}}}", ["{01}", "{02}"]),
    ],
)
def test_serials_of_a_mask_follow_from_its_first(text: str, expected: list[str]) -> None:
    serial = None
    for wanted in expected:
        serial = mask(text).following(serial)
        assert serial == wanted


@pytest.mark.parametrize(
    ("text", "latest", "expected"),
    [
        ("{digits}", "9", None),
        ("{digits 2-3}", "99", "100"),
        ("{digits 2-3}", "999", None),
        ("W{digits 2}-{digits 4}", "W47-0009", "W47-0010"),
        ("W{digits 2}-{digits 4}", "W47-9999", None),
        ("{digits 4}-{letters 2}", "0009-AB", "0010-AB"),
        ("{mixed 6}", "AB0199", "AB0200"),
        ("{mixed 6}", "AB9999", None),
        ("{mixed 6}", "ABCDEF", None),
        ("{letters 3}", "ABC", None),
        ("SN-{digits 6}", "12", None),
        ("{digits 14}{luhn}", "490154203237518", "490154203237526"),
        ("W{digits 2}-{digits 4}", None, None),
        ("{letters}{digits 4}", None, None),
    ],
)
def test_the_next_serial_of_a_mask(text: str, latest: str | None, expected: str | None) -> None:
    assert mask(text).following(latest) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "SN", "{{}}", "{digits", "digits}", "{", "}", "{}", "{numbers 3}", "{digits -1}", "{digits 0}"),
        *("{digits 8-4}", "{digits 101}", "{digits 60}{letters 60}", "{digits 1-2}{letters 1-2}", "{luhn}", "A{luhn}"),
        *("{digits}{luhn}{digits}", "{digits}{luhn}{mod10}", "{digits}{luhn 2}", "{digits 6}\n", " {digits 6}"),
        *("{digits 6:02}", "{digits.__class__}", "{Digits}", "x" * 201),
    ],
)
def test_a_mask_that_can_not_be_used_is_told_why(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        mask(text)


@given(
    st.from_regex(r"[A-Z{}-]{0,3}(\{(digits|letters|mixed) [1-9](-9)?\}){1,2}(\{(luhn|mod10|mod43)\})?", fullmatch=True)
)
def test_what_follows_fits_and_is_never_a_repeat(text: str) -> None:
    try:
        found = mask(text)
    except ValueError:
        return
    serial = found.following(None)
    for _ in range(5):
        if serial is None:
            break
        assert found.wrong(serial) == ""
        after = found.following(serial)
        assert after != serial
        serial = after
