"""Ids for many rows at once, known before they are written: what refers to them is written along with them."""

from collections.abc import Sequence

from kiosk.store.sql import Db, execute


def reserve(db: Db, table: str, count: int) -> Sequence[int]:
    """`count` ids that no row of `table` has; `table` is a constant. For a write transaction that inserts them."""
    if db.param == "?":  # nobody else writes meanwhile
        last: int = execute(db, f"SELECT COALESCE(MAX(id), 0) FROM {table}").fetchone()[0]
        return range(last + 1, last + 1 + count)
    rows = execute(db, f"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, ?)", count)
    return [id for (id,) in rows.fetchall()]
