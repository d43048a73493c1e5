"""The code on LCSC's bags, which looks like JSON and is none."""

from decimal import Decimal

import pytest

from kiosk.barcodes import languages
from kiosk.barcodes.content import Content, Field


def said(text: str) -> Content:
    content = languages.content(text)
    assert content is not None
    return content


@pytest.mark.parametrize("number", ["74HC595PW,118", "A,B,C", "X:Y", "ABC,qt", "a{b}c", "€,1"])
def test_a_number_may_have_commas_and_colons(number: str) -> None:
    content = said(f"{{pbn:PICK1,on:SO1,pc:C1,pm:{number},qty:25,mc:,cc:1}}")
    assert (content.manufacturer_number, content.quantity, content.skus) == (number, Decimal(25), ("C1",))


def test_all_its_keys_are_kept_those_that_nobody_knows_too() -> None:
    assert said("{pc:C1,qty:2,zz:1}").fields == (
        Field("pc", "order code", "C1"),
        Field("qty", "quantity", "2"),
        Field("zz", "", "1"),
    )


@pytest.mark.parametrize("quantity", ["0", "-1", "many", "1.5.0"])
def test_a_quantity_that_is_none_is_told_and_the_rest_holds(quantity: str) -> None:
    content = said(f"{{pc:C1,pm:X,qty:{quantity}}}")
    assert content.quantity is None
    assert len(content.faults) == 1
    assert content.skus == ("C1",)


def test_without_a_quantity_it_says_none_and_nothing_is_wrong() -> None:
    content = said("{pc:C1,pm:X,qty:}")
    assert (content.quantity, content.faults) == (None, ())
