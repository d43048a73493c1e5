"""Codes for the rows of a list, one row after the other: each is a step of the list, none goes to an unread row."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows import intake
from kiosk.flows.flow import ANSWER_AFTER
from kiosk.flows.intake import Recent
from kiosk.flows.lists import coding, editing, listing, undoing
from kiosk.flows.lists.coding import Coding
from kiosk.outcome import Outcome, Tone
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, documents, list_steps
from kiosk.store.verify import verify


class Walk:
    """The rows of a list that get codes. `state` and `outcome` are what the last step led to."""

    def __init__(self, gathered: Any, first: int | None = None) -> None:
        self.list, self.shop = gathered, gathered.shop
        self.state = Coding(gathered.id, gathered.rows[0].id if first is None else first)
        self.outcome: Outcome
        self.do(coding.begin)

    def do(self, fn: Callable[..., Any], *args: object) -> "Walk":
        self.state, self.outcome = self.shop.store.call(fn, self.shop.post, self.state, *args)
        return self

    def scan(self, *codes: bytes, seen: int = ANSWER_AFTER) -> "Walk":
        """Each comes `seen` ns after its row was painted, journalled."""
        for code in codes:
            scan = self.shop.scan(code)
            if self.state.question is not None:
                at = scan.mono - seen if seen else 0
                self.state = replace(self.state, question=replace(self.state.question, painted=at))
            before = (Recent(), self.state)
            (_, self.state), (self.outcome,) = self.shop.store.call(
                intake.take, self.shop.post, "list_codes", coding.scan, before, [scan]
            )
        return self

    @property
    def number(self) -> str:
        """Of the part whose row is shown."""
        return "" if self.state.row is None else self.state.row.number

    @property
    def said(self) -> tuple[str, str]:
        return self.outcome.tone.value, self.outcome.text

    def names(self, *codes: bytes) -> list[str]:
        return [self.shop.look_up(code).text for code in codes]


@pytest.fixture
def parts(shop: Any, gathered: Any) -> Any:
    """A list of three parts and a place."""
    place = Thing(Kind.LOCATION, shop.ids["a"], "")
    return gathered.things(shop.part("resistor"), shop.part("fan"), shop.part("cable"), place)


def test_each_scan_gives_its_code_to_the_row_that_is_shown_and_the_next_one_comes(parts: Any) -> None:
    walk = Walk(parts)
    seen = [walk.number]
    for code in (b"E1", b"E2", b"E3"):
        seen.append(walk.scan(code).number)
    assert seen[:3] == ["RES-10K", "FAN-80", "CAB-1"]
    assert walk.said == ("ok", "Assigned")
    walk.scan(b"E4")
    assert walk.state.done
    assert walk.said == ("ok", "4 codes assigned")
    assert walk.names(b"E1", b"E2", b"E3", b"E4") == ["RES-10K", "FAN-80", "CAB-1", "MAIN/A"]
    assert walk.shop.store.call(verify) == ()


def test_only_the_marked_rows_are_gone_through(parts: Any) -> None:
    parts.do(editing.mark, parts.rows[1].id)
    walk = Walk(parts)
    assert walk.number == "FAN-80"
    assert walk.scan(b"E1").state.done


def test_without_marks_it_begins_with_the_row_that_is_chosen(parts: Any) -> None:
    assert Walk(parts, parts.rows[2].id).number == "CAB-1"


def test_documents_are_passed_over_since_they_have_codes_of_their_own(shop: Any, gathered: Any) -> None:
    receipt = shop.store.call(documents.create, shop.post, DocKind.RECEIPT)
    gathered.things(Thing(Kind.DOCUMENT, receipt, ""), shop.part("fan"))
    assert Walk(gathered).number == "FAN-80"
    alone = gathered.do(editing.remove, (gathered.rows[1].id,))
    walk = Walk(alone)
    assert (walk.said, walk.state.done) == (("no", "No row for a code"), True)


def test_a_row_is_skipped_and_come_back_to(parts: Any) -> None:
    walk = Walk(parts).do(coding.skip)
    assert (walk.number, walk.outcome.text) == ("FAN-80", "Next row")
    assert walk.do(coding.back).number == "RES-10K"
    walk.do(coding.back)
    assert (walk.number, walk.outcome.tone) == ("RES-10K", Tone.AGAIN)


def test_a_row_that_was_taken_out_meanwhile_is_passed_over(parts: Any) -> None:
    walk = Walk(parts)
    parts.do(editing.remove, (parts.rows[1].id,))
    assert walk.scan(b"E1").number == "CAB-1"
    assert walk.do(coding.back).number == "RES-10K"


@pytest.mark.parametrize("seen", [0, ANSWER_AFTER - 1], ids=["never", "late"])
def test_a_code_that_came_before_its_row_was_read_is_given_to_nothing(parts: Any, seen: int) -> None:
    walk = Walk(parts).scan(b"E1", seen=seen)
    assert walk.said == ("again", "Look, then scan")
    assert walk.number == "RES-10K"
    assert walk.names(b"E1") == ["Unknown code"]


@pytest.mark.parametrize(
    ("code", "said", "why"),
    [
        (b"AB\x1dCD", ("no", "Code is taken"), "MAIN/B"),
        (b"2000000000015", ("again", "2000000000015"), "has this code already"),
        (b"KSK-PA1", ("no", "Can't be assigned"), "our own"),
        (b"   ", ("no", "Can't be assigned"), "empty"),
    ],
)
def test_a_refused_code_says_why_and_the_row_stays(parts: Any, code: bytes, said: Any, why: str) -> None:
    walk = Walk(parts).scan(code)
    assert walk.said == said
    assert why in walk.outcome.detail
    assert (walk.number, walk.state.given) == ("RES-10K", 0)


def test_a_number_of_pieces_counts_for_the_row_that_is_shown_and_no_other(parts: Any) -> None:
    walk = Walk(parts).do(coding.set_pack, "10")
    assert walk.state.pack.amount == 10
    walk.do(coding.set_pack, "2.5")
    assert walk.outcome.tone is Tone.NO
    walk.scan(b"E1", b"E2")
    sql = "SELECT raw, pack FROM barcode ORDER BY id DESC LIMIT 2"
    packs = walk.shop.store.look(lambda db: db.execute_sql(sql).fetchall())
    assert [(bytes(raw), pack) for raw, pack in packs] == [(b"E2", 1_000_000), (b"E1", 10_000_000)]


def test_the_codes_that_a_row_has_already_are_told(parts: Any) -> None:
    walk = Walk(parts)
    assert [code.raw for code in walk.state.codes] == [b"2000000000015"]
    assert walk.do(coding.skip).state.has == 0


def test_undo_takes_the_last_code_off_and_its_row_comes_back(parts: Any) -> None:
    walk = Walk(parts).scan(b"E1").do(coding.skip).do(coding.undo)
    assert (walk.said, walk.number, walk.state.given) == (("ok", "Undone"), "RES-10K", 0)
    assert walk.names(b"E1") == ["Unknown code"]
    walk.scan(b"E1")
    assert walk.names(b"E1") == ["RES-10K"]


def test_undo_takes_back_no_other_step_of_the_list(parts: Any) -> None:
    walk = Walk(parts).do(coding.undo)
    assert walk.said == ("no", "Nothing to undo")
    assert len(parts.rows) == 4


def test_the_list_takes_the_code_back_as_its_last_step(parts: Any) -> None:
    walk = Walk(parts).scan(b"E1")
    parts.do(undoing.undo)
    assert parts.said[:2] == ("ok", "Undone")
    assert "E1 for RES-10K" in parts.said[2]
    assert walk.names(b"E1") == ["Unknown code"]
    assert parts.shop.store.call(verify) == ()


def test_a_step_whose_code_went_to_a_row_of_another_list_is_told_of(parts: Any) -> None:
    Walk(parts).scan(b"E1")
    sql = "UPDATE list_step SET before = ? WHERE what = 'coded'"
    parts.store.call(lambda db: db.execute_sql(sql, ("[[], null, null, [1, 999]]",)) and None)
    assert len(parts.store.call(verify)) == 1


def test_a_code_that_another_station_took_off_is_no_trouble_to_undo(shop: Any, parts: Any) -> None:
    walk = Walk(parts).scan(b"E1")
    shop.store.call(barcodes.unassign, shop.post, b"E1")
    shop.store.call(barcodes.assign, shop.post, b"E1", shop.part("fan"))
    parts.do(undoing.undo)
    assert "taken off already" in parts.said[2]
    assert walk.names(b"E1") == ["FAN-80"]


def test_the_step_goes_with_the_scan_into_the_journal(parts: Any) -> None:
    Walk(parts).scan(b"E1")
    step = parts.store.look(list_steps.last, parts.id)
    assert (step.what, step.label) == ("coded", "E1 for RES-10K · Resistor 10 kΩ")
    sql = "SELECT s.raw, s.screen, s.result FROM list_step l JOIN scan_record s ON s.id = l.scan_id WHERE l.id = ?"
    ((raw, screen, result),) = parts.store.look(lambda db: db.execute_sql(sql, (step.id,)).fetchall())
    assert (bytes(raw), screen, result) == (b"E1", "list_codes", "coded")


def test_a_list_that_was_closed_meanwhile_gives_no_codes(parts: Any) -> None:
    walk = Walk(parts)
    parts.do(editing.close)
    walk.scan(b"E1")
    assert (walk.state.done, walk.outcome.tone) == (True, Tone.NO)
    assert walk.names(b"E1") == ["Unknown code"]
    again = Walk(parts)
    assert again.state.done


def test_leaving_says_how_many_codes_were_assigned(parts: Any) -> None:
    walk = Walk(parts).scan(b"E1").do(coding.leave)
    assert (walk.state.done, walk.outcome.text) == (True, "1 code assigned")
    assert parts.do(listing.opened, parts.id).said[0] == "ok"


def test_the_name_of_another_thing_and_a_mistyped_ean_go_to_no_row(parts: Any) -> None:
    walk = Walk(parts).scan(b"CAB-1")
    assert (walk.number, walk.said) == ("RES-10K", ("no", "Can't be assigned"))
    assert "CAB-1 is the number of the part" in walk.outcome.detail
    typed = replace(walk.shop.scan(b"4006381333949"), typed=True)
    walk.do(coding.scan, typed)
    assert (walk.number, walk.said) == ("RES-10K", ("no", "Can't be assigned"))
    assert "Scan it" in walk.outcome.detail
    assert walk.scan(b"4006381333949").said == ("ok", "Assigned"), "a scanner reads what is there"
