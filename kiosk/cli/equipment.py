"""What the commands need of screens and drivers, which they may not import: `kiosk.__main__` hands it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.config import Config, ScannerConfig


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one [[scanner]] takes a device. `why` is a code that `kiosk.wording.scanners` has a sentence for."""

    scanner: str
    chosen: bool
    why: str


@dataclass(frozen=True, slots=True)
class Device:
    """A device that could be a scanner, with a verdict of each [[scanner]].

    `kind` is "hid" or "serial". `links` are names that stay, the best one first. `missing` is a code for what
    this user lacks to read it; `held` is whether another program has it, where that could be seen.
    """

    kind: str
    node: str
    links: tuple[str, ...]
    name: str
    id: str
    phys: str
    readable: bool
    missing: str
    held: bool
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Equipment:
    """The ways to screens and devices. `station` and `demo` answer the exit code when the station has ended.

    `simulate` has the demo that listens on a socket scan some codes. It raises DeviceError.
    """

    station: Callable[[Config], int]
    demo: Callable[[], int]
    devices: Callable[[Sequence[ScannerConfig]], Sequence[Device]]
    simulate: Callable[[Path, Sequence[bytes]], None]
