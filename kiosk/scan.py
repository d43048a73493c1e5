"""A scan and the state of a scanner: the values that pass between the reader process and the station.

Also the protocols of both ends, and the cleaning of untrusted text. Imports nothing heavy, since the
reader process imports it.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Label:
    """One of several labels that were read at one trigger: what it says, and its AIM symbology identifier."""

    raw: bytes
    symbology: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """One code, whole, as a device delivered it or a person typed it.

    `raw` is what the code says: prefix, suffix, terminator and symbology identifier are off; keyboards
    deliver UTF-8. `seq` counts the messages of one device in one run of the reader, from 1. `at` is UTC in
    microseconds by the station's clock; `mono` is CLOCK_MONOTONIC in nanoseconds, comparable between
    processes of one machine, and the only one that durations are computed from.

    Of several labels that were read at one trigger, `labels` has each as it came, in their order; `raw` is then
    `joined` of them, for the journal and for telling one scan from another. Of one label `labels` is empty.
    """

    raw: bytes
    device: str
    seq: int
    at: int
    mono: int
    symbology: str = ""  # AIM symbology identifier without its "]", such as "C1"
    typed: bool = False
    labels: tuple[Label, ...] = ()

    @property
    def text(self) -> str | None:
        """The code as text; None where it is not valid UTF-8 or holds a NUL, which no store keeps as text."""
        try:
            text = self.raw.decode()
        except UnicodeDecodeError:
            return None
        return None if "\0" in text else text


def joined(labels: Sequence[Label]) -> tuple[bytes, str]:
    """The bytes of several labels, a line each, and their symbologies with spaces between ("-" where none is told)."""
    told = " ".join(label.symbology or "-" for label in labels) if any(label.symbology for label in labels) else ""
    return b"\n".join(label.raw for label in labels), told


class TornBy(StrEnum):
    """Why a code could not be read whole."""

    DROPPED = "dropped"  # the kernel's buffer ran over (SYN_DROPPED)
    OPENED = "opened"  # the device was opened or grabbed in the middle of a code
    TOO_LONG = "too_long"  # over the length cap of 4,096 bytes
    UNPLUGGED = "unplugged"  # the device went away in the middle of a code
    BROKEN_OFF = "broken_off"  # its end or its start never came: another code follows, or seconds of silence


@dataclass(frozen=True, slots=True)
class Torn:
    """A report that at least one code of this device was read only in part, and was thrown away.

    It may stand for several codes. `raw` is what had been read of it, for the journal only.
    """

    raw: bytes
    device: str
    seq: int
    at: int
    mono: int
    why: TornBy


class Condition(StrEnum):
    """How a scanner is."""

    STARTING = "starting"  # not known yet
    READY = "ready"
    AWAY = "away"  # not plugged in, or its port does not exist
    BUSY = "busy"  # held by another program
    DENIED = "denied"  # the user may not open it
    FAULT = "fault"  # any other trouble; `detail` has it


@dataclass(frozen=True, slots=True)
class ScannerState:
    """The condition of one scanner; `detail` is a short fact for people (a path, an errno name)."""

    device: str
    condition: Condition
    detail: str = ""


Message = Scan | Torn | ScannerState


class Scanner(Protocol):
    """One open device, inside the reader process. A driver's `open` makes it or raises `DeviceError`.

    `node` is the real device node, such as /dev/input/event4. `opening` means that it is open but does not
    deliver yet, such as a grab that waits for keys to be released; it ends with a `ScannerState` among the
    messages of `read` or `expire`.
    """

    name: str
    node: str

    @property
    def opening(self) -> bool: ...

    def fileno(self) -> int: ...

    def read(self) -> list[Message]:
        """All that can be read now without blocking. Raises OSError when the device has gone."""
        ...

    def deadline(self) -> int | None:
        """CLOCK_MONOTONIC nanoseconds at which `expire` wants to be called; None when nothing is pending."""
        ...

    def expire(self, now: int) -> list[Message]:
        """What a silence until `now` completes."""
        ...

    def close(self) -> list[Message]:
        """Let the device go (ungrab, close); never raises. A code in the middle is reported as torn."""
        ...


class Scanners(Protocol):
    """The station's end of all scanners: the link to the reader process, or none at all."""

    names: Sequence[str]

    def attach(self, deliver: Callable[[Message], None]) -> None:
        """Call `deliver` on the running asyncio loop for each message, in order, from now on."""
        ...

    def sound(self, tone: str) -> None:
        """Play a tone on the scanners' own beepers and the PC speaker, where the config asks for it."""
        ...

    async def stop(self) -> None:
        """Stop the reader and wait until it has let the devices go."""
        ...


# Characters that could act on a terminal or hide text: controls, formats (bidi, zero width), line and
# paragraph separators, surrogates, private use and unassigned ones.
_HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})
_ASCII_MARKS = (
    "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
).split()


def visible(text: str, *, pictures: bool = True) -> str:
    """`text` with each character that a terminal could obey, or that nobody could see, made visible.

    C0 controls and DEL become control pictures (GS is `␝`), or `<GS>` with `pictures=False` for the Linux
    console, whose font has none; all others become `\\x9b` or `\\u202e`. What is left is printable.
    """
    if text.isprintable():  # true for plain text incl. the space: the common case, at C speed
        return text
    return "".join(_mark(char, pictures) for char in text)


def _mark(char: str, pictures: bool) -> str:
    point = ord(char)
    if point < 0x20:
        return chr(0x2400 + point) if pictures else f"<{_ASCII_MARKS[point]}>"
    if point == 0x7F:
        return "␡" if pictures else "<DEL>"
    if unicodedata.category(char) not in _HIDDEN:
        return char
    if point <= 0xFF:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"


def visible_bytes(raw: bytes, *, pictures: bool = True) -> str:
    """A code's bytes as visible text; bytes that are not UTF-8 are shown as `\\xff`."""
    return visible(raw.decode("utf-8", "backslashreplace"), pictures=pictures)
