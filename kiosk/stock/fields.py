"""What is typed into a form or stands in a cell of an import, read as the value of one field.

Each parser takes the text as it stands and answers the value, or raises ValueError with the sentence for whoever
typed it, which says what is allowed. Pure: what only the store knows, such as a number that is taken, is not
looked at here. Texts that identify things are kept exactly, so what nobody can see in them is refused; names and
notes keep everything that a store can keep.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import NoReturn, TypeVar

from kiosk.stock import quantity as quantities
from kiosk.stock.statuses import Status
from kiosk.stock.tracking import Tracking
from kiosk.wording import fields as wording

T = TypeVar("T")

CODE = 100  # characters of a part number, a serial, a batch, a supplier's number; as the store's checks have it
NAME = 200
LIST_NAME = 100
PATH = 500
FREE = 10_000  # a cell of a spreadsheet holds 32,767
MOST = 1_000_000_000  # of a quantity: sums of thousands of them still fit the store's numbers
LONGEST_WARRANTY = 1_200  # months

# Controls, line and paragraph separators, and halves of characters, which no store keeps.
_UNSEEN = frozenset({"Cc", "Zl", "Zp", "Cs"})
_NUMBER = re.compile(r"([+-]?)([0-9]+)(?:([.,])([0-9]+))?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UID = re.compile(r"[0-9a-f]{32}")
_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0"})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field; `field` is its name as the column of an import has it, `text` the sentence."""

    field: str
    text: str


def optional(parse: Callable[[str], T], text: str) -> T | None:
    """`parse` of the text; None for an empty one."""
    return parse(text) if text else None


def code(text: str, most: int) -> str:
    """A text that identifies something: of 1 to `most` characters, all of which can be seen."""
    if not text:
        raise ValueError(wording.missing())
    if not text.isprintable() and any(unicodedata.category(char) in _UNSEEN for char in text):
        raise ValueError(wording.control_characters(text))
    if text != text.strip():
        raise ValueError(wording.outer_spaces(text))
    if len(text) > most:
        raise ValueError(wording.too_long(len(text), most))
    return text


def part_number(text: str) -> str:
    return code(text, CODE)


def serial(text: str) -> str:
    return code(text, CODE)


def batch(text: str) -> str:
    return code(text, CODE)


def may_be_batch(text: str) -> bool:
    """Whether a text could be that of a batch at all."""
    try:
        batch(text)
    except ValueError:
        return False
    return True


def sku(text: str) -> str:
    return code(text, CODE)


def manufacturer_number(text: str) -> str:
    return code(text, CODE)


def partner_name(text: str) -> str:
    return code(text, NAME)


def unit(text: str) -> str:
    """What a part is counted in: pcs, m, kg."""
    return code(text, 20)


def location_path(text: str) -> str:
    """Codes from the first level down, joined by `/`."""
    path = code(text, PATH)
    if any(step != step.strip() or not step for step in path.split("/")):
        raise ValueError(wording.no_path(text))
    return path


def name(text: str) -> str:
    """What a thing is called, for people; must be given."""
    if not text.strip():
        raise ValueError(wording.missing())
    return _free(text, NAME)


def list_name(text: str) -> str:
    """What a scan list is called; must be given."""
    if not text.strip():
        raise ValueError(wording.missing())
    return _free(text, LIST_NAME)


def optional_name(text: str) -> str:
    """What a thing is called, where it may have no name: a location's."""
    return _free(text, NAME)


def free_text(text: str) -> str:
    """Descriptions and notes."""
    return _free(text, FREE)


def decimals(text: str) -> int:
    """How many decimals the quantities of a part may have."""
    return whole(text, 0, quantities.PLACES)


def whole(text: str, least: int, most: int) -> int:
    if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
        raise ValueError(wording.no_whole(text, least, most))
    return int(text)


def warranty_months(text: str) -> int:
    return whole(text, 0, LONGEST_WARRANTY)


def quantity(text: str, decimals: int = quantities.PLACES) -> Decimal:
    """A quantity of zero or more, in the part's unit, with at most `decimals` decimals.

    A comma is the decimal mark, too, but not before exactly three digits, where it may as well part thousands.
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        raise ValueError(wording.no_quantity(text))
    sign, ones, mark, places = found[1], found[2], found[3], (found[4] or "").rstrip("0")
    if mark == "," and len(found[4]) == 3:
        raise ValueError(wording.thousands(text, f"{ones}.{found[4]}", f"{ones}{found[4]}"))
    value = Decimal(f"{sign}{ones}.{places}")
    if value < 0 or value > MOST:
        raise ValueError(wording.quantity_out_of_range(text, MOST))
    if len(places) > decimals:
        raise ValueError(wording.too_many_decimals(text, decimals))
    return quantities.of(quantities.millionths(value))


def amount(text: str, decimals: int = quantities.PLACES) -> Decimal:
    """A quantity of more than zero."""
    found = _NUMBER.fullmatch(text)
    if found and found[1] == "-":  # of which `quantity` would say that it may be 0
        raise ValueError(wording.not_zero())
    value = quantity(text, decimals)
    if not value:
        raise ValueError(wording.not_zero())
    return value


def yes_no(text: str) -> bool:
    word = text.strip().casefold()
    if word not in _YES | _NO:
        raise ValueError(wording.one_of(text, ("yes", "no")))
    return word in _YES


def tracking(text: str) -> Tracking:
    """What is required of a part's stock."""
    try:
        return Tracking(text.strip().casefold())
    except ValueError:
        raise ValueError(wording.one_of(text, tuple(Tracking))) from None


def serial_scheme(text: str) -> str:
    """What decides on a part's serials, by name; empty for the counter, however that is written."""
    name = text.strip()
    return "" if name.casefold() == "counter" or not name else code(name, CODE)


def status(text: str) -> Status:
    """A status by its value; capitals and spaces as people read it (`In Stock`) are taken, too."""
    try:
        return Status(text.strip().casefold().replace(" ", "_"))
    except ValueError:
        raise ValueError(wording.one_of(text, tuple(Status))) from None


def day(text: str) -> date:
    """A date as 2027-03-31."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else _no_date(text)
    except ValueError:
        return _no_date(text)


def moment(text: str) -> int:
    """A point in time with its zone, as 2027-03-31T08:00:00Z; UTC microseconds."""
    try:
        found = datetime.fromisoformat(text)
        if found.tzinfo is None:
            raise ValueError(text)
        return (found - _EPOCH) // timedelta(microseconds=1)
    except (ValueError, OverflowError):
        raise ValueError(wording.no_moment(text)) from None


def uid(text: str) -> str:
    """An identifier that a store has given: 32 digits of 0-9 and a-f."""
    if not _UID.fullmatch(text):
        raise ValueError(wording.no_uid(text))
    return text


def _no_date(text: str) -> NoReturn:
    raise ValueError(wording.no_date(text))


def _free(text: str, most: int) -> str:
    if len(text) > most:
        raise ValueError(wording.too_long(len(text), most))
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError(wording.not_kept())
    return text
