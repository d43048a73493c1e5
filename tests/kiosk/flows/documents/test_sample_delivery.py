"""What a newcomer does with the demo: receive the delivery that its shop waits for, against the supplier's list."""

from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.documents import editing, posting, scanning, starting
from kiosk.flows.documents.editing import Editing
from kiosk.scan import Scan
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.document_lists import Sought
from kiosk.stock.rules import Rules
from kiosk.store import document_list, sample_delivery
from kiosk.store.database import Store
from kiosk.store.verify import verify


def test_the_delivery_of_the_demo_comes_in_but_for_two_and_with_a_stranger(tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path}/kiosk.db")) as store:
        _walk(store, tmp_path)


def _walk(store: Store, folder: Path) -> None:
    post = store.call(begin, "demo", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "0", 1))
    store.call(sample_delivery.load, post)
    file = folder / "demo-delivery.csv"
    file.write_text("\n".join(sample_delivery.listed()) + "\n", encoding="utf-8")
    (order,) = store.look(document_list.page, Sought(open_orders=True), 0).rows

    form = store.call(starting.begin, post, DocKind.RECEIPT)
    for name, text in (("order", order.number), ("list", str(file))):
        form, outcome = store.call(starting.put, post, form, name, text)
        assert not form.errors, outcome
    form, outcome = store.call(starting.save, post, form)
    assert form.done, outcome

    state, _ = store.call(editing.opened, post, Editing(), form.document)
    first = sample_delivery.FIRST
    come = [f"AX25W{number}" for number in range(first, first + sample_delivery.ORDERED) if number % 100 != 50]
    numbers = count(1)
    for serial in [*come, "AX25W99999"]:
        number = next(numbers)
        scan = Scan(serial.encode(), "gun", number, number * 1_000_000, number * 1_000_000_000)
        state, outcome = store.call(scanning.scan, post, state, scan)
        assert outcome.result == "collected", outcome
    told: dict[str, Any] = {trouble.code.value: trouble.text for trouble in store.look(posting.check, post, state)}
    assert set(told) == {"missing", "unexpected"}, told
    assert "AX25W47050" in told["missing"]
    assert "AX25W99999" in told["unexpected"]
    state, outcome = store.call(posting.post, post, state)
    assert (state.done, outcome.result) == (True, "posted")
    (order,) = store.look(document_list.page, Sought(open_orders=True), 0).rows
    assert (order.got, order.wanted) == (199, 200), "the rest stays open"
    assert store.look(verify) == ()
