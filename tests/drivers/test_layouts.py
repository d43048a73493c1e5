"""The checked-in layout tables are what their generator makes of xkbcommon's data, and are complete."""

import json
import os
from collections.abc import Mapping
from importlib import resources

import pytest

from drivers import layouts
from drivers.layouts import generate

# What a scanner may have to type beside letters and digits; no layout may be without one of them.
ASCII = "".join(map(chr, range(0x20, 0x7F)))
DEAD = {"\u0300": "`", "\u0302": "^", "\u0303": "~"}


def checked_in(name: str) -> dict[str, object]:
    table: dict[str, object] = json.loads(resources.files(layouts).joinpath(f"{name}.json").read_text("utf-8"))
    return table


@pytest.fixture(scope="module")
def xkbcommon() -> None:
    try:
        generate.library()
    except OSError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@pytest.mark.usefixtures("xkbcommon")
@pytest.mark.parametrize("name", generate.NAMES)
def test_a_table_is_what_the_generator_makes(name: str) -> None:
    kept, made = checked_in(name), json.loads(generate.document(name))
    if kept["source"] == made["source"]:
        assert kept == made
        return
    # Another release of the data may have moved rare characters, but not what codes are made of.
    again = {code: layouts.expand(levels) for code, levels in generate.table(name).items()}
    assert _ascii(layouts.load(name).keys) == _ascii(again)


@pytest.mark.parametrize("name", generate.NAMES)
def test_every_printable_ascii_character_can_be_typed(name: str) -> None:
    levels = {text for key in layouts.load(name).keys.values() for text in key[:4]}
    typable = levels | {DEAD[text] for text in levels if text in DEAD}
    assert not set(ASCII) - typable


@pytest.mark.parametrize("levels", [["a"], ["a", "A"], ["a", "A", "æ", "Æ"], list("aAbBcCdD")])
def test_shortened_levels_stand_for_all_eight(levels: list[str]) -> None:
    expanded = layouts.expand(levels)
    assert len(expanded) == 8
    assert expanded[: len(levels)] == tuple(levels)


def test_an_unknown_layout_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        layouts.load("xx")


def _ascii(keys: Mapping[int, tuple[str, ...]]) -> dict[int, list[str]]:
    return {code: [text if text.isascii() else "" for text in levels[:2]] for code, levels in keys.items()}
