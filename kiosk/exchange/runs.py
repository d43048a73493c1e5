"""The station and the run that an entry was written in, as rows of the journal and of the ledger have them."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from kiosk.exchange.kind import Cells, Column
from kiosk.stock import fields
from kiosk.store import journal_rows, stations
from kiosk.store.journal_rows import RunOf
from kiosk.store.sql import Db
from kiosk.times import iso

GREATEST = 2**62  # number of an entry

seq = partial(fields.whole, least=1, most=GREATEST)
count = partial(fields.whole, least=0, most=GREATEST)


def columns(about: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns of a run; `about` says what each is."""
    texts = ("os_user", "tty", "ssh_client", "version")
    return (
        Column("run_started", about["run_started"], fields.moment, needed=True),
        *(Column(name, about[name], fields.free_text, empty="") for name in texts),
        Column("pid", about["pid"], count, empty=0),
    )


def cells(run: RunOf) -> Cells:
    """A run, in the order of its columns."""
    return iso(run.started_at), run.os_user, run.tty, run.ssh_client, run.version, str(run.pid)


def run_of(values: Mapping[str, Any]) -> RunOf:
    """The run that a row names."""
    get = values.get
    texts = get("os_user", ""), get("tty", ""), get("ssh_client", ""), get("version", "")
    return RunOf(values["run_started"], *texts, get("pid", 0))


class Runs:
    """Stations and runs by their ids, each looked up once; what the store lacks is added to it."""

    def __init__(self, db: Db) -> None:
        self._db = db
        self._stations: dict[str, int] = {}
        self._runs: dict[tuple[int, RunOf], int] = {}

    def station(self, name: str) -> int:
        if name not in self._stations:
            self._stations[name] = stations.register(self._db, name)
        return self._stations[name]

    def run(self, station: int, run: RunOf) -> int:
        if (station, run) not in self._runs:
            self._runs[station, run] = journal_rows.run(self._db, station, run)
        return self._runs[station, run]
