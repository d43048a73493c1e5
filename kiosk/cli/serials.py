"""`kiosk serials`: what a pattern of serials stands for, by itself or with a part of the store."""

import sys
from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from kiosk.cli import output
from kiosk.cli.command import Commands, command, group, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.naming import NotOne, the_one
from kiosk.cli.opening import configured, opened
from kiosk.stock import fields
from kiosk.stock.thing import Kind
from kiosk.wording import commands as words
from kiosk.wording import serials as wording

if TYPE_CHECKING:
    from kiosk.serials.grammar import Errors, Expanded

STDIN = "-"


def add(commands: Commands) -> None:
    """Describe the command."""
    below = group(command(commands, "serials", wording.serials_help(), wording.serials_help()))
    parser = command(below, "expand", wording.expand_help(), wording.expand_about())
    parser.add_argument("pattern", metavar="PATTERN", help=wording.pattern())
    parser.add_argument("--quantity", metavar="N", required=True, help=wording.quantity_option())
    known = parser.add_mutually_exclusive_group()
    known.add_argument("--latest", metavar="SERIAL", type=_serial, help=wording.latest_option())
    known.add_argument("--part", metavar="NUMBER", help=wording.part_option())
    json_option(parser)
    parser.set_defaults(run=_run)


def _serial(text: str) -> str:
    try:
        return fields.serial(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _run(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.serials.grammar import Errors

    try:
        found = _found(arguments)
    except NotOne as none:
        return none.code
    if not isinstance(found, Errors):
        if arguments.json:
            output.document({"serials": found.serials})
        else:
            output.lines(*found.serials)
        return Exit.OK
    if arguments.json:
        told = [{"code": error.code, "group": error.group, "message": error.message} for error in found.errors]
        output.document({"errors": told})
    else:
        sys.stderr.write("".join(f"{words.told(error.message)}\n" for error in found.errors))
    return Exit.NO


def _found(arguments: Namespace) -> "Expanded | Errors":
    from kiosk.serials.grammar import MOST, Errors, GrammarError, expand
    from kiosk.serials.groups import Code

    text = sys.stdin.read() if arguments.pattern == STDIN else arguments.pattern
    try:
        quantity = fields.whole(arguments.quantity, -(10**18), 10**18)
    except ValueError:
        return Errors((GrammarError(Code.INVALID_QUANTITY, "", wording.no_quantity(arguments.quantity, MOST)),))
    if arguments.part is None:
        return expand(text, quantity, latest=lambda: arguments.latest)
    with opened(configured(arguments)) as store:
        from kiosk.flows import naming, patterns

        things = store.look(naming.named, arguments.part, {Kind.PART})
        part = the_one(things, arguments.part, store.look(naming.prefix))
        return store.look(patterns.expand, part.id, text, quantity)
