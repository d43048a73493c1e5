"""A receipt or an issue at once, as a script wants it: posted, or all that is wrong and nothing stored."""

from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows.documents import headless
from kiosk.flows.documents.headless import Refused, Wanted
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.store import document_lines, documents, draft_serials, locations, parts, serials
from kiosk.store.draft_serials import New
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.sql import execute
from kiosk.store.verify import verify

PSU = Wanted(part="PSU-12", quantity=Decimal(3), pattern="SN-1001+", location="MAIN/A", reference="DN-7")


def _count(shop: Any, table: str) -> int:
    count: int = shop.store.look(lambda db: execute(db, f"SELECT COUNT(*) FROM {table}").fetchone()[0])
    return count


def _refused(shop: Any, fn: Any, wanted: Wanted) -> list[str]:
    before = [_count(shop, table) for table in ("document", "document_line", "draft_serial", "stock_item", "movement")]
    with pytest.raises(Refused) as refused:
        shop.store.call(fn, shop.post, wanted)
    after = [_count(shop, table) for table in ("document", "document_line", "draft_serial", "stock_item", "movement")]
    assert after == before
    assert all(fault.message for fault in refused.value.faults)
    return [str(fault.code) for fault in refused.value.faults]


def _with(wanted: Wanted, **values: Any) -> Wanted:
    names = ("part", "quantity", "pattern", "serials", "batch", "location", "reference", "partner")
    return Wanted(**{**{name: getattr(wanted, name) for name in names}, **values})


def test_goods_come_in_and_go_out_by_one_call_each(shop: Any) -> None:
    receipt = shop.store.call(headless.receive, shop.post, _with(PSU, batch="B1", partner="Acme"))
    assert (receipt.state, receipt.reference, receipt.partner.name, receipt.lines) == (
        DocState.POSTED,
        "DN-7",
        "Acme",
        1,
    )
    issue = shop.store.call(
        headless.issue, shop.post, _with(PSU, pattern="", serials=("SN-1001", "SN-1003"), quantity=Decimal(2))
    )
    assert issue.number.startswith("GI-")
    rows = shop.store.look(
        lambda db: execute(
            db, "SELECT serial, status, batch FROM stock_item WHERE serial LIKE 'SN-10%' ORDER BY serial"
        ).fetchall()
    )
    assert rows == [("SN-1001", "sold", "B1"), ("SN-1002", "in_stock", "B1"), ("SN-1003", "sold", "B1")]
    assert shop.store.look(verify) == ()


def test_loose_goods_need_no_serials_and_go_to_the_usual_place(shop: Any) -> None:
    shop.store.call(headless.receive, shop.post, Wanted(part="RES-10K", quantity=Decimal(10)))
    shop.store.call(headless.issue, shop.post, Wanted(part="RES-10K", quantity=Decimal(5210)))
    assert shop.store.look(verify) == ()
    assert _refused(shop, headless.issue, Wanted(part="RES-10K", quantity=Decimal(1))) == ["insufficient"]


def test_a_pattern_counts_on_from_the_latest_serial(shop: Any) -> None:
    shop.store.call(headless.receive, shop.post, _with(PSU, pattern="~+"))
    sql = "SELECT serial FROM stock_item ORDER BY id DESC LIMIT 3"
    found = shop.store.look(lambda db: [row[0] for row in execute(db, sql).fetchall()])
    assert found == ["010", "009", "008"]


def test_lines_of_a_file_stand_as_they_are(shop: Any) -> None:
    named = ('1-5"x', "A,B", "7+3")
    shop.store.call(headless.receive, shop.post, _with(PSU, pattern="", serials=named))
    sql = "SELECT serial FROM stock_item ORDER BY id DESC LIMIT 3"
    assert shop.store.look(lambda db: {row[0] for row in execute(db, sql).fetchall()}) == set(named)


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"part": "NONE"}, ["unknown_part"]),
        ({"location": "MAIN/NONE"}, ["unknown_location"]),
        ({"partner": "Nobody"}, ["unknown_partner"]),
        ({"location": "MAIN"}, ["structural_location"]),
        ({"location": "SHUT"}, ["archived_location"]),
        ({"location": ""}, ["location_required"]),
        ({"batch": "B\x07"}, ["invalid_batch"]),
        ({"batch": "B" * 101}, ["invalid_batch"]),
        ({"reference": "R" * 201}, ["invalid_reference"]),
        ({"quantity": Decimal(0)}, ["invalid_quantity"]),
        ({"quantity": Decimal(-1)}, ["invalid_quantity"]),
        ({"quantity": Decimal("1.5")}, ["invalid_quantity"]),
        ({"quantity": Decimal("NaN")}, ["invalid_quantity"]),
        ({"quantity": Decimal(20_000)}, ["invalid_quantity"]),
        ({"pattern": ""}, ["serials_required"]),
        ({"pattern": "  ,"}, ["empty"]),
        ({"pattern": "9-1"}, ["invalid_group"]),
        ({"pattern": "1-9"}, ["range_exceeds_quantity"]),
        ({"pattern": "X, X, Y"}, ["duplicate"]),
        ({"pattern": "1, 2"}, ["count_mismatch"]),
        ({"pattern": "ABC+"}, ["cannot_count_on"]),
        ({"pattern": "007, SN-0001, NEW"}, ["taken", "taken"]),
        ({"pattern": "", "serials": ("A\x1d", "B", "C")}, ["refused"]),
        ({"part": "RES-10K"}, ["serials_not_tracked"]),
        ({"part": "OLD", "pattern": ""}, ["archived"]),
        ({"part": "WORK", "pattern": ""}, ["not_tracked"]),
        ({"part": "GLUE", "pattern": ""}, ["batch_required"]),
        (
            {"location": "NONE", "batch": "\x07", "pattern": "1, 2"},
            ["unknown_location", "invalid_batch", "count_mismatch"],
        ),
    ],
)
def test_a_receipt_is_refused_with_all_that_is_wrong_and_nothing_is_stored(
    shop: Any, values: dict[str, Any], codes: list[str]
) -> None:
    def add(db: Any) -> None:
        parts.add(db, NewPart(number="GLUE", name="Glue", tracking="batch"))
        parts.add(db, NewPart(number="OLD", name="Old"))
        parts.add(db, NewPart(number="WORK", name="Work", track_stock=False))
        locations.add(db, NewLocation("SHUT"))
        execute(db, "UPDATE part SET archived_at = 1 WHERE number = 'OLD'")
        execute(db, "UPDATE location SET archived_at = 1 WHERE path = 'SHUT'")

    shop.store.call(add)
    assert _refused(shop, headless.receive, _with(PSU, **values)) == codes


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"pattern": "SN-0001, SN-0002, NONE"}, ["unavailable", "unavailable"]),
        ({"pattern": "SN-0001, 007"}, ["count_mismatch"]),
        ({"part": "CAB-1", "pattern": "", "location": ""}, ["insufficient"]),
        ({"part": "RES-10K", "pattern": "", "batch": "NONE"}, ["insufficient"]),
        ({"part": "RES-10K", "pattern": "", "location": "MAIN"}, ["structural_location", "insufficient"]),
        ({"pattern": ""}, ["serials_required"]),
        ({"pattern": "SN-0001", "quantity": Decimal(1), "location": "MAIN/B"}, ["elsewhere"]),
    ],
)
def test_an_issue_is_refused_with_all_that_is_wrong_and_nothing_is_stored(
    shop: Any, values: dict[str, Any], codes: list[str]
) -> None:
    assert _refused(shop, headless.issue, _with(PSU, **values)) == codes


def test_a_serial_that_an_open_draft_has_is_taken_and_says_by_which(shop: Any) -> None:
    def draft(db: Any) -> str:
        id = documents.create(db, shop.post, DocKind.RECEIPT)
        line = document_lines.add(db, id, shop.ids["supply"], {"serials": 1})
        scope = serials.scope(db, shop.ids["supply"])
        draft_serials.add(db, id, [New(line, "SN-1002", scope)], None)
        head = documents.get(db, id)
        assert head is not None
        return head.number

    number = shop.store.call(draft)
    with pytest.raises(Refused, match=f"SN-1002 is in the open document {number}") as refused:
        shop.store.call(headless.receive, shop.post, PSU)
    assert [fault.code for fault in refused.value.faults] == ["taken"]


def test_the_same_serials_again_are_taken_by_the_document_that_brought_them(shop: Any) -> None:
    first = shop.store.call(headless.receive, shop.post, PSU)
    with pytest.raises(Refused, match=first.number):
        shop.store.call(headless.receive, shop.post, PSU)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"quantity": Decimal(0)}, "The quantity must be more than 0."),
        ({"quantity": Decimal("1.5")}, "The quantity of PSU-12 has whole numbers only."),
        ({"pattern": ""}, "PSU-12 needs a serial for each unit: name them with --serials."),
        ({"location": ""}, "PSU-12 has no usual place: say where it goes with --location."),
        ({"part": "GLUE", "pattern": ""}, "GLUE needs a batch: name it with --batch."),
    ],
)
def test_a_refusal_names_the_option_that_mends_it(shop: Any, values: dict[str, Any], message: str) -> None:
    shop.store.call(parts.add, NewPart(number="GLUE", name="Glue", tracking="batch"))
    with pytest.raises(Refused) as refused:
        shop.store.call(headless.receive, shop.post, _with(PSU, **values))
    assert [fault.message for fault in refused.value.faults] == [message]
