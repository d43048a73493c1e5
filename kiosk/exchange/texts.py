"""Values as they stand in the cells of an export, so that an import reads the same values back. Pure."""

import json
from typing import Any

from kiosk.stock import quantity


def number(millionths: int) -> str:
    """A quantity that the store keeps."""
    return f"{quantity.of(millionths):f}"


def yes_no(value: bool) -> str:
    return "yes" if value else "no"


def optional(value: object) -> str:
    """Nothing is an empty cell."""
    return "" if value is None else str(value)


def cell(value: Any) -> str:
    """A value as JSON takes it as a text: nothing for null, yes or no, else as it is."""
    match value:
        case None:
            return ""
        case bool():
            return yes_no(value)
        case dict():
            return json.dumps(value) if value else ""
        case _:
            return str(value)
