"""The label of one package that comes in twice: it counts, and it is said."""

from typing import Any

from kiosk.flows import intake
from kiosk.flows.documents import editing, scanning
from kiosk.stock.document_kinds import DocKind

TOLD = "The same label came in here before."


def bag(package: str) -> bytes:
    return f"[)>\x1e06\x1dP0805-103\x1dQ5{package}\x1e\x04".encode()


def scanned(draft: Any, *codes: bytes) -> tuple[str, str]:
    """Each journalled, as a station does; the tone and the details of the last one."""
    for code in codes:
        before = (intake.Recent(), draft.state)
        scans = [draft.shop.scan(code)]
        (_, draft.state), (outcome,) = draft.store.call(
            intake.take, draft.post, "document", scanning.scan, before, scans
        )
    return outcome.tone.value, outcome.detail


def test_the_label_of_one_package_twice_is_amber_until_one_is_taken_back(draft: Any) -> None:
    receipt = draft(DocKind.RECEIPT)
    first, other = bag("\x1d3SPK-1"), bag("\x1d3SPK-2")
    assert scanned(receipt, first, other)[0] == "ok"
    tone, detail = scanned(receipt, first)
    assert tone == "again"
    assert detail.startswith(TOLD)
    assert receipt.counts() == [("RES-10K", "15", 0)]
    receipt.do(editing.undo)
    receipt.do(editing.undo)
    assert scanned(receipt, other)[0] == "ok"
    assert TOLD in scanned(receipt, first)[1]


def test_bags_of_one_kind_and_what_goes_out_are_no_news(draft: Any) -> None:
    assert scanned(draft(DocKind.RECEIPT), bag(""), bag(""))[0] == "ok"
    assert TOLD not in scanned(draft(DocKind.ISSUE), bag("\x1d3SPK-1"), bag("\x1d3SPK-1"))[1]
