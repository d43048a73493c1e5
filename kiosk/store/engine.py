"""What the store asks of a database engine, and what it makes of the engine's errors.

One engine object stands for one connection; used on the store's own thread only.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an error of the database means. `code` and `text` are those of the StoreError to raise.

    `rerun`: nothing was written and the same transaction may well succeed now. `reopen`: this connection is of
    no more use.
    """

    code: str
    text: str
    rerun: bool = False
    reopen: bool = False


class Engine(Protocol):
    """One database, named by a URL."""

    db: Any  # the peewee.Database, which is a kiosk.store.sql.Db as well
    errors: tuple[type[Exception], ...]  # what the database library raises

    def opening(self) -> AbstractContextManager[None]:
        """Holds off other stations that open the same store, as far as the engine needs it."""
        ...

    def connect(self) -> None: ...

    def disconnect(self) -> None:
        """Close the connection, if there is one; never raises."""
        ...

    def abandon(self) -> None:
        """The same for a damaged store, to which not even closing it may write."""
        ...

    def leave(self) -> None:
        """The store is closed: others may do with its files what they like. Never raises."""
        ...

    def transaction(self, *, write: bool) -> AbstractContextManager[Any]: ...

    def trouble(self, error: Exception) -> Trouble: ...
