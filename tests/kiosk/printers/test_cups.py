"""A queue of CUPS by `lp`: a script of that name stands for it. CUPS itself is not run here."""

import os
from pathlib import Path

import pytest

from kiosk.printers.cups import Cups
from kiosk.printers.printer import PrinterAway


@pytest.fixture
def lp(tmp_path, monkeypatch):
    """Makes an `lp` of this script the only one, beside the system's own commands."""

    def make(script: str) -> Path:
        file = tmp_path / "lp"
        file.write_text(f"#!/bin/sh\ncd {tmp_path}\n{script}\n")
        file.chmod(0o755)
        return tmp_path

    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return make


def cups(**kwargs):
    return Cups("office", **{"raw": False, "stopped": lambda: False, **kwargs})


def test_the_bytes_and_the_queue_are_handed_on(lp):
    folder = lp('echo "$@" > words; cat > data')
    cups(raw=True).send(b"^XA\x00\xff")
    assert (folder / "words").read_text() == "-d office -o raw -\n"
    assert (folder / "data").read_bytes() == b"^XA\x00\xff"
    cups().send(b"%PDF")
    assert (folder / "words").read_text() == "-d office -\n"


def test_what_lp_complains_of_is_told(lp):
    lp("cat > /dev/null; echo 'lp: The printer or class does not exist.' >&2; exit 1")
    with pytest.raises(PrinterAway, match="office: lp: The printer or class does not exist"):
        cups().send(b"x")


def test_one_that_reads_nothing_and_fails_is_told(lp):
    lp("printf 'no \\033[31mserver\\n' >&2; exit 1")
    with pytest.raises(PrinterAway, match="no ␛") as caught:
        cups().send(b"x" * 1_000_000)
    assert str(caught.value).isprintable()


def test_one_that_hangs_is_ended(lp):
    lp("exec sleep 60")
    with pytest.raises(PrinterAway, match="did not end"):
        cups(patience=0.3).send(b"x" * 1_000_000)


def test_the_end_of_the_station_does_not_wait_for_it(lp):
    lp("exec sleep 60")
    with pytest.raises(PrinterAway, match="station ends"):
        cups(stopped=lambda: True).send(b"x")


def test_without_lp_one_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrinterAway, match="cups-client"):
        cups().send(b"x")
