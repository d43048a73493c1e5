"""Facts about a store and about a run of a station, as the Station screen and commands tell them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """A store in figures. Sizes are bytes; `log` is that of SQLite's log, None on a server. `engine` has a version."""

    engine: str
    name: str  # of the file or the database
    size: int
    log: int | None
    parts: int
    units: int  # stock items with a serial
    items: int  # all stock items
    scans: int
    movements: int


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One start of a station. `started_at` is UTC microseconds; `tty` and `ssh_client` may be empty."""

    station: str
    run: int
    started_at: int
    os_user: str
    tty: str
    ssh_client: str
    engine: str  # of the store, with its version
