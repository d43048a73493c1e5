"""The QR code on LCSC's bags: `{pbn:PICK…,on:SO…,pc:C312270,pm:ST-1-102,qty:2,mc:,cc:1,pdi:…}`.

Pure. It looks like JSON and is none: nothing in it is quoted, and a manufacturer's number may have a comma.
"""

import re

from kiosk.barcodes.content import Content, Field, Language
from kiosk.barcodes.label_quantity import quantity
from kiosk.wording import supplier_labels as wording

_NEXT = re.compile(r",(?= ?[a-z]{2,3} ?:)")
_KEY = re.compile(r" ?([a-z]{2,3}) ?:")


def read(text: str) -> Content | None:
    """What such a label says; None for any other text."""
    if not (text.startswith("{") and text.endswith("}")):
        return None
    said: list[Field] = []
    for pair in _NEXT.split(text[1:-1]):
        key = _KEY.match(pair)
        if key is None:
            return None
        said.append(Field(key[1], wording.lcsc_key(key[1]), pair[key.end() :].strip(" ")))
    values = {field.id: field.text for field in reversed(said)}
    code, number = values.get("pc", ""), values.get("pm", "")
    if not (code or number):
        return None
    amount, unit, fault = quantity(values["qty"]) if values.get("qty") else (None, "", "")
    return Content(
        language=Language.LCSC,
        rule="keys",
        fields=tuple(said),
        skus=(code,) if code else (),
        manufacturer_number=number,
        part_numbers=(values["mc"],) if values.get("mc") else (),
        quantity=amount,
        unit=unit,
        supplier_order=values.get("on", ""),
        delivery=values.get("pbn", ""),
        supplier="LCSC",
        faults=(fault,) if fault else (),
    )
