"""Command codes drawn on the screen: read off its cells by another library, and done when they are scanned there."""

from typing import Any

import pytest
import zxingcpp

from kiosk.barcodes.commands import Word, write
from kiosk.labels.code128 import QUIET, modules
from screens.widgets.drawn import cells

DARK = {" ": (0, 0), "▌": (1, 0), "▐": (0, 1), "█": (1, 1)}
BLACK, WHITE = "#000000", "#ffffff"
WIDE, HIGH = 3, 12  # pixels of a module, and of a row


def read(rows: list[list[int]]) -> list[str]:
    """What zxing reads of rows of modules, 1 for dark ones."""
    pixels = [[0 if dark else 255 for dark in row for _ in range(WIDE)] for row in rows for _ in range(HIGH)]
    image = bytes(pixel for row in pixels for pixel in row)
    shaped = memoryview(image).cast("B", (len(pixels), len(pixels[0])))
    return [code.text for code in zxingcpp.read_barcodes(shaped, formats=zxingcpp.BarcodeFormat.Code128)]


def drawn(kiosk: Any) -> list[list[int]]:
    """The rows of modules that are painted black on white, as a camera sees them."""
    rows = []
    for strip in kiosk.app.screen._compositor.render_strips():
        row: list[int] = []
        for segment in strip:
            style = segment.style
            if style is None or style.bgcolor is None or style.bgcolor.get_truecolor().hex != WHITE:
                continue
            assert style.color is not None
            assert style.color.get_truecolor().hex == BLACK
            row += [dark for cell in segment.text for dark in DARK[cell]]
        if row:
            rows.append(row)
    return rows


@pytest.mark.parametrize("word", Word)
def test_the_cells_of_every_command_are_read_as_it(word: Word) -> None:
    text = write(word, "KSK", 2)
    row = [dark for cell in cells(modules(text)) for dark in DARK[cell]]
    assert read([row] * 4) == [text]
    assert row[:QUIET] == row[-QUIET:] == [0] * QUIET


@pytest.mark.parametrize(("width", "console"), [(100, False), (112, False), (112, True)])
async def test_each_code_that_works_is_drawn_by_the_arrows_and_can_be_read_off(
    station: Any, width: int, console: bool
) -> None:
    async with station((width, 30), console=console) as kiosk:
        await kiosk.scan("2012345678903")
        offered = [text for text, _ in kiosk.frame.codes()]
        await kiosk.key("f1", "f8")
        assert kiosk.name == "DrawnCodes"
        for at, text in enumerate(offered, 1):
            assert text in kiosk.words
            assert f"{at} of {len(offered)}" in kiosk.words
            rows = drawn(kiosk)
            if len(cells(modules(text))) > width:
                assert rows == []
                assert width < 112, "the longest one has room there"
            else:
                assert read(rows) == [text]
                assert len(rows) >= 8
            await kiosk.key("down")
        assert f"1 of {len(offered)}" in kiosk.words
        await kiosk.key("up")
        assert offered[-1] in kiosk.words
        await kiosk.key("escape", "escape")
        assert kiosk.name == "QuickScan"


async def test_what_is_drawn_is_done_by_the_screen_that_the_help_is_of_and_nothing_else_is(station: Any) -> None:
    async with station((100, 30)) as kiosk:
        await kiosk.scan("2012345678903")
        await kiosk.key("f1", "f8")
        while write(Word.SEARCH, "KSK") not in kiosk.words:
            await kiosk.key("down")
        await kiosk.scan(write(Word.HISTORY, "KSK"))
        assert kiosk.name == "QuickScan"
        assert "If it is meant here, scan it again" in kiosk.words
        await kiosk.key("f1", "f8")
        while write(Word.SEARCH, "KSK") not in kiosk.words:
            await kiosk.key("down")
        await kiosk.scan(*read(drawn(kiosk)))
        assert kiosk.name == "Search"


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_a_screen_that_is_too_narrow_says_so_and_where_the_codes_can_be_had(
    station: Any, size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        await kiosk.key("f1", "f8")
        assert drawn(kiosk) == []
        assert f"takes 94 columns, and the screen has {size[0]}" in kiosk.words
        assert "kiosk labels commands" in kiosk.words
