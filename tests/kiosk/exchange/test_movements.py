"""The ledger as a file: it restores a history and the stock it comes to, and takes nothing that does not go on."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows import undo
from kiosk.flows.documents import headless, posting
from kiosk.flows.documents.headless import Wanted
from kiosk.post import Post
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.operations import Undone
from kiosk.stock.statuses import Status
from kiosk.store import ledger, operations, stock_items
from kiosk.store.sql import execute
from kiosk.store.verify import verify

CATALOGUE = ("locations", "parts", "partners", "supplier-parts")
LOCATIONS = "path,structural\nMAIN,yes\nMAIN/A,\nMAIN/B,\n"
PARTS = "number,name,tracking,decimals\nPSU,Power supply,serial,0\nWIRE,Wire,none,2\n"
PARTNERS = "name\nAcme\n"
SUPPLIER_PARTS = "partner,sku,part\nAcme,A-1,WIRE\n"
STOCK = """part,location,quantity,serial,batch,status,notes,partner,sku
PSU,MAIN/A,,1,,in_stock,first,,
PSU,,,2,,sold,,,
WIRE,MAIN/A,2.5,,B1,in_stock,,Acme,A-1
"""


@pytest.fixture
def shop(desk: Any) -> Any:
    """A store with a history: an import, edits, a sale and its return, an undone receipt."""
    for kind, text in zip(CATALOGUE, (LOCATIONS, PARTS, PARTNERS, SUPPLIER_PARTS), strict=True):
        desk.brought(kind, text)
    desk.brought("stock", STOCK)
    desk.store.call(_history, desk)
    return desk


def _history(db: Any, desk: Any) -> None:
    post: Post = desk.begin(db)
    unit, sold, wire = (id for (id,) in execute(db, "SELECT id FROM stock_item ORDER BY id").fetchall())
    here = stock_items.state(db, unit)
    assert here is not None
    edit = ledger.begin(db, post, Act.EDIT, note="=1+1")
    ledger.record(db, post, edit, [Change(unit, here, here, {"notes": ("first", "a\nb"), "batch": (None, "X")})])
    place = execute(db, "SELECT id FROM location WHERE path = 'MAIN/B'").fetchone()[0]
    back = ledger.begin(db, post, Act.STATUS)
    gone = State(None, 1_000_000, Status.SOLD)
    ledger.record(db, post, back, [Change(sold, gone, State(place, 1_000_000, Status.RETURNED), note="came back")])
    there = stock_items.state(db, wire)
    assert there is not None
    adjust = ledger.begin(db, post, Act.ADJUST)
    ledger.record(db, post, adjust, [Change(wire, there, State(there.location, 0, there.status))])
    part = execute(db, "SELECT part_id FROM stock_item WHERE id = ?", unit).fetchone()[0]
    mistake = ledger.begin(db, post, Act.INITIAL)
    ledger.create(
        db, post, mistake, [stock_items.NewItem(part=part, location=place, serial="3", status=Status.DEFECTIVE)]
    )
    assert isinstance(undo.undo(db, post, mistake), undo.Undone)


def _items(desk: Any) -> list[tuple[Any, ...]]:
    """All stock, void and emptied items as well, by names."""
    text = """SELECT i.uid, p.number, l.path, i.quantity, i.batch, i.serial, i.expiry, i.status, i.warranty_until,
        i.notes, s.sku FROM stock_item i JOIN part p ON p.id = i.part_id LEFT JOIN location l ON l.id = i.location_id
        LEFT JOIN supplier_part s ON s.id = i.supplier_part_id ORDER BY i.uid"""
    found: list[tuple[Any, ...]] = desk.store.look(lambda db: execute(db, text).fetchall())
    return found


def test_a_history_goes_into_an_empty_store_with_the_stock_that_it_comes_to(
    shop: Any, new_desk: Callable[[], Any]
) -> None:
    other = new_desk()
    for kind in (*CATALOGUE, "movements"):
        other.brought(kind, shop.taken(kind))
    assert _items(other) == _items(shop)
    assert other.rows("movements") == shop.rows("movements")
    assert other.store.look(verify) == ()
    rows = len(shop.rows("movements"))
    assert other.brought("movements", shop.taken("movements")) == (0, 0, rows)
    assert other.brought("stock", shop.taken("stock")) == (0, 0, 2)


def test_a_history_is_read_in_pieces_of_any_size(
    shop: Any, new_desk: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.exchange.spool.CHUNK", 1)
    other = new_desk()
    for kind in (*CATALOGUE, "movements"):
        other.brought(kind, shop.taken(kind))
    assert _items(other) == _items(shop)
    assert other.store.look(verify) == ()


def test_a_posting_goes_along_with_its_reversal_at_another_station(shop: Any, new_desk: Callable[[], Any]) -> None:
    def post_and_reverse(db: Any) -> None:
        bench = shop.begin(db)
        counter = shop.begin(db, "counter")
        part, place = execute(db, "SELECT part_id, location_id FROM stock_item WHERE serial = '1'").fetchone()
        new = stock_items.NewItem(part=part, location=place, serial="4")
        posting = ledger.begin(db, bench, Act.POSTING, reference="GR-1-1")
        ledger.create(db, bench, posting, [new])
        assert isinstance(operations.reverse(db, counter, posting), Undone)

    shop.store.call(post_and_reverse)
    other = new_desk()
    for kind in (*CATALOGUE, "movements"):
        other.brought(kind, shop.taken(kind))
    assert _items(other) == _items(shop)
    posted, reversal = other.rows("movements")[-2:]
    assert (posted["kind"], posted["reference"]) == ("posting", "GR-1-1")
    told = (reversal["station"], reversal["kind"], reversal["reference"], reversal["operation_reverses"])
    assert told == ("counter", "reversal", "GR-1-1", f"bench:{posted['operation_seq']}")
    assert other.store.look(verify) == ()


def test_what_documents_have_moved_is_rebuilt_without_them(shop: Any, new_desk: Callable[[], Any]) -> None:
    """Documents are no kind of their own: the operation keeps their number as its reference."""

    def trade(db: Any) -> list[str]:
        post = shop.begin(db)
        units = Wanted(part="PSU", quantity=Decimal(3), pattern="R-1+", location="MAIN/B")
        wire = Wanted(part="WIRE", quantity=Decimal("2.5"), location="MAIN/A")
        done = [headless.receive(db, post, units), headless.receive(db, post, wire)]
        done.append(headless.issue(db, post, replace(units, quantity=Decimal(1), pattern="R-2", location="")))
        done.append(headless.issue(db, post, replace(wire, quantity=Decimal("0.5"))))
        assert posting.reverse(db, post, done[-1].id).result == "reversed"
        return [document.number for document in done]

    numbers = shop.store.call(trade)
    other = new_desk()
    for kind in (*CATALOGUE, "movements"):
        other.brought(kind, shop.taken(kind))
    assert _items(other) == _items(shop)
    assert other.rows("movements") == shop.rows("movements")
    assert shop.brought("movements", shop.taken("movements"))[:2] == (0, 0)
    rows = [row for row in other.rows("movements") if row["kind"] in {"posting", "reversal"}]
    assert {row["reference"] for row in rows} == set(numbers)
    assert other.store.look(verify) == ()
    assert shop.store.look(verify) == ()


def _changed(desk: Any, change: Callable[[list[dict[str, str]]], None]) -> str:
    rows = desk.rows("movements")
    change(rows)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def _put(number: int, **values: str) -> Callable[[list[dict[str, str]]], None]:
    return lambda rows: rows[number].update({name.rstrip("_"): value for name, value in values.items()})


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        (lambda rows: rows.pop(0), ["5 item: there is no stock item"]),
        (_put(4, from_="MAIN/B"), ["6 from: does not follow the entry before it, which has left MAIN/A"]),
        (_put(4, status_before="defective"), ["6 status_before: does not follow"]),
        (_put(4, fields='{"notes": ["x", "y"]}'), ["6 fields: does not follow"]),
        (_put(4, fields='{"part": ["x", "y"]}'), ['6 fields: "part" is no column of it']),
        (_put(4, fields="no"), ["6 fields: is not what changed"]),
        (_put(5, status_after="in_stock"), ["7 status_after: sold can't become in_stock"]),
        (_put(5, to="MAIN/C"), ["7 to: there is no place"]),
        (_put(5, quantity_after="2"), ["7 quantity_after: 2 is not allowed"]),
        (_put(5, to=""), ["7 to: stays returned with a place"]),
        (_put(5, to="MAIN"), ["12 : in the end"]),
        (_put(9, reverses="bench:99"), ["11 reverses: there is no entry 99"]),
        (_put(9, reverses="bench"), ["11 reverses: is not station:number"]),
        (_put(9, reverses="bench:1"), ["11 reverses: is not the inverse"]),
        (_put(9, status_after="quarantined"), ["11 reverses: is not the inverse"]),
        (_put(8, operation_seq="1"), ["10 operation_seq: 1 is another act"]),
        (_put(7, part="NONE"), ["9 part: there is no part"]),
    ],
)
def test_what_does_not_go_on_is_refused_by_row(
    shop: Any, new_desk: Callable[[], Any], change: Callable[[list[dict[str, str]]], None], errors: list[str]
) -> None:
    other = new_desk()
    for kind in CATALOGUE:
        other.brought(kind, shop.taken(kind))
    found = other.wrong("movements", _changed(shop, change))
    assert [error[: len(text)] for error, text in zip(found[: len(errors)], errors, strict=True)] == errors


@pytest.mark.parametrize(
    "wire", ["WIRE,Wire,none,2,,yes", "WIRE,Wire,none,2,no,", "WIRE,Wire,serial,0,,", "WIRE,W,none,0,,"]
)
def test_a_history_does_not_end_in_stock_that_its_part_does_not_take(
    shop: Any, new_desk: Callable[[], Any], wire: str
) -> None:
    other = new_desk()
    for kind in CATALOGUE:
        other.brought(kind, shop.taken(kind))
    other.brought("parts", f"number,name,tracking,decimals,track_stock,archived\n{wire}\n")
    text = _changed(shop, lambda rows: rows.remove(next(row for row in rows if row["kind"] == "adjust")))
    (error,) = other.wrong("movements", text)
    assert "in the end" in error
    assert '"WIRE" takes no such stock' in error


def test_entries_go_only_into_a_store_that_begins_with_them(shop: Any, new_desk: Callable[[], Any]) -> None:
    other = new_desk()
    for kind in (*CATALOGUE, "stock"):
        other.brought(kind, shop.taken(kind))
    found = other.wrong("movements", shop.taken("movements"))
    assert "is another entry of" in found[0]
    text = _changed(shop, lambda rows: [row.update(station="gate", reverses="") for row in rows[:7]])
    assert "has another history here; import movements before stock" in other.wrong("movements", text)[0]


def test_the_rest_of_a_history_follows_later(shop: Any, new_desk: Callable[[], Any]) -> None:
    other = new_desk()
    for kind in CATALOGUE:
        other.brought(kind, shop.taken(kind))
    lines = _changed(shop, lambda rows: None).splitlines(keepends=True)
    assert other.brought("movements", "".join(lines[:6])) == (5, 0, 0)
    assert other.store.look(verify) == ()
    assert other.brought("movements", "".join(lines)) == (len(lines) - 6, 0, 5)
    assert _items(other) == _items(shop)
