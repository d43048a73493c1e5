"""Codes as modules: read by another decoder as what they say, and refused in words where they can't say it."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.ean import calc_check_digit

from kiosk.labels import gs1_text
from kiosk.labels.encoding import encode
from kiosk.labels.symbols import Symbol, SymbolError, Symbology
from kiosk.scan import visible

CODE39 = string.digits + string.ascii_uppercase + " -.$/+%"
VALUES = "!\"%&'()*+,-./:;<=>?_" + string.digits + string.ascii_letters  # all that GS1 allows
IDENTIFIERS = {
    Symbology.CODE128: "]C0",
    Symbology.EAN13: "]E0",
    Symbology.CODE39: "]A",  # and 0, or 1 for a text that ends in what would be its check character
    Symbology.QR: "]Q1",
    Symbology.DATAMATRIX: "]d1",
    Symbology.GS1_128: "]C1",
    Symbology.GS1_DATAMATRIX: "]d2",
}
HELD = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)

ascii_texts = st.text(st.characters(max_codepoint=127), min_size=1, max_size=60)
texts = ascii_texts | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
gtins = st.text(string.digits, min_size=13, max_size=13).map(lambda digits: digits + calc_check_digit(digits))
elements = st.fixed_dictionaries(
    {},
    optional={
        "01": gtins,
        "10": st.text(VALUES, min_size=1, max_size=8),
        "17": st.dates().map(lambda day: f"{day:%y%m%d}"),
        "21": st.text(VALUES, min_size=1, max_size=8),
        "37": st.integers(1, 99_999_999).map(str),
        "3103": st.integers(0, 999_999).map(lambda grams: f"{grams:06}"),
    },
).filter(bool)


def check(symbol: Symbol, raw: bytes, read_symbol) -> None:
    (found,) = read_symbol(symbol)
    assert found.raw == raw
    assert found.identifier.startswith(IDENTIFIERS[symbol.symbology])


@given(text=ascii_texts)
@HELD
def test_code_128_holds_all_of_ascii(text, read_symbol):
    check(encode(Symbology.CODE128, text), text.encode(), read_symbol)


@pytest.mark.parametrize("text", ["99", "990001", "99A", "9", "9999999", "A99", "100100", "0", "00\x1d00", "\x00\x7f"])
@pytest.mark.parametrize("symbology", [Symbology.CODE128, Symbology.QR, Symbology.DATAMATRIX])
def test_digits_that_are_numbers_of_functions_are_digits(symbology, text, read_symbol):
    check(encode(symbology, text), text.encode(), read_symbol)


@given(text=st.text(CODE39, min_size=1, max_size=30))
@HELD
def test_code_39_holds_its_letters_and_no_check_character(text, read_symbol):
    check(encode(Symbology.CODE39, text), text.encode(), read_symbol)


@given(text=texts)
@HELD
@pytest.mark.parametrize("symbology", [Symbology.QR, Symbology.DATAMATRIX])
def test_qr_and_datamatrix_hold_any_text_as_utf_8(symbology, text, read_symbol):
    check(encode(symbology, text), text.encode(), read_symbol)


@pytest.mark.parametrize("symbology", [Symbology.QR, Symbology.DATAMATRIX])
@pytest.mark.parametrize("text", ["ž" * 124, "ž" * 125, "ž" * 126, "µ" * 300, "漢字" * 100, "1" * 2000, "A-" * 400])
def test_qr_and_datamatrix_hold_much(symbology, text, read_symbol):
    check(encode(symbology, text), text.encode(), read_symbol)


@given(digits=st.text(string.digits, min_size=12, max_size=12))
@HELD
def test_an_ean_13_gets_its_check_digit_or_has_it(digits, read_symbol):
    whole = digits + calc_check_digit(digits)
    check(encode(Symbology.EAN13, digits), whole.encode(), read_symbol)
    assert encode(Symbology.EAN13, whole) == encode(Symbology.EAN13, digits)


@given(elements=elements)
@HELD
@pytest.mark.parametrize("symbology", [Symbology.GS1_128, Symbology.GS1_DATAMATRIX])
def test_gs1_codes_hold_their_elements_with_what_separates_them(symbology, elements, read_symbol):
    text = gs1_text.bracketed(elements.items())
    written = gs1_text.written(text)
    if symbology is Symbology.GS1_128 and len(written) > 48:
        with pytest.raises(SymbolError, match="48 characters"):
            encode(symbology, text)
        return
    check(encode(symbology, text), written.encode(), read_symbol)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("(01)09501101530003", "0109501101530003"),
        ("(01)09501101530003(10)AB-123", "010950110153000310AB-123"),
        ("(10)AB-123(01)09501101530003", "10AB-123\x1d0109501101530003"),
        ("(10)A(21)B(17)261231", "10A\x1d21B\x1d17261231"),
        ("(17)261200(37)5", "1726120037" + "5"),
        ("(3103)001250(10)L", "310300125010L"),
        ("(410)9501101530003(10)L", "410950110153000310L"),
        ("(8005)001250(10)L", "8005001250\x1d10L"),  # a fixed length, but none of those that need no separator
        ("(10)A\\(21)B", "10A(21)B"),
    ],
)
def test_what_ends_by_itself_is_followed_by_no_separator(text, written):
    assert gs1_text.written(text) == written


@given(st.lists(st.tuples(st.just("10"), st.text(VALUES, min_size=1, max_size=20)), min_size=1, max_size=3))
def test_brackets_of_values_are_no_identifiers(elements):
    assert gs1_text.written(gs1_text.bracketed(elements)) == "\x1d".join(f"10{value}" for _, value in elements)


REFUSED: list[tuple[str, dict[Symbology, str]]] = [
    ("", dict.fromkeys(Symbology, "empty")),
    ("\ud800", {Symbology.QR: "characters", Symbology.DATAMATRIX: "characters", Symbology.CODE128: "characters"}),
    ("ñ", {Symbology.CODE128: "characters", Symbology.CODE39: "characters"}),
    ("\xf1", {Symbology.CODE128: "characters"}),
    ("Ж-1", {Symbology.CODE128: "characters", Symbology.CODE39: "characters"}),
    ("abc", {Symbology.CODE39: "characters", Symbology.EAN13: "digits"}),
    ("A*B", {Symbology.CODE39: "characters"}),
    ("A" * 81, {Symbology.CODE39: "length", Symbology.CODE128: "length"}),
    ("A" * 9000, {Symbology.QR: "length", Symbology.DATAMATRIX: "length"}),
    ("é" * 2000, {Symbology.QR: "length", Symbology.DATAMATRIX: "length"}),
    ("4006381333932", {Symbology.EAN13: "check_digit"}),
    ("40063813339", {Symbology.EAN13: "digits"}),
    ("04006381333931", {Symbology.EAN13: "digits"}),
    ("٤٠٠٦٣٨١٣٣٣٩٣", {Symbology.EAN13: "digits"}),
    ("²" * 12, {Symbology.EAN13: "digits"}),
    ("0109501101530003", {Symbology.GS1_128: "gs1", Symbology.GS1_DATAMATRIX: "gs1"}),
    ("(01)09501101530004", {Symbology.GS1_128: "check_digit", Symbology.GS1_DATAMATRIX: "check_digit"}),
    ("(01)9501101530003", {Symbology.GS1_128: "gs1", Symbology.GS1_DATAMATRIX: "gs1"}),
    ("(05)1", {Symbology.GS1_128: "gs1"}),
    ("(010)9501101530003", {Symbology.GS1_128: "gs1"}),
    ("(17)261301", {Symbology.GS1_DATAMATRIX: "gs1"}),
    ("(17)261232", {Symbology.GS1_DATAMATRIX: "gs1"}),
    ("(10)", {Symbology.GS1_DATAMATRIX: "gs1"}),
    ("(10)A\x1d21B", {Symbology.GS1_DATAMATRIX: "gs1"}),
    ("(10)A\n", {Symbology.GS1_DATAMATRIX: "gs1"}),
    ("(10)ž", {Symbology.GS1_128: "gs1", Symbology.GS1_DATAMATRIX: "gs1"}),
    ("(10)A\\", {Symbology.GS1_DATAMATRIX: "gs1"}),
    ("(10)" + "A" * 20 + "(21)" + "B" * 20 + "(37)123", {Symbology.GS1_128: "length"}),
]


@pytest.mark.parametrize(
    ("symbology", "text", "code"), [(kind, text, code) for text, codes in REFUSED for kind, code in codes.items()]
)
def test_what_a_kind_can_not_hold_is_refused_in_words(symbology, text, code):
    with pytest.raises(SymbolError) as refused:
        encode(symbology, text)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")
    assert visible(str(refused.value)) == str(refused.value)


@given(symbology=st.sampled_from(Symbology), text=st.text(max_size=40) | st.text("()0123456789\\A\x1d", max_size=40))
@settings(deadline=None, max_examples=200)
def test_no_text_raises_anything_else(symbology, text):
    try:
        symbol = encode(symbology, text)
    except SymbolError:
        return
    assert {len(row) for row in symbol.rows} == {symbol.width}
    assert set("".join(symbol.rows)) == {"0", "1"}


@pytest.mark.parametrize("symbology", Symbology)
def test_boxes_are_the_dark_modules_and_cover_each_once(symbology):
    texts = {Symbology.EAN13: "400638133393", Symbology.GS1_128: "(10)AB", Symbology.GS1_DATAMATRIX: "(10)AB"}
    symbol = encode(symbology, texts.get(symbology, "AB-12"))
    painted = [["0"] * symbol.width for _ in symbol.rows]
    for left, top, wide, high in symbol.boxes():
        for y in range(top, top + high):
            assert painted[y][left : left + wide] == ["0"] * wide
            painted[y][left : left + wide] = ["1"] * wide
    assert tuple("".join(row) for row in painted) == symbol.rows


def test_a_square_is_square_and_as_small_as_its_text_allows():
    assert [encode(Symbology.DATAMATRIX, text).width for text in ("123456", "KSK-U-000123", "a" * 20)] == [10, 16, 18]
    for text in ("KSK-P-000001", "Žluťoučký kůň"):
        for symbology in (Symbology.QR, Symbology.DATAMATRIX):
            symbol = encode(symbology, text)
            assert symbol.width == symbol.height
