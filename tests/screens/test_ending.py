"""However the station ends, the terminal is as it was: the real program on a real pseudo-terminal."""

import contextlib
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = """
import logging, sys
from kiosk.config import Config
from kiosk.flows.menu import Waiting
from kiosk.page import Page
from kiosk.post import Post
from screens.run import run
from screens.parts import Opened, Parts

logging.basicConfig(filename=sys.argv[1])

class Gate:
    async def run(self, fn, *args): raise RuntimeError("secret of the store")
    read = run

class Apart:
    async def read(self, fn, *args): pass  # a sound store

class Lists:
    async def read(self, fn, *args): return Waiting(Page((), 0), 0, 0)

class NoScanners:
    names = ("bench",)
    def attach(self, deliver): pass
    def sound(self, tone): pass
    async def stop(self): print("reader stopped", file=open(sys.argv[1], "a"))

close = lambda: print("store closed", file=open(sys.argv[1], "a"))
opened = Opened(Gate(), Post(1, 1, "Anna"), close, Lists(), Apart(), None)
try:
    run(Parts(Config(), lambda: opened, NoScanners()))
except Exception:
    logging.exception("raised")
    sys.exit(70)
"""
PATIENCE = 30.0


class Program:
    """The station on a pty of its own."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.master, self.slave = pty.openpty()
        termios.tcsetwinsize(self.slave, (24, 80))
        self.before = termios.tcgetattr(self.slave)
        self.output = b""
        env = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(log)],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env=env,
            start_new_session=True,
        )
        os.set_blocking(self.master, False)

    def read(self) -> None:
        with contextlib.suppress(BlockingIOError, OSError):
            while data := os.read(self.master, 65536):
                self.output += data

    def until(self, text: bytes) -> None:
        deadline = time.monotonic() + PATIENCE
        while text not in self.output:
            assert time.monotonic() < deadline, self.output[-2000:]
            assert self.process.poll() is None, self.output[-2000:]
            self.read()
            time.sleep(0.01)

    def type(self, keys: bytes) -> None:
        """Type as a person does."""
        for key in keys:
            os.write(self.master, bytes([key]))
            time.sleep(0.05)  # less would be a scanner's burst

    def ended(self) -> int:
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < deadline, self.output[-2000:]
            self.read()
            time.sleep(0.01)
        self.read()
        return self.process.returncode

    def is_restored(self) -> bool:
        """Main screen, cursor shown, keyboard as before."""
        end = self.output[-400:]
        return b"\x1b[?1049l" in end and b"\x1b[?25h" in end and termios.tcgetattr(self.slave) == self.before


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    started = Program(tmp_path / "kiosk.log")
    yield started
    started.process.kill()
    started.process.wait()
    for descriptor in (started.master, started.slave):
        with contextlib.suppress(OSError):
            os.close(descriptor)


READY = b"store ready"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_good_order(program: Program, number: int) -> None:
    program.until(READY)
    program.process.send_signal(number)
    assert program.ended() == 0
    assert program.is_restored()
    assert "reader stopped" in program.log.read_text()
    assert "store closed" in program.log.read_text()


def test_leaving_by_keys_ends_with_zero(program: Program) -> None:
    program.until(READY)
    program.type(b"0")
    program.until(b"QUESTION")
    program.type(b"1")
    assert program.ended() == 0
    assert program.is_restored()


def test_a_crash_is_raised_with_its_cause_and_paints_nothing(program: Program) -> None:
    program.until(READY)
    os.write(program.master, b"\x1bOQ")  # F2
    program.until(b"Type a code")
    program.type(b"x\r")
    assert program.ended() == 70
    assert program.is_restored()
    assert b"Traceback" not in program.output
    assert b"secret of the store" not in program.output
    log = program.log.read_text()
    assert "RuntimeError: secret of the store" in log
    assert "the station was stopped by a fault" in log
    assert "reader stopped" in log
    assert "store closed" in log


def test_a_terminal_that_hangs_up_ends_it(program: Program) -> None:
    program.until(READY)
    os.close(program.slave)
    os.close(program.master)
    program.process.send_signal(signal.SIGHUP)  # the kernel sends it to the controlling process only
    assert program.process.wait(PATIENCE) == 0
    assert "store closed" in program.log.read_text()


def test_bytes_that_are_not_utf8_are_no_fault(program: Program) -> None:
    """A wedge that types Latin-1, as keys; the station must go on."""
    program.until(READY)
    os.write(program.master, b"M\xfcller\xe9\xff0\r")
    program.until(b"typing as a keyboard")
    program.process.send_signal(signal.SIGTERM)
    assert program.ended() == 0
