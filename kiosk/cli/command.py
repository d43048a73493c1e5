"""How a command is described: the one way in which all of them get their parser and their common options."""

import argparse
from typing import Any, Protocol

from kiosk.wording import commands as wording


class Commands(Protocol):
    """Where a command adds its parser: the command line itself, or a command that has commands."""

    def add_parser(self, name: str, **described: Any) -> argparse.ArgumentParser: ...


def command(commands: Commands, name: str, summary: str, about: str) -> argparse.ArgumentParser:
    """A parser for the command `name`; it takes `--config` after the name as well as before it."""
    parser = commands.add_parser(
        name,
        help=summary,
        description=about,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    # A default here would hide what stood before the name.
    parser.add_argument("--config", metavar="FILE", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def group(parser: argparse.ArgumentParser) -> Commands:
    """Makes `parser` a command that has commands, one of which has to be named."""
    commands: Commands = parser.add_subparsers(title=wording.commands_title(), metavar="COMMAND", required=True)
    return commands


def json_option(parser: Any) -> None:
    """Adds `--json`: one JSON document on stdout, errors on stderr."""
    parser.add_argument("--json", action="store_true", help=wording.json_option())
