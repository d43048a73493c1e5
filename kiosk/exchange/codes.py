"""The two columns in which a code stands: exact as bytes, and readable. Pure."""

from typing import Any

from kiosk.exchange.kind import Cells, Column
from kiosk.scan import visible_bytes
from kiosk.wording import columns as about
from kiosk.wording import exchange as wording

LONGEST = 4_096  # bytes; what scanners deliver is cut there


def _hex(text: str) -> bytes:
    try:
        raw = bytes.fromhex(text)
    except ValueError:
        raise ValueError(wording.no_hex(text)) from None
    if len(raw) > LONGEST:
        raise ValueError(wording.code_too_long(LONGEST))
    return raw


COLUMNS = (
    Column("code", about.CODE, str),  # only what is readable of the other, where that is there
    Column("raw_hex", about.RAW_HEX, _hex),
)


def cells(raw: bytes) -> Cells:
    """The cells of `COLUMNS`."""
    return visible_bytes(raw), raw.hex()


def raw(values: dict[str, Any]) -> bytes:
    """The code of a row, empty where it has none. Raises ValueError for a text that has no bytes."""
    exact: bytes | None = values.get("raw_hex")
    if exact is not None:
        return exact
    try:
        code = (values.get("code") or "").encode()
    except UnicodeEncodeError:
        raise ValueError(wording.no_code()) from None
    if len(code) > LONGEST:
        raise ValueError(wording.code_too_long(LONGEST))
    return code
