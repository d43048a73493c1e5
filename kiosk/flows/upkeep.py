"""What the Station screen asks of the store: figures, a check, this run. All of it only reads, and may take long."""

from collections.abc import Callable

from kiosk.facts import RunFacts, StoreFacts
from kiosk.post import Post
from kiosk.store import facts
from kiosk.store.intact import intact
from kiosk.store.sql import Db


def store(db: Db, post: Post) -> StoreFacts:
    """The store in figures."""
    return facts.store(db)


def check(db: Db, post: Post, told: Callable[[float], bool]) -> tuple[str, ...]:
    """The faults of the store as sentences. `told` hears how much is done, 0 to 1, and answers whether to go on."""
    from kiosk.store.verify import verify  # many modules, which no start needs

    return verify(db, told)


def look_through(db: Db, post: Post, told: Callable[[float], bool]) -> None:
    """Read all of the store's file; a StoreError `damaged` comes of it where it is. `told` as above, and may pause."""
    intact(db, told)


def run(db: Db, post: Post) -> RunFacts:
    """This run of the station."""
    return facts.run(db, post.run)
