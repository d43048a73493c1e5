"""TME's labels: DataMatrix `PWBP-302 1PMPNWBP-302 Q1 K19361337/1`, and QR `QTY:1 PN:WBP-302 PO:19361337/1 …`.

Pure. `K` and `PO` are TME's own order with its line; the customer's order is `CPO`.
"""

import re

from kiosk.barcodes import packed_labels
from kiosk.barcodes.content import Content, Field, Language
from kiosk.barcodes.label_quantity import quantity
from kiosk.wording import supplier_labels as wording

_KEYS = {"QTY": "QTY", "PN": "PN", "PO": "PO", "CPO": "CPO", "MFR": "MFR", "MPN": "MPN", "COO": "CoO"}
_KEY = re.compile(r"(?:^| )(QTY|PN|PO|CPO|MFR|MPN|C[oO]O):")
_TAIL = re.compile(r" RoHS(?= |\Z)| https?://www\.tme\.[a-z]{2,4}/\S*", re.IGNORECASE)
_MATRIX = re.compile(r"P(\S{1,40}) 1P(\S{1,40}) Q([0-9]{1,9})(?: 4L([A-Z]{2}))? K([0-9]{5,12}(?:/[0-9]{1,4})?)")
_PACKED_END = re.compile(r"Q[0-9]{1,7}(?:4L[A-Z]{2})?K[0-9]{7,9}/[0-9]{1,3}\Z")
_NEEDED = 2  # keys, and more, to believe that it is one without the address of its shop


def read(text: str) -> Content | None:
    """What such a label says; None for any other text."""
    if text.startswith("P") and not text.startswith(("PN:", "PO:")):
        return _matrix(text)
    return _keys(text)


def _matrix(text: str) -> Content | None:
    if parted := _MATRIX.fullmatch(text):
        ids = ("P", "1P", "Q", "4L", "K")
        pairs = [(id, value) for id, value in zip(ids, parted.groups(), strict=True) if value is not None]
        return _content("identifiers", pairs, dict(pairs))
    if _PACKED_END.search(text[-40:]) is None:
        return None
    pairs = [_pair(element) for element in packed_labels.tme(text)]
    return _content("identifiers_packed", pairs, dict(pairs)) if pairs else None


def _pair(element: str) -> tuple[str, str]:
    id = element[: 2 if element[0].isdigit() else 1]
    return id, element[len(id) :]


def _keys(text: str) -> Content | None:
    plain = _TAIL.sub("", text)
    starts = [*_KEY.finditer(plain)]
    if not starts or starts[0].start() != 0:
        return None
    ends = [key.start() for key in starts[1:]] + [len(plain)]
    pairs = [(_KEYS[key[1].upper()], plain[key.end() : end]) for key, end in zip(starts, ends, strict=True)]
    values = dict(reversed(pairs))
    if not values.get("PN") or (len(values) <= _NEEDED and plain == text):
        return None
    pairs += [("RoHS" if tail[0].upper() == " ROHS" else "URL", tail[0].strip(" ")) for tail in _TAIL.finditer(text)]
    ids = {"P": "PN", "1P": "MPN", "Q": "QTY", "4L": "CoO", "K": "PO", "CPO": "CPO", "1V": "MFR"}
    return _content("keys", pairs, {id: values.get(key, "") for id, key in ids.items()})


def _content(rule: str, pairs: list[tuple[str, str]], values: dict[str, str]) -> Content:
    amount, unit, fault = quantity(values["Q"]) if values.get("Q") else (None, "", "")
    return Content(
        language=Language.TME,
        rule=rule,
        fields=tuple(Field(id, wording.tme_key(id), value) for id, value in pairs),
        skus=(values["P"],),
        manufacturer_number=values.get("1P", ""),
        quantity=amount,
        unit=unit,
        order=values.get("CPO", ""),
        supplier_order=values.get("K", "").partition("/")[0],
        supplier="TME",
        manufacturer=values.get("1V", ""),
        country=values.get("4L", ""),
        faults=(fault,) if fault else (),
    )
