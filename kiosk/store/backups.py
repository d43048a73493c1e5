"""The backups of one store: dated files in a folder, made daily and by hand, the oldest of them deleted.

A file is the store's own by its name: the store's, a date, and a mark of the store that no other one has.
"""

import re
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from kiosk.backups import Record, is_due
from kiosk.config import BackupConfig
from kiosk.errors import StoreError
from kiosk.store import backup_record
from kiosk.store.backup import backup, failure, store_file, sweep, there
from kiosk.store.clock import now
from kiosk.store.progress import Told, go_on
from kiosk.wording import backup as wording

_NEW = "new"  # the mark of a store in which no station has worked yet


class Backups:
    """Backups of the store at `url` as the config wants them; `timezone` is the station's, as in `StationConfig`."""

    def __init__(self, url: str, config: BackupConfig, timezone: str = "") -> None:
        self._url = url
        self._config = config
        self._timezone = timezone

    @property
    def by_server(self) -> bool:
        """Whether it is the server's business: PostgreSQL has a tool of its own."""
        return not self._url.startswith("sqlite:///")

    @property
    def folder(self) -> Path:
        """Where dated backups go: by default `backups` beside the store."""
        return Path(self._config.folder) if self._config.folder else self._store.parent / "backups"

    @property
    def _zone(self) -> tzinfo | None:
        from kiosk.times import zone  # needed for no start

        return zone(self._timezone)

    @property
    def _store(self) -> Path:
        return store_file(self._url, Path("FILE"))

    def record(self) -> Record:
        """What is known of them."""
        return Record() if self.by_server else backup_record.read(self._store)

    def make(self, target: Path | None = None, told: Told = go_on) -> Path:
        """Back up into `target`, a new file or a folder, or into the configured folder. Answers the file.

        Raises StoreError.
        """
        store = store_file(self._url, target or Path("FILE"))
        there(store)
        try:
            with backup_record.turn(store):
                return self._made(store, target, told)
        except OSError as error:
            raise StoreError("store", wording.failed(target or self.folder, error.strerror or str(error))) from error

    def daily(self, told: Told = go_on) -> Path | None:
        """Make the daily backup where it is due, and delete the oldest ones. None where nothing is to be done.

        What fails is noted for all stations; raises StoreError.
        """
        if self.by_server or not self._config.daily or not self._is_due():
            return None
        there(self._store)
        try:
            with backup_record.turn(self._store):
                if not self._is_due():  # another station was faster
                    return None
                try:
                    file = self._made(self._store, None, told)
                    self._thin_out(file)
                except (StoreError, OSError) as error:
                    if told(0):  # or it was stopped, which is no failure
                        backup_record.failed(self._store, now(), self._failure(error))
                    raise
                return file
        except backup_record.UnderWay:
            return None
        except OSError as error:
            raise StoreError("store", self._failure(error)) from error

    def _failure(self, error: StoreError | OSError) -> str:
        if isinstance(error, StoreError):
            return str(error)
        return wording.failed(self.folder, error.strerror or str(error))

    def _is_due(self) -> bool:
        at = self.record().daily_at
        last = datetime.fromtimestamp(at / 1_000_000, UTC).astimezone(self._zone) if at else None
        return is_due(last, self._config.at, datetime.now(UTC).astimezone(self._zone))

    def _made(self, store: Path, target: Path | None, told: Told) -> Path:
        daily = target is None
        if target is None:
            target = self.folder
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
        if target.is_dir():
            sweep(target, _pattern(store, _mark(store)))
            target /= self._dated(store)
        at = now()
        backup(self._url, target, told)
        backup_record.made(store, target.absolute(), at, daily=daily)
        return target

    def _dated(self, store: Path) -> str:
        """Its name, with a second that no other backup has: `kiosk-20261130-030000-1f2e3d.db`."""
        moment = datetime.now(UTC).astimezone(self._zone)
        return f"{store.stem}-{moment:%Y%m%d-%H%M%S}-{_mark(store)}.db"

    def _thin_out(self, newest: Path) -> None:
        """Delete the oldest ones beyond those to keep, but never the one just made, whatever clock named it."""
        own = re.compile(_pattern(self._store, _mark(self._store)))
        older = sorted(path.name for path in newest.parent.iterdir() if own.fullmatch(path.name) and path != newest)
        for name in older[: max(0, len(older) + 1 - self._config.keep)]:
            with suppress(FileNotFoundError):
                (newest.parent / name).unlink()


def _pattern(store: Path, mark: str) -> str:
    return rf"{re.escape(store.stem)}-\d{{8}}-\d{{6}}-{mark}\.db"


def _mark(store: Path) -> str:
    """The end of the first station's identifier: it comes with the store, wherever it is copied or restored."""
    try:
        with closing(sqlite3.connect(f"{store.absolute().as_uri()}?mode=rw", uri=True)) as db:
            db.execute("PRAGMA busy_timeout = 5000")
            row = db.execute("SELECT uid FROM station ORDER BY id LIMIT 1").fetchone()
    except sqlite3.OperationalError:  # no such table: nothing has been made of this file yet
        return _NEW
    except sqlite3.Error as error:
        raise failure(error, store, wording.failed(store, str(error))) from error
    return row[0][-6:] if row else _NEW
