"""The reader as a process: how it ends, what it imports, and that it keeps quiet."""

import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from drivers import wire
from kiosk.config import HidConfig, LogConfig, SerialConfig, SoundConfig
from kiosk.scan import Condition, ScannerState

READER = [sys.executable, "-P", "-m", "drivers"]


class Process:
    """A reader and the station's end of its socket."""

    def __init__(self):
        self.station, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.station.settimeout(20)
        with theirs:
            arguments = [*READER, "--socket", str(theirs.fileno())]
            self.process = subprocess.Popen(
                arguments, pass_fds=[theirs.fileno()], stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )

    def set_up(self, *scanners, level="info"):
        self.station.send(wire.encode(wire.Setup(scanners, SoundConfig(speaker=False), LogConfig(level=level))))

    def message(self):
        return wire.decode_message(self.station.recv(wire.LARGEST))

    def until(self, condition, *names):
        """Wait until all these scanners are in a condition."""
        waiting = set(names)
        while waiting:
            message = self.message()
            if isinstance(message, ScannerState) and message.condition is condition:
                waiting.discard(message.device)

    def end(self):
        """Its exit status, and what it wrote to its standard output and error."""
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, out, err.decode()


@pytest.fixture
def reader():
    one = Process()
    yield one
    one.station.close()
    one.process.kill()
    one.process.communicate()


@pytest.fixture
def desk(scanner):
    return scanner()


def test_it_ends_when_the_station_closes_its_end(reader, desk):
    reader.set_up(SerialConfig(name="desk", port=desk.port))
    reader.until(Condition.READY, "desk")
    reader.station.close()
    status, out, err = reader.end()
    assert (status, out) == (0, b"")
    assert "Traceback" not in err


def test_it_ends_when_there_never_was_a_station(reader):
    reader.station.close()
    assert reader.end()[0] == 0


def test_sigterm_lets_the_devices_go_and_reports_a_half_code(reader, desk):
    reader.set_up(SerialConfig(name="desk", port=desk.port))
    reader.until(Condition.READY, "desk")
    desk.write(b"A\rHALF")
    assert reader.message().raw == b"A"  # read in one go with the half
    reader.process.send_signal(signal.SIGTERM)
    assert reader.message().raw == b"HALF"
    assert reader.end()[0] == 0


def test_ctrl_c_is_the_stations_to_handle(reader, desk):
    reader.set_up(SerialConfig(name="desk", port=desk.port))
    reader.until(Condition.READY, "desk")
    reader.process.send_signal(signal.SIGINT)
    desk.write(b"A\r")
    assert reader.message().raw == b"A"


def test_the_same_port_twice_is_held_once(reader, desk):
    reader.set_up(SerialConfig(name="a", port=desk.port), SerialConfig(name="b", port=desk.port))
    reader.until(Condition.BUSY, "b")
    reader.until(Condition.READY, "a")


def test_a_device_that_fails_takes_no_other_one_down(reader, desk, tmp_path):
    broken = tmp_path / "file"
    broken.touch()
    reader.set_up(SerialConfig(name="broken", port=str(broken)), SerialConfig(name="desk", port=desk.port))
    reader.until(Condition.FAULT, "broken")
    reader.until(Condition.READY, "desk")
    desk.write(b"A\r")
    assert reader.message().raw == b"A"


def test_an_order_that_makes_no_sense_ends_it_with_a_traceback_in_the_log(reader):
    reader.station.send(b"nonsense")
    status, out, err = reader.end()
    assert (status, out) == (1, b"")
    assert "Traceback" in err


def test_codes_do_not_get_into_the_log(reader, desk):
    reader.set_up(SerialConfig(name="desk", port=desk.port))
    reader.until(Condition.READY, "desk")
    desk.write(b"SECRET\r")
    assert reader.message().raw == b"SECRET"
    reader.station.close()
    assert "SECRET" not in reader.end()[2]


@pytest.mark.parametrize(("level", "told"), [("info", True), ("warning", False)])
def test_it_logs_what_the_configured_level_asks_for(reader, desk, level, told):
    reader.set_up(SerialConfig(name="desk", port=desk.port), level=level)
    reader.until(Condition.READY, "desk")
    reader.station.close()
    assert ("scanner desk: ready" in reader.end()[2]) is told


def test_a_stopped_reader_goes_on_where_it_was(reader, desk):
    reader.set_up(SerialConfig(name="desk", port=desk.port))
    reader.until(Condition.READY, "desk")
    reader.process.send_signal(signal.SIGSTOP)
    desk.write(b"A\rB\rC\r")
    reader.process.send_signal(signal.SIGCONT)
    assert [reader.message().raw for _ in range(3)] == [b"A", b"B", b"C"]


@pytest.mark.parametrize("arguments", [[], ["--socket"], ["--socket", "x"], ["--help"]])
def test_started_by_hand_it_says_who_starts_it(arguments):
    done = subprocess.run([*READER, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "started by the station" in done.stderr


@pytest.mark.parametrize(
    ("config", "imported"), [(SerialConfig(name="a", port="/nowhere/tty"), "serial"), (HidConfig(name="a"), "evdev")]
)
def test_only_the_drivers_that_are_configured_are_imported(config, imported):
    """Measured in a process that opens what the config names, as the reader does."""
    code = (
        "import sys, selectors; from drivers import reader, __main__, slot; from kiosk.config import *\n"
        f"slot.Slot({config!r}, selectors.DefaultSelector()).open(())\n"
        "print(*{'textual', 'rich', 'peewee', 'serial', 'evdev'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [imported]


def test_an_idle_reader_sleeps(reader, desk, tmp_path):
    reader.set_up(SerialConfig(name="desk", port=desk.port), SerialConfig(name="away", port="/nowhere/tty"))
    reader.until(Condition.AWAY, "away")
    reader.until(Condition.READY, "desk")
    assert not select.select([reader.station], [], [], 0)[0]
    (tmp_path / "change").touch()  # which makes it try the one that is away
    ticks = cpu_ticks(reader.process.pid)
    assert not select.select([reader.station], [], [], 0.5)[0]
    assert cpu_ticks(reader.process.pid) - ticks <= 2


def cpu_ticks(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def test_the_socket_is_not_inherited_by_what_the_station_starts(reader):
    assert not os.get_inheritable(reader.station.fileno())
