"""The sample shop is one that a newcomer can work with."""

from collections.abc import Callable
from typing import Any

from stdnum import ean

from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.document_lists import Sought
from kiosk.stock.rules import Rules
from kiosk.store import document_list, sample_delivery
from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import verify

COUNTED = ("part", "location", "partner", "supplier_part", "stock_item", "barcode")


def _counts(db: Any) -> dict[str, int]:
    return {table: execute(db, f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED}


def _column(db: Any, text: str) -> list[Any]:
    return [row[0] for row in execute(db, text).fetchall()]


def test_the_shop_is_loaded_once_and_is_sound(any_store: Store, load: Callable[[Any], bool]) -> None:
    assert any_store.call(load)
    counts = any_store.call(_counts)
    assert (counts["part"], counts["location"]) == (200, 44)
    assert min(counts.values()) >= 8
    assert not any_store.call(load)
    assert any_store.call(_counts) == counts
    assert any_store.call(verify) == ()


def test_its_article_numbers_are_ours_to_use_and_have_their_check_digits(
    store: Store, load: Callable[[Any], bool]
) -> None:
    store.call(load)
    codes = [raw.decode() for raw in store.call(_column, "SELECT raw FROM barcode") if raw.isdigit()]
    assert len(codes) > 50
    assert all(ean.is_valid(code) for code in codes)
    assert all(20 <= int(code[:2]) <= 29 for code in codes)  # GS1: restricted circulation within a company


def test_it_has_variants_batches_units_in_many_statuses_and_names_beyond_ascii(
    store: Store, load: Callable[[Any], bool]
) -> None:
    store.call(load)
    assert store.call(_column, "SELECT count(*) FROM part WHERE variant_of_id IS NOT NULL")[0] > 40
    assert store.call(_column, "SELECT count(DISTINCT batch) FROM stock_item")[0] > 30
    assert store.call(_column, "SELECT count(*) FROM stock_item WHERE serial IS NOT NULL")[0] > 60
    assert len(store.call(_column, "SELECT DISTINCT status FROM stock_item")) >= 6
    names = " ".join(store.call(_column, "SELECT name FROM part"))
    assert set("äöüřŠíáΩµ") <= set(names)
    assert max(len(name) for name in store.call(_column, "SELECT name FROM part")) > 100


def test_serial_tracked_stock_has_serials_and_tracked_batches_have_batches(
    store: Store, load: Callable[[Any], bool]
) -> None:
    store.call(load)
    without = (
        "SELECT p.number FROM stock_item i JOIN part p ON p.id = i.part_id WHERE"
        " (p.tracking IN ('serial', 'batch+serial') AND i.serial IS NULL)"
        " OR (p.tracking IN ('batch', 'batch+serial') AND i.batch IS NULL) OR p.track_stock = 0"
    )
    assert store.call(_column, without) == []


def test_the_demo_waits_for_a_delivery_whose_list_fits_its_order(any_store: Store) -> None:
    post = any_store.call(begin, "demo", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "0", 1))
    assert any_store.call(sample_delivery.load, post)
    assert not any_store.call(sample_delivery.load, post)
    (order,) = any_store.look(document_list.page, Sought(open_orders=True), 0).rows
    assert (order.partner, order.wanted, order.got) == ("Šafránek velkoobchod", sample_delivery.ORDERED, 0)
    head, *rows = sample_delivery.listed()
    assert head == "sku,serial"
    assert len({row.partition(",")[2] for row in rows}) == sample_delivery.ORDERED
    assert any_store.look(verify) == ()
