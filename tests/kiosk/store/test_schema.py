"""The migrations make what the models and the statuses say."""

import re
from collections.abc import Callable
from typing import Any

import peewee
import pytest

from kiosk.errors import StoreError
from kiosk.store import tables
from kiosk.store.database import Store
from kiosk.store.sql import execute


def _columns(db: Any) -> dict[str, list[tuple[str, str, bool, bool]]]:
    return {
        name: sorted((c.name, c.data_type.upper(), c.null, c.primary_key) for c in db.get_columns(name))
        for name in db.get_tables()
    }


def _indexes(db: Any) -> set[tuple[str, str]]:
    return {
        (index.name, re.sub(r'["()]|public\.', "", index.sql))
        for name in db.get_tables()
        for index in db.get_indexes(name)
        if index.sql
    }


def _foreign_keys(db: Any) -> set[tuple[str, str, str]]:
    return {(name, key.column, key.dest_table) for name in db.get_tables() for key in db.get_foreign_keys(name)}


def _shape(db: Any) -> tuple[object, ...]:
    return _columns(db), _indexes(db), _foreign_keys(db)


def _from_models(db: Any) -> tuple[object, ...]:
    """The shape that the models would make, in place of the one that is there; rolled back afterwards."""
    with db.atomic() as transaction:
        for model in reversed(tables.ALL):
            db.execute_sql(f"DROP TABLE {model._meta.table_name}")
        for model in tables.ALL:
            peewee.SchemaManager(model, db).create_all(safe=False)
        shape = _shape(db)
        transaction.rollback()
    return shape


def test_migrations_and_models_make_the_same_columns_indexes_and_keys(any_store: Store) -> None:
    assert any_store.call(_from_models) == any_store.call(_shape)


def _checks_of_migrations(db: Any) -> set[str]:
    sql = " ".join(row[0] for row in db.execute_sql("SELECT sql FROM sqlite_master WHERE type = 'table'"))
    return _checks(sql)


def _checks_of_models(db: Any) -> set[str]:
    return _checks(" ".join(peewee.SchemaManager(model, db)._create_table().query()[0] for model in tables.ALL))


def _checks(sql: str) -> set[str]:
    sql = re.sub(r"\s+", " ", sql)
    found = set()
    for start in re.finditer(r"CHECK \(", sql):
        depth, end = 1, start.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        found.add(re.sub(r"\s", "", sql[start.end() : end - 1]))
    return found


def test_migrations_and_models_refuse_the_same(store: Store) -> None:
    checks = store.call(_checks_of_migrations)
    assert len(checks) > 20
    assert checks == store.call(_checks_of_models)


def _seed(db: Any) -> None:
    execute(db, "INSERT INTO location (id, path, name, structural, search, version) VALUES (1, 'A', 'A', 0, 'a', 1)")
    execute(
        db,
        "INSERT INTO part (id, number, name, description, unit, decimals, root, track_stock, tracking, search, version)"
        " VALUES (1, 'P', 'P', '', 'pcs', 0, 1, 1, 'none', 'p', 1)",
    )


def _item(**columns: object) -> Callable[[Any], None]:
    row = {
        "uid": "u",
        "part_id": 1,
        "location_id": 1,
        "quantity": 1_000_000,
        "serial_scope": 1,
        "status": "in_stock",
        "notes": "",
        "version": 1,
        **columns,
    }
    marks = ", ".join("?" for _ in row)

    def insert(db: Any) -> None:
        execute(db, f"INSERT INTO stock_item ({', '.join(row)}) VALUES ({marks})", *row.values())

    return insert


@pytest.mark.parametrize(
    "columns",
    [
        {"quantity": -1},
        {"serial": "S1", "quantity": 2_000_000},
        {"serial": ""},
        {"serial": "x" * 101},
        {"status": "stolen"},
        {"status": "sold"},  # not on hand, yet with a location
        {"location_id": None},  # on hand, yet nowhere
        {"part_id": 99},
        {"location_id": 99},
        {"quantity": None},
    ],
    ids=str,
)
def test_the_database_refuses_an_impossible_stock_item(any_store: Store, columns: dict[str, object]) -> None:
    any_store.call(_seed)
    with pytest.raises(StoreError) as refused:
        any_store.call(_item(**columns))
    assert refused.value.code == "store"
    any_store.call(_item())  # and takes a possible one afterwards


def test_a_serial_is_taken_within_its_scope_until_its_unit_is_void(any_store: Store) -> None:
    any_store.call(_seed)
    any_store.call(_item(uid="1", serial="S1"))
    any_store.call(_item(uid="2", serial="S1", serial_scope=2))
    with pytest.raises(StoreError):
        any_store.call(_item(uid="3", serial="S1"))
    with pytest.raises(StoreError):
        any_store.call(_item(uid="3", serial="S1", status="sold", location_id=None))
    any_store.call(lambda db: execute(db, "UPDATE stock_item SET status = 'void', location_id = NULL WHERE uid = '1'"))
    any_store.call(_item(uid="3", serial="S1"))


def test_sqlite_keeps_to_the_types_of_its_columns(store: Store) -> None:
    store.call(_seed)
    with pytest.raises(StoreError):
        store.call(_item(quantity="many"))
