"""Tables of TOML as frozen values, with a sentence for each key that is wrong: what templates and papers are read by.

Knows neither: which values there are is said by the dataclasses that are filled.
"""

import math
from collections.abc import Sequence
from dataclasses import MISSING, dataclass, field, fields
from enum import EnumType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from kiosk.errors import ConfigError
from kiosk.wording import config as told
from kiosk.wording import label_templates as wording

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Shape = TypeVar("Shape", bound="DataclassInstance")

FARTHEST = 5_000.0  # mm; a slip on a roll is some metres long at most
_MOST = 1_000  # of what is counted


class TemplateError(ConfigError):
    """A template or a paper that can't be used, or isn't there. `problems` holds a sentence for each fault."""

    code = "template"

    def __init__(self, *problems: str) -> None:
        super().__init__(problems)


@dataclass(slots=True)
class Reading:
    """One pass over a file: `file` is its name for sentences, which are collected in `problems`."""

    file: str
    problems: list[str] = field(default_factory=list)

    def document(self, text: str) -> dict[str, Any]:
        """The tables of a file. Raises TemplateError where it is no TOML."""
        import tomllib  # not at the top: documents queue labels long before one is drawn

        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise TemplateError(f"{self.file}: {error}.") from error
        except RecursionError as error:
            raise TemplateError(told.too_deep(self.file)) from error

    def known(self, document: dict[str, Any], tables: Sequence[str]) -> None:
        """Complain of tables that are none of these."""
        for name, value in document.items():
            if name not in tables:
                self.problems.append(told.unknown_table(self.file, name, value, nearest(name, tables), tables))

    def table(self, where: str, shape: type[Shape], values: object, inner: tuple[str, ...] = ()) -> Shape | None:
        """A value of `shape`; None where something is wrong in it. `inner` are keys that are read elsewhere."""
        if not isinstance(values, dict):
            self.problems.append(wording.no_toml_table(self.file, where.strip("[]0123456789 ")))
            return None
        types = get_type_hints(shape)
        names = [entry.name for entry in fields(shape) if entry.name not in inner]
        before = len(self.problems)
        right: dict[str, Any] = {}
        for key, value in values.items():
            if key in inner:
                continue
            if key not in names:
                near = nearest(key, [*names, *inner])
                self.problems.append(told.unknown_key(self.file, where, key, value, near, [*names, *inner]))
            elif self._allowed(where, key, value, types[key]):
                right[key] = msgspec.convert(value, types[key])
        for entry in fields(shape):
            needed = entry.name in names and entry.default is MISSING and entry.default_factory is MISSING
            if needed and entry.name not in values:
                self.problems.append(told.missing_key(self.file, where, entry.name, _described(types[entry.name])))
        return shape(**right) if len(self.problems) == before else None

    def tables(self, name: str, shape: type[Shape], values: object) -> tuple[Shape, ...]:
        """The values of a list of tables, `[[name]]`."""
        if not isinstance(values, list):
            self.problems.append(wording.no_toml_table(self.file, name))
            return ()
        found = [self.table(f"[[{name}]] {number}", shape, value) for number, value in enumerate(values, 1)]
        return tuple(one for one in found if one is not None)

    def _allowed(self, where: str, key: str, value: object, kind: Any) -> bool:
        near = ""
        try:
            right = msgspec.convert(value, kind)
        except msgspec.ValidationError:
            near = nearest(str(value), _options(kind))
        else:
            if all(map(_within, right if isinstance(right, tuple) else (right,))):
                return True
        self.problems.append(told.wrong_value(self.file, where, key, value, _described(kind), near))
        return False


def _within(value: object) -> bool:
    """Whether a number is one that a measure or a count can be; all else is."""
    if not isinstance(value, float | int) or isinstance(value, bool):
        return True
    return math.isfinite(value) and 0 <= value <= (FARTHEST if isinstance(value, float) else _MOST)


def nearest(word: str, names: Any) -> str:
    """The one of `names` that is most like `word`; empty where none is."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.lower(), list(names), 1, 0.6)), "")


def _options(kind: Any) -> list[str]:
    """The texts that a type takes, where it takes not all."""
    if get_origin(kind) is tuple:
        return _options(get_args(kind)[0])
    named = kind if isinstance(kind, EnumType) else get_args(kind)
    return [str(one) for one in named]


def _described(kind: Any) -> str:
    """What a type takes, in words."""
    if get_origin(kind) is tuple:
        return wording.list_of(_described(get_args(kind)[0]))
    if kind is bool:
        return told.true_or_false()
    if kind is int:
        return wording.count(1, _MOST)
    if kind is str:
        return told.text()
    if kind in (float, float | None):
        return wording.measure(0, FARTHEST)
    return told.one_of(_options(kind))
