"""A store and a run of a station in figures. Counting takes as long as the store is large: not for a scan's thread."""

from pathlib import Path

from kiosk.facts import RunFacts, StoreFacts
from kiosk.store.sql import Db, execute

_COUNTS = """SELECT (SELECT COUNT(*) FROM part), (SELECT COUNT(*) FROM stock_item WHERE serial IS NOT NULL),
    (SELECT COUNT(*) FROM stock_item), (SELECT COUNT(*) FROM scan_record), (SELECT COUNT(*) FROM movement)"""


def store(db: Db) -> StoreFacts:
    """How large the store is, and what it holds."""
    counts = execute(db, _COUNTS).fetchone()
    if db.param == "?":
        file = Path(execute(db, "PRAGMA database_list").fetchone()[2])
        log = file.with_name(file.name + "-wal")
        sizes = (file.stat().st_size, log.stat().st_size if log.exists() else 0)
        return StoreFacts(engine(db), str(file), *sizes, *counts)
    name, size = execute(db, "SELECT current_database(), pg_database_size(current_database())").fetchone()
    return StoreFacts(engine(db), name, size, None, *counts)


def run(db: Db, id: int) -> RunFacts:
    """One start of a station."""
    station, number, started_at, os_user, tty, ssh_client = execute(
        db,
        "SELECT s.name, r.id, r.started_at, r.os_user, r.tty, r.ssh_client"
        " FROM run r JOIN station s ON s.id = r.station_id WHERE r.id = ?",
        id,
    ).fetchone()
    return RunFacts(station, number, started_at, os_user, tty, ssh_client, engine(db))


def engine(db: Db) -> str:
    """The database with its version."""
    if db.param == "?":
        return f"SQLite {execute(db, 'SELECT sqlite_version()').fetchone()[0]}"
    return f"PostgreSQL {execute(db, 'SHOW server_version').fetchone()[0].partition(' ')[0]}"
