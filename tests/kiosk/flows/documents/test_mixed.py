"""Several labels of one trigger, scanned into documents: one step, or nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.documents import editing, scanning
from kiosk.scan import Label, joined
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes

Begin = Callable[..., Any]
EAN = b"4006381333931"


@pytest.fixture
def read(shop: Any) -> Callable[..., Any]:
    """`read(draft, label …)` hands labels of one trigger to a draft."""
    shop.store.call(barcodes.assign, shop.post, EAN, Thing(Kind.PART, shop.ids["supply"], ""))

    def take(draft: Any, *codes: bytes) -> Any:
        labels = tuple(map(Label, codes))
        raw, symbology = joined(labels)
        return draft.do(scanning.scan, shop.scan(raw, symbology=symbology, labels=labels))

    return take


def facts(draft: Any) -> list[tuple[str, str, int, str]]:
    return [(line.number, f"{line.quantity:f}", line.serials, line.batch) for line in draft.lines]


def test_the_ean_and_the_serial_of_a_box_are_one_unit_received(read: Any, draft: Begin) -> None:
    receipt = read(draft(DocKind.RECEIPT), EAN, b"NEW-1")
    assert facts(receipt) == [("PSU-12", "1", 1, "")]
    assert receipt.serials() == ["NEW-1"]
    receipt.do(editing.undo)
    assert facts(receipt) == []


def test_a_carton_with_all_serials_on_it_is_one_step(read: Any, draft: Begin) -> None:
    receipt = read(draft(DocKind.RECEIPT), b"NEW-3", b"NEW-1", EAN, b"NEW-2", b"\x1d10L7")
    assert facts(receipt) == [("PSU-12", "3", 3, "L7")]
    assert sorted(receipt.serials()) == ["NEW-1", "NEW-2", "NEW-3"]
    receipt.do(editing.undo)
    assert facts(receipt) == []


def test_a_box_that_is_here_is_issued_by_one_read(read: Any, draft: Begin) -> None:
    issue = read(draft(DocKind.ISSUE), EAN, b"SN-0001")
    assert facts(issue) == [("PSU-12", "1", 1, "")]
    assert issue.serials() == ["SN-0001"]


@pytest.mark.parametrize("other", [b"FAN-80", b"MAIN/B", b"KSKCMDDONE", b"4006381333948"])
def test_labels_that_do_not_fit_together_change_nothing(read: Any, draft: Begin, other: bytes) -> None:
    receipt = read(draft(DocKind.RECEIPT), EAN, b"NEW-1", other)
    assert facts(receipt) == []
    assert receipt.said[0] == "no"


def test_several_serials_at_one_trigger_are_of_the_current_line(read: Any, draft: Begin) -> None:
    receipt = read(read(draft(DocKind.RECEIPT), EAN, b"NEW-1"), b"NEW-2", b"NEW-3")
    assert facts(receipt) == [("PSU-12", "3", 3, "")]
    assert sorted(receipt.serials()) == ["NEW-1", "NEW-2", "NEW-3"]
    read(receipt, b"NEW-4", b"4006381333948")  # an article nobody has assigned: no serial, whatever it was read with
    assert facts(receipt) == [("PSU-12", "3", 3, "")]
    assert "None of the labels" in receipt.said[2]
