"""The lists of parts, places and units: windows that fit together, in the order that they promise."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.page import Page
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.lists import Entry, Scope
from kiosk.stock.thing import Kind
from kiosk.store import browse, documents, locations, parts
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.search import folded

TEXTS = [
    "",
    "r",
    "res",
    "RES-10K",
    "sn",
    "SN-000",
    "a",
    "shelf",
    "0",
    "%",
    "_",
    "!",
    "nothing at all",
    "müll",
    "  fan ",
    "gr",
]


def read(shop: Any, text: str, scope: Scope = Scope.EVERYTHING, offset: int = 0, limit: int = 200) -> Page[Entry]:
    return shop.store.look(browse.things, text, scope, offset, limit)


def codes(page: Page[Entry]) -> list[str]:
    return [row.code for row in page.rows]


def test_without_a_text_it_is_all_parts_by_number_then_all_places_by_path(any_shop: Any) -> None:
    page = read(any_shop, "")
    assert codes(page) == ["CAB-1", "FAN-80", "PSU-12", "RES-10K", "MAIN", "MAIN/A", "MAIN/B"]
    assert page.total == 7
    assert page.rows[3].thing.label == "RES-10K · Resistor 10 kΩ"
    assert page.rows[6].thing.label == "MAIN/B", "a place without a name is called by its path alone"


def test_documents_are_found_by_the_beginning_of_their_number_in_any_case(any_shop: Any) -> None:
    for kind in (DocKind.RECEIPT, DocKind.RECEIPT, DocKind.ISSUE):
        any_shop.store.call(documents.create, any_shop.post, kind)
    number = f"GR-{any_shop.post.station}-"
    page = read(any_shop, "gr-")
    assert [(row.code, row.name, row.thing.kind) for row in page.rows] == [
        (f"{number}1", "Goods receipt", Kind.DOCUMENT),
        (f"{number}2", "Goods receipt", Kind.DOCUMENT),
    ]
    assert codes(read(any_shop, f"{number}2")) == [f"{number}2"]
    assert codes(read(any_shop, "gr-", Scope.PARTS)) == []


@pytest.mark.parametrize("scope", Scope)
def test_windows_of_any_size_make_up_the_whole_list(any_shop: Any, scope: Scope) -> None:
    for text in TEXTS:
        whole = read(any_shop, text, scope)
        assert whole.total == len(whole.rows)
        for size in (1, 2, 3):
            pieces = [read(any_shop, text, scope, offset, size) for offset in range(0, whole.total, size)]
            assert [row for piece in pieces for row in piece.rows] == list(whole.rows)
            assert all(piece.total == whole.total for piece in pieces)
        assert read(any_shop, text, scope, whole.total, 200).rows == ()


def test_what_begins_with_the_text_comes_first_then_what_has_it_elsewhere(any_shop: Any) -> None:
    any_shop.store.call(parts.add, NewPart(number="AAA", name="holder for PSU-12"))
    assert codes(read(any_shop, "psu")) == ["PSU-12", "AAA"]


def test_all_words_must_fit_whatever_their_case_and_accents(any_shop: Any) -> None:
    any_shop.store.call(parts.add, NewPart(number="MUE", name="Müllers Schraube"))
    assert codes(read(any_shop, "SCHRAUBE muller")) == ["MUE"]
    assert codes(read(any_shop, "schraube fan")) == []


@pytest.mark.parametrize(("text", "found"), [("SN-", ["SN-0001", "SN-0002"]), ("sn-0002", ["SN-0002"]), ("N-0", [])])
def test_units_are_found_by_the_beginning_of_their_serial_void_ones_aside(
    any_shop: Any, text: str, found: list[str]
) -> None:
    assert codes(read(any_shop, text)) == found
    assert codes(read(any_shop, text, Scope.PARTS)) == []


def test_what_is_archived_is_in_its_own_list_alone(any_shop: Any) -> None:
    old = any_shop.store.call(parts.add, NewPart(number="OLD", name="Old fan"))
    any_shop.store.call(parts.archive, old, True)
    place = any_shop.store.call(locations.add, NewLocation("OLDPLACE", ""))
    any_shop.store.call(locations.archive, place, True)
    assert codes(read(any_shop, "old")) == []
    assert codes(read(any_shop, "", Scope.ARCHIVED)) == ["OLD", "OLDPLACE"]
    assert codes(read(any_shop, "fan", Scope.ARCHIVED)) == ["OLD"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=12))
def test_any_text_is_taken_as_it_stands(shop: Any, text: str) -> None:
    """Hostile texts, wildcards among them, find what has all their words in it, and nothing else."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    words = folded(text).split()
    for row in read(shop, text, Scope.PARTS).rows:
        assert all(word in folded(row.code, row.name) for word in words)


@pytest.mark.parametrize(
    ("text", "index"),
    [("", "INDEX part_number"), ("", "INDEX location_path"), ("sn-", "SEARCH t USING INDEX stock_item_serial")],
)
def test_a_list_comes_in_the_order_of_an_index(shop: Any, text: str, index: str) -> None:
    steps: list[str] = []

    class Explained:
        param = "?"

        def __init__(self, db: Any) -> None:
            self.execute = db.execute_sql

        def execute_sql(self, sql: str, params: Any = None) -> Any:
            steps.extend(row[3] for row in self.execute(f"EXPLAIN QUERY PLAN {sql}", params))
            return self.execute(sql, params)

    shop.store.look(lambda db: browse.things(Explained(db), text, Scope.EVERYTHING, 0, 200))
    assert [step for step in steps if index in step], steps
