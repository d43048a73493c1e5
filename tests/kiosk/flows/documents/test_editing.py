"""A draft that is worked on: resumed where it was left, held by one, left in three ways, taken back step by step."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows.documents import editing
from kiosk.flows.documents.editing import Editing
from kiosk.outcome import Tone
from kiosk.post import Post
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.store import document_lines, document_list, documents, draft_serials, draft_steps, stations
from kiosk.store.draft_serials import New
from kiosk.store.draft_steps import Before


def _draft(shop: Any, part: str = "supply") -> tuple[int, int]:
    def act(db: Any) -> tuple[int, int]:
        id = documents.create(db, shop.post, DocKind.RECEIPT, reference="DN-7")
        line = document_lines.add(db, id, shop.ids[part], {"quantity": 2_000_000, "said": 1})
        draft_steps.add(db, shop.post, id, "line", "PSU-12", Before(lines={line: {"removed": 1}}))
        return id, line

    found: tuple[int, int] = shop.store.call(act)
    return found


def _open(shop: Any, id: int, post: Post | None = None) -> Any:
    return shop.store.call(editing.opened, post or shop.post, Editing(), id)


def _other(shop: Any, station: str) -> Post:
    def act(db: Any) -> tuple[int, int]:
        id = stations.register(db, station)
        return id, stations.add_run(db, id, "u", "", "", "1", 2)

    id, run = shop.store.call(act)
    return replace(shop.post, station=id, run=run, operator="Petr")


def _events(shop: Any, id: int) -> list[tuple[str, str]]:
    sql = f"SELECT what, note FROM document_event WHERE document_id = {id} ORDER BY id"
    return list(shop.store.look(lambda db: db.execute_sql(sql).fetchall()))


def test_a_draft_opens_at_its_last_line_with_its_last_serials(shop: Any) -> None:
    id, line = _draft(shop)
    shop.store.call(draft_serials.add, id, [New(line, f"S{n}", 7) for n in range(7)], None)
    state, outcome = _open(shop, id)
    assert outcome.tone is Tone.OK
    assert (state.document.number, state.line.id) == (f"GR-{shop.post.station}-1", line)
    assert state.recent == ("S6", "S5", "S4", "S3", "S2")
    assert _events(shop, id) == [("created", "")]


def test_a_draft_of_a_crashed_run_is_resumed_and_that_is_recorded(shop: Any) -> None:
    id, _ = _draft(shop)
    again = replace(shop.post, run=shop.store.call(stations.add_run, shop.post.station, "u", "", "", "1", 2))
    state, outcome = _open(shop, id, again)
    assert (state.question, outcome.tone) == (None, Tone.OK)
    assert _events(shop, id)[-1] == ("resumed", "")
    _, refused = shop.store.call(editing.park, shop.post, Editing(state.document))
    assert refused.tone is Tone.NO


def test_a_draft_of_another_station_is_asked_about_and_taken_over_with_a_record(shop: Any) -> None:
    id, _ = _draft(shop)
    mine, _ = _open(shop, id)
    theirs = _other(shop, "desk")
    state, outcome = _open(shop, id, theirs)
    assert (state.document, outcome.tone) == (None, Tone.ASK)
    assert "Jana at bench" in outcome.question.text
    state, outcome = shop.store.call(editing.answer, theirs, state, "1")
    assert (state.document.id, state.question, outcome.tone) == (id, None, Tone.OK)
    assert _events(shop, id)[-1] == ("taken_over", "bench")
    mine, outcome = shop.store.call(editing.undo, shop.post, mine)
    assert (mine.done, outcome.tone) == (True, Tone.NO)
    assert "Petr at desk has it now" in outcome.detail


def test_left_to_another_station_nothing_is_touched(shop: Any) -> None:
    id, _ = _draft(shop)
    theirs = _other(shop, "desk")
    state, _ = _open(shop, id, theirs)
    state, outcome = shop.store.call(editing.answer, theirs, state, "9")
    assert (outcome.tone, state.question is not None) == (Tone.NO, True)
    state, outcome = shop.store.call(editing.answer, theirs, state, "2")
    assert (state.done, outcome.tone) == (True, Tone.OK)
    assert shop.store.call(documents.hold, shop.post, id)


def test_a_lease_that_ran_out_needs_no_question(shop: Any) -> None:
    id, _ = _draft(shop)
    shop.store.call(lambda db: db.execute_sql("UPDATE document SET held_until = 1"))
    state, _ = _open(shop, id, _other(shop, "desk"))
    assert state.document.lease.operator == "Petr"
    assert _events(shop, id)[-1] == ("resumed", "")


@pytest.mark.parametrize(
    ("leave", "event", "ends"),
    [
        (editing.park, ("parked", ""), DocState.DRAFT),
        (lambda db, post, state: editing.hand_over(db, post, state, "Petr"), ("handed_over", "Petr"), DocState.DRAFT),
        (editing.cancel, ("cancelled", ""), DocState.CANCELLED),
    ],
)
def test_each_way_of_leaving_is_recorded_and_lets_the_draft_go(
    shop: Any, leave: Callable[..., Any], event: tuple[str, str], ends: DocState
) -> None:
    id, _ = _draft(shop)
    state, _ = _open(shop, id)
    state, outcome = shop.store.call(leave, shop.post, state)
    assert (state.done, outcome.tone, outcome.result) == (True, Tone.OK, event[0])
    assert _events(shop, id)[-1] == event
    found = shop.store.look(documents.get, id)
    assert (found.state, found.lease) == (ends, None)


def test_who_goes_on_with_what_was_handed_over_is_told_from_whom(shop: Any) -> None:
    id, _ = _draft(shop)
    state, _ = _open(shop, id)
    shop.store.call(editing.hand_over, shop.post, state, "Petr")
    assert shop.store.look(document_list.one, id).waits_for == "Petr"
    _, outcome = _open(shop, id, _other(shop, "desk"))
    assert outcome.detail.startswith("Jana has handed it over to Petr.")
    assert _events(shop, id)[-1] == ("resumed", "from Jana to Petr")
    assert shop.store.look(document_list.one, id).waits_for == ""
    parked, _ = _open(shop, id, _other(shop, "desk"))
    assert parked.document.lease.operator == "Petr"


def test_handing_over_needs_a_name(shop: Any) -> None:
    id, _ = _draft(shop)
    state, _ = _open(shop, id)
    state, outcome = shop.store.call(editing.hand_over, shop.post, state, " ")
    assert (state.done, outcome.tone) == (False, Tone.NO)


def test_a_cancelled_draft_is_not_opened_and_says_so(shop: Any) -> None:
    id, _ = _draft(shop)
    shop.store.call(documents.cancel, shop.post, id)
    state, outcome = _open(shop, id)
    assert (state.done, outcome.tone) == (True, Tone.NO)
    assert "is cancelled" in outcome.text


def test_undo_says_what_it_took_back_and_goes_to_that_line_and_ends_in_words(shop: Any) -> None:
    id, line = _draft(shop)
    state, _ = _open(shop, id)

    def number(db: Any) -> int:
        assert editing.lost(db, shop.post, state) is None
        return editing.changed(db, shop.post, state, "quantity", "PSU-12", lines={line: {"quantity": 9_000_000}})

    shop.store.call(number)
    assert shop.store.look(editing.last_step, shop.post, state).what == "quantity"
    state, outcome = shop.store.call(editing.undo, shop.post, state)
    assert (state.line.quantity, outcome.tone, outcome.result) == (2, Tone.OK, "undone")
    assert "quantity of PSU-12" in outcome.detail
    state, outcome = shop.store.call(editing.undo, shop.post, state)
    assert (state.line, outcome.tone, state.document.lines) == (None, Tone.OK, 0)
    state, outcome = shop.store.call(editing.undo, shop.post, state)
    assert (outcome.tone, outcome.text) == (Tone.NO, "Nothing to undo")


def test_a_removal_is_not_taken_back_when_another_draft_has_the_serial_by_now(shop: Any) -> None:
    id, line = _draft(shop)
    state, _ = _open(shop, id)

    def remove(db: Any) -> None:
        draft_serials.add(db, id, [New(line, "S1", 7)], None)
        (one,) = draft_serials.of_document(db, id, "S1")
        draft_steps.add(db, shop.post, id, "removed", "S1", Before(serials={one.id: one.state}))
        draft_serials.put(db, [one.id], draft_serials.SerialState.REMOVED)
        other = documents.create(db, shop.post, DocKind.RECEIPT)
        draft_serials.add(db, other, [New(document_lines.add(db, other, shop.ids["supply"], {}), "S1", 7)], None)

    shop.store.call(remove)
    state, outcome = shop.store.call(editing.undo, shop.post, state)
    assert (outcome.tone, state.done) == (Tone.NO, False)
    assert f"GR-{shop.post.station}-2" in outcome.detail
    assert shop.store.look(editing.last_step, shop.post, state) is not None
