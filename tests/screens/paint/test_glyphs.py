"""The large letters."""

import string

import pytest

from screens.paint import glyphs

PRINTABLE = [chr(point) for point in range(0x20, 0x7F)]


def test_every_ascii_character_has_a_glyph_with_rows_of_one_width() -> None:
    for char in PRINTABLE:
        rows = glyphs.rows(char)
        assert rows is not None, char
        assert len({len(row) for row in rows}) == 1, char


def test_no_two_characters_look_alike() -> None:
    drawn = [tuple(glyphs.rows(char) or ()) for char in PRINTABLE]
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize("scale", [1, 2])
def test_the_size_is_three_rows_times_the_scale(scale: int) -> None:
    rows = glyphs.rows("KSK-10", scale)
    assert rows is not None
    assert len(rows) == 3 * scale


@pytest.mark.parametrize("text", ["", "Widerstände", "10 kΩ", "a\x1db"])
def test_what_has_no_glyph_is_not_drawn_at_all(text: str) -> None:
    assert glyphs.rows(text) is None


def test_only_blocks_that_the_console_font_has_are_used() -> None:
    rows = glyphs.rows(string.printable[:95].replace("\t", " ")) or []
    assert set("".join(rows)) <= set(" ▀▄█")
