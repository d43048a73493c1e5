"""Readers of codes from other packages: entry points of the group `kiosk.barcodes`.

An entry point names a function `read(raw: bytes, context: Context) -> Iterable[Claim]`. It gets the code as
scanned (symbology identifier, prefix, suffix and terminator are off) and answers what the code stands for: other
codes or texts, which the store then looks up as if they had been scanned (own code, assigned code, GTIN, own
text; not plugins again). A claim may say more of the goods: batch, serials, expiry, quantity.

    [project.entry-points."kiosk.barcodes"]
    acme = "acme_labels:read"

    def read(raw, context):
        if raw.startswith(b"ACME:"):
            number, batch = raw[5:].decode().split(":")
            yield Claim(number, Kind.PART, why="An Acme label: part and batch.", batch=batch)

Plugins are asked only about codes that mean nothing otherwise, by name, unless `[barcodes] plugins` in kiosk.toml
says in which order: the first one whose claim is found here wins. A plugin answers nothing for a code that is not of
its language. It has no access to the store, and 5 ms for a code, since the operator waits; one that takes longer is
logged and shown on the Station screen. So is one that raises: it is passed over for that code, and "explain this scan"
tells of it. Classes and fields here stay as they are; new fields have defaults.
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from kiosk.plugins import Plugin, of_group
from kiosk.stock.thing import Kind

if TYPE_CHECKING:
    from kiosk.barcodes.content import Content, Field

log = logging.getLogger(__name__)

GROUP = "kiosk.barcodes"
MAX_CLAIMS = 3  # of one plugin: each is one more statement on the path of a scan
BUDGET = 5.0  # ms that a plugin has for a code


@dataclass(frozen=True, slots=True)
class Context:
    """What a plugin may know beside the code. `symbology` is the AIM identifier without `]`, or empty.

    `document` is the number of the open document, `document_kind` what it is ("goods_receipt", "goods_issue" …), `part`
    the number of the part of its current line; empty where there is none.
    """

    symbology: str = ""
    typed: bool = False
    document: str = ""
    document_kind: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a plugin says that a code stands for: whatever `code` names, of this `kind` only if one is given.

    `why` is a sentence for the operator. `pack` is how many pieces one scan is, in millionths of the unit; None
    leaves it to what `code` says. What the code says of the goods beyond naming them is empty or None where it says
    nothing; `quantity` is in pieces or, with a `unit` such as "kg", a measure. It goes before `pack`.
    """

    code: str
    kind: Kind | None = None
    why: str = ""
    pack: int | None = None
    batch: str = ""
    serials: tuple[str, ...] = ()
    expiry: date | None = None
    quantity: Decimal | None = None
    unit: str = ""
    order: str = ""


Read = Callable[[bytes, Context], Iterable[Claim]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one plugin made of a code; `fault` is what it raised, as short text, or empty."""

    name: str
    claims: tuple[Claim, ...] = ()
    fault: str = ""


@cache
def installed(order: tuple[str, ...] = ()) -> tuple[Plugin[Read], ...]:
    """The plugins that are installed: those named first, in that order, then all others by name. Found once."""
    if order:
        places = {name: place for place, name in enumerate(order)}
        return tuple(sorted(installed(), key=lambda plugin: places.get(plugin.name, len(places))))
    return of_group(GROUP)


def content(name: str, claim: Claim) -> "Content | None":
    """What a claim of this plugin says beyond naming a thing; None where it says nothing."""
    if not (claim.batch or claim.serials or claim.expiry or claim.quantity is not None or claim.order):
        return None
    from kiosk.barcodes.content import Content, Language

    return Content(
        language=Language.PLUGIN,
        rule=name,
        fields=_fields(claim),
        batch=claim.batch,
        serials=claim.serials,
        expiry=claim.expiry,
        quantity=claim.quantity,
        unit=claim.unit,
        order=claim.order,
    )


def _fields(claim: Claim) -> "tuple[Field, ...]":
    """What a claim says, one by one, as "explain this scan" shows it."""
    from kiosk.barcodes.content import Field

    quantity = "" if claim.quantity is None else f"{claim.quantity:f} {claim.unit}".strip()
    expiry = "" if claim.expiry is None else claim.expiry.isoformat()
    told = {"batch": (claim.batch,), "serial": claim.serials, "expiry": (expiry,), "quantity": (quantity,)}
    told["order"] = (claim.order,)
    return tuple(Field("", name, text) for name, texts in told.items() for text in texts if text)


def ask(plugin: Plugin[Read], raw: bytes, context: Context) -> Answer:
    """What a plugin says of a code. Never raises."""
    try:
        read = plugin.load()  # its import takes what it takes, once
        start = time.perf_counter()
        claims = tuple(islice(read(raw, context), MAX_CLAIMS))
        took = (time.perf_counter() - start) * 1000
        for claim in claims:
            _check(claim)
    except Exception as error:  # a plugin is foreign code: whatever it raises must not stop a scan
        log.exception("barcode plugin %s", plugin.name)
        return Answer(plugin.name, fault=plugin.failed(error))
    if took > BUDGET and plugin.took(took):
        log.warning("barcode plugin %s took %.0f ms for a code; it has %.0f", plugin.name, took, BUDGET)
    return Answer(plugin.name, claims)


def _check(claim: object) -> None:
    """Raises TypeError or ValueError where this is no claim, or says what no store keeps."""
    if not isinstance(claim, Claim):
        raise TypeError(f"not a Claim: {type(claim).__name__}")
    for text in (claim.code, claim.why, claim.batch, claim.unit, claim.order, *claim.serials):
        if not isinstance(text, str):
            raise TypeError(f"not text: {type(text).__name__}")
        if "\0" in text:
            raise ValueError("a NUL in a text")
        text.encode()  # a lone surrogate is no text
    if not isinstance(claim.serials, tuple):
        raise TypeError(f"serials are no tuple: {type(claim.serials).__name__}")
    if claim.expiry is not None and type(claim.expiry) is not date:  # a datetime is one, too, by its class
        raise TypeError(f"not a date: {type(claim.expiry).__name__}")
    if claim.quantity is not None and not (isinstance(claim.quantity, Decimal) and claim.quantity.is_finite()):
        raise TypeError(f"not a quantity: {claim.quantity!r}"[:100])
    if claim.pack is not None and not (isinstance(claim.pack, int) and claim.pack > 0):
        raise TypeError(f"not a pack: {claim.pack!r}"[:100])
