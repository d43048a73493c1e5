import logging
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import repeat
from typing import Any

import pytest

from kiosk.barcodes import plugins
from kiosk.barcodes.plugins import BUDGET, MAX_CLAIMS, Answer, Claim, Context, ask
from kiosk.plugins import Plugin

CONTEXT = Context("C1")


def plugin(name: str, read: Callable[..., Any]) -> Plugin:
    return Plugin(name, lambda: read)


def test_a_plugin_gets_the_bytes_and_the_context_and_its_claims_come_out() -> None:
    def read(raw: bytes, context: Context) -> Iterable[Claim]:
        return [Claim(f"{raw.hex()} {context.symbology}")]

    assert ask(plugin("acme", read), b"\xff", CONTEXT) == Answer("acme", (Claim("ff C1"),))


def _raises(raw: bytes, context: Context) -> Iterator[Claim]:
    yield Claim("first")
    raise ValueError("bad label")


@pytest.mark.parametrize(
    "read",
    [_raises, lambda raw, context: None, lambda raw, context: ["X"], lambda raw, context: [Claim("\ud800")], None],
    ids=["raises midway", "no list", "no claim", "a surrogate", "not callable"],
)
def test_a_faulty_plugin_is_logged_and_claims_nothing(read: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        bad = ask(plugin("bad", read), b"1", CONTEXT)
    assert bad.fault
    assert not bad.claims
    assert "bad" in caplog.text


def test_what_a_claim_says_is_told_one_by_one() -> None:
    said = plugins.content("acme", Claim("X", batch="L7", serials=("A", "B"), quantity=Decimal("1.50"), unit="kg"))
    assert said is not None
    told = [(field.name, field.text) for field in said.fields]
    assert told == [("batch", "L7"), ("serial", "A"), ("serial", "B"), ("quantity", "1.50 kg")]


def test_a_plugin_that_can_not_be_imported_is_a_fault() -> None:
    def load() -> plugins.Read:
        raise ImportError("no module named acme")

    assert "acme" in ask(Plugin("acme", load), b"1", CONTEXT).fault


def test_a_plugin_without_end_is_cut_off() -> None:
    answer = ask(plugin("endless", lambda raw, context: repeat(Claim("X"))), b"1", CONTEXT)
    assert len(answer.claims) == MAX_CLAIMS


def test_installed_plugins_are_found_by_their_entry_point(package: Any) -> None:
    source = "from kiosk.barcodes.plugins import Claim\ndef read(raw, context):\n    return [Claim('RES-10K')]\n"
    package("acme_labels", source, plugins.GROUP, {"acme": "acme_labels:read"})
    found = {each.name: each for each in plugins.installed.__wrapped__()}
    assert ask(found["acme"], b"1", CONTEXT).claims == (Claim("RES-10K"),)


@pytest.mark.parametrize(
    "claim",
    [
        Claim("X", batch="a\0b"),
        Claim("X", batch=b"a"),  # type: ignore[arg-type]
        Claim("X", serials=["a"]),  # type: ignore[arg-type]
        Claim("X", expiry=datetime(2030, 1, 1, tzinfo=UTC)),
        Claim("X", quantity=Decimal("NaN")),
        Claim("X", quantity=1.5),  # type: ignore[arg-type]
        Claim("X", pack=0),
    ],
)
def test_a_claim_that_no_store_could_keep_is_a_fault(claim: Claim) -> None:
    answer = ask(plugin("bad", lambda raw, context: [claim]), b"1", CONTEXT)
    assert answer.fault
    assert not answer.claims


def test_a_plugin_that_takes_too_long_is_answered_logged_once_and_remembered(caplog: pytest.LogCaptureFixture) -> None:
    def read(raw: bytes, context: Context) -> Iterable[Claim]:
        end = time.perf_counter() + 2 * BUDGET / 1000
        while time.perf_counter() < end:
            pass
        return [Claim("X")]

    slow = plugin("slow", read)
    with caplog.at_level(logging.WARNING):
        assert ask(slow, b"1", CONTEXT).claims == (Claim("X"),)
    assert "slow" in caplog.text
    assert slow.slowest > BUDGET
    assert not slow.took(slow.slowest)


def test_plugins_are_asked_by_name_or_as_the_station_says(monkeypatch: pytest.MonkeyPatch) -> None:
    found = tuple(plugin(name, lambda raw, context: []) for name in "abcd")
    monkeypatch.setattr(plugins, "of_group", lambda group: found)
    plugins.installed.cache_clear()
    try:
        assert [each.name for each in plugins.installed()] == ["a", "b", "c", "d"]
        assert [each.name for each in plugins.installed(("c", "missing", "b"))] == ["c", "b", "a", "d"]
    finally:
        plugins.installed.cache_clear()
