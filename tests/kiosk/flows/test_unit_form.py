"""What is noted of a stock item: saved as one entry of the ledger, and never over what another station has noted."""

from typing import Any

import pytest

from kiosk.flows import unit_form
from kiosk.flows.unit_form import UnitEntry
from kiosk.outcome import Tone
from kiosk.stock.thing import Kind, Thing
from kiosk.store import operations, units
from kiosk.store.verify import verify


def _begin(shop: Any, name: str = "psu 1") -> UnitEntry:
    state: UnitEntry = shop.store.look(unit_form.begin, shop.post, Thing(Kind.STOCK_ITEM, shop.ids[name], name))
    return state


def _put(shop: Any, state: UnitEntry, **values: str) -> UnitEntry:
    for name, text in values.items():
        state, _ = shop.store.look(unit_form.put, shop.post, state, name, text)
    return state


def _texts(shop: Any, name: str = "psu 1") -> dict[str, str]:
    noted = shop.store.look(units.noted, shop.ids[name])
    return dict(noted.texts)


def test_what_differs_is_written_and_undone_as_one(shop: Any) -> None:
    before = _texts(shop)
    state = _put(shop, _begin(shop), batch="B1", expiry="2031-05-06", warranty_until="2032-01-01", notes="bent")
    state, outcome = shop.store.call(unit_form.save, shop.post, state)
    assert (outcome.tone, state.done) == (Tone.OK, True)
    assert _texts(shop) == {
        "batch": "B1", "expiry": "2031-05-06", "warranty_until": "2032-01-01", "notes": "bent",
    }  # fmt: skip
    newest = shop.store.look(operations.newest, shop.post.station)
    shop.store.call(operations.undo, shop.post, newest)
    assert _texts(shop) == before
    assert shop.store.call(verify) == ()


def test_what_is_as_it_was_makes_no_entry(shop: Any) -> None:
    state = _put(shop, _begin(shop), notes="x")
    state = _put(shop, state, notes="")
    before = shop.store.look(operations.page, shop.post.station, 0).total
    state, outcome = shop.store.call(unit_form.save, shop.post, state)
    assert (outcome.tone, state.done) == (Tone.AGAIN, True)
    assert shop.store.look(operations.page, shop.post.station, 0).total == before


@pytest.mark.parametrize(
    ("field", "text"), [("expiry", "soon"), ("batch", " B1"), ("batch", "B\x1d1"), ("warranty_until", "2026-02-30")]
)
def test_what_cannot_be_kept_is_told_at_its_field(shop: Any, field: str, text: str) -> None:
    state = _put(shop, _begin(shop), **{field: text})
    state, outcome = shop.store.call(unit_form.save, shop.post, state)
    assert (outcome.tone, state.done) == (Tone.NO, False)
    assert list(state.errors) == [field]


def test_another_stations_note_is_told_and_overwritten_only_when_saved_again(shop: Any) -> None:
    mine = _put(shop, _begin(shop), notes="mine")
    shop.store.call(unit_form.save, shop.post, _put(shop, _begin(shop), notes="theirs"))
    mine, outcome = shop.store.call(unit_form.save, shop.post, mine)
    assert (outcome.tone, mine.done) == (Tone.NO, False)
    assert "theirs" in mine.errors["notes"]
    assert (mine.values["notes"], _texts(shop)["notes"]) == ("mine", "theirs")
    mine, outcome = shop.store.call(unit_form.save, shop.post, mine)
    assert mine.done
    assert _texts(shop)["notes"] == "mine"
    assert shop.store.call(verify) == ()


def test_a_part_that_has_to_have_batches_keeps_them(shop: Any) -> None:
    shop.store.call(lambda db: db.execute_sql("UPDATE part SET tracking = 'batch' WHERE number = 'RES-10K'"))
    state = _put(shop, _begin(shop, "reel"), batch="")
    state, outcome = shop.store.call(unit_form.save, shop.post, state)
    assert (outcome.tone, list(state.errors)) == (Tone.NO, ["batch"])


def test_a_code_fills_the_batch_while_its_field_is_open_and_nothing_else(shop: Any) -> None:
    state, outcome = shop.store.call(unit_form.scan, shop.post, _begin(shop), shop.scan(b"LOT-7"))
    assert (outcome.result, state.values["batch"]) == ("refused", "")
    state = shop.store.look(unit_form.at, shop.post, state, "batch")
    state, outcome = shop.store.call(unit_form.scan, shop.post, state, shop.scan(b"LOT-7"))
    assert (outcome.result, state.values["batch"]) == ("entered", "LOT-7")
