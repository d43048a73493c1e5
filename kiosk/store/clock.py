"""The time that rows carry."""

import time

from kiosk.store.sql import Db, execute

# SQLite has no server, its clock is ours; elsewhere the server's clock is the one that all stations share.
SERVER = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000000 AS BIGINT)"


def now() -> int:
    """UTC in microseconds, by the clock of the process that writes. Order never depends on it."""
    return time.time_ns() // 1000


def shared_now(db: Db) -> int:
    """UTC in microseconds by the clock that all stations of the store share: leases are judged by it."""
    if db.param == "?":
        return now()
    at: int = execute(db, f"SELECT {SERVER}").fetchone()[0]
    return at
