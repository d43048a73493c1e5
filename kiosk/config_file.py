"""Finds kiosk.toml and reads it into a `Config`, or lists everything that is wrong with it at once.

Apart from `kiosk.config`, so that the reader process, which gets its configuration ready-made, imports none
of this. What the values are for is said there; what they may be beyond their types in `kiosk.config_limits`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from kiosk import paths
from kiosk.config import (
    BackupConfig,
    BarcodesConfig,
    Config,
    CupsPrinter,
    DevicePrinter,
    FilePrinter,
    HidConfig,
    LabelsConfig,
    LogConfig,
    NetworkPrinter,
    SerialConfig,
    SoundConfig,
    StationConfig,
    StoreConfig,
)
from kiosk.config_limits import LIMITS
from kiosk.errors import ConfigError, KioskError
from kiosk.stock.rules import Rules
from kiosk.wording import config as wording

TABLES: Mapping[str, type] = {
    "station": StationConfig,
    "store": StoreConfig,
    "backup": BackupConfig,
    "sound": SoundConfig,
    "log": LogConfig,
    "barcodes": BarcodesConfig,
    "labels": LabelsConfig,
    "rules": Rules,
}


@dataclass(frozen=True, slots=True)
class Array:
    """A table that may stand in the file several times; the value of its key `by` says which shape it has."""

    by: str
    shapes: Mapping[str, type]


ARRAYS: Mapping[str, Array] = {
    "scanner": Array("driver", {"hid": HidConfig, "serial": SerialConfig}),
    "printer": Array(
        "kind", {"device": DevicePrinter, "network": NetworkPrinter, "cups": CupsPrinter, "file": FilePrinter}
    ),
}
REQUIRED: Mapping[type, str] = {
    SerialConfig: "port",
    NetworkPrinter: "host",
    CupsPrinter: "queue",
    FilePrinter: "folder",
}
_SYNTAX = re.compile(r"(?P<reason>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)


def find(option: str | None, environ: Mapping[str, str]) -> Path | None:
    """The file that counts: `--config`, $KIOSK_CONFIG, /etc/kiosk/kiosk.toml, the user's; None for the defaults.

    A file that was named counts whether it exists or not, and one that is there whether it can be read or not.
    """
    if option is not None:
        return Path(option)
    if named := environ.get("KIOSK_CONFIG"):
        return Path(named)
    if _is_there(paths.SYSTEM_CONFIG):
        return paths.SYSTEM_CONFIG
    try:
        user = paths.user_config()
    except KioskError:  # no home folder, so no file in it
        return None
    return user if _is_there(user) else None


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # in a folder that may not be entered: reading it will say so
        return True
    return True


def load(path: Path | None) -> Config:
    """The configuration in `path`, or the defaults without one. Raises ConfigError with all problems."""
    if path is None:
        return Config()
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConfigError((wording.unreadable(str(path), error.strerror or str(error)),)) from error
    return parse(raw, str(path))


def parse(raw: bytes, file: str) -> Config:
    """The configuration in the text of a file; `file` is its name for messages. Raises ConfigError."""
    try:
        text = raw.decode()
        document = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ConfigError((wording.not_utf8(file, raw.count(b"\n", 0, error.start) + 1),)) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError((_syntax_problem(file, text, str(error)),)) from error
    except RecursionError as error:
        raise ConfigError((wording.too_deep(file),)) from error
    reading = _Reading(file)
    config = reading.config(document)
    if reading.problems:
        raise ConfigError(tuple(reading.problems))
    return config


def _syntax_problem(file: str, text: str, message: str) -> str:
    lines = text.split("\n")
    found = _SYNTAX.fullmatch(message)
    if found is None:
        return wording.syntax(file, 1, 1, message)
    if found["line"]:
        return wording.syntax(file, int(found["line"]), int(found["column"]), found["reason"])
    return wording.syntax(file, len(lines), len(lines[-1]) + 1, found["reason"])


@dataclass(slots=True)
class _Reading:
    """One pass over a file: builds what can be built and collects a sentence for each fault."""

    file: str
    problems: list[str] = field(default_factory=list)

    def config(self, document: dict[str, Any]) -> Config:
        known: dict[str, Any] = {}
        for name, value in document.items():
            if name in ARRAYS:
                known[name] = self.array(name, ARRAYS[name], value)
            elif name not in TABLES:
                self.unknown_table(name, value)
            elif not isinstance(value, dict):
                keys = [entry.name for entry in fields(TABLES[name])]
                self.problems.append(wording.not_a_table(self.file, name, value, keys))
            else:
                known[name] = self.table(f"[{name}]", TABLES[name], value)
        config = Config(**known)
        if not self.problems:  # or a name may be missing only because its printer is wrong
            self.label_printer(config)
        return config

    def label_printer(self, config: Config) -> None:
        names = [printer.name for printer in config.printer]
        named = config.labels.printer
        if named and named not in names:
            allowed = wording.printer_named(names)
            self.problems.append(
                wording.wrong_value(self.file, "[labels]", "printer", named, allowed, _nearest(named, names))
            )
        elif config.labels.receiving != "off" and not names:
            value = config.labels.receiving
            self.problems.append(wording.no_printer(self.file, "[labels]", "receiving", value))

    def unknown_table(self, name: str, value: object) -> None:
        owner = next((table for table, shape in TABLES.items() if _has(shape, name)), "")
        if owner and not isinstance(value, dict | list):
            self.problems.append(wording.stray_key(self.file, name, value, owner))
        else:
            names = [*TABLES, *ARRAYS]
            self.problems.append(wording.unknown_table(self.file, name, value, _nearest(name, names), names))

    def array(self, table: str, array: Array, value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.problems.append(wording.not_an_array(self.file, table, value))
            return ()
        entries: list[Any] = []
        named: dict[str, str] = {}
        for number, item in enumerate(value, 1):
            where = f"[[{table}]] {number}"
            if (entry := self.entry(where, array, item)) is None:
                continue
            if entry.name == item.get("name", entry.name) and (other := named.get(entry.name)):
                self.problems.append(wording.name_taken(self.file, where, table, entry.name, other))
            named.setdefault(entry.name, where)
            entries.append(entry)
        return tuple(entries)

    def entry(self, where: str, array: Array, item: dict[str, Any]) -> Any:
        kind = item.get(array.by)
        allowed = wording.one_of(list(array.shapes))
        if kind is None:
            self.problems.append(wording.missing_key(self.file, where, array.by, allowed))
            return None
        if not isinstance(kind, str) or kind not in array.shapes:
            near = _nearest(str(kind), array.shapes)
            self.problems.append(wording.wrong_value(self.file, where, array.by, kind, allowed, near))
            return None
        shape = array.shapes[kind]
        if (needed := REQUIRED.get(shape)) is not None and needed not in item:
            self.problems.append(wording.missing_key(self.file, where, needed, LIMITS[shape][needed].allowed()))
        return self.table(where, shape, item)

    def table(self, where: str, shape: type, values: dict[str, Any]) -> Any:
        """An instance of `shape` from those values that are right."""
        types = get_type_hints(shape)
        limits = LIMITS[shape]
        right: dict[str, Any] = {}
        for key, value in values.items():
            if key not in types:
                self.unknown_key(where, shape, key, value)
            elif isinstance(value, dict) and get_origin(types[key]) is dict:
                if self.entries(where, key, value, types[key]):
                    right[key] = value
            else:
                allowed = limits[key].allowed() if key in limits else _allowed(types[key])
                try:
                    right[key] = msgspec.convert(value, types[key])
                except msgspec.ValidationError:
                    near = _nearest(str(value), [option for option in get_args(types[key]) if isinstance(option, str)])
                    self.problems.append(wording.wrong_value(self.file, where, key, value, allowed, near))
                    continue
                if key in limits and not limits[key].holds(right[key]):
                    why = limits[key].why(value)
                    self.problems.append(wording.wrong_value(self.file, where, key, right.pop(key), allowed, why=why))
        return shape(**right)

    def unknown_key(self, where: str, shape: type, key: str, value: object) -> None:
        owners = {f"[{name}]": table for name, table in TABLES.items()}
        for table, array in ARRAYS.items():
            if shape in array.shapes.values():
                owners = {f'[[{table}]] with {array.by} = "{name}"': one for name, one in array.shapes.items()}
        keys = [entry.name for entry in fields(shape)]
        near = _nearest(key, keys)
        owner = next((name for name, table in owners.items() if _has(table, key)), "")
        if owner and not near:
            self.problems.append(wording.misplaced_key(self.file, where, key, value, owner))
        else:
            self.problems.append(wording.unknown_key(self.file, where, key, value, near, keys))

    def entries(self, where: str, key: str, value: dict[str, Any], kind: object) -> bool:
        """Check a table of texts entry by entry; its keys are free, or one of those that its type lists."""
        key_type = get_args(kind)[0]
        names: tuple[str, ...] = get_args(key_type)
        before = len(self.problems)
        for name, text in value.items():
            inner = f"{where} {key}"
            if names and name not in names:
                self.problems.append(wording.unknown_key(self.file, inner, name, text, _nearest(name, names), names))
            elif not isinstance(text, str):
                self.problems.append(wording.wrong_value(self.file, inner, name, text, wording.text()))
            elif not name:
                self.problems.append(wording.wrong_value(self.file, inner, '""', text, wording.substitution()))
        return len(self.problems) == before


def _has(shape: type, key: str) -> bool:
    return any(entry.name == key for entry in fields(shape))


def _nearest(word: str, names: Any) -> str:
    import difflib

    return next(iter(difflib.get_close_matches(word.lower(), list(names), 1, 0.6)), "")


def _allowed(kind: object) -> str:
    """What a type takes, in words."""
    if get_origin(kind) is Literal:
        return wording.one_of(get_args(kind))
    if get_origin(kind) is dict:
        return wording.table_of_texts(get_args(get_args(kind)[0]))
    if kind is bool:
        return wording.true_or_false()
    return wording.whole_number() if kind is int else wording.text()
