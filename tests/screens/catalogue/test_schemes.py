"""Serial schemes on the screens: chosen at the part, obeyed while serials are collected, told when they fail."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.outcome import Tone
from kiosk.serials import schemes
from screens.places import Place

ACME = """
class Scheme:
    def validate(self, serial, part):
        return "" if int(serial) % 7 == 0 else f"{serial} is no multiple of seven."
    def next(self, latest, part):
        return str(int(latest or 0) + 7)
    def sort_key(self, serial):
        return int(serial)
SCHEME = Scheme()
"""


@pytest.fixture
def acme(package: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that brings a scheme which fails at serials that are no numbers."""
    package("acme_sevens", ACME, schemes.GROUP, {"sevens": "acme_sevens:SCHEME"})
    found = schemes.installed.__wrapped__()
    monkeypatch.setattr(schemes, "installed", lambda: found)


async def field(kiosk: Any, name: str) -> None:
    """Open a field of the form by its place among those that are shown."""
    names = [one.name for one in kiosk.frame.fields]
    at = names.index(name)
    if at < 9:
        await kiosk.key(str(at + 1))
        return
    await kiosk.key("home", *["down"] * at, "enter")


async def test_a_scheme_is_chosen_and_serials_fit_its_mask(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.PART_FORM)
        assert "Serial scheme" not in kiosk.words
        await kiosk.key("1")
        await kiosk.type_in("TEL-1")
        await kiosk.type_in("Telephone")
        await kiosk.key("3", "3")  # tracking by serial
        await field(kiosk, "serial_scheme")
        await kiosk.key("2", "enter")  # mask, then its field
        await kiosk.type_in("{digits 3")
        assert "brace" in kiosk.words
        await kiosk.type_in("{digits 3}{luhn}")
        await kiosk.key("escape")
        values = kiosk.frame.state.values
        assert (values["serial_scheme"], values["serial_mask"]) == ("mask", "{digits 3}{luhn}")
        await field(kiosk, "serials")
        await kiosk.scan("0017", "0018")
        assert kiosk.frame.state.serials == ("0018",)


@pytest.mark.usefixtures("acme")
async def test_a_scheme_that_fails_is_a_fault_in_words_and_the_next_serial_comes_in(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.PART_FORM)
        await kiosk.key("1")
        await kiosk.type_in("SEV-1")
        await kiosk.type_in("Seven")
        await kiosk.key("3", "3")
        await field(kiosk, "serial_scheme")
        await kiosk.key("3")  # the plugin
        await field(kiosk, "serials")
        await kiosk.scan("S-1")
        assert kiosk.frame.answer.tone is Tone.FAULT
        assert "sevens failed: ValueError" in kiosk.words
        await kiosk.scan("13", "14")
        assert kiosk.frame.state.serials == ("14",)
        await kiosk.enter(Place.ABOUT)
        await kiosk.key("end")
        await kiosk.until(lambda: "sevens" in kiosk.words)
        assert "ValueError" in kiosk.words
