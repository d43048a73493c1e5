"""A command and the station start work in one way: as the configured station, with who, where and the rules."""

import getpass
import os
import socket

from kiosk import __version__
from kiosk.cli.opening import at_work
from kiosk.config import Config, StationConfig
from kiosk.stock.rules import Rules
from kiosk.store.database import Store
from kiosk.store.sql import execute


def started(home, config):
    """The post that at_work gives in a new store, the station's name and the row of the run there."""
    store = Store(f"sqlite:///{home}/kiosk.db")
    try:
        post = at_work(store, config)
        query = "SELECT s.name, r.os_user, r.tty, r.ssh_client, r.version, r.pid FROM run r JOIN station s"
        return post, store.call(lambda db: execute(db, f"{query} ON s.id = r.station_id").fetchone())
    finally:
        store.close()


def test_the_configured_station_operator_zone_and_rules_count(home, monkeypatch):
    monkeypatch.setenv("SSH_CLIENT", "192.0.2.7 \x1b[2J 22")
    station = StationConfig(name="east", operator="Jana", timezone="Europe/Prague")
    post, run = started(home, Config(station=station, rules=Rules(code_prefix="ABC", journal=False)))
    assert (post.operator, post.zone, post.code_prefix, post.journal) == ("Jana", "Europe/Prague", "ABC", False)
    assert run[0] == "east"
    assert run[3:] == ("192.0.2.7 ␛[2J 22", __version__, os.getpid())


def test_without_configuration_the_host_and_its_user_count(home):
    post, run = started(home, Config())
    assert run[0] == socket.gethostname()
    assert post.operator == run[1] == getpass.getuser()
