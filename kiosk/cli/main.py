"""The command line: what all commands share, and which command runs.

Each command has a file of its own with `add(commands)`, which describes it, and what runs it; what is heavy is
imported there when it runs.
"""

import argparse
import io
import sys
from collections.abc import Sequence

from kiosk.cli import (
    act,
    barcode,
    config,
    count,
    db,
    demo,
    document,
    exports,
    goods,
    imports,
    journal,
    labels,
    lists,
    movements,
    scan,
    scanners,
    serials,
    settings,
    simulate,
    stock,
    undo,
)
from kiosk.cli.command import CommandParser
from kiosk.cli.ending import ended
from kiosk.cli.equipment import Equipment
from kiosk.cli.opening import configured
from kiosk.wording import commands as wording


def run(argv: Sequence[str], equipment: Equipment, version: str) -> int:
    """Run one command and answer its exit code. Raises what is a fault of Kiosk's own, and SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a locale without umlauts is no reason to fail
    arguments = parser(version).parse_args(argv)
    return ended(lambda: arguments.run(arguments, equipment))


def parser(version: str) -> argparse.ArgumentParser:
    """The whole command line. A parsed one has `run`, to be called with itself and the equipment."""
    top = argparse.ArgumentParser(
        prog="kiosk",
        description=wording.about(),
        epilog=wording.exit_codes(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"kiosk {version}")
    top.add_argument("--config", metavar="FILE", help=wording.config_option())
    top.set_defaults(run=_station)
    commands = top.add_subparsers(title=wording.commands_title(), metavar="COMMAND", parser_class=CommandParser)
    for entry in (
        demo,
        scan,
        scanners,
        stock,
        serials,
        journal,
        movements,
        imports,
        exports,
        goods,
        act,
        document,
        count,
        undo,
        lists,
        barcode,
        labels,
        settings,
        db,
        config,
        simulate,
    ):
        entry.add(commands)
    return top


def _station(arguments: argparse.Namespace, equipment: Equipment) -> int:
    return equipment.station(configured(arguments))
