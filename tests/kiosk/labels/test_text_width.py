"""Widths of texts: as the libraries that draw them measure them, and never more than they are given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont
from reportlab.pdfbase.ttfonts import TTFont

from kiosk.labels import text_width
from kiosk.labels.drawing import Text
from kiosk.labels.font import font
from kiosk.labels.text_width import CUT, UNKNOWN, cut, line, shown, width

LANGUAGES = {
    "Czech": "Příliš žluťoučký kůň úpěl ďábelské ódy ŘŠČĚŽÝÁÍÉÚŮŇŤĎÓ",
    "German": "Größe äöüßÄÖÜẞ „“",
    "French": "àâçéèêëîïôœùûüÿ «»",
    "Polish": "zażółć gęślą jaźń",
    "Hungarian": "árvíztűrő tükörfúrógép",
    "Turkish": "ığüşöçİĞÜŞÖÇ",
    "Nordic": "åæøþðÅÆØÞÐ",
    "Vietnamese": "ềữợắđ",
    "Greek": "ΑΒΓΔΩ αβγδω άέήίόύώ",
    "Russian": "Съешь же ещё этих мягких булок",
    "Ukrainian": "їєіґ",
    "signs": "Ω µ μ Ω ° ± × ÷ ≤ ≥ ≈ ≠ ∅ ⌀ √ ∞ ½ ¼ ¾ ² ³ ‰ € £ ¥ § © ® ™ – — … • ← → ↑ ↓ ↔ ✓",
}


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_font_has_all_letters_of_a_language(language, bold):
    assert {char for char in shown(LANGUAGES[language]) if ord(char) not in font(bold).advances} == set()


@pytest.mark.parametrize("bold", [False, True])
def test_widths_are_those_that_the_libraries_measure(bold):
    face = font(bold)
    size = 4 * face.em / (face.ascent + face.descent)
    pillow = ImageFont.truetype(face.path, face.em, layout_engine=ImageFont.Layout.BASIC)
    reportlab = TTFont("measured", str(face.path))
    for text in LANGUAGES.values():
        told = shown(text)
        assert width(text, 4, bold) == pytest.approx(reportlab.stringWidth(told, size), rel=0.002)
        assert width(text, 4, bold) == pytest.approx(sum(map(pillow.getlength, told)) / face.em * size, rel=0.002)


def test_all_letters_of_a_line_have_room_in_its_box():
    for bold in (False, True):
        face = ImageFont.truetype(font(bold).path, 1000)
        high = (font(bold).ascent, font(bold).descent)
        _, top, _, bottom = face.getbbox("ČŘÅŮgpqyjQ|()", anchor="ls")
        assert -top <= high[0] * 1000 / font(bold).em + 1
        assert bottom <= high[1] * 1000 / font(bold).em + 1


@given(text=st.text(max_size=40), room=st.floats(4, 60), size=st.floats(1, 4), bold=st.booleans())
def test_a_text_is_cut_to_its_width_and_says_so(text, room, size, bold):
    kept = cut(text, size, room, bold)
    assert width(kept, size, bold) <= room + 1e-3
    if width(text, size, bold) <= room - 1e-3:
        assert kept == shown(text)
    elif kept != shown(text):
        assert kept.endswith(CUT)
        assert shown(text).startswith(kept.removesuffix(CUT))
    drawn = line(Text(0, 0, size, text, bold, width=room))
    assert drawn.text == kept
    assert drawn.width == pytest.approx(width(kept, size, bold))


def test_as_much_of_a_text_is_kept_as_has_room():
    room = width("Resist…", 3)
    assert cut("Resistor", 3, room) == "Resist…"
    assert cut("Resistor", 3, room - 0.01) == "Resis…"
    assert cut("Resistor", 3, width("Resistor", 3)) == "Resistor"
    assert cut("two words", 3, width("two …", 3)) == "two…"
    assert cut("none", 3, 0) == "…"


@pytest.mark.parametrize(("align", "left"), [("left", 10.0), ("center", 7.0), ("right", 4.0)])
def test_a_text_stands_where_its_box_does(align, left):
    size = 6 / width("abc", 1)
    drawn = line(Text(10, 2, size, "abc", align=align))
    assert (drawn.x, drawn.width) == (pytest.approx(left), pytest.approx(6))
    assert 2 < drawn.baseline < 2 + size


def test_what_can_not_be_seen_is_told_and_accents_are_put_together():
    assert shown("A\x1dB\u202e\x7f\n") == "A<GS>B\\u202e<DEL><LF>"
    assert shown("Z\u030c") == "Ž"
    assert text_width.drawable("電A😀") == f"{UNKNOWN}A{UNKNOWN}"
    assert width("電", 3) == width(UNKNOWN, 3) > 0
