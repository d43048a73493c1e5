from itertools import pairwise

import pytest

from kiosk.stock.statuses import NEW, ON_HAND, RULES, Status, available, may_become, way
from kiosk.store import tables


def test_every_status_has_its_rule() -> None:
    assert set(RULES) == set(Status)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("in_stock", "sold in_repair defective quarantined lost scrapped"),
        ("quarantined", "in_stock defective scrapped"),
        ("sold", "returned"),
        ("in_repair", "repair_done in_stock defective"),
        ("repair_done", "returned"),
        ("returned", "in_stock sold in_repair quarantined defective scrapped"),
        ("defective", "in_stock scrapped"),
        ("lost", "in_stock"),
        ("scrapped", ""),
        ("void", ""),
    ],
)
def test_a_status_is_followed_by_those_of_the_table_and_no_other(before: str, after: str) -> None:
    assert {status for status in Status if may_become(Status(before), status)} == {Status(s) for s in after.split()}


def test_a_new_unit_is_in_stock_or_quarantined() -> None:
    assert {status for status in Status if may_become(None, status)} == NEW == {Status.IN_STOCK, Status.QUARANTINED}


def test_nothing_becomes_void_but_by_a_reversal() -> None:
    assert not any(may_become(before, Status.VOID) for before in (None, *Status))


def test_only_what_is_on_hand_can_be_available() -> None:
    for status in Status:
        assert available(status, returned_available=True) <= RULES[status].on_hand
    assert [status for status in Status if available(status, returned_available=False)] == [Status.IN_STOCK]
    assert available(Status.RETURNED, returned_available=True)


def test_the_tables_check_the_statuses_of_the_code() -> None:
    checks = " ".join(str(check.sql) for check in tables.StockItem._meta.constraints)
    assert all(f"'{status}'" in checks for status in Status)
    assert ON_HAND == (Status.IN_STOCK, Status.QUARANTINED, Status.RETURNED, Status.DEFECTIVE)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (None, "in_stock", ["in_stock"]),
        (None, "sold", ["in_stock", "sold"]),
        (None, "repair_done", ["in_stock", "in_repair", "repair_done"]),
        ("sold", "in_stock", ["returned", "in_stock"]),
        ("in_stock", "void", []),
        ("scrapped", "in_stock", []),
    ],
)
def test_the_shortest_way_along_the_table(before: str | None, after: str, found: list[str]) -> None:
    assert way(before and Status(before), Status(after)) == tuple(map(Status, found))


def test_every_step_of_every_way_is_one_of_the_table() -> None:
    for before in (None, *Status):
        for after in Status:
            steps = (before, *way(before, after))
            assert all(may_become(here, there) for here, there in pairwise(steps))


def test_a_new_unit_comes_to_every_status_but_void() -> None:
    assert {status for status in Status if not way(None, status)} == {Status.VOID}
