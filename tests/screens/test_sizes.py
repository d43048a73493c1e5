"""From 40×12 up everything that matters fits; below, the screen says so; scans are answered at any size."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.outcome import Outcome, Tone
from screens.paint import tones
from screens.paint.marks import CONSOLE, UNICODE
from screens.widgets.answer import Answer

LONG = "A sentence that is long enough to need several rows on a small screen, and then it goes on for a while."


@pytest.mark.parametrize("size", [(39, 15), (40, 11), (10, 3)])
async def test_a_terminal_that_is_too_small_says_so(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size) as kiosk:
        assert "terminal" in kiosk.words
        assert "Scan anything" not in kiosk.words


async def test_scans_are_answered_on_a_terminal_that_is_too_small(station: Callable[..., Any]) -> None:
    async with station((30, 8)) as kiosk:
        await kiosk.scan("RES-0805-10R")
        assert kiosk.journal()[-1][2] == "found"
        await kiosk.pilot.resize_terminal(80, 24)
        await kiosk.settled()
        assert "196 pcs" in kiosk.words


async def test_resizing_lays_the_answer_out_anew(station: Callable[..., Any]) -> None:
    async with station((80, 24)) as kiosk:
        await kiosk.scan("RES-0805-10R")
        for size in ((40, 15), (120, 40), (40, 12)):
            await kiosk.pilot.resize_terminal(*size)
            await kiosk.settled()
            assert "RES-0805-10R" in kiosk.words
            assert "196 pcs in MAIN/A/01" in kiosk.words
            assert "● bench" in kiosk.lines[-1]


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("marks", [UNICODE, CONSOLE], ids=["unicode", "console"])
def test_a_tone_has_symbol_and_word_beside_its_colour(tone: Tone, marks: Any) -> None:
    answer = Answer(marks, "", "")
    answer.tone, answer.text = tone, "X"
    head = "".join(span.text for span in answer.draw(40, 6)[0])
    assert tones.symbol(tone, marks) in head
    assert any(word in head for word in ("OK", "ALREADY", "QUESTION", "NO", "FAULT"))


def test_the_five_tones_have_different_signs() -> None:
    for marks in (UNICODE, CONSOLE):
        assert len({tones.symbol(tone, marks) for tone in Tone}) == 5


@pytest.mark.parametrize("height", [6, 7, 11])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_long_answer_gives_up_size_before_it_gives_up_words(width: int, height: int) -> None:
    answer = Answer(UNICODE, "RES-0805-10R", LONG)
    answer.tone = Tone.NO
    rows = ["".join(span.text for span in row) for row in answer.draw(width, height)]
    assert len(rows) <= height
    assert all(len(row) <= width for row in rows)
    assert LONG in " ".join(" ".join(rows).split())
    assert "RES-0805-10R" in " ".join(rows)


def test_the_linux_console_gets_only_signs_that_its_font_has() -> None:
    for name in CONSOLE.__slots__:
        sign = getattr(CONSOLE, name)
        assert isinstance(sign, bool) or sign.isascii()


async def test_the_linux_console_has_sixteen_colours_and_plain_glyphs(station: Callable[..., Any]) -> None:
    async with station((80, 25), console=True) as kiosk:
        for code in ("RES-0805-10R", "nope", b"a\x1db"):
            await kiosk.scan(code)
            strips = kiosk.app.screen._compositor.render_strips()
            text = "".join(strip.text for strip in strips)
            assert not [char for char in text if ord(char) > 0x17F and char not in "▀▄█Ω"]
            for strip in strips:
                for segment in strip:
                    for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                        assert colour is None or colour.is_default or colour.number is not None
        assert "a<GS>b" in kiosk.words


def test_a_group_is_tallied_and_the_gravest_is_heard() -> None:
    heard = [Tone.OK, Tone.NO, Tone.OK]
    assert tones.gravest(heard) is Tone.NO
    shown = tones.tally(heard, CONSOLE)
    assert "3 scans" in shown
    no, ok = (shown.index(tones.symbol(tone, CONSOLE)) for tone in (Tone.NO, Tone.OK))
    assert no < ok, "a narrow screen cuts the end"
    assert tones.tally([Outcome(Tone.OK, "").tone], CONSOLE) == ""
