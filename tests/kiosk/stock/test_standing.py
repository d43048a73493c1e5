"""How a line stands: what is here, what there is to be, what is lacking or too much."""

from decimal import Decimal

import pytest

from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Line
from kiosk.stock.standing import Lack, standing, takes_serials
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking

PART = Thing(Kind.PART, 1, "P")


def line(quantity: str, serials: int, *, serial: bool = True, said: bool = False, expected: str | None = None) -> Line:
    tracking = Tracking.SERIAL if serial else Tracking.NONE
    wanted = None if expected is None else Decimal(expected)
    head = (1, 1, 1, PART, "P", "Part", "pcs", 0, tracking, None)
    return Line(*head, Decimal(quantity), said, wanted, serials, "", None, None, None, True, "")


@pytest.mark.parametrize(
    ("given", "here", "wanted", "lack", "by"),
    [
        (line("5", 3, said=True), 3, 5, Lack.MISSING, 2),
        (line("5", 5, said=True), 5, 5, None, 0),
        (line("5", 7, said=True), 7, 5, Lack.TOO_MANY, 2),
        (line("2", 2), 2, None, None, 0),  # the quantity follows the serials
        (line("1", 0), 0, 1, Lack.MISSING, 1),  # the part's code was scanned, its serial is to come
        (line("4", 0, serial=False), 4, None, None, 0),
        (line("4", 0, serial=False, expected="10"), 4, 10, Lack.MISSING, 6),
        (line("12", 0, serial=False, expected="10"), 12, 10, Lack.SURPLUS, 2),
        (line("3", 3, expected="3"), 3, 3, None, 0),
    ],
)
def test_a_line_stands_by_its_serials_its_quantity_and_its_list(
    given: Line, here: int, wanted: int | None, lack: Lack | None, by: int
) -> None:
    stands = standing(given, Way.IN, listed=given.expected is not None)
    assert (stands.here, stands.wanted, stands.lack, stands.by) == (here, wanted, lack, by)


def test_what_is_on_no_list_is_unexpected_where_there_is_one() -> None:
    assert standing(line("2", 2), Way.IN, listed=True).lack is Lack.UNEXPECTED
    assert standing(line("2", 2, expected="0"), Way.IN, listed=True).lack is Lack.UNEXPECTED
    assert standing(line("2", 2), Way.IN, listed=False).lack is None


def test_nothing_that_is_only_ordered_takes_serials() -> None:
    assert takes_serials(line("2", 0), Way.OUT)
    assert not takes_serials(line("2", 0), Way.NONE)
    assert not takes_serials(line("2", 0, serial=False), Way.IN)
    assert standing(line("2", 0, said=True), Way.NONE, listed=False).here == 2
