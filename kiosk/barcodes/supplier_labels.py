"""Labels of suppliers: which of the forms that they print a code has, and what it says.

Pure. Knows the forms by their beginnings; their fields are read by a module each, imported with the first such label.
"""

from typing import TYPE_CHECKING

from kiosk.barcodes.content import Content, Language

if TYPE_CHECKING:
    from kiosk.barcodes.iso15434 import Message

LONGEST = 4096  # characters: no symbol on goods holds more
_GS = "\x1d"
_BARE = range(2, 65)  # elements which all have identifiers are believed without a header; no label has more
_MOST = 400  # elements of a message that are read: a carton with all its serials on it has some hundred


def read(text: str) -> Content | None:
    """What such a label says; None for any other text."""
    if len(text) > LONGEST:
        return None
    if "[)>" in text[:7]:
        from kiosk.barcodes import iso15434

        message = iso15434.split(text)
        return message and _said(message)
    if _GS in text:
        return _bare(text)
    if text.startswith("{"):
        from kiosk.barcodes import lcsc

        return lcsc.read(text)
    from kiosk.barcodes import tme

    return tme.read(text)


def _said(message: "Message") -> Content:
    """What a message of ISO/IEC 15434 says: by the first of its envelopes that can be read, and those like it."""
    from kiosk.barcodes import data_identifiers, text_identifiers
    from kiosk.wording import supplier_labels as wording

    if not message.envelopes:
        return _packed(message)
    for envelope in message.envelopes:
        elements = [one for other in message.envelopes if other.format == envelope.format for one in other.elements]
        if len(elements) > _MOST:
            return Content(
                language=Language.ISO15434, rule=message.rule, faults=(wording.too_many(len(elements), _MOST),)
            )
        if envelope.format == "06":
            return data_identifiers.read(data_identifiers.fields(elements), message.rule, mouser=message.mouser)
        if envelope.format == "12":
            return text_identifiers.read(text_identifiers.fields(elements), message.rule)
        if envelope.format == "05" and (said := _gs1(elements)):
            return said
    fault = wording.unknown_format(message.envelopes[0].format)
    return Content(language=Language.ISO15434, rule=message.rule, faults=(fault,))


def _gs1(elements: list[str]) -> Content | None:
    from kiosk.barcodes import gs1

    return gs1.read(_GS.join(elements), "d2")


def _bare(text: str) -> Content | None:
    """What a label says whose header is gone, where all of its elements have identifiers that are used on labels."""
    from kiosk.barcodes import data_identifiers

    elements = [element for element in text.rstrip("\x1e\x04").split(_GS) if element]
    if len(elements) not in _BARE:
        return None
    fields = data_identifiers.fields(elements)
    return data_identifiers.read(fields, "no_header") if all(field.name for field in fields) else None


def _packed(message: "Message") -> Content:
    """What a message without separators says, where its supplier's form leaves no doubt."""
    from kiosk.barcodes import data_identifiers, packed_labels
    from kiosk.wording import supplier_labels as wording

    if elements := packed_labels.elements(message.packed):
        return data_identifiers.read(data_identifiers.fields(elements), "order_of_fields", mouser=message.mouser)
    return Content(language=Language.ISO15434, rule=message.rule, faults=(wording.separators_dropped(),))
