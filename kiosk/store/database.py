"""The way into the store: one thread that owns the one connection, and one transaction for each call.

Knows nothing of what is stored. The connection is opened by the first call, and again after it was lost; the
database library is imported then and there, off the thread that paints.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from kiosk.errors import StoreError
from kiosk.store.engine import Engine
from kiosk.wording import store as wording

P = ParamSpec("P")
R = TypeVar("R")

# One transaction that others keep overtaking is run again so often at least, and as long as a lock is waited for.
ATTEMPTS, PATIENCE_S = 10, 5.0


class _Job(NamedTuple):
    fn: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    write: bool
    future: "Future[Any]"


class Store:
    """A store, named by a URL: `sqlite:///PATH` (the path is taken as it stands) or libpq's `postgresql://…`.

    `beside` are other ways into the same store, which are given up as well when this one finds it damaged.

    Making one does no work. What the database can't do is a StoreError with a sentence; then nothing is saved.
    A function that was given may be run again when others overtook its transaction, so it has no effect beside
    the database.
    """

    def __init__(self, url: str, *, create: bool = True, beside: "Sequence[Store]" = ()) -> None:
        if not url.startswith(("sqlite:///", "postgresql://")):
            raise StoreError("store", wording.bad_url())
        self.name = _name(url)  # for people: its path, or its URL without the password
        self._url = url
        self._create = create
        self._beside = beside
        self._engine: Engine | None = None
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._open = False
        self._damaged = ""  # the sentence, once it was found to be while it was open: it is never touched again
        self.upgraded: tuple[str, ...] = ()  # names of the migrations that opening it has run

    async def run(self, fn: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`fn(db, …)` in one write transaction; its answer after the commit, which is durable then."""
        return await asyncio.wrap_future(self._submit(fn, args, kwargs, write=True))

    async def read(self, fn: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The same for what only reads: one view of the store, without keeping writers off."""
        return await asyncio.wrap_future(self._submit(fn, args, kwargs, write=False))

    def call(self, fn: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`run` for callers without a loop; blocks."""
        return self._submit(fn, args, kwargs, write=True).result()

    def look(self, fn: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`read` for callers without a loop; blocks."""
        return self._submit(fn, args, kwargs, write=False).result()

    def condemn(self, why: str) -> None:
        """It is damaged, as was found out elsewhere: never touch it again. `why` is the sentence for who asks."""
        self._damaged = self._damaged or why

    def close(self) -> None:
        """Finish what was asked for, and close the connection. Blocks; may be called again."""
        with self._starting:
            self._closed = True
            thread = self._thread
        if thread is not None:
            self._jobs.put(None)
            thread.join()

    def _submit(
        self, fn: Callable[..., R], args: tuple[Any, ...], kwargs: dict[str, Any], *, write: bool
    ) -> "Future[R]":
        future: Future[R] = Future()
        with self._starting:
            if self._closed:
                raise RuntimeError("the store is closed")
            if threading.current_thread() is self._thread:
                raise RuntimeError("a transaction can't wait for another one on its own thread")
            if self._thread is None:
                # A daemon: a database that hangs never keeps the program from ending.
                self._thread = threading.Thread(target=self._serve, name="store", daemon=True)
                self._thread.start()
            self._jobs.put(_Job(fn, args, kwargs, write, future))
        return future

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._answer(job)
            del job  # neither a result nor a traceback is kept until the next job
        if self._engine is not None:
            if self._damaged:
                self._engine.abandon()
            self._engine.disconnect()
            self._engine.leave()

    def _answer(self, job: _Job) -> None:
        if not job.future.set_running_or_notify_cancel():
            return  # who asked has gone
        try:
            result = self._transact(job)
        except BaseException as error:
            job.future.set_exception(error)
        else:
            job.future.set_result(result)

    def _transact(self, job: _Job) -> Any:
        if self._damaged:
            raise StoreError("damaged", self._damaged)
        if self._engine is None:
            self._engine = _engine(self._url, self.name, create=self._create)
        engine = self._engine
        until = time.monotonic() + PATIENCE_S
        lost = 0  # connections
        for attempt in count(1):
            done = False
            try:
                if not self._open:
                    self._connect(engine)
                with engine.transaction(write=job.write):
                    result = job.fn(engine.db, *job.args, **job.kwargs)
                    done = True
                return result
            except engine.errors as error:
                trouble = engine.trouble(error)
                if trouble.code == "damaged":
                    self._damaged = trouble.text if self._open else ""
                    engine.abandon()
                    for other in self._beside if self._damaged else ():
                        other.condemn(self._damaged)
                elif trouble.reopen:
                    engine.disconnect()
                    self._open = False
                    lost += 1
                    if done and trouble.rerun:  # the commit was sent, and its answer lost
                        raise StoreError("unsure", wording.lost_while_saving(self.name)) from error
                enough = attempt >= ATTEMPTS and time.monotonic() >= until
                if not trouble.rerun or lost > 1 or enough:
                    raise StoreError(trouble.code, trouble.text) from error
                # At once: one of those that meet always gets through, and who pauses meets the next one.
        raise AssertionError("unreachable")

    def _connect(self, engine: Engine) -> None:
        from kiosk.store.migrations.runner import upgrade

        with engine.opening():
            engine.connect()
            try:
                self.upgraded += upgrade(engine.db, self.name)
            except BaseException:
                engine.disconnect()
                raise
        self._open = True


def _engine(url: str, name: str, *, create: bool) -> Engine:
    if url.startswith("sqlite:///"):
        from kiosk.store.sqlite import Sqlite

        return Sqlite(Path(name), create=create)
    try:
        from kiosk.store.postgres import Postgres
    except ImportError as error:
        raise StoreError("store", wording.no_driver()) from error
    return Postgres(url, name)


def _name(url: str) -> str:
    if url.startswith("sqlite:///"):
        return url.removeprefix("sqlite:///")
    user, at, place = url.removeprefix("postgresql://").partition("?")[0].rpartition("@")
    return f"postgresql://{user.partition(':')[0]}{at}{place}"
