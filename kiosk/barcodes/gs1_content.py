"""What the elements of a GS1 code mean to a store: GTIN, batch, serial, expiry, quantity, order, pallet, place.

Pure. Of an element that stands there twice the first counts.
"""

from datetime import date
from decimal import Decimal

from kiosk.barcodes.content import Content, Counts, Field, Language
from kiosk.barcodes.element_strings import Element, Elements, Wrong
from kiosk.barcodes.gtin import check_digit
from kiosk.wording import gs1 as wording

_EXPIRY = ("17", "7003", "15")  # use by, the same to the minute, best before: the first that is there
_GOODS = frozenset({"00", "01", "02", "03"})
_PLACES = ("414", "410", "411", "412", "413", "415", "416", "417")
# Net measures of what is in hand, in units that a part can have. Widths, gross weights and measures in other units are
# shown only.
_UNITS = {"310": "kg", "311": "m", "314": "m2", "315": "l", "316": "m3"}


def content(rule: str, read: Elements) -> Content:
    """What a code says that has these elements and was claimed by `rule`."""
    usable: dict[str, Element] = {}
    for element in read.elements:
        if element.wrong is None:
            usable.setdefault(element.ai, element)
    texts = {ai: element.text for ai, element in usable.items()}
    gtin14 = texts.get("01") or texts.get("02", "")
    quantity, unit, counts = _quantity(usable)
    return Content(
        language=Language.GS1,
        rule=rule,
        fields=tuple(_field(element) for element in read.elements),
        gtin14=gtin14,
        keys=_keys(texts, goods=any(element.ai in _GOODS for element in read.elements)),
        part_numbers=(texts["241"],) if "241" in texts else (),
        batch=texts.get("10", ""),
        serials=(texts["21"],) if "21" in texts else (),
        expiry=_expiry(usable),
        quantity=quantity,
        unit=unit,
        counts=counts,
        order=texts.get("400", ""),
        faults=_faults(read, usable),
    )


def _keys(texts: dict[str, str], *, goods: bool) -> tuple[str, ...]:
    """The SSCC of a pallet, bare and behind its AI, as either may have been assigned; else the GLN of a place.

    A GLN beside goods, misread ones too, says where they go, not what was scanned.
    """
    if sscc := texts.get("00"):
        return (sscc, "00" + sscc)
    place = next((ai for ai in _PLACES if ai in texts), "")
    return (texts[place], place + texts[place]) if place and not goods else ()


def _expiry(usable: dict[str, Element]) -> date | None:
    return next((usable[ai].day for ai in _EXPIRY if ai in usable and usable[ai].day), None)


def _quantity(usable: dict[str, Element]) -> tuple[Decimal | None, str, Counts | None]:
    """A count of pieces; else a measure and its unit. AI 37 counts what is inside, so it needs 02."""
    inside = "02" in usable and "01" not in usable
    for ai, counts in (("30", None), *((("37", Counts.PACKS),) if inside else ())):
        if ai in usable and usable[ai].text.strip("0"):
            return Decimal(usable[ai].text), "", counts
    for ai, element in usable.items():
        if ai[:3] in _UNITS and len(ai) == 4 and element.number:
            return element.number, _UNITS[ai[:3]], None
    return None, "", Counts.UNNAMED if "37" in usable and "02" not in usable else None


def _field(element: Element) -> Field:
    text = element.text
    if element.day is not None and len(text) == 6:
        text = element.day.isoformat()
    elif element.number is not None and element.ai.startswith("3"):
        text = f"{element.number:f}"
    return Field(element.ai, wording.name(element.ai, element.title), text)


def _faults(read: Elements, usable: dict[str, Element]) -> tuple[str, ...]:
    faults = [fault for element in read.elements if (fault := _fault(element))]
    for element in read.elements:
        if element.wrong is None and usable[element.ai].text != element.text:
            faults.append(wording.twice(_named(element), usable[element.ai].text, element.text))
    if read.unread:
        faults.append(wording.too_many(len(read.elements), read.unread))
    return tuple(faults)


def _fault(element: Element) -> str:
    match element.wrong:
        case Wrong.CHECK_DIGIT:
            return wording.wrong_check_digit(_named(element), element.text, check_digit(element.text))
        case Wrong.DATE:
            return wording.no_date(_named(element), element.text)
        case Wrong.FORM:
            return wording.wrong_form(_named(element), element.text)
        case Wrong.LONG:
            return wording.too_long(_named(element), element.text)
        case Wrong.UNKNOWN if not element.ai:
            return wording.no_identifier(element.text)
        case _:
            return ""


def _named(element: Element) -> str:
    return wording.named(element.ai, element.title)
