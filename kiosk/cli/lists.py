"""`kiosk lists`: prints the scan lists, one of them, and writes one to a file."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import times
from kiosk.cli import output
from kiosk.cli.command import Commands, command, group, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.naming import NotOne
from kiosk.cli.opening import configured, opened
from kiosk.cli.progress import Progress
from kiosk.wording import commands as common
from kiosk.wording import exchange as files_wording
from kiosk.wording import lists_export as wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import tzinfo

    from kiosk.page import Page
    from kiosk.stock.scan_lists import ScanList
    from kiosk.store.database import Store


def add(commands: Commands) -> None:
    """Describe the commands."""
    inner = group(command(commands, "lists", wording.lists_help(), wording.lists_about()))
    parser = command(inner, "list", wording.list_help(), wording.list_about())
    parser.add_argument("--closed", action="store_true", help=wording.closed_option())
    json_option(parser)
    parser.set_defaults(run=_list)

    parser = command(inner, "show", wording.show_help(), wording.show_about())
    parser.add_argument("name", metavar="NAME", help=wording.name_argument())
    json_option(parser)
    parser.set_defaults(run=_show)

    parser = command(inner, "export", wording.export_help(), wording.export_about())
    parser.add_argument("name", metavar="NAME", help=wording.name_argument())
    parser.add_argument("file", metavar="FILE", help=wording.file_argument())
    parser.add_argument("--force", action="store_true", help=files_wording.force_option())
    parser.set_defaults(run=_export, refuse=parser.error)


def named(store: "Store", name: str, zone: "tzinfo | None") -> "ScanList":
    """The open list of this name, or any of this number; else the only open one whose name begins with these words.

    Raises NotOne, with the sentences on stderr.
    """
    from kiosk.store import scan_lists

    found, several = store.look(scan_lists.named, name), wording.several_named(name)
    if not found and name.isascii() and name.isdigit() and len(name) < 19:
        one = store.look(scan_lists.get, int(name))
        found = () if one is None else (one,)
    elif not found:
        found, several = store.look(scan_lists.beginning, name), wording.several_begin(name)
    if len(found) == 1:
        return found[0]
    lines = [several, *(wording.choice(one, times.short(one.used_at, zone)) for one in found)]
    for line in lines if found else [wording.none_named(name)]:
        sys.stderr.write(f"{common.told(line)}\n")
    raise NotOne(Exit.AMBIGUOUS if found else Exit.NO)


def _list(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.exchange.scan_lists import head
    from kiosk.store import scan_lists

    config = configured(arguments)
    zone = times.zone(config.station.timezone)
    with opened(config) as store:
        found = _paged(store, scan_lists.closed_page if arguments.closed else scan_lists.open_page)
        if arguments.json:
            output.array(map(head, found))
            return Exit.OK
        output.each((wording.line(one, times.short(one.used_at, zone)) for one in found), wording.none_listed())
    return Exit.OK


def _show(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.exchange.scan_lists import facts, head
    from kiosk.store import scan_list_rows, settings

    config = configured(arguments)
    zone = times.zone(config.station.timezone)
    with opened(config) as store:
        try:
            one = named(store, arguments.name, zone)
        except NotOne as none:
            return none.code
        rows = enumerate(_paged(store, scan_list_rows.page, one.id), 1)
        if arguments.json:
            prefix = store.look(settings.rules).code_prefix
            output.streamed(head(one), "contents", (facts(number, row, prefix) for number, row in rows))
            return Exit.OK
        output.lines(wording.line(one, times.short(one.used_at, zone)))
        output.table([wording.row(*row) for row in rows])
    return Exit.OK


def _export(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows.lists import exporting
    from kiosk.post import Post
    from kiosk.store import settings

    if not arguments.file.lower().endswith(exporting.FORMATS):
        arguments.refuse(wording.no_format(arguments.file))
    config = configured(arguments)
    with opened(config) as store, Progress() as progress:
        try:
            one = named(store, arguments.name, times.zone(config.station.timezone))
        except NotOne as none:
            return none.code
        post = Post(0, 0, "", store.look(settings.rules).code_prefix)  # of nobody: what only reads is not work

        def told(done: float) -> bool:
            progress.show(wording.writing(done))
            return True

        def read(fn: "Callable[..., Any]", *args: Any) -> Any:
            return store.look(fn, post, *args)

        count = exporting.export(read, one.id, Path(arguments.file), told, force=arguments.force, makes_folder=False)
    output.lines(wording.exported(count, arguments.file))
    return Exit.OK


def _paged(store: "Store", page: "Callable[..., Page[Any]]", *args: int) -> "Iterator[Any]":
    """All that a window is on, page by page while it is printed."""
    offset = 0
    while rows := store.look(page, *args, offset).rows:
        yield from rows
        offset += len(rows)
