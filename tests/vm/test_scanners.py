"""The reader process on real kernel devices: nothing wrong, nothing silently lost, and every kind of trouble."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest
from codes import counted, unreported
from devices import EV_SND, EVENT, Hold
from strokes import reports

from drivers import wire
from kiosk.config import HidConfig, SerialConfig
from kiosk.scan import Condition, Scan, TornBy

ASCII = "".join(map(chr, range(0x20, 0x7F)))
SCANNER = HidConfig(name="front", device="Test Scanner")


def test_a_thousand_codes_a_millisecond_a_report_on_busy_cores(station, device, busy_cores, figure):
    scanner, one = device(), station(SCANNER).start()
    one.wait_until(Condition.READY)
    sent = counted(range(1000))

    def type_all() -> None:
        # A scanner's pace does not suffer from the station's load.
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(10))
        for code in sent:
            scanner.type(code + "\n")

    began = time.monotonic()
    typist = threading.Thread(target=type_all)
    typist.start()
    while typist.is_alive():
        one.collect(0.2)
    took = time.monotonic() - began
    while one.collect(1):
        pass
    got = one.codes()
    number = sum(len(reports(code + "\n")) for code in sent)
    figure(
        f"1,000 codes, {took / number * 1000:.2f} ms a report: {1000 - len(got)} lost, {len(one.torn())} torn reports"
    )
    assert unreported(sent, one.messages) == []
    assert len(got) >= 500


def test_a_reader_stopped_for_a_second_in_the_middle_of_a_code(station, device, figure):
    scanner, one = device(), station(SCANNER).start()
    one.wait_until(Condition.READY)
    sent = counted(range(60))
    for code in sent[:10]:
        scanner.type(code + "\n")
    one.wait(lambda: len(one.codes()) == 10)
    scanner.type(sent[10][:6])
    one.process.send_signal(signal.SIGSTOP)
    end = time.monotonic() + 1
    scanner.type(sent[10][6:] + "\n")
    for code in sent[11:50]:
        scanner.type(code + "\n")
    time.sleep(max(0, end - time.monotonic()))
    one.process.send_signal(signal.SIGCONT)
    one.wait(lambda: bool(one.torn()))
    for code in sent[50:]:
        scanner.type(code + "\n")
    one.wait(lambda: one.codes()[-1] == sent[-1])
    figure(f"reader stopped for a second: {60 - len(one.codes())} of 60 codes lost, {len(one.torn())} torn reports")
    assert unreported(sent, one.messages) == []
    assert {torn.why for torn in one.torn()} == {TornBy.DROPPED}


@pytest.mark.parametrize("terminator", ["enter", "none"])
def test_a_reader_stopped_in_the_middle_of_a_short_code_loses_nothing(station, device, terminator):
    """What the kernel keeps is judged by its own time, not by the reader's."""
    scanner = device()
    one = station(HidConfig(name="front", device="Test Scanner", terminator=terminator)).start()
    one.wait_until(Condition.READY)
    scanner.type("1234")
    one.process.send_signal(signal.SIGSTOP)
    scanner.type("5678" + "\n" * (terminator == "enter"))
    time.sleep(1)
    one.process.send_signal(signal.SIGCONT)
    one.wait(lambda: bool(one.codes()))
    assert one.codes() == ["12345678"]
    assert one.torn() == []


def test_a_reader_killed_in_the_middle_of_a_code_and_started_again(station, device, figure):
    scanner, one = device(), station(SCANNER).start()
    one.wait_until(Condition.READY)
    sent = counted(range(100_000))
    over = threading.Event()

    def type_on() -> None:
        for code in sent:
            if over.is_set():
                return
            scanner.type(code + "\n")

    typist = threading.Thread(target=type_on)
    typist.start()
    try:
        one.wait(lambda: len(one.codes()) >= 20)
        one.process.kill()
        one.process.wait()
        before = len(one.codes())
        while one.collect(0.1):
            pass
        killed = time.monotonic()
        one.start()
        one.wait(lambda: len(one.codes()) >= before + 20)
    finally:
        over.set()
        typist.join()
    figure(f"reader killed and started again: codes after {time.monotonic() - killed:.1f} s, {len(one.torn())} torn")
    assert {torn.why for torn in one.torn()} >= {TornBy.OPENED}
    got = one.codes()
    assert set(got) <= set(sent)
    assert got == sorted(got)


def test_unplugged_in_the_middle_of_a_code_and_plugged_in_again(station, device, figure):
    scanner, one = device(), station(SCANNER).start()
    one.wait_until(Condition.READY)
    scanner.type("abc\ntorn")
    one.wait(lambda: one.codes() == ["abc"])
    time.sleep(0.2)  # so that the half is read; what the kernel has not handed over goes with the device
    scanner.unplug()
    one.wait_until(Condition.AWAY)
    assert [(torn.raw, torn.why) for torn in one.torn()] == [(b"torn", TornBy.UNPLUGGED)]
    again = device()
    plugged = time.monotonic()
    one.wait_until(Condition.READY)
    took = time.monotonic() - plugged
    figure(f"plugged in again: grabbed after {took:.2f} s")
    assert took < 2
    again.type("def\n")
    one.wait(lambda: one.codes() == ["abc", "def"])


def test_two_scanners_interleave_key_by_key(station, device):
    left, right = device("Left Scanner"), device("Right Scanner")
    entries = [HidConfig(name=side, device=f"{side} scanner") for side in ("left", "right")]
    one = station(*entries).start()
    for side in ("left", "right"):
        one.wait_until(Condition.READY, side)
    lefts, rights = counted(range(0, 30, 3)), counted(range(90, 120, 3))
    for pair in zip(reports("\n".join(lefts) + "\n"), reports("\n".join(rights) + "\n"), strict=True):
        left.report(pair[0])
        right.report(pair[1])
        time.sleep(0.001)
    one.wait(lambda: len(one.codes("left")) == len(one.codes("right")) == 10)
    assert (one.codes("left"), one.codes("right")) == (lefts, rights)


def test_a_device_held_by_another_program_is_taken_when_it_is_released(station, device):
    scanner = device()
    hold = Hold(scanner.node)
    one = station(SCANNER).start()
    one.wait_until(Condition.BUSY)
    hold.release()
    one.wait_until(Condition.READY)
    one.stop()
    Hold(scanner.node).release()  # the reader has let it go


def test_a_key_held_down_delays_the_grab(station, device):
    scanner = device()
    scanner.report([(28, 1)])
    one = station(SCANNER).start()
    one.wait(lambda: one.state() is not None)
    time.sleep(0.5)
    Hold(scanner.node).release()  # not grabbed
    assert one.state() == Condition.STARTING
    scanner.report([(28, 0)])
    one.wait_until(Condition.READY)
    with pytest.raises(OSError, match="busy"):
        Hold(scanner.node)


def test_a_name_that_is_not_utf8(station, device):
    scanner = device("Lesegerät Scanner".encode("latin-1"))
    one = station(HidConfig(name="front", device="leseger*scanner")).start()
    one.wait_until(Condition.READY)
    scanner.type("abc\n")
    one.wait(lambda: one.codes() == ["abc"])


def test_missing_permission_is_told_and_its_coming_noticed(station, device):
    scanner = device()
    os.chown(scanner.node, 65534, 65534)
    Path(scanner.node).chmod(0o600)
    one = station(SCANNER).start("setpriv", "--inh-caps=-all", "--bounding-set=-all")
    one.wait_until(Condition.DENIED)
    Path(scanner.node).chmod(0o644)
    one.wait_until(Condition.READY, seconds=2)


def test_auto_takes_a_scanner_but_never_the_only_keyboard(station, device, plugs):
    plugs.pull("usbkbd")
    try:
        scanner = device("Generic Barcode Scanner")
        one = station(HidConfig(name="front")).start()
        one.wait_until(Condition.AWAY)
        time.sleep(1.5)
        Hold(scanner.node).release()
        assert one.state() == Condition.AWAY
    finally:
        plugs.plug("usbkbd")
    one.wait_until(Condition.READY)
    with pytest.raises(OSError, match="busy"):
        Hold(scanner.node)


def test_a_usb_keyboard_types_is_pulled_out_and_comes_back(station, plugs):
    one = station(HidConfig(name="front", device="0627:0001")).start()
    one.wait_until(Condition.READY)
    plugs.type("a1\n")
    one.wait(lambda: one.codes() == ["a1"])
    plugs.type("to")
    time.sleep(0.2)
    plugs.pull("usbkbd")
    one.wait_until(Condition.AWAY)
    plugs.plug("usbkbd")
    one.wait_until(Condition.READY)
    assert [(torn.raw, torn.why) for torn in one.torn()] == [(b"to", TornBy.UNPLUGGED)]


def test_a_usb_serial_port_reads_is_pulled_out_and_comes_back(station, plugs):
    one = station(SerialConfig(name="front", port="/dev/ttyUSB0")).start()
    one.wait_until(Condition.READY)
    far = os.open("/dev/ttyS2", os.O_WRONLY | os.O_NOCTTY)
    os.write(far, b"4006381333931\r")
    one.wait(lambda: one.codes() == ["4006381333931"])
    os.close(far)
    plugs.pull("usbserial")
    one.wait_until(Condition.AWAY)
    plugs.plug("usbserial")
    one.wait_until(Condition.READY)


def test_every_printable_ascii_character_in_every_layout(station, device):
    names = ("us", "gb", "de", "fr", "ch", "cz")
    scanners = {name: device(f"{name} layout") for name in names}
    one = station(*(HidConfig(name=name, device=f"{name} layout", layout=name) for name in names)).start()
    for name in names:
        one.wait_until(Condition.READY, name)
    for name, scanner in scanners.items():
        scanner.type(ASCII + "\n", name)
    one.wait(lambda: all(one.codes(name) for name in names))
    assert {name: one.codes(name) for name in names} == {name: [ASCII] for name in names}


def test_labels_of_one_trigger_are_one_scan_however_slowly_they_are_typed(station, device):
    scanner = device("Test Scanner")
    config = HidConfig(name="front", device="Test Scanner", together_ms=800, between="\t")
    one = station(config).start()
    one.wait_until(Condition.READY)
    scanner.type("4006381333931\nSN-1\tSN-2\n")
    scanner.type("LONG-" * 12 + "\n", pace=0.02)  # it takes longer than the time between two, and began in time
    one.wait(lambda: bool(one.codes()))
    (read,) = [message for message in one.messages if isinstance(message, Scan)]
    assert [label.raw.decode() for label in read.labels] == ["4006381333931", "SN-1", "SN-2", "LONG-" * 12]
    scanner.type("A\n")
    one.wait(lambda: len(one.codes()) == 2)
    assert (one.codes()[-1], one.torn()) == ("A", [])


def test_a_tone_reaches_the_pc_speaker(station, device):
    speaker, one = device("Test Speaker", sound=True), station().start()
    one.send(wire.Sound("ok"))
    heard: list[int] = []
    end = time.monotonic() + 30
    while heard[-2:] != [2000, 0] and time.monotonic() < end:
        try:
            data = os.read(speaker.fd, EVENT.size * 16)
        except BlockingIOError:
            time.sleep(0.01)
            continue
        heard += [value for _, _, kind, _, value in EVENT.iter_unpack(data) if kind == EV_SND]
    assert heard[-2:] == [2000, 0]
