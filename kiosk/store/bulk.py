"""What an engine needs to write very many rows in one transaction."""

from kiosk.store.sql import Db, execute

CACHE = 16_384  # kB


def prepare(db: Db) -> None:
    """Called once, before the rows. For programs that do little else with their connection, such as an import.

    SQLite keeps 2 MB of pages. The indexes of stock and ledger are more, and each row is somewhere else in them: most
    of the time would go into writing pages out and reading them in again.
    """
    if db.param == "?":
        execute(db, f"PRAGMA cache_size = -{CACHE}")
