"""A station begins to work: it and this run of it are registered, and the rules of the store are read."""

from dataclasses import dataclass

from kiosk.post import Post
from kiosk.stock.rules import Rules
from kiosk.store import settings, stations
from kiosk.store.sql import Db


@dataclass(frozen=True, slots=True)
class RunInfo:
    """Facts of the process: who started it, where. `tty` and `ssh_client` are empty where there is none."""

    os_user: str
    tty: str
    ssh_client: str  # $SSH_CLIENT
    version: str  # of Kiosk
    pid: int


def begin(db: Db, station_name: str, operator: str, zone: str, seeds: Rules, started: RunInfo) -> Post:
    """Register this start; `seeds` are the rules of a store that has none yet, `zone` as in `Post`."""
    settings.seed(db, seeds, operator)
    rules = settings.rules(db)
    station = stations.register(db, station_name)
    run = stations.add_run(db, station, started.os_user, started.tty, started.ssh_client, started.version, started.pid)
    return Post(
        station,
        run,
        operator,
        rules.code_prefix,
        rules.journal,
        zone,
        rules.returned_available,
        code_amounts=rules.code_amounts,
    )
