"""One thing on a label: where its texts and codes stand, how large, and when it is refused."""

import pytest

from kiosk.labels import templates
from kiosk.labels.drawing import Code, Rule, Text
from kiosk.labels.layout import DOT, NARROWEST, LayoutError, lay_out
from kiosk.labels.symbols import Symbology
from kiosk.labels.templates import CodeEntry, LineEntry, Template, TextEntry
from kiosk.labels.text_width import width

FIELDS = {"code": "KSK-PA1", "number": "RES-10K", "name": "Resistor 10 kΩ, thick film", "gs1": "", "gtin": ""}


def label(*entries: TextEntry | CodeEntry | LineEntry, wide: float = 60, high: float = 40) -> Template:
    return Template(
        *("mine", "", "part", wide, high),
        texts=tuple(one for one in entries if isinstance(one, TextEntry)),
        codes=tuple(one for one in entries if isinstance(one, CodeEntry)),
        lines=tuple(one for one in entries if isinstance(one, LineEntry)),
    )


def drawn(*entries, fields=FIELDS, **kwargs):
    (found,) = lay_out(label(*entries), fields, **kwargs)
    return found.pieces


def code(symbology=Symbology.CODE128, text="{code}", **kwargs) -> CodeEntry:
    return CodeEntry(**{"x": 2, "y": 3, "width": 50, "height": 20, "symbology": symbology, "text": text, **kwargs})


def test_texts_lines_and_title():
    (found,) = lay_out(label(TextEntry(1, 2, 3, "{number}", bold=True), LineEntry(1, 6, 50, 0.3)), FIELDS)
    assert (found.width, found.height, found.title) == (60, 40, "RES-10K")
    assert found.pieces == (Rule(1, 6, 50, 0.3), Text(1, 2, 3, "RES-10K", True, "left", 59))


@pytest.mark.parametrize(("align", "x"), [("left", 4), ("center", 24), ("right", 44)])
def test_a_text_stands_in_its_box(align, x):
    (text,) = drawn(TextEntry(4, 0, 3, "{number}", width=40, align=align))
    assert text.x == x


def test_a_text_of_fields_that_are_empty_vanishes():
    assert drawn(TextEntry(0, 0, 3, "GTIN {gtin}"), TextEntry(0, 5, 3, "[{gtin}]")) == ()


def test_a_text_that_is_empty_stands_as_told_otherwise():
    (text,) = drawn(TextEntry(0, 0, 3, "GTIN {gtin}", otherwise="{code}"))
    assert text.text == "KSK-PA1"
    (text,) = drawn(TextEntry(0, 0, 3, "{number}", otherwise="{code}"))
    assert text.text == "RES-10K"


@pytest.mark.parametrize("name", ["gs1_unit", "gs1_stock_item"])
def test_a_label_for_others_has_its_code_in_letters_without_a_gtin_too(name):
    (found,) = lay_out(templates.builtin(name), {**FIELDS, "serial": "S-1", "batch": "", "expiry": ""})
    assert "KSK-PA1" in [one.text for one in found.pieces if isinstance(one, Text)]


def test_a_long_text_is_wrapped_and_the_last_line_has_the_rest():
    lines = drawn(TextEntry(0, 0, 3, "{name} {name}", width=25, lines=3))
    assert len(lines) == 3
    assert [line.y for line in lines] == pytest.approx([0, 3.6, 7.2])
    assert all(width(line.text, 3) <= 25 for line in lines[:-1])
    assert " ".join(line.text for line in lines) == f"{FIELDS['name']} {FIELDS['name']}"


def test_a_word_without_an_end_is_broken():
    lines = drawn(TextEntry(0, 0, 3, "{name}", width=25, lines=4), fields={"name": "X" * 40})
    assert "".join(line.text for line in lines) == "X" * 40
    assert all(width(line.text, 3) <= 25 for line in lines)


def test_what_does_not_fit_is_written_smaller_down_to_the_smallest():
    (fits,) = drawn(TextEntry(0, 0, 5, "{name}", width=40, smallest=2))
    assert 2 < fits.size < 5
    assert width(fits.text, fits.size) <= 40
    (small,) = drawn(TextEntry(0, 0, 5, "{name}", width=4, smallest=2))
    assert small.size == 2
    (large,) = drawn(TextEntry(0, 0, 5, "{name}", width=40))
    assert large.size == 5


@pytest.mark.parametrize("symbology", [Symbology.CODE128, Symbology.CODE39, Symbology.QR, Symbology.DATAMATRIX])
@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("dot", [DOT, 25.4 / 300, 1 / 8])
def test_a_code_fills_its_box_with_its_quiet_zones_in_whole_dots(symbology, align, dot):
    (found,) = drawn(code(symbology, align=align), dot=dot)
    quiet = found.symbol.quiet * found.module
    assert found.x - quiet >= 2 - 1e-6
    assert found.x + found.wide + quiet <= 52 + 1e-6
    assert found.y + found.high + (0 if symbology.linear else quiet) <= 23 + 1e-6
    assert found.module / dot == pytest.approx(round(found.module / dot))
    assert found.module >= NARROWEST
    larger = found.module + dot
    across = (found.symbol.width + 2 * found.symbol.quiet) * larger
    down = 0 if symbology.linear else (found.symbol.height + 2 * found.symbol.quiet) * larger
    assert across > 50 or down > 20 or larger > 1.5, "it would have fitted with a dot more"


def test_a_module_is_as_wide_as_it_may_be_at_most():
    (found,) = drawn(code(module=0.3))
    assert 0.3 - DOT < found.module <= 0.3


@pytest.mark.parametrize(
    ("symbology", "told"),
    [(Symbology.CODE128, "bars.*or Data Matrix in"), (Symbology.DATAMATRIX, "dots.*Take a larger box or label$")],
)
def test_what_does_not_fit_is_told_with_what_helps(symbology, told):
    with pytest.raises(LayoutError, match=told):
        drawn(code(symbology, width=2, height=2))


@pytest.mark.parametrize("dot", [DOT, 1 / 8])
def test_bars_that_no_scanner_reads_are_refused(dot):
    with pytest.raises(LayoutError, match=r"does not fit: its bars would be 0\.\d+ mm, and under 0.2 mm"):
        drawn(code(text="{name} {name}", width=30), fields={"name": "RES-0805-10K"}, dot=dot)


def test_goods_without_a_gtin_have_the_code_that_is_told_for_them():
    (found,) = drawn(code(Symbology.GS1_DATAMATRIX, "{gs1}", otherwise="{code}"))
    assert (found.symbol.symbology, found.symbol.text) == (Symbology.DATAMATRIX, "KSK-PA1")
    (found,) = drawn(code(Symbology.GS1_128, "{gs1}", otherwise="{code}"))
    assert found.symbol.symbology is Symbology.CODE128
    with pytest.raises(LayoutError, match="code that is empty here"):
        drawn(code(Symbology.GS1_DATAMATRIX, "{gs1}"))


def test_what_can_not_be_printed_as_this_code_is_refused_or_printed_otherwise():
    hostile = {**FIELDS, "number": "Ω-1"}
    with pytest.raises(LayoutError, match="Ω-1 can't be printed as this code"):
        drawn(code(text="{number}"), fields=hostile)
    (found,) = drawn(code(text="{number}", otherwise="{code}"), fields=hostile)
    assert found.symbol.text == "KSK-PA1"
    (found,) = drawn(code(Symbology.EAN13, "{gtin}", otherwise="{code}"))
    assert found.symbol.symbology is Symbology.CODE128


def test_a_code_of_fields_that_are_empty_vanishes():
    assert drawn(code(text="{gtin}")) == ()


@pytest.mark.parametrize("name", ["part", "location", "stock_item", "unit", "unit_linear", "supplier_part"])
def test_templates_of_the_program_have_room_for_the_longest_own_code(name):
    template = templates.builtin(name)
    (found,) = lay_out(template, {"code": "KSK-SI123456789"})
    (printed,) = [piece for piece in found.pieces if isinstance(piece, Code)]
    assert printed.module >= NARROWEST
    (found,) = lay_out(template, {"code": "KSK-SI1234567"}, dot=1 / 8)
    (printed,) = [piece for piece in found.pieces if isinstance(piece, Code)]
    assert printed.module >= 0.25


@pytest.mark.parametrize("name", [name for name in templates.names() if not name.startswith(("document", "commands"))])
def test_nothing_on_templates_of_the_program_overlaps(name):
    """However long texts are, they stay clear of each other and of the code with its quiet zone."""
    template = templates.builtin(name)
    full = dict.fromkeys(("number", "name", "serial", "batch", "supplier", "sku", "location"), "W" * 60)
    fields = {**full, "code": "KSK-SI12345", "gs1": "(01)09501101530003(10)AB-123", "quantity": "5,000", "unit": "pcs"}
    (found,) = lay_out(template, fields)
    boxes = []
    for piece in found.pieces:
        if isinstance(piece, Code):
            quiet = piece.symbol.quiet * piece.module
            down = 0 if piece.symbol.symbology.linear else quiet
            boxes.append((piece.x - quiet, piece.y - down, piece.x + piece.wide + quiet, piece.y + piece.high + down))
        else:
            wide = min(piece.width, width(piece.text, piece.size, piece.bold))
            left = piece.x - {"left": 0, "center": wide / 2, "right": wide}[piece.align]
            boxes.append((left, piece.y, left + wide, piece.y + piece.size))
    for at, one in enumerate(boxes):
        assert one[0] >= -0.01
        assert one[2] <= found.width + 0.01
        assert one[3] <= found.height + 0.01
        for other in boxes[at + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 0.05 or other[3] <= one[1] + 0.05
            assert apart, (one, other)


def test_hostile_texts_are_texts():
    fields = {**FIELDS, "name": '{code}[x]^XA~JR<script>]]>"\x1b\x1d'}
    (text,) = drawn(TextEntry(0, 0, 3, "{name}"), fields=fields)
    assert text.text == fields["name"]
