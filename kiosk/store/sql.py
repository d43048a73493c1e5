"""Plain SQL for both engines: the text is written once with `?`, and run with the engine's own mark.

Knows no Peewee: what runs on the path of a scan is imported before the database library is.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Protocol

_ROWS = 500  # of one statement; SQLite takes 32,766 parameters


class Db(Protocol):
    """The open database inside a transaction, as flows and query modules get it from `Store.run`."""

    param: str  # "?" or "%s"

    def execute_sql(self, sql: str, params: Sequence[object] | None = None) -> Any: ...

    def cursor(self) -> Any: ...


def execute(db: Db, text: str, *params: object) -> Any:
    """Run one statement; answers the cursor. `text` is a constant: what varies is in `params`."""
    return db.execute_sql(text if db.param == "?" else _marked(text, db.param), params)


def execute_many(db: Db, text: str, rows: Sequence[Sequence[object]]) -> int:
    """Run one statement for each row of parameters; answers how many rows of the table were written in all."""
    cursor = db.cursor()
    if db.param == "?":
        cursor.executemany(text, rows)
        count: int = cursor.rowcount
        return count
    marked = _marked(text, db.param)
    written = 0
    for row in rows:  # psycopg2's executemany does the same, and counts the last row only
        cursor.execute(marked, row)
        written += cursor.rowcount
    return written


def update_many(db: Db, text: str, rows: Sequence[Sequence[object]]) -> int:
    """Update by few statements; answers how many rows of the table were written in all.

    `text` is a constant with `{rows}` where they belong, as in `UPDATE part SET … FROM (VALUES {rows}) w WHERE …`; both
    engines call their columns column1, column2 and so on. PostgreSQL takes a column of NULLs alone for text.
    """
    written = 0
    for start in range(0, len(rows), _ROWS):
        block = rows[start : start + _ROWS]
        sql = text.replace("{rows}", _marks(len(block[0]), len(block), db.param))
        written += db.execute_sql(sql, [value for row in block for value in row]).rowcount
    return written


def insert_many(db: Db, into: str, rows: Sequence[Sequence[object]], *, conflict: str = "") -> int:
    """Insert rows by few statements; answers how many. `into` is a constant as `INSERT INTO part (number, name)`.

    `conflict` is what follows the values, such as `ON CONFLICT DO NOTHING`. Faster than one statement for each row:
    SQLite sets up the lists of its CHECKs once a statement, PostgreSQL is sent one for all.
    """
    written = 0
    for start in range(0, len(rows), _ROWS):
        block = rows[start : start + _ROWS]
        text = f"{into} VALUES {_marks(len(block[0]), len(block), db.param)} {conflict}"
        written += db.execute_sql(text, [value for row in block for value in row]).rowcount
    return written


@lru_cache(maxsize=32)
def _marks(columns: int, rows: int, mark: str) -> str:
    row = f"({', '.join([mark] * columns)})"
    return ", ".join([row] * rows)


@cache
def _marked(text: str, mark: str) -> str:
    return text.replace("?", mark)
