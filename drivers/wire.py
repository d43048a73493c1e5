"""What passes between the station and its reader process: one message, one datagram of a socket pair.

Each is a MessagePack array of a tag and a value of that tag's dataclass. Knows nothing of sockets.
"""

from dataclasses import dataclass

import msgspec

from kiosk.config import HidConfig, LogConfig, ScannerConfig, SerialConfig, SoundConfig
from kiosk.scan import Message, Scan, ScannerState, Torn

LARGEST = 1 << 18  # bytes of one datagram; the kernel refuses larger ones


@dataclass(frozen=True, slots=True)
class Setup:
    """The first message to the reader: what it is to open, what may be heard, and how much it logs."""

    scanners: tuple[ScannerConfig, ...]
    sound: SoundConfig
    log: LogConfig = LogConfig()


@dataclass(frozen=True, slots=True)
class Sound:
    """A tone to play on the beepers of scanners and on the PC speaker."""

    tone: str


Order = Setup | Sound

_DRIVERS: dict[str, type[ScannerConfig]] = {"hid": HidConfig, "serial": SerialConfig}
_MESSAGES: dict[str, type[Message]] = {"scan": Scan, "torn": Torn, "state": ScannerState}
_TAGS = {Scan: "scan", Torn: "torn", ScannerState: "state", Sound: "sound"}


def encode(message: Message | Order) -> bytes:
    if isinstance(message, Setup):
        scanners = [(scanner.driver, scanner) for scanner in message.scanners]
        return msgspec.msgpack.encode(("setup", (scanners, message.sound, message.log)))
    return msgspec.msgpack.encode((_TAGS[type(message)], message))


def decode_message(data: bytes) -> Message:
    """What the reader sent. Raises msgspec.MsgspecError where it is no message."""
    tag, value = msgspec.msgpack.decode(data, type=tuple[str, msgspec.Raw])
    if kind := _MESSAGES.get(tag):
        return msgspec.msgpack.decode(value, type=kind)
    raise msgspec.ValidationError(f"no message has the tag {tag!r}")


def decode_order(data: bytes) -> Order:
    """What the station sent. Raises msgspec.MsgspecError where it is no order."""
    tag, value = msgspec.msgpack.decode(data, type=tuple[str, msgspec.Raw])
    match tag:
        case "setup":
            form = tuple[list[tuple[str, msgspec.Raw]], SoundConfig, LogConfig]
            scanners, sound, log = msgspec.msgpack.decode(value, type=form)
            return Setup(tuple(_scanner(driver, config) for driver, config in scanners), sound, log)
        case "sound":
            return msgspec.msgpack.decode(value, type=Sound)
        case _:
            raise msgspec.ValidationError(f"no order has the tag {tag!r}")


def _scanner(driver: str, config: msgspec.Raw) -> ScannerConfig:
    if kind := _DRIVERS.get(driver):
        return msgspec.msgpack.decode(config, type=kind)
    raise msgspec.ValidationError(f"there is no driver {driver!r}")
