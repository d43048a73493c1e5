"""Write the rows of a list to a file as they are now: in many short reads, scans in between, until told to stop."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.exchange import exporting
from kiosk.exchange.scan_lists import COLUMNS, cells, facts
from kiosk.flows.history_export import FORMATS, Read
from kiosk.page import LARGEST
from kiosk.post import Post
from kiosk.store import scan_list_rows, scan_lists
from kiosk.store.progress import Stopped, Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import lists_export as wording

__all__ = ["FORMATS", "Read", "export", "file_name", "rows"]


def export(
    read: Read, list: int, path: Path, told: Told = go_on, *, force: bool = False, makes_folder: bool = True
) -> int:
    """Write all rows of a list in their order, as CSV, XLSX or JSON by the ending; answers how many. Blocks.

    `makes_folder`: a folder that is missing is made. `told` hears how much is done, 0 to 1. Raises KioskError where the
    file can't be written or exists and is not to be overwritten by `force`, and Stopped where `told` says not to go on:
    nothing of the file is left.
    """
    if makes_folder:
        exporting.folder(path)
    found = rows(read, list, told)
    if path.suffix.lower() == exporting.JSON:
        return exporting.write_json(path, found, force=force)
    return exporting.write(path, COLUMNS, map(cells, found), force=force)


def rows(read: Read, list: int, told: Told = go_on) -> Iterator[Mapping[str, Any]]:
    """The rows of a list as a file has them, read some at a time."""
    last = count = 0
    while True:
        whole, some = read(_some, list, last)
        for _, row in some:
            count += 1
            yield {**row, "row": count}
        if not told(min(1.0, count / max(1, whole))):
            raise Stopped(wording.stopped())
        if len(some) < LARGEST:
            return
        last = some[-1][0]


def file_name(name: str, now: datetime, ending: str) -> str:
    """A file's name: of what is left of the list's name and when, and nothing that any system would not take."""
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in name).strip("-")
    short = "-".join(filter(None, plain.split("-")))[:40].strip("-").lower()
    return f"{short or 'list'}-{now:%Y-%m-%d-%H%M%S}{ending}"


def _some(db: Db, post: Post, list: int, after: int) -> tuple[int, tuple[tuple[int, Mapping[str, Any]], ...]]:
    """How many rows there are, and the next ones, each with its id."""
    found = scan_lists.get(db, list)
    some = scan_list_rows.after(db, list, after)
    return 0 if found is None else found.total, tuple((row.id, facts(0, row, post.code_prefix)) for row in some)
