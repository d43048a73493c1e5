"""Runs the migrations that a store lacks, each in one transaction with the row that records it.

A migration is a module with `up(db)` that is never changed once released, and names no model: models move on.
"""

from collections.abc import Callable
from typing import Any

import peewee

from kiosk.errors import StoreError
from kiosk.store.clock import now
from kiosk.store.migrations import m0001_first, m0002_ledger, m0003_documents, m0004_lists, m0005_labels
from kiosk.store.sql import execute
from kiosk.wording import store as wording

Migration = tuple[str, Callable[[Any], None]]

ALL: tuple[Migration, ...] = (
    ("first", m0001_first.up),
    ("ledger", m0002_ledger.up),
    ("documents", m0003_documents.up),
    ("lists", m0004_lists.up),
    ("labels", m0005_labels.up),
)

# Row 0 is there to be locked: whoever has updated it is the only one who migrates, on either engine.
_TABLE = "CREATE TABLE migration (number {int} NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at {int} NOT NULL)"


def upgrade(db: Any, store: str, migrations: tuple[Migration, ...] = ALL) -> tuple[str, ...]:
    """Bring the open database `db` up to date; answers the names of the migrations run.

    Several processes may do so at once. Raises StoreError `newer` for a database that a newer Kiosk has made.
    """
    if not db.table_exists("migration"):
        _begin(db)
    done: list[str] = []
    while (version := _version(db)) < len(migrations):
        with db.atomic():
            execute(db, "UPDATE migration SET applied_at = applied_at WHERE number = 0")
            if _version(db) != version:  # another station was faster
                continue
            name, up = migrations[version]
            up(db)
            execute(db, "INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)", version + 1, name, now())
        done.append(name)
    if version > len(migrations):
        raise StoreError("newer", wording.newer(store, version, len(migrations)))
    return tuple(done)


def _begin(db: Any) -> None:
    try:
        with db.atomic():
            db.execute_sql(_TABLE.format(int=db.get_context_options()["field_types"]["BIGINT"]))
            execute(db, "INSERT INTO migration (number, name, applied_at) VALUES (0, 'lock', ?)", now())
    except (peewee.IntegrityError, peewee.OperationalError, peewee.ProgrammingError):
        if not db.table_exists("migration"):  # if it is there by now, another station has just made it
            raise


def _version(db: Any) -> int:
    version: int = execute(db, "SELECT max(number) FROM migration").fetchone()[0]
    return version
