"""`kiosk labels`: labels of things, slips of documents and the sheet of command codes, as files or to a printer."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.cli import command_labels, label_files, label_jobs, label_templates, output
from kiosk.cli.command import Commands, command, group, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.files import STDOUT as STDIO
from kiosk.cli.naming import NotOne, the_one
from kiosk.cli.opening import configured, opened
from kiosk.stock.print_jobs import MOST_COPIES
from kiosk.stock.thing import Kind, Thing
from kiosk.wording import commands as told
from kiosk.wording import exchange as exchange_wording
from kiosk.wording import label_commands as wording

if TYPE_CHECKING:
    from kiosk.config import Config
    from kiosk.flows.printing.making import Made
    from kiosk.labels.library import Library
    from kiosk.labels.templates import Template
    from kiosk.store.database import Store

_KINDS = {
    "part": frozenset({Kind.PART, Kind.SUPPLIER_PART}),
    "item": frozenset({Kind.STOCK_ITEM}),
    "location": frozenset({Kind.LOCATION}),
    "document": frozenset({Kind.DOCUMENT}),
}


def add(commands: Commands) -> None:
    """Describe the commands."""
    inner = group(command(commands, "labels", wording.labels_help(), wording.labels_about()))
    for name in _KINDS:
        parser = command(inner, name, wording.kind_help(name), wording.kind_about(name))
        parser.add_argument("codes", metavar="CODE", nargs="*", help=wording.codes(name))
        _choices(parser, name)
        parser.add_argument("--template", metavar="NAME", default="", help=wording.template_option())
        parser.add_argument("--sheet", metavar="NAME", default="", help=wording.sheet_option())
        parser.add_argument("--start", metavar="N", type=int, default=1, help=wording.start_option())
        parser.add_argument("--copies", metavar="N", type=int, default=1, help=wording.copies_option())
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--output", metavar="FILE", help=wording.output_option())
        where.add_argument("--printer", metavar="NAME", help=wording.printer_option())
        label_files.options(parser)
        parser.add_argument("--force", action="store_true", help=exchange_wording.force_option())
        json_option(parser)
        parser.set_defaults(run=_run, refuse=parser.error, kind=name)
    command_labels.add(inner)
    label_templates.add(inner)
    label_jobs.add(inner)


def _choices(parser: ArgumentParser, name: str) -> None:
    """Things that are chosen without naming each."""
    parser.set_defaults(all=False, below=None, part=None, document=None)
    if name == "location":
        parser.add_argument("--all", action="store_true", help=wording.all_option())
        parser.add_argument("--below", metavar="CODE", help=wording.below_option())
    if name == "item":
        parser.add_argument("--part", metavar="CODE", help=wording.part_option())
        parser.add_argument("--document", metavar="CODE", help=wording.document_option())


def _run(arguments: Namespace, equipment: Equipment) -> int:
    _checked(arguments)
    from kiosk.labels.layout import LayoutError

    try:
        return _made(arguments)
    except NotOne as none:
        return none.code
    except LayoutError as error:
        sys.stderr.write(f"{told.told(str(error))}\n")
        return Exit.NO


def _made(arguments: Namespace) -> int:
    """Make the labels, and put them where they belong. Raises NotOne, KioskError."""
    from kiosk import times
    from kiosk.flows.printing import library, making

    config = configured(arguments)
    templates = library.of(config)
    template = _template(arguments, config, templates)
    with opened(config) as store:
        things = _things(store, arguments)
        if not things:
            sys.stderr.write(f"{told.told(wording.nothing_chosen(arguments.document or ''))}\n")
            return Exit.NO
        labels = store.look(making.made, things, template, times.zone(config.station.timezone))
        if arguments.printer is not None:
            from kiosk.cli import label_queue

            end = label_queue.queued(arguments, store, config, labels)
            _tell_codes_left_out(templates, labels)
            return end
    end = _filed(arguments, templates, labels)
    _tell_codes_left_out(templates, labels)
    return end


def _tell_codes_left_out(templates: "Library", labels: "Sequence[Made]") -> None:
    """Labels come out without a code that is empty; whoever is to scan them should hear of it."""
    from kiosk.flows.printing import making

    for text, count in making.codes_left_out(making.used(templates, labels), labels).items():
        sys.stderr.write(f"{told.told(wording.codes_left_out(text, count))}\n")


def _template(arguments: Namespace, config: "Config", templates: "Library") -> "Template | None":
    """The one that is named; of slips for a label printer that on a roll. None: each by the one of its kind."""
    from kiosk.flows.printing import making

    name = arguments.template
    if not name and arguments.kind == making.DOCUMENT:
        name = making.slip(templates, roll=_on_labels(arguments, config))
    return templates.template(name) if name else None


def _on_labels(arguments: Namespace, config: "Config") -> bool:
    """Whether it goes to a label printer, or into a file for one."""
    if arguments.printer is None:
        return label_files.format_of(arguments) == label_files.ZPL
    from kiosk.cli import label_queue

    return label_queue.chosen(arguments, config).language == "zpl"


def _checked(arguments: Namespace) -> None:
    """Refuse what goes together in no way, before anything is read."""
    ways = [arguments.codes, arguments.all, arguments.below, arguments.part, arguments.document]
    if sum(map(bool, ways)) != 1:
        arguments.refuse(wording.name_things(arguments.kind))
    if not 1 <= arguments.copies <= MOST_COPIES:
        arguments.refuse(wording.copies_from_to(MOST_COPIES))
    if arguments.start < 1:
        arguments.refuse(wording.start_from_one())
    if arguments.output is None:
        for option in ("sheet", "format", "dpi"):
            if getattr(arguments, option):
                arguments.refuse(wording.printer_knows(option))
        if arguments.start != 1:
            arguments.refuse(wording.printer_knows("start"))
        return
    label_files.checked(arguments)


# Which things


def _things(store: "Store", arguments: Namespace) -> Sequence[Thing]:
    """The things that labels are wanted of. Raises NotOne."""
    from kiosk.flows.printing import choosing

    if arguments.all:
        return store.look(choosing.locations)
    if arguments.below:
        return store.look(choosing.locations, _named(store, arguments.below, _KINDS["location"]))
    if arguments.part:
        return store.look(choosing.items, _named(store, arguments.part, frozenset({Kind.PART})))
    if arguments.document:
        return store.look(choosing.items, _named(store, arguments.document, _KINDS["document"]))
    return [_named(store, code, _KINDS[arguments.kind]) for code in _codes(arguments.codes)]


def _codes(codes: Sequence[str]) -> list[str]:
    """The codes of the command line; `-` stands for those on stdin, one to a line."""
    found: list[str] = []
    for code in codes:
        if code == STDIO:
            found += [line for line in (line.rstrip("\r\n") for line in sys.stdin) if line]
        else:
            found.append(code)
    return found


def _named(store: "Store", text: str, kinds: frozenset[Kind]) -> Thing:
    from kiosk.flows import lookup, naming
    from kiosk.flows.printing import choosing

    found = store.look(choosing.named, text, kinds)
    gone = store.look(lookup.void, text) if not found and Kind.STOCK_ITEM in kinds else ""
    return the_one(found, text, store.look(naming.prefix), gone)


# Where they go


def _filed(arguments: Namespace, templates: "Library", labels: "Sequence[Made]") -> int:
    files, pages = label_files.write(arguments, templates, labels)
    if arguments.output == STDIO:
        return Exit.OK
    count = len(labels) * arguments.copies
    if arguments.json:
        rows = [_row(one) for one in labels]
        output.document({"files": files, "pages": pages, "copies": arguments.copies, "labels": rows})
    else:
        output.lines(wording.written(count, pages, files), *wording.how_to_print(arguments.output))
    return Exit.OK


def _row(label: "Made") -> dict[str, str]:
    return {"template": label.content.template, "label": label.label, **label.content.fields}
