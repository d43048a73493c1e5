"""Bytes of a serial scanner to frames, and a finished frame of any scanner to what its code says.

Pure: knows no port, no clock and no message. Who feeds it tells it of silences, in either of two lengths:
the one that ends a frame, and the one after which a half frame can't be trusted any more.
"""

import re
from dataclasses import dataclass

from kiosk.config import HidConfig, SerialConfig
from kiosk.scan import Label, TornBy

LIMIT = 4096  # bytes of one frame; the longest 2-D symbol holds fewer

_STX = b"\x02"
_ENDS = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n", "etx": b"\x03", "none": b""}
# Many scanners send CR LF whatever the station expects; the other half must not become part of a code.
_LEADING = {"cr": b"\n", "lf": b"\r", "crlf": b"", "etx": b"\r\n", "none": b""}
_TRAILING = {"cr": b"", "lf": b"\r", "crlf": b"", "etx": b"", "none": b""}
# ISO/IEC 15424: code character and modifier; before nothing at all it is the code itself.
_AIM = re.compile(rb"\](?P<symbology>[A-Za-z][0-9A-Za-z])(?!\Z)")


@dataclass(frozen=True, slots=True)
class Frame:
    """Bytes between two terminators; `torn` says why they are not one whole code, None where they are."""

    raw: bytes
    torn: TornBy | None = None


class Framer:
    """Cuts a stream of bytes into frames. Any split of the stream into chunks gives the same frames.

    `torn` given at the start means that the stream begins in the middle of something: everything up to the
    first terminator or silence is one torn frame. With STX, what comes before it is noise on the line and is
    thrown away; a code whose STX or terminator never came is torn.
    """

    def __init__(self, config: SerialConfig, torn: TornBy | None = None) -> None:
        self._end = _ENDS[config.terminator]
        self._leading = _LEADING[config.terminator]
        self._trailing = _TRAILING[config.terminator]
        self._stx = config.stx
        self._buffer = bytearray()
        self._torn = torn
        self._told = False  # the torn stretch that is being read has been reported

    @property
    def inside(self) -> bool:
        """A frame has begun and not ended."""
        return bool(self._buffer) or self._told

    @property
    def torn(self) -> TornBy | None:
        """Why what is being read now will not be a whole code."""
        return self._torn

    def feed(self, chunk: bytes) -> list[Frame]:
        """The frames that `chunk` completes; one that outgrows the limit at once, by its first 4,096 bytes."""
        frames: list[Frame] = []
        self._buffer += chunk
        self._skip_leading()
        while self._end and (at := self._buffer.find(self._end)) >= 0:
            segment = bytes(self._buffer[:at])
            del self._buffer[: at + len(self._end)]
            frames += self._finish(segment, ended=True)
            self._skip_leading()
        spare = max(len(self._end) - 1, 0)  # may be the start of the terminator
        if len(self._buffer) > LIMIT + spare and not self._told:
            frames.append(Frame(bytes(self._buffer[:LIMIT]), self._torn or TornBy.TOO_LONG))
            self._told = True
        if self._told:
            del self._buffer[: len(self._buffer) - spare]
        return frames

    def silence(self) -> list[Frame]:
        """The line was silent for as long as ends a frame: all that was read of it is the frame."""
        segment = bytes(self._buffer)
        self._buffer.clear()
        return self._finish(segment, ended=False)

    def break_off(self, why: TornBy) -> list[Frame]:
        """The rest of the frame begun will hardly come: it is torn now, and all up to the next terminator is, too.

        What follows may be another code, or the rest after all; joined to the half, or taken for a whole
        code, either would be wrong. With STX the one is told from the other.
        """
        if not self.inside:
            return []
        frames = [] if self._told else [Frame(bytes(self._buffer[:LIMIT]), self._torn or why)]
        self._buffer.clear()
        self._torn = self._torn or (None if self._stx else why)
        self._told = False
        return frames

    def _skip_leading(self) -> None:
        if self._leading and not self._told:
            del self._buffer[: len(self._buffer) - len(self._buffer.lstrip(self._leading))]

    def _finish(self, segment: bytes, *, ended: bool) -> list[Frame]:
        torn, told = self._torn, self._told
        self._torn, self._told = None, False
        if told:
            return []
        if len(segment) > LIMIT:
            return [Frame(segment[:LIMIT], torn or TornBy.TOO_LONG)]
        if torn:
            # A bare terminator is the end of a code all the same; only silence after nothing is nothing.
            return [Frame(segment, torn)] if segment or ended else []
        segment = segment.removesuffix(self._trailing)
        if self._stx:
            return _from_stx(segment)
        return [Frame(segment)] if segment else []


def _from_stx(segment: bytes) -> list[Frame]:
    """What stands after the last STX; a code that another STX cut short, or one without STX, is torn."""
    *before, code = segment.split(_STX)
    cut_short = _STX.join(before[1:]) if before else code
    frames = [Frame(cut_short, TornBy.BROKEN_OFF)] if cut_short else []
    return [*frames, Frame(code)] if before and code else frames


def finish(raw: bytes, config: HidConfig | SerialConfig) -> tuple[Label, ...]:
    """What a whole frame says: one label, or several where it has what separates them; none where it says nothing.

    Substitutions first, then of each label prefix and suffix where they are present, then its AIM symbology
    identifier. A frame that is not UTF-8 keeps its bytes: substitutions are text.
    """
    raw = _substituted(raw, config.substitutions)
    labels = raw.split(config.between.encode()) if config.between else [raw]
    return tuple(label for label in (_finished(label, config) for label in labels) if label.raw)


def _finished(raw: bytes, config: HidConfig | SerialConfig) -> Label:
    raw = raw.removeprefix(config.prefix.encode()).removesuffix(config.suffix.encode())
    if config.aim and (match := _AIM.match(raw)):
        return Label(raw[match.end() :], match["symbology"].decode())
    return Label(raw)


def _substituted(raw: bytes, substitutions: dict[str, str]) -> bytes:
    """All substitutions in one pass, the longest first, so that none works on what another one put in."""
    if not substitutions:
        return raw
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return raw
    found = "|".join(re.escape(key) for key in sorted(substitutions, key=len, reverse=True) if key)
    return re.sub(found, lambda match: substitutions[match[0]], text).encode() if found else raw
