"""`kiosk config check | show`: what is wrong with kiosk.toml, or what counts."""

import dataclasses
import json
import os
from argparse import Namespace
from pathlib import Path
from typing import Any

from kiosk import config_file
from kiosk.cli import output
from kiosk.cli.command import Commands, command, group, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import configured, store_url
from kiosk.config import Config, FilePrinter
from kiosk.errors import ConfigError, KioskError
from kiosk.wording import commands as wording
from kiosk.wording import config as config_wording
from kiosk.wording.config import without_password


def add(commands: Commands) -> None:
    """Describe the command."""
    entries = group(command(commands, "config", wording.config_help(), wording.config_about()))
    command(entries, "check", wording.config_check_help(), wording.config_check_about()).set_defaults(run=_check)
    show = command(entries, "show", wording.config_show_help(), wording.config_show_about())
    json_option(show)
    show.set_defaults(run=_show)


def _check(arguments: Namespace, equipment: Equipment) -> int:
    path = config_file.find(arguments.config, os.environ)
    config = config_file.load(path)
    if problems := _missing(config, str(path)):
        raise ConfigError(problems)
    output.lines(wording.config_fine(str(path) if path else ""))
    return Exit.OK


def _missing(config: Config, file: str) -> tuple[str, ...]:
    """What labels need and is not there now. A station starts all the same: a folder may come with its disk."""
    from kiosk.flows.printing import library

    printers = [(f"[[printer]] {number}", one) for number, one in enumerate(config.printer, 1)]
    folders = [(where, "folder", one.folder) for where, one in printers if isinstance(one, FilePrinter)]
    if config.labels.templates:
        folders.append(("[labels]", "templates", config.labels.templates))
    problems = [config_wording.no_such_folder(file, *named) for named in folders if not _is_folder(named[2])]
    for where, one in printers:
        try:
            if one.sheet:
                library.of(config).sheet(one.sheet)
        except KioskError as error:
            problems.append(config_wording.unusable(file, where, "sheet", one.sheet, str(error)))
    return tuple(problems)


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:  # below one that may not be entered
        return False


def _show(arguments: Namespace, equipment: Equipment) -> int:
    config = configured(arguments)
    values = _values(config)
    if arguments.json:
        output.document(values)
        return Exit.OK
    path = config_file.find(arguments.config, os.environ)
    output.lines("# " + wording.config_source(str(path) if path else ""))
    if not config.scanner:  # tables of none would mean the default one
        output.lines("", "scanner = []")
    for name, table in values.items():
        for entry in table if isinstance(table, list) else [table]:
            header = f"[[{name}]]" if isinstance(table, list) else f"[{name}]"
            output.lines("", header, *(f"{key} = {_toml(value)}" for key, value in entry.items()))
    return Exit.OK


def _values(config: Config) -> dict[str, Any]:
    """The configuration as tables, with the store's real URL, but never its password."""
    values = dataclasses.asdict(config)
    values["store"]["url"] = without_password(store_url(config))
    values["scanner"] = list(values["scanner"])
    values["printer"] = list(values["printer"])
    return values


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        entries = ", ".join(f"{_toml(key)} = {_toml(text)}" for key, text in value.items())
        return f"{{ {entries} }}" if entries else "{}"
    # A JSON string is a TOML string, once all that could not be seen is escaped.
    return "".join(_escaped(char) for char in json.dumps(value, ensure_ascii=False))


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"
