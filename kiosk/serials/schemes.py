"""Schemes of serials: what decides which serials of a part are valid, and which comes next.

A part names its scheme; the empty name is `counter`, for which any serial will do and which counts on by the digits
that a serial ends with. Other packages bring schemes as entry points of the group `kiosk.serial_schemes`, each an
object (or a module) with the three functions of `Scheme`:

    [project.entry-points."kiosk.serial_schemes"]
    acme = "acme_serials:SCHEME"

A scheme has no access to the store. What one raises is its fault: it is logged, shown in words where serials are
entered, and stops nothing else.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NoReturn, Protocol, TypeVar

from kiosk.plugins import Plugin, of_group
from kiosk.serials import masks
from kiosk.serials.counting import following, natural, number
from kiosk.stock import fields
from kiosk.stock.fields import Problem
from kiosk.wording import masks as mask_wording
from kiosk.wording import serials as wording

log = logging.getLogger(__name__)

T = TypeVar("T")

GROUP = "kiosk.serial_schemes"
COUNTER = "counter"
MASK = "mask"
BUILT_IN = (COUNTER, MASK)


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What a scheme may know of the part whose serial it is."""

    number: str = ""
    name: str = ""
    mask: str = ""


class Scheme(Protocol):
    """How the serials of a part are made."""

    def validate(self, serial: str, part: PartFacts) -> str:
        """Why this can be no serial of the part, as a sentence for the operator; empty where it can."""

    def next(self, latest: str | None, part: PartFacts) -> str | None:
        """The serial after `latest`, the first one after None; None where that can't be told."""

    def sort_key(self, serial: str) -> Any:
        """What puts serials in order, so that the greatest is the latest; all keys of a scheme can be compared."""


class SchemeFault(Exception):
    """A scheme failed, or is not installed. `str()` is the sentence for the operator."""


class Counter:
    """Anything goes; counts on by trailing digits, from 1."""

    def validate(self, serial: str, part: PartFacts) -> str:
        return ""

    def next(self, latest: str | None, part: PartFacts) -> str | None:
        return "1" if latest is None else following(latest)

    def sort_key(self, serial: str) -> int:
        return number(serial)


class OfMask:
    """What the part's mask says."""

    def validate(self, serial: str, part: PartFacts) -> str:
        wrong = masks.mask(part.mask).wrong(serial)
        return mask_wording.refused(wrong) if wrong else ""

    def next(self, latest: str | None, part: PartFacts) -> str | None:
        return masks.mask(part.mask).following(latest)

    def sort_key(self, serial: str) -> tuple[str | int, ...]:
        return natural(serial)


@dataclass(frozen=True, slots=True)
class PartScheme:
    """The scheme of one part, by its name. Whatever goes wrong in it comes out as SchemeFault."""

    part: PartFacts = PartFacts()
    plugin: Plugin[Scheme] = Plugin(COUNTER, Counter)

    @property
    def name(self) -> str:
        return self.plugin.name

    def validate(self, serial: str) -> str:
        """Why this can be no serial of the part; empty where it can."""
        return self._asked(lambda scheme: _text(scheme.validate(serial, self.part)))

    def next(self, latest: str | None) -> str | None:
        """The serial after `latest`, which is one that can be kept; None where it can't be told."""
        return self._asked(lambda scheme: _serial(scheme.next(latest, self.part)))

    def sort_key(self, serial: str) -> Any:
        return self._asked(lambda scheme: scheme.sort_key(serial))

    def _asked(self, ask: Callable[[Scheme], T]) -> T:
        try:
            return ask(self.plugin.load())
        except SchemeFault:
            raise
        except Exception as error:  # a plugin is foreign code: whatever it raises must not stop the station
            log.exception("serial scheme %s", self.name)
            raise SchemeFault(wording.scheme_failed(self.name, self.plugin.failed(error))) from error


@cache
def installed() -> tuple[Plugin[Scheme], ...]:
    """The schemes of other packages, by name. Found once in a process."""
    return of_group(GROUP, BUILT_IN)


def names() -> tuple[str, ...]:
    """The schemes that a part can have."""
    return (*BUILT_IN, *(plugin.name for plugin in installed()))


def problems(name: str, mask: str, *, kept: bool = False) -> list[Problem]:
    """What keeps a part from having this scheme with this mask, as `masks.mask_text` gave it.

    `kept`: it has the scheme already.
    """
    found = []
    if name and not kept and name not in names():
        found.append(Problem("serial_scheme", mask_wording.no_scheme(name, names())))
    wrong = ""
    if mask and name in ("", COUNTER):
        wrong = mask_wording.without_scheme()
    elif name == MASK and not mask:
        wrong = mask_wording.missing()
    if wrong:
        found.append(Problem("serial_mask", wrong))
    return found


def scheme_of(name: str, part: PartFacts) -> PartScheme:
    """The scheme of a part by its name, empty for the counter; one that is not installed fails when it is asked."""
    match name:
        case "" | "counter":
            return PartScheme(part)
        case "mask":
            return PartScheme(part, Plugin(MASK, OfMask))
        case _:
            plugin = next((plugin for plugin in installed() if plugin.name == name), None)
            return PartScheme(part, plugin or Plugin(name, partial(_missing, name)))


def _missing(name: str) -> NoReturn:
    raise SchemeFault(wording.scheme_missing(name))


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError(f"{type(found).__name__} where text is due")
    return found


def _serial(found: object) -> str | None:
    return None if found is None else fields.serial(_text(found))
