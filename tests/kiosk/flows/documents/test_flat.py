"""What one more serial costs: the same statements and the same work of the database, however many there are."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from kiosk.flows import intake
from kiosk.flows.documents import editing, lines, scanning, serials
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, document_lines, documents, draft_serials
from kiosk.store import serials as store_serials
from kiosk.store.draft_serials import New

Begin = Callable[..., Any]
FEW, MANY = 5, 5_000


def _scanned(cost: Any, shop: Any, receipt: Any, raw: bytes) -> tuple[list[str], int]:
    """The statements of one scan with its row in the journal, and how many steps SQLite makes for them."""
    before = (intake.Recent(), receipt.state)
    said, ticks, told = cost(intake.take, "document", scanning.scan, before, [shop.scan(raw)])
    (_, receipt.state), (outcome,) = told
    assert outcome.result in ("collected", "again"), outcome
    return said, ticks


def _fill(shop: Any, receipt: Any, names: Sequence[str], listed: bool) -> None:
    if not listed:
        receipt.do(serials.paste, names)
        return

    def act(db: Any) -> None:
        line = receipt.state.line.id
        scope = store_serials.scope(db, shop.ids["supply"])
        late = [New(line, f"L{name}", scope) for name in names]
        draft_serials.add(db, receipt.id, late, None, SerialState.MISSING)
        document_lines.change(db, line, {"expected": len(names) * 1_000_000, "said": 0, "quantity": 0})
        documents.change(db, receipt.id, {"listed": 1})

    shop.store.call(act)
    receipt.do(serials.paste, [f"L{name}" for name in names[: len(names) // 2]])
    assert receipt.outcome.result == "collected"


@pytest.mark.parametrize("listed", [False, True])
def test_one_more_serial_costs_the_same_with_five_and_with_five_thousand(
    shop: Any, draft: Begin, cost: Any, listed: bool
) -> None:
    costs = []
    for number, have in enumerate((FEW, MANY)):
        receipt = draft(DocKind.RECEIPT).do(lines.add_part, shop.ids["supply"]).do(lines.quantity, str(have + 10))
        names = [f"{number}-{n:05d}" for n in range(have)]
        _fill(shop, receipt, names, listed)
        new = f"L{names[-1]}" if listed else f"{number}-NEW"
        told = [_scanned(cost, shop, receipt, raw.encode()) for raw in (new, new, f"{number}-STRANGER")]
        costs.append(told)
    few, many = costs
    assert [statements for statements, _ in few] == [statements for statements, _ in many]
    assert len(few[0][0]) < 25
    for (_, one), (_, other) in zip(few, many, strict=True):
        assert other < one * 1.2


def test_one_more_label_costs_the_same_with_five_and_with_five_thousand_serials(
    shop: Any, draft: Begin, cost: Any
) -> None:
    gtin = "04006381333931"
    shop.store.call(barcodes.assign, shop.post, gtin.encode(), Thing(Kind.PART, shop.ids["supply"], ""))
    costs = []
    for number, have in enumerate((FEW, MANY)):
        receipt = draft(DocKind.RECEIPT).do(lines.add_part, shop.ids["supply"]).do(lines.batch, "L7")
        receipt.do(serials.paste, [f"{number}-{n:05d}" for n in range(have)])
        raw = f"01{gtin}10L7\x1d21{number}-NEW".encode()
        costs.append([_scanned(cost, shop, receipt, one) for one in (raw, raw)])
        assert len(receipt.lines) == 1
    few, many = costs
    assert [statements for statements, _ in few] == [statements for statements, _ in many]
    assert len(few[0][0]) < 30
    for (_, one), (_, other) in zip(few, many, strict=True):
        assert other < one * 1.2


def test_undo_of_a_serial_costs_the_same(shop: Any, draft: Begin, cost: Any) -> None:
    ticks = []
    for number, have in enumerate((FEW, MANY)):
        receipt = draft(DocKind.RECEIPT).do(lines.add_part, shop.ids["supply"]).do(lines.quantity, str(have + 10))
        receipt.do(serials.paste, [f"{number}-{n:05d}" for n in range(have)]).do(serials.add, f"{number}-NEW")
        _, count, told = cost(editing.undo, receipt.state)
        assert told[1].result == "undone"
        ticks.append(count)
    assert ticks[1] < ticks[0] * 1.2
