"""One serial port on a real pseudo-terminal, driven by hand: no loop, no process, no clock to wait for."""

import fcntl
import os
import select
import termios
from itertools import count
from pathlib import Path

import pytest

from drivers import serial_port
from drivers.framing import LIMIT
from kiosk.barcodes import gs1
from kiosk.config import SerialConfig
from kiosk.errors import DeviceError
from kiosk.scan import Condition, Scan, ScannerState, Torn, TornBy


@pytest.fixture
def pty(scanner):
    return scanner()


@pytest.fixture
def opened(pty):
    """Opens the pty's port by a config."""
    ports = []

    def open_port(**keys):
        ports.append(serial_port.open(SerialConfig(name="desk", port=pty.port, **keys), (), count(1)))
        return ports[-1]

    yield open_port
    for port in ports:
        port.close()


@pytest.fixture
def ready(opened):
    """Opens it and lets the silence after opening pass."""

    def open_port(**keys):
        port = opened(**keys)
        assert port.expire(port.deadline()) == [ScannerState("desk", Condition.READY, port.node)]
        return port

    return open_port


def read(port):
    """What the port says to what has been written: waits for its bytes, not for a time."""
    assert select.select([port], [], [], 10)[0]
    return port.read()


def read_until(port, bytes_held):
    """Read until the port has taken that many bytes."""
    messages = read(port)
    while len(port._framer._buffer) < bytes_held:
        messages += read(port)
    return messages


def refused(config, taken=()):
    with pytest.raises(DeviceError) as caught:
        serial_port.open(config, taken, count(1))
    return caught.value


@pytest.mark.parametrize(
    ("keys", "sent", "raw", "symbology"),
    [
        ({}, b"4006381333931\r", b"4006381333931", ""),
        ({"terminator": "crlf"}, b"A\r\n", b"A", ""),
        ({"terminator": "lf"}, b"A\n", b"A", ""),
        ({"terminator": "etx", "stx": True}, b"\x00\x02A\x03", b"A", ""),
        ({}, b"]C101\x1d\x00\xff\x11\x13\r", b"01\x1d\x00\xff\x11\x13", "C1"),
        ({"aim": False}, b"]C101\r", b"]C101", ""),
        ({"prefix": "<", "suffix": ">"}, b"<A>\r", b"A", ""),
        ({}, b"\xff\xfe\x80\r", b"\xff\xfe\x80", ""),
        ({}, b"\x03\x04\x1a\x1c\x7f\r", b"\x03\x04\x1a\x1c\x7f", ""),  # what a terminal would obey
        ({}, b"A\nB\r", b"A\nB", ""),
        ({}, b"x" * LIMIT + b"\r", b"x" * LIMIT, ""),
    ],
)
def test_a_code_is_read_as_it_was_sent(pty, ready, keys, sent, raw, symbology):
    port = ready(**keys)
    writer = pty.write_in_background(sent)
    messages = read(port)
    while not messages:
        messages = read(port)
    writer.join()
    assert [(one.raw, one.symbology) for one in messages] == [(raw, symbology)]
    assert messages[0].at > messages[0].mono // 1000  # UTC in microseconds, not the monotonic clock


def test_messages_are_numbered_over_codes_and_torn_ones(pty, ready):
    port = ready()
    pty.write(b"A\r" + b"x" * LIMIT + b"x\rB\r")
    messages = []
    while len(messages) < 3:
        messages += read(port)
    assert [(type(one), one.seq) for one in messages] == [(Scan, 1), (Torn, 2), (Scan, 3)]
    assert messages[1].why is TornBy.TOO_LONG
    assert messages[1].raw == b"x" * LIMIT


def test_without_terminators_a_silence_ends_the_code(pty, ready):
    port = ready(terminator="none", silence_ms=50)
    assert port.deadline() is None
    pty.write(b"A\r\nB")
    assert read_until(port, 4) == []
    deadline = port.deadline()
    assert port.expire(deadline - 1) == []
    [scan] = port.expire(deadline)
    assert scan.raw == b"A\r\nB"
    assert port.deadline() is None


@pytest.mark.parametrize("tail", [b"ILL\r", b"\r"])
def test_the_tail_of_a_code_that_was_under_way_at_opening_is_torn(pty, opened, tail):
    port = opened()
    assert port.opening
    pty.write(tail + b"WHOLE\r")
    messages = []
    while len(messages) < 3:
        messages += read(port)
    assert [(one.raw, one.why) for one in messages if isinstance(one, Torn)] == [(tail[:-1], TornBy.OPENED)]
    assert [one.raw for one in messages if isinstance(one, Scan)] == [b"WHOLE"]
    assert messages[-1] == ScannerState("desk", Condition.READY, pty.node)
    assert not port.opening


def test_a_tail_without_terminator_ends_by_a_silence(pty, opened):
    port = opened()
    pty.write(b"ILL")
    assert read_until(port, 3) == []
    torn, state = port.expire(port.deadline())
    assert (torn.raw, torn.why) == (b"ILL", TornBy.OPENED)
    assert state.condition is Condition.READY


def test_the_silence_after_opening_is_80_ms_however_short_that_of_a_code_is(opened):
    port = opened(silence_ms=5)
    assert port.expire(port.deadline() - 1) == []
    assert port.deadline() - port._last == 80_000_000


def test_halves_that_seconds_lie_between_are_never_joined(pty, ready, monkeypatch):
    monkeypatch.setattr(serial_port, "STALL", 1)  # ns: as if seconds lay between any two reads
    port = ready()
    pty.write(b"HALF")
    read_until(port, 4)
    pty.write(b"CODE\r")
    messages = read(port)
    assert [(one.raw, one.why) for one in messages] == [(b"HALF", TornBy.BROKEN_OFF), (b"CODE", TornBy.BROKEN_OFF)]
    pty.write(b"NEXT\r")
    assert [one.raw for one in read(port)] == [b"NEXT"]


def test_a_scanner_that_sends_another_terminator_is_told_off_at_every_code(pty, ready):
    port = ready(terminator="lf")
    for code in (b"FIRST\r", b"SECOND\r"):
        pty.write(code)
        read_until(port, len(code))
        assert port.deadline() - port._last == serial_port.STALL
        assert port.expire(port.deadline() - 1) == []
        [torn] = port.expire(port.deadline())
        assert (torn.raw, torn.why) == (code, TornBy.BROKEN_OFF)
        assert port.deadline() is None


def test_a_scanner_that_never_pauses_is_read_a_piece_at_a_time(pty, ready, monkeypatch):
    port = ready()
    read_really = os.read

    def read_while_more_comes(fd, size):
        data = read_really(fd, size)
        pty.write(b"A\r")
        assert select.select([port], [], [], 10)[0]
        return data

    pty.write(b"A\r")
    assert select.select([port], [], [], 10)[0]
    monkeypatch.setattr(os, "read", read_while_more_comes)
    assert [one.raw for one in port.read()] == [b"A"]


def test_a_code_that_substitutions_make_longer_than_the_limit_is_torn(pty, ready):
    port = ready(substitutions={"a": "b" * LIMIT})
    pty.write(b"aa\rA\r")
    torn, scan = read(port)
    assert (torn.raw, torn.why, torn.seq) == (b"aa", TornBy.TOO_LONG, 1)
    assert (scan.raw, scan.seq) == (b"A", 2)


@pytest.mark.parametrize("sent", ["|", "<GS>", "↔", "\x1d"])
def test_what_a_scanner_sends_for_the_separator_of_gs1_codes_is_set_with_it(pty, ready, sent):
    port = ready(substitutions={sent: "\x1d"})
    pty.write(f"]C1010950110153000310AB{sent}21S-7\r".encode())
    [scan] = read(port)
    found = gs1.read(scan.raw.decode(), scan.symbology)
    assert (scan.symbology, found.gtin14, found.batch, found.serials) == ("C1", "09501101530003", "AB", ("S-7",))


def test_unplugged_in_the_middle_of_a_code(pty, ready):
    port = ready()
    pty.write(b"A\rHALF")
    messages = read_until(port, 4)
    pty.unplug()
    with pytest.raises(OSError, match=r"."):
        read(port)
    messages += port.close()
    assert [(one.raw, getattr(one, "why", None)) for one in messages] == [(b"A", None), (b"HALF", TornBy.UNPLUGGED)]


def test_unplugged_between_two_codes_nothing_is_torn(pty, ready):
    port = ready()
    pty.write(b"A\r\n")
    read(port)
    pty.unplug()
    assert port.close() == []


def test_a_port_is_ours_alone(pty, ready):
    ready()
    assert refused(SerialConfig(port=pty.port)).condition == Condition.BUSY


def test_a_port_that_another_program_has_locked_is_busy_until_it_lets_go(pty, opened):
    fd = os.open(pty.port, os.O_RDWR | os.O_NOCTTY)
    fcntl.flock(fd, fcntl.LOCK_EX)
    assert refused(SerialConfig(port=pty.port)).condition == Condition.BUSY
    os.close(fd)
    opened()


def test_a_node_that_another_scanner_of_this_reader_holds_is_busy(pty):
    error = refused(SerialConfig(port=pty.port), taken=[pty.node])
    assert (error.condition, error.detail) == (Condition.BUSY, pty.node)


def test_a_port_that_does_not_exist_is_away(tmp_path):
    error = refused(SerialConfig(port=str(tmp_path / "none")))
    assert (error.condition, error.detail) == (Condition.AWAY, f"{tmp_path}/none: ENOENT")


def test_a_file_that_is_no_terminal_is_a_fault(tmp_path):
    path = tmp_path / "file"
    path.touch()
    assert refused(SerialConfig(port=str(path))).condition == Condition.FAULT


def test_settings_that_the_port_cannot_have_are_a_fault_that_names_them(pty):
    error = refused(SerialConfig(port=pty.port, bits=7, parity="even"))  # a pseudo-terminal can't
    assert error.condition == Condition.FAULT
    assert "9600 7E1" in error.detail
    assert pty.port in error.detail


@pytest.mark.parametrize(
    ("keys", "flags"),
    [
        ({"flow": "none"}, (0, 0)),
        ({"flow": "xon-xoff"}, (termios.IXON | termios.IXOFF, 0)),
        ({"flow": "rts-cts"}, (0, termios.CRTSCTS)),
        ({"stop_bits": 2}, (0, termios.CSTOPB)),
    ],
)
def test_the_line_is_set_as_the_config_says(pty, opened, keys, flags):
    slave = os.open(pty.port, os.O_RDWR | os.O_NOCTTY)
    before = termios.tcgetattr(slave)
    before[0] |= termios.BRKINT | termios.IXON  # as another program may have left it
    termios.tcsetattr(slave, termios.TCSANOW, before)
    mode = termios.tcgetattr(opened(baud=115200, **keys))
    looked_at = termios.IXON | termios.IXOFF | termios.BRKINT, termios.CRTSCTS | termios.CSTOPB
    assert (mode[0] & looked_at[0], mode[2] & looked_at[1]) == flags
    assert mode[4:6] == [termios.B115200] * 2
    os.close(slave)


def test_what_was_sent_before_the_opening_is_thrown_away(pty, opened):
    slave = os.open(pty.port, os.O_RDWR | os.O_NOCTTY)
    pty.write(b"OLD\r")
    assert select.select([slave], [], [], 10)[0]
    port = opened()
    assert not select.select([port], [], [], 0)[0]
    os.close(slave)


def test_a_port_that_the_user_may_not_open_is_denied(pty):
    Path(pty.node).chmod(0)
    child = os.fork()
    if child == 0:  # root may open anything, so as somebody else where we are root
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            serial_port.open(SerialConfig(port=pty.node), (), count(1))
        except DeviceError as error:
            os._exit(0 if error.condition == Condition.DENIED else 2)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_tone_is_sent_to_the_scanner_as_the_config_says(pty, ready):
    port = ready(beeps={"ok": "\x07", "no": "\x1b\xff\r"})
    port.beep("ok")
    port.beep("ask")
    port.beep("no")
    sent = b""
    while len(sent) < 4:
        sent += os.read(pty.master, 10)
    assert sent == b"\x07\x1b\xff\r"


def test_a_scanner_that_takes_no_tones_does_not_hold_up_reading(pty, ready):
    port = ready(beeps={"ok": "x" * 4096})
    for _ in range(100):
        port.beep("ok")
    pty.write(b"A\r")
    assert [one.raw for one in read(port)] == [b"A"]


def test_nothing_to_read_is_no_message(ready):
    assert ready().read() == []


def test_a_silence_of_the_config_is_in_milliseconds(pty, ready):
    port = ready(terminator="none", silence_ms=2000)
    pty.write(b"A")
    read_until(port, 1)
    assert port.deadline() - port._last == 2_000_000_000
