"""Readers of codes from other packages: entry points of the group `kiosk.barcodes`.

An entry point names a function `read(raw: bytes, context: Context) -> Iterable[Claim]`. It gets the code as
scanned (symbology identifier, prefix, suffix and terminator are off) and answers what the code stands for: other
codes or texts, which the store then looks up as if they had been scanned (own code, assigned code, GTIN, own
text; not plugins again). Plugins are asked only about codes that mean nothing otherwise. A plugin has no access
to the store. One that raises is logged, shown as such in "explain this scan", and passed over.

    [project.entry-points."kiosk.barcodes"]
    acme = "acme_labels:read"
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from kiosk.plugins import Plugin, of_group
from kiosk.stock.thing import Kind

log = logging.getLogger(__name__)

GROUP = "kiosk.barcodes"
MAX_CLAIMS = 3  # of one plugin: each is one more statement on the path of a scan


@dataclass(frozen=True, slots=True)
class Context:
    """What a plugin may know beside the code. `symbology` is the AIM identifier without `]`, or empty."""

    symbology: str = ""
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What a plugin says that a code stands for: whatever `code` names, of this `kind` only if one is given.

    `why` is a sentence for the operator. `pack` is how many pieces one scan is, in millionths of the unit; None
    leaves it to what `code` says.
    """

    code: str
    kind: Kind | None = None
    why: str = ""
    pack: int | None = None


Read = Callable[[bytes, Context], Iterable[Claim]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one plugin made of a code; `fault` is what it raised, as short text, or empty."""

    name: str
    claims: tuple[Claim, ...] = ()
    fault: str = ""


@cache
def installed() -> tuple[Plugin[Read], ...]:
    """The plugins that are installed, by name. Found once in a process."""
    return of_group(GROUP)


def ask(plugins: Sequence[Plugin[Read]], raw: bytes, context: Context) -> tuple[Answer, ...]:
    """What each plugin says of a code. Never raises."""
    return tuple(_ask(plugin, raw, context) for plugin in plugins)


def _ask(plugin: Plugin[Read], raw: bytes, context: Context) -> Answer:
    try:
        claims = tuple(islice(plugin.load()(raw, context), MAX_CLAIMS))
        for claim in claims:
            if not isinstance(claim, Claim):
                raise TypeError(f"not a Claim: {type(claim).__name__}")
            claim.code.encode()  # a lone surrogate is no code
    except Exception as error:  # a plugin is foreign code: whatever it raises must not stop a scan
        log.exception("barcode plugin %s", plugin.name)
        return Answer(plugin.name, fault=plugin.failed(error))
    return Answer(plugin.name, claims)
