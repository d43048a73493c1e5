"""How a command is described: the one way in which all of them get their parser and their common options."""

import argparse
from itertools import takewhile
from typing import Any, Protocol

from kiosk.wording import commands as wording


class Commands(Protocol):
    """Where a command adds its parser: the command line itself, or a command that has commands."""

    def add_parser(self, name: str, **described: Any) -> argparse.ArgumentParser: ...


class CommandParser(argparse.ArgumentParser):
    """Takes arguments and options in any order.

    argparse before Python 3.13 holds an optional argument for left out when an option stands before it, and refuses
    `import KIND --check FILE`; so it does with arguments of any number, and all versions do where options stand
    between those.
    """

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        parsed, rest = super().parse_known_args(args, namespace)
        for action in self._get_positional_actions():
            if not rest or (rest[0].startswith("-") and rest[0] != "-"):
                break
            if action.nargs == argparse.OPTIONAL and getattr(parsed, action.dest) is None:
                setattr(parsed, action.dest, rest.pop(0))
            elif action.nargs == argparse.ZERO_OR_MORE:
                words = [*takewhile(lambda word: not word.startswith("-") or word == "-", rest)]
                setattr(parsed, action.dest, [*getattr(parsed, action.dest), *words])
                del rest[: len(words)]
        return parsed, rest


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
