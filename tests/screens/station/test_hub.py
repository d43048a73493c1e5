"""The Station screen: scanners, store, rules, log, about; live, at every size, whatever was scanned or logged."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kiosk import paths
from kiosk.backups import Record
from kiosk.errors import StoreError
from kiosk.flows import upkeep
from kiosk.outcome import Tone
from kiosk.scan import Condition, ScannerState
from kiosk.store import backup_record, settings
from screens.places import Place

SIZES = [(40, 15), (80, 24)]
HOSTILE = b"[@click=app.quit]x[/x]\x1b[2J\x9b\x1d\xe2\x80\xae\xff"
Start = Callable[..., Any]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folders, empty."""
    for kind in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    return tmp_path


PAGES = ("Scanners", "Printers", "StorePage", "Rules", "LogPage", "About")


async def visit(kiosk: Any, *places: Place) -> None:
    for place in places:
        kiosk.app.visit(place)
        await kiosk.settled()


@pytest.mark.parametrize("size", SIZES)
async def test_the_menu_leads_to_all_pages_by_their_numbers_and_esc_leads_back(station: Start, size: Any) -> None:
    async with station(size) as kiosk:
        await visit(kiosk, Place.STATION)
        for key, name in zip("123456", PAGES, strict=True):
            await kiosk.key(key)
            assert kiosk.name == name
            await kiosk.key("escape")
            assert kiosk.name == "StationHub"
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("console", [False, True])
async def test_a_scan_on_any_page_is_answered_in_quick_scan(station: Start, size: Any, console: bool) -> None:
    async with station(size, console=console) as kiosk:
        for place in (Place.STATION, Place.SCANNERS, Place.STORE, Place.RULES, Place.LOG, Place.ABOUT):
            await visit(kiosk, Place.STATION, place) if place is not Place.STATION else await visit(kiosk, place)
            await kiosk.scan("2012345678903")
            assert kiosk.name == "QuickScan"
            await kiosk.key("escape")
            assert kiosk.name == "Menu"


# Scanners


async def test_a_scanner_s_state_is_live_and_in_words(station: Start) -> None:
    async with station((40, 15), names=("bench", "gate")) as kiosk:
        await visit(kiosk, Place.SCANNERS)
        assert "● bench" in kiosk.shown
        for condition, words in (
            (Condition.AWAY, "not plugged in"),
            (Condition.BUSY, "another program has it"),
            (Condition.DENIED, "no permission"),
            (Condition.READY, "ready (/dev/input/event4)"),
        ):
            kiosk.scanners.deliver(ScannerState("gate", condition, "/dev/input/event4"))
            await kiosk.until(lambda words=words: words in kiosk.words)
        kiosk.scanners.deliver(ScannerState("gate", Condition.FAULT, "reader"))
        await kiosk.until(lambda: "is started again" in kiosk.words)


async def test_the_last_scans_are_told_with_their_marks_and_bytes(station: Start) -> None:
    async with station((80, 24)) as kiosk:
        await kiosk.scan("A\x1dB", "2012345678903", HOSTILE)
        kiosk.tear()
        await kiosk.settled()
        await visit(kiosk, Place.SCANNERS)
        assert "3 codes read, 1 torn" in kiosk.words
        await kiosk.key("1")
        assert kiosk.name == "Scanner"
        assert "A␝B" in kiosk.shown
        assert "torn (too fast for this machine)" in kiosk.shown
        assert "[@click=app.quit]x[/x]␛[2J" in kiosk.shown
        await kiosk.key("3")
        assert kiosk.name == "Explain"
        assert "41 1d 42" in kiosk.shown


async def test_a_station_without_scanners_says_so(station: Start) -> None:
    async with station((40, 15), names=()) as kiosk:
        await visit(kiosk, Place.SCANNERS)
        assert "No scanner is configured" in kiosk.words


# Trying scanners


@pytest.mark.parametrize("size", SIZES)
async def test_labels_of_one_trigger_are_told_one_by_one(station: Start, size: Any) -> None:
    async with station(size) as kiosk:
        await visit(kiosk, Place.SCANNERS)
        await kiosk.key("2")
        await kiosk.scan_together(b"2012345678903", b"MAIN")
        assert kiosk.name == "Trial"
        told = kiosk.words
        for _ in range(12):
            kiosk.frame.action_page(1)
            await kiosk.settled()
            told += kiosk.words
        for words in ("2 labels of one trigger", "Label 1: part", "Label 2: doesn't fit", "Scan it by itself"):
            assert words in told


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("console", [False, True])
async def test_a_code_that_is_tried_is_shown_and_changes_nothing(station: Start, size: Any, console: bool) -> None:
    async with station(size, console=console) as kiosk:
        await visit(kiosk, Place.SCANNERS)
        await kiosk.key("2")
        assert kiosk.name == "Trial"
        await kiosk.scan("2012345678903")
        assert kiosk.name == "Trial"
        assert "2012345678903" in kiosk.shown
        assert "32 30 31 32" in kiosk.shown
        await kiosk.scan(HOSTILE)
        assert kiosk.app._exception is None
        assert ("<GS>" if console else "␝") in kiosk.shown
        assert kiosk.journal()[-1] == ("trial", HOSTILE, "test")
        await kiosk.key("f9")
        assert kiosk.name == "Explain"
        await kiosk.key("escape", "escape")
        assert kiosk.name == "Scanners"


# Store


@contextmanager
def slow(kiosk: Any, name: str) -> Iterator[threading.Event]:
    """Backups or checks go on only when the event is set."""
    go = threading.Event()
    job = getattr(kiosk.app.upkeep, name)
    told = job.told

    def held(done: float) -> bool:
        goes_on: bool = told(done)
        go.wait(20)
        return goes_on and not job.stopping

    job.told = held
    try:
        yield go
    finally:
        go.set()


@pytest.mark.parametrize("size", SIZES)
async def test_the_store_s_figures_and_its_backup_by_f5(station: Start, size: Any, tmp_path: Path) -> None:
    async with station(size) as kiosk:
        await visit(kiosk, Place.STORE)
        assert "none was made yet" in kiosk.words
        await kiosk.key("f5")
        assert "Backed up to" in kiosk.words
        (file,) = (tmp_path / "backups").iterdir()
        assert kiosk.app.upkeep.record.file == str(file)
        await kiosk.key("end")
        assert "200 parts, 346 stock items" in kiosk.words
        file.unlink()
        await kiosk.app._look_at_backups()
        await kiosk.key("home")
        await kiosk.until(lambda: ", but " in kiosk.words)


async def test_a_backup_shows_how_far_it_is_holds_up_no_scan_and_can_be_stopped(station: Start, tmp_path: Path) -> None:
    async with station((40, 15), toasts=True) as kiosk:
        await visit(kiosk, Place.STORE)
        with slow(kiosk, "backup") as go:
            kiosk.press("f5")
            await kiosk.until(lambda: "Backing up: " in kiosk.shown)
            kiosk.send("2012345678903")
            await kiosk.until(lambda: kiosk.app.vitals.waiting == 0 and kiosk.name == "QuickScan")
            kiosk.app.visit(Place.STORE)
            await kiosk.until(lambda: kiosk.name == "StorePage" and "Stop it" in kiosk.shown)
            kiosk.press("1")
            await kiosk.until(lambda: "Stopping" in kiosk.shown)
            go.set()
        await kiosk.settled()
        assert "was stopped" in kiosk.words
        assert list((tmp_path / "backups").iterdir()) == []


async def test_a_backup_that_ends_while_nobody_looks_is_told_by_a_toast(station: Start) -> None:
    async with station((80, 24), toasts=True) as kiosk:
        await visit(kiosk, Place.STORE)
        with slow(kiosk, "backup") as go:
            kiosk.press("f5")
            await kiosk.until(lambda: "Backing up: " in kiosk.shown)
            kiosk.press("escape")
            await kiosk.until(lambda: kiosk.name == "Menu")
            go.set()
            await kiosk.until(lambda: "Backed up to" in kiosk.words)


async def test_verify_finds_faults_and_lists_them_in_words(station: Start) -> None:
    def spoil(db: Any) -> None:
        db.execute_sql("UPDATE part SET search = 'old[/x]' WHERE number = 'IPA-99'")

    async with station((80, 24), prepare=spoil) as kiosk:
        await visit(kiosk, Place.STORE)
        await kiosk.key("2")
        assert "Verified: 1 fault." in kiosk.words
        assert "its search text" in kiosk.words or "search" in kiosk.words


async def test_verify_of_a_sound_store_says_so_and_scans_go_on_meanwhile(station: Start) -> None:
    async with station((80, 24)) as kiosk:
        await visit(kiosk, Place.STORE)
        with slow(kiosk, "check") as go:
            kiosk.press("2")
            await kiosk.until(lambda: "Verifying: " in kiosk.shown)
            kiosk.send("2012345678903")
            await kiosk.until(lambda: kiosk.app.vitals.waiting == 0 and kiosk.name == "QuickScan")
            go.set()
        await kiosk.settled()
        assert kiosk.app.upkeep.check.said == "Verified: no faults."


async def test_a_daily_backup_that_fails_is_told_on_the_menu_and_on_the_page(station: Start, tmp_path: Path) -> None:
    async with station((80, 24)) as kiosk:
        with backup_record.turn(tmp_path / "kiosk.db"):
            backup_record._write(
                tmp_path / "kiosk.db", Record(failed_at=1_796_000_000_000_000, failure="The disk is full[/x].")
            )
        await kiosk.app._look_at_backups()
        await kiosk.settled()
        assert "The daily backup fails" in kiosk.words
        await visit(kiosk, Place.STATION)
        assert "The disk is full[/x]" in kiosk.words
        await kiosk.key("3")
        assert "is tried again every quarter of an hour" in kiosk.words


# Rules


@pytest.mark.parametrize("size", SIZES)
async def test_a_rule_is_chosen_confirmed_and_counts_at_once(station: Start, size: Any) -> None:
    async with station(size) as kiosk:
        await visit(kiosk, Place.RULES)
        await kiosk.key("3")
        assert "Sell returned units" in kiosk.shown
        await kiosk.key("1")
        assert kiosk.frame.answer.tone is Tone.ASK
        await kiosk.scan("2012345678903")
        assert kiosk.frame.answer.tone is Tone.NO
        assert kiosk.name == "Rule"
        await kiosk.key("1")
        assert kiosk.frame.answer.tone is Tone.OK
        assert kiosk.app.opened.post.returned_available is True
        assert kiosk.app.intake._opened.post.returned_available is True
        await kiosk.key("escape")
        await kiosk.until(lambda: "yes, at once" in kiosk.words)


async def test_a_rule_is_typed_and_what_cant_be_is_refused_in_words(station: Start) -> None:
    async with station((40, 15)) as kiosk:
        await visit(kiosk, Place.RULES)
        await kiosk.key("5", "1")
        await kiosk.key(*"0", "enter")
        assert kiosk.frame.answer.tone is Tone.NO
        assert "1 to 36500" in kiosk.words
        await kiosk.key("1", *"30", "enter")
        assert kiosk.frame.answer.tone is Tone.ASK
        await kiosk.key("escape")
        assert kiosk.frame.answer.text == "Not changed"
        await kiosk.key("1", *"30", "enter", "1")
        assert "365 → 30, by Anna" in kiosk.words
        assert kiosk.store.look(settings.rules).journal_days == 30


async def test_another_station_s_change_is_learnt(station: Start) -> None:
    async with station((80, 24)) as kiosk:
        kiosk.store.call(settings.change, "code_prefix", "SHOP", "Bea")
        await visit(kiosk, Place.RULES)
        await kiosk.until(lambda: "SHOP" in kiosk.shown)
        await kiosk.app.learn()
        assert kiosk.app.opened.post.code_prefix == "SHOP"
        assert kiosk.app.intake._opened.post.code_prefix == "SHOP"


# Log


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("console", [False, True])
async def test_the_log_follows_its_end_and_shows_anything_safely(station: Start, size: Any, console: bool) -> None:
    log = paths.log()
    log.parent.mkdir(parents=True)
    at = "2026-11-30 14:00:00,123 77"
    log.write_bytes(b"".join(f"{at} INFO kiosk: entry {number}\n".encode() for number in range(40)))
    async with station(size, console=console) as kiosk:
        await visit(kiosk, Place.LOG)
        await kiosk.until(lambda: "entry 39" in kiosk.shown)
        with log.open("ab") as file:
            file.write(f"{at} ERROR kiosk: ".encode() + HOSTILE + b"\n")
        kiosk.frame.look()
        await kiosk.until(lambda: "[@click=app.quit]x[/x]" in kiosk.words)
        assert ("<ESC>" if console else "␛") in kiosk.words.replace(" ", "")
        await kiosk.key("home")
        with log.open("ab") as file:
            file.write(f"{at} INFO kiosk: at the end\n".encode())
        before = kiosk.frame._stamp
        kiosk.frame.look()
        await kiosk.until(lambda: kiosk.frame._stamp != before)
        await kiosk.painted()
        assert "at the end" not in kiosk.shown, "who reads further up is left there"
        await kiosk.key("end")
        assert "at the end" in kiosk.shown


async def test_a_log_that_is_not_there_is_told(station: Start) -> None:
    async with station((40, 15)) as kiosk:
        await visit(kiosk, Place.LOG)
        await kiosk.until(lambda: "can't be read" in kiosk.words)


# About, and a store in trouble


async def test_about_tells_this_run_and_where_its_files_are(station: Start) -> None:
    async with station((80, 24)) as kiosk:
        await visit(kiosk, Place.ABOUT)
        for text in ("Kiosk 0.", "bench-1", "SQLite 3.", "Anna (user anna)", "kiosk.log", "the defaults count"):
            assert text in kiosk.words


async def test_a_store_that_turns_out_damaged_is_told_on_the_menu_with_the_way_out(
    station: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = "The store kiosk.db is damaged (x). End all stations, then run `kiosk db restore /backups/kiosk-1.db`."

    async with station((40, 15)) as kiosk:

        def broken(db: Any, *args: Any) -> None:
            raise StoreError("damaged", why)

        monkeypatch.setattr("kiosk.flows.intake.take", broken)
        await kiosk.scan("2012345678903")
        assert kiosk.name == "Menu"
        assert "kiosk db restore" in kiosk.words
        assert "Quick scan" not in kiosk.words
        await kiosk.key("1")
        assert kiosk.name == "Menu"
        await kiosk.key("0")
        assert kiosk.name == "Leave"


async def test_figures_that_cant_be_read_are_told(station: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(db: Any, post: Any) -> None:
        raise StoreError("store", "The store has a fault (disk I/O error).")

    monkeypatch.setattr(upkeep, "store", broken)
    monkeypatch.setattr(upkeep, "run", broken)
    async with station((40, 15)) as kiosk:
        for place in (Place.STORE, Place.ABOUT):
            await visit(kiosk, place)
            await kiosk.key("end")
            assert "disk I/O error" in kiosk.words
            await kiosk.key("escape")


@pytest.mark.parametrize("console", [False, True])
async def test_hostile_texts_of_the_store_are_shown_and_not_obeyed(station: Start, console: bool) -> None:
    hostile = "[@click=app.quit]x[/x]\x1b[2J\x9b\u202e\x1d"

    def poison(db: Any) -> None:
        settings.change(db, "journal_days", 30, hostile)
        db.execute_sql("UPDATE setting SET changed_by = ?", (hostile,))

    async with station((40, 15), console=console) as kiosk:
        kiosk.store.call(poison)
        kiosk.store.call(lambda db: db.execute_sql("UPDATE run SET os_user = ?, tty = ?", (hostile, hostile)))
        kiosk.scanners.deliver(ScannerState("bench", Condition.FAULT, hostile))
        for place in (Place.RULES, Place.ABOUT, Place.SCANNERS, Place.STATION):
            await visit(kiosk, place)
            for _ in range(3):
                shown = "".join(kiosk.lines)
                assert shown.isprintable(), [char for char in shown if not char.isprintable()]
                assert not [
                    segment
                    for strip in kiosk.app.screen._compositor.render_strips()
                    for segment in strip
                    if segment.style and segment.style.meta.get("@click")
                ]
                await kiosk.key("pagedown")
            if place is Place.RULES:
                await kiosk.key("5")
                assert "".join(kiosk.lines).isprintable()
                assert "30, by [@click=app.quit]x[/x]" in kiosk.words
                await kiosk.key("escape")
            await kiosk.key("escape")
