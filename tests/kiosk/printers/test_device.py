"""A printer that is a file: FIFOs stand for devices, since both take bytes only while somebody reads."""

import errno
import fcntl
import os
import select
import threading
import time
from pathlib import Path

import pytest

from kiosk.printers.device import Device
from kiosk.printers.printer import PrinterAway

LARGE = b"^XA" * 200_000  # more than a pipe holds


def device(path: Path, **kwargs: float) -> Device:
    return Device(str(path), lambda: False, **kwargs)


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    path = tmp_path / "lp0"
    os.mkfifo(path)
    return path


def test_all_bytes_arrive_however_few_are_taken_at_a_time(fifo):
    got = []
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)

    def drain() -> None:
        select.select([reader], [], [])  # before somebody writes a FIFO is at its end
        while some := os.read(reader, 1000):
            got.append(some)

    thread = threading.Thread(target=drain)
    thread.start()
    device(fifo).send(LARGE)
    thread.join()
    os.close(reader)
    assert b"".join(got) == LARGE


def test_one_that_nobody_reads_is_away(fifo):
    with pytest.raises(PrinterAway, match="no printer at"):
        device(fifo).send(b"x")


def test_one_that_is_not_there_is_away_and_no_file_is_made_in_its_place(tmp_path):
    with pytest.raises(PrinterAway, match="no printer at"):
        device(tmp_path / "lp0").send(b"x")
    assert list(tmp_path.iterdir()) == []


def test_one_that_takes_no_more_is_given_up(fifo):
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(PrinterAway, match="takes no data"):
        device(fifo, patience=0.05).send(LARGE)
    os.close(reader)


def test_one_that_has_not_passed_on_what_it_took_is_not_closed(fifo):
    """The kernel's driver of USB printers drops at close what is under way; a full FIFO is as busy as that."""
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    full = b"x" * fcntl.fcntl(reader, fcntl.F_GETPIPE_SZ)
    with pytest.raises(PrinterAway, match="takes no data"):
        device(fifo, patience=0.05).send(full)
    assert os.read(reader, len(full)) == full
    device(fifo, patience=0.05).send(full[1:4097])
    os.close(reader)


def test_the_end_of_the_station_does_not_wait_for_it(fifo):
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    stopping = threading.Event()
    threading.Timer(0.1, stopping.set).start()
    began = time.monotonic()
    with pytest.raises(PrinterAway, match="station ends"):
        Device(str(fifo), stopping.is_set).send(LARGE)
    os.close(reader)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("code", "told"),
    [(errno.ENOSPC, "out of paper"), (errno.EIO, "Input/output error"), (errno.EBUSY, "Another program")],
)
def test_a_fault_while_it_prints_is_told(tmp_path, monkeypatch, code, told):
    def fail(file: int, data: object) -> int:
        raise OSError(code, os.strerror(code))

    path = tmp_path / "lp0"
    path.touch()
    monkeypatch.setattr(os, "write", fail)
    with pytest.raises(PrinterAway, match=told):
        device(path).send(b"x")


def test_a_disk_that_is_full_is_told_as_a_printer_without_paper():
    with pytest.raises(PrinterAway, match="out of paper"):
        device(Path("/dev/full")).send(b"x")
