"""What a label says of one thing: texts by the names of fields, as `kiosk.labels.fields` lists them. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.labels.gs1_text import bracketed
from kiosk.stock.thing import Thing

# What GS1 takes as a batch and as a serial: its character set 82, up to 20 of it.
_NAMED = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}", re.ASCII)


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """`kind` is that of the templates for it. `rows` are the lines of a document, each followed by its units."""

    thing: Thing
    kind: str
    fields: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...] = ()


def gs1(gtin14: str, batch: str = "", expiry: str = "", serial: str = "") -> str:
    """The element string of goods, in brackets; empty without a GTIN, or where GS1 can't carry batch or serial.

    `expiry` is an ISO date. A serial alone names a unit, so a batch that can't be carried is left out beside it.
    """
    if not gtin14 or (serial and not _NAMED.fullmatch(serial)):
        return ""
    carried = _NAMED.fullmatch(batch) is not None
    if batch and not carried and not serial:
        return ""
    elements = [("01", gtin14)]
    if expiry:
        elements.append(("17", expiry[2:].replace("-", "")))
    if carried:
        elements.append(("10", batch))
    if serial:
        elements.append(("21", serial))
    return bracketed(elements)


def gtin(gtin14: str) -> str:
    """As it is printed: 13 digits, and 14 for one of a trade unit that holds several."""
    return gtin14[1:] if gtin14.startswith("0") else gtin14
