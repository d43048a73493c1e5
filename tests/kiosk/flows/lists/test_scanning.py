"""What a scan does to a list: each kind of thing a row, once; nothing else changes."""

from typing import Any

import pytest

from kiosk.flows.lists import editing, listing, reading, scanning, undoing
from kiosk.stock.document_kinds import DocKind
from kiosk.store import documents
from kiosk.wording import lists_rows


def test_each_kind_of_thing_becomes_a_row_that_says_what_it_is_and_where(gathered: Any) -> None:
    document = gathered.store.call(documents.create, gathered.post, DocKind.RECEIPT)
    gathered.scan(b"SN-0001", b"2000000000015", b"0805-103", b"MAIN/B", f"KSK-DO{document}".encode())

    assert [(row.title, lists_rows.told(row)) for row in gathered.rows] == [
        ("SN-0001 · Power supply 12 V", "MAIN/A · In stock"),
        ("RES-10K · Resistor 10 kΩ", "10 of 5,200 pcs · MAIN/A +1"),
        ("0805-103 · Resistor 10 kΩ", "100 of 5,200 pcs · MAIN/A +1"),
        ("MAIN/B", "3 stock items"),
        ("GR-1-1", "0 lines · draft"),
    ]
    assert gathered.head.total == 5


def test_each_scan_of_a_pack_means_so_many_more_pieces_and_each_is_a_step(gathered: Any) -> None:
    gathered.scan(b"2000000000015", b"2000000000015", b"2000000000015")
    assert [row.quantity for row in gathered.rows] == [30]
    gathered.scan(b"RES-10K")
    assert gathered.said[0] == "again", "one scan of its number is no piece more: all of its row is there"
    gathered.do(undoing.undo).do(undoing.undo)
    assert [row.quantity for row in gathered.rows] == [10]
    gathered.do(undoing.undo)
    assert gathered.rows == ()


def test_a_pack_of_what_is_meant_as_a_whole_changes_nothing(gathered: Any) -> None:
    gathered.scan(b"RES-10K", b"2000000000015")
    assert gathered.said[0] == "again"
    assert [row.quantity for row in gathered.rows] == [None]


def test_the_first_scan_begins_a_list_with_a_name_of_the_day_and_an_unknown_one_does_not(gathered: Any) -> None:
    gathered.scan(b"nobody has this")
    assert gathered.said[:2] == ("no", "Unknown code")
    assert gathered.state.list is None
    assert gathered.state.unknown.raw == b"nobody has this"

    gathered.scan(b"SN-0001")
    assert gathered.head.name.startswith("List 1 · ")
    assert gathered.said == ("ok", "SN-0001 · Power supply 12 V", "Row 1. MAIN/A · In stock")
    assert gathered.do(listing.begin).head.name.startswith("List 2 · ")


def test_a_thing_that_is_there_already_is_again_and_says_since_when_and_by_which_row(gathered: Any) -> None:
    gathered.scan(b"SN-0001", b"007x", b"2000000000015", b"SN-0001")

    tone, text, detail = gathered.said
    assert (tone, text) == ("again", "SN-0001 · Power supply 12 V")
    assert detail.startswith("In the list since ")
    assert ", row 1. MAIN/A" in detail
    assert gathered.head.total == 2
    assert gathered.state.row.serial == "SN-0001"


def test_a_code_of_several_things_asks_and_only_the_chosen_one_is_in_the_list(gathered: Any) -> None:
    gathered.scan(b"007")
    assert gathered.said[0] == "ask"
    assert gathered.state.list is None

    gathered.do(listing.answer, "9")
    assert gathered.said[:2] == ("no", "Not an answer")
    gathered.do(listing.answer, "2")
    assert gathered.said[0] == "ok"
    assert len(gathered.rows) == 1
    gathered.do(listing.answer, "1")
    assert gathered.said[:2] == ("no", "Nothing is asked")


def test_the_next_scan_puts_a_question_away(gathered: Any) -> None:
    gathered.scan(b"007", b"SN-0001")
    assert gathered.state.question is None
    assert gathered.titles == ["SN-0001 · Power supply 12 V"]


@pytest.mark.parametrize("code", [b"KSK-CMDDONE", b"KSK-XX1", b"", b"\xfe\xff\x00"])
def test_what_can_get_no_code_is_not_kept_to_be_assigned(gathered: Any, code: bytes) -> None:
    if gathered.scan(code).said[1] == "Unknown code":
        assert gathered.state.list is None
        assert code.startswith(b"\xfe") == (gathered.state.unknown is not None)


def test_no_list_is_shown_before_something_is_in_it_and_it_goes_when_it_is_left(gathered: Any) -> None:
    gathered.do(listing.begin, "Friday")
    assert gathered.store.look(reading.open_lists, gathered.post, 0).rows == ()
    empty = gathered.id
    gathered.do(listing.leave)
    assert gathered.state.done
    assert gathered.do(listing.opened, empty).said[:2] == ("no", "No such list")


def test_a_full_list_takes_nothing_more_and_still_says_what_is_in_it(
    gathered: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "MOST", 2)
    gathered.scan(b"SN-0001", b"SN-0002", b"2000000000015")
    assert gathered.said[:2] == ("no", "The list is full")
    assert gathered.scan(b"SN-0001").said[0] == "again"
    assert gathered.head.total == 2


def test_a_list_that_is_opened_again_at_another_station_takes_scans_at_once(gathered: Any) -> None:
    gathered.scan(b"SN-0001")
    other = gathered.at(gathered.post)
    gathered.do(editing.close)
    assert other.scan(b"SN-0002").said[0] == "no"
    gathered.do(undoing.undo)
    assert other.scan(b"SN-0002x", b"SN-0002").said[0] == "ok"
    assert not other.state.done


def test_a_list_that_is_not_there_begins_no_other(gathered: Any) -> None:
    gathered.do(listing.opened, 99).scan(b"SN-0001")
    assert gathered.said[:2] == ("no", "No such list")
    assert gathered.store.look(reading.open_lists, gathered.post, 0).total == 0
