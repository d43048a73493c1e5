"""Whether the file of a store is sound: looked through page by page, for what a start would not stumble over."""

import sqlite3
from typing import Any

from kiosk.store.progress import Told, go_on, interruptible
from kiosk.store.sql import execute
from kiosk.wording import verify as wording

LOOKED = 100  # faults that are looked at
# What a row has that its table forbids is a fault for `verify`: the file can be read and written.
_OF_ROWS = ("CHECK constraint failed", "NULL value in", "NUMERIC value in", "TEXT value in", "non-")


def intact(db: Any, told: Told = go_on) -> None:
    """Read the whole file of an SQLite store; raises what SQLite raises when it comes upon damage by itself.

    `told` is asked every now and then whether to go on, and may pause; raises Stopped where it says no.
    """
    if db.param != "?":  # a server looks after its files
        return
    with interruptible(db, lambda: told(0.0), wording.stopped()):
        lines = [line for (line,) in execute(db, f"PRAGMA quick_check({LOOKED})").fetchall()]
    damage = next((line for line in lines if line != "ok" and not line.startswith(_OF_ROWS)), None)
    if damage is not None:
        error = sqlite3.DatabaseError(damage.splitlines()[-1])
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error
