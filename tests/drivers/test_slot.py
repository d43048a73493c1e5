"""One configured scanner over its plugs and unplugs, and over its driver's faults."""

import select
from selectors import DefaultSelector

import pytest

from drivers import serial_port
from drivers.slot import Slot
from kiosk.config import SerialConfig
from kiosk.scan import Condition, Scan, ScannerState, Torn, TornBy


@pytest.fixture
def desk(scanner):
    return scanner()


@pytest.fixture
def make_slot(desk):
    selector = DefaultSelector()
    made = []

    def make(**keys):
        made.append(Slot(SerialConfig(name="desk", port=desk.port, **keys), selector))
        return made[-1]

    yield make
    for slot in made:
        slot.close()
    selector.close()


@pytest.fixture
def slot(make_slot):
    """A slot whose device is open and quiet."""
    one = make_slot()
    one.open(())
    one.expire(one.deadline())
    return one


def read(slot):
    assert select.select([slot._scanner], [], [], 10)[0]
    return slot.read()


def conditions(messages):
    return [message.condition for message in messages if isinstance(message, ScannerState)]


def test_a_condition_is_told_once(desk, make_slot):
    desk.unplug()
    slot = make_slot()
    assert conditions(slot.open(())) == [Condition.AWAY]
    assert slot.open(()) == []
    desk.plug()
    assert conditions(slot.open(())) == [Condition.STARTING]
    assert conditions(slot.expire(slot.deadline())) == [Condition.READY]
    assert slot.open(()) == []


def test_a_device_held_elsewhere_is_busy_until_it_is_free(slot, make_slot):
    other = make_slot()
    assert conditions(other.open(())) == [Condition.BUSY]
    slot.close()
    assert conditions(other.open(())) == [Condition.STARTING]


def test_unplugged_in_the_middle_of_a_code_is_torn_first_and_away_then(desk, slot):
    desk.write(b"HALF")
    assert read(slot) == []
    desk.unplug()
    torn, state = read(slot)
    assert isinstance(torn, Torn)
    assert torn.why is TornBy.UNPLUGGED
    assert state.condition is Condition.AWAY
    assert slot.node is None
    assert slot.read() == []


def test_numbers_go_on_over_a_replug(desk, slot):
    desk.write(b"A\r")
    [first] = read(slot)
    desk.unplug()
    read(slot)
    desk.plug()
    slot.open(())
    slot.expire(slot.deadline())
    desk.write(b"B\r")
    [second] = read(slot)
    assert (first.seq, second.seq) == (1, 2)


def test_a_silence_is_judged_only_by_a_device_that_is_empty(desk, make_slot):
    """A process that was held up finds the deadline passed and the code still queued."""
    slot = make_slot()
    slot.open(())
    desk.write(b"TAIL\rWHOLE\r")
    assert select.select([slot._scanner], [], [], 10)[0]
    late = slot.deadline() + 3_000_000_000
    codes = [message for message in slot.expire(late) if not isinstance(message, ScannerState)]
    assert [(type(code), code.raw) for code in codes] == [(Torn, b"TAIL"), (Scan, b"WHOLE")]


def test_a_fault_in_a_driver_is_logged_and_the_device_let_go_and_tried_again(desk, slot, monkeypatch, caplog):
    with monkeypatch.context() as patched:
        patched.setattr(serial_port.SerialPort, "read", lambda _: 1 / 0)
        assert conditions(slot.read()) == [Condition.FAULT]
    assert "ZeroDivisionError" in caplog.text
    assert conditions(slot.open(())) == [Condition.STARTING]


def test_a_fault_while_opening_is_a_fault_of_this_device_only(make_slot, monkeypatch):
    slot = make_slot()
    monkeypatch.setattr(serial_port, "open", lambda *_: 1 / 0)
    assert conditions(slot.open(())) == [Condition.FAULT]
    assert slot.node is None


def test_a_fault_that_stays_does_not_fill_the_log(make_slot, monkeypatch, caplog):
    slot = make_slot()
    monkeypatch.setattr(serial_port, "open", lambda *_: 1 / 0)
    for _ in range(3):
        slot.open(())
    assert caplog.text.count("Traceback") == 1


def test_a_code_is_held_back_until_no_other_one_can_belong_to_it(desk, make_slot):
    slot = make_slot(together_ms=500)
    slot.open(())
    slot.expire(slot.deadline())
    desk.write(b"A\r")
    assert read(slot) == []
    desk.write(b"B")  # another one begins: however long the rest takes, it is of this read
    assert read(slot) == []
    held = slot.deadline()
    desk.write(b"\r")
    assert read(slot) == []
    assert slot.deadline() < held  # not the time after which half a code is broken off
    [scan] = slot.expire(slot.deadline())
    assert [label.raw for label in scan.labels] == [b"A", b"B"]
    assert slot.deadline() is None


def test_what_was_held_back_comes_before_the_news_that_the_scanner_has_gone(desk, make_slot):
    slot = make_slot(together_ms=500)
    slot.open(())
    slot.expire(slot.deadline())
    desk.write(b"A\r")
    read(slot)
    desk.unplug()
    scan, state = read(slot)
    assert (scan.raw, state.condition) == (b"A", Condition.AWAY)


def test_what_was_held_back_comes_when_the_reader_ends(desk, make_slot):
    slot = make_slot(together_ms=500)
    slot.open(())
    slot.expire(slot.deadline())
    desk.write(b"A\r")
    read(slot)
    assert [message.raw for message in slot.close()] == [b"A"]
