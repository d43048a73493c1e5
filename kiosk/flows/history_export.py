"""Write the rows that a filter fits to a file: in many short reads, with scans in between, until told to stop."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from kiosk.exchange import exporting
from kiosk.exchange.history import COLUMNS, cells, facts
from kiosk.flows import history
from kiosk.flows.history import Looking, Row
from kiosk.post import Post
from kiosk.stock.history import Filter, Log
from kiosk.store.sql import Db

FORMATS = (*exporting.FORMATS, exporting.JSON)
PAGE = 200  # rows that one read is for


class Cancelled(Exception):
    """The export was told to stop; nothing of the file is left."""


class Read(Protocol):
    """Call a function that only reads, `fn(db, post, *args)`, in a transaction of its own. Blocks."""

    def __call__(self, fn: Callable[..., Any], *args: Any) -> Any: ...


Told = Callable[[int, int], bool]  # (rows so far, percent of the list looked through) → whether to go on


def write(read: Read, log: Log, wanted: Filter, path: Path, told: Told) -> int:
    """Write all rows that fit, newest first, as CSV, XLSX or JSON by the ending; answers how many. Blocks.

    Makes the folder. Raises KioskError where the file can't be written, Cancelled when `told` says not to go on.
    """
    exporting.folder(path)
    rows = _rows(read, log, wanted, told)
    if path.suffix == ".json":
        return exporting.write_json(path, map(facts, rows))
    return exporting.write(path, COLUMNS[log], map(cells, rows))


def name(log: Log, now: datetime, ending: str) -> str:
    """A file's name: of what and when, and nothing that any system would not take."""
    return f"{log}-{now:%Y-%m-%d-%H%M%S}{ending}"


def _rows(read: Read, log: Log, wanted: Filter, told: Told) -> Iterator[Row]:
    looking: Looking = read(history.begin, log, wanted)
    count, whole = 0, max(1, looking.remaining)
    while True:
        for start in range(0, len(looking.ids), PAGE):
            rows = read(_read, log, looking.ids[start : start + PAGE])
            count += len(rows)
            yield from rows
            _go_on(told, count, looking, whole)
        _go_on(told, count, looking, whole)
        if looking.done:
            return
        looking = read(history.more, replace(looking, ids=()))


def _go_on(told: Told, count: int, looking: Looking, whole: int) -> None:
    if not told(count, 100 - 100 * looking.remaining // whole):
        raise Cancelled


def _read(db: Db, post: Post, log: Log, ids: tuple[int, ...]) -> tuple[Row, ...]:
    return history.read(db, log, ids)
