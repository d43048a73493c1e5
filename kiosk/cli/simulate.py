"""`kiosk simulate`: codes for the running demo, which come in through its serial scanner."""

import os
import re
from argparse import ArgumentTypeError, Namespace

from kiosk import paths
from kiosk.cli.command import Commands, command
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.errors import DeviceError, KioskError
from kiosk.scan import Condition
from kiosk.wording import commands as wording

_ESCAPE = re.compile(r"\\(?:x(?P<byte>[0-9a-fA-F]{2})|u(?P<point>[0-9a-fA-F]{4})|(?P<short>[\\0ntr])|(?P<wrong>.?))")
_SHORT = {"\\": b"\\", "0": b"\0", "n": b"\n", "t": b"\t", "r": b"\r"}


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = command(commands, "simulate", wording.simulate_help(), wording.simulate_about())
    parser.add_argument("codes", metavar="CODE", nargs="+", type=_code, help=wording.simulate_code())
    parser.set_defaults(run=_run)


def _code(text: str) -> bytes:
    if not text:
        raise ArgumentTypeError(wording.empty_code())
    return unescaped(text)


def unescaped(text: str) -> bytes:
    """The bytes that `text` stands for: `\\x1d` is a byte, `\\u20ac` a character, `\\n`, `\\r`, `\\t`, `\\0`, `\\\\`.

    Raises ArgumentTypeError for any other escape.
    """
    raw, end = b"", 0
    for found in _ESCAPE.finditer(text):
        if found["wrong"] is not None:
            raise ArgumentTypeError(wording.bad_escape(found[0]))
        raw += os.fsencode(text[end : found.start()])
        if found["byte"]:
            raw += bytes.fromhex(found["byte"])
        elif found["point"]:
            raw += chr(int(found["point"], 16)).encode("utf-8", "surrogatepass")
        else:
            raw += _SHORT[found["short"]]
        end = found.end()
    return raw + os.fsencode(text[end:])


def _run(arguments: Namespace, equipment: Equipment) -> int:
    try:
        equipment.simulate(paths.demo_socket(), arguments.codes)
    except DeviceError as error:
        raise KioskError(_sentence(error)) from error
    return Exit.OK


def _sentence(error: DeviceError) -> str:
    match error.condition:
        case Condition.AWAY if error.detail == str(paths.demo_socket()):
            return wording.no_demo()
        case Condition.DENIED:
            return wording.demo_of_another(error.detail)
        case _:
            return wording.demo_not_reading(error.detail)
