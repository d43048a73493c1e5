"""`kiosk labels commands`: the sheet of command codes."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.barcodes.commands import read
from kiosk.cli import files, label_files, output
from kiosk.cli.command import Commands, command, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import configured, opened
from kiosk.config import Config
from kiosk.errors import StoreError
from kiosk.wording import command_codes
from kiosk.wording import commands as told
from kiosk.wording import exchange as exchange_wording
from kiosk.wording import label_commands as common
from kiosk.wording import labels as wording

if TYPE_CHECKING:
    from kiosk.labels.command_sheet import Group
    from kiosk.labels.templates import Template

_FORMATS = (label_files.SVG, label_files.PNG, label_files.PDF)


def add(commands: Commands) -> None:
    """Describe the command."""
    sheet = command(commands, "commands", wording.commands_help(), wording.commands_about())
    where = sheet.add_mutually_exclusive_group(required=True)
    where.add_argument("--output", metavar="FILE", help=wording.output_option())
    where.add_argument("--printer", metavar="NAME", help=common.printer_option())
    sheet.add_argument("--template", metavar="NAME", default="commands", help=wording.template_option())
    sheet.add_argument("--page", metavar="N", type=int, help=wording.page_option())
    label_files.options(sheet, _FORMATS)
    sheet.add_argument("--force", action="store_true", help=exchange_wording.force_option())
    json_option(sheet)
    sheet.set_defaults(run=_run, refuse=sheet.error, sheet="", start=1, copies=1)


def _run(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.labels.layout import LayoutError

    try:
        return _made(arguments)
    except LayoutError as error:
        print(told.told(str(error)), file=sys.stderr)
        return Exit.NO


def _made(arguments: Namespace) -> int:
    if arguments.output is None:
        return _queued(arguments)
    label_files.checked(arguments)
    from kiosk.labels import command_sheet
    from kiosk.labels.drawing import page

    config = configured(arguments)
    template, prefix = _template(arguments, config), _prefix(config)
    chosen = label_files.format_of(arguments)
    pages = tuple(map(page, command_sheet.drawings(prefix, template)))
    if arguments.page is not None:
        if not 1 <= arguments.page <= len(pages):
            arguments.refuse(wording.no_such_page(arguments.page, len(pages)))
        pages = pages[arguments.page - 1 : arguments.page]
    elif arguments.output == files.STDOUT and chosen != label_files.PDF and len(pages) > 1:
        arguments.refuse(wording.page_needed(len(pages)))
    dots = arguments.dpi or label_files.DOTS.get(chosen, 0)
    names = label_files.saved(arguments, label_files.rendered(chosen, pages, dots))
    if arguments.output == files.STDOUT:
        return Exit.OK
    _tell(arguments, names, command_sheet.groups(prefix, template), prefix)
    return Exit.OK


def _template(arguments: Namespace, config: Config) -> "Template":
    """The one that is named. Raises KioskError, also for one of another kind."""
    from kiosk.flows.printing import library
    from kiosk.labels.layout import LayoutError
    from kiosk.labels.templates import COMMANDS
    from kiosk.wording import label_templates

    template = library.of(config).template(arguments.template)
    if template.commands is None:
        raise LayoutError(label_templates.wrong_kind(template.name, template.kind, COMMANDS))
    return template


def _tell(arguments: Namespace, names: Sequence[str], groups: "Sequence[Group]", prefix: str) -> None:
    codes = [code for group in groups for code in group.codes]
    if arguments.json:
        rows = [{"code": code.text, "name": code.name, "does": _does(code.text, prefix)} for code in codes]
        output.document({"files": names, "prefix": prefix, "codes": rows})
    else:
        output.lines(*wording.written(len(codes), names))


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


def _queued(arguments: Namespace) -> int:
    """Put the sheet into a printer's queue."""
    from kiosk.cli import label_queue
    from kiosk.flows.printing.making import commands

    for option in ("page", "format", "dpi"):
        if getattr(arguments, option):
            arguments.refuse(common.printer_knows(option))
    config = configured(arguments)
    template, prefix = _template(arguments, config), _prefix(config)
    with opened(config) as store:
        return label_queue.queued(arguments, store, config, [commands(prefix, template.name)])
