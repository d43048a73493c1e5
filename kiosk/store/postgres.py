"""The PostgreSQL engine: the connection, its session settings, its errors."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

import peewee
import psycopg2
import psycopg2.extensions

from kiosk.store.engine import Trouble
from kiosk.wording import store as wording

CONNECT_S = 5
# A network that is cut without a word is noticed after some 10 s; TCP by itself may take hours.
NETWORK: dict[str, Any] = {
    "keepalives_idle": 4,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
LOCK_MS = 5000

# Server went away or is starting, as far as it could still say so (class 08: connection exceptions).
_GONE = frozenset({"57P01", "57P02", "57P03"})
_RERUN = frozenset({"40001", "40P01"})  # serialization failure, deadlock: rolled back, may well succeed now


class _Database(peewee.PostgresqlDatabase):
    def _initialize_connection(self, conn: Any) -> None:
        psycopg2.extensions.register_type(_BYTES, conn)
        with conn.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {LOCK_MS}")
            # Accepted means durable, whatever the server's default is.
            cursor.execute(
                "SELECT set_config('synchronous_commit', 'on', false)"
                " WHERE current_setting('synchronous_commit') = 'off'"
            )

    def rollback(self) -> None:
        # A server that has gone has rolled back; the first error is the one to tell.
        with suppress(peewee.OperationalError, peewee.InterfaceError):
            super().rollback()


class Postgres:
    """A store on a PostgreSQL server; the URL is libpq's."""

    errors: tuple[type[Exception], ...] = (peewee.PeeweeException, psycopg2.Error)

    def __init__(self, url: str, name: str) -> None:
        self._name = name
        self.db: Any = _Database(url, autoconnect=False, connect_timeout=CONNECT_S, application_name="kiosk", **NETWORK)

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Nothing is needed: the migrations lock a row."""
        yield

    def connect(self) -> None:
        self.db.connect()

    def disconnect(self) -> None:
        with suppress(*self.errors):
            self.db.close()

    def abandon(self) -> None:
        self.disconnect()

    def leave(self) -> None:
        """Nothing is held."""

    def transaction(self, *, write: bool) -> AbstractContextManager[Any]:
        transaction: AbstractContextManager[Any] = self.db.atomic("SERIALIZABLE" if write else "REPEATABLE READ")
        return transaction

    def trouble(self, error: Exception) -> Trouble:
        original = getattr(error, "orig", error)
        detail = str(original).strip().partition("\n")[0]
        match getattr(original, "pgcode", None):
            case None if isinstance(original, psycopg2.OperationalError | psycopg2.InterfaceError):
                found = Trouble("unreachable", wording.unreachable(self._name, detail), rerun=True, reopen=True)
            case None if isinstance(original, psycopg2.ProgrammingError):
                found = Trouble("store", wording.bad_url())  # libpq's words may quote a part of the password
            case str() as code if code in _RERUN:
                found = Trouble("locked", wording.overtaken(), rerun=True)
            case str() as code if code in _GONE or code.startswith("08"):
                found = Trouble("unreachable", wording.unreachable(self._name, detail), rerun=True, reopen=True)
            case "55P03":
                found = Trouble("locked", wording.locked())
            case "53100":
                found = Trouble("full", wording.full())
            case "25006" | "42501":
                found = Trouble("read_only", wording.read_only(self._name))
            case "XX001" | "XX002":
                found = Trouble("damaged", wording.damaged_server(self._name, detail))
            case str() as code if code.startswith(("22", "23")):
                found = Trouble("store", wording.refused(detail))
            case _:
                found = Trouble("store", wording.trouble(detail))
        return found


def _to_bytes(value: Any, cursor: Any) -> bytes | None:
    view = psycopg2.BINARY(value, cursor)
    return None if view is None else bytes(view)


_BYTES: Any = psycopg2.extensions.new_type((17,), "BYTES", _to_bytes)
