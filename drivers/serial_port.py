"""One scanner on a serial port: opens it, reads it without blocking, turns frames into messages.

Knows nothing of other devices and nothing of the loop that calls it.
"""

import errno
import fcntl
import os
import termios
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import NoReturn

import serial

from drivers.framing import Frame, Framer
from drivers.report import Reporter
from kiosk.config import SerialConfig
from kiosk.errors import DeviceError
from kiosk.scan import Condition, Message, ScannerState, TornBy

QUIET = 80_000_000  # ns of silence after which a stretch that began before the port was opened is over
# ns of silence in the middle of a code that no flow control, radio link or USB adapter explains: the cable was
# pulled on the scanner's side, where the port sees nothing of it, or the scanner sends another terminator.
STALL = 2_000_000_000
CHUNK = 4096  # bytes; as many as the kernel's line discipline holds

_PARITIES = {
    "none": serial.PARITY_NONE,
    "even": serial.PARITY_EVEN,
    "odd": serial.PARITY_ODD,
    "mark": serial.PARITY_MARK,
    "space": serial.PARITY_SPACE,
}
_CONDITIONS = {
    errno.ENOENT: Condition.AWAY,
    errno.ENODEV: Condition.AWAY,
    errno.ENXIO: Condition.AWAY,
    errno.EIO: Condition.AWAY,
    errno.EACCES: Condition.DENIED,
    errno.EPERM: Condition.DENIED,
    errno.EBUSY: Condition.BUSY,  # TIOCEXCL by another program
    errno.EAGAIN: Condition.BUSY,  # flock held by another program
}
_PTS_MAJORS = range(136, 144)  # pseudo-terminal slaves


def open(config: SerialConfig, taken: Collection[str], seq: Iterator[int]) -> "SerialPort":
    """The port of `config`, exclusively; its messages are numbered by `seq`. Raises DeviceError.

    `taken` are device nodes that other scanners of this reader hold.
    """
    node = os.path.realpath(config.port)
    if node in taken:
        raise DeviceError(Condition.BUSY, node)
    try:
        port = _opened(config)
    except termios.error as error:  # not an OSError; such as 7E1 on a pseudo-terminal
        raise DeviceError(Condition.FAULT, f"{config.port}: {_settings(config)}: {error.args[-1]}") from error
    except OSError as error:
        _refuse(config, error)
    except (ValueError, OverflowError) as error:  # a speed that the port can't have
        raise DeviceError(Condition.FAULT, f"{config.port}: {_settings(config)}: {error}") from error
    return SerialPort(config, node, port, seq)


class SerialPort:
    """An open port. It is `opening` until a terminator or a silence shows that no code is in the middle."""

    def __init__(self, config: SerialConfig, node: str, port: serial.Serial, seq: Iterator[int]) -> None:
        self.name = config.name
        self.node = node
        self._config = config
        self._port = port
        self._reporter = Reporter(config, seq)
        self._silence = config.silence_ms * 1_000_000
        self._framer = Framer(config, TornBy.OPENED)
        self._beeps = {str(tone): text.encode("latin-1", "replace") for tone, text in config.beeps.items()}
        self._opening = True
        self._last = time.monotonic_ns()  # when something was read, or the port was opened

    @property
    def opening(self) -> bool:
        return self._opening

    def fileno(self) -> int:
        return int(self._port.fd)

    def read(self) -> list[Message]:
        """What one chunk completes; what is there beyond it, the next call reads.

        A device that babbles without end must hold up no other one: a scanner that types loses keys after 20 ms.
        """
        chunk = self._chunk()
        if not chunk:
            return []
        now = time.monotonic_ns()
        stalled = now - self._last >= STALL
        self._last = now
        frames = self._framer.break_off(TornBy.BROKEN_OFF) if stalled else []
        return self._messages(frames + self._framer.feed(chunk), now)

    def deadline(self) -> int | None:
        if self._opening:
            return self._last + max(self._silence, QUIET)
        if not self._framer.inside:
            return None
        return self._last + (self._silence if self._config.terminator == "none" else STALL)

    def expire(self, now: int) -> list[Message]:
        deadline = self.deadline()
        if deadline is None or now < deadline:
            return []
        if self._opening or self._config.terminator == "none":
            return self._messages(self._framer.silence(), now)
        return self._messages(self._framer.break_off(TornBy.BROKEN_OFF), now)

    def beep(self, tone: str) -> None:
        """Send what the config has for `tone`, or as much of it as the port takes at once."""
        if data := self._beeps.get(tone):
            with suppress(OSError):  # a port that has gone is found by the next read
                os.write(self.fileno(), data)

    def close(self) -> list[Message]:
        if not self._port.is_open:
            return []
        with suppress(OSError, termios.error):
            # Else closing waits up to 30 s for output that a scanner which has gone will never take.
            termios.tcflush(self.fileno(), termios.TCOFLUSH)
        with suppress(OSError, termios.error):
            self._port.close()
        return self._scans(self._framer.break_off(TornBy.UNPLUGGED), time.monotonic_ns())

    def _chunk(self) -> bytes:
        try:
            chunk = os.read(self.fileno(), CHUNK)
        except BlockingIOError:
            return b""
        if not chunk:  # hung up: as VMIN is 1, a mere lack of data would have been EAGAIN
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
        return chunk

    def _messages(self, frames: list[Frame], now: int) -> list[Message]:
        messages = self._scans(frames, now)
        if self._opening and self._framer.torn is not TornBy.OPENED:
            self._opening = False
            messages.append(ScannerState(self.name, Condition.READY, self.node))
        return messages

    def _scans(self, frames: list[Frame], now: int) -> list[Message]:
        return [message for frame in frames for message in self._reporter.report(frame.raw, now, frame.torn)]


def _opened(config: SerialConfig) -> serial.Serial:
    """The port with what was sent before thrown away, which pyserial does."""
    port = serial.Serial(
        config.port,
        baudrate=config.baud,
        bytesize=config.bits,
        parity=_PARITIES[config.parity],
        stopbits=config.stop_bits,
        xonxoff=config.flow == "xon-xoff",
        rtscts=config.flow == "rts-cts",
        dsrdtr=config.flow == "dsr-dtr",
        timeout=0,
        write_timeout=0,
        exclusive=True,
        inter_byte_timeout=0,  # pyserial's way to VMIN=1, which tells "no data" (EAGAIN) from "gone" (no bytes)
    )
    try:
        _keep_others_out(port.fd)
        _set_up_errors(port.fd, config)
    except BaseException:
        port.close()
        raise
    return port


def _keep_others_out(fd: int) -> None:
    """Refuse opens by programs that do not know of the flock.

    The mark outlives its setter until the last close of the terminal. On a serial port that is ours; the
    master of a pseudo-terminal keeps it, and would lock out the reader that is started after a dead one.
    """
    if os.major(os.fstat(fd).st_rdev) not in _PTS_MAJORS:
        fcntl.ioctl(fd, termios.TIOCEXCL)


def _set_up_errors(fd: int, config: SerialConfig) -> None:
    """A byte whose parity is wrong is read as NUL, not as another character; a break throws nothing away.

    Raises termios.error where the port has not taken bits or parity: at times a terminal that can't have
    them answers "done" all the same.
    """
    mode = termios.tcgetattr(fd)
    bits = termios.CS7 if config.bits == 7 else termios.CS8
    if (mode[2] & termios.CSIZE, bool(mode[2] & termios.PARENB)) != (bits, config.parity != "none"):
        raise termios.error(errno.EINVAL, os.strerror(errno.EINVAL))
    mode[0] &= ~(termios.BRKINT | termios.IGNPAR)
    if config.parity != "none":
        mode[0] |= termios.INPCK
    termios.tcsetattr(fd, termios.TCSANOW, mode)


def _settings(config: SerialConfig) -> str:
    """As people write it: 9600 7E1."""
    return f"{config.baud} {config.bits}{config.parity[0].upper()}{config.stop_bits}"


def _refuse(config: SerialConfig, error: OSError) -> NoReturn:
    condition = _CONDITIONS.get(error.errno or 0, Condition.FAULT)
    fact = errno.errorcode.get(error.errno or 0, "") or str(error)
    raise DeviceError(condition, f"{config.port}: {fact}") from error
