"""`kiosk labels templates` and `sheets`: which there are, what is in one, a copy of it to be edited."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kiosk.cli import output
from kiosk.cli.command import Commands, command, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import configured
from kiosk.wording import exchange as exchange_wording
from kiosk.wording import label_commands as wording

if TYPE_CHECKING:
    from kiosk.labels.library import Library

Read = TypeVar("Read")


def add(commands: Commands) -> None:
    """Describe both commands."""
    for name, run in (("templates", _templates), ("sheets", _sheets)):
        parser = command(commands, name, wording.files_help(name), wording.files_about(name))
        parser.add_argument("name", metavar="NAME", nargs="?", help=wording.file_name(name))
        parser.add_argument("--copy", action="store_true", help=wording.copy_option())
        parser.add_argument("--force", action="store_true", help=exchange_wording.force_option())
        json_option(parser)
        parser.set_defaults(run=run, refuse=parser.error)


def _templates(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows.printing import library

    _checked(arguments)
    kept = library.of(config := configured(arguments))
    if arguments.copy:
        return _copied(arguments, library.folder(config), kept.template_source(arguments.name))
    if arguments.name is not None:
        return _shown(arguments, kept)
    found, problems = _usable(kept.templates(), kept.template)
    if arguments.json:
        output.array(
            {
                "name": one.name,
                "kind": one.kind,
                "width": one.width,
                "height": one.height,
                "sheet": one.sheet or None,
                "about": one.about,
                "own": kept.is_own(one.name),
            }
            for one in found
        )
    else:
        output.table([wording.template(one, own=kept.is_own(one.name)) for one in found])
        output.lines("", wording.folder(str(library.folder(config))))
    return _ended(problems)


def _shown(arguments: Namespace, kept: "Library") -> int:
    """One template: its file, and the fields that it may name."""
    from kiosk.labels import fields

    one, text = kept.template(arguments.name), kept.template_source(arguments.name)
    lines = {"fields": fields.FIELDS[one.kind]}
    if one.rows is not None:
        lines |= {"line_fields": fields.LINE, "unit_fields": fields.UNIT}
    if arguments.json:
        output.document({"name": one.name, "text": text, **{name: dict(value) for name, value in lines.items()}})
        return Exit.OK
    output.lines(*text.splitlines())
    for name, listed in lines.items():
        output.lines("", f"# {wording.fields(name)}")
        output.table([(f"#   {{{field}}}", about) for field, about in listed.items()])
    return Exit.OK


def _sheets(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows.printing import library
    from kiosk.labels.library import PAPERS

    _checked(arguments)
    kept = library.of(config := configured(arguments))
    if arguments.copy:
        return _copied(arguments, library.folder(config) / PAPERS, kept.sheet_source(arguments.name))
    if arguments.name is not None:
        text = kept.sheet_source(arguments.name)
        if arguments.json:
            output.document({"name": arguments.name, "text": text})
        else:
            output.lines(*text.splitlines())
        return Exit.OK
    found, problems = _usable(kept.sheets(), kept.sheet)
    if arguments.json:
        output.array(
            {
                "name": one.name,
                "labels": one.labels,
                "width": one.width,
                "height": one.height,
                "about": one.about,
                "own": kept.is_own(one.name, PAPERS),
            }
            for one in found
        )
    else:
        output.table([wording.sheet(one, own=kept.is_own(one.name, PAPERS)) for one in found])
        output.lines("", wording.folder(str(library.folder(config) / PAPERS)))
    return _ended(problems)


def _usable(names: Sequence[str], read: Callable[[str], Read]) -> tuple[list[Read], list[str]]:
    """Those that can be used, and what is wrong in the others: one bad file hides no good one."""
    from kiosk.labels.tables import TemplateError

    found: list[Read] = []
    problems: list[str] = []
    for name in names:
        try:
            found.append(read(name))
        except TemplateError as error:
            problems += error.problems
    return found, problems


def _ended(problems: Sequence[str]) -> int:
    """How a list ends. Raises TemplateError with what is wrong in those that are not in it."""
    from kiosk.labels.tables import TemplateError

    if problems:
        raise TemplateError(*problems)
    return Exit.OK


def _checked(arguments: Namespace) -> None:
    if arguments.copy and arguments.name is None:
        arguments.refuse(wording.copy_of_what())


def _copied(arguments: Namespace, below: Path, text: str) -> int:
    """Write a copy where the user's own are looked for."""
    from kiosk.exchange import exporting

    file = below / f"{arguments.name}.toml"
    exporting.folder(file)
    data = text.encode()
    exporting.whole(file, lambda part: part.write_bytes(data), force=arguments.force)
    if arguments.json:
        output.document({"file": str(file)})
    else:
        output.lines(wording.copied(str(file)))
    return Exit.OK
