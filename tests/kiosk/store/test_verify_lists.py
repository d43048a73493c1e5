"""A check of the store counts the rows of scan lists, and looks at what they and their steps name."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.lists import editing, scanning
from kiosk.flows.lists.listing import Listing
from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import verify


@pytest.fixture
def gathered(any_store: Store, stock: Callable[[Store], Any]) -> Store:
    """Two lists with steps of several kinds."""
    shop = stock(any_store)

    def steps(db: Any) -> None:
        for _ in range(2):
            state = Listing()
            for code in (b"SN-0001", b"2000000000015", b"0805-103", b"MAIN/B"):
                state, _ = scanning.scan(db, shop.post, state, shop.scan(code))
            state, _ = editing.mark(db, shop.post, state)
            state, outcome = editing.expand(db, shop.post, state, state.row.id)
            assert outcome.result == "expanded"

    any_store.call(steps)
    assert any_store.look(verify) == ()
    return any_store


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE scan_list SET total = total + 1 WHERE id = 1", "scan_list 1: it counts 7 rows, 6 of them"),
        ("UPDATE scan_list SET marked = 0 WHERE id = 2", "scan_list 2: it counts 6 rows, 0 of them marked"),
        ("UPDATE scan_list_row SET thing_id = 999 WHERE id = 1", "scan_list_row 1: there is no stock_item 999."),
        (
            "UPDATE scan_list_row SET thing_id = 999 WHERE id = 3",
            "scan_list_row 3: there is no supplier_part 999.",
        ),
        ("UPDATE list_step SET before = '[]' WHERE id = 1", "list_step 1: what it would put back"),
        ("UPDATE list_step SET list_id = 2 WHERE id = 1", "list_step 1: what it would put back"),
    ],
)
def test_a_fault_is_named(gathered: Store, sql: str, fault: str) -> None:
    gathered.call(execute, sql)
    (found,) = gathered.look(verify)
    assert found.startswith(fault)
