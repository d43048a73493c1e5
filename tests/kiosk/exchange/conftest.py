"""Stores that data is brought into and taken out of, as the commands do it but for files on disk."""

import csv
import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kiosk.exchange import csv_file, importing, template
from kiosk.exchange.kind import Loading
from kiosk.exchange.kinds import kinds
from kiosk.exchange.reading import read
from kiosk.exchange.spool import Spool
from kiosk.flows.begin import RunInfo, begin
from kiosk.post import Post
from kiosk.stock.rules import Rules
from kiosk.store.database import Store


@dataclass
class Desk:
    """A store, and what comes in and goes out over it."""

    store: Store

    def begin(self, db: Any, station: str = "bench") -> Post:
        return begin(db, station, "Jana", "Europe/Prague", Rules(), RunInfo("tester", "tty1", "", "1.0", 1))

    def bring(
        self, kind: str, text: str | bytes, *, check: bool = False, cancelled: Callable[[], bool] = lambda: False
    ) -> Loading:
        """Import a CSV file of this content; answers what it came to."""
        known = kinds()[kind]
        raw = text.encode() if isinstance(text, str) else text
        with Spool() as spool:
            lines = csv_file.read(io.BytesIO(raw), template.header(known))
            found = read(lines, known, spool, lambda rows: None)
            return importing.save(
                self.store, self.begin, known, spool, found, check=check, cancelled=cancelled, told=lambda done: None
            )

    def brought(self, kind: str, text: str | bytes) -> tuple[int, int, int]:
        """Import what has no errors; answers how many rows are new, changed and as they were."""
        loading = self.bring(kind, text)
        assert loading.errors == []
        return loading.created, loading.changed, loading.unchanged

    def wrong(self, kind: str, text: str | bytes) -> list[str]:
        """Import what has errors; answers them as `row column: message`."""
        before = self.everything()
        loading = self.bring(kind, text)
        assert loading.errors_total == len(loading.errors)
        assert self.everything() == before
        return [f"{error.row} {error.column}: {error.message}" for error in loading.errors]

    def rows(self, kind: str) -> list[dict[str, str]]:
        """All rows of a kind, by column."""
        known = kinds()[kind]
        names = template.header(known)
        return [dict(zip(names, row, strict=True)) for row in self.store.look(lambda db: [*known.rows(db)])]

    def taken(self, kind: str) -> bytes:
        """All rows of a kind as a CSV file."""
        known = kinds()[kind]
        stream = io.StringIO(newline="")
        rows = self.store.look(lambda db: [*known.rows(db)])
        csv_file.write(stream, [template.header(known), *rows])
        return stream.getvalue().encode()

    def everything(self) -> dict[str, list[dict[str, str]]]:
        return {kind: self.rows(kind) for kind in kinds()}


@pytest.fixture
def new_desk(tmp_path: Path, empty: Path) -> Iterator[Callable[[], Desk]]:
    """Opens an empty store each time it is called."""
    opened: list[Store] = []
    numbers = count(1)

    def another() -> Desk:
        path = tmp_path / f"desk{next(numbers)}" / "kiosk.db"
        path.parent.mkdir()
        opened.append(Store(f"sqlite:///{shutil.copy(empty, path)}"))
        return Desk(opened[-1])

    yield another
    for store in opened:
        store.close()


@pytest.fixture
def desk(new_desk: Callable[[], Desk]) -> Desk:
    """An empty store."""
    return new_desk()


@pytest.fixture
def desk_of(new_desk: Callable[[], Desk]) -> Callable[[Store], Desk]:
    """The desk of a store that is open already."""
    return Desk


@pytest.fixture
def csv_text() -> Callable[[Sequence[Sequence[str]]], str]:
    """Rows as a plain CSV text, nothing in it guarded."""

    def text(rows: Sequence[Sequence[str]]) -> str:
        stream = io.StringIO(newline="")
        csv.writer(stream).writerows(rows)
        return stream.getvalue()

    return text
