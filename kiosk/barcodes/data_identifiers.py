"""Data identifiers of ANSI MH10.8.2, as ECIA EIGP 114 uses them on labels of electronic parts; and what they say.

Pure. What an identifier means depends on who prints it: a `P` is the customer's number, but DigiKey's own order code
on its older labels; 30P is DigiKey's order code, but a yes or no on the MAT labels of the automotive trade.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kiosk.barcodes.content import Content, Field, Language
from kiosk.barcodes.gtin import gtin14
from kiosk.barcodes.label_quantity import quantity
from kiosk.wording import supplier_labels as wording

MOST = 3  # candidates of each kind: each is one more branch of a look-up
_ELEMENT = re.compile(r"([0-9]{0,3}[A-Za-z])(.*)", re.DOTALL)
_DIGIKEY = frozenset({"11Z", "12Z", "13Z", "20Z"})
_NONE = frozenset({"", "N/T", "N/A", "NA", "NONE"})  # "not traceable" and the like
_YES_OR_NO = 1


def fields(elements: Iterable[str]) -> tuple[Field, ...]:
    """Each element by its identifier, which ends with its first letter; an element without one is kept as it is."""
    return tuple(_field(element) for element in elements)


def read(said: tuple[Field, ...], rule: str, *, mouser: bool = False) -> Content:
    """What a label with these fields says. `mouser`: its header is misprinted as only Mouser does."""
    label = _Label(said, mouser=mouser)
    amount, unit, fault = label.quantity()
    return Content(
        language=Language.ISO15434,
        rule=rule,
        fields=said,
        gtin14=label.gtin14(),
        keys=tuple(key for key in (label.first("9N"),) if key),
        skus=label.skus()[:MOST],
        manufacturer_number=label.first("1P", "31P"),
        part_numbers=label.part_numbers()[:MOST],
        batch=label.first("1T", "T", "2T"),
        serials=label.serials(),
        expiry=label.expiry(),
        date_code=label.first("9D", "10D", "11D", "16D", *(() if label.pharmacy else ("D",))),
        quantity=amount,
        unit=unit,
        order=label.document("K"),
        supplier_order=label.document("1K", *(("K",) if label.supplier == "Mouser" else ())),
        delivery=label.document("11K", "16K"),
        supplier=label.supplier,
        manufacturer=label.first("1V", "21V"),
        country=label.first("4L"),
        faults=tuple(sentence for sentence in (fault, label.bad_expiry()) if sentence),
    )


def _field(element: str) -> Field:
    parted = _ELEMENT.match(element)
    if parted is None:
        return Field("", "", element)
    id = parted[1].upper()
    return Field(id, wording.identifier(id), parted[2])


class _Label:
    """The fields of one label, and who may have printed it."""

    def __init__(self, said: tuple[Field, ...], *, mouser: bool) -> None:
        self._said = said
        self._values: dict[str, str] = {}
        for field in said:
            self._values.setdefault(field.id, field.text.strip(" "))
        self.pharmacy = "9N" in self._values  # IFA's, with a PPN: its D is the expiry
        self._mat = "12S" in self._values and "31P" in self._values  # a MAT label: its 30P says whether it is RoHS
        self.supplier = self._supplier(mouser=mouser)

    def first(self, *ids: str) -> str:
        """The value of the first of these that has one."""
        return next((value for id in ids if (value := self._value(id))), "")

    def document(self, *ids: str) -> str:
        """The number of the first of these that has one; zeros stand for none."""
        return next((value for id in ids if (value := self._value(id)).strip("0")), "")

    def skus(self) -> tuple[str, ...]:
        own, customers = self._order_code(), self._value("P")
        if not own and (customers.endswith("-ND") or not (self.supplier or self._value("1P"))):
            own = customers  # it names the goods in no other way
        return (own,) if own else ()

    def part_numbers(self) -> tuple[str, ...]:
        number = self._value("P")
        return () if not number or number.endswith("-ND") or number == self._order_code() else (number,)

    def serials(self) -> tuple[str, ...]:
        found = (field.text.strip(" ") for field in self._said if field.id == "S")
        return tuple(dict.fromkeys(serial for serial in found if serial.upper() not in _NONE))

    def gtin14(self) -> str:
        return gtin14(self._value("8P")) or gtin14(self._value("3P")) or ""

    def quantity(self) -> tuple[Decimal | None, str, str]:
        for id in ("Q", "7Q"):
            if value := self._value(id):
                return quantity(value, self._value("3Q"))
        return None, "", ""

    def expiry(self) -> date | None:
        return _day(self._expiry())

    def bad_expiry(self) -> str:
        said = self._expiry()
        return wording.bad_expiry(said) if said and _day(said) is None else ""

    def _expiry(self) -> str:
        return self._value("14D") or (self._value("D") if self.pharmacy else "")

    def _order_code(self) -> str:
        """The supplier's own."""
        if self.supplier == "Farnell":
            return self._value("3P")
        code = self._value("30P")
        return "" if self._mat or len(code) <= _YES_OR_NO else code

    def _supplier(self, *, mouser: bool) -> str:
        """By what only one prints. Mouser's K is the customer's order, or its own where the customer gave none."""
        if mouser or "14K" in self._values:
            return "Mouser"
        if _DIGIKEY & self._values.keys() or any(self._value(id).endswith("-ND") for id in ("30P", "P")):
            return "DigiKey"
        return "Farnell" if self._value("3P") and not gtin14(self._value("3P")) else ""

    def _value(self, id: str) -> str:
        value = self._values.get(id, "")
        return "" if value.upper() in _NONE else value


def _day(text: str) -> date | None:
    """A day written as YYYYMMDD or YYMMDD; day 00 is the last of the month."""
    if not (text.isascii() and text.isdigit()) or len(text) not in (6, 8):
        return None
    if len(text) == 6:
        text = f"20{text}"
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    try:
        return date(year, month, day) if day else _last_of(year, month)
    except ValueError:
        return None


def _last_of(year: int, month: int) -> date:
    from calendar import monthrange

    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    return date(year, month, monthrange(year, month)[1])
