"""A scanner that types, over a pipe that carries the kernel's input_event records.

The pipe stands for the device file alone: the grab refuses what the kernel would refuse. What only a kernel
can show is in tests/vm.
"""

import errno
import itertools
import os
import struct
import time

import pytest
from evdev.eventio_async import EventIO

from drivers import hid, layouts
from drivers.evdev_node import EvdevNode
from drivers.hid import HidScanner
from kiosk.barcodes import gs1
from kiosk.config import HidConfig
from kiosk.errors import DeviceError
from kiosk.scan import Condition, Scan, ScannerState, Torn, TornBy

US = layouts.load("us")
CODES = {levels[0]: code for code, levels in sorted(US.keys.items(), reverse=True)} | {"\n": 28}
EVENT = struct.Struct("llHHi")
KEY, SYN, DROPPED = 1, 0, 3
MS = 1_000_000


class PipeNode(EvdevNode):
    """An input device whose events are written by the test; `holder` is who has it grabbed."""

    def __init__(self, down: set[int] | None = None, holder: str = "") -> None:
        self.fd, self._writer = os.pipe()
        os.set_blocking(self.fd, False)
        self.path = self.node = "/dev/input/event7"
        self.down = down or set()
        self.holder = holder
        self.grabs = 0
        self.now = time.monotonic_ns() + 200 * MS  # a code that comes a while after the opening is whole

    def keys_down(self) -> set[int]:
        return set(self.down)

    def grab(self) -> None:
        if self.holder:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        self.holder = "us"
        self.grabs += 1

    def ungrab(self) -> None:
        if self.holder != "us":
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        self.holder = ""

    def event(self, kind: int, code: int, value: int, at: int | None = None) -> None:
        self.now += MS
        seconds, rest = divmod(self.now if at is None else at, 1_000_000_000)
        os.write(self._writer, EVENT.pack(seconds, rest // 1000, kind, code, value))

    def type(self, text: str) -> None:
        for char in text:
            for value in (1, 0):
                self.event(KEY, CODES[char], value)
                self.event(SYN, 0, 0)

    def unplug(self) -> None:
        """As a reader sees it: ENODEV, which a pipe can't say; a closed descriptor is an OSError as well."""
        EventIO.close(self)
        os.close(self.fd)
        os.close(self._writer)
        self.fd = self._writer = -1

    def close(self) -> None:
        if self.fd >= 0:
            self.unplug()
        self.holder = "" if self.holder == "us" else self.holder


def scanner(node: PipeNode, **settings: object) -> HidScanner:
    config = HidConfig(name="front", **settings)
    return HidScanner(config, US, node, itertools.count(1))


def ready(node: PipeNode, **settings: object) -> HidScanner:
    """A scanner past its opening."""
    one = scanner(node, **settings)
    assert one.read() == []
    assert one.opening
    assert one.expire(one.deadline()) == [ScannerState("front", Condition.READY, node.node)]
    assert not one.opening
    return one


@pytest.fixture
def node():
    node = PipeNode()
    yield node
    node.close()


def test_codes_are_scans_numbered_from_one(node):
    one = ready(node)
    node.type("abc\n12\n")
    before = time.time_ns() // 1000
    first, second = one.read()
    assert (first.raw, first.device, first.seq, first.symbology, first.typed) == (b"abc", "front", 1, "", False)
    assert (second.raw, second.seq) == (b"12", 2)
    assert first.mono < second.mono <= node.now
    assert abs(second.at - before) < 10_000_000


def test_prefix_suffix_identifier_and_substitutions_are_taken_off(node):
    one = ready(node, prefix="x", suffix="z", substitutions={"g": "\x1d"})
    for text, raw, symbology in (("x]c1ag1z\n", b"a\x1d1", "c1"), ("plain\n", b"plain", "")):
        node.type(text)
        [scan] = one.read()
        assert (scan.raw, scan.symbology) == (raw, symbology)


def test_a_function_key_for_the_separator_of_gs1_codes_is_set_with_the_scanner(node):
    one = ready(node, substitutions={"\uf70b": "\x1d"})
    node.type("010950110153000310-12")
    for value in (1, 0):
        node.event(KEY, 66, value)  # F8
        node.event(SYN, 0, 0)
    node.type("21-7\n")
    [scan] = one.read()
    found = gs1.read(scan.raw.decode(), scan.symbology)
    assert (found.gtin14, found.batch, found.serials) == ("09501101530003", "-12", ("-7",))


def test_reading_with_nothing_there_gives_nothing(node):
    one = ready(node)
    assert one.read() == []
    assert one.read() == []


def test_a_grab_waits_until_no_key_is_down(node):
    node.down = {28}
    one = scanner(node)
    assert one.opening
    assert one.deadline() is None
    node.type("a")
    assert one.read() == []
    assert one.expire(time.monotonic_ns()) == []
    assert node.grabs == 0
    node.event(KEY, 28, 0)
    assert one.read() == []
    assert one.deadline() <= node.now
    assert one.expire(node.now) == []
    assert node.holder == "us"
    state, torn = one.expire(node.now + 90 * MS)
    assert state == ScannerState("front", Condition.READY, node.node)
    assert (torn.why, torn.seq) == (TornBy.OPENED, 1)


def test_what_is_typed_before_the_grab_is_no_scan(node):
    node.down = {30}
    one = scanner(node)
    node.type("bc\n12\n")
    assert one.read() == []
    node.event(KEY, 30, 0)
    one.read()
    one.expire(node.now)
    node.type("tail\n34\n")
    state, torn, scan = one.read()
    assert state.condition is Condition.READY
    assert (torn.raw, torn.why) == (b"tail", TornBy.OPENED)
    assert (scan.raw, scan.seq) == (b"34", 2)


def test_a_key_pressed_just_before_the_grab_gives_it_back_until_its_release(node):
    node.event(KEY, 30, 1, at=time.monotonic_ns() - MS)
    one = scanner(node)
    assert one.opening
    assert node.holder == ""
    node.event(KEY, 30, 0)
    one.read()
    one.expire(node.now)
    assert node.holder == "us"
    _, torn = one.expire(node.now + 90 * MS)
    assert (torn.raw, torn.why) == (b"", TornBy.OPENED)  # that key may have been the end of a code


def test_keys_lost_before_the_grab_are_reported_and_looked_at_anew(node):
    node.down = {30}
    one = scanner(node)
    node.down = set()
    node.event(SYN, DROPPED, 0)
    assert one.read() == []
    assert one.expire(time.monotonic_ns()) == []
    assert node.holder == "us"
    _, torn = one.expire(node.now + 90 * MS)
    assert (torn.raw, torn.why) == (b"", TornBy.OPENED)


def test_what_is_typed_right_after_the_grab_is_read(node, monkeypatch):
    def grab_and_type() -> None:
        PipeNode.grab(node)
        node.type("ab\n")

    monkeypatch.setattr(node, "grab", grab_and_type)
    one = scanner(node)
    state, scan = one.read()
    assert (state.condition, scan.raw) == (Condition.READY, b"ab")


def test_closing_before_it_was_ready_says_nothing_of_ready(node):
    one = scanner(node)
    assert one.close() == []
    assert node.holder == ""


def test_a_device_held_by_another_program_is_busy(node):
    node.holder = "another"
    with pytest.raises(DeviceError) as refusal:
        scanner(node)
    assert refusal.value.condition == Condition.BUSY
    assert node.node in refusal.value.detail


def test_a_device_that_another_program_takes_while_we_wait_is_busy(node):
    node.down = {30}
    one = scanner(node)
    node.holder = "another"
    node.event(KEY, 30, 0)
    one.read()
    with pytest.raises(DeviceError) as refusal:
        one.expire(node.now)
    assert refusal.value.condition == Condition.BUSY
    one.close()
    assert node.holder == "another"


def test_dropped_events_are_one_torn_message(node):
    one = ready(node)
    node.type("ab")
    node.event(SYN, DROPPED, 0)
    node.type("c\nok\n")
    torn, scan = one.read()
    assert torn == Torn(b"abc", "front", 1, torn.at, torn.mono, TornBy.DROPPED)
    assert (scan.raw, scan.seq) == (b"ok", 2)


def test_a_silence_is_not_judged_before_queued_events_are_read(node):
    """The reader was stopped for seconds: its clock says silence, the queue says otherwise."""
    one = ready(node, terminator="none")
    node.type("ab")
    one.read()
    node.type("c")
    late = node.now - MS + 80 * MS
    assert one.expire(late - 5 * MS) == []
    [scan] = one.expire(node.now + 5_000 * MS)
    assert scan.raw == b"abc"


def test_a_silence_after_dropped_events_ends_the_torn_stretch(node):
    one = ready(node)
    node.event(SYN, DROPPED, 0)
    assert one.read() == []
    assert one.deadline() == (node.now // 1000) * 1000 + 80 * MS
    [torn] = one.expire(node.now + 80 * MS)
    assert torn.why is TornBy.DROPPED


def test_unplugging_raises_and_closing_reports_the_half_code(node):
    one = ready(node)
    node.type("abc")
    one.read()
    node.unplug()
    with pytest.raises(OSError, match="Bad file descriptor"):
        one.read()
    [torn] = one.close()
    assert (torn.raw, torn.why) == (b"abc", TornBy.UNPLUGGED)


def test_closing_lets_the_device_go_and_delivers_what_was_queued(node):
    one = ready(node)
    node.type("abc\nde")
    scan, torn = one.close()
    assert isinstance(scan, Scan)
    assert isinstance(torn, Torn)
    assert node.holder == ""
    assert one.fileno() == -1


def test_any_number_of_events_is_read_in_one_go(node):
    one = ready(node)
    node.type("abcd\n" * 100)  # 2,000 events; one read of evdev takes 64
    assert [scan.seq for scan in one.read()] == list(range(1, 101))


@pytest.mark.parametrize(("device", "condition"), [("/nowhere/event0", Condition.AWAY), ("/dev/null", Condition.FAULT)])
def test_a_path_that_is_no_device_is_refused(device, condition):
    with pytest.raises(DeviceError) as refusal:
        hid.open(HidConfig(device=device), (), itertools.count(1))
    assert refusal.value.condition == condition
    assert device in refusal.value.detail


def test_a_device_of_another_scanner_is_not_opened_twice():
    with pytest.raises(DeviceError) as refusal:
        hid.open(HidConfig(device="/dev/null"), ("/dev/null",), itertools.count(1))
    assert refusal.value.condition == Condition.BUSY
