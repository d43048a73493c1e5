import logging
from contextlib import suppress
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.plugins import Plugin
from kiosk.serials import batches
from kiosk.serials.batches import BatchFacts, BatchFault, checked, code, read

AT = datetime(2027, 3, 1, 8, 5, tzinfo=ZoneInfo("Europe/Berlin"))
FACTS = BatchFacts(AT, "RES-10K", "bench 1")


def made(template: str, at: datetime = AT, number: int = 7) -> str:
    return code(template, BatchFacts(at, FACTS.part, FACTS.station), lambda key: number)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{year}{month:02}{day:02}", "20270301"),
        ("{year}-{month}-{day}", "2027-3-1"),
        ("{hour:02}{minute:02}", "0805"),
        ("W{week:02}", "W09"),
        ("{part}/{station}", "RES-10K/bench 1"),
        ("L{counter:04}", "L0007"),
        ("{counter}", "7"),
        ("{{{year}}}", "{2027}"),
        ("fixed", "fixed"),
        ("", ""),
    ],
)
def test_a_template_comes_to_its_code(template: str, expected: str) -> None:
    assert made(template) == expected


def test_beside_a_week_alone_the_year_is_that_of_the_week() -> None:
    new_year = datetime(2027, 1, 1, tzinfo=ZoneInfo("UTC"))
    assert made("{year}{week:02}", new_year) == "202653"
    assert made("{year}{week:02}{day:02}", new_year) == "20275301"


@pytest.mark.parametrize(
    "template",
    [
        *("{", "}", "{year", "year}", "{}", "{yeer}", "{Year}", "{year.__class__}", "{part.__class__}", "{part[0]}"),
        *("{0}", "{year!r}", "{part:>1000000000}", "{year:99999999}", "{month:2}", "{month:0}", "{part:02}"),
        *("{year:{month}}", " {year}", "{year}\n", "a\x1bb", "x" * 201, "{station:05}", "{__class__}"),
    ],
)
def test_a_template_that_names_anything_else_is_refused_in_words(template: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        checked(template)


def test_a_counter_counts_for_each_text_of_the_rest() -> None:
    keys: list[str] = []

    def count(key: str) -> int:
        keys.append(key)
        return len(keys)

    assert code("{day}-{counter:02}", FACTS, count) == "1-01"
    assert code("{counter}/{{{counter}}}", FACTS, count) == "2/{2}"
    code("{year}", FACTS, count)
    assert keys == ["1-{}", "{}/{{{}}"]


def test_what_can_be_no_batch_is_a_fault_in_words() -> None:
    for template, part in (("{part}", " x"), ("{part}{part}", "x" * 60), ("{part}", "a\nb")):
        with pytest.raises(BatchFault, match="batch_template"):
            code(template, BatchFacts(AT, part, "s"), lambda key: 1)


PACKAGE = """
def code(facts):
    return f"L{facts.at:%y}{facts.part[:3]}"
def bad(facts):
    raise OSError("no licence")
def number(facts):
    return 7
"""


@pytest.fixture
def acme(package: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"acme": "code", "bad": "bad", "number": "number", "gone": "lost", "year": "code"}
    entries = {name: f"acme_batches:{function}" for name, function in names.items()}
    package("acme_batches", PACKAGE, batches.GROUP, entries)
    monkeypatch.setattr(batches, "installed", batches.installed.__wrapped__)


@pytest.mark.usefixtures("acme")
def test_a_batch_scheme_of_another_package_is_a_field() -> None:
    assert checked("{acme}-{counter:03}") == "{acme}-{counter:03}"
    assert made("{acme}-{counter:03}") == "L27RES-007"
    assert made("{year}") == "2027"  # none replaces what is built in


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize("name", ["bad", "gone", "number"])
def test_a_batch_scheme_that_fails_is_a_fault_and_logged(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(BatchFault, match=name):
        made("{" + name + "}")
    assert name in caplog.text


def test_a_batch_scheme_that_is_not_installed_can_be_read_but_not_set() -> None:
    assert [piece.name for piece in read("{acme}")] == ["acme"]
    with pytest.raises(ValueError, match="acme"):
        checked("{acme}")
    with pytest.raises(BatchFault, match="acme is not installed"):
        made("{acme}")


@given(st.text("{}:02.!_[]acdehymnorutw-", max_size=30))
def test_no_template_raises_anything_but_words(template: str) -> None:
    with suppress(ValueError, BatchFault):
        made(checked(template))


def test_plugins_are_values() -> None:
    def scheme(facts: BatchFacts) -> Any:
        return "X"

    assert Plugin("x", lambda: scheme).load()(FACTS) == "X"
