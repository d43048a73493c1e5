"""What is said of lists of what is expected: files that suppliers send, and orders; what is wrong with a row of one.

What is said of a row or a cell is the end of a sentence that begins with it, as in `kiosk.wording.exchange`.
"""

from collections.abc import Mapping, Sequence

from kiosk.wording.fields import quoted


def columns() -> Mapping[str, str]:
    """What the columns of a list hold."""
    return {
        "part": "the part's own number; or name the part by ean or sku",
        "ean": "an EAN or another GTIN that is assigned to the part",
        "sku": "what the supplier calls it",
        "serial": "the serial of one unit; a row each",
        "quantity": "how many, in the part's unit; may be empty beside a serial",
        "batch": "the batch code",
        "expiry": "a date as 2027-03-31",
    }


# Rows


def no_rows() -> str:
    return "the file has no rows below its header"


def too_many_rows(most: int) -> str:
    return f"a list has at most {most:,} rows; split the file"


def no_name() -> str:
    return "the row must name its part: by part, ean or sku"


def no_amount() -> str:
    return "must be given where the row has no serial"


def not_one() -> str:
    return "a row with a serial is one unit; leave it empty, or 1"


def no_part(number: str) -> str:
    return f"there is no part {quoted(number)}; add it first"


def no_gtin(text: str) -> str:
    return f"{quoted(text)} is no EAN: its digits don't fit together"


def no_ean(text: str) -> str:
    return f"no part has the EAN {quoted(text)}; assign it first"


def no_sku(text: str, partner: str) -> str:
    whose = f" of {partner}" if partner else ""
    return f"no part has the supplier's code {quoted(text)}{whose}; enter it with the part's suppliers first"


def ambiguous(text: str, numbers: Sequence[str]) -> str:
    return f"{quoted(text)} may be {' or '.join(numbers)}; name the part by its own number"


def archived(number: str) -> str:
    return f"{number} is archived; bring it back into use first"


def untracked(number: str) -> str:
    return f"no stock is kept of {number}"


def unserialised(number: str) -> str:
    return f"{number} has no serials; leave the serial empty and give a quantity"


def too_many_decimals(number: str, decimals: int) -> str:
    return f"{number} is counted in whole units" if not decimals else f"{number} has at most {decimals} decimals"


def twice(first: int) -> str:
    return f"is the same unit as row {first:,}; take one of them away"


def listed_already() -> str:
    return "is on the document's list already"


def no_unit(number: str) -> str:
    return f"is no unit of {number}"


# What came of it


def loaded() -> str:
    return "List loaded"


def loaded_help(lines: int, serials: int, name: str) -> str:
    """What is expected now by a list, or by an order."""
    units = f", {_many(serials, 'serial')}" if serials else ""
    return f"{_many(lines, 'line')}{units} expected by {name}."


def came(serials: int) -> str:
    """Serials of a list that have come by its order already, said behind what was loaded."""
    return f" {_many(serials, 'serial')} of it came before." if serials else ""


def warned(warnings: Sequence[str], total: int) -> str:
    """What can't come in as it is on the list; said behind what was loaded."""
    more = total - len(warnings)
    return f"Look at: {'; '.join(warnings)}{f'; and {more:,} more' if more else ''}."


def serial_is(serial: str, why: str) -> str:
    return f"{serial} {why}"


def not_loaded() -> str:
    return "List not loaded"


def not_loaded_help(errors: int, first: str) -> str:
    return f"{_many(errors, 'error')}, nothing was taken over. The first: {first}. Mend the file, then load it again."


def unreadable(why: str) -> str:
    return f"can't be used: {why.removesuffix('.')}"


def errors(count: int) -> str:
    """At the field of the file; each error has rows of its own below all fields."""
    return f"has {_many(count, 'error')}, told below: mend the file, then press F5"


def nothing_open(number: str) -> str:
    return f"of {number} nothing is to come any more; choose another order, or leave it empty"


def _many(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"
