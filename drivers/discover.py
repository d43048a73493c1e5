"""What could be a scanner on this machine, named stably, and which one an entry of the config means.

Reads sysfs, which needs no right to the devices and no udev, and never opens a device but to probe whether a
likely scanner is held by another program. One place decides: `kiosk scanners` shows what `hid.open` does.
"""

import errno
import grp
import os
import re
import struct
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from kiosk.config import HidConfig, ScannerConfig, SerialConfig
from kiosk.errors import DeviceError
from kiosk.scan import Condition

# Makers of scanners and of nothing that people type on.
VENDORS = {
    0x0536: "Hand Held Products",
    0x05E0: "Symbol, Zebra",
    0x05F9: "PSC, Datalogic",
    0x065A: "Opticon",
    0x0745: "CipherLab",
    0x076D: "Denso Wave",
    0x080C: "Datalogic",
    0x0C2E: "Metrologic, Honeywell",
    0x11FA: "Code",
    0x1EAB: "Newland",
}
_NAMES = ("*barcode*", "*bar code*", "*bar-code*", "*scanner*")

_KEY_ENTER = 28
_DIGITS = range(2, 12)
_KEYPAD_DIGITS = (71, 72, 73, 75, 76, 77, 79, 80, 81, 82)
_LETTERS = (30, 48, 46)  # A, B, C
_ID = re.compile(r"([0-9a-f]{4}):([0-9a-f]{4})", re.IGNORECASE)
_LONG = 8 * struct.calcsize("l")  # bits in a word of a sysfs bitmap: the kernel prints them in the reader's size


class Why(StrEnum):
    """Why a candidate was chosen for an entry of the config, or not."""

    PATH = "path"  # it is the device that the entry names
    ID = "id"  # its vendor:product is the entry's
    NAME = "name"  # its name matches the entry's pattern
    VENDOR = "vendor"  # auto: a maker of scanners
    SCANNER_NAME = "scanner_name"  # auto: a scanner by its name
    OTHER_PATH = "other_path"
    OTHER_ID = "other_id"
    OTHER_NAME = "other_name"
    NOT_A_SCANNER = "not_a_scanner"  # auto: neither by maker nor by name
    NO_KEYS = "no_keys"  # has no Enter, or neither digits nor letters
    ONLY_KEYBOARD = "only_keyboard"  # auto: nobody could type any more
    OTHER_KIND = "other_kind"  # the entry has the other driver
    TAKEN = "taken"  # chosen for another entry already
    FURTHER = "further"  # would do, but another one comes first


@dataclass(frozen=True, slots=True)
class Candidate:
    """A device that could be a scanner. Empty texts are facts that the system does not know."""

    kind: Literal["hid", "serial"]
    node: str  # /dev/input/event5, /dev/ttyACM0
    links: tuple[str, ...]  # by-id first, then by-path: names that stay when it is plugged in elsewhere or again
    name: str  # as the device says; bytes that are not UTF-8 are shown as \xff
    id: str  # vendor:product, four hex digits each
    phys: str  # where it is plugged in
    keyboard: bool  # has Enter, and digits or letters
    likely: Why  # why it looks like a scanner (VENDOR, SCANNER_NAME), or NOT_A_SCANNER
    readable: bool  # as its driver opens it: a serial port for writing, too
    missing: str  # what the user lacks for that: "", "group_<name>", "login", "udev_rule"
    held: bool = False  # another program has it; known only where it was probed

    @property
    def stable(self) -> str:
        """The name to put into the config: a link, else vendor:product, else the node."""
        return self.links[0] if self.links else (self.id or self.node)


@dataclass(frozen=True, slots=True)
class Places:
    """Where devices are found; other folders only in tests."""

    dev: Path = Path("/dev")
    sys: Path = Path("/sys")


def candidates(places: Places = Places(), *, probe: bool = False) -> tuple[Candidate, ...]:
    """All input devices that type, and all serial ports of pluggable adapters, in a stable order.

    `probe` grabs each likely scanner for a moment to see whether another program holds it.
    """
    found = [*_input_devices(places), *_serial_ports(places)]
    if probe:
        found = [_probed(candidate) for candidate in found]
    return tuple(sorted(found, key=_order))


def chosen(
    config: ScannerConfig, everyone: Sequence[Candidate], taken: Collection[str] = ()
) -> tuple[tuple[bool, Why], ...]:
    """For each of `everyone` whether this entry of the config takes it, and why; one at most is taken."""
    verdicts: list[tuple[bool, Why]] = []
    free = True
    for candidate in everyone:
        fits, why = _fits(config, candidate, everyone)
        if fits and candidate.node in taken:
            fits, why = False, Why.TAKEN
        elif fits and not free:
            fits, why = False, Why.FURTHER
        free = free and not fits
        verdicts.append((fits, why))
    return tuple(verdicts)


def find(config: HidConfig, taken: Collection[str], places: Places = Places()) -> str:
    """The node of the device that `config` means. Raises DeviceError(AWAY) where there is none.

    A path is taken at its word, so that a device which sysfs does not show can be named, too.
    """
    if config.device.startswith("/"):
        node = os.path.realpath(config.device)
        if not Path(node).exists():
            raise DeviceError(Condition.AWAY, config.device)
        if node in taken:
            raise DeviceError(Condition.BUSY, config.device)
        return node
    everyone = candidates(places)
    for candidate, (fits, _) in zip(everyone, chosen(config, everyone, taken), strict=True):
        if fits:
            return candidate.node
    raise DeviceError(Condition.AWAY, config.device)


def _fits(config: ScannerConfig, candidate: Candidate, everyone: Sequence[Candidate]) -> tuple[bool, Why]:
    if config.driver != candidate.kind:
        return False, Why.OTHER_KIND
    wanted = config.port if isinstance(config, SerialConfig) else config.device
    if wanted.startswith("/") or candidate.kind == "serial":
        same = os.path.realpath(wanted) == candidate.node
        return same, Why.PATH if same else Why.OTHER_PATH
    fits, why = _named(wanted, candidate)
    if fits and not candidate.keyboard:
        return False, Why.NO_KEYS
    if fits and wanted == "auto" and sum(one.keyboard for one in everyone) == 1:
        return False, Why.ONLY_KEYBOARD
    return fits, why


def _named(wanted: str, candidate: Candidate) -> tuple[bool, Why]:
    if wanted == "auto":
        return candidate.likely is not Why.NOT_A_SCANNER, candidate.likely
    if _ID.fullmatch(wanted):
        same = wanted.lower() == candidate.id
        return same, Why.ID if same else Why.OTHER_ID
    same = fnmatchcase(candidate.name.casefold(), wanted.casefold())
    return same, Why.NAME if same else Why.OTHER_NAME


def _order(candidate: Candidate) -> tuple[str, bool, str, str, int, str]:
    """By where it is plugged in, so that twins keep their entries: event numbers change with every plug."""
    by_path = next((link for link in candidate.links if "/by-path/" in link), "")
    return candidate.kind, not by_path, by_path, candidate.phys, len(candidate.node), candidate.node


def _input_devices(places: Places) -> Iterable[Candidate]:
    links = _links(places.dev / "input")
    for entry in sorted((places.sys / "class/input").glob("event*")):
        node = str(places.dev / "input" / entry.name)
        with suppress(OSError):  # unplugged while we look
            device = entry / "device"
            name = _fact(device / "name")
            vendor, product = _fact(device / "id/vendor"), _fact(device / "id/product")
            yield Candidate(
                "hid",
                node,
                links.get(node, ()),
                name,
                f"{vendor}:{product}",
                _fact(device / "phys"),
                _types(_bits(_fact(device / "capabilities/key"))),
                _likely(vendor, name),
                *_access(node, os.R_OK),
            )


def _serial_ports(places: Places) -> Iterable[Candidate]:
    links = _links(places.dev / "serial")
    for pattern in ("ttyACM*", "ttyUSB*"):
        for entry in sorted(places.dev.glob(pattern)):
            node = str(entry)
            usb = _usb_device(places.sys / "class/tty" / entry.name / "device")
            name, vendor, product, phys = "", "", "", ""
            if usb:
                with suppress(OSError):
                    vendor, product = _fact(usb / "idVendor"), _fact(usb / "idProduct")
                    name = " ".join(_fact(usb / fact) for fact in ("manufacturer", "product") if (usb / fact).exists())
                    phys = usb.name
            usb_id = f"{vendor}:{product}" if vendor else ""
            likely = _likely(vendor, name)
            access = _access(node, os.R_OK | os.W_OK)  # pyserial opens for both
            yield Candidate("serial", node, links.get(node, ()), name, usb_id, phys, False, likely, *access)


def _links(folder: Path) -> dict[str, tuple[str, ...]]:
    """Device node → its links, by-id before by-path."""
    links: dict[str, tuple[str, ...]] = {}
    for link in (*sorted(folder.glob("by-id/*")), *sorted(folder.glob("by-path/*"))):
        node = os.path.realpath(link)
        links[node] = (*links.get(node, ()), str(link))
    return links


def _fact(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "backslashreplace").strip()


def _bits(bitmap: str) -> int:
    """A sysfs bitmap: hexadecimal words, the highest first, without leading zeros."""
    bits = 0
    for word in bitmap.split():
        bits = bits << _LONG | int(word, 16)
    return bits


def _types(keys: int) -> bool:
    """Whether these keys can type a code: Enter, and digits (above the letters or the keypad's) or letters."""
    return bool(keys >> _KEY_ENTER & 1) and any(
        all(keys >> code & 1 for code in codes) for codes in (_DIGITS, _KEYPAD_DIGITS, _LETTERS)
    )


def _likely(vendor: str, name: str) -> Why:
    if vendor and int(vendor, 16) in VENDORS:
        return Why.VENDOR
    lower = name.casefold()
    return Why.SCANNER_NAME if any(fnmatchcase(lower, pattern) for pattern in _NAMES) else Why.NOT_A_SCANNER


def _usb_device(interface: Path) -> Path | None:
    """The folder of the USB device that this interface belongs to: the nearest one above with an idVendor."""
    real = Path(os.path.realpath(interface))
    return next((folder for folder in (real, *real.parents) if (folder / "idVendor").exists()), None)


def _access(node: str, mode: int) -> tuple[bool, str]:
    """Whether this process may open the node as `mode` (of os.access) says, and what is missing if not."""
    if os.access(node, mode, effective_ids=os.access in os.supports_effective_ids):
        return True, ""
    try:
        facts = Path(node).stat()
        group = grp.getgrgid(facts.st_gid)
    except (OSError, KeyError):
        return False, "udev_rule"
    if facts.st_mode >> 3 & mode != mode or group.gr_gid == 0:  # a group's bits stand three above those of access
        return False, "udev_rule"  # no group but root's could open it
    return False, "login" if _user() in group.gr_mem else f"group_{group.gr_name}"


def _user() -> str:
    import pwd

    with suppress(KeyError):
        return pwd.getpwuid(os.geteuid()).pw_name
    return ""


def _probed(candidate: Candidate) -> Candidate:
    """With `held` found out, for a likely scanner that types nothing now: a grab would cut a key in two."""
    if candidate.kind != "hid" or candidate.likely is Why.NOT_A_SCANNER or not candidate.readable:
        return candidate
    from dataclasses import replace

    from drivers.evdev_node import EvdevNode

    with suppress(OSError):
        device = EvdevNode(candidate.node)
        try:
            if not device.keys_down():
                device.grab()
                device.ungrab()
        except OSError as error:
            return replace(candidate, held=error.errno == errno.EBUSY)
        finally:
            device.close()
    return candidate
