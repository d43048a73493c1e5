"""Codes that other systems print on labels of their own: InvenTree's `{"part": 10}` and `INV-PA10`.

Pure. They name *that* system's ids: whether one is known here is for the store to say, by its external ids.
"""

import json
import re
from typing import NamedTuple

INVENTREE = "inventree"
LONGEST = 1024  # characters of JSON: its oldest labels, with a name and an address in them, have some 300
_SHORT = re.compile(r"INV-([A-Z]{2})([0-9]{1,18})")
_MODELS = {
    "PA": "part",
    "SI": "stockitem",
    "SL": "stocklocation",
    "SP": "supplierpart",
    "MP": "manufacturerpart",
    "BO": "build",
    "PO": "purchaseorder",
    "SO": "salesorder",
    "SS": "salesordershipment",
    "RO": "returnorder",
}
_KINDS = frozenset(_MODELS.values())


class ForeignCode(NamedTuple):
    """What a label of another system names: its name here, its own kind and id."""

    source: str
    kind: str
    id: str


def read(text: str) -> ForeignCode | None:
    """What such a code names; None for any other text."""
    if short := _SHORT.fullmatch(text):
        return _code(_MODELS.get(short[1]), short[2])
    return _json(text) if text.startswith("{") and len(text) <= LONGEST else None


def _json(text: str) -> ForeignCode | None:
    """`{"part": 10}`; before that `{"part": {"id": 10, …}, "tool": "InvenTree"}`; at first `{"type": "part", "id": 10,
    "tool": "InvenTree", …}`."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    kinds = [name for name in said if name in _KINDS]
    if len(kinds) == 1:
        value = said[kinds[0]]
        return _code(kinds[0], value.get("id", value.get("pk")) if isinstance(value, dict) else value)
    if not kinds and said.get("tool") == "InvenTree":
        return _code(said.get("type"), said.get("id"))
    return None


def _code(kind: object, id: object) -> ForeignCode | None:
    """The code of an id as a number or in digits; None for a kind that nobody knows, or no id."""
    if not isinstance(kind, str) or kind.lower() not in _KINDS:
        return None
    if isinstance(id, bool) or not isinstance(id, int | str):
        return None
    digits = str(id) if isinstance(id, str) or abs(id) < 10**18 else ""
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18) or int(digits) == 0:
        return None
    return ForeignCode(INVENTREE, kind.lower(), str(int(digits)))
