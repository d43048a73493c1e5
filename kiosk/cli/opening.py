"""From the command line's options to a configuration, an open store and a place of work in it.

The station opens its store here too, so that stations and commands register in one way. Imports the store only
when one is opened.
"""

import getpass
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk import __version__, config_file, paths
from kiosk.config import Config
from kiosk.errors import KioskError
from kiosk.scan import visible

if TYPE_CHECKING:
    from argparse import Namespace

    from kiosk.post import Post
    from kiosk.store.database import Store
    from kiosk.store.sql import Db


def configured(arguments: "Namespace") -> Config:
    """The configuration that counts for these options. Raises ConfigError."""
    return config_file.load(config_file.find(arguments.config, os.environ))


def store_url(config: Config) -> str:
    """The store that the configuration names, or the file in the user's data folder."""
    return config.store.url or f"sqlite:///{paths.store()}"


@contextmanager
def opened(config: Config, *, create: bool = False) -> "Iterator[Store]":
    """The configured store for one command, closed afterwards; what libraries log goes to the log file."""
    from kiosk.store.database import Store

    logged(config)
    store = Store(store_url(config), create=create)
    try:
        yield store
    finally:
        store.close()


def logged(config: Config) -> None:
    """What libraries log goes to the log file; without one a command still works."""
    from kiosk import log

    with suppress(OSError, KioskError):
        log.start(paths.log(), config.log.level)


def at_work(store: "Store", config: Config) -> "Post":
    """Register this start of the configured station in the store. Blocks; raises StoreError."""
    return store.call(starting(config))


def starting(config: Config) -> "Callable[[Db], Post]":
    """What registers this start of the configured station, for a transaction that does more than that."""
    from kiosk.flows.begin import RunInfo, begin
    from kiosk.stock.labelling import Labelling

    user = os_user()
    started = RunInfo(user, _terminal(), visible(os.environ.get("SSH_CLIENT", "")), __version__, os.getpid())
    name = config.station.name or socket.gethostname()
    operator = config.station.operator or user
    labels = Labelling(config.labels.receiving, config.label_printer)
    zone, plugins = config.station.timezone, config.barcodes.plugins
    return lambda db: replace(begin(db, name, operator, zone, config.rules, started), labels=labels, plugins=plugins)


def os_user() -> str:
    """Who the system says is working here; a container may have no name for the user."""
    try:
        return visible(getpass.getuser())
    except (KeyError, ImportError, OSError):
        return f"uid {os.getuid()}"


def _terminal() -> str:
    try:
        return os.ttyname(0)
    except OSError:
        return ""
