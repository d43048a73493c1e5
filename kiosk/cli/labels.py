"""`kiosk labels`: codes to be printed, as pages of SVG."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from kiosk.barcodes.commands import read
from kiosk.cli import files, output
from kiosk.cli.command import Commands, command, group, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import configured, opened
from kiosk.config import Config
from kiosk.errors import StoreError
from kiosk.wording import command_codes
from kiosk.wording import commands as told
from kiosk.wording import exchange as exchange_wording
from kiosk.wording import labels as wording

ENDING = ".svg"


def add(commands: Commands) -> None:
    """Describe the command and what it can write."""
    parser = command(commands, "labels", wording.labels_help(), wording.labels_about())
    sheet = command(group(parser), "commands", wording.commands_help(), wording.commands_about())
    sheet.add_argument("--output", metavar="FILE", required=True, help=wording.output_option())
    sheet.add_argument("--page", metavar="N", type=int, help=wording.page_option())
    sheet.add_argument("--force", action="store_true", help=exchange_wording.force_option())
    json_option(sheet)
    sheet.set_defaults(run=_commands, refuse=sheet.error)


def _commands(arguments: Namespace, equipment: Equipment) -> int:
    if arguments.json and arguments.output == files.STDOUT:
        arguments.refuse(wording.no_json_beside())
    if arguments.output != files.STDOUT and not arguments.output.lower().endswith(ENDING):
        arguments.refuse(wording.no_svg(arguments.output))
    from kiosk.labels import command_sheet, svg

    prefix = _prefix(configured(arguments))
    pages = [svg.render(page) for page in command_sheet.pages(prefix)]
    codes = [code for part in command_sheet.groups(prefix) for code in part.codes]
    chosen = _chosen(arguments, pages)
    if arguments.output == files.STDOUT:
        output.copied(BytesIO(chosen[0].encode()))
        return Exit.OK
    names = _written(Path(arguments.output), chosen, force=arguments.force)
    if arguments.json:
        rows = [{"code": code.text, "name": code.name, "does": _does(code.text, prefix)} for code in codes]
        output.document({"files": names, "prefix": prefix, "codes": rows})
    else:
        output.lines(*wording.written(len(codes), names))
    return Exit.OK


def _does(code: str, prefix: str) -> str:
    command = read(code.encode(), prefix)
    assert command is not None, "the sheet has command codes alone"
    return command_codes.does_exactly(command)


def _prefix(config: Config) -> str:
    """What the codes begin with: as the store has it, or as a new one will."""
    from kiosk.store import settings

    try:
        with opened(config) as store:
            return store.look(settings.rules).code_prefix
    except StoreError as error:
        if error.code != "missing":
            raise
    prefix = config.rules.code_prefix
    print(told.told(wording.no_store(prefix)), file=sys.stderr)
    return prefix


def _chosen(arguments: Namespace, pages: Sequence[str]) -> Sequence[str]:
    """The pages to be written. Refuses a page that there is not, and several on stdout."""
    if arguments.page is None:
        if arguments.output == files.STDOUT and len(pages) > 1:
            arguments.refuse(wording.page_needed(len(pages)))
        return pages
    if not 1 <= arguments.page <= len(pages):
        arguments.refuse(wording.no_such_page(arguments.page, len(pages)))
    return pages[arguments.page - 1 : arguments.page]


def _written(path: Path, pages: Sequence[str], *, force: bool, number: int = 1) -> list[str]:
    """Write a file for each page; answers their names. All of them are on the disk before the first gets its name.

    Raises KioskError for a file that exists, and where one can't be written.
    """
    from kiosk.exchange import exporting

    name = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
    names = [str(name)]

    def fill(part: Path) -> int:
        part.write_text(pages[0], encoding="utf-8")
        if len(pages) > 1:
            names.extend(_written(path, pages[1:], force=force, number=number + 1))
        return 1

    exporting.whole(name, fill, force=force)
    return names
