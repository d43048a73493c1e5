"""The demo's scanner: what is sent to its socket comes in through the serial driver."""

import asyncio
import fcntl
import os
import select
import socket
import stat
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from drivers import serial_port
from drivers.simulated import Simulated, send
from kiosk.config import SerialConfig
from kiosk.errors import DeviceError
from kiosk.scan import Condition


@pytest.fixture
def path(tmp_path):
    return tmp_path / "demo.sock"


@pytest.fixture
def demo(path):
    simulated = Simulated(path)
    yield simulated
    simulated.close()


def refused(path, codes=(b"A",)):
    with pytest.raises(DeviceError) as caught:
        send(path, codes)
    return caught.value.condition


async def test_codes_come_in_through_the_serial_driver(demo, path, station):
    one = station(SerialConfig(name="demo", port=demo.port))
    one.attach()
    await one.is_in(Condition.READY)
    codes = [b"4006381333931", b"]C101\x1d", b"\xff\x00", "äµ".encode()]
    await asyncio.to_thread(send, path, codes)
    await one.has_read(4)
    assert one.raws == [b"4006381333931", b"01\x1d", b"\xff\x00", "äµ".encode()]


async def test_a_code_sent_before_the_reader_has_the_port_is_not_lost(demo, path, station):
    sending = asyncio.create_task(asyncio.to_thread(send, path, [b"EARLY"]))
    one = station(SerialConfig(name="demo", port=demo.port))
    one.attach()
    await sending
    await one.has_read(1)
    assert one.raws == [b"EARLY"]


async def test_more_codes_than_the_terminal_holds_arrive_all(demo, path, station):
    one = station(SerialConfig(name="demo", port=demo.port))
    one.attach()
    await one.is_in(Condition.READY)
    codes = [b"%06d" % number + b"x" * 100 for number in range(2000)]
    await asyncio.to_thread(send, path, codes)
    await one.has_read(2000)
    assert one.raws == codes


def test_a_terminal_that_is_full_gets_the_rest_when_there_is_room(demo, path):
    slave = os.open(demo.port, os.O_RDWR | os.O_NOCTTY)
    fcntl.flock(slave, fcntl.LOCK_EX)  # as a reader that has the port and is slow
    code = bytes(range(33, 127)) * 5000
    with ThreadPoolExecutor() as pool:
        sender = pool.submit(send, path, [code])
        taken = bytearray()
        while len(taken) <= len(code):
            taken += os.read(slave, 1 << 16)
        sender.result()
    os.close(slave)
    assert taken == code + b"\r"


def test_the_acknowledgement_comes_when_all_is_written(demo, path):
    port = serial_port.open(SerialConfig(port=demo.port), (), count(1))
    send(path, [b"A", b"B"])
    raws = []
    while len(raws) < 2:  # the kernel hands a terminal's bytes over in its own time
        assert select.select([port], [], [], 10)[0]
        raws += [message.raw for message in port.read() if hasattr(message, "raw")]
    port.close()
    assert raws == [b"A", b"B"]


def test_the_socket_is_private_and_goes_with_the_demo(path):
    demo = Simulated(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    demo.close()
    demo.close()
    assert not path.exists()


def test_without_a_demo_the_sender_is_told(path):
    assert refused(path) == Condition.AWAY


def test_the_socket_of_a_demo_that_was_killed_is_replaced(path):
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(os.fspath(path))
        dead.listen()
    assert refused(path) == Condition.AWAY
    Simulated(path).close()


def test_a_second_demo_on_the_same_socket_is_refused(demo, path):
    with pytest.raises(DeviceError) as caught:
        Simulated(path)
    assert caught.value.condition == Condition.BUSY
    assert path.exists()


def test_a_file_in_the_place_of_the_socket_is_left_alone(path):
    path.write_text("mine")
    with pytest.raises(DeviceError) as caught:
        Simulated(path)
    assert caught.value.condition == Condition.FAULT
    assert path.read_text() == "mine"


def test_a_path_that_is_too_long_for_a_socket_is_a_fault(tmp_path):
    with pytest.raises(DeviceError) as caught:
        Simulated(tmp_path / ("x" * 120))
    assert caught.value.condition == Condition.FAULT


def test_a_demo_whose_reader_never_opens_the_port_says_so(demo, path, monkeypatch):
    monkeypatch.setattr("drivers.simulated.PATIENCE", 0.1)
    assert refused(path) == Condition.AWAY


@pytest.mark.parametrize(
    "request_line", [b"\n", b"{}\n", b'{"codes": ["?"]}\n', b'{"codes": 3}\n', b"[]\n", b"[" * 100_000 + b"\n", b"half"]
)
def test_a_request_that_makes_no_sense_is_answered_and_the_next_served(demo, path, request_line):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(os.fspath(path))
        connection.sendall(request_line)
        connection.shutdown(socket.SHUT_WR)
        assert b'"error": "fault"' in connection.recv(1000)
    port = serial_port.open(SerialConfig(port=demo.port), (), count(1))
    send(path, [b"A"])
    port.close()


def test_closing_ends_a_request_that_waits_for_room(path):
    demo = Simulated(path)
    slave = os.open(demo.port, os.O_RDWR | os.O_NOCTTY)
    fcntl.flock(slave, fcntl.LOCK_EX)  # as a reader that has the port and hangs
    with ThreadPoolExecutor() as pool:
        sender = pool.submit(refused, path, [b"x" * 1_000_000])
        assert select.select([slave], [], [], 10)[0]
        demo.close()
        assert sender.result() == Condition.BUSY
    os.close(slave)


def test_closing_ends_a_request_that_waits_for_a_reader(path):
    demo = Simulated(path)
    with ThreadPoolExecutor() as pool:
        sender = pool.submit(refused, path)
        demo.close()
        assert sender.result() == Condition.AWAY
