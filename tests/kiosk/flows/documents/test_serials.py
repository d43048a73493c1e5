"""Serials of a receipt's line: each way of entry, all or nothing, edited, taken out, and what a list waits for."""

import codecs
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import KioskError
from kiosk.flows import patterns
from kiosk.flows.documents import editing, lines, scanning, serials
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents, draft_serials, parts
from kiosk.store import serials as store_serials
from kiosk.store.draft_serials import New

Begin = Callable[..., Any]
IN = DocKind.RECEIPT


@pytest.fixture
def receipt(shop: Any, draft: Begin) -> Any:
    """A receipt of five power supplies, whose serials are to come."""
    return draft(IN).do(lines.add_part, shop.ids["supply"]).do(lines.quantity, "5")


def _manifest(shop: Any, draft: Any, part: str, expected: int, *names: str) -> int:
    """Let a draft expect serials of a part; answers the line."""

    def act(db: Any) -> int:
        line = document_lines.add(db, draft.id, shop.ids[part], {"expected": expected * 1_000_000})
        scope = store_serials.scope(db, shop.ids[part])
        draft_serials.add(db, draft.id, [New(line, name, scope) for name in names], None, SerialState.MISSING)
        documents.change(db, draft.id, {"listed": 1})
        return line

    line: int = shop.store.call(act)
    return line


# Each way of entry


def test_a_typed_serial_is_literal(receipt: Any) -> None:
    receipt.do(serials.add, "10-15")
    assert (receipt.said[:2], receipt.serials()) == (("ok", "10-15"), ["10-15"])


def test_a_pattern_takes_what_remains_at_most(receipt: Any) -> None:
    receipt.do(serials.add, "X").do(serials.expand, "SN-1+")
    assert receipt.serials() == ["X", "SN-1", "SN-2", "SN-3", "SN-4"]
    assert receipt.said == ("ok", "4 serials", "5 of 5 pcs: all are here.")
    assert receipt.state.recent == ("SN-4", "SN-3", "SN-2", "SN-1", "X")
    receipt.do(serials.expand, "Y")
    assert receipt.said[:2] == ("no", "Nothing added")


def test_a_pattern_may_give_fewer_and_not_more(receipt: Any) -> None:
    assert receipt.do(serials.expand, "A1-A3").serials() == ["A1", "A2", "A3"]
    receipt.do(serials.expand, "B1-B3")
    assert receipt.said[0] == "no"
    assert receipt.serials() == ["A1", "A2", "A3"]


def test_without_a_told_quantity_a_pattern_gives_as_many_as_it_names(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"]).do(serials.expand, "1000-1999, A, B")
    assert receipt.counts() == [("PSU-12", "1002", 1002)]
    receipt.do(serials.expand, "7000+")
    assert "type the quantity first" in receipt.said[2].lower()
    assert receipt.counts() == [("PSU-12", "1002", 1002)]


def test_the_next_serial_passes_over_stock_this_draft_and_others(shop: Any, receipt: Any, draft: Begin) -> None:
    draft(IN).do(lines.add_part, shop.ids["fan"]).do(serials.add, "900")  # of another tree
    receipt.do(serials.expand, "~, ~")
    assert receipt.serials() == ["008", "009"]
    other = draft(IN).do(lines.add_part, shop.ids["supply"]).do(serials.expand, "~")
    assert other.serials() == ["010"]


def test_the_next_serial_counts_on_from_stock_whatever_drafts_have(shop: Any, receipt: Any) -> None:
    assert receipt.do(serials.add, "500").do(serials.expand, "~").serials() == ["500", "008"]
    found = shop.store.look(patterns.expand, shop.ids["supply"], "~", 1)
    assert found.serials == ("009",)  # as programs are told


def test_units_that_their_scheme_would_not_let_in_go_out_by_a_pattern(shop: Any, draft: Begin) -> None:
    _mask(shop)
    issue = draft(DocKind.ISSUE).do(lines.add_part, shop.ids["supply"]).do(lines.quantity, "1")
    assert issue.do(serials.expand, "SN-0001").serials() == ["SN-0001"]


def test_a_listed_serial_is_what_came_though_its_scheme_is_another_by_now(shop: Any, draft: Begin) -> None:
    receipt = draft(IN)
    _manifest(shop, receipt, "supply", 1, "OLD-1")
    _mask(shop)
    receipt.do(editing.opened, receipt.id)
    assert receipt.do(serials.add, "OLD-1").said[0] == "ok"
    assert receipt.do(serials.add, "OLD-2").said[0] == "no"


def test_serials_in_another_place_go_to_a_line_of_their_batch_and_state(shop: Any, draft: Begin) -> None:
    receipt = draft(IN)
    for place in (b"MAIN/A", b"MAIN/B"):
        receipt.do(scanning.scan, shop.scan(place)).do(lines.add_part, shop.ids["supply"])
        receipt.do(serials.add, place[-1:].decode())
    receipt.do(lines.accept, False)
    receipt.do(editing.choose, receipt.lines[0].id).do(serials.add, "C")
    assert [(line.serials, line.accepted) for line in receipt.lines] == [(1, True), (1, False), (1, True)]


def test_a_preview_says_what_would_come_and_changes_nothing(shop: Any, receipt: Any) -> None:
    def look(pattern: str) -> Any:
        return shop.store.look(serials.preview, shop.post, receipt.state, pattern)

    assert look("A1-A3") == serials.Preview(3, ("A1", "A2", "A3"), "A3")
    assert "PSU-12 · 007, in stock in MAIN/A" in look("007").errors[0]
    assert look("1-9").errors
    assert look("").errors
    assert receipt.serials() == []


def test_pasted_lines_are_literal(receipt: Any) -> None:
    receipt.do(serials.paste, ("  A-1 ", "", "B+2", '"C"', "~"))
    assert receipt.serials() == ["A-1", "B+2", '"C"', "~"]


@pytest.mark.parametrize(
    "content",
    [
        b"A-1\nB,2\n\nC;3\n",
        b"A-1\r\nB,2\r\nC;3",
        codecs.BOM_UTF8 + b"A-1\nB,2\nC;3\n",
        codecs.BOM_UTF16_LE + "A-1\r\nB,2\r\nC;3\r\n".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "A-1\nB,2\nC;3".encode("utf-16-be"),
    ],
)
def test_a_file_has_one_serial_in_each_line(receipt: Any, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "serials.txt"
    file.write_bytes(content)
    assert receipt.do(serials.paste, serials.read_file(str(file))).serials() == ["A-1", "B,2", "C;3"]


def test_the_first_column_of_a_workbook_is_taken(receipt: Any, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (("A-1", "x"), ("0042", "y"), (17, "z")):
        book.active.append(row)
    book.save(tmp_path / "serials.xlsx")
    assert receipt.do(serials.paste, serials.read_file(str(tmp_path / "serials.xlsx"))).serials() == [
        "A-1",
        "0042",
        "17",
    ]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff", b"A\xff\n"])
def test_a_file_that_can_not_be_read_is_refused_in_words(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "serials.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(KioskError, match=r"\w+") as told:
        serials.read_file(str(file))
    assert "--encoding" not in str(told.value), "there is no such option on a screen"


def test_a_folder_is_refused_without_asking_for_a_table(tmp_path: Path) -> None:
    with pytest.raises(KioskError, match="by its whole path") as told:
        serials.read_file(str(tmp_path))
    assert "CSV" not in str(told.value)


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_an_empty_file_adds_nothing_and_says_so(receipt: Any, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "serials.txt"
    file.write_bytes(content)
    receipt.do(serials.paste, serials.read_file(str(file)))
    assert receipt.said[:2] == ("no", "Nothing added")
    assert receipt.said[2]


@pytest.mark.parametrize("text", ["A-1\x1d", "\x1eA-1", "A-1\x1f"])
def test_a_separator_at_the_end_of_a_line_is_refused_and_never_cut_off(receipt: Any, tmp_path: Path, text: str) -> None:
    file = tmp_path / "serials.txt"
    file.write_bytes(f" {text}\t\r\n".encode())
    for texts in ((text,), serials.read_file(str(file))):
        receipt.do(serials.paste, texts)
        assert receipt.said[:2] == ("no", "No serial")
    assert receipt.serials() == []


def test_more_than_ten_thousand_at_once_are_refused(receipt: Any) -> None:
    receipt.do(serials.paste, [f"S{number}" for number in range(10_001)])
    assert receipt.said[0] == "no"
    assert "10,000" in receipt.said[2]
    assert receipt.serials() == []


def test_of_many_serials_all_come_in_or_none_with_each_clash_told(shop: Any, receipt: Any, draft: Begin) -> None:
    other = draft(IN).do(lines.add_part, shop.ids["supply"]).do(serials.add, "T-1")
    receipt.do(serials.add, "T-2").do(serials.paste, ("OK", "T-1", "T-2", "SN-0001", "SN-0002", "X", "X"))
    assert receipt.said[:2] == ("no", "Nothing added")
    assert other.state.document.number in receipt.said[2]
    assert "and 2 more." in receipt.said[2]
    assert receipt.serials() == ["T-2"]


def test_ten_thousand_come_in_by_one_step_and_few_statements(shop: Any, receipt: Any) -> None:
    receipt.do(lines.quantity, "10000")
    receipt.do(serials.paste, [f"S{number}" for number in range(10_000)])
    assert receipt.counts() == [("PSU-12", "10000", 10_000)]
    receipt.do(editing.undo)
    assert (receipt.said[0], receipt.counts()) == ("ok", [("PSU-12", "10000", 0)])


# Edited, taken out


def test_a_serial_is_taken_out_and_may_come_in_again(receipt: Any) -> None:
    receipt.do(serials.add, "A").do(serials.add, "B").do(serials.remove, "A")
    assert (receipt.said[0], receipt.serials(), receipt.state.recent) == ("ok", ["B"], ("B",))
    assert receipt.do(serials.add, "A").serials() == ["B", "A"]
    assert receipt.do(serials.remove, "C").said[0] == "no"


def test_a_quantity_that_followed_the_serials_follows_them_down(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"]).do(serials.paste, ("A", "B")).do(serials.remove, "A")
    assert receipt.counts() == [("PSU-12", "1", 1)]


def test_a_serial_is_edited_in_place(receipt: Any) -> None:
    receipt.do(serials.add, "A").do(serials.edit, "A", "B")
    assert (receipt.said[:2], receipt.serials(), receipt.state.line.serials) == (("ok", "B"), ["B"], 1)
    assert receipt.do(serials.edit, "B", "B").said[0] == "again"
    assert receipt.do(serials.edit, "B", "SN-0001").said[0] == "no"
    assert receipt.do(serials.edit, "Z", "Y").said[0] == "no"
    assert receipt.do(serials.add, "C").do(serials.edit, "C", "B").said[0] == "again"
    assert receipt.do(editing.undo).do(editing.undo).serials() == ["A"]


# What a list waits for


def test_serials_of_a_list_are_ticked_off_each_in_its_own_line(shop: Any, draft: Begin) -> None:
    receipt = draft(IN)
    supply = _manifest(shop, receipt, "supply", 2, "M-1", "M-2")
    fan = _manifest(shop, receipt, "fan", 1, "F-1")
    receipt.do(editing.choose, supply)
    receipt.do(scanning.scan, shop.scan(b"F-1"))
    assert (receipt.state.line.id, receipt.said) == (fan, ("ok", "F-1", "1 of 1 pc: all are here."))
    receipt.do(scanning.scan, shop.scan(b"M-2"))
    assert (receipt.state.line.id, receipt.said) == (supply, ("ok", "M-2", "1 of 2 pcs."))
    assert receipt.serials(SerialState.MISSING) == ["M-1"]
    assert receipt.do(scanning.scan, shop.scan(b"M-2")).said[0] == "again"
    receipt.do(serials.remove, "M-2")
    assert receipt.serials(SerialState.MISSING) == ["M-1", "M-2"]
    receipt.do(editing.undo).do(editing.undo)
    assert receipt.serials(SerialState.MISSING) == ["M-1", "M-2"]
    assert receipt.counts() == [("PSU-12", "0", 0), ("FAN-80", "1", 1)]


def test_a_stranger_and_a_surplus_are_counted_and_told(shop: Any, draft: Begin) -> None:
    receipt = draft(IN)
    line = _manifest(shop, receipt, "supply", 2, "M-1", "M-2")
    receipt.do(editing.choose, line).do(scanning.scan, shop.scan(b"STRANGER"))
    assert receipt.said == ("again", "STRANGER", "Not on the list, but counted. 1 of 2 pcs.")
    receipt.do(serials.paste, ("M-1", "M-2"))
    assert receipt.said == ("again", "2 serials", "3 of 2 pcs: 1 more than the list has. Counted.")
    assert receipt.counts() == [("PSU-12", "3", 3)]


def test_a_listed_serial_is_none_of_the_strangers_that_came_in_its_stead(shop: Any, draft: Begin) -> None:
    receipt = draft(IN)
    _manifest(shop, receipt, "supply", 1, "L-1")
    receipt.do(scanning.scan, shop.scan(b"MAIN/A")).do(editing.opened, receipt.id)
    assert receipt.do(serials.add, "STRANGER").said[0] == "again"
    receipt.do(scanning.scan, shop.scan(b"MAIN/B")).do(serials.add, "L-1")
    assert receipt.said == ("ok", "L-1", "1 pc.")
    assert [(line.serials, line.expected) for line in receipt.lines] == [(1, Decimal(1)), (1, None)]


def test_a_part_that_is_not_on_the_list_is_counted_and_told(shop: Any, draft: Begin) -> None:
    receipt = draft(IN)
    _manifest(shop, receipt, "supply", 2, "M-1", "M-2")
    receipt.do(scanning.scan, shop.scan(b"CAB-1"))
    assert receipt.said == (
        "again",
        "CAB-1",
        "Cable: Not on the list. Counted: 1 m. Goes to MAIN/B, unless you scan another place.",
    )


def test_a_listed_quantity_counts_up_to_what_is_expected_and_beyond(shop: Any, draft: Begin) -> None:
    receipt = draft(IN)
    _manifest(shop, receipt, "cable", 2)
    said = [receipt.do(scanning.scan, shop.scan(b"CAB-1")).said for _ in range(3)]
    assert [one[0] for one in said] == ["ok", "ok", "again"]
    assert receipt.counts() == [("CAB-1", "3", 0)]


def test_a_listed_serial_in_another_place_is_expected_there(shop: Any, draft: Begin) -> None:
    receipt = draft(IN)
    _manifest(shop, receipt, "supply", 3, "M-1", "M-2", "M-3")
    for raw in (b"MAIN/A", b"M-1", b"MAIN/B", b"M-2", b"M-3"):
        receipt.do(scanning.scan, shop.scan(raw))
        assert receipt.said[0] == "ok"
    told = [(line.place.id, line.serials, line.expected) for line in receipt.lines]
    assert told == [(shop.ids["a"], 1, 1), (shop.ids["b"], 2, 2)]
    assert receipt.serials(SerialState.MISSING) == []
    for _ in range(5):
        receipt.do(editing.undo)
    assert [(line.place, line.serials, line.expected) for line in receipt.lines] == [(None, 0, 3)]
    assert receipt.serials(SerialState.MISSING) == ["M-1", "M-2", "M-3"]


def test_a_pattern_for_a_listed_line_is_for_what_is_still_missing(shop: Any, draft: Begin) -> None:
    receipt = draft(IN)
    line = _manifest(shop, receipt, "supply", 3, "M-1", "M-2", "M-3")
    receipt.do(editing.choose, line).do(serials.add, "M-2").do(serials.expand, "M-1, M-3")
    assert receipt.said == ("ok", "2 serials", "3 of 3 pcs: all are here.")


def test_an_order_and_a_part_without_serials_take_none(shop: Any, draft: Begin) -> None:
    for kind, part in ((DocKind.ORDER, "supply"), (IN, "cable")):
        document = draft(kind).do(lines.add_part, shop.ids[part])
        for step in ((serials.add, "A"), (serials.expand, "A"), (serials.paste, ("A", "B"))):
            assert document.do(*step).said[0] == "no"
        assert document.serials() == []
    assert draft(IN).do(serials.add, "A").said[:2] == ("no", "No line yet")


def _mask(shop: Any) -> None:
    def give(db: Any) -> None:
        stored = parts.get(db, shop.ids["supply"])
        assert stored is not None
        parts.update(db, stored.id, replace(stored.part, serial_scheme="mask", serial_mask="A{digits 3}"))

    shop.store.call(give)


def test_a_unit_that_is_out_is_offered_as_a_return_until_the_next_scan(shop: Any, receipt: Any) -> None:
    for step in ((serials.add, "SN-0002"), (scanning.scan, shop.scan(b"SN-0002"))):
        receipt.do(*step)
        assert "comes back by a return" in receipt.said[2]
        assert receipt.state.out == Thing(Kind.STOCK_ITEM, shop.ids["psu 2"], "PSU-12 · SN-0002")
    assert receipt.do(scanning.scan, shop.scan(b"SN-0001")).state.out is None  # on hand: nothing comes back


def test_what_comes_behind_the_end_of_the_work_changes_nothing_and_says_so(shop: Any, receipt: Any) -> None:
    receipt.do(editing.park)
    for step in ((serials.add, "N-1"), (scanning.scan, shop.scan(b"N-1"))):
        assert receipt.do(*step).said == (
            "no",
            "GR-1-1 is closed here",
            "Nothing was changed. Do it again where it belongs.",
        )
    assert receipt.serials() == []


def test_a_scheme_decides_what_is_a_serial_of_the_part(shop: Any, receipt: Any) -> None:
    _mask(shop)
    assert receipt.do(serials.add, "B123").said[0] == "no"
    assert receipt.do(serials.add, "B123").said[2]
    assert receipt.do(serials.paste, ("Q777", "nope")).said[0] == "no"
    assert receipt.serials() == []


def test_units_that_go_out_are_taken_by_the_same_ways(shop: Any, draft: Begin) -> None:
    issue = draft(DocKind.ISSUE).do(lines.add_part, shop.ids["supply"]).do(lines.quantity, "2")
    assert issue.do(serials.add, "SN-0001").said[0] == "ok"
    assert issue.do(serials.add, "SN-0002").said[0] == "no"
    assert issue.do(serials.expand, "007").serials() == ["SN-0001", "007"]
    assert issue.do(serials.remove, "007").serials() == ["SN-0001"]
    assert issue.do(serials.edit, "SN-0001", "007").said[0] == "no"
    assert issue.do(serials.paste, ("007", "WHAT")).said[0] == "no"
    assert issue.serials() == ["SN-0001"]


def test_expected_amounts_stay_the_same_in_all(shop: Any, draft: Begin) -> None:
    receipt = draft(IN)
    _manifest(shop, receipt, "cable", 5)
    for raw in (b"MAIN/A", b"CAB-1", b"MAIN/B", b"CAB-1", b"CAB-1", b"MAIN/A", b"CAB-1", b"CAB-1", b"CAB-1"):
        receipt.do(scanning.scan, shop.scan(raw))
    assert sum((line.expected for line in receipt.lines), start=Decimal(0)) == 5
    assert [(line.quantity, line.expected) for line in receipt.lines] == [(4, 3), (2, 2)]
    assert receipt.said[0] == "again"
