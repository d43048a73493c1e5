"""Stock changes with its movement or not at all, and the ledger itself never changes."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.statuses import Status
from kiosk.store import document_lines, documents, ledger, stock_items
from kiosk.store.database import Store
from kiosk.store.ledger import Overtaken
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

_PIECE = 1_000_000
_MOVEMENTS = (
    "SELECT status_before, status_after, from_id, to_id, quantity_before, quantity_after, fields, note"
    " FROM movement WHERE item_id = ? ORDER BY id"
)


@pytest.fixture
def any_shop(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    return stock(any_store)


def _movements(shop: Any, item: int) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = shop.store.call(lambda db: execute(db, _MOVEMENTS, item).fetchall())
    return [tuple(row) for row in rows]


def _item(shop: Any, item: int) -> tuple[Any, ...]:
    text = "SELECT location_id, quantity, status, batch, notes, version FROM stock_item WHERE id = ?"
    return tuple(shop.store.call(lambda db: execute(db, text, item).fetchone()))


def _record(shop: Any, *changes: Change) -> None:
    def work(db: Any) -> None:
        ledger.record(db, shop.post, ledger.begin(db, shop.post, Act.STATUS), changes)

    shop.store.call(work)


def test_new_stock_has_come_along_the_table_of_statuses(any_shop: Any) -> None:
    place = any_shop.ids["a"]
    sold = NewItem(part=any_shop.ids["supply"], location=None, serial="N1", status=Status.SOLD)
    returned = NewItem(part=any_shop.ids["supply"], location=place, serial="N2", status=Status.RETURNED)
    first, second = any_shop.enter(sold, returned)
    assert [row[:4] for row in _movements(any_shop, first)] == [
        (None, "in_stock", None, None),
        ("in_stock", "sold", None, None),
    ]
    assert [row[:4] for row in _movements(any_shop, second)] == [
        (None, "in_stock", None, place),
        ("in_stock", "sold", place, None),
        ("sold", "returned", None, place),
    ]
    assert any_shop.store.call(verify) == ()


def test_each_movement_names_the_line_of_the_document_that_it_is_made_for(any_shop: Any) -> None:
    part, post = any_shop.ids["supply"], any_shop.post

    def work(db: Any) -> tuple[list[int], dict[int, list[Any]]]:
        document = documents.create(db, post, DocKind.RECEIPT)
        lines = [document_lines.add(db, document, part, {"quantity": _PIECE}) for _ in "ab"]
        sold = NewItem(part=part, location=None, serial="N1", status=Status.SOLD, line=lines[0])
        new = NewItem(part=part, location=any_shop.ids["a"], serial="N2", line=lines[1])
        operation = ledger.begin(db, post, Act.INITIAL)
        made = ledger.create(db, post, operation, [sold, new])
        here = stock_items.state(db, made[1])
        assert here is not None
        lost = State(None, _PIECE, Status.LOST)
        ledger.record(db, post, operation, [Change(made[1], here, lost, line=lines[0])])
        of_item = "SELECT line_id FROM movement WHERE item_id = ? ORDER BY id"
        return lines, {item: [line for (line,) in execute(db, of_item, item).fetchall()] for item in made}

    (first, second), found = any_shop.store.call(work)
    assert list(found.values()) == [[first, first], [second, first]]


def test_void_is_nothing_to_begin_with(any_shop: Any) -> None:
    with pytest.raises(ValueError, match="void"):
        any_shop.enter(NewItem(part=any_shop.ids["supply"], location=None, serial="N1", status=Status.VOID))


def test_a_change_writes_item_and_movement_together(any_shop: Any) -> None:
    item, a, b = any_shop.ids["psu 1"], any_shop.ids["a"], any_shop.ids["b"]
    before, after = State(a, _PIECE, Status.IN_STOCK), State(b, _PIECE, Status.DEFECTIVE)
    _record(any_shop, Change(item, before, after, {"batch": (None, "B9"), "notes": ("", "bent")}, "dropped"))
    assert _item(any_shop, item) == (b, _PIECE, "defective", "B9", "bent", 2)
    fields = '{"batch": [null, "B9"], "notes": ["", "bent"]}'
    assert _movements(any_shop, item)[-1] == (
        "in_stock", "defective", a, b, _PIECE, _PIECE, fields, "dropped",
    )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"location": "b"},
        {"quantity": 2},
        {"status": Status.QUARANTINED},
    ],
    ids=str,
)
def test_who_was_overtaken_changes_nothing(any_shop: Any, wrong: dict[str, Any]) -> None:
    item, held = any_shop.ids["psu 1"], any_shop.ids["psu 7"]
    true = {"location": any_shop.ids["a"], "quantity": _PIECE, "status": Status.IN_STOCK}
    if "location" in wrong:
        wrong = {"location": any_shop.ids["b"]}
    out = State(None, _PIECE, Status.SOLD)
    before = _item(any_shop, item), _movements(any_shop, item), _item(any_shop, held)
    with pytest.raises(Overtaken) as overtaken:
        _record(any_shop, Change(held, State(**true), out), Change(item, State(**{**true, **wrong}), out))
    assert overtaken.value.item == item
    assert (_item(any_shop, item), _movements(any_shop, item), _item(any_shop, held)) == before


def test_who_was_overtaken_in_a_field_changes_nothing(any_shop: Any) -> None:
    item = any_shop.ids["psu 1"]
    here = State(any_shop.ids["a"], _PIECE, Status.IN_STOCK)
    with pytest.raises(Overtaken):
        _record(any_shop, Change(item, here, here, {"notes": ("another text", "mine")}))
    assert _item(any_shop, item)[4:] == ("", 1)


def test_changes_of_one_item_follow_each_other_and_write_it_once(any_shop: Any) -> None:
    item, a, b = any_shop.ids["psu 1"], any_shop.ids["a"], any_shop.ids["b"]
    here = State(a, _PIECE, Status.IN_STOCK)
    # In stock, yet nowhere: no state for a stock item, and on the way to one that is.
    between, there = State(None, _PIECE, Status.IN_STOCK), State(b, _PIECE, Status.DEFECTIVE)
    _record(any_shop, Change(item, here, between), Change(item, between, there))
    assert _item(any_shop, item)[:3] == (b, _PIECE, "defective")
    assert _item(any_shop, item)[-1] == 2
    with pytest.raises(Overtaken):
        _record(any_shop, Change(item, there, here), Change(item, there, here))


@pytest.mark.parametrize("text", ["UPDATE {} SET note = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["movement", "operation"])
def test_the_ledger_itself_is_never_changed(any_shop: Any, text: str, table: str) -> None:
    with pytest.raises(StoreError, match="never changed"):
        any_shop.store.call(lambda db: execute(db, text.format(table)))


def test_the_database_refuses_every_step_that_the_table_has_not(any_shop: Any) -> None:
    item, a = any_shop.ids["psu 2"], any_shop.ids["a"]
    assert any_shop.store.call(stock_items.state, item) == State(None, _PIECE, Status.SOLD)
    with pytest.raises(StoreError):
        _record(any_shop, Change(item, State(None, _PIECE, Status.SOLD), State(a, _PIECE, Status.IN_STOCK)))
    assert _item(any_shop, item)[2] == "sold"


def test_a_thousand_and_more_items_are_entered_in_their_order(any_shop: Any) -> None:
    many = [
        NewItem(part=any_shop.ids["cable"], location=any_shop.ids["a"], quantity=Decimal(number), batch=f"B{number}")
        for number in range(1, ledger.CHUNK + 3)
    ]
    ids = any_shop.enter(*many)
    text = "SELECT id, batch FROM stock_item WHERE batch >= 'B' AND batch < 'C' ORDER BY id"
    rows = [tuple(row) for row in any_shop.store.call(lambda db: execute(db, text).fetchall())]
    assert rows == list(zip(ids, (item.batch for item in many), strict=True))
    assert any_shop.store.call(verify) == ()


def test_changed_items_are_found_by_their_ids_never_among_all(any_shop: Any) -> None:
    place = any_shop.ids["a"]
    before, after = State(place, _PIECE, Status.IN_STOCK), State(place, _PIECE, Status.DEFECTIVE)
    changes = [Change(item, before, after, {"batch": ("", "B1")}) for item in (1, 2)]

    class Explained:
        def __init__(self, db: Any) -> None:
            self.db, self.param, self.steps = db, db.param, list[str]()

        def execute_sql(self, sql: str, params: Any = None) -> Any:
            explain = "EXPLAIN QUERY PLAN" if self.param == "?" else "EXPLAIN"
            self.steps += [str(row[-1]) for row in self.db.execute_sql(f"{explain} {sql}", params)]
            return self.db.execute_sql(sql, params)

    def plan(db: Any) -> str:
        if db.param != "?":
            db.execute_sql("SET LOCAL enable_seqscan = off")  # a table of a few rows is read whole otherwise
        explained = Explained(db)
        with suppress(Overtaken):
            ledger.record(explained, any_shop.post, 1, changes)
        return "\n".join(explained.steps)

    found = any_shop.store.call(plan)
    assert "SEARCH stock_item USING INTEGER PRIMARY KEY" in found or "Index Scan using stock_item_pkey" in found
    assert "SCAN stock_item" not in found
    assert "Seq Scan on stock_item" not in found
