"""Whatever is scanned, typed or pasted into a draft: taken as it stands or refused in words, and never an exception."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.flows.documents import editing, lines, patterns, posting, scanning, serials, starting
from kiosk.stock import fields
from kiosk.stock.document_kinds import DocKind
from kiosk.store import documents
from kiosk.store.sql import execute
from kiosk.store.verify import verify

IN, OUT = DocKind.RECEIPT, DocKind.ISSUE
Begin = Callable[..., Any]

HOSTILE = {
    "escape": "SN\x1b[2J\x1b]0;owned\x07",
    "nul": "SN\x001",
    "c1": "SN\x9b31m",
    "line break": "SN\n1",
    "tab": "SN\t1",
    "separators": "[)>\x1e06\x1d1PABC\x1e\x04",
    "right to left": "SN\u202e321\u2066",
    "zero width": "SN\u200b1",
    "line separator": "SN\u20281",
    "markup": "[@click=app.quit]x[/x]",
    "sql": "'; DROP TABLE document; --",
    "percent": "%_!",
    "mark": "?" * 90,
    "spaces": "   ",
    "empty": "",
    "long": "9" * 10_000,
    "wide": "漢字" * 30,
    "combining": "e" + "\u0301" * 80,
    "formula": "=HYPERLINK()",
    "digits of others": "٣٤٥",
    "command": "KSKCMDDONE\x1d",
}
CONTROLS = {"Cc", "Zl", "Zp", "Cs"}  # others are kept, and made visible where they are painted
texts = st.sampled_from([*HOSTILE.values()]) | st.text(max_size=120)


def controls(text: str) -> bool:
    return any(unicodedata.category(char) in CONTROLS for char in text)


def draft_serials(receipt: Any) -> list[str]:
    rows = receipt.store.look(
        lambda db: execute(
            db, "SELECT serial FROM draft_serial WHERE document_id = ? AND state = 'got' ORDER BY id", receipt.id
        ).fetchall()
    )
    return [serial for (serial,) in rows]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_typed_serial_is_kept_as_it_stands_or_refused_in_words(draft: Begin, shop: Any, text: str) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"]).do(serials.add, text)
    assert receipt.outcome.text or receipt.outcome.detail
    if receipt.outcome.result == "collected":
        assert draft_serials(receipt) == [text]
        assert not controls(text)
        assert len(text) <= fields.CODE
    else:
        assert draft_serials(receipt) == []
        assert receipt.outcome.tone.value == "no"
        assert receipt.outcome.detail, "it is said why"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_scanned_code_is_no_serial_that_nobody_could_read(draft: Begin, shop: Any, text: str) -> None:
    raw = text.encode()
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"]).do(scanning.scan, shop.scan(raw))
    kept = draft_serials(receipt)
    assert kept in ([], [text])
    assert not any(controls(serial) or len(serial) > fields.CODE for serial in kept)


@pytest.mark.parametrize("raw", [b"\xff\xfe\x80", b"\xed\xa0\x80", b"SN\x80", b"\x00", b"\x1d" * 4096])
def test_bytes_that_are_no_text_are_no_serial(draft: Begin, shop: Any, raw: bytes) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["fan"]).do(scanning.scan, shop.scan(raw))
    assert (draft_serials(receipt), receipt.outcome.tone.value) == ([], "no")


@pytest.mark.parametrize("name", ["batch", "notes"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_of_a_line_can_act_on_a_terminal(draft: Begin, shop: Any, text: str, name: str) -> None:
    from kiosk.flows.documents import line_form

    receipt = draft(IN).do(lines.add_part, shop.ids["resistor"])
    state = receipt.store.look(line_form.begin, receipt.post, receipt.state.line.id)
    state, _ = receipt.store.call(line_form.put, receipt.post, state, name, text)
    state, _ = receipt.store.call(line_form.save, receipt.post, state)
    (found,) = receipt.lines
    assert found.batch in ("", text)
    assert not controls(found.batch)
    assert len(found.batch) <= fields.CODE
    assert "\0" not in found.notes


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25, derandomize=True)
@given(
    st.lists(
        st.tuples(st.sampled_from(["scan", "type", "paste", "pattern", "quantity", "edit", "remove", "undo"]), texts),
        max_size=8,
    )
)
def test_no_sequence_of_them_breaks_a_draft(draft: Begin, shop: Any, steps: list[tuple[str, str]]) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"])
    for how, text in steps:
        match how:
            case "scan":
                receipt.do(scanning.scan, shop.scan(text.encode()))
            case "type":
                receipt.do(serials.add, text)
            case "paste":
                receipt.do(serials.paste, text.splitlines())
            case "pattern":
                receipt.do(patterns.expand, text)
            case "quantity":
                receipt.do(lines.quantity, text)
            case "edit":
                receipt.do(serials.edit, (draft_serials(receipt) or [""])[0], text)
            case "remove":
                receipt.do(serials.remove, text)
            case "undo":
                receipt.do(editing.undo)
        assert receipt.outcome is not None
    kept = draft_serials(receipt)
    assert not any(controls(serial) or not serial.strip() or len(serial) > fields.CODE for serial in kept)
    receipt.do(posting.post)
    assert receipt.store.look(verify) == ()
    if not receipt.state.done:
        receipt.store.call(lambda db: documents.cancel(db, receipt.post, receipt.id))


@pytest.mark.parametrize("name", ["partner", "reference", "list", "order", "notes"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_head_of_a_document_keeps_a_text_as_it_stands_or_says_why_not(shop: Any, text: str, name: str) -> None:
    form = shop.store.look(starting.begin, shop.post, IN)
    form, _ = shop.store.call(starting.put, shop.post, form, name, text)
    form, outcome = shop.store.call(starting.save, shop.post, form)
    assert outcome.text
    if not form.done:
        assert form.errors[name], "it is said why, at its field"
        return
    found = shop.store.look(documents.get, form.document)
    kept = (found.reference, found.notes, found.partner.name if found.partner is not None else "")
    assert not any("\0" in one for one in kept)
    assert max(len(found.reference), len(kept[2])) <= fields.NAME
    assert {*kept} <= {"", text, text.strip()}
