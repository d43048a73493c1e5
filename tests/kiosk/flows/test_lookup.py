from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows import lookup
from kiosk.flows.lookup import LookupState
from kiosk.outcome import Outcome, Tone
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import (
    DocumentDetails,
    DocumentView,
    ItemDetails,
    ItemView,
    LocationDetails,
    LocationView,
    PartDetails,
    PartView,
)
from kiosk.store import barcodes, document_lines, documents


def step(shop: Any, state: LookupState, raw: bytes, **kwargs: Any) -> tuple[LookupState, Outcome]:
    return shop.store.call(lookup.scan, shop.post, state, shop.scan(raw, **kwargs))


def test_a_part_says_how_much_there_is_and_where_most_of_it_lives(shop: Any) -> None:
    outcome = shop.look_up(b"RES-10K")
    assert (outcome.tone, outcome.text, outcome.result) == (Tone.OK, "RES-10K", "found")
    assert outcome.detail == "Resistor 10 kΩ: 5,200 pcs in MAIN/A and 1 more place"
    view = outcome.view
    assert isinstance(view, PartView)
    assert (view.on_hand, view.available, view.place, view.places) == (Decimal(5200), Decimal(5200), "MAIN/A", 2)


def test_a_part_that_is_out_says_where_it_belongs(shop: Any) -> None:
    assert shop.look_up(b"CAB-1").detail == "Cable: none in stock, belongs in MAIN/B"


def test_what_is_on_hand_but_can_not_be_sold_is_told_apart(shop: Any) -> None:
    outcome = shop.look_up(b"FAN-80")
    assert outcome.detail == "Fan 80 mm: 1 pc (0 available) in MAIN/B"
    assert outcome.view.minimum == Decimal(4)


def test_returned_units_are_available_where_the_rules_say_so(shop: Any) -> None:
    sql = f"UPDATE stock_item SET status = 'returned' WHERE id = {shop.ids['fan 7']}"
    shop.store.call(lambda db: db.execute_sql(sql))
    assert shop.look_up(b"FAN-80").view.available == 0
    shop.post = replace(shop.post, returned_available=True)
    assert shop.look_up(b"FAN-80").view.available == 1


def test_a_unit_says_its_status_and_place(shop: Any) -> None:
    outcome = shop.look_up(b"SN-0001")
    assert (outcome.text, outcome.detail) == ("SN-0001", "PSU-12 Power supply 12 V: in stock in MAIN/A")
    view = outcome.view
    assert isinstance(view, ItemView)
    assert view.part == Thing(Kind.PART, shop.ids["supply"], "PSU-12 · Power supply 12 V")
    assert view.location is not None
    assert view.location.id == shop.ids["a"]


def test_a_sold_unit_is_out(shop: Any) -> None:
    outcome = shop.look_up(b"SN-0002")
    assert outcome.detail == "PSU-12 Power supply 12 V: sold"
    assert (outcome.view.place, outcome.view.location) == ("", None)


def test_a_batch_says_how_much_of_it_lies_where(shop: Any) -> None:
    assert shop.look_up(b"20261015").detail == "Resistor 10 kΩ, batch 20261015: 80 pcs in stock in MAIN/B"


def test_a_location_says_what_it_holds_with_the_locations_in_it(shop: Any) -> None:
    outcome = shop.look_up(b"MAIN")
    assert (outcome.text, outcome.detail) == ("MAIN", "Workshop: 6 stock items of 3 parts")
    assert isinstance(outcome.view, LocationView)
    assert outcome.view.structural


def _receipt(shop: Any, **values: Any) -> int:
    def act(db: Any) -> int:
        id = documents.create(db, shop.post, DocKind.RECEIPT, **values)
        line = document_lines.add(db, id, shop.ids["supply"], {"quantity": 200_000_000, "said": 1})
        document_lines.change(db, line, {"serials": 147})
        return id

    id: int = shop.store.call(act)
    return id


def test_a_draft_says_how_far_it_is_and_who_works_on_it(shop: Any) -> None:
    id = _receipt(shop)
    outcome = shop.look_up(f"KSK-DO{id}".encode())
    assert (outcome.tone, outcome.text, outcome.result) == (Tone.OK, f"GR-{shop.post.station}-1", "found")
    assert outcome.detail == "Goods receipt: draft, 147 of 200, Jana at bench works on it"
    assert isinstance(outcome.view, DocumentView)
    shop.store.call(documents.release, shop.post, id)
    assert shop.look_up(outcome.text.encode()).detail.endswith("147 of 200, parked")
    known = shop.store.look(lookup.details, shop.post, outcome.view)
    assert isinstance(known, DocumentDetails)
    assert [(line.label, line.quantity) for line in known.lines] == [("PSU-12 · Power supply 12 V", Decimal(147))]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("state = 'cancelled'", "Goods receipt: cancelled"),
        ("state = 'posted', posted_at = 1, posted_by = 'Jana'", "Goods receipt: posted, 200 in 1 line"),
        (
            "state = 'posted', posted_at = 1, kind = 'purchase_order'",
            "Purchase order: open, 0 of 200 received",
        ),
    ],
)
def test_a_document_says_what_became_of_it(shop: Any, change: str, told: str) -> None:
    id = _receipt(shop)
    shop.store.call(lambda db: db.execute_sql(f"UPDATE document SET {change} WHERE id = {id}"))
    assert shop.look_up(f"KSK-DO{id}".encode()).detail == told


def test_a_suppliers_code_shows_the_part_and_what_was_scanned(shop: Any) -> None:
    outcome = shop.look_up(b"0805-103")
    assert outcome.text == "RES-10K"
    assert outcome.view.thing.kind is Kind.PART
    assert outcome.view.via == "0805-103 · Acme, 100 pcs each"


def test_a_code_for_several_pieces_says_so(shop: Any) -> None:
    assert shop.look_up(b"2000000000015").view.via == "2000000000015, 10 pcs each"


def test_an_unknown_code_is_refused_and_says_what_to_do(shop: Any) -> None:
    outcome = shop.look_up(b"what is this")
    assert (outcome.tone, outcome.result, outcome.view) == (Tone.NO, "unknown", None)
    assert "Assign" in outcome.detail
    assert "should be 5" in shop.look_up(b"2000000000016").detail


def test_a_plain_code_that_nothing_has_is_explained_with_what_to_do(shop: Any) -> None:
    scan = shop.scan(b"what is this")
    _, outcome = shop.store.call(lookup.scan, shop.post, LookupState(), scan)
    told = lookup.explain(outcome.meaning, scan)
    assert told.invalid == "Nothing has this code. Assign it to a thing, or search for the thing."


@pytest.mark.parametrize("raw", [b"\x1d", b" ", b"KSK-PA99999", b"KSK-", b"x" * 1025])
def test_an_unknown_code_that_cant_be_assigned_says_why(shop: Any, raw: bytes) -> None:
    state, outcome = step(shop, LookupState(), raw)
    assert outcome.result == "unknown"
    assert state.refusal
    assert "Assign it" not in outcome.detail


def test_the_serial_of_a_unit_that_was_received_by_mistake_says_so(shop: Any) -> None:
    outcome = shop.look_up(b"SN-VOID")
    assert (outcome.tone, outcome.text, outcome.result) == (Tone.NO, "Unknown code", "unknown")
    assert outcome.detail == "FAN-80 · SN-VOID was received by mistake and taken back. It can be received again."


def test_an_unknown_code_that_can_be_assigned_is_not_refused(shop: Any) -> None:
    assert step(shop, LookupState(), b"what is this")[0].refusal == ""


def test_a_code_of_several_things_asks_and_a_key_answers(shop: Any) -> None:
    state, outcome = step(shop, LookupState(), b"007")
    assert (outcome.tone, outcome.result) == (Tone.ASK, "ambiguous")
    assert outcome.question == state.question
    assert [option.key for option in state.question.options] == ["1", "2"]
    after, outcome = shop.store.call(lookup.answer, shop.post, state, "2")
    assert (outcome.tone, outcome.text) == (Tone.OK, "007")
    assert outcome.view.thing == state.things[1]
    assert after.question is None


@pytest.mark.parametrize("key", ["3", "0", "", "yes", "-1"])
def test_a_key_that_is_no_answer_leaves_the_question_open(shop: Any, key: str) -> None:
    state, _ = step(shop, LookupState(), b"007")
    after, outcome = shop.store.call(lookup.answer, shop.post, state, key)
    assert after == state
    assert (outcome.tone, outcome.question) == (Tone.NO, state.question)


def test_the_next_scan_is_a_new_question_though_one_is_open(shop: Any) -> None:
    state, _ = step(shop, LookupState(), b"007")
    after, outcome = step(shop, state, b"RES-10K")
    assert outcome.text == "RES-10K"
    assert (after.last, after.question, after.things) == (outcome, None, ())


def test_a_thing_that_a_view_names_is_opened_without_a_scan(shop: Any) -> None:
    part = shop.look_up(b"SN-0001").view.part
    state, outcome = shop.store.call(lookup.show, shop.post, LookupState(), part)
    assert (outcome.text, state.last) == ("PSU-12", outcome)


def test_back_goes_step_by_step_to_the_code_that_was_scanned(shop: Any) -> None:
    state, place = step(shop, LookupState(), b"MAIN/A")
    state, part = shop.store.call(lookup.show, shop.post, state, shop.part("resistor"))
    state, _ = shop.store.call(lookup.show, shop.post, state, place.view.thing)
    state, outcome = shop.store.call(lookup.back, shop.post, state)
    assert outcome.view == part.view
    state, outcome = shop.store.call(lookup.back, shop.post, state)
    assert outcome == place
    assert not state.before


def test_back_from_one_of_several_asks_again_which(shop: Any) -> None:
    asked, question = step(shop, LookupState(), b"007")
    state, _ = shop.store.call(lookup.answer, shop.post, asked, "2")
    state, outcome = shop.store.call(lookup.back, shop.post, state)
    assert (state, outcome) == (asked, question)
    assert shop.store.call(lookup.answer, shop.post, state, "1")[1].view.thing == asked.things[0]


def test_back_shows_things_as_they_are_now(shop: Any) -> None:
    state, _ = step(shop, LookupState(), b"2000000000015")
    state, _ = shop.store.call(lookup.show, shop.post, state, shop.part("fan"))
    shop.store.call(lambda db: db.execute_sql("UPDATE part SET name = 'Renamed'"))
    _, outcome = shop.store.call(lookup.back, shop.post, state)
    assert (outcome.view.name, outcome.view.via) == ("Renamed", "2000000000015, 10 pcs each")


def test_a_scan_starts_afresh_with_nothing_to_go_back_to(shop: Any) -> None:
    state, _ = step(shop, LookupState(), b"MAIN/A")
    state, _ = shop.store.call(lookup.show, shop.post, state, shop.part("fan"))
    state, _ = step(shop, state, b"RES-10K")
    assert state.before == ()


def test_a_thing_that_has_gone_says_so(shop: Any) -> None:
    for kind in (Kind.PART, Kind.STOCK_ITEM, Kind.LOCATION, Kind.SUPPLIER_PART, Kind.DOCUMENT):
        _, outcome = shop.store.call(lookup.show, shop.post, LookupState(), Thing(kind, 999, "It"))
        assert (outcome.tone, outcome.result) == (Tone.NO, "unknown")


def test_an_assigned_code_of_a_thing_that_is_no_more_says_so(shop: Any) -> None:
    sql = "UPDATE barcode SET thing_id = 999 WHERE kind = 'part'"
    shop.store.call(lambda db: db.execute_sql(sql))
    assert shop.look_up(b"2000000000015").tone is Tone.NO


def details(shop: Any, raw: bytes) -> Any:
    return shop.store.call(lookup.details, shop.post, shop.look_up(raw).view)


def test_the_details_of_a_part(shop: Any) -> None:
    found = details(shop, b"RES-10K")
    assert isinstance(found, PartDetails)
    assert [(place.label, place.quantity) for place in found.places] == [("MAIN/A", 5000), ("MAIN/B", 200)]
    assert [(batch.label, batch.quantity) for batch in found.batches] == [("20261101", 5120), ("20261015", 80)]
    assert (found.places_total, found.batches_total, found.default_location) == (2, 2, "MAIN/A")
    assert [(code.partner, code.sku, code.manufacturer_number, code.pack) for code in found.suppliers] == [
        ("Acme", "0805-103", "CRCW0805", 100)
    ]
    assert found.codes == ("2000000000015",)


def test_the_details_of_a_unit_tell_its_codes_and_its_history_newest_first(shop: Any) -> None:
    shop.look_up(b"SN-0001")
    shop.look_up(b"\xff\xfe")
    found = details(shop, b"SN-0001")
    assert isinstance(found, ItemDetails)
    assert found.codes == ("\\xff\\xfe",)
    scanned, came = found.seen
    assert (scanned.at, scanned.operator, scanned.station) == (3_000_000, "Jana", "bench")
    assert scanned.text == "Scanned 3 times, last in quick scan: found"
    assert came.text == "Opening entry: In stock in MAIN/A"


def test_the_details_of_a_location(shop: Any) -> None:
    found = details(shop, b"MAIN/B")
    assert isinstance(found, LocationDetails)
    assert [(row.label, row.quantity) for row in found.contents] == [
        ("FAN-80 · Fan 80 mm", 1),
        ("RES-10K · Resistor 10 kΩ", 200),
    ]
    assert found.contents_total == 2
    assert [(place.label, place.quantity) for place in details(shop, b"MAIN").below] == [("MAIN/A", 3), ("MAIN/B", 3)]


def test_a_scan_is_explained_with_all_its_bytes_and_readings(shop: Any) -> None:
    scan = shop.scan(b"A\x1d\xff", symbology="C1")
    _, outcome = shop.store.call(lookup.scan, shop.post, LookupState(), scan)
    told = lookup.explain(outcome.meaning, scan)
    assert (told.raw, told.hex, told.symbology, told.device, told.typed) == (
        b"A\x1d\xff",
        "41 1d ff",
        "C1",
        "scanner",
        False,
    )
    assert len(told.readings) == 17
    assert lookup.explain(None, scan).readings == ()


@pytest.mark.parametrize("name", ["[/x]", "[@click=app.quit]x", "\x1b]0;x\x07", "\u202egnp", "x" * 4096, "'; DROP"])
def test_hostile_names_come_through_as_they_are(shop: Any, name: str) -> None:
    shop.store.call(lambda db: db.execute_sql("UPDATE part SET name = ?", (name,)))
    outcome = shop.look_up(b"RES-10K")
    assert outcome.view.name == name
    assert name in outcome.detail
    details(shop, b"RES-10K")
    details(shop, b"MAIN/B")
    shop.store.call(barcodes.assign, shop.post, name.encode()[:1000], shop.part("fan"))
    assert shop.look_up(name.encode()[:1000]).text == "FAN-80"


def test_an_amount_in_a_code_counts_in_the_unit_of_its_part(shop: Any) -> None:
    shop.post = replace(shop.post, code_amounts="21.....{NNDDD} 2112345015002=1.5")
    shop.store.call(barcodes.assign, shop.post, b"2112345000008", Thing(Kind.PART, shop.ids["cable"], ""))
    outcome = shop.look_up(b"2112345015002")
    assert outcome.detail.endswith("On the label: 1.5 m.")
    assert outcome.view.via == "Code with an amount: 1.5 m"
