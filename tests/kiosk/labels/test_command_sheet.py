"""The sheet of command codes as a scanner sees it: all of them are there, and each is read as what it says."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from kiosk.barcodes.commands import NUMBERED, Command, Word, read, write
from kiosk.labels import command_sheet, svg
from kiosk.labels import drawing as drawn_on
from kiosk.labels.code128 import QUIET
from kiosk.labels.drawing import Code, Drawing, Page, Text
from kiosk.labels.layout import LayoutError
from kiosk.labels.templates import Template, TemplateError, builtin, source
from kiosk.labels.templates import read as template_of

DOT = 25.4 / 300  # mm; a printer with 300 to the inch
SHEET = builtin("commands")
PAGE = (SHEET.width, SHEET.height)
MODULE, MARGIN = SHEET.commands.module, SHEET.commands.x
NUMBERS = {Word.TIMES: SHEET.commands.quantities, Word.ROW: SHEET.commands.rows}
PREFIXES = ["KSK", "A", "WAREHOUSE1"]  # as long as one may be


def pages(prefix: str, template: Template = SHEET) -> list[Page]:
    return list(map(drawn_on.page, command_sheet.drawings(prefix, template)))


def written(prefix: str) -> list[str]:
    return [svg.render(page) for page in pages(prefix)]


def edited(**values: str) -> Template:
    """The sheet with these keys of the file changed."""
    text = source("commands")
    for key, value in values.items():
        text = re.sub(rf"(?m)^{key} = \S.*?(?=  |$)", f"{key} = {value}", text)
    return template_of(text, "mine")


def texts(drawing: Drawing) -> list[str]:
    return [piece.text for piece in drawing.pieces if isinstance(piece, Text)]


@pytest.fixture(params=PREFIXES)
def prefix(request) -> str:
    return request.param


def test_every_command_is_on_the_sheet_once(prefix, codes_of):
    texts = [code.text for page in written(prefix) for code in codes_of(page)]
    plain = {write(word, prefix) for word in Word if word not in NUMBERED}
    numbered = {write(word, prefix, number) for word in NUMBERED for number in NUMBERS[word]}
    assert sorted(texts) == sorted(plain | numbered)
    assert {command.word for text in texts if (command := read(text.encode(), prefix))} == set(Word)


def test_each_code_is_read_as_what_it_is_by_another_decoder(prefix, codes_of, read):
    for page in written(prefix):
        drawn = codes_of(page)
        for code in drawn:
            rects = [type(bar)(bar.x - code.left + QUIET * MODULE, 1, bar.width, 4) for bar in code.bars]
            assert read(rects, DOT, (code.right - code.left + 2 * QUIET * MODULE, 6)) == [code.text]


def test_a_page_as_a_whole_has_these_codes_and_no_others(codes_of, read):
    page = written("KSK")[0]
    drawn = codes_of(page)
    found = read([bar for code in drawn for bar in code.bars], DOT * 2, PAGE)
    assert sorted(found) == sorted(code.text for code in drawn)


def test_codes_are_wide_and_high_enough_for_a_handheld_and_clear_of_each_other(prefix, codes_of):
    for page in written(prefix):
        drawn = codes_of(page)
        for code in drawn:
            assert min(bar.width for bar in code.bars) >= 0.33
            assert code.bottom - code.top >= 10
            assert len({(bar.y, bar.height) for bar in code.bars}) == 1
            quiet = QUIET * min(bar.width for bar in code.bars) - 0.01
            assert code.left - quiet >= 0
            assert code.right + quiet <= PAGE[0]
            assert code.bottom <= PAGE[1] - MARGIN
        for one, other in combinations(drawn, 2):
            beside = one.right + 2 * quiet <= other.left or other.right + 2 * quiet <= one.left
            assert beside or one.bottom + 8 <= other.top or other.bottom + 8 <= one.top, "texts stand between them"


def test_no_text_stands_in_a_quiet_zone_or_runs_into_the_next_code(prefix, codes_of):
    for page in written(prefix):
        texts = [
            tuple(float(text.attrib[name]) for name in ("x", "y", "font-size", "textLength"))
            for text in ElementTree.fromstring(page.encode()).iter("{http://www.w3.org/2000/svg}text")
        ]
        for code in codes_of(page):
            for _, y, size, _ in texts:
                assert y <= code.top or y - size >= code.bottom - 0.5
        for x, y, _, wide in texts:
            after = [left for left, other, _, _ in texts if abs(other - y) < 0.1 and left > x]
            assert x + wide <= min(after, default=PAGE[0])


def test_every_page_says_which_it_is_and_how_it_is_printed():
    found = written("KSK")
    for number, page in enumerate(found, 1):
        assert f"page {number} of {len(found)}" in page
        assert "100 %" in page
        assert 'width="210mm" height="297mm"' in page


def test_a_heading_stays_with_its_codes():
    for prefix in PREFIXES:
        found = set()
        titles = {group.title for group in command_sheet.groups(prefix, SHEET)}
        for one in pages(prefix):
            pieces = one.labels[0][2].pieces
            headings = [piece.y for piece in pieces if isinstance(piece, Text) and piece.text in titles]
            found |= {piece.text for piece in pieces if isinstance(piece, Text)}
            tops = [piece.y for piece in pieces if isinstance(piece, Code)]
            assert all(any(0 < top - heading < 10 for top in tops) for heading in headings)
        assert titles <= found


def test_what_a_prefix_holds_is_text_and_no_markup(codes_of, read):
    hostile = '"/><script>&\x1b]'
    for page in written(hostile):
        root = ElementTree.fromstring(page.encode())
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags == {"svg", "title", "rect", "g", "text", "path"}
        assert "\x1b" not in page
        assert {name for element in root.iter() for name in element.attrib} <= {
            *("version", "width", "height", "viewBox", "font-family", "fill", "x", "y", "d"),
            *("font-size", "font-weight", "font-stretch", "shape-rendering", "textLength", "lengthAdjust"),
            "{http://www.w3.org/XML/1998/namespace}space",
        }


def test_a_quantity_is_called_by_its_number():
    quantities = command_sheet.groups("KSK", SHEET)[1]
    assert [code.name for code in quantities.codes] == [f"× {number}" for number in NUMBERS[Word.TIMES]]
    assert all(read(code.text.encode(), "KSK") == Command(Word.TIMES, int(code.name[2:])) for code in quantities.codes)


def test_what_a_code_does_is_told_so_shortly_that_two_stand_side_by_side() -> None:
    assert [command_sheet.columns(group, SHEET) for group in command_sheet.groups("KSK", SHEET)] == [2, 3, 3, 2]


def test_a_copy_of_the_sheet_has_the_codes_that_it_is_edited_to() -> None:
    mine = edited(quantities="[12, 144]", rows="[]", without='["COUNT", "SALE", "UNDO"]')
    found = [text for drawing in command_sheet.drawings("KSK", mine) for text in texts(drawing)]
    assert [text for text in found if text.startswith("KSKCMDX")] == ["KSKCMDX12", "KSKCMDX144"]
    assert not {"KSKCMDCOUNT", "KSKCMDSALE", "KSKCMDUNDO", "KSKCMDR1"} & set(found)
    assert "KSKCMDDONE" in found


@pytest.mark.parametrize("size", [("215.9", "279.4"), ("148", "210"), ("105", "148")])
def test_it_fits_other_papers(size) -> None:
    wide, high = map(float, size)
    text = source("commands").replace("width = 210", f"width = {wide}").replace("height = 297", f"height = {high}")
    kept = text[: text.index("[[text]]")] + text[text.index("\n[commands]") :]
    codes = 0
    for drawing in command_sheet.drawings("KSK", template_of(kept, "mine")):
        drawn = [piece for piece in drawing.pieces if isinstance(piece, Code)]
        codes += len(drawn)
        assert all(one.x >= 10 + QUIET * MODULE - 0.01 for one in drawn)
        assert all(one.x + one.wide + QUIET * MODULE <= wide - 10 + 0.01 for one in drawn)
        assert all(one.y + one.high <= high - 15 for one in drawn)
    assert codes == sum(len(group.codes) for group in command_sheet.groups("KSK", SHEET))


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("quantities", "[0]", "no code for 0"),
        ("quantities", "[1.5]", "a list; each of it a whole number"),
        ("quantities", '"1"', "a list"),
        ("rows", "[10]", "no code for 10"),
        ("without", '["COUNTS"]', "COUNT"),
        ("module", "0.1", "narrow"),
        ("kind", '"part"', 'kind = "commands"'),
    ],
)
def test_what_is_wrong_in_it_is_told(key, value, told) -> None:
    with pytest.raises(TemplateError, match=re.escape(told)):
        edited(**{key: value})


def test_codes_that_do_not_fit_the_page_are_refused_and_not_cut() -> None:
    with pytest.raises(LayoutError, match="wider than the page"):
        command_sheet.drawings("WAREHOUSE1", edited(module="2.0"))
    with pytest.raises(LayoutError, match="no room for a code"):
        command_sheet.drawings("KSK", edited(bars="270"))


def test_a_template_of_commands_says_which() -> None:
    text = source("commands")
    with pytest.raises(TemplateError, match="of kind"):
        template_of(text[: text.index("\n[commands]")], "mine")
