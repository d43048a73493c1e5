"""The demo's scanner: a pseudo-terminal that the serial driver reads, fed through a private socket.

Owns both ends of that socket: `Simulated` in the demo, `send` in the command that scans a code. One request is
a line of JSON, `{"codes": [base64, …]}`; its answer is one, `{}` or `{"error": condition, "detail": fact}`.
"""

import base64
import errno
import fcntl
import json
import os
import select
import socket
import stat
import threading
import time
import tty
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kiosk.errors import DeviceError
from kiosk.scan import Condition

PATIENCE = 10.0  # s for the other end, or for the reader to open the port
SETTLE = 0.2  # s that the serial driver, once it has the port, needs to know that no code is in the middle
LARGEST = 1 << 24  # bytes of one request


class Simulated:
    """A scanner without a scanner. `port` is what a SerialConfig is to open; codes end with CR.

    `socket_path` is made with mode 0600, in a folder that the caller keeps private. Raises DeviceError: BUSY
    where another demo answers on it.
    """

    def __init__(self, socket_path: Path) -> None:
        self._path = socket_path
        self._door = _listening(socket_path)
        # Held open, so that the terminal and what is in it outlive a reader that is started again.
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self.port = os.ttyname(self._slave)
        self._stop_reading, self._stop = os.pipe()
        self._thread = threading.Thread(target=self._serve, name="simulated scanner", daemon=True)
        self._closed = False
        self._thread.start()

    def close(self) -> None:
        """Stop taking codes and remove the socket. Idempotent."""
        if self._closed:
            return
        self._closed = True
        os.close(self._stop)
        self._thread.join()
        self._path.unlink(missing_ok=True)
        self._door.close()
        for fd in (self._stop_reading, self._master, self._slave):
            os.close(fd)

    def _serve(self) -> None:
        while self._wait(self._door.fileno(), select.POLLIN, None):
            with suppress(OSError), self._door.accept()[0] as connection:  # a sender that left needs no answer
                connection.settimeout(PATIENCE)
                connection.sendall(_line(self._answer(connection)))

    def _answer(self, connection: socket.socket) -> dict[str, str]:
        try:
            codes = [base64.b64decode(code, validate=True) for code in json.loads(_read_line(connection))["codes"]]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            return {"error": Condition.FAULT, "detail": str(error)}
        if not self._wait_for_reader():
            return {"error": Condition.AWAY, "detail": self.port}
        if not all(self._write(code + b"\r") for code in codes):
            return {"error": Condition.BUSY, "detail": self.port}
        return {}

    def _wait_for_reader(self) -> bool:
        """Whether a reader holds the port: what is written to it earlier would be flushed by its open."""
        if self._is_held():
            return True
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._is_stopping(0.02):
                return False
            if self._is_held():
                return not self._is_stopping(SETTLE)
        return False

    def _is_held(self) -> bool:
        try:
            fcntl.flock(self._slave, fcntl.LOCK_EX | fcntl.LOCK_NB)  # as the serial driver does
        except BlockingIOError:
            return True
        fcntl.flock(self._slave, fcntl.LOCK_UN)
        return False

    def _write(self, data: bytes) -> bool:
        """Write all of `data`, as fast as the reader takes it. False when that takes too long, or on close."""
        while data:
            if not self._wait(self._master, select.POLLOUT, PATIENCE):
                return False
            with suppress(BlockingIOError):
                data = data[os.write(self._master, data) :]
        return True

    def _wait(self, fd: int, event: int, seconds: float | None) -> bool:
        """Whether `fd` got ready, before the time was over and before `close`."""
        poll = select.poll()
        poll.register(fd, event)
        poll.register(self._stop_reading, 0)  # reports the hangup by `close` alone
        ready = dict(poll.poll(None if seconds is None else seconds * 1000))
        return fd in ready and self._stop_reading not in ready

    def _is_stopping(self, seconds: float) -> bool:
        poll = select.poll()
        poll.register(self._stop_reading, 0)
        return bool(poll.poll(seconds * 1000))


def send(socket_path: Path, codes: Sequence[bytes]) -> None:
    """Have the demo on `socket_path` scan `codes`; returns when all are written to its port.

    Raises DeviceError: AWAY where no demo is running, DENIED where it is another user's.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        try:
            connection.connect(os.fspath(socket_path))
            connection.sendall(_line({"codes": [base64.b64encode(code).decode() for code in codes]}))
            # It may be waiting for its reader, and then for each code.
            connection.settimeout(PATIENCE * (2 + len(codes)))
            answer = json.loads(_read_line(connection))
        except OSError as error:
            raise DeviceError(_condition(error), str(socket_path)) from error
        except ValueError as error:  # it ended before it answered
            raise DeviceError(Condition.AWAY, str(socket_path)) from error
    if "error" in answer:
        raise DeviceError(answer["error"], answer["detail"])


def _listening(path: Path) -> socket.socket:
    _remove_stale(path)
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        door.bind(os.fspath(path))
        path.chmod(0o600)  # nobody can connect before listen()
        door.listen()
    except OSError as error:
        door.close()
        raise DeviceError(_condition(error), f"{path}: {error}") from error
    return door


def _remove_stale(path: Path) -> None:
    """Remove the socket of a demo that was killed; leave one that is answered, and anything else."""
    try:
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise DeviceError(Condition.FAULT, f"{path}: not a socket")
    except FileNotFoundError:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(os.fspath(path))
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise DeviceError(_condition(error), f"{path}: {error}") from error
        else:
            raise DeviceError(Condition.BUSY, str(path))


def _condition(error: OSError) -> Condition:
    if isinstance(error, TimeoutError):
        return Condition.BUSY
    match error.errno:
        case errno.ENOENT | errno.ECONNREFUSED | errno.ECONNRESET | errno.EPIPE:
            return Condition.AWAY
        case errno.EACCES | errno.EPERM:
            return Condition.DENIED
        case errno.EADDRINUSE:
            return Condition.BUSY
        case _:
            return Condition.FAULT


def _line(value: dict[str, str] | dict[str, list[str]]) -> bytes:
    return json.dumps(value).encode() + b"\n"


def _read_line(connection: socket.socket) -> bytes:
    """What the other end says in one line. Raises ValueError where it ends early or does not end at all."""
    with connection.makefile("rb") as lines:
        line = lines.readline(LARGEST)
    if not line.endswith(b"\n"):
        raise ValueError("not a whole line")
    return line
