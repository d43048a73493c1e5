import string
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.stock import fields, quantity
from kiosk.stock.statuses import Status
from kiosk.stock.tracking import Tracking

CODES = [
    fields.part_number,
    fields.serial,
    fields.batch,
    fields.sku,
    fields.manufacturer_number,
    fields.partner_name,
    fields.unit,
    fields.location_path,
]
HOSTILE = ["\x1b[2J", "a\x1dc", "a\nb", "a\0b", "a\x85b", "a\u2028b", "\ud800", " a", "a ", "a\u00a0", ""]


@pytest.mark.parametrize("parse", CODES)
@pytest.mark.parametrize("text", HOSTILE)
def test_what_identifies_a_thing_has_nothing_in_it_that_nobody_can_see(parse, text):
    with pytest.raises(ValueError, match=r"control character|space|must be given"):
        parse(text)


@pytest.mark.parametrize("parse", CODES)
@pytest.mark.parametrize("text", ["a", "00123", "=1+1", "Müller 5", "'x", '"', "日本"])
def test_what_identifies_a_thing_is_kept_as_typed(parse, text):
    assert parse(text) == text


@pytest.mark.parametrize(("parse", "most"), [(fields.part_number, 100), (fields.partner_name, 200), (fields.unit, 20)])
def test_a_code_is_no_longer_than_the_store_takes(parse, most):
    assert parse("x" * most)
    with pytest.raises(ValueError, match=rf"is {most + 1} characters long; at most {most}"):
        parse("x" * (most + 1))


@pytest.mark.parametrize("text", ["/A", "A/", "A//B", "A /B", "A/ B", "/"])
def test_a_location_path_has_a_code_at_each_level(text):
    with pytest.raises(ValueError, match="is not a place; codes joined by /"):
        fields.location_path(text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_free_text_is_kept_whatever_it_is(text):
    assert fields.free_text(text) == text
    assert fields.optional_name(text) == text


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_free_text_that_no_store_keeps_is_refused(text):
    with pytest.raises(ValueError, match="can't be stored"):
        fields.free_text(text)


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_a_name_must_be_given(text):
    with pytest.raises(ValueError, match="must be given"):
        fields.name(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", "0"), ("5", "5"), ("+5", "5"), ("005", "5"), ("1.50", "1.5"), ("2,5", "2.5"), ("1.125", "1.125")],
)
def test_a_quantity_is_read_exactly(text, value):
    assert fields.quantity(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "decimals", "why"),
    [
        ("", 6, "is not a number"),
        ("x", 6, "is not a number"),
        ("1 000", 6, "is not a number"),
        ("1.", 6, "is not a number"),
        (".5", 6, "is not a number"),
        ("1e3", 6, "is not a number"),
        ("NaN", 6, "is not a number"),
        ("٣", 6, "is not a number"),
        ("1,500", 6, "can be read in two ways; write 1.500 or 1500"),
        ("-1", 6, "from 0 to 1,000,000,000"),
        ("1000000001", 6, "from 0 to 1,000,000,000"),
        ("9" * 5000, 6, "from 0 to 1,000,000,000"),
        ("1.5", 0, "too many decimals; a whole number"),
        ("1.25", 1, "too many decimals; at most 1 decimal$"),
        ("0.0000001", 6, "too many decimals; at most 6 decimals$"),
    ],
)
def test_a_quantity_that_is_none_is_refused_with_what_is_allowed(text, decimals, why):
    with pytest.raises(ValueError, match=why):
        fields.quantity(text, decimals)


def test_trailing_zeros_are_no_decimals():
    assert fields.quantity("2.000", 0) == 2


@pytest.mark.parametrize("text", ["0.0", "-0", "-3", "-0.5"])
def test_an_amount_is_more_than_zero(text: str):
    assert fields.amount("0.1") == Decimal("0.1")
    with pytest.raises(ValueError, match="must be more than 0"):
        fields.amount(text)


@given(st.integers(0, fields.MOST * quantity.UNIT))
def test_every_quantity_is_read_as_it_is_written(millionths):
    value = quantity.of(millionths)
    assert fields.quantity(f"{value:f}") == value


@pytest.mark.parametrize("text", ["yes", "Yes", "1", "true", " y "])
def test_yes_in_each_spelling(text):
    assert fields.yes_no(text) is True


@pytest.mark.parametrize("text", ["no", "NO", "0", "False", "n"])
def test_no_in_each_spelling(text):
    assert fields.yes_no(text) is False


@pytest.mark.parametrize("text", ["", "maybe", "2"])
def test_neither_yes_nor_no(text):
    with pytest.raises(ValueError, match=r"is not allowed; yes or no"):
        fields.yes_no(text)


def test_a_misspelt_tracking_is_told_what_there_is():
    with pytest.raises(ValueError, match=r'^"seriel" is not allowed; none, batch, serial or batch\+serial$'):
        fields.tracking("seriel")
    assert fields.tracking("Batch+Serial") is Tracking.BOTH
    assert (Tracking.BOTH.batch, Tracking.BOTH.serial, Tracking.NONE.serial) == (True, True, False)


def test_a_status_is_read_as_people_and_programs_write_it():
    assert [fields.status(text) for text in ("in_stock", "In Stock", "SOLD")] == [
        Status.IN_STOCK,
        Status.IN_STOCK,
        Status.SOLD,
    ]
    with pytest.raises(ValueError, match="is not allowed; in_stock, quarantined"):
        fields.status("gone")


@pytest.mark.parametrize("text", ["31.3.2027", "20270331", "2027-02-30", "2027-3-1", "2027-W01-1", "", "٢٠٢٧-٠٣-٣١"])
def test_a_date_is_year_month_day(text):
    with pytest.raises(ValueError, match="is not a date; year-month-day"):
        fields.day(text)


def test_a_day_is_a_date():
    assert fields.day("2027-03-31") == date(2027, 3, 31)


def test_a_moment_needs_its_zone():
    assert (
        fields.moment("1970-01-01T00:00:01.000002Z") == fields.moment("1970-01-01T01:00:01.000002+01:00") == 1_000_002
    )
    for text in ("1970-01-01T00:00:01", "yesterday", ""):
        with pytest.raises(ValueError, match="is not a time with its zone"):
            fields.moment(text)


@pytest.mark.parametrize("text", ["1.0", "", "-1", "7", "x", "9" * 30])
def test_decimals_are_0_to_6(text):
    with pytest.raises(ValueError, match="a whole number from 0 to 6"):
        fields.decimals(text)


def test_decimals():
    assert [fields.decimals(digit) for digit in string.digits[:7]] == [*range(7)]


def test_an_uid_is_one():
    assert fields.uid("0" * 32) == "0" * 32
    with pytest.raises(ValueError, match="not an identifier of a store"):
        fields.uid("0" * 31 + "G")


def test_an_empty_optional_text_is_none():
    assert fields.optional(fields.serial, "") is None
    assert fields.optional(fields.serial, "S1") == "S1"


def test_a_refused_text_is_shown_without_what_a_terminal_would_obey():
    with pytest.raises(ValueError, match="␛") as refused:
        fields.serial("\x1b[31m" + "x" * 100)
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 120
