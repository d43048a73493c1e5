"""How much a measured quantity is in a part's own unit."""

from decimal import Decimal

import pytest

from kiosk.stock.measures import converted


@pytest.mark.parametrize(
    ("quantity", "unit", "into", "answer"),
    [
        ("1.25", "kg", "g", "1250"),
        ("1250", "g", "kg", "1.25"),
        ("2.5", "m", "cm", "250"),
        ("2.5", "m", "mm", "2500"),
        ("0.75", "l", "ml", "750"),
        ("1", "m3", "l", "1000"),
        ("3", "m2", "m²", "3"),
        ("2", "kg", " KG ", "2"),
        ("2", "roll", "roll", "2"),
    ],
)
def test_a_measure_is_told_in_the_units_that_parts_have(quantity: str, unit: str, into: str, answer: str) -> None:
    assert converted(Decimal(quantity), unit, into) == Decimal(answer)


@pytest.mark.parametrize(("unit", "into"), [("kg", "pcs"), ("kg", "m"), ("m2", "m"), ("roll", "m"), ("kg", "")])
def test_a_measure_is_nothing_of_another_kind(unit: str, into: str) -> None:
    assert converted(Decimal(1), unit, into) is None
