"""A check of the store recomputes stock from the ledger, and finds each way in which the two can differ."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.statuses import Status, may_become
from kiosk.store import ledger, operations
from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import LISTED, verify

_PIECE = 1_000_000
_OPERATION = (
    "INSERT INTO operation (uid, station_id, seq, run_id, kind, operator, at, recorded_at, reference, note)"
    " VALUES ('x', 1, 9999, 1, 'edit', '', 0, 0, '', '')"
)
_MOVEMENT = (
    "INSERT INTO movement (uid, station_id, seq, operation_id, item_id, from_id, to_id, quantity_before,"
    " quantity_after, status_before, status_after, fields, note, reverses_id) SELECT 'x', 1, 9999, operation_id,"
    " item_id, {0}, '', {1} FROM movement WHERE id = (SELECT MAX(id) FROM movement WHERE item_id = {{reel}})"
)
_SAME = "to_id, to_id, quantity_after, quantity_after, status_after, status_after"


@pytest.fixture
def any_shop(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    return stock(any_store)


# Ids of the shop stand in braces; `edit`, `back` and `undo` are those of `_history`.
FAULTS = {
    "an item without movements": (
        "DELETE FROM movement WHERE item_id = {bag}",
        "stock_item {bag}: it has no movements",
    ),
    "an operation without movements": (_OPERATION, "it has no movements"),
    "a movement that is missing": (
        "DELETE FROM movement WHERE item_id = {psu 2} AND status_before IS NULL",
        "does not begin where the one before it has left stock_item {psu 2}",
    ),
    "a chain that does not begin with nothing": (
        "UPDATE movement SET quantity_before = 1, status_before = 'in_stock' WHERE item_id = {bag}",
        "does not begin where",
    ),
    "a place that was not changed by a movement": (
        "UPDATE stock_item SET location_id = {b} WHERE id = {reel}",
        "stock_item {reel}: it is not as its movements have left it",
    ),
    "a status that was not changed by a movement": (
        "UPDATE stock_item SET status = 'defective' WHERE id = {bag}",
        "stock_item {bag}: it is not as its movements have left it",
    ),
    "a quantity that was not changed by a movement": (
        "UPDATE stock_item SET quantity = 7 * 1000000 WHERE id = {bag}",
        "stock_item {bag}: its movements add up to 80000000 millionths, its quantity is 7000000",
    ),
    "notes that were not changed by a movement": (
        "UPDATE stock_item SET notes = 'dry' WHERE id = {reel}",
        "stock_item {reel}: it is not as its movements have left it",
    ),
    "a chain of notes that is broken": (
        'UPDATE movement SET fields = \'{{"notes": ["dry", ""]}}\' WHERE id = {back}',
        "does not begin where",
    ),
    "an inverse that does not swap the place": (
        "UPDATE movement SET to_id = {b} WHERE id = {back}",
        "movement {back}: it is to take back movement {edit}, and is not its inverse",
    ),
    "an inverse that does not swap the notes": (
        "UPDATE movement SET fields = NULL WHERE id = {back}",
        "movement {back}: it is to take back movement {edit}, and is not its inverse",
    ),
    "an inverse of another item's movement": (
        "UPDATE movement SET reverses_id = (SELECT MIN(id) FROM movement WHERE item_id = {bag}) WHERE id = {back}",
        "and is not its inverse",
    ),
    "an operation that is taken back in part": (
        "UPDATE movement SET reverses_id = NULL WHERE id = {back}",
        "operation {undo}: it is to take back operation",
    ),
    "an entry that is taken back twice": (
        "DROP INDEX movement_reverses; " + _MOVEMENT.format(f"{_SAME}, NULL", "{edit}"),
        "movement {edit}: it has been taken back more than once",
    ),
}


def _history(db: Any, shop: Any) -> dict[str, int]:
    """An edit of the reel, and its undo."""
    reel = shop.ids["reel"]
    state = State(shop.ids["a"], 5000 * _PIECE, Status.IN_STOCK)
    edit = ledger.begin(db, shop.post, Act.EDIT)
    ledger.record(db, shop.post, edit, [Change(reel, state, state, {"notes": ("", "wet")})])
    undone = operations.undo(db, shop.post, edit)
    ids = [id for (id,) in execute(db, "SELECT id FROM movement WHERE item_id = ? ORDER BY id DESC", reel).fetchall()]
    return {"back": ids[0], "edit": ids[1], "undo": getattr(undone, "by", 0)}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_and_its_row_named(shop: Any, unlock: Callable[[Any], None], fault: str) -> None:
    spoil, sentence = FAULTS[fault]

    def find(db: Any) -> tuple[tuple[str, ...], dict[str, int]]:
        ids = {**shop.ids, **_history(db, shop)}
        assert verify(db) == ()
        unlock(db)
        db.execute_sql("PRAGMA ignore_check_constraints = 1")
        for statement in spoil.format(**ids).split("; "):
            db.execute_sql(statement)
        return verify(db), ids

    found, ids = shop.store.call(find)
    assert any(sentence.format(**ids) in told for told in found), found


def test_the_same_faults_are_found_on_postgresql(
    pg_store: Store, stock: Callable[[Store], Any], unlock: Callable[[Any], None]
) -> None:
    """One fault for each query, of those that the engine lets in."""
    shop = stock(pg_store)

    def find(db: Any) -> tuple[str, ...]:
        ids = {**shop.ids, **_history(db, shop)}
        assert verify(db) == ()
        unlock(db)
        for name in FAULTS:
            with db.atomic() as savepoint:
                for statement in FAULTS[name][0].format(**ids).split("; "):
                    db.execute_sql(statement)
                found = verify(db)
                assert any(FAULTS[name][1].format(**ids) in told for told in found), (name, found)
                savepoint.rollback()
        return verify(db)

    assert pg_store.call(find) == ()


def test_an_illegal_step_is_found_where_the_store_has_let_it_in(shop: Any, unlock: Callable[[Any], None]) -> None:
    def find(db: Any) -> tuple[str, ...]:
        unlock(db)
        db.execute_sql("PRAGMA ignore_check_constraints = 1")
        db.execute_sql(
            "INSERT INTO movement (uid, station_id, seq, operation_id, item_id, quantity_before, quantity_after,"
            f" status_before, status_after, note) VALUES ('x', 1, 9999, 1, {shop.ids['psu 2']}, {_PIECE}, {_PIECE},"
            " 'sold', 'scrapped', '')"
        )
        return verify(db)

    found = shop.store.call(find)
    assert any(f"stock_item {shop.ids['psu 2']} can't become scrapped from sold" in told for told in found), found


def test_a_thousand_faults_of_one_kind_are_not_all_listed(shop: Any) -> None:
    def find(db: Any) -> tuple[str, ...]:
        for number in range(LISTED * 2):
            db.execute_sql(_OPERATION.replace("'x'", f"'x{number}'").replace("9999", str(9999 + number)))
        return verify(db)

    assert len(shop.store.call(find)) == LISTED


def test_the_store_takes_just_the_steps_of_the_table(any_shop: Any) -> None:
    text = (
        "INSERT INTO movement (uid, station_id, seq, operation_id, item_id, quantity_before, quantity_after,"
        " status_before, status_after, note, reverses_id) VALUES ('x', 1, 9999, 1, 1, 0, 0, ?, ?, '', ?)"
    )

    def taken(db: Any, before: Status | None, after: Status, reverses: int | None) -> bool:
        with db.atomic() as savepoint:
            try:
                execute(db, text, before, after.value, reverses)
            except any_shop.store._engine.errors:
                savepoint.rollback()
                return False
            savepoint.rollback()
            return True

    def matrix(db: Any) -> None:
        for before, after in product((None, *Status), Status):
            legal = after is before or may_become(before, after)
            assert taken(db, before, after, None) is legal, (before, after)
            assert taken(db, before, after, 1), "a reversal may go any way"

    any_shop.store.call(matrix)
