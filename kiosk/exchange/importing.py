"""The second half of an import: the rows that were read are saved, all in one transaction or none.

The transaction does nothing but look up and write, so that a station which scans meanwhile waits as briefly as can
be. It may be run again, and begins with the first row each time.
"""

from collections.abc import Callable
from dataclasses import replace

from kiosk.exchange.kind import Kind, Loading
from kiosk.exchange.spool import Spool
from kiosk.post import Post
from kiosk.store import bulk
from kiosk.store.database import Store
from kiosk.store.sql import Db


class Cancelled(Exception):
    """Whoever started the import took it back; nothing was saved."""


class _Undone(Exception):
    """Takes what an import came to out of its transaction, which is rolled back by it."""

    def __init__(self, loading: Loading) -> None:
        super().__init__()
        self.loading = loading


def save(
    store: Store,
    begin: Callable[[Db], Post],
    kind: Kind,
    spool: Spool,
    read: Loading,
    *,
    check: bool,
    cancelled: Callable[[], bool],
    told: Callable[[int], None],
) -> Loading:
    """Save the rows in the spool and answer what that came to; blocks.

    `read` is what reading them came to. `begin` registers this start in the same transaction. Where there are
    errors, of reading or of saving, nothing is saved, and under `check` neither. `told` is called with the number
    of rows done, on another thread; `cancelled` is looked at between chunks. Raises Cancelled and StoreError.
    """

    def transaction(db: Db) -> Loading:
        loading = replace(read, errors=[*read.errors])
        bulk.prepare(db)
        loader = kind.loader(db, begin(db), loading)
        done = 0
        for rows in spool.chunks():
            if cancelled():
                raise Cancelled
            loader.load(rows)
            done += len(rows)
            told(done)
        loader.finish()
        if cancelled():
            raise Cancelled
        if check or loading.errors_total:
            raise _Undone(loading)
        return loading

    try:
        loading = store.call(transaction)
    except _Undone as undone:
        loading = undone.loading
    loading.errors.sort()
    return loading
