"""The end of the log: entries with their lines, whatever stands in them, and only so many."""

from pathlib import Path

import pytest

from kiosk import log_tail
from kiosk.log_tail import Entry, tail


def entry(text: str, level: str = "INFO", at: str = "2026-11-30 14:00:00") -> str:
    return f"{at},123 77 {level} kiosk: {text}\n"


def test_an_entry_has_its_time_its_level_and_all_its_lines(tmp_path: Path) -> None:
    log = tmp_path / "kiosk.log"
    log.write_text(entry("started") + entry("fault", "ERROR") + "Traceback:\n  File x\n" + entry("on", "WARNING"))
    assert tail(log) == (
        Entry("2026-11-30 14:00:00", "INFO", ("kiosk: started",)),
        Entry("2026-11-30 14:00:00", "ERROR", ("kiosk: fault", "Traceback:", "  File x")),
        Entry("2026-11-30 14:00:00", "WARNING", ("kiosk: on",)),
    )


def test_the_readers_entries_have_no_process_number(tmp_path: Path) -> None:
    (tmp_path / "kiosk.log").write_text("2026-11-30 14:00:00,123 INFO reader: scanner gun: ready\n")
    assert tail(tmp_path / "kiosk.log") == (Entry("2026-11-30 14:00:00", "INFO", ("reader: scanner gun: ready",)),)


def test_what_is_no_entry_is_told_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "kiosk.log").write_bytes(b"\xff\x1b[2J last words\n" + entry("x").encode())
    assert tail(tmp_path / "kiosk.log")[0] == Entry("", "", ("\\xff\x1b[2J last words",))


def test_of_a_long_log_only_the_end_is_read(tmp_path: Path) -> None:
    log = tmp_path / "kiosk.log"
    log.write_text("".join(entry(f"entry {number:06}") for number in range(5000)))
    entries = tail(log)
    assert len(entries) == log_tail.ENTRIES
    assert entries[-1].lines == ("kiosk: entry 004999",)
    log.write_text("x" * 200_000 + "\n" + entry("after a line without end"))
    assert tail(log)[-1].lines == ("kiosk: after a line without end",)


def test_a_log_that_has_just_begun_anew_goes_on_from_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "kiosk.log.1").write_text(entry("older"))
    (tmp_path / "kiosk.log").write_text(entry("newer"))
    assert [one.lines[0] for one in tail(tmp_path / "kiosk.log")] == ["kiosk: older", "kiosk: newer"]


def test_an_empty_log_has_no_entries_and_a_missing_one_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "kiosk.log").touch()
    assert tail(tmp_path / "kiosk.log") == ()
    with pytest.raises(OSError, match="nowhere"):
        tail(tmp_path / "nowhere")
