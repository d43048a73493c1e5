"""The reader's loop in a thread of this process, where a test can set what a process of its own would find."""

import errno
import os
import select
import socket
import struct
import threading

import pytest

from drivers import serial_port, wire
from drivers.reader import Reader
from drivers.speaker import PATTERNS, Speaker
from kiosk.config import SerialConfig, SoundConfig
from kiosk.scan import Condition

EVENT = struct.Struct("llHHi")


class Loop:
    """A reader in a thread, and the station's end of its socket."""

    def __init__(self) -> None:
        self.station, self._theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.station.settimeout(20)
        self._pipe = os.pipe()
        self.reader = Reader(self._theirs, self._pipe[0])
        self._thread = threading.Thread(target=self.reader.run)

    def start(self, *ports: str, speaker: bool = False) -> None:
        scanners = tuple(SerialConfig(name=port, port=port) for port in ports)
        self.station.send(wire.encode(wire.Setup(scanners, SoundConfig(speaker=speaker))))
        self._thread.start()

    def conditions(self, count: int) -> list[Condition]:
        return [wire.decode_message(self.station.recv(wire.LARGEST)).condition for _ in range(count)]

    def stop(self) -> None:
        self.station.close()
        self._thread.join(20)
        self._theirs.close()
        for fd in self._pipe:
            os.close(fd)


@pytest.fixture
def loop():
    one = Loop()
    yield one
    if one.station.fileno() >= 0:
        one.stop()


@pytest.fixture
def desk(scanner):
    return scanner()


def test_without_inotify_a_scanner_that_is_plugged_in_is_found_by_trying(loop, desk, monkeypatch, caplog):
    def refuse(*_):
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr("drivers.hotplug.Hotplug.__init__", refuse)
    monkeypatch.setattr("drivers.reader.RESCAN", 1_000_000)
    desk.unplug()
    loop.start(desk.port)
    assert loop.conditions(1) == [Condition.AWAY]
    desk.plug()
    assert loop.conditions(2) == [Condition.STARTING, Condition.READY]
    assert os.strerror(errno.EMFILE) in caplog.text


def test_a_scanner_that_is_plugged_in_is_noticed_at_once(loop, desk, monkeypatch):
    monkeypatch.setattr("drivers.reader.RESCAN", 3600 * 1_000_000_000)
    desk.unplug()
    loop.start(desk.port)
    assert loop.conditions(1) == [Condition.AWAY]
    desk.plug()
    assert loop.conditions(2) == [Condition.STARTING, Condition.READY]


def test_a_link_in_a_folder_that_udev_makes_with_it_is_noticed_at_once(loop, desk, monkeypatch, tmp_path):
    monkeypatch.setattr("drivers.reader.RESCAN", 3600 * 1_000_000_000)
    monkeypatch.setattr("drivers.reader.PLACES", (tmp_path,))
    folder = tmp_path / "by-id"
    link = folder / "usb-scanner"
    loop.start(str(link))
    assert loop.conditions(1) == [Condition.AWAY]
    folder.mkdir()
    while not select.select([loop.station], [], [], 0.1)[0]:  # it is watched once the reader has seen the folder
        link.unlink(missing_ok=True)
        link.symlink_to(desk.node)
    assert loop.conditions(1) == [Condition.STARTING]


def test_a_scanner_is_told_which_nodes_the_others_hold(loop, scanner, monkeypatch):
    first, second = scanner(), scanner()
    seen = []
    really = serial_port.open

    def spy(config, taken, seq):
        seen.append((config.port, list(taken)))
        return really(config, taken, seq)

    monkeypatch.setattr(serial_port, "open", spy)
    loop.start(first.port, second.port)
    assert loop.conditions(2) == [Condition.STARTING] * 2
    assert seen == [(first.port, []), (second.port, [first.node])]


@pytest.mark.parametrize("switched_on", [True, False])
def test_the_speaker_sounds_where_it_is_switched_on_and_is_silent_at_the_end(loop, tmp_path, switched_on):
    node = tmp_path / "event9"
    os.mkfifo(node)
    fd = os.open(node, os.O_RDONLY | os.O_NONBLOCK)
    loop.reader._speaker = Speaker(node)
    loop.start(speaker=switched_on)
    loop.station.send(wire.encode(wire.Sound("no")))  # longer than it takes to hang up
    loop.stop()
    played = os.read(fd, 4096) if select.select([fd], [], [], 0)[0] else b""
    os.close(fd)
    heard = [event[4] for event in EVENT.iter_unpack(played)][::2]
    assert [*heard[:2], *heard[-1:]] == ([0, PATTERNS["no"][0][0], 0] if switched_on else [])
