"""Stations and their runs."""

from kiosk.store import uid
from kiosk.store.clock import now
from kiosk.store.sql import Db, execute


def register(db: Db, name: str) -> int:
    """The id of the station of this name, which is made when it is new."""
    execute(db, "INSERT INTO station (name, uid) VALUES (?, ?) ON CONFLICT DO NOTHING", name, uid.new())
    station: int = execute(db, "SELECT id FROM station WHERE name = ?", name).fetchone()[0]
    return station


def add_run(db: Db, station: int, os_user: str, tty: str, ssh_client: str, version: str, pid: int) -> int:
    """Record one start of a station; answers the id of the run."""
    run: int = execute(
        db,
        "INSERT INTO run (station_id, started_at, os_user, tty, ssh_client, version, pid)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        station,
        now(),
        os_user,
        tty,
        ssh_client,
        version,
        pid,
    ).fetchone()[0]
    return run


def of_run(db: Db, run: int) -> int | None:
    """The station that a run is of."""
    row = execute(db, "SELECT station_id FROM run WHERE id = ?", run).fetchone()
    return None if row is None else int(row[0])


def name(db: Db, station: int) -> str:
    """What a station is called; empty for none."""
    row = execute(db, "SELECT name FROM station WHERE id = ?", station).fetchone()
    return "" if row is None else str(row[0])
