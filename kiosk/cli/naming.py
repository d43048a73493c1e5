"""A name on the command line and the one thing that it names; else the sentences that say why there is none."""

import sys
from collections.abc import Sequence

from kiosk.barcodes import internal
from kiosk.cli.exits import Exit
from kiosk.stock.thing import Thing
from kiosk.wording import answers
from kiosk.wording import commands as wording
from kiosk.wording import stock as words


class NotOne(Exception):
    """A name has no thing, or several; what is to be done has been said. `code` is how the command ends."""

    def __init__(self, code: Exit) -> None:
        super().__init__(code)
        self.code = code


def the_one(things: Sequence[Thing], text: str, prefix: str, gone: str = "") -> Thing:
    """The thing that `text` names. Raises NotOne, with the sentences on stderr, where it is not just one.

    `gone` says what became of the thing where there is none any more.
    """
    if len(things) == 1:
        return things[0]
    lines = [words.several_named(text), *(_choice(thing, prefix) for thing in things)]
    for line in lines if things else [gone or words.nothing_named(text)]:
        sys.stderr.write(f"{wording.told(line)}\n")
    raise NotOne(Exit.AMBIGUOUS if things else Exit.NO)


def _choice(thing: Thing, prefix: str) -> str:
    return f"  {internal.write(thing.kind, thing.id, prefix)}  {answers.option(thing)}"
