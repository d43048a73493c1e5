"""The reader's loop: all devices, the station's socket, hotplug and timers, in one thread that never waits
for any of them.

Knows what a slot, a socket and a silence are; devices and their bytes are the drivers' business.
"""

import logging
import socket
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector

from drivers import wire
from drivers.hotplug import PLACES, Hotplug
from drivers.slot import Slot
from drivers.speaker import Speaker
from kiosk.config import HidConfig, ScannerConfig, SoundConfig
from kiosk.scan import Message

RESCAN = 1_000_000_000  # ns between attempts to open what is not open
SETTLE = 20_000_000  # ns from a change in /dev to an attempt; one plug makes a dozen changes

_log = logging.getLogger("reader")


class Reader:
    """Runs until the station closes its end of `station` (AF_UNIX, SOCK_SEQPACKET) or `stop` is readable."""

    def __init__(self, station: socket.socket, stop: int) -> None:
        station.setblocking(False)
        self._station = station
        self._stop = stop
        self._selector = DefaultSelector()
        self._slots: list[Slot] = []
        self._sound = SoundConfig()
        self._speaker = Speaker()
        self._hotplug: Hotplug | None = None
        self._rescan_at: int | None = None
        self._outbox: deque[bytes] = deque()  # what the station has not taken yet: it may stall, we may not
        self._over = False

    def run(self) -> None:
        """Serve; on the way out let every device go."""
        try:
            self._selector.register(self._station, EVENT_READ)
            self._selector.register(self._stop, EVENT_READ)
            while not self._over:
                self._turn()
        finally:
            for slot in self._slots:
                self._send(slot.close())
            self._speaker.close()

    def _turn(self) -> None:
        due = [slot.deadline() for slot in self._slots]
        due += [self._speaker.deadline(), self._rescan_at]
        first = min((moment for moment in due if moment is not None), default=None)
        wait = None if first is None else max(0, first - time.monotonic_ns()) / 1e9
        for key, _ in self._selector.select(wait):
            match key.data:
                case Slot() as slot:
                    self._send(slot.read())
                case Hotplug() as hotplug:
                    hotplug.drain()
                    self._rescan_by(time.monotonic_ns() + SETTLE)
                case _ if key.fileobj is self._station:
                    self._talk()
                case _:
                    self._over = True
        self._keep_time(time.monotonic_ns())

    def _keep_time(self, now: int) -> None:
        for slot in self._slots:
            if (deadline := slot.deadline()) is not None and deadline <= now:
                self._send(slot.expire(now))
        self._speaker.expire(now)
        if self._rescan_at is not None and self._rescan_at <= now:
            self._rescan_at = None
            self._open()
        if any(slot.node is None for slot in self._slots):
            self._rescan_by(now + RESCAN)

    def _rescan_by(self, moment: int) -> None:
        self._rescan_at = moment if self._rescan_at is None else min(self._rescan_at, moment)

    def _open(self) -> None:
        """Try all that is not open, in the order of the config: the first that fits a device gets it."""
        if self._hotplug:
            self._hotplug.renew()
        for slot in self._slots:
            taken = [other.node for other in self._slots if other.node]
            self._send(slot.open(taken))

    def _talk(self) -> None:
        """Take what the station has said, and send on what it had no room for."""
        self._flush()
        while not self._over:
            try:
                data = self._station.recv(wire.LARGEST)
            except BlockingIOError:
                return
            except ConnectionError:
                data = b""
            if data:
                self._obey(wire.decode_order(data))
            else:
                self._over = True

    def _obey(self, order: wire.Order) -> None:
        match order:
            case wire.Setup(scanners, sound, log):
                _log.setLevel(log.level.upper())
                self._set_up(scanners, sound)
            case wire.Sound(tone):
                if self._sound.speaker:
                    self._speaker.play(tone)
                if self._sound.beeper:
                    for slot in self._slots:
                        slot.beep(tone)

    def _set_up(self, scanners: tuple[ScannerConfig, ...], sound: SoundConfig) -> None:
        self._sound = sound
        if sound.speaker:
            self._speaker.hush()
        self._slots = [Slot(config, self._selector) for config in scanners]
        try:
            self._hotplug = Hotplug([*PLACES, *_folders(scanners)])
            self._selector.register(self._hotplug, EVENT_READ, self._hotplug)
        except OSError as error:  # scanners are found all the same, by the attempts every second
            _log.warning("no notice of devices that come and go: %s", error)
        self._open()

    def _send(self, messages: Iterable[Message]) -> None:
        self._outbox.extend(map(wire.encode, messages))
        self._flush()

    def _flush(self) -> None:
        while self._outbox:
            try:
                self._station.send(self._outbox[0])
            except BlockingIOError:
                break
            except OSError:  # the station has gone; what it did not take was never accepted
                self._over = True
                self._outbox.clear()
                break
            self._outbox.popleft()
        wanted = EVENT_READ | EVENT_WRITE if self._outbox else EVENT_READ
        self._selector.modify(self._station, wanted)


def _folders(scanners: Iterable[ScannerConfig]) -> list[Path]:
    """Where the links that the config names appear."""
    named = (config.device if isinstance(config, HidConfig) else config.port for config in scanners)
    return [Path(name).parent for name in named if name.startswith("/")]
