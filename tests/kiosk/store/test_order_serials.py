"""What lists have named for an order, on either engine: kept at posting, expected again unless stock has it."""

from typing import Any

from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.store import document_lines, documents, draft_serials, order_serials, posting
from kiosk.store.draft_serials import New
from kiosk.store.verify_documents import faults


def _receipt(db: Any, post: Any, part: int, order: int, line: int) -> tuple[int, int]:
    receipt = documents.create(db, post, DocKind.RECEIPT, source=order)
    return receipt, document_lines.add(db, receipt, part, {"order_line_id": line, "expected": 1_000_000})


def test_serials_are_kept_once_and_expected_where_stock_has_none(any_shop: Any) -> None:
    part, post = any_shop.ids["supply"], any_shop.post

    def run(db: Any) -> tuple[int, list[str], Any, list[str]]:
        order = documents.create(db, post, DocKind.ORDER)
        line = document_lines.add(db, order, part, {"quantity": 3_000_000, "said": 1})
        posting.finish(db, post, order, None)
        for _ in range(2):
            receipt, of = _receipt(db, post, part, order, line)
            named = [New(of, text, part) for text in ("SN-0001", "A-2", "A-3")]
            draft_serials.add(db, receipt, named, None, SerialState.MISSING)
            posting.finish(db, post, receipt, None)
        kept = draft_serials.count(db, line, SerialState.MISSING)
        receipt, of = _receipt(db, post, part, order, line)
        order_serials.expect(db, receipt)
        found = draft_serials.page(db, of, SerialState.MISSING).rows
        expected = document_lines.get(db, of)
        assert list(order_serials.came(db, order, part, ["SN-0001", "A-2"])) == []  # it came otherwise
        return kept, sorted(one.serial for one in found), expected, list(faults(db))

    kept, missing, line, wrong = any_shop.store.call(run)
    assert (kept, missing, wrong) == (3, ["A-2", "A-3"], [])
    assert line.expected == 2  # though the order has fewer open
