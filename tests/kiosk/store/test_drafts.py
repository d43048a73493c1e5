"""Drafts as rows: numbered, held by one run, written step by step and taken back the same way."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.store import document_lines, documents, draft_serials, draft_steps, stations
from kiosk.store.database import Store
from kiosk.store.draft_serials import New
from kiosk.store.draft_steps import Before


@pytest.fixture
def desk(any_store: Store, stock: Callable[[Store], Any]) -> Iterator[Any]:
    """A shop on either engine."""
    return stock(any_store)


def _draft(desk: Any) -> tuple[int, int]:
    """A receipt with a line of power supplies."""
    id = desk.store.call(documents.create, desk.post, DocKind.RECEIPT, reference="DN-7")
    line = desk.store.call(document_lines.add, id, desk.ids["supply"], {"quantity": 3_000_000, "said": 1})
    return id, line


def _claim(desk: Any, id: int, line: int, *serials: str, before: Before | None = None) -> int:
    def act(db: Any) -> int:
        step = draft_steps.add(db, desk.post, id, "serial", serials[0], before or Before())
        draft_serials.add(db, id, [New(line, serial, 7) for serial in serials], step)
        return step

    step: int = desk.store.call(act)
    return step


def test_numbers_count_each_kind_of_a_station(desk: Any) -> None:
    ids = [desk.store.call(documents.create, desk.post, kind) for kind in (DocKind.RECEIPT, DocKind.ISSUE) * 2]
    numbers = [desk.store.look(documents.get, id).number for id in ids]
    station = desk.post.station
    assert numbers == [f"GR-{station}-1", f"GI-{station}-1", f"GR-{station}-2", f"GI-{station}-2"]
    assert desk.store.look(documents.find, numbers[3]) == ids[3]


def test_a_draft_reads_back_with_its_lines(desk: Any) -> None:
    id, line = _draft(desk)
    head = desk.store.look(documents.get, id)
    assert (head.reference, head.lines, head.lease.run, head.lease.operator) == ("DN-7", 1, desk.post.run, "Jana")
    (one,) = desk.store.look(document_lines.page, id).rows
    assert (one.id, one.number, one.quantity, one.said, one.full) == (line, "PSU-12", 3, True, False)


def test_only_who_holds_a_draft_goes_on_and_taking_it_tells_who_held_it(desk: Any) -> None:
    id, _ = _draft(desk)
    other = desk.store.call(stations.add_run, desk.post.station, "u", "", "", "1", 2)
    theirs = replace(desk.post, run=other, operator="Petr")
    assert desk.store.call(documents.hold, desk.post, id)
    assert not desk.store.call(documents.hold, theirs, id)
    assert desk.store.call(documents.take, theirs, id).operator == "Jana"
    assert not desk.store.call(documents.hold, desk.post, id)
    desk.store.call(documents.release, theirs, id)
    assert desk.store.call(documents.take, desk.post, id) is None


def test_a_serial_is_claimed_by_one_open_draft_only_until_that_is_cancelled(desk: Any) -> None:
    first, line = _draft(desk)
    _claim(desk, first, line, "SN-1", "SN-2")
    second, other = _draft(desk)
    (claim,) = desk.store.look(draft_serials.claims, 7, ["SN-2", "SN-9"])
    assert (claim.serial, claim.document, claim.station, claim.operator) == ("SN-2", first, "bench", "Jana")
    with pytest.raises(StoreError):
        _claim(desk, second, other, "SN-2")
    desk.store.call(documents.cancel, desk.post, first)
    _claim(desk, second, other, "SN-2")


def test_steps_are_taken_back_one_by_one_exactly(desk: Any) -> None:
    id, line = _draft(desk)
    _claim(desk, id, line, "SN-1", before=Before(lines={line: {"serials": 0}}))
    desk.store.call(document_lines.change, line, {"serials": 1})

    def place(db: Any) -> None:
        before = documents.change(db, id, {"place_id": desk.ids["a"]})
        lines = {line: document_lines.change(db, line, {"location_id": desk.ids["a"], "batch": "B"})}
        draft_steps.add(db, desk.post, id, "place", "MAIN/A", Before(before, lines))

    desk.store.call(place)
    desk.store.call(lambda db: draft_steps.take_back(db, id, draft_steps.last(db, id)))
    assert desk.store.look(documents.get, id).place is None
    one = desk.store.look(document_lines.get, line)
    assert (one.place, one.batch, one.serials) == (None, "", 1)
    desk.store.call(lambda db: draft_steps.take_back(db, id, draft_steps.last(db, id)))
    assert desk.store.look(document_lines.get, line).serials == 0
    assert desk.store.look(draft_serials.page, line, SerialState.GOT).total == 0
    assert desk.store.look(draft_steps.last, id) is None


def test_what_taking_a_removal_back_claims_again_is_told(desk: Any) -> None:
    id, line = _draft(desk)
    _claim(desk, id, line, "SN-1")

    def remove(db: Any) -> None:
        (one,) = draft_serials.of_document(db, id, "SN-1")
        draft_steps.add(db, desk.post, id, "removed", "SN-1", Before(serials={one.id: one.state}))
        draft_serials.put(db, [one.id], SerialState.REMOVED)

    desk.store.call(remove)
    step = desk.store.look(draft_steps.last, id)
    assert [tuple(row) for row in desk.store.look(draft_steps.regained, step)] == [("SN-1", 7, None)]
    desk.store.call(draft_steps.take_back, id, step)
    assert len(desk.store.look(draft_serials.claims, 7, ["SN-1"])) == 1


def test_a_line_that_was_added_goes_with_its_step(desk: Any) -> None:
    id, line = _draft(desk)
    before = Before(lines={line: {"removed": 1}})
    desk.store.call(draft_steps.add, desk.post, id, "line", "PSU-12", before)
    desk.store.call(lambda db: draft_steps.take_back(db, id, draft_steps.last(db, id)))
    assert desk.store.look(document_lines.get, line) is None
    assert desk.store.look(documents.get, id).lines == 0


@pytest.mark.parametrize("change", [documents.change, document_lines.change])
def test_no_other_column_can_be_set(desk: Any, change: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match="state"):
        desk.store.call(change, 1, {"state": "posted"})
