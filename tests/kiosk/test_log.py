"""The log goes to one owner-only file that rotates, and never to the terminal."""

import fcntl
import logging
import os
import warnings

import pytest

from kiosk import log


@pytest.fixture(autouse=True)
def _stopped():
    level = logging.getLogger().level
    yield
    log.stop()
    logging.getLogger().setLevel(level)


def mode(path):
    return path.stat().st_mode & 0o777


def test_records_of_the_level_go_to_a_file_for_the_owner_only(tmp_path, monkeypatch):
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # pytest's own can't send half a character on
    file = tmp_path / "state" / "kiosk" / "kiosk.log"
    log.start(file, "warning")
    logging.getLogger("kiosk.some").warning("kept %s", "\udcff")
    logging.getLogger("kiosk.some").info("not kept")
    log.stop()
    text = file.read_text()
    assert "WARNING kiosk.some: kept \\udcff" in text
    assert "not kept" not in text
    assert (mode(file), mode(file.parent)) == (0o600, 0o700)


def test_what_no_one_asked_a_library_for_is_not_in_the_log(tmp_path, monkeypatch):
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    log.start(tmp_path / "kiosk.log", "debug")
    logging.getLogger("pyBarcode").info("Pillow not found. Image output disabled")
    logging.getLogger("pyBarcode").warning("something is wrong")
    log.stop()
    assert "Pillow" not in (tmp_path / "kiosk.log").read_text()
    assert "something is wrong" in (tmp_path / "kiosk.log").read_text()


def test_the_file_rotates_and_old_ones_are_owner_only_too(tmp_path, monkeypatch):
    monkeypatch.setattr(log, "SIZE", 1000)
    log.start(tmp_path / "kiosk" / "kiosk.log", "info")
    for number in range(100):
        logging.getLogger("kiosk").info("record %d", number)
    files = sorted((tmp_path / "kiosk").iterdir())
    assert [file.name for file in files] == ["kiosk.log", "kiosk.log.1", "kiosk.log.2", "kiosk.log.3"]
    assert {mode(file) for file in files} == {0o600}


def test_who_writes_by_a_handle_of_his_own_is_not_left_behind_in_an_old_file(tmp_path, monkeypatch):
    monkeypatch.setattr(log, "SIZE", 1000)
    file = tmp_path / "kiosk" / "kiosk.log"
    log.start(file, "info")
    reader = os.open(file, os.O_WRONLY | os.O_APPEND)  # as the station opens it for the reader
    for number in range(20):
        logging.getLogger("kiosk").info("record %d", number)
        os.write(reader, b"of the reader %d\n" % number)
    os.close(reader)
    logging.getLogger("kiosk").info("the last")
    assert "of the reader 19" in file.read_text()
    kept = "".join(path.read_text() for path in sorted(file.parent.iterdir(), reverse=True))
    assert [line for line in kept.splitlines() if "reader" in line] == [f"of the reader {n}" for n in range(20)]


def test_of_two_that_find_the_log_full_at_once_only_one_empties_it(tmp_path):
    file = tmp_path / "kiosk.log"
    one, other = (log._QuietFile(file, maxBytes=1000, backupCount=3) for _ in range(2))
    file.write_text("x" * 1000)
    record = logging.makeLogRecord({"msg": "full"})
    assert one.shouldRollover(record)
    assert other.shouldRollover(record)
    with file.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        one.doRollover()
    assert file.stat().st_size == 1000  # whoever holds the lock is at it
    one.doRollover()
    other.doRollover()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kiosk.log", "kiosk.log.1"]
    assert (file.stat().st_size, (tmp_path / "kiosk.log.1").stat().st_size) == (0, 1000)
    one.close()
    other.close()


def test_an_old_log_that_can_not_be_written_leaves_the_log_going(tmp_path, monkeypatch):
    monkeypatch.setattr(log, "SIZE", 200)
    file = tmp_path / "kiosk" / "kiosk.log"
    log.start(file, "info")
    (file.parent / "kiosk.log.new").mkdir()
    for number in range(10):
        logging.getLogger("kiosk").info("record %d", number)
    assert [f"record {number}" in file.read_text() for number in range(10)] == [True] * 10


def test_without_a_file_records_go_nowhere_and_not_to_the_terminal(capfd):
    log.start(None, "info")
    logging.getLogger("kiosk").error("lost")
    assert capfd.readouterr() == ("", "")


def test_a_log_that_is_started_again_has_each_record_once(tmp_path):
    for name in ("a.log", "b.log"):
        log.start(tmp_path / "kiosk" / name, "info")
    logging.getLogger("kiosk").info("a record")
    assert (tmp_path / "kiosk" / "a.log").read_text() == ""
    assert (tmp_path / "kiosk" / "b.log").read_text().count("a record") == 1


def test_a_full_disk_stops_the_log_and_writes_nothing_to_the_terminal(tmp_path, capfd):
    (tmp_path / "kiosk").mkdir()
    (tmp_path / "kiosk" / "kiosk.log").symlink_to("/dev/full")
    log.start(tmp_path / "kiosk" / "kiosk.log", "info")
    logging.getLogger("kiosk").error("lost")
    assert capfd.readouterr() == ("", "")


def test_a_log_that_can_not_be_opened_is_told_and_still_never_goes_to_the_terminal(tmp_path, capfd):
    (tmp_path / "kiosk").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="kiosk"):
        log.start(tmp_path / "kiosk" / "kiosk.log", "info")
    logging.getLogger("kiosk").error("lost")
    assert capfd.readouterr() == ("", "")


def test_warnings_of_libraries_are_logged_too(tmp_path):
    log.start(tmp_path / "kiosk" / "kiosk.log", "info")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn("old interface", UserWarning, stacklevel=1)
    assert "old interface" in (tmp_path / "kiosk" / "kiosk.log").read_text()
