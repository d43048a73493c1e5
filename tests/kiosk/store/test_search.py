from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.stock.thing import Kind
from kiosk.store import locations, parts
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.search import folded, search
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem


def _shop(db: Any, enter: Any) -> None:
    place = locations.add(db, NewLocation("MAIN", "Müller's shop", structural=True))
    shelf = locations.add(db, NewLocation("A_1", "Shelf", place))
    for number, name in [
        ("RES-10K", "Widerstand 10 kΩ"),
        ("SOL-1", "Lötzinn 100 %"),
        ("KIT-9", "Šroubovák für Größe 5"),
        ("OLD-1", "Lötzinn, alt"),
        ("X!Y", "Odd [/x] name"),
    ]:
        parts.add(db, NewPart(number=number, name=name))
    execute(db, "UPDATE part SET archived_at = 1 WHERE number = 'OLD-1'")
    for serial in ("SN-0042", "sn-small", "SN-9"):
        enter(db, NewItem(part=1, location=shelf, serial=serial))
    execute(db, "UPDATE stock_item SET status = 'void', location_id = NULL WHERE serial = 'SN-9'")


def _labels(store: Store, text: str) -> list[str]:
    return [thing.label for thing in store.call(search, text)]


FINDS = [
    ("res", ["RES-10K · Widerstand 10 kΩ"]),
    ("10 widerstand", ["RES-10K · Widerstand 10 kΩ"]),
    ("LÖTZINN", ["SOL-1 · Lötzinn 100 %"]),
    ("lotzinn", ["SOL-1 · Lötzinn 100 %"]),
    ("sroubovak GRÖSSE", ["KIT-9 · Šroubovák für Größe 5"]),
    ("%", ["SOL-1 · Lötzinn 100 %"]),
    ("_", ["MAIN/A_1 · Shelf"]),
    ("!", ["X!Y · Odd [/x] name"]),
    ("[/x]", ["X!Y · Odd [/x] name"]),
    ("müller", ["MAIN · Müller's shop"]),
    ("sn-0", ["RES-10K · SN-0042"]),
    ("sn-", ["RES-10K · SN-0042", "RES-10K · sn-small"]),
    ("SN-9", []),
    ("", []),
    ("   ", []),
    ("\x1d", []),
    ("a\0", []),
]


@pytest.mark.parametrize(("text", "found"), FINDS)
def test_what_a_person_types_finds_it(store: Store, text: str, found: list[str], enter: Any) -> None:
    store.call(_shop, enter)
    assert _labels(store, text) == found


def test_a_server_finds_the_same(pg_store: Store, enter: Any) -> None:
    pg_store.call(_shop, enter)
    assert [(text, _labels(pg_store, text)) for text, _ in FINDS] == FINDS


def test_what_begins_with_the_text_comes_first_and_the_limit_holds(store: Store) -> None:
    def fill(db: Any) -> None:
        for number in range(20):
            parts.add(db, NewPart(number=f"A{number:02}", name="needle"))
        parts.add(db, NewPart(number="NEEDLE", name=""))

    store.call(fill)
    found = store.call(search, "needle", 5)
    assert len(found) == 5
    assert found[0].label.startswith("NEEDLE")


def test_units_are_found_by_the_index_on_their_serials(store: Store) -> None:
    plans: list[str] = []

    def plan(db: Any) -> None:
        class Explaining:
            param = db.param

            def execute_sql(self, sql: str, params: Any = None) -> Any:
                plans.extend(row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params))
                return db.execute_sql(sql, params)

        search(Explaining(), "sn-0042")

    store.call(plan)
    assert not [line for line in plans if line.startswith("SCAN t") and "stock_item" in line]
    assert [line for line in plans if "stock_item_serial" in line]


@given(st.text(max_size=30))
def test_folding_is_stable(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_kinds_of_what_is_found(store: Store, enter: Any) -> None:
    store.call(_shop, enter)
    assert {thing.kind for thing in store.call(search, "a")} >= {Kind.LOCATION, Kind.PART}
