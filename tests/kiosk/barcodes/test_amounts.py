"""Weights and quantities in codes: what a pattern reads, and how a wrong rule is refused."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.barcodes import amounts, languages
from kiosk.barcodes.content import Language
from kiosk.barcodes.gtin import check_digit, gtin14
from kiosk.wording import amounts as wording

SCALE = "21.....{NNDDD} 2112345015002=1.5"


@pytest.mark.parametrize(
    ("rule", "code", "quantity", "base"),
    [
        (SCALE, "2112345015002", "1.5", "2112345000008"),
        (SCALE, "2199999999995", "99.999", "2199999000004"),
        (SCALE, "211234501500", "1.5", "211234500000"),  # a scanner that drops the check digit
        ("2.....{NNNDD}. 212345001509=1.5", "212345001509", "1.5", "212345000007"),  # UPC-A, its check digit written
        ("28{NNNN}...... 2800121234562=12", "2800121234562", "12", "2800001234569"),  # the amount in front
        ("991{NNNDD} 99100025=0.25", "99100025", "0.25", "99100000"),
        ("9{N} 95=5", "97", "7", "90"),
        ("21{NDDDDDD} 210000001=0.000001", "211000001", "1.000001", "210000000"),
        (f"{SCALE}; 22.....{{NNNNN}} 2212345000128=12", "2212345000128", "12", "2212345000005"),
    ],
)
def test_a_pattern_reads_the_amount_and_what_is_left(rule: str, code: str, quantity: str, base: str) -> None:
    amounts.checked(rule)
    found = amounts.read(code, rule)
    assert found is not None
    assert found.language is Language.AMOUNT
    assert (found.quantity, found.unit) == (Decimal(quantity), "")
    assert (found.gtin14, found.keys) == ((gtin14(base), ()) if gtin14(base) else ("", (base,)))
    assert found.rule in wording.rule(found.rule)
    assert found == languages.content(code, amounts=rule)


def checked(body: str) -> str:
    return body + check_digit(body + "0")


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2112345015003",  # misread
        "2212345015001",
        "21123450150",
        "21123450150022",
        "21123450150O2",
        "٢١12345015002",
        "211234501500²",
        "4006381333931",
        "0" * 4096,
    ],
)
def test_a_code_that_fits_no_pattern_says_nothing(code: str) -> None:
    assert amounts.read(code, SCALE) is None
    assert languages.content(code, amounts=SCALE) is None


def test_an_amount_of_nothing_is_a_fault_and_no_quantity() -> None:
    content = amounts.read("2112345000008", SCALE)
    assert content is not None
    assert (content.quantity, content.gtin14) == (None, "02112345000008")
    assert "is 0" in content.faults[0]


def test_of_patterns_that_overlap_the_first_counts() -> None:
    rule = "211{NN} 21112=12; 21{NND} 21212=21.2"
    assert [str(found.quantity) for code in ("21134", "21234") if (found := amounts.read(code, rule))] == ["34", "23.4"]


@pytest.mark.parametrize(
    ("rule", "tells"),
    [
        ("21.....{NNDDD} 2112345015002=15", '"2112345015002" holds 15, but the pattern "21.....{NNDDD}" reads 1.5'),
        ("21.....{NNDDD} 2112345015005=1.5", '"21.....{NNDDD}" with the example "2112345015005", whose check digit'),
        ("21.....{NNDDD} 2212345015001=1.5", 'example "2212345015001" doesn\'t fit'),
        ("21.....{NNDDD} 21123450150O2=1.5", "doesn't fit"),
        (
            "21.....{NNDDD} 21123=1.5",
            'for codes of 12 or, with a check digit, 13 digits, but its example "21123" has 5',
        ),
        ("21{N} 2112=1.5", "for codes of 3 digits"),
        ("21.....{NNDDD} 2112345000008=0", "holds 0"),
        ("21.....{NNDDD} 2112345015002=1,5", '"1,5" for the amount'),
        ("21.....{NNDDD} 2112345015002=-1", '"-1" for the amount'),
        ("21.....{NNDDD} 2112345015002=NaN", '"NaN" for the amount'),
        ("21.....{NNDDD}", "PATTERN EXAMPLE=AMOUNT, such as"),
        ("21.....{NNDDD} 2112345015002", "PATTERN EXAMPLE=AMOUNT, such as"),
        ("21..{DD} 211234=0.34", "has digits, . for any digit, and once the amount"),
        ("21{NDN} 21123=1", "once the amount"),
        ("21{N}{N} 2112=1", "once the amount"),
        ("21(?:.*){N} 21123=3", "once the amount"),
        ("21.... 211234=1", "once the amount"),
        ("21{NDDDDDDD} 2110000000=1", "at most 9 N and 6 D"),
        ("21{NNNNNNNNNN} 211234567890=1", "at most 9 N and 6 D"),
        ("..{NN} 1212=12", "would take every code of 4 digits"),
        (f"2{'.' * 50}{{N}} 2=1", "longer than 48"),
        ("2..{NN} 21112=12; 21.{NN} 21112=12", 'whose example "21112" is read by "2..{NN}" before it'),
        (";".join(["2{N} 21=1"] * 21), "more than 20"),
        ("2{N} 21=1; x", '"x" where PATTERN'),
        ("\x1b[31m", "PATTERN EXAMPLE"),
    ],
)
def test_a_wrong_rule_is_refused_with_the_pattern_and_what_is_wrong(rule: str, tells: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as error:
        amounts.checked(rule)
    assert tells in str(error.value)
    assert str(error.value).isprintable()
    assert amounts.read("2112345015002", rule) is None


@pytest.mark.parametrize("rule", ["", " ", ";", " ; ; "])
def test_a_rule_without_patterns_reads_nothing(rule: str) -> None:
    assert amounts.checked(rule) == ()
    assert amounts.read("2112345015002", rule) is None


@given(
    before=st.text(st.sampled_from("0123456789."), max_size=8),
    after=st.text(st.sampled_from("0123456789."), max_size=4),
    whole=st.integers(1, 6),
    decimals=st.integers(0, 6),
    data=st.data(),
)
def test_an_amount_that_is_written_by_a_pattern_is_read_back(
    before: str, after: str, whole: int, decimals: int, data: st.DataObject
) -> None:
    pattern = f"2{before}{{{'N' * whole}{'D' * decimals}}}{after}"
    value = data.draw(st.integers(1, 10 ** (whole + decimals) - 1))
    digits = f"{value:0{whole + decimals}}"
    code = f"2{before}{digits}{after}".replace(".", "7")
    if after.endswith(".") and len(code) in (8, 12, 13, 14):
        code = checked(code[:-1])
    quantity = Decimal(value).scaleb(-decimals)
    rule = f"{pattern} {code}={quantity:f}"
    amounts.checked(rule)
    for scanned in (code, *([checked(code)] if len(code) == 12 else [])):
        found = amounts.read(scanned, rule)
        assert found is not None
        assert found.quantity == quantity
        base = found.gtin14 or found.keys[0]
        left = amounts.read(base, rule)
        assert left is None or left.faults or found.gtin14  # nothing is left in it


@given(st.text(), st.text() | st.text(st.sampled_from("0123456789.{ND} =;"), max_size=80))
@example("2" * 4096, SCALE)
def test_no_text_makes_it_raise(code: str, rule: str) -> None:
    amounts.read(code, rule)
    with suppress(ValueError):
        amounts.checked(rule)
