"""What a label may say of each kind of thing: the fields that templates name in braces. Pure.

`kiosk.store.label_facts` reads their values. A field that a thing doesn't have is empty.
"""

from collections.abc import Mapping
from types import MappingProxyType

_GOODS = {
    "code": "our own code of it, such as KSK-PA10",
    "number": "number of the part",
    "name": "name of the part",
    "description": "description of the part",
    "unit": "unit of the part",
    "gtin": "GTIN: that of the thing itself, else that of one piece of its part",
    "gs1": "GS1 element string such as (01)09501101530003(10)AB-123, where there is a GTIN",
    "printed": "day on which it is printed",
}
_SUPPLIED = {**_GOODS, "location": "where the part usually lies"}
_PART = {**_SUPPLIED, "gtin": "GTIN of one piece"}
_ITEM = {
    **_GOODS,
    "batch": "batch",
    "expiry": "expiry date",
    "location": "path of its location",
    "place": "name of its location",
    "supplier": "who supplied it",
    "warranty": "end of warranty",
    "notes": "notes",
}
_DOCUMENT = {
    "code": "our own code of it, such as KSK-DO10",
    "number": "number of the document",
    "kind": "what kind of document it is",
    "state": "draft, posted, reversed or cancelled",
    "partner": "supplier or customer",
    "reference": "reference, such as the supplier's delivery note",
    "location": "location on the document's head",
    "source": "number of the document that it was made from",
    "notes": "notes",
    "station": "station at which it was begun",
    "operator": "who posted it, else who began it",
    "date": "when it was posted, else when it was begun",
    "lines": "how many lines it has",
    "printed": "day on which it is printed",
    "page": "number of the page",
    "pages": "how many pages there are",
}

FIELDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "part": _PART,
        "supplier_part": {
            **_SUPPLIED,
            "sku": "supplier's number of the part",
            "supplier": "name of the supplier",
            "manufacturer_number": "manufacturer's number of the part",
            "pack": "how much a pack holds",
        },
        "stock_item": {**_ITEM, "quantity": "how much it is"},
        "unit": {**_ITEM, "serial": "serial number"},
        "location": {
            "code": "our own code of it, such as KSK-SL10",
            "location": "path of the location",
            "short": "last step of the path",
            "above": "path of the location above it",
            "name": "name of the location",
            "gtin": "GTIN that was assigned to it",
            "printed": "day on which it is printed",
        },
        "document": _DOCUMENT,
        "commands": {
            "prefix": "what the codes begin with",
            "page": _DOCUMENT["page"],
            "pages": _DOCUMENT["pages"],
        },
    }
)

# Of each line of a document, and of each unit on it.
LINE: Mapping[str, str] = MappingProxyType(
    {
        "position": "number of the line",
        "number": "number of the part",
        "name": "name of the part",
        "quantity": "how much",
        "unit": "unit of the part",
        "batch": "batch",
        "expiry": "expiry date",
        "location": "location of the line; where none is told and goods come in, the usual one of the part",
        "notes": "notes",
    }
)
UNIT: Mapping[str, str] = MappingProxyType(
    {"serial": "serial number", "missing": "missing, where a list has it and it hasn't come"}
)
