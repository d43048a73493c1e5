"""The log goes to one owner-only file that rotates, and never to the terminal."""

import logging
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


def test_records_of_the_level_go_to_a_file_for_the_owner_only(tmp_path):
    file = tmp_path / "state" / "kiosk" / "kiosk.log"
    log.start(file, "warning")
    logging.getLogger("kiosk.some").warning("kept %s", "\udcff")
    logging.getLogger("kiosk.some").info("not kept")
    text = file.read_text()
    assert "WARNING kiosk.some: kept \\udcff" in text
    assert "not kept" not in text
    assert (mode(file), mode(file.parent)) == (0o600, 0o700)


def test_the_file_rotates_and_old_ones_are_owner_only_too(tmp_path, monkeypatch):
    monkeypatch.setattr(log, "SIZE", 1000)
    log.start(tmp_path / "kiosk" / "kiosk.log", "info")
    for number in range(100):
        logging.getLogger("kiosk").info("record %d", number)
    files = sorted((tmp_path / "kiosk").iterdir())
    assert [file.name for file in files] == ["kiosk.log", "kiosk.log.1", "kiosk.log.2", "kiosk.log.3"]
    assert {mode(file) for file in files} == {0o600}


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
