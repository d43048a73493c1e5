import logging
from typing import Any

import pytest

from kiosk.plugins import Plugin
from kiosk.serials import schemes
from kiosk.serials.schemes import PartFacts, PartScheme, SchemeFault, scheme_of

ACME = """
class Scheme:
    def validate(self, serial, part):
        return "" if serial.startswith(part.number) else f"{serial} is none of {part.name}"
    def next(self, latest, part):
        return f"{part.number}{'A' if latest is None else latest[len(part.number):] + 'A'}"
    def sort_key(self, serial):
        return len(serial)
SCHEME = Scheme()
def validate(serial, part):
    raise OSError("no licence")
"""


@pytest.fixture
def acme(package: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package with two schemes: one that works, and a module that raises and lacks a function."""
    entries = {"acme": "acme_serials:SCHEME", "bad": "acme_serials", "gone": "lost", "counter": "lost"}
    package("acme_serials", ACME, schemes.GROUP, entries)
    monkeypatch.setattr(schemes, "installed", schemes.installed.__wrapped__)


@pytest.mark.usefixtures("acme")
def test_installed_schemes_are_found_by_their_entry_points_and_replace_no_built_in_one() -> None:
    assert schemes.names() == ("counter", "mask", "acme", "bad", "gone")
    scheme = scheme_of("acme", PartFacts("R1", "Router"))
    assert scheme.validate("R1A") == ""
    assert scheme.validate("X") == "X is none of Router"
    assert scheme.next(None) == "R1A"
    assert scheme.next("R1A") == "R1AA"
    assert scheme.sort_key("R1") == 2


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize("name", ["bad", "gone"])
def test_a_scheme_that_raises_or_can_not_be_imported_is_a_fault_and_logged(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    scheme = scheme_of(name, PartFacts("R1"))
    asked: list[Any] = [lambda: scheme.validate("1"), lambda: scheme.next("1"), lambda: scheme.sort_key("1")]
    for ask in asked:
        with caplog.at_level(logging.ERROR), pytest.raises(SchemeFault, match=name):
            ask()
    assert name in caplog.text


def test_a_scheme_that_is_not_installed_is_a_fault_when_it_is_asked() -> None:
    with pytest.raises(SchemeFault, match="acme is not installed"):
        scheme_of("acme", PartFacts()).validate("1")


class Odd:
    def validate(self, serial: str, part: PartFacts) -> Any:
        return None

    def next(self, latest: str | None, part: PartFacts) -> Any:
        return 7

    def sort_key(self, serial: str) -> Any:
        return 0


@pytest.mark.parametrize("found", [7, "", "a\nb", "x" * 101, "\ud800"])
def test_what_can_be_no_serial_is_the_schemes_fault(found: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Odd, "next", lambda self, latest, part: found)
    with pytest.raises(SchemeFault):
        PartScheme(PartFacts(), Plugin("odd", Odd)).next(None)


def test_a_reason_that_is_no_text_is_the_schemes_fault() -> None:
    with pytest.raises(SchemeFault):
        PartScheme(PartFacts(), Plugin("odd", Odd)).validate("1")


def test_the_counter_takes_anything_and_counts_by_trailing_digits() -> None:
    for name in ("", "counter"):
        scheme = scheme_of(name, PartFacts(mask="{digits 2}"))
        assert scheme.validate("anything") == ""
        assert scheme.next(None) == "1"
        assert scheme.next("SN099") == "SN100"
        assert scheme.next("SN") is None
        assert sorted(("A", "B10", "C9"), key=scheme.sort_key) == ["A", "C9", "B10"]


def test_the_mask_scheme_does_what_the_parts_mask_says() -> None:
    scheme = scheme_of("mask", PartFacts(mask="SN{digits 3}-X"))
    assert scheme.validate("SN001-X") == ""
    assert "SN" in scheme.validate("AB001-X")
    assert scheme.next("SN009-X") == "SN010-X"
    assert sorted(("SN010-X", "SN9-X"), key=scheme.sort_key) == ["SN9-X", "SN010-X"]


def test_a_mask_that_can_not_be_read_is_a_fault() -> None:
    with pytest.raises(SchemeFault):
        scheme_of("mask", PartFacts(mask="{")).validate("1")
