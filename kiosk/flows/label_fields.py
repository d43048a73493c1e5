"""What a label puts into the fields of a form that has them: batch, expiry, supplier's code, reference."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kiosk.barcodes.content import Content
from kiosk.flows import goods
from kiosk.wording import entry as entry_wording
from kiosk.wording import labelled as wording


def _quantity(content: Content) -> str:
    """Of pieces only; of what has serials it follows them."""
    if content.quantity is None or content.unit or content.serials:
        return ""
    return f"{content.quantity:f}"


_FIELDS: Mapping[str, Callable[[Content], str]] = MappingProxyType(
    {
        "batch": lambda content: content.batch or content.date_code,
        "expiry": lambda content: "" if content.expiry is None else content.expiry.isoformat(),
        "quantity": _quantity,
        "sku": lambda content: next(iter(content.skus), ""),
        "manufacturer_number": lambda content: content.manufacturer_number,
        "reference": goods.reference,
    }
)
_OURS = frozenset({"quantity"})  # what was typed here counts more than what a label says


def filled(values: Mapping[str, str], content: Content, over: str = "") -> tuple[dict[str, str], str]:
    """What a label tells of the fields of a form with these values; else why it can't: a field has something else.

    `over` is the field that is open: the label replaces what is in it.
    """
    told = {name: text for name, says in _FIELDS.items() if name in values and (text := says(content))}
    for name, text in told.items():
        if values[name] not in ("", text) and name != over and name not in _OURS:
            return {}, wording.differs(entry_wording.label(name), text, values[name])
    return {name: text for name, text in told.items() if name == over or not values[name]}, ""
