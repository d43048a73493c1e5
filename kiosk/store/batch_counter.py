"""The counters of batch codes: one for each text that the rest of a code comes to."""

from kiosk.store.sql import Db, execute


def following(db: Db, key: str) -> int:
    """The next number of a counter, from 1; it is given to nobody else."""
    number: int = execute(
        db,
        "INSERT INTO batch_counter (key, last) VALUES (?, 1)"
        " ON CONFLICT (key) DO UPDATE SET last = batch_counter.last + 1 RETURNING last",
        key,
    ).fetchone()[0]
    return number
