"""A program on a pseudo-terminal of its own, and the moment at which a text stood on its screen.

Knows nothing of what runs in it: the station and the bare app that it is compared with are timed by the same
eyes.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence

_COLOUR = re.compile(rb"\x1b\[[0-9;:]*m")  # stands inside a line of text: leaves nothing
_OTHER = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-Z\\-~])")


class NotPainted(Exception):
    """The text did not come, or the program ended before it."""


def _environment() -> dict[str, str]:
    env = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled, and so is the one measured
    return env


class Terminal:
    """Runs `argv` on a new pty of `columns` × `rows`. Its output is kept from the last `forget` or find on."""

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str] | None = None,
        *,
        columns: int = 80,
        rows: int = 24,
        pass_fds: Sequence[int] = (),
    ) -> None:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter_ns()
        self.process = subprocess.Popen(
            ["setsid", "--ctty", *argv],  # its controlling terminal: when we die, it is hung up and ends, too
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=_environment() | dict(env or {}),
            pass_fds=pass_fds,
        )
        os.close(slave)
        self._master = master
        self._output = b""

    def until(self, *texts: str, within: float = 30) -> int:
        """The `perf_counter_ns` at which all of `texts` had been painted since the last find; then forgets them."""
        wanted = [text.encode() for text in texts]
        end = time.monotonic() + within
        while True:
            shown = self._shown()
            if all(text in shown for text in wanted):
                now = time.perf_counter_ns()
                self._output = b""
                return now
            if not self._take(end - time.monotonic()):
                raise NotPainted(f"{texts!r} not painted; what was: {shown[-2000:].decode(errors='replace')!r}")

    def watch(self, seconds: float) -> str:
        """Read along for so long, as a terminal does; answers what was painted meanwhile."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._take(left)
        shown = self._shown().decode(errors="replace")
        self._output = b""
        return shown

    def send(self, keys: bytes) -> int:
        """Hit keys; answers the `perf_counter_ns` just before."""
        now = time.perf_counter_ns()
        os.write(self._master, keys)
        return now

    def close(self) -> None:
        """End the program as a closed terminal would, by force after five seconds."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGHUP)
            end = time.monotonic() + 5
            while self.process.poll() is None and time.monotonic() < end:
                self._take(0.05)
            if self.process.poll() is None:
                self.process.kill()
        self.process.wait()
        os.close(self._master)

    def _take(self, seconds: float) -> bool:
        if seconds <= 0 or not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # EIO: the last process on the other side has gone
            data = b""
        if not data:
            time.sleep(min(seconds, 0.01))
            return self.process.poll() is None
        self._output += data
        return True

    def _shown(self) -> bytes:
        """The output as text: colours off, everything that moves the cursor a line break."""
        return _OTHER.sub(b"\n", _COLOUR.sub(b"", self._output))
