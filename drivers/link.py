"""The station's end of all scanners: starts the reader process, starts it again when it dies, and hands its
messages on in their order.

Imports little, since the reader is started before anything heavy is imported; knows no device.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from drivers import wire
from kiosk.config import LogConfig, ScannerConfig, SoundConfig
from kiosk.scan import Condition, Message, ScannerState

if TYPE_CHECKING:
    import asyncio

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0  # s before a reader that died is started again, doubled each time
STEADY = 10.0  # s that a reader has to live for the next death to count as the first
PATIENCE = 3.0  # s that a reader has to let its devices go
AT_ONCE = 64  # messages delivered before the loop may paint


class Link:
    """Keeps the `kiosk.scan.Scanners` protocol by a reader process. `log` takes the lines that `logged` asks for."""

    def __init__(
        self, scanners: Sequence[ScannerConfig], sound: SoundConfig, logged: LogConfig, log: Path | None
    ) -> None:
        self.names: Sequence[str] = tuple(scanner.name for scanner in scanners)
        self._setup = wire.encode(wire.Setup(tuple(scanners), sound, logged))
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._started = 0.0
        self._pause = FIRST_PAUSE
        self._deliver: Callable[[Message], None] | None = None
        self._restart: asyncio.TimerHandle | None = None
        self._stopped = False

    def spawn(self) -> None:
        """Start the reader now, without a loop; what it says waits for `attach`. Raises OSError."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with theirs, self._output() as output:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "drivers", "--socket", str(theirs.fileno())],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    pass_fds=[theirs.fileno()],
                    start_new_session=True,  # Ctrl+C and a hangup of the terminal are the station's to handle
                )
            ours.setblocking(False)
            with suppress(OSError):  # one that died at once is found by its end of the socket
                ours.send(self._setup)
        except BaseException:
            ours.close()
            raise
        self._socket = ours
        self._started = time.monotonic()

    def attach(self, deliver: Callable[[Message], None]) -> None:
        """Call `deliver` on the running asyncio loop for each message, in order, from now on."""
        self._deliver = deliver
        if self._socket is None:
            self.spawn()
        self._listen()

    def sound(self, tone: str) -> None:
        """Play a tone on the scanners' beepers and the PC speaker; a reader that is not there stays silent."""
        if self._socket is not None:
            with suppress(OSError):
                self._socket.send(wire.encode(wire.Sound(tone)))

    async def stop(self) -> None:
        """End the reader and wait until it has let the devices go; one that hangs is killed. Idempotent."""
        self._stopped = True
        if self._restart:
            self._restart.cancel()
        self._hang_up()
        process, self._process = self._process, None
        if process is not None:
            await _loop().run_in_executor(None, _end, process)

    def _output(self) -> IO[bytes]:
        if self._log is not None:
            with suppress(OSError):  # a full disk or a lost folder stops the log, not the scanners
                return os.fdopen(os.open(self._log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab")
        return Path(os.devnull).open("ab")

    def _listen(self) -> None:
        if self._socket is not None:
            _loop().add_reader(self._socket, self._readable)

    def _readable(self) -> None:
        for _ in range(AT_ONCE):
            if self._socket is None or self._deliver is None:
                return
            try:
                data = self._socket.recv(wire.LARGEST)
            except BlockingIOError:
                return
            except ConnectionError:
                data = b""
            if not data:
                self._died()
                return
            self._deliver(wire.decode_message(data))

    def _died(self) -> None:
        """Say so for each scanner, and start the reader again after a pause."""
        self._hang_up()
        if time.monotonic() - self._started >= STEADY:
            self._pause = FIRST_PAUSE
        self._restart = _loop().call_later(self._pause, self._start_again)
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        for name in self.names:
            if self._deliver:
                self._deliver(ScannerState(name, Condition.FAULT, "reader"))

    def _start_again(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()  # it closed its end and lives on, devices grabbed; reaped at the next turn
            self._restart = _loop().call_later(FIRST_PAUSE, self._start_again)
            return
        try:
            self.spawn()
        except OSError:
            self._died()
            return
        self._listen()

    def _hang_up(self) -> None:
        if self._socket is not None:
            if self._deliver:
                _loop().remove_reader(self._socket)
            self._socket.close()
            self._socket = None


def _loop() -> "asyncio.AbstractEventLoop":
    import asyncio

    return asyncio.get_running_loop()


def _end(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
