"""The sheet of command codes as a scanner sees it: all of them are there, and each is read as what it says."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from kiosk.barcodes.commands import NUMBERED, Command, Word, read, write
from kiosk.labels import command_sheet, svg
from kiosk.labels.code128 import QUIET, bars, modules
from kiosk.labels.command_sheet import MARGIN, MODULE, NUMBERS, PAGE

DOT = 25.4 / 300  # mm; a printer with 300 to the inch
PREFIXES = ["KSK", "A", "WAREHOUSE1"]  # as long as one may be


@pytest.fixture(params=PREFIXES)
def prefix(request) -> str:
    return request.param


def test_every_command_is_on_the_sheet_once(prefix, codes_of):
    texts = [code.text for page in command_sheet.pages(prefix) for code in codes_of(page)]
    plain = {write(word, prefix) for word in Word if word not in NUMBERED}
    numbered = {write(word, prefix, number) for word in NUMBERED for number in NUMBERS[word]}
    assert sorted(texts) == sorted(plain | numbered)
    assert {command.word for text in texts if (command := read(text.encode(), prefix))} == set(Word)


def test_each_code_is_read_as_what_it_is_by_another_decoder(prefix, codes_of, read):
    for page in command_sheet.pages(prefix):
        drawn = codes_of(page)
        for code in drawn:
            rects = [type(bar)(bar.x - code.left + QUIET * MODULE, 1, bar.width, 4) for bar in code.bars]
            assert read(rects, DOT, (code.right - code.left + 2 * QUIET * MODULE, 6)) == [code.text]


def test_a_page_as_a_whole_has_these_codes_and_no_others(codes_of, read):
    page = command_sheet.pages("KSK")[0]
    drawn = codes_of(page)
    found = read([bar for code in drawn for bar in code.bars], DOT * 2, PAGE)
    assert sorted(found) == sorted(code.text for code in drawn)


def test_codes_are_wide_and_high_enough_for_a_handheld_and_clear_of_each_other(prefix, codes_of):
    for page in command_sheet.pages(prefix):
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
    for page in command_sheet.pages(prefix):
        texts = [
            (*(float(text.attrib[name]) for name in ("x", "y", "font-size")), text.text)
            for text in ElementTree.fromstring(page.encode()).iter("{http://www.w3.org/2000/svg}text")
        ]
        for code in codes_of(page):
            for _, y, size, _ in texts:
                assert y <= code.top or y - size >= code.bottom - 0.5
        for x, y, size, told in texts:
            after = [left for left, other, _, _ in texts if other == y and left > x]
            assert x + 0.6 * size * len(told) <= min(after, default=PAGE[0])


def test_every_page_says_which_it_is_and_how_it_is_printed():
    pages = command_sheet.pages("KSK")
    for number, page in enumerate(pages, 1):
        assert f"page {number} of {len(pages)}" in page
        assert "100 %" in page
        assert 'width="210.0mm" height="297.0mm"' in page


def test_a_heading_stays_with_its_codes():
    for prefix in PREFIXES:
        for page in command_sheet.pages(prefix):
            headings = [float(y) for y in re.findall(r'y="([\d.]+)" font-size="4.5"', page)]
            tops = [float(y) for y in re.findall(r'<g[^>]*><title>[^<]*</title><rect x="[\d.]+" y="([\d.]+)"', page)]
            assert all(any(0 < top - heading < 10 for top in tops) for heading in headings)


def test_what_a_prefix_holds_is_text_and_no_markup(codes_of, read):
    hostile = '"/><script>&\x1b]'
    for page in command_sheet.pages(hostile):
        root = ElementTree.fromstring(page.encode())
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags == {"svg", "title", "rect", "g", "text", "tspan"}
        assert "\x1b" not in page
        assert {name for element in root.iter() for name in element.attrib} <= {
            *("version", "width", "height", "viewBox", "font-family", "fill", "x", "y", "dx"),
            *("font-size", "font-weight", "shape-rendering"),
        }


def test_bars_are_the_dark_modules():
    drawn = modules("KSKCMDUNDO")
    painted = ["0"] * len(drawn)
    for at, width in bars(drawn):
        painted[at : at + width] = "1" * width
    assert "".join(painted) == drawn
    assert drawn.startswith("11")
    assert drawn.endswith("11")


def test_measures_are_written_without_exponents_and_needless_noughts():
    assert svg.text(1e-5, 10, 3.5, "x") == '<text x="0" y="10" font-size="3.5">x</text>'


def test_a_quantity_is_called_by_its_number():
    quantities = command_sheet.groups("KSK")[1]
    assert [code.name for code in quantities.codes] == [f"× {number}" for number in NUMBERS[Word.TIMES]]
    assert all(read(code.text.encode(), "KSK") == Command(Word.TIMES, int(code.name[2:])) for code in quantities.codes)


def test_what_a_code_does_is_told_so_shortly_that_two_stand_side_by_side() -> None:
    assert [command_sheet.columns(group) for group in command_sheet.groups("KSK")] == [2, 3, 3, 2]
