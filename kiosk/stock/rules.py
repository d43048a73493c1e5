"""Business rules that all stations of a store share, kept in its `setting` table.

`kiosk.toml` [rules] seeds them in a new store; afterwards the store's values count.
"""

from dataclasses import dataclass
from typing import Literal

DATED = "{year}{month:02}{day:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Defaults of a new store; a setting's key in the store is the field's name."""

    code_prefix: str = "KSK"  # of our own codes: KSK-PA10
    serial_scope: Literal["part", "global"] = "part"  # where a serial number must be unique
    returned_available: bool = False  # whether a returned unit may be sold again without a look at it
    journal: bool = True  # keep every scan
    journal_days: int = 365  # 1 … 36500; scans with effects stay
    batch_template: str = DATED  # of batches that are offered; empty offers none
    invoice_posts: bool = True  # posting an invoice posts its goods receipt or issue with it; else that stays a draft
    code_amounts: str = ""  # patterns of codes that hold a weight or a quantity, each with an example


def is_allowed(key: str, value: object) -> bool:
    """Whether `value`, of the right type already, is within what the rule `key` can be."""
    match key, value:
        case "code_prefix", str():
            return 1 <= len(value) <= 10 and value.isascii() and value.isalnum() and value == value.upper()
        case "journal_days", int():
            return 1 <= value <= 36_500
        case "batch_template", str():
            return value == DATED or _is_template(value)
        case "code_amounts", str():
            return not value or _are_patterns(value)
        case _:
            return True


def _is_template(value: str) -> bool:
    """Whether it can be read. A batch scheme that it names may be installed on other stations only."""
    from kiosk.serials import batches  # no station needs it before its first receipt

    try:
        batches.read(value)
    except ValueError:
        return False
    return True


def _are_patterns(value: str) -> bool:
    from kiosk.barcodes import amounts  # no station needs it before its first code with an amount

    try:
        amounts.checked(value)
    except ValueError:
        return False
    return True
