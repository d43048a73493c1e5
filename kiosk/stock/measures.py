"""Units of measure that stand in a fixed relation: how much of a part's own unit a measured quantity is. Pure."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

# Of each unit the kind of measure, and how many of the kind's smallest unit it is.
_SIZES: Mapping[str, tuple[str, Decimal]] = MappingProxyType(
    {
        **{unit: ("mass", Decimal(size)) for unit, size in (("mg", 1), ("g", 10**3), ("kg", 10**6), ("t", 10**9))},
        **{unit: ("length", Decimal(size)) for unit, size in (("mm", 1), ("cm", 10), ("m", 10**3), ("km", 10**6))},
        **{unit: ("area", Decimal(size)) for unit, size in (("mm2", 1), ("cm2", 10**2), ("m2", 10**6))},
        **{unit: ("volume", Decimal(size)) for unit, size in (("ml", 1), ("cl", 10), ("l", 10**3), ("m3", 10**6))},
    }
)
_POWERS = str.maketrans("²³", "23")


def converted(quantity: Decimal, unit: str, into: str) -> Decimal | None:
    """So much of `unit` in the unit `into`; None where one is no measure of the other: pieces, or another kind."""
    unit, into = _plain(unit), _plain(into)
    if unit == into:
        return quantity
    of, to = _SIZES.get(unit), _SIZES.get(into)
    return quantity * of[1] / to[1] if of is not None and to is not None and of[0] == to[0] else None


def _plain(unit: str) -> str:
    return unit.strip().casefold().translate(_POWERS)
