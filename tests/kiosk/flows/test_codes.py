"""Codes of a thing while another station changes them, too."""

from dataclasses import replace
from typing import Any

from kiosk.flows import codes
from kiosk.outcome import Tone
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, parts
from kiosk.store.verify import verify

ASSIGNED = b"2000000000015"  # to the resistor, ten of it


def _codes(shop: Any) -> codes.Codes:
    state: codes.Codes = shop.store.look(codes.read, shop.post, codes.begin(shop.part("resistor")))
    return state


def test_a_code_that_names_another_thing_by_now_is_not_taken_off_that(shop: Any) -> None:
    state = _codes(shop)
    (code,) = state.listed
    state, _ = shop.store.look(codes.ask_off, shop.post, state, code)
    other = Thing(Kind.PART, shop.ids["fan"], "")
    shop.store.call(barcodes.unassign, shop.post, ASSIGNED)
    shop.store.call(barcodes.assign, shop.post, ASSIGNED, other)
    state, outcome = shop.store.call(codes.answer, shop.post, state, codes.YES)
    assert outcome.tone is Tone.AGAIN
    taken = shop.store.look(barcodes.taken, ASSIGNED, shop.part("resistor"))
    assert taken is not None
    assert taken.by.id == other.id


def test_a_pack_that_is_finer_than_its_part_by_now_is_refused(shop: Any) -> None:
    def let_be(decimals: int) -> None:
        def work(db: Any) -> None:
            stored = parts.get(db, shop.ids["resistor"])
            assert stored is not None
            parts.update(db, stored.id, replace(stored.part, decimals=decimals))

        shop.store.call(work)

    let_be(1)
    state = _codes(shop)
    let_be(0)
    state, outcome = shop.store.call(codes.set_pack, shop.post, state, state.listed[0], "2.5")
    assert (outcome.tone, state.listed[0].pack) == (Tone.NO, 10)
    assert shop.store.call(verify) == ()
