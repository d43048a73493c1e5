import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.barcodes import internal
from kiosk.barcodes.internal import OwnCode
from kiosk.stock.thing import Kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KSK-PA10", OwnCode(Kind.PART, 10)),
        ("KSK-SI1", OwnCode(Kind.STOCK_ITEM, 1)),
        ("KSK-SL7", OwnCode(Kind.LOCATION, 7)),
        ("KSK-SP999999999999999999", OwnCode(Kind.SUPPLIER_PART, 999_999_999_999_999_999)),
        ("KSK-DO3", OwnCode(Kind.DOCUMENT, 3)),
        ("KSK-PA9999999999999999999", None),  # no engine's BIGINT holds it
        ("KSK-PA010", None),
        ("KSK-PA0", None),
        ("KSK-PA", None),
        ("KSK-XX1", None),
        ("KSK-PA1 ", None),
        ("KSK-PA1\n", None),
        ("ksk-pa1", None),
        ("KSKPA1", None),
        ("KSK-PA１", None),
        ("INV-PA10", None),
        ("PA10", None),
        ("", None),
    ],
)
def test_an_own_code_is_written_in_exactly_one_way(text: str, expected: OwnCode | None) -> None:
    assert internal.read(text, "KSK") == expected


def test_without_a_prefix_there_are_no_own_codes() -> None:
    assert internal.read("-PA10", "") is None


def test_a_prefix_is_not_a_pattern() -> None:
    assert internal.read("KXK-PA1", "K.K") is None
    assert internal.read("K.K-PA1", "K.K") == OwnCode(Kind.PART, 1)


@given(st.sampled_from(Kind), st.integers(1, 10**18 - 1), st.text(min_size=1, max_size=8))
def test_what_is_printed_is_read_back(kind: Kind, id: int, prefix: str) -> None:
    assert internal.read(internal.write(kind, id, prefix), prefix) == OwnCode(kind, id)
