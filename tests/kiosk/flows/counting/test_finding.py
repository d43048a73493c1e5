"""What a scan means while a shelf is counted: units, quantities, batches, codes that nothing has, places."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows.counting import entries, loose, working
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, locations, parts
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.stock_items import NewItem

Begin = Callable[..., Any]


@pytest.fixture
def glue(shop: Any) -> int:
    """A part that needs batches: two of them lie on shelf A, one is quarantined, one has two lots."""

    def make(db: Any) -> int:
        return parts.add(db, NewPart(number="GLUE", name="Glue", tracking="batch", unit="kg", decimals=2))

    id: int = shop.store.call(make)
    shop.ids["glue"] = id
    place = shop.ids["a"]
    shop.enter(
        NewItem(part=id, location=place, quantity=Decimal(3), batch="G1"),
        NewItem(part=id, location=place, quantity=Decimal(2), batch="G1", status=Status.QUARANTINED),
        NewItem(part=id, location=place, quantity=Decimal(4), batch="G2"),
    )
    return id


# Units


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.SOLD, "By the books it is sold. The count leaves that."),
        (Status.SCRAPPED, "By the books it is scrapped. The count leaves that."),
        (Status.IN_REPAIR, "By the books it is in repair. The count leaves that."),
        (Status.REPAIR_DONE, "By the books it is repair done. The count leaves that."),
        (Status.LOST, "It was lost. Posting brings it back into stock here."),
    ],
)
def test_a_unit_that_should_not_be_here_is_noted(count: Begin, shop: Any, status: Status, said: str) -> None:
    shop.enter(NewItem(part=shop.ids["supply"], location=None, serial="X-1", status=status))
    shelf = count("a").scan("X-1")
    assert shelf.result == "again counted"
    assert shelf.said[2].startswith(said)
    kind = "found" if status is Status.LOST else "unexpected"
    assert shelf.found()[kind] == [("PSU-12 · X-1", "MAIN/A", "0", "1")]


def test_a_unit_of_another_place_says_which_unless_the_count_is_blind(count: Begin) -> None:
    assert count("main").scan("MAIN/B", "SN-0001").said == (
        "again",
        "SN-0001",
        "By the books it is in MAIN/A. Posting moves it here.",
    )
    blind = count("main", blind=True).scan("MAIN/B", "SN-0001")
    assert blind.said == ("ok", "SN-0001", "PSU-12 Power supply 12 V. 1 thing found here.")
    assert blind.state.due is None


def test_a_unit_that_is_scanned_twice_counts_once_and_says_when(count: Begin) -> None:
    shelf = count("a").scan("SN-0001", "SN-0001")
    assert shelf.result == "again again"
    assert shelf.said[2].startswith("PSU-12: counted ")
    assert shelf.said[2].endswith(", it counts once.")
    assert (shelf.state.here, shelf.state.count.entries) == (1, 1)


def test_a_unit_is_where_it_was_seen_last(count: Begin) -> None:
    walk = count("main").scan("MAIN/A", "SN-0001", "MAIN/B", "SN-0001")
    assert walk.result == "again counted"
    assert walk.said[2].startswith("Counted at MAIN/A ")
    assert walk.found()["elsewhere"] == [("PSU-12 · SN-0001", "MAIN/B", "0", "1")]
    assert (walk.state.here, walk.state.count.entries) == (1, 1)
    walk.do(working.undo)
    assert walk.said == ("ok", "Taken back", "SN-0001 at MAIN/B: that is undone.")
    assert "elsewhere" not in walk.found()
    assert ("PSU-12 · SN-0001", "MAIN/A", "1", "1") in walk.found()["match"]


def test_a_serial_of_two_parts_is_asked_about(count: Begin) -> None:
    shelf = count("a").scan("007")
    assert shelf.result == "ask ambiguous"
    offered = [option.text for option in shelf.state.question.options]
    assert len(offered) == 3
    key = next(str(number) for number, text in enumerate(offered, 1) if "PSU-12" in text)
    assert shelf.do(working.answer, key).result == "ok counted"
    assert shelf.state.question is None
    assert count("a").scan("007").do(working.answer, "3").result == "ok left"


def test_a_count_of_one_part_knows_whose_serial_it_is(count: Begin) -> None:
    assert count("supply").scan("MAIN/A", "007").result == "ok counted"


def test_a_void_serial_is_that_of_the_unit_which_was_received_by_mistake(count: Begin) -> None:
    shelf = count("a").scan("SN-VOID")
    assert shelf.said[2].startswith("By the books it is void")
    assert shelf.found()["unexpected"] == [("FAN-80 · SN-VOID", "MAIN/A", "0", "1")]


# Codes that nothing has


def test_an_unknown_code_is_kept_and_counts_once(count: Begin) -> None:
    shelf = count("a").scan("STRANGER", "STRANGER")
    assert shelf.result == "again again"
    assert shelf.state.unknown is not None
    assert shelf.found()["stranger"] == [("STRANGER", "MAIN/A", "0", "1")]


def test_a_code_that_was_assigned_meanwhile_is_no_stranger_any_more(count: Begin, shop: Any) -> None:
    shelf = count("a").scan("4006381333931")
    unit = Thing(Kind.STOCK_ITEM, shop.ids["psu 1"], "")
    shop.store.call(barcodes.assign, shop.post, b"4006381333931", unit)
    shelf.scan("4006381333931")
    assert shelf.result == "ok counted"
    assert "stranger" not in shelf.found()
    shelf.do(working.undo)
    assert [row[0] for row in shelf.found()["stranger"]] == ["4006381333931"]


@pytest.mark.parametrize("code", [b"\xff\xfe\x00bad", b"\x1b[31m", "ž".encode() * 300, b"a\x00b", b"KSK-PA999"])
def test_hostile_codes_are_kept_as_text_that_can_be_seen(count: Begin, code: bytes) -> None:
    shelf = count("a").scan(code)
    assert shelf.result == "again stranger"
    (label, _, _, _) = shelf.found()["stranger"][0]
    assert label.isprintable()
    assert len(label) <= 200


# Quantities


def test_a_code_of_a_pack_counts_its_pieces_and_typing_sets_how_many(count: Begin) -> None:
    shelf = count("a").scan("2000000000015")
    assert shelf.said == ("ok", "RES-10K", "Resistor 10 kΩ, batch 20261101: 10 pcs here of 5,000 pcs by the books.")
    shelf.scan("0805-103").do(loose.quantity, "5001")
    assert shelf.said[2] == "Resistor 10 kΩ, batch 20261101: 5,001 pcs here, 1 pc more than by the books."
    assert shelf.result == "again counted"
    assert shelf.do(loose.quantity, "0.5").result == "no refused"
    shelf.do(working.undo)
    assert shelf.state.current.quantity == 110
    shelf.do(working.undo)
    assert shelf.state.current.quantity == 10
    shelf.do(working.undo)
    assert shelf.state.current is None


def test_a_quantity_by_code_is_not_of_what_was_counted_before_a_refused_scan(count: Begin, shop: Any) -> None:
    shelf = count("a").scan("2000000000015")
    shop.archive("part", "cable")
    before = shelf.found()
    assert shelf.scan("CAB-1").result == "no unknown"
    assert shelf.do(loose.times, 7).said[:2] == ("no", "How many of what?")
    assert shelf.scan("PSU-12").result == "no refused"
    assert shelf.do(loose.times, 7).said[:2] == ("no", "How many of what?")
    assert shelf.found() == before
    chosen = shop.store.call(entries.choose, shop.post, shelf.state, shelf.state.current.entry)
    shelf.state = chosen
    assert shelf.do(loose.times, 7).result == "ok counted"
    assert shelf.scan("PSU-12").do(loose.quantity, "8").result == "ok counted", "typed, with the line under the eye"


def test_a_blind_count_says_nothing_of_the_books(count: Begin) -> None:
    shelf = count("a", blind=True).scan("2000000000015")
    assert shelf.said == ("ok", "RES-10K", "Resistor 10 kΩ, batch 20261101: 10 pcs here.")
    assert shelf.state.current.expected is None
    shelf.do(working.park).do(working.opened, shelf.id)
    assert shelf.state.current.expected is None


def test_of_two_batches_it_is_asked_which_and_the_current_one_goes_on(count: Begin) -> None:
    shelf = count("b").scan("RES-10K")
    assert shelf.result == "ask asked"
    assert [option.text for option in shelf.state.question.options] == [
        "Batch 20261015",
        "Batch 20261101",
        "None of these",
    ]
    shelf.do(working.answer, "2").scan("RES-10K", "RES-10K")
    assert (shelf.state.current.batch, shelf.state.current.quantity) == ("20261101", 3)
    shelf.scan("20261015")
    assert (shelf.state.current.batch, shelf.state.current.quantity) == ("20261015", 1)


def test_the_code_of_the_batch_answers_which_it_is(count: Begin) -> None:
    shelf = count("b").scan("2000000000015", "20261015")
    assert (shelf.state.current.batch, shelf.state.current.quantity) == ("20261015", 10)


def test_an_unknown_code_may_be_the_batch_that_is_asked_for(count: Begin) -> None:
    shelf = count("b").scan("RES-10K", "NEW-BATCH")
    assert shelf.result == "ask asked"
    shelf.scan("NEW-BATCH")
    assert (shelf.state.current.batch, shelf.state.current.quantity) == ("NEW-BATCH", 1)
    other = count("b").scan("RES-10K", "NEW-2").do(working.answer, "2")
    assert other.result == "again stranger"


def test_a_scan_that_does_not_answer_which_batch_it_is_says_that_nothing_was_counted_of_it(count: Begin) -> None:
    left = "RES-10K was left: nothing was done with it."
    shelf = count("b").scan("RES-10K", "RES-10K")
    assert shelf.outcome.detail.endswith(left)
    shelf.scan("SN-0001")
    assert (shelf.outcome.tone.value, shelf.outcome.result) == ("again", "counted")
    assert shelf.outcome.detail.endswith(left)
    shelf.scan("SN-0002")
    assert left not in shelf.outcome.detail
    shelf.scan("RES-10K", "NEW-BATCH")
    assert left not in shelf.outcome.detail
    shelf.scan("SN-0001")
    assert shelf.outcome.detail.endswith(left)
    shelf.scan("RES-10K", "20261015")
    assert left not in shelf.outcome.detail


@pytest.mark.parametrize("raw", [b"0102000104440121172905311022611\x1d21BAT1", b"0102000104440121172905311022611"])
def test_a_label_whose_number_was_misread_is_no_unknown_code_of_the_count(count: Begin, raw: bytes) -> None:
    shelf = count("a").scan(raw)
    assert shelf.result == "no refused"
    assert shelf.said[2].startswith("Nothing was noted.")
    assert "Scan it again." in shelf.said[2]
    assert "stranger" not in shelf.found()


def test_the_batch_that_is_asked_for_can_be_typed(count: Begin) -> None:
    shelf = count("b").scan("RES-10K").do(loose.batch, "")
    assert (shelf.state.current.batch, shelf.state.current.quantity) == ("", 1)
    assert shelf.found()["over"] == [("RES-10K", "MAIN/B", "0", "1")]
    assert count("b").scan("RES-10K").do(loose.batch, " x ").result == "no refused"
    assert count("b").do(loose.batch, "x").result == "no refused"


def test_a_batch_that_several_parts_share_is_that_of_the_one_which_lies_here(
    count: Begin, shop: Any, glue: int
) -> None:
    shop.enter(NewItem(part=glue, location=shop.ids["b"], quantity=Decimal(1), batch="20261015"))
    shelf = count("b").scan("20261015")
    assert shelf.result == "ask ambiguous"
    shelf.scan("GLUE")
    assert shelf.state.current.number == "GLUE"
    assert shelf.scan("20261015").state.current.quantity == 2
    assert count("a").scan("20261015").result == "ask ambiguous"


def test_lots_of_one_batch_are_one_whatever_their_status(count: Begin, glue: int) -> None:
    shelf = count("a").scan("G1").do(loose.quantity, "4.5")
    assert shelf.state.current.expected == 5
    assert ("GLUE · batch G1", "MAIN/A", "5", "4.5") in shelf.found()["short"]


def test_a_part_that_needs_a_batch_and_has_none_here_is_asked_about(count: Begin, glue: int) -> None:
    shelf = count("b").scan("GLUE")
    assert [option.text for option in shelf.state.question.options] == ["Batch G1", "Batch G2", "None of these"]


def test_a_part_with_serials_is_counted_by_them(count: Begin) -> None:
    assert count("a").scan("PSU-12").said == ("no", "PSU-12", "Its units have serials: scan the serial of each.")
    assert count("a").scan("SN-0001").do(loose.quantity, "2").said[2].startswith("It is one unit")
    assert count("a").do(loose.quantity, "2").result == "no refused"


def test_too_many_to_be_counted(count: Begin) -> None:
    shelf = count("a").scan("RES-10K").do(loose.quantity, "1000000000").scan("RES-10K")
    assert shelf.result == "no refused"
    assert shelf.state.current.quantity == 1_000_000_000


def test_stock_that_is_not_tracked_is_not_counted(count: Begin, shop: Any) -> None:
    shop.store.call(parts.add, NewPart(number="AIR", name="Air", track_stock=False))
    assert count("a").scan("AIR").result == "no refused"


# Places


def test_nothing_is_counted_before_a_place_is(count: Begin) -> None:
    for code in ("SN-0001", "RES-10K", "20261101", "STRANGER"):
        assert count("main").scan(code).said[1] == "Scan the place first"


def test_a_place_that_is_no_shelf_or_not_in_the_scope_is_refused(count: Begin, shop: Any) -> None:
    shelf = count("a")
    assert shelf.scan("MAIN/B").said == (
        "no",
        "MAIN/B",
        f"{shelf.state.count.document.number} counts MAIN/A, and this is not in it."
        " Scan a place in it, or begin another count.",
    )
    assert count("main").scan("MAIN").said[2] == "It holds only other places. Scan the shelf itself."
    below = shop.store.call(locations.add, NewLocation("1", "", shop.ids["a"]))
    assert count("a").state.place is None
    shop.store.call(locations.archive, below, True)
    assert count("a").state.place.label == "MAIN/A"


def test_nothing_counts_at_the_place_before_after_one_that_was_refused(count: Begin, shop: Any) -> None:
    shelf = count("a").scan("RES-10K", "MAIN/B")
    for code in ("SN-0001", "RES-10K", "20261101", "STRANGER"):
        assert shelf.scan(code).said[1] == "Scan the place first"
    assert shelf.do(loose.quantity, "7").said[1] == "Scan the place first"
    shelf.state = shop.store.look(working.refreshed, shelf.state)
    assert shelf.scan("SN-0001").said[1] == "Scan the place first", "it was only looked at anew"
    assert shelf.scan("MAIN/A").result == "ok place"
    assert shelf.scan("SN-0001").result == "ok counted"
    whole = count("main").scan("MAIN/A")
    shop.archive("location", "b")
    assert whole.scan("MAIN/B", "SN-0001").said[1] == "Scan the place first"


def test_what_is_archived_is_no_stranger(count: Begin, shop: Any) -> None:
    shelf = count("main").scan("MAIN/A")
    shop.archive("location", "b")
    shop.archive("part", "cable")
    for code in ("MAIN/B", "CAB-1"):
        assert shelf.scan(code).result == "no unknown"
        assert "archived" in shelf.said[2]
    assert "stranger" not in shelf.found()


def test_a_place_that_is_renamed_meanwhile_is_the_same(count: Begin, shop: Any) -> None:
    shelf = count("main").scan("MAIN/A", "SN-0001")
    new = NewLocation("A9", "", shop.ids["main"])
    shop.store.call(locations.update, shop.ids["a"], new)
    assert shelf.scan("SN-0001").result == "again again"
    assert shelf.scan("2000000000015").do(loose.quantity, "5").result == "ok counted"


def test_going_from_place_to_place_and_back(count: Begin) -> None:
    walk = count("").scan("MAIN/A")
    assert walk.said == ("ok", "MAIN/A", "3 stock items by the books. Scan all that is here.")
    assert walk.scan("SN-0001", "MAIN/A").said == (
        "again",
        "MAIN/A",
        "You are counting here. 1 thing found so far, 3 stock items by the books.",
    )
    walk.scan("MAIN/B", "MAIN/A")
    assert walk.said[2] == "1 thing found so far, 3 stock items by the books. Go on."
    assert walk.state.count.places == 2
    walk.do(working.undo)
    assert walk.state.place.label == "MAIN/B"
    walk.do(working.undo)
    assert walk.state.place.label == "MAIN/A"


def test_a_count_of_a_part_leaves_all_others(count: Begin) -> None:
    walk = count("resistor").scan("MAIN/B", "SN-0001")
    assert walk.result == "no refused"
    walk.scan("20261015").do(loose.quantity, "80")
    assert walk.found() == {
        "short": [("RES-10K · batch 20261101", "MAIN/B", "120", "0")],
        "match": [("RES-10K · batch 20261015", "MAIN/B", "80", "80")],
        "uncounted": [("MAIN/A", "MAIN/A", "1", "0")],
    }


def test_other_documents_wait(count: Begin) -> None:
    shelf = count("a")
    number = shelf.state.count.document.number
    assert shelf.scan(number).result == "again again"
    other = count("b").state.count.document.number
    assert shelf.scan(other).said[1] == "Finish this first"
