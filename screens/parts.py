"""What the screens are handed by the composition root: config, the way to the store, the scanners.

Knows neither a store nor a driver by name; whoever keeps these protocols can stand behind them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from kiosk.config import Config
from kiosk.flows.flow import Gate
from kiosk.post import Post
from kiosk.scan import Scanners

if TYPE_CHECKING:
    from kiosk.backups import Record
    from kiosk.printers.state import PrinterState

P = ParamSpec("P")
R = TypeVar("R")


class Entrance(Gate, Protocol):
    """The way into the store, and the one for those who only read, which keeps no writer waiting."""

    async def read(self, fn: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R: ...


class Backups(Protocol):
    """The store's backups. `record` and `make` block; `make` raises StoreError."""

    @property
    def by_server(self) -> bool:
        """Whether they are the business of a server, whose own tool makes them."""
        ...

    @property
    def folder(self) -> Path: ...

    def record(self) -> "Record":
        """What is known of them."""
        ...

    def make(self, target: Path | None = None, told: Callable[[float], bool] = ...) -> Path:
        """Make one now. `told` hears how much is done, 0 to 1, and answers whether to go on."""
        ...


class Printers(Protocol):
    """The station's printers, which print by themselves what waits for them. None of it blocks."""

    @property
    def states(self) -> "Sequence[PrinterState]":
        """How they are, in the order of the config."""
        ...

    def wake(self) -> None:
        """Labels may have been queued."""
        ...

    def retry(self, name: str | None = None) -> None:
        """Try one now that is away, or all."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """An open store: the way in, the post that this station works at, and how to let go of it.

    `close` blocks until what was being written is written; it is called once, when the station ends. `aside` is a
    second way in, on which lists are read and hold up no scan, and `apart` a third one for what takes minutes.
    """

    gate: Entrance
    post: Post
    close: Callable[[], None]
    aside: Entrance
    apart: Entrance
    backups: Backups
    printers: Printers | None = None  # None: none are configured


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo says about itself: the command that scans a sample's code from a second terminal."""

    command: str


@dataclass(frozen=True, slots=True)
class Parts:
    """All that the station's screens work with.

    `open_store` is called off the loop, in a thread of its own, after the first paint, and again on each
    retry; it raises `KioskError` with the sentence to show. `console` is true on the Linux console (TERM=linux),
    which has 16 colours and a small font.
    """

    config: Config
    open_store: Callable[[], Opened]
    scanners: Scanners
    demo: Demo | None = None
    console: bool = False
    config_file: Path | None = None  # where the config comes from; None where the defaults count
