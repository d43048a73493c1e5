from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kiosk.barcodes.reading import Found
from kiosk.flows import assign
from kiosk.flows.assign import AssignState
from kiosk.flows.flow import ANSWER_AFTER
from kiosk.outcome import Outcome, Tone
from kiosk.scan import Scan
from kiosk.stock import quantity
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes

CODE = b"new code"


def begin(shop: Any, raw: bytes = CODE, **kwargs: Any) -> AssignState:
    return assign.begin(shop.scan(raw, **kwargs))


def choose(shop: Any, state: AssignState, name: str = "resistor") -> tuple[AssignState, Outcome]:
    return shop.store.call(assign.choose, shop.post, state, shop.part(name))


def scanned(shop: Any, state: AssignState, scan: Scan) -> tuple[AssignState, Outcome]:
    return shop.store.call(assign.scan, shop.post, state, scan)


def answer(shop: Any, state: AssignState, key: str) -> tuple[AssignState, Outcome]:
    return shop.store.call(assign.answer, shop.post, state, key)


def painted(state: AssignState, at: int) -> AssignState:
    assert state.question is not None
    return replace(state, question=replace(state.question, painted=at))


def names(shop: Any, raw: bytes = CODE) -> str:
    return shop.look_up(raw).text


def test_a_code_is_searched_for_chosen_confirmed_and_names_the_thing(shop: Any) -> None:
    state = shop.store.call(assign.search, shop.post, begin(shop), "resistor")
    state, outcome = shop.store.call(assign.choose, shop.post, state, state.things[0])
    assert (outcome.tone, outcome.question) == (Tone.ASK, state.question)
    assert names(shop) == "Unknown code"
    state, outcome = answer(shop, state, "yes")
    assert (outcome.tone, outcome.result, state.done) == (Tone.OK, "assigned", True)
    assert outcome.view.number == "RES-10K"
    assert names(shop) == "RES-10K"


def test_no_takes_the_choice_back(shop: Any) -> None:
    state, _ = choose(shop, begin(shop))
    state, outcome = answer(shop, state, "no")
    assert (state.chosen, state.question, outcome.result) == (None, None, "cancelled")
    assert answer(shop, state, "yes")[1].tone is Tone.NO
    assert names(shop) == "Unknown code"


def test_a_new_search_takes_the_choice_back(shop: Any) -> None:
    state, _ = choose(shop, begin(shop))
    state = shop.store.call(assign.search, shop.post, state, "fan")
    assert (state.chosen, state.question) == (None, None)
    assert state.things


def test_scanning_the_thing_twice_chooses_and_confirms(shop: Any) -> None:
    state, outcome = scanned(shop, begin(shop), shop.scan(b"RES-10K"))
    assert (outcome.tone, state.chosen.id) == (Tone.ASK, shop.ids["resistor"])
    confirm = shop.scan(b"2000000000015")  # another code of the same thing
    state, outcome = scanned(shop, painted(state, confirm.mono - ANSWER_AFTER), confirm)
    assert (outcome.result, state.done) == ("assigned", True)
    assert names(shop) == "RES-10K"


@pytest.mark.parametrize("seen", [lambda scan: scan.mono - ANSWER_AFTER + 1, lambda scan: 0], ids=["late", "never"])
def test_a_scan_from_before_the_question_was_seen_confirms_nothing(shop: Any, seen: Any) -> None:
    state, _ = choose(shop, begin(shop))
    early = shop.scan(b"RES-10K")
    before = painted(state, seen(early))
    after, outcome = scanned(shop, before, early)
    assert after == before
    assert (outcome.tone, outcome.question) == (Tone.AGAIN, before.question)
    assert names(shop) == "Unknown code"


@pytest.mark.parametrize("raw", [b"CAB-1", b"nothing", b"007", b"\xff"])
def test_while_a_question_is_open_other_codes_change_nothing(shop: Any, raw: bytes) -> None:
    state, _ = choose(shop, begin(shop))
    before = painted(state, 1)
    after, outcome = scanned(shop, before, shop.scan(raw))
    assert after == before
    assert (outcome.tone, outcome.text, outcome.question) == (Tone.AGAIN, "Answer first", before.question)


def test_the_very_code_that_is_assigned_is_told_so(shop: Any) -> None:
    state = begin(shop)
    after, outcome = scanned(shop, state, shop.scan(CODE))
    assert after == state
    assert (outcome.tone, outcome.text) == (Tone.AGAIN, "That is the code")


def test_a_scan_of_several_things_lists_them(shop: Any) -> None:
    state, outcome = scanned(shop, begin(shop), shop.scan(b"007"))
    assert (outcome.tone, len(state.things), state.chosen) == (Tone.ASK, 2, None)
    state, outcome = shop.store.call(assign.choose, shop.post, state, state.things[1])
    assert answer(shop, state, "yes")[1].result == "assigned"


def test_an_unknown_thing_is_said_to_be_unknown(shop: Any) -> None:
    state = begin(shop)
    after, outcome = scanned(shop, state, shop.scan(b"nothing"))
    assert (after, outcome.tone, outcome.result) == (state, Tone.NO, "unknown")


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "empty"),
        (b"   ", "empty"),
        (b"\x1d\x04 ", "empty"),
        ("\u2003\u00a0".encode(), "empty"),
        (b"x" * (barcodes.LONGEST + 1), "1,025"),
        (b"KSK-PA99999", "KSK-"),
        (b"KSK-anything", "KSK-"),
    ],
)
def test_a_code_that_can_name_nothing_is_refused_with_the_reason(shop: Any, raw: bytes, word: str) -> None:
    state, outcome = choose(shop, begin(shop, raw))
    assert (outcome.tone, outcome.result, state.question) == (Tone.NO, "refused", None)
    assert word in outcome.detail


def test_the_longest_code_that_can_be_assigned_is_found_again(shop: Any) -> None:
    raw = b"x" * barcodes.LONGEST
    state, _ = choose(shop, begin(shop, raw))
    assert answer(shop, state, "yes")[1].result == "assigned"
    assert names(shop, raw) == "RES-10K"


def test_a_typed_code_is_assigned_without_the_spaces_around_it(shop: Any) -> None:
    state, _ = choose(shop, begin(shop, b"  typed one ", typed=True))
    answer(shop, state, "yes")
    assert names(shop, b"typed one") == "RES-10K"


def test_a_code_that_is_taken_is_refused_naming_by_what(shop: Any) -> None:
    for code in (b"2000000000015", b"02000000000015"):
        _, outcome = choose(shop, begin(shop, code), "fan")
        assert outcome.tone is Tone.NO
        assert "RES-10K · Resistor 10 kΩ" in outcome.detail


def test_a_code_that_another_station_took_meanwhile_is_refused_naming_by_what(shop: Any) -> None:
    state, _ = choose(shop, begin(shop))
    shop.store.call(barcodes.assign, shop.post, CODE, shop.part("fan"))
    state, outcome = answer(shop, state, "yes")
    assert (outcome.tone, outcome.result, state.done, state.question) == (Tone.NO, "refused", False, None)
    assert "FAN-80 · Fan 80 mm" in outcome.detail
    assert names(shop) == "FAN-80"


def test_a_thing_that_has_gone_can_not_be_chosen(shop: Any) -> None:
    _, outcome = shop.store.call(assign.choose, shop.post, begin(shop), Thing(Kind.PART, 999, "Gone"))
    assert outcome.tone is Tone.NO


def test_when_all_is_done_nothing_is_assigned_twice(shop: Any) -> None:
    state, _ = choose(shop, begin(shop))
    state, _ = answer(shop, state, "yes")
    for after, outcome in (
        answer(shop, state, "yes"),
        choose(shop, state, "fan"),
        scanned(shop, state, shop.scan(b"CAB-1")),
    ):
        assert (after, outcome.tone) == (state, Tone.AGAIN)
    assert names(shop) == "RES-10K"


# How much one scan stands for


def packed(shop: Any, state: AssignState, text: str) -> tuple[AssignState, Outcome]:
    return shop.store.call(assign.set_pack, shop.post, state, text)


def pack(shop: Any, raw: bytes = CODE) -> Decimal:
    meaning = shop.look_up(raw).meaning
    assert isinstance(meaning, Found)
    return quantity.of(meaning.pack)


def test_a_code_stands_for_one_piece_unless_told(shop: Any) -> None:
    state, outcome = choose(shop, begin(shop))
    assert [option.text for option in outcome.question.options][2] == "One scan is 1 pc: change that"
    answer(shop, state, "yes")
    assert pack(shop) == 1


def test_what_one_scan_stands_for_is_told_and_shown_before_it_is_confirmed(shop: Any) -> None:
    state, _ = choose(shop, begin(shop))
    state, outcome = packed(shop, painted(state, 5), "10")
    assert outcome.tone is Tone.ASK
    assert "One scan is 10 pcs" in outcome.detail
    assert state.question.options[0].text == "Yes, assign as 10 pcs"
    assert state.question.painted == 0, "what has changed has not been read yet"
    state, outcome = answer(shop, state, "yes")
    assert "One scan is 10 pcs" in outcome.detail
    assert pack(shop) == 10


@pytest.mark.parametrize(
    ("part", "text", "says"),
    [
        ("resistor", "2.5", "decimals"),
        ("resistor", "0", "more than 0"),
        ("resistor", "-1", "more than 0"),
        ("resistor", "ten", "ten"),
        ("cable", "0.125", "decimals"),
    ],
)
def test_a_pack_that_the_part_has_no_decimals_for_is_refused_and_the_question_stays(
    shop: Any, part: str, text: str, says: str
) -> None:
    before, _ = choose(shop, begin(shop), part)
    state, outcome = packed(shop, before, text)
    assert (state, outcome.tone, outcome.question) == (before, Tone.NO, before.question)
    assert says in outcome.detail


def test_a_code_of_a_cable_stands_for_a_length(shop: Any) -> None:
    state, _ = choose(shop, begin(shop), "cable")
    state, _ = packed(shop, state, "2.5")
    answer(shop, state, "yes")
    assert pack(shop) == Decimal("2.5")


def test_a_code_of_a_supplier_part_stands_for_its_pack(shop: Any) -> None:
    thing = Thing(Kind.SUPPLIER_PART, shop.ids["acme"], "")
    state, _ = shop.store.call(assign.choose, shop.post, begin(shop), thing)
    answer(shop, state, "yes")
    assert pack(shop) == 100


def test_a_code_of_a_place_stands_for_itself_and_nothing_is_asked(shop: Any) -> None:
    place = Thing(Kind.LOCATION, shop.ids["a"], "")
    state, _ = shop.store.call(assign.choose, shop.post, begin(shop), place)
    assert [option.key for option in state.question.options] == ["yes", "no"]
    after, outcome = packed(shop, state, "10")
    assert (after, outcome.tone) == (state, Tone.NO)


def test_another_choice_begins_with_one_piece_again(shop: Any) -> None:
    state, _ = choose(shop, begin(shop))
    state, _ = packed(shop, state, "10")
    state, _ = answer(shop, state, "no")
    state, _ = choose(shop, state, "fan")
    assert state.pack.amount == 1


def test_a_scan_while_the_quantity_is_typed_confirms_nothing(shop: Any) -> None:
    state, _ = choose(shop, begin(shop))
    state = painted(state, 1)
    after, outcome = shop.store.call(assign.scan_typing, shop.post, state, shop.scan(b"RES-10K"))
    assert (after, outcome.tone) == (state, Tone.AGAIN)
    assert names(shop) == "Unknown code"
