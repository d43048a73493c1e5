"""GS1 element strings: which codes are taken for one, what they say, and what is told of the rest."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drivers.framing import LIMIT
from kiosk.barcodes import gs1, languages
from kiosk.barcodes.content import Content, Language
from kiosk.barcodes.gtin import check_digit
from kiosk.wording import gs1 as wording

GTIN = "09501101530003"
SSCC = "395011015300000011"
GLN = "9501101530003"
GS = "\x1d"


def said(text: str, symbology: str = "C1", *, typed: bool = False) -> Content:
    found = gs1.read(text, symbology, typed=typed)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "symbology", "typed", "rule"),
    [
        (f"01{GTIN}10AB", "C1", False, "symbology"),
        (f"{GS}01{GTIN}10AB", "d2", False, "symbology"),
        ("10ABC", "Q3", False, "symbology"),
        ("10ABC", "e0", False, "symbology"),
        ("10ABC", "J1", False, "symbology"),
        (f"10ABC{GS}21X", "", False, "separator"),
        (f"{GS}10ABC", "", False, "separator"),  # a scanner that sends GS for the FNC1 at the start
        (f"01{GTIN}10AB{GS}21X", "Q1", False, "separator"),
        (f"01{GTIN}", "", False, "leading"),
        (f"01{GTIN}17261231", "", False, "leading"),
        (f"02{GTIN}3712", "", False, "leading"),
        (f"00{SSCC}", "", False, "leading"),
        (f"(01){GTIN}(10)AB", "", True, "brackets"),
        (f"(01) {GTIN} (10) AB", "", True, "brackets"),
    ],
)
def test_an_element_string_is_known_by_one_of_four_rules(text: str, symbology: str, typed: bool, rule: str) -> None:
    found = said(text, symbology, typed=typed)
    assert found.rule == rule
    assert found.language is Language.GS1
    assert wording.rule(found.rule).endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "",
        GS,
        GS * 4096,
        "10ABC",  # no batch
        "21-0042",  # no serial
        "17261231",
        "4006381333931",
        "4006381333932",  # a misread EAN, no order behind AI 400
        "0104006381333932",  # AI 01 with a wrong check digit
        "01234565",
        "012345678905",
        "0012345678905",
        "0201234567890",
        f"00{SSCC[:-1]}2",
        f"01{GTIN}"[:-1],
        f"(01){GTIN}(10)AB",  # scanned, so it is what it is
        f"ABC{GS}10X",
        "21-\n",
        "0" * 4096,
        "01" + "٠" * 14,
        "01" + "²" * 14,
        f"5512{GS}10X",
        f"06{GS}PABC",
    ],
)
def test_what_no_rule_covers_is_no_element_string(text: str) -> None:
    assert gs1.read(text) is None
    assert languages.content(text) is None


def test_each_element_has_its_place() -> None:
    found = said(
        f"01{GTIN}11260101152701311726123110AB/1{GS}21S-7{GS}3012{GS}400PO-9{GS}241OURS-1{GS}240MORE{GS}422276"
    )
    assert found == Content(
        language=Language.GS1,
        rule="symbology",
        fields=found.fields,
        gtin14=GTIN,
        part_numbers=("OURS-1",),
        batch="AB/1",
        serials=("S-7",),
        expiry=date(2026, 12, 31),
        quantity=Decimal(12),
        order="PO-9",
    )
    assert [(field.id, field.name, field.text) for field in found.fields] == [
        ("01", "GTIN", GTIN),
        ("11", "made on", "2026-01-01"),
        ("15", "best before", "2027-01-31"),
        ("17", "expiry", "2026-12-31"),
        ("10", "batch", "AB/1"),
        ("21", "serial", "S-7"),
        ("30", "count", "12"),
        ("400", "customer's order", "PO-9"),
        ("241", "customer's part number", "OURS-1"),
        ("240", "manufacturer's further number", "MORE"),
        ("422", "country of origin", "276"),
    ]


@pytest.mark.parametrize(
    ("text", "expiry"),
    [
        ("17260200", date(2026, 2, 28)),  # day 00 is the month's last
        ("17280200", date(2028, 2, 29)),
        ("15260131", date(2026, 1, 31)),
        ("1526013117270101", date(2027, 1, 1)),
        ("7003261231235915260101", date(2026, 12, 31)),
        ("11260131", None),
        ("17000000", None),
    ],
)
def test_what_expires_when(text: str, expiry: date | None) -> None:
    found = said(text)
    assert found.expiry == expiry
    assert found.faults == ()


@pytest.mark.parametrize(
    ("text", "quantity", "unit"),
    [
        ("3103001250", "1.250", "kg"),
        ("3100000012", "12", "kg"),
        ("3112001250", "12.50", "m"),
        ("3142001250", "12.50", "m2"),
        ("3153001250", "1.250", "l"),
        ("3165001250", "0.01250", "m3"),
        (f"3103001250{GS}3012", "12", ""),  # a count goes before a measure
        (f"02{GTIN}3712", "12", ""),
        (f"02{GTIN}37123103001250", None, ""),
        (f"02{GTIN}3712{GS}3103001250", "12", ""),
        ("3712", None, ""),  # of what?
        (f"01{GTIN}3712", None, ""),
        ("30000", None, ""),
        ("3303001250", None, ""),  # gross
        ("3203001250", None, ""),  # pounds
        ("3123001250", None, ""),  # a width
    ],
)
def test_how_much_it_is(text: str, quantity: str | None, unit: str) -> None:
    found = said(text)
    assert (found.quantity, found.unit) == (None if quantity is None else Decimal(quantity), unit)


@pytest.mark.parametrize(
    ("text", "gtin14", "keys"),
    [
        (f"00{SSCC}", "", (SSCC, "00" + SSCC)),
        (f"00{SSCC}02{GTIN}3712", GTIN, (SSCC, "00" + SSCC)),
        (f"414{GLN}", "", (GLN, "414" + GLN)),
        (f"410{GLN}414{GLN}", "", (GLN, "414" + GLN)),
        (f"417{GLN}", "", (GLN, "417" + GLN)),
        (f"01{GTIN}414{GLN}", GTIN, ()),  # where goods go is not what they are
        (f"00{SSCC}410{GLN}", "", (SSCC, "00" + SSCC)),
        (f"01{GTIN[:-1]}4414{GLN}", "", ()),  # misread goods name no place
        (f"00{SSCC[:-1]}2414{GLN}", "", ()),
        ("10ABC", "", ()),
    ],
)
def test_what_it_names(text: str, gtin14: str, keys: tuple[str, ...]) -> None:
    found = said(text)
    assert (found.gtin14, found.keys) == (gtin14, keys)
    assert found.names is bool(gtin14 or keys)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        (f"01{GTIN[:-1]}4", "should be 3. Scan it again"),
        (f"00{SSCC[:-1]}7", "should be 1"),
        (f"414{GLN[:-1]}1", "should be 3"),
        ("17260231", "no date"),
        ("17261331", "no date"),
        ("172612", "can't be"),
        ("12", "can't be"),
        ("10" + "X" * 21, "separator GS"),
        ("10X", ""),
        ("37", "can't be"),
        ("37٣", "can't be"),
        (f"21A{GS}21B", 'twice, as "A" and "B"'),
        (f"21A{GS}21A", ""),
        ("XYZ", "no known GS1 identifier"),
        ("5", "no known GS1 identifier"),
        ("55", "no known GS1 identifier"),
        ("72AB1", "no known GS1 identifier"),
    ],
)
def test_what_can_not_be_used_is_told_and_loses_nothing_else(text: str, tells: str) -> None:
    found = said(f"99kept{GS}{text}{GS}3012")
    assert found.quantity == 12
    assert found.fields[0].text == "kept"
    assert len(found.faults) == bool(tells)
    assert tells in "".join(found.faults)
    if tells:
        assert (found.gtin14, found.keys, found.expiry, found.batch) == ("", (), None, "")


def test_a_bad_date_of_the_right_length_ends_where_it_should() -> None:
    found = said(f"01{GTIN}1726993110AB")
    assert (found.gtin14, found.batch, found.expiry) == (GTIN, "AB", None)


@pytest.mark.parametrize(
    ("text", "id", "rest"), [("7299ABC", "7299", "ABC"), ("299X", "29", "9X"), ("4299", "429", "9")]
)
def test_an_unknown_identifier_is_kept_and_shown(text: str, id: str, rest: str) -> None:
    found = said(f"01{GTIN}{text}{GS}10AB", "")
    assert (found.rule, found.batch) == ("separator", "AB")
    assert (found.fields[1].id, found.fields[1].text) == (id, rest)
    assert found.faults == ()
    assert said(f"(01){GTIN}(88)X(10)AB", "", typed=True).fields[1].id == "88"


def test_a_batch_may_have_what_suppliers_print_though_gs1_does_not_allow_it() -> None:
    found = said(f"01{GTIN}10LOT 12{GS}21Größe-1")
    assert (found.batch, found.serials, found.faults) == ("LOT 12", ("Größe-1",), ())


def test_a_lost_separator_is_told_and_no_batch_is_cut_short() -> None:
    found = said(f"01{GTIN}10BATCH-2026-1121SERIAL-0000001")
    assert (found.batch, found.serials) == ("", ())
    assert "separator" in found.faults[0]


def test_brackets_within_a_typed_text_end_it_only_where_they_hold_digits() -> None:
    found = said(f"(01){GTIN}(10)A(B)C(21)7", "", typed=True)
    assert (found.batch, found.serials) == ("A(B)C", ("7",))
    assert gs1.read("(12) resistor", typed=True) is None
    assert gs1.read("(see) 12", typed=True) is None


def test_more_elements_than_any_label_has_are_told_of_and_left() -> None:
    found = said(GS.join(f"9{number % 10}X" for number in range(2000)))
    assert len(found.fields) == 24
    assert "first 24" in found.faults[-1]


# Texts that GS1 allows, and values of each kind of element. 37 is read behind 02 only.
TEXTS = st.text(st.sampled_from("!\"%&'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz"), min_size=1, max_size=20)
DATES = st.dates(date(1990, 1, 1), date(2060, 12, 31))  # within 50 years of the clock, as GS1 counts years
DIGITS = "0123456789"


def checked(length: int) -> st.SearchStrategy[str]:
    body = st.text(st.sampled_from(DIGITS), min_size=length - 1, max_size=length - 1)
    return body.map(lambda digits: digits + check_digit(digits + "0"))


VALUES = {
    "01": checked(14).filter(lambda gtin: gtin.strip("0")),
    "10": TEXTS,
    "21": TEXTS,
    "17": DATES,
    "11": DATES,
    "30": st.integers(1, 99_999_999),
    "400": TEXTS,
    "241": TEXTS,
    "3103": st.integers(1, 999_999),
}
FIXED = {"01", "17", "11", "3103"}


@given(st.fixed_dictionaries({}, optional=VALUES).filter(bool), st.randoms(), st.booleans(), st.booleans())
def test_whatever_is_written_as_an_element_string_is_read_back(
    values: dict[str, Any], chance: Any, first: bool, last: bool
) -> None:
    ais = list(values)
    chance.shuffle(ais)
    text = GS if first else ""
    for ai in ais:
        value = values[ai]
        written = f"{value:%y%m%d}" if isinstance(value, date) else f"{value:06}" if ai == "3103" else str(value)
        text += ai + written + (GS if ai not in FIXED and (last or ai != ais[-1]) else "")
    found = said(text)
    assert found.faults == ()
    assert [field.id for field in found.fields] == ais
    assert found.gtin14 == values.get("01", "")
    assert found.batch == values.get("10", "")
    assert found.serials == ((values["21"],) if "21" in values else ())
    assert found.expiry == values.get("17")
    assert found.order == values.get("400", "")
    assert found.part_numbers == ((values["241"],) if "241" in values else ())
    if "30" in values:
        assert (found.quantity, found.unit) == (values["30"], "")
    elif "3103" in values:
        assert (found.quantity, found.unit) == (Decimal(values["3103"]) / 1000, "kg")


HOSTILE = st.text(st.sampled_from(f"0123456789()]AX{GS}\x1e٣²ä"), max_size=200)
BEGUN = st.sampled_from(["", f"01{GTIN}", "(01)", "391", "3929", "7007", "8008", "253", "30", GS, f"00{SSCC}"])


@given(BEGUN, st.text() | HOSTILE, st.sampled_from(["", "C1", "d2"]), st.booleans())
@example("", "0" * LIMIT, "C1", False)
@example("", "0" * LIMIT, "", False)
@example("", GS.join("01" * 2000), "", False)
@example("", f"10A{GS}" * 1024, "", False)
@example("", "(10)" * 1024, "", True)
@example("", "(" * LIMIT, "", True)
@example(f"01{GTIN}", "9" * 4080, "", False)
def test_no_text_makes_it_raise_and_it_claims_none_without_a_rule(
    begun: str, text: str, symbology: str, typed: bool
) -> None:
    found = gs1.read(begun + text, symbology, typed=typed)
    if found is not None:
        assert wording.rule(found.rule)
        assert len(found.fields) <= 24
        assert not found.gtin14 or (len(found.gtin14) == 14 and found.gtin14[-1] == check_digit(found.gtin14))


def test_only_a_gs1_code_brings_its_library_in() -> None:
    plain = [
        "4006381333931",
        "0100638133393",
        "012345678905",
        "00123456",
        "10ABC",
        "21-0042",
        "SN-0001",
        "",
        "01X",
        "0" * 17,
    ]
    code = (
        "import sys\n"
        "from kiosk.barcodes.code_rules import CodeRules\n"
        "from kiosk.barcodes.forms import forms\n"
        f"for text in {plain!r}:\n"
        "    forms(text.encode(), CodeRules(), typed=True)\n"
        "print('biip' in sys.modules)\n"
        f"forms(b'01{GTIN}', CodeRules())\n"
        "print('biip' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
