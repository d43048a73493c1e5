"""When the store refuses: no green light, nothing lost of the others, and a way on."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from textual.widgets import Input

from kiosk.errors import StoreError
from kiosk.flows import intake
from kiosk.outcome import Tone
from screens.lookup.quick_scan import QuickScan

PART = "RES-0805-10R"


class Failing:
    """A step that fails as the store does, for one code or for all of them."""

    def __init__(self, step: Callable[..., Any], code: bytes | None, trouble: str) -> None:
        self.step = step
        self.code = code
        self.trouble = trouble
        self.calls = 0

    def __call__(self, db: Any, post: Any, state: Any, scan: Any) -> Any:
        self.calls += 1
        if self.code in (None, scan.raw):
            raise StoreError(self.trouble, "The disk is full. Make room on it.")
        return self.step(db, post, state, scan)


def fail(monkeypatch: Any, code: bytes | None, trouble: str = "full") -> Failing:
    from kiosk.flows import lookup

    failing = Failing(lookup.scan, code, trouble)
    monkeypatch.setattr(QuickScan, "step", property(lambda _: failing))
    return failing


@contextmanager
def locked(kiosk: Any) -> Iterator[None]:
    """Another program writes to the store and doesn't come to an end."""
    with closing(sqlite3.connect(kiosk.store.name, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


async def test_a_scan_that_the_store_refuses_is_a_fault_and_journalled_by_itself(
    station: Callable[..., Any], monkeypatch: Any
) -> None:
    async with station() as kiosk:
        await kiosk.scan(PART)
        fail(monkeypatch, b"bad")
        await kiosk.scan("bad")
        assert kiosk.frame.answer.tone is Tone.FAULT
        assert "The disk is full" in kiosk.words
        assert kiosk.journal()[-1] == ("quick_scan", b"bad", "refused")
        assert "store fault" in kiosk.words
        await kiosk.scan(PART)
        assert kiosk.frame.answer.tone is Tone.OK
        assert "store ready" in kiosk.words


async def test_of_a_group_only_the_refused_one_suffers(station: Callable[..., Any], monkeypatch: Any) -> None:
    async with station() as kiosk:
        await kiosk.scan(PART)
        fail(monkeypatch, b"bad")
        kiosk.scanners.sounds.clear()
        await kiosk.scan("RES-0805-22R", "bad", PART)
        rows = kiosk.journal()[1:]
        assert [(raw, result) for _, raw, result in rows] == [
            (b"RES-0805-22R", "found"),
            (b"bad", "refused"),
            (PART.encode(), "found"),
        ]
        assert kiosk.scanners.sounds.count("fault") == 1
        assert kiosk.frame.answer.text == PART
        assert "4 read = 4 handled" in kiosk.words


@pytest.mark.parametrize("trouble", ["locked", "unreachable", "read_only"])
async def test_a_group_that_the_store_can_take_none_of_is_tried_and_told_of_once(
    station: Callable[..., Any], monkeypatch: Any, trouble: str
) -> None:
    """Each try may take the 5 seconds of a lock, or the 10 of a cut network."""
    async with station() as kiosk:
        await kiosk.scan(PART)
        failing = fail(monkeypatch, None, trouble)
        await kiosk.scan("RES-0805-22R", "bad", PART)
        assert failing.calls == 1
        assert kiosk.frame.answer.tone is Tone.FAULT
        assert [result for _, _, result in kiosk.journal()[1:]] == ["refused"] * 3
        assert "4 read = 4 handled" in kiosk.words


async def test_a_store_that_went_away_while_saving_is_not_said_to_have_saved_nothing(
    station: Callable[..., Any], monkeypatch: Any
) -> None:
    async with station() as kiosk:
        await kiosk.scan(PART)
        fail(monkeypatch, None, "unsure")
        await kiosk.scan("RES-0805-22R")
        assert kiosk.frame.answer.tone is Tone.FAULT
        assert kiosk.frame.answer.text == "Maybe saved"
        assert "Nothing was" not in kiosk.words


async def test_what_is_refused_is_told_before_its_journalling_is_tried(
    station: Callable[..., Any], monkeypatch: Any
) -> None:
    """Behind a lock that is another 5 seconds."""
    go = threading.Event()
    take_refused = intake.take_refused

    def after_long(*args: Any) -> None:
        assert go.wait(20)
        take_refused(*args)

    monkeypatch.setattr(intake, "take_refused", after_long)
    async with station() as kiosk:
        await kiosk.scan(PART)
        fail(monkeypatch, b"bad", "locked")
        kiosk.send("bad")
        await kiosk.until(lambda: kiosk.frame.answer.tone is Tone.FAULT and kiosk.app.vitals.waiting == 0)
        go.set()
        await kiosk.settled()
        assert kiosk.journal()[-1] == ("quick_scan", b"bad", "refused")


async def test_what_only_looks_is_not_held_up_by_another_program_that_writes(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan("MAIN/A/01")
        with locked(kiosk):
            await kiosk.key("1")
            assert kiosk.frame.answer.tone is Tone.OK
            assert kiosk.frame.answer.text == "RES-0805-100K"
        await kiosk.scan("nope")
        await kiosk.key("1")
        with locked(kiosk):
            kiosk.frame.query_one(Input).value = "usb"
            await kiosk.settled()
            assert "found" in kiosk.words
            await kiosk.key("enter")
            assert kiosk.frame.answer.tone is Tone.ASK


async def test_the_store_is_in_trouble_until_it_has_taken_a_scan(station: Callable[..., Any], monkeypatch: Any) -> None:
    async with station() as kiosk:
        await kiosk.scan("MAIN/A/01")
        thing = kiosk.frame.sheet.pick
        fail(monkeypatch, b"bad")
        await kiosk.scan("bad")
        kiosk.frame.open(thing)
        await kiosk.settled()
        assert kiosk.frame.answer.tone is Tone.OK
        assert "store fault" in kiosk.words, "that it can be read does not mean that it can be written"
        await kiosk.scan(PART)
        assert "store ready" in kiosk.words


async def test_a_really_full_store_gives_no_green_light(station: Callable[..., Any]) -> None:
    """A real SQLite file that may not grow: the very next row finds no room."""

    def fill(db: Any) -> None:
        pages = db.execute_sql("PRAGMA page_count").fetchone()[0]
        db.execute_sql(f"PRAGMA max_page_count = {pages}")

    async with station() as kiosk:
        await kiosk.scan(PART)
        await kiosk.store.run(fill)
        for number in range(60):
            await kiosk.scan(f"{number:04d}" * 250)
            if kiosk.frame.answer.tone is Tone.FAULT:
                break
        assert kiosk.frame.answer.tone is Tone.FAULT
        assert "full" in kiosk.words.lower()
        assert kiosk.scanners.sounds[-1] == "fault"
