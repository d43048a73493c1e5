"""When the store refuses: no green light, nothing lost of the others, and a way on."""

from collections.abc import Callable
from typing import Any

from kiosk.errors import StoreError
from kiosk.outcome import Tone
from screens.quick_scan import QuickScan

PART = "RES-0805-10R"


class Failing:
    """A step that fails as the store does, for one code or for all of them."""

    def __init__(self, step: Callable[..., Any], code: bytes | None) -> None:
        self.step = step
        self.code = code

    def __call__(self, db: Any, post: Any, state: Any, scan: Any) -> Any:
        if self.code in (None, scan.raw):
            raise StoreError("full", "The disk is full. Make room on it.")
        return self.step(db, post, state, scan)


def fail(kiosk: Any, monkeypatch: Any, code: bytes | None) -> None:
    from kiosk.flows import lookup

    failing = Failing(lookup.scan, code)
    monkeypatch.setattr(QuickScan, "step", property(lambda _: failing))


async def test_a_scan_that_the_store_refuses_is_a_fault_and_journalled_by_itself(
    station: Callable[..., Any], monkeypatch: Any
) -> None:
    async with station() as kiosk:
        await kiosk.scan(PART)
        fail(kiosk, monkeypatch, b"bad")
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
        fail(kiosk, monkeypatch, b"bad")
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
