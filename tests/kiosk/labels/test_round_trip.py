"""Pages in every language that they are written in, on paper, and read off it by decoders that drew none of it."""

import pytest

from kiosk.labels import command_sheet, templates
from kiosk.labels.drawing import Code, Drawing, Page, Rule, Text, page
from kiosk.labels.encoding import encode
from kiosk.labels.symbols import Symbology

LANGUAGES = ["png", "svg", "pdf"]
GS1 = "(01)09501101530003(10)AB-123(21)5"
GS1_READ = b"010950110153000310AB-123\x1d215"
CODES = {  # what is drawn, and what is read: identifier and bytes
    Symbology.CODE128: ("KSK-U-000123", "]C0", b"KSK-U-000123"),
    Symbology.EAN13: ("400638133393", "]E0", b"4006381333931"),
    Symbology.CODE39: ("LOT-7 A", "]A0", b"LOT-7 A"),
    Symbology.QR: ("Žluťoučký kůň Ωµ", "]Q1", "Žluťoučký kůň Ωµ".encode()),
    Symbology.DATAMATRIX: ("Прибор 電 1", "]d1", "Прибор 電 1".encode()),
    Symbology.GS1_128: (GS1, "]C1", GS1_READ),
    Symbology.GS1_DATAMATRIX: (GS1, "]d2", GS1_READ),
}
MODULES = {False: 0.5, True: 0.33}  # mm, of linear codes and others


def label(symbology: Symbology, module: float) -> Drawing:
    """A label with a code, its text below and a line around, as closely as a template may set them."""
    symbol = encode(symbology, CODES[symbology][0])
    clear = symbol.quiet * module
    code = Code(clear + 0.4, clear + 0.4, module, 10, symbol)
    width, height = 2 * code.x + code.wide, code.y + code.high + clear + 4
    text = Text(width / 2, height - 3.6, 3, symbol.text, align="center", width=width - 2)
    frame = (Rule(0, 0, width, 0.2), Rule(0, 0, 0.2, height), Rule(width - 0.2, 0, 0.2, height))
    return Drawing(width, height, (code, text, *frame))


@pytest.fixture(scope="module")
def sheet() -> Page:
    """One label of each kind."""
    placed, y = [], 3.3
    for symbology in CODES:
        drawing = label(symbology, MODULES[symbology.linear])
        placed.append((5.7, y, drawing))
        y += drawing.height + 3
    return Page(110, y, tuple(placed))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_code_is_read_as_what_it_says(language, sheet, read_page):
    found = [(code.identifier, code.raw) for code in read_page(sheet, language)]
    assert found == sorted((identifier, raw) for _, identifier, raw in CODES.values())


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("module", [0.25, 0.33, 0.38])
def test_modules_that_are_no_whole_dots_are_made_some(module, dpi, as_picture):
    """All bars of one width are of one width in dots, and the quiet zone is less than a tenth narrower."""
    symbol = encode(Symbology.CODE128, "KSK-U-000123")
    code = Code(4, 1, module, 5, symbol)
    drawn = as_picture(page(Drawing(4 + code.wide + 4, 8, (code,))), "png", dpi)
    row = "".join("0" if drawn.getpixel((x, drawn.height // 2)) else "1" for x in range(drawn.width))
    dots = len(row.strip("0")) // symbol.width
    assert row.strip("0") == "".join(module * dots for module in symbol.rows[0])
    assert abs(dots - module * dpi / 25.4) < 1
    scale = dpi / 25.4
    assert row.index("1") >= 4 * scale - dots - 1
    assert row.rindex("1") <= (4 + code.wide) * scale + dots + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_of_commands_is_read_in_every_language(language, read_page):
    first = page(command_sheet.drawings("KSK", templates.builtin("commands"))[0])
    drawn = [piece.symbol.text for _, _, label in first.labels for piece in label.pieces if isinstance(piece, Code)]
    assert sorted(code.raw.decode() for code in read_page(first, language)) == sorted(drawn)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symbology", [Symbology.CODE128, Symbology.EAN13, Symbology.CODE39, Symbology.QR])
def test_another_decoder_reads_the_same(symbology, language, as_picture, read_by, tmp_path):
    file = tmp_path / "label.png"
    as_picture(page(label(symbology, MODULES[symbology.linear])), language).save(file)
    found = read_by("zbarimg", "-q", "--raw", "--oneshot", "-Sbinary", file=file)
    assert found == CODES[symbology][2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symbology", [Symbology.DATAMATRIX, Symbology.GS1_DATAMATRIX])
def test_another_decoder_reads_the_same_squares(symbology, language, as_picture, read_by, tmp_path):
    file = tmp_path / "label.png"
    symbol = encode(symbology, CODES[symbology][0])
    as_picture(page(Drawing(12, 12, (Code(1.5, 1.5, 0.5, 0, symbol),))), language).save(file)
    first = ["-G", "29"] if symbology is Symbology.GS1_DATAMATRIX else []
    found = read_by("dmtxread", "-N1", "-m", "20000", *first, file=file)
    assert found == (b"\x1d" if first else b"") + CODES[symbology][2]
