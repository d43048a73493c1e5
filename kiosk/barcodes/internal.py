"""Our own codes, as printed on our labels: `KSK-PA10` names part 10 of this store.

Pure. The prefix is a setting of the store; the letters after it say the kind, the number is the id. There is
one way to write each code: no leading zeros, no small letters, no checksum.
"""

import re
from dataclasses import dataclass

from kiosk.stock.thing import Kind

_KINDS = {
    "PA": Kind.PART,
    "SI": Kind.STOCK_ITEM,
    "SL": Kind.LOCATION,
    "SP": Kind.SUPPLIER_PART,
    "DO": Kind.DOCUMENT,
}
_LETTERS = {kind: letters for letters, kind in _KINDS.items()}
_TAIL = re.compile(r"(PA|SI|SL|SP|DO)([1-9][0-9]{0,17})")  # 18 digits fit any engine's BIGINT


@dataclass(frozen=True, slots=True)
class OwnCode:
    """What one of our codes names: a kind of thing and its id, whether or not there is such a thing."""

    kind: Kind
    id: int


def read(text: str, prefix: str) -> OwnCode | None:
    """The thing that `text` names if it is one of our codes; None for any other text. No prefix: no own codes."""
    if not has_prefix(text, prefix):
        return None
    tail = _TAIL.fullmatch(text, len(prefix) + 1)
    return OwnCode(_KINDS[tail[1]], int(tail[2])) if tail else None


def has_prefix(text: str, prefix: str) -> bool:
    """Whether `text` begins as our codes do."""
    return bool(prefix) and text.startswith(prefix) and text.startswith("-", len(prefix))


def write(kind: Kind, id: int, prefix: str) -> str:
    """The code to print for a thing."""
    return f"{prefix}-{_LETTERS[kind]}{id}"
