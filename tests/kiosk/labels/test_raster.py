"""Pages as dots: sizes, and what can't be drawn with dots of a size."""

import io
import sys

import pytest
from PIL import Image

from kiosk.errors import KioskError
from kiosk.labels import png, raster
from kiosk.labels.drawing import Code, Drawing, Page, Rule, Text, page
from kiosk.labels.encoding import encode
from kiosk.labels.symbols import Symbology
from kiosk.labels.text_width import width


@pytest.mark.parametrize(("dpi", "size"), [(203, (400, 200)), (300, (591, 295)), (600, (1181, 591))])
def test_a_picture_is_as_large_as_its_page_and_says_so(dpi, size):
    drawn = Image.open(io.BytesIO(png.render(Page(50, 25, ()), dpi)))
    assert (drawn.size, drawn.mode) == (size, "1")
    assert drawn.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
    assert drawn.getextrema() == (255, 255)


def test_dots_are_rows_of_ones_where_it_is_black():
    drawing = Drawing(1.1, 0.5, (Rule(0.2, 0.1, 0.3, 0.2), Rule(0.9, 0.4, 5, 5), Rule(0.7, 0, 0.01, 0.01)))
    assert raster.dots(drawing, 254) == ("00000001000", "00111000000", "00111000000", "00000000000", "00000000011")


def test_the_same_page_gives_the_same_file():
    symbol = encode(Symbology.QR, "KSK-U-1")
    drawing = Drawing(30, 20, (Code(2, 2, 0.5, 0, symbol), Text(15, 2, 4, "Ωµ", bold=True)))
    assert png.render(page(drawing)) == png.render(page(drawing))


def test_text_is_as_wide_as_it_is_measured_and_within_its_box():
    text = Text(2, 2, 5, "Čgp HHH", bold=True)
    rows = raster.dots(Drawing(40, 9, (text,)), 600)
    scale = 600 / 25.4
    dark = [at for at, row in enumerate(rows) if "1" in row]
    assert 2 * scale - 2 <= dark[0] < 2.5 * scale
    assert 6 * scale < dark[-1] <= 7 * scale + 2
    right = max(row.rindex("1") for row in rows if "1" in row)
    assert right == pytest.approx((2 + width(text.text, 5, bold=True)) * scale, abs=0.6 * scale)


@pytest.mark.parametrize("char", ["電", "😀", "ש", "\ue000"])
def test_what_the_font_has_no_glyph_for_is_a_mark_and_no_gap(char):
    assert any("1" in row for row in raster.dots(Drawing(10, 6, (Text(1, 1, 4, char),)), 203))


def test_a_code_finer_than_a_dot_is_refused_in_words():
    drawing = Drawing(20, 20, (Code(1, 1, 0.1, 5, encode(Symbology.CODE128, "A")),))
    with pytest.raises(KioskError, match="narrower than a dot of 203"):
        raster.dots(drawing, 203)
    assert raster.dots(drawing, 300)


def test_what_stands_beyond_the_page_is_cut_off():
    code = Code(-3, -3, 0.5, 100, encode(Symbology.CODE128, "A"))
    rows = raster.dots(Drawing(10, 10, (code, Text(-5, 8, 4, "over the edge of it"))), 203)
    assert (len(rows), {len(row) for row in rows}) == (80, {80})


def test_without_the_libraries_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(KioskError, match=r"PNG needs libraries .* pip install 'kiosk\[labels\]'"):
        png.render(Page(10, 10, ()))
