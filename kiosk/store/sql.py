"""Plain SQL for both engines: the text is written once with `?`, and run with the engine's own mark.

Knows no Peewee: what runs on the path of a scan is imported before the database library is.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol


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


@cache
def _marked(text: str, mark: str) -> str:
    return text.replace("?", mark)
