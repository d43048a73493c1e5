"""`kiosk import`: rows of a CSV or XLSX file into the store, their templates, and what their columns hold."""

import sys
from argparse import ArgumentTypeError, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.cli import files, output
from kiosk.cli.command import Commands, command, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.interrupting import interruptible
from kiosk.cli.opening import configured, opened, starting
from kiosk.cli.progress import Progress
from kiosk.scan import visible
from kiosk.wording import exchange as wording
from kiosk.wording.commands import told

if TYPE_CHECKING:
    from kiosk.exchange.kind import Kind, Loading


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = command(commands, "import", wording.import_help(), wording.import_about())
    files.kind_argument(parser, optional=True)
    parser.add_argument("file", metavar="FILE", nargs="?", help=wording.import_file())
    parser.add_argument("--check", action="store_true", help=wording.check_option())
    json_option(parser)
    parser.add_argument("--encoding", metavar="NAME", type=_encoding, help=wording.encoding_option())
    files.file_options(parser)
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--template", metavar="FILE", help=wording.template_option())
    instead.add_argument("--columns", action="store_true", help=wording.columns_option())
    parser.set_defaults(run=_run, refuse=parser.error)


def _encoding(text: str) -> str:
    from kiosk.exchange.csv_file import is_encoding

    if not is_encoding(text):
        raise ArgumentTypeError(wording.no_encoding(text))
    return text


def _run(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.exchange.kinds import kinds

    known = kinds()
    if (arguments.columns or arguments.template) and (arguments.file or arguments.check or arguments.json):
        arguments.refuse(wording.one_file())
    if arguments.columns:
        return _explain([known[arguments.kind]] if arguments.kind else [*known.values()])
    if not arguments.kind:
        arguments.refuse(wording.needs_kind())
    if arguments.template:
        return _template(arguments, known[arguments.kind])
    if not arguments.file:
        arguments.refuse(wording.needs_file())
    try:
        return _import(arguments, known[arguments.kind])
    except KeyboardInterrupt:
        sys.stderr.write(f"{told(wording.cancelled())}\n")
        raise


def _explain(kinds: "list[Kind]") -> int:
    from kiosk.exchange import template

    output.lines(*"\n".join(map(template.explained, kinds)).splitlines())
    return Exit.OK


def _template(arguments: Namespace, kind: "Kind") -> int:
    from kiosk.exchange import template

    files.format_checked(arguments, arguments.template)
    files.written(arguments, arguments.template, template.header(kind), template.rows(kind))
    if arguments.template != files.STDOUT:
        output.lines(wording.template_written(arguments.template))
    return Exit.OK


def _import(arguments: Namespace, kind: "Kind") -> int:
    with Progress() as progress:
        loading = _loaded(arguments, kind, progress)
    if arguments.json:
        output.document(_facts(arguments, loading))
    else:
        output.lines(*_report(arguments, loading))
    return Exit.NO if loading.errors_total else Exit.OK


def _loaded(arguments: Namespace, kind: "Kind", progress: Progress) -> "Loading":
    from kiosk.exchange import importing, source, template
    from kiosk.exchange.reading import read
    from kiosk.exchange.spool import Spool

    lines = source.lines(
        arguments.file, template.header(kind), encoding=arguments.encoding, delimiter=arguments.delimiter
    )
    config = configured(arguments)
    with Spool() as spool:
        found = read(lines, kind, spool, lambda rows: progress.show(wording.reading(rows)))
        if not found.rows:
            return found
        found.reference = visible(Path(arguments.file).name)
        with opened(config) as store, interruptible() as cancelled:
            try:
                return importing.save(
                    store,
                    starting(config),
                    kind,
                    spool,
                    found,
                    check=arguments.check,
                    cancelled=cancelled,
                    told=lambda done: progress.show(wording.saving(done, found.rows)),
                )
            except importing.Cancelled as error:
                raise KeyboardInterrupt from error


def _facts(arguments: Namespace, loading: "Loading") -> dict[str, Any]:
    return {
        "kind": arguments.kind,
        "file": arguments.file,
        "check": arguments.check,
        "imported": not (arguments.check or loading.errors_total),
        "rows": loading.rows,
        "created": loading.created,
        "changed": loading.changed,
        "unchanged": loading.unchanged,
        "errors_total": loading.errors_total,
        "errors": [asdict(error) for error in loading.errors],
    }


def _report(arguments: Namespace, loading: "Loading") -> list[str]:
    if not loading.rows and not loading.errors_total:
        return [wording.no_rows()]
    if not loading.errors_total:
        return [wording.imported(loading.created, loading.changed, loading.unchanged, check=arguments.check)]
    shown = loading.errors[: wording.LISTED]
    listed = [wording.found(error.row, error.column, error.message) for error in shown]
    if loading.errors_total > len(shown):
        listed.append(wording.more_errors(loading.errors_total - len(shown)))
    return [*listed, wording.refused(loading.errors_total, loading.rows)]
