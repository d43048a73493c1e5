"""A list on either engine: begun, filled, acted on, undone, closed, read; the same is in it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from kiosk.flows.lists import doing, editing, listing, reading, scanning, undoing
from kiosk.flows.lists.listing import Listing
from kiosk.stock.acting import Action, Wanted
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents, scan_lists
from kiosk.store.database import Store
from kiosk.store.verify import verify
from kiosk.wording import lists_rows


def test_a_list_is_worked_on_the_same_way_on_either_engine(any_store: Store, stock: Callable[[Store], Any]) -> None:
    shop = stock(any_store)
    state = Listing()

    def do(fn: Any, *args: object) -> str:
        nonlocal state
        state, outcome = any_store.call(fn, shop.post, state, *args)
        return str(outcome.result)

    def shown() -> list[tuple[str, str]]:
        assert state.list is not None
        rows = any_store.look(reading.page, shop.post, state.list.id, 0).rows
        return [(row.title, lists_rows.told(row)) for row in rows]

    document = any_store.call(documents.create, shop.post, DocKind.RECEIPT)
    for code in (b"SN-0001", b"2000000000015", b"0805-103", b"MAIN/B", f"KSK-DO{document}".encode(), b"SN-0001"):
        do(scanning.scan, shop.scan(code))
    assert shown() == [
        ("SN-0001 · Power supply 12 V", "MAIN/A · In stock"),
        ("RES-10K · Resistor 10 kΩ", "10 of 5,200 pcs · MAIN/A +1"),
        ("0805-103 · Resistor 10 kΩ", "100 of 5,200 pcs · MAIN/A +1"),
        ("MAIN/B", "3 stock items"),
        ("GR-1-1", "0 lines · draft"),
    ]
    rows = any_store.look(reading.page, shop.post, state.list.id, 0).rows
    assert any_store.look(reading.index_of, shop.post, state.list.id, rows[3].id) == 3

    before = shown()
    assert do(editing.expand, rows[3].id) == "expanded"
    assert len(shown()) == 7
    assert do(editing.remove, [row.id for row in (rows[1], rows[2], rows[4])]) == "removed"
    assert do(doing.act, Wanted(Action.MOVE, to=Thing(Kind.LOCATION, shop.ids["a"], ""))) == "done"
    assert {place for _, told in shown() for place in told.split(" · ") if "/" in place} == {"MAIN/A"}
    assert do(editing.mark, any_store.look(reading.page, shop.post, state.list.id, 3).rows[0].id) == "entered"
    assert len(any_store.look(doing.targets, shop.post, state.list.id)) == 1
    assert do(doing.act, Wanted(Action.SPLIT, quantity=Decimal(7), partial=True)) == "done"
    assert len(shown()) == 5
    assert [do(undoing.undo) for _ in range(5)] == ["undone"] * 5
    assert shown() == before

    assert do(editing.quantity, "") == "refused"
    assert do(listing.choose, rows[1].id) == "entered"
    assert do(editing.quantity, "12") == "entered"
    assert do(editing.rename, "=x\u202e") == "renamed"
    assert any_store.look(scan_lists.named, "=x\u202e")[0].id == state.list.id
    assert any_store.look(reading.open_lists, shop.post, 0).total == 1
    assert do(editing.close) == "closed"
    assert any_store.look(reading.closed_lists, shop.post, 0).total == 1
    assert do(undoing.undo) == "undone"
    empty, _ = any_store.call(listing.begin, shop.post, Listing())
    assert any_store.call(listing.leave, shop.post, empty)[0].done
    assert any_store.look(scan_lists.get, empty.list.id) is None
    assert any_store.look(verify) == ()
