"""`kiosk export`: rows of the store into a CSV or XLSX file."""

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.cli import files, output
from kiosk.cli.command import Commands, command
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import configured, opened
from kiosk.cli.progress import Progress
from kiosk.wording import exchange as wording

if TYPE_CHECKING:
    from kiosk.exchange.kind import Cells

TOLD = 1_000  # rows after which progress is shown


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = command(commands, "export", wording.export_help(), wording.export_about())
    files.kind_argument(parser)
    parser.add_argument("file", metavar="FILE", help=wording.export_file())
    files.file_options(parser)
    parser.set_defaults(run=_run, refuse=parser.error)


def _run(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.exchange import template
    from kiosk.exchange.kinds import kinds

    files.format_checked(arguments, arguments.file)
    kind = kinds()[arguments.kind]
    with opened(configured(arguments)) as store, Progress() as progress:
        # In one transaction, so that the file is the store as it was at one moment.
        count = store.look(
            lambda db: files.written(
                arguments, arguments.file, template.header(kind), _counted(kind.rows(db), progress)
            )
        )
    if arguments.file != files.STDOUT:
        output.lines(wording.exported(count, arguments.file))
    return Exit.OK


def _counted(rows: "Iterator[Cells]", progress: Progress) -> "Iterator[Cells]":
    for count, row in enumerate(rows, 1):
        if count % TOLD == 0:
            progress.show(wording.writing(count))
        yield row
