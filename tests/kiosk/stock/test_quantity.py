from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.stock import quantity


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_a_stored_quantity_comes_back_unchanged(stored: int) -> None:
    assert int(quantity.of(stored) * quantity.UNIT) == stored
    if abs(stored) <= (2**63 - 1) // quantity.UNIT * quantity.UNIT:
        assert quantity.millionths(quantity.of(stored)) == stored


@pytest.mark.parametrize(
    ("stored", "shown"), [(0, "0"), (1, "0.000001"), (1_500_000, "1.5"), (100_000_000, "100"), (-2_000_000, "-2")]
)
def test_a_quantity_is_shown_without_needless_zeros(stored: int, shown: str) -> None:
    assert f"{quantity.of(stored):f}" == shown


@pytest.mark.parametrize(
    ("text", "decimals"),
    [
        ("0.5", 0),
        ("1.234", 2),
        ("0.0000001", 6),
        ("1.00000000000000000000000000000000000001", 6),
        ("1e-999999", 6),
        ("NaN", 6),
        ("sNaN", 6),
        ("Infinity", 6),
        ("1e30", 6),
        ("9223372036855", 6),
        ("9223372036854.9", 6),
    ],
)
def test_a_quantity_that_can_not_be_kept_exactly_is_refused(text: str, decimals: int) -> None:
    with pytest.raises(ValueError, match=r"decimals|not a quantity"):
        quantity.millionths(Decimal(text), decimals)


def test_trailing_zeros_are_no_decimals() -> None:
    assert quantity.millionths(Decimal("2.000"), 0) == 2_000_000
