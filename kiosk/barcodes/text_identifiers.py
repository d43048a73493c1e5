"""Text element identifiers of ATA Spec 2000, which ISO/IEC 15434 carries in format 12: `SER 123`, `PNR AB-1`.

Pure.
"""

import re
from collections.abc import Iterable

from kiosk.barcodes.content import Content, Field, Language
from kiosk.wording import supplier_labels as wording

_ELEMENT = re.compile(r"([A-Z]{3}) (.*)", re.DOTALL)


def fields(elements: Iterable[str]) -> tuple[Field, ...]:
    """Each element by its identifier; one without is kept as it is."""
    return tuple(_field(element) for element in elements)


def read(said: tuple[Field, ...], rule: str) -> Content:
    """What a message with these elements says."""
    values: dict[str, str] = {}
    for field in said:
        values.setdefault(field.id, field.text.strip(" "))
    serials = [values[id] for id in ("SER", "SEQ", "USN") if values.get(id)]
    return Content(
        language=Language.ISO15434,
        rule=rule,
        fields=said,
        manufacturer_number=values.get("PNR", "") or values.get("PNO", ""),
        batch=values.get("LOT", "") or values.get("LTN", ""),
        serials=tuple(serials[:1]),
        manufacturer=values.get("MFR", "") or values.get("SPL", ""),
    )


def _field(element: str) -> Field:
    parted = _ELEMENT.match(element)
    return Field(parted[1], wording.text_identifier(parted[1]), parted[2]) if parted else Field("", "", element)
