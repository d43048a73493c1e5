"""Quantities as labels write them, and what is said of those that can't be read."""

import pytest

from kiosk.barcodes.label_quantity import quantity


@pytest.mark.parametrize(
    ("text", "why"),
    [("25,5", "has a comma"), ("1,000", "has a comma"), ("0", "is not a number above 0"), ("ten", "is not a number")],
)
def test_a_quantity_that_is_none_says_what_is_in_the_way(text: str, why: str) -> None:
    amount, unit, wrong = quantity(text)
    assert (amount, unit) == (None, "")
    assert why in wrong
