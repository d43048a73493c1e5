"""Codes that other systems print on labels of their own: InvenTree's `{"part": 10}` and `INV-PA10`.

Pure. They name *that* system's ids: whether one is known here is for the store to say, by its external ids.
"""

import json
import re
from typing import NamedTuple

INVENTREE = "inventree"
_SHORT = re.compile(r"INV-(PA|SI|SL|SP|MP|BO|PO|SO|RO)([1-9][0-9]{0,17})")
_MODELS = {
    "PA": "part",
    "SI": "stockitem",
    "SL": "stocklocation",
    "SP": "supplierpart",
    "MP": "manufacturerpart",
    "BO": "build",
    "PO": "purchaseorder",
    "SO": "salesorder",
    "RO": "returnorder",
}
_JSON_MODELS = frozenset(_MODELS.values())


class ForeignCode(NamedTuple):
    """What a label of another system names: its name here, its own kind and id."""

    source: str
    kind: str
    id: str


def read(text: str) -> ForeignCode | None:
    """What such a code names; None for any other text."""
    if short := _SHORT.fullmatch(text):
        return ForeignCode(INVENTREE, _MODELS[short[1]], short[2])
    return _json(text) if text.startswith("{") else None


def _json(text: str) -> ForeignCode | None:
    """`{"part": 10}`, or the older `{"part": {"id": 10, …}, …}`."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    for model, value in said.items() if isinstance(said, dict) else ():
        id = value.get("id", value.get("pk")) if isinstance(value, dict) else value
        if model in _JSON_MODELS and isinstance(id, int) and not isinstance(id, bool) and 0 < id < 10**18:
            return ForeignCode(INVENTREE, model, str(id))
    return None
