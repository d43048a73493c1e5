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
    Config,
    HidConfig,
    LogConfig,
    ScannerConfig,
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
    "rules": Rules,
}
DRIVERS: Mapping[str, type[HidConfig] | type[SerialConfig]] = {"hid": HidConfig, "serial": SerialConfig}
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
            if name == "scanner":
                known["scanner"] = self.scanners(value)
            elif name not in TABLES:
                self.unknown_table(name, value)
            elif not isinstance(value, dict):
                keys = [entry.name for entry in fields(TABLES[name])]
                self.problems.append(wording.not_a_table(self.file, name, value, keys))
            else:
                known[name] = self.table(f"[{name}]", TABLES[name], value)
        return Config(**known)

    def unknown_table(self, name: str, value: object) -> None:
        owner = next((table for table, shape in TABLES.items() if _has(shape, name)), "")
        if owner and not isinstance(value, dict | list):
            self.problems.append(wording.stray_key(self.file, name, value, owner))
        else:
            names = [*TABLES, "scanner"]
            self.problems.append(wording.unknown_table(self.file, name, value, _nearest(name, names), names))

    def scanners(self, value: object) -> tuple[ScannerConfig, ...]:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.problems.append(wording.not_an_array(self.file, value))
            return ()
        scanners: list[ScannerConfig] = []
        named: dict[str, str] = {}
        for number, item in enumerate(value, 1):
            where = f"[[scanner]] {number}"
            if (scanner := self.scanner(where, item)) is None:
                continue
            if scanner.name == item.get("name", scanner.name) and (other := named.get(scanner.name)):
                self.problems.append(wording.name_taken(self.file, where, scanner.name, other))
            named.setdefault(scanner.name, where)
            scanners.append(scanner)
        return tuple(scanners)

    def scanner(self, where: str, item: dict[str, Any]) -> ScannerConfig | None:
        driver = item.get("driver")
        allowed = wording.one_of(list(DRIVERS))
        if driver is None:
            self.problems.append(wording.missing_key(self.file, where, "driver", allowed))
            return None
        if not isinstance(driver, str) or driver not in DRIVERS:
            near = _nearest(str(driver), DRIVERS)
            self.problems.append(wording.wrong_value(self.file, where, "driver", driver, allowed, near))
            return None
        if driver == "serial" and "port" not in item:
            self.problems.append(wording.missing_key(self.file, where, "port", wording.port()))
        scanner: ScannerConfig = self.table(where, DRIVERS[driver], item)
        return scanner

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
                    self.problems.append(wording.wrong_value(self.file, where, key, right.pop(key), allowed))
        return shape(**right)

    def unknown_key(self, where: str, shape: type, key: str, value: object) -> None:
        owners = {f"[{name}]": table for name, table in TABLES.items()}
        if shape in DRIVERS.values():
            owners = {f'[[scanner]] with driver = "{name}"': driver for name, driver in DRIVERS.items()}
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
