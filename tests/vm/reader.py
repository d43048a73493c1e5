"""The station's end of a reader process, as a test drives it."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

from drivers import wire
from kiosk.config import ScannerConfig, SoundConfig
from kiosk.scan import Condition, Message, Scan, ScannerState, Torn


class Station:
    """The station's end of a reader process, and all that the reader has said."""

    def __init__(self, *scanners: ScannerConfig) -> None:
        self.messages: list[Message] = []
        self._setup = wire.encode(wire.Setup(scanners, SoundConfig()))
        self._socket: socket.socket | None = None

    def start(self, *wrapper: str) -> "Station":
        """Start the reader, by the `wrapper` command if one is given; in place of one that was killed, too."""
        if self._socket:
            self._socket.close()
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [*wrapper, sys.executable, "-P", "-m", "drivers", "--socket", str(theirs.fileno())]
            self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()], start_new_session=True)
        self._socket.send(self._setup)
        return self

    def stop(self) -> None:
        if self._socket:
            self._socket.close()
            self.process.send_signal(signal.SIGCONT)
            assert self.process.wait(20) in (0, -signal.SIGKILL)
        self._socket = None

    def send(self, order: wire.Order) -> None:
        assert self._socket
        self._socket.send(wire.encode(order))

    def collect(self, seconds: float) -> bool:
        """Take what comes until nothing has come for so long, one message at least; whether one came."""
        assert self._socket
        self._socket.settimeout(seconds)
        try:
            data = self._socket.recv(wire.LARGEST)
        except TimeoutError:
            return False
        if data:
            self.messages.append(wire.decode_message(data))
        return bool(data)

    def wait(self, fulfilled: Callable[[], bool], seconds: float = 60) -> None:
        """Until the messages fulfil a condition."""
        end = time.monotonic() + seconds
        while not fulfilled():
            assert time.monotonic() < end, self.messages[-10:]
            self.collect(0.2)

    def wait_until(self, condition: Condition, device: str = "front", seconds: float = 60) -> None:
        self.wait(lambda: self.state(device) == condition, seconds)

    def state(self, device: str = "front") -> Condition | None:
        states = [m.condition for m in self.messages if isinstance(m, ScannerState) and m.device == device]
        return states[-1] if states else None

    def codes(self, device: str = "front") -> list[str]:
        return [m.raw.decode() for m in self.messages if isinstance(m, Scan) and m.device == device]

    def torn(self, device: str = "front") -> list[Torn]:
        return [m for m in self.messages if isinstance(m, Torn) and m.device == device]
