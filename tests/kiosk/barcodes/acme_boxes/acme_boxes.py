"""Acme prints on its boxes `ACME/PART/LOT/EXPIRY/PIECES`, such as `ACME/RES-10K/L7/2031-05-31/250`.

PART is the number of the part as it was ordered. While a document is open, a box without a number, `ACME//L7/…`, is of
the part of its current line.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from kiosk.barcodes.plugins import Claim, Context
from kiosk.stock.thing import Kind


def read(raw: bytes, context: Context) -> Iterable[Claim]:
    """One claim for a label of Acme; none for any other code."""
    if not raw.startswith(b"ACME/"):
        return
    try:
        _, number, lot, expiry, pieces = raw.decode().split("/")
        said = {"batch": lot, "expiry": date.fromisoformat(expiry), "quantity": Decimal(pieces)}
    except (ValueError, InvalidOperation):  # damaged, or not of Acme after all
        return
    if number or context.part:
        yield Claim(number or context.part, Kind.PART, why="A label on a box of Acme.", **said)
