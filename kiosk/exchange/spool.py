"""Rows that were read, kept on disk until they are saved: an import of any length needs no more memory than a chunk.

The file has no name and goes with the process, however that ends.
"""

import pickle
import sqlite3
from collections.abc import Iterator
from typing import Self

from kiosk.errors import KioskError
from kiosk.exchange.kind import Row
from kiosk.wording import exchange as wording

CHUNK = 1_000  # rows that are saved at a time


class Spool:
    """A queue of rows that can be read several times, and the keys of all rows. Used by one thread at a time."""

    def __init__(self) -> None:
        # An empty name is a private file of SQLite's own, which it has unlinked already.
        self._db = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._db.execute("CREATE TABLE chunk (id INTEGER PRIMARY KEY, rows BLOB NOT NULL)")
        self._db.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID")
        self._db.execute("BEGIN")
        self._rows: list[Row] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._db.close()

    def add(self, row: Row) -> None:
        """Raises KioskError where the disk for temporary files is full."""
        self._rows.append(row)
        if len(self._rows) == CHUNK:
            self._flush()

    def chunks(self) -> Iterator[list[Row]]:
        """All rows from the first on, up to `CHUNK` at a time."""
        self._flush()
        last = 0
        following = "SELECT id, rows FROM chunk WHERE id > ? ORDER BY id LIMIT 1"
        while found := self._db.execute(following, (last,)).fetchone():
            last = found[0]
            # Nobody else can have written it, so it is ours to unpickle; values keep their types.
            yield pickle.loads(found[1])

    def first(self, key: tuple[str, ...], number: int) -> int:
        """The number of the row that had this key first, which is `number` when none had. Raises as `add` does."""
        text = "\0".join(key)
        if self._run("INSERT INTO seen VALUES (?, ?) ON CONFLICT DO NOTHING", (text, number)).rowcount:
            return number
        earlier: int = self._db.execute("SELECT number FROM seen WHERE key = ?", (text,)).fetchone()[0]
        return earlier

    def _flush(self) -> None:
        if self._rows:
            self._run("INSERT INTO chunk (rows) VALUES (?)", (pickle.dumps(self._rows),))
            self._rows = []

    def _run(self, text: str, values: tuple[object, ...]) -> sqlite3.Cursor:
        try:
            return self._db.execute(text, values)
        except sqlite3.Error as error:
            raise KioskError(wording.no_spool(str(error))) from error
