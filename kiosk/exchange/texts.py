"""Values as they stand in the cells of an export, so that an import reads the same values back. Pure."""

from kiosk.stock import quantity


def number(millionths: int) -> str:
    """A quantity that the store keeps."""
    return f"{quantity.of(millionths):f}"


def yes_no(value: bool) -> str:
    return "yes" if value else "no"


def optional(value: object) -> str:
    """Nothing is an empty cell."""
    return "" if value is None else str(value)
