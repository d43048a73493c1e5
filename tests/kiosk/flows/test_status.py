"""A change of status by hand: along the table, with a note, to a place where one is needed, confirmed."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows import acting, intake, status
from kiosk.flows.status import StatusState
from kiosk.outcome import Outcome, Tone
from kiosk.stock.acting import Action, Code, Target, Wanted
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.ledger import Act, Change
from kiosk.stock.statuses import RULES, Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents, draft_serials, entries, journal, ledger, stock_items
from kiosk.store.verify import verify

SECOND = 1_000_000_000


def _load(shop: Any, name: str) -> StatusState:
    state: StatusState = shop.store.look(
        status.load, shop.post, StatusState(Thing(Kind.STOCK_ITEM, shop.ids[name], name))
    )[0]
    return state


def _put(shop: Any, state: StatusState, **values: str) -> tuple[StatusState, Outcome]:
    outcome = Outcome(Tone.OK, "")
    for name, text in values.items():
        state, outcome = shop.store.look(status.put, shop.post, state, name, text)
    return state, outcome


def _scan(shop: Any, state: StatusState, raw: bytes, **kwargs: Any) -> tuple[StatusState, Outcome]:
    (_, state), (outcome,) = shop.store.call(
        intake.take, shop.post, "status", status.scan, (intake.Recent(), state), [shop.scan(raw, **kwargs)]
    )
    return state, outcome


def _seen(state: StatusState) -> StatusState:
    """The question is on the screen from the first second on."""
    assert state.question is not None
    return replace(state, question=replace(state.question, painted=SECOND))


@pytest.mark.parametrize("name", ["psu 1", "psu 2", "fan 7", "reel", "void"])
def test_just_what_the_table_allows_is_offered_with_what_it_means(shop: Any, name: str) -> None:
    state = _load(shop, name)
    assert state.was is not None
    assert state.was.status is not None
    options = status.choices(state)
    assert {option.key for option in options} == set(RULES[state.was.status].next)
    assert all(": " in option.text for option in options)


def test_nothing_is_done_without_a_note(shop: Any) -> None:
    for note in ("", "   ", "x" * 10_001, "a\0b"):
        state, _ = _put(shop, _load(shop, "psu 1"), status="defective", note=note)
        state, outcome = shop.store.call(status.save, shop.post, state)
        assert (outcome.tone, state.done) == (Tone.NO, False)
    assert shop.store.look(stock_items.state, shop.ids["psu 1"]).status is Status.IN_STOCK


def _claimed(shop: Any, name: str) -> str:
    """Another work has the unit from now on; answers what acting on it says of that."""

    def work(db: Any) -> None:
        id = documents.create(db, shop.post, DocKind.ISSUE)
        documents.release(db, shop.post, id)
        line = document_lines.add(db, id, shop.ids["supply"], {})
        draft_serials.add(db, id, [draft_serials.New(line, "SN-0001", None, shop.ids[name])], None)

    shop.store.call(work)
    wanted = Wanted(Action.STATUS, status=Status.DEFECTIVE, note="fell down")
    target = Target(Thing(Kind.STOCK_ITEM, shop.ids[name], name))
    (row,) = shop.store.look(acting.plan, shop.post, wanted, [target]).rows
    assert row.code is Code.CLAIMED
    return str(row.why)


def test_a_unit_in_an_open_draft_is_refused_as_by_an_action(shop: Any) -> None:
    why = _claimed(shop, "psu 1")
    state = StatusState(Thing(Kind.STOCK_ITEM, shop.ids["psu 1"], "psu 1"))
    state, outcome = shop.store.look(status.load, shop.post, state)
    assert (outcome.tone, outcome.detail) == (Tone.NO, why)
    assert status.choices(state) == ()


def test_a_unit_that_comes_into_a_draft_meanwhile_keeps_its_status(shop: Any) -> None:
    state, _ = _put(shop, _load(shop, "psu 1"), status="defective", note="fell down")
    why = _claimed(shop, "psu 1")
    state, outcome = shop.store.call(status.save, shop.post, state)
    assert (outcome.tone, outcome.detail, state.done) == (Tone.NO, why, False)
    assert shop.store.look(stock_items.state, shop.ids["psu 1"]).status is Status.IN_STOCK


def test_a_status_that_cannot_follow_is_refused_in_words(shop: Any) -> None:
    state, outcome = _put(shop, _load(shop, "psu 1"), status="returned")
    assert outcome.tone is Tone.NO
    assert "can't become Returned" in outcome.detail
    assert state.after is None


def test_what_goes_out_leaves_its_place_and_what_stays_keeps_it(shop: Any) -> None:
    state, outcome = _put(shop, _load(shop, "psu 1"), status="sold", note="to Eve")
    assert "MAIN/A → out" in outcome.detail
    state, _ = shop.store.call(status.save, shop.post, state)
    assert state.done
    assert shop.store.look(stock_items.state, shop.ids["psu 1"]).location is None
    state, outcome = _put(shop, _load(shop, "fan 7"), status="in_stock", note="mended")
    assert not state.needs_place
    shop.store.call(status.save, shop.post, state)
    assert shop.store.look(stock_items.state, shop.ids["fan 7"]).location == shop.ids["b"]
    assert shop.store.call(verify) == ()


@pytest.mark.parametrize("path", ["MAIN", "MAIN/NOWHERE", ""])
def test_what_comes_on_hand_needs_a_place_that_holds_stock(shop: Any, path: str) -> None:
    state, _ = _put(shop, _load(shop, "psu 2"), status="returned", place=path, note="broken")
    state, outcome = shop.store.call(status.save, shop.post, state)
    assert (outcome.tone, state.done) == (Tone.NO, False)


def test_a_place_that_is_archived_before_it_is_done_is_refused(shop: Any) -> None:
    state, outcome = _put(shop, _load(shop, "psu 2"), status="returned", place="MAIN/B", note="broken")
    assert outcome.tone is Tone.ASK
    shop.archive("location", "b")
    state, outcome = shop.store.call(status.save, shop.post, state)
    assert (outcome.tone, state.done) == (Tone.NO, False)
    assert "place" in state.errors


def test_nothing_comes_on_hand_whose_part_takes_none_like_it(shop: Any) -> None:
    unit, _ = _put(shop, _load(shop, "psu 2"), status="returned", place="MAIN/B", note="broken")
    shop.archive("part", "supply")
    unit, outcome = shop.store.call(status.save, shop.post, unit)
    assert (outcome.tone, unit.done) == (Tone.NO, False)
    assert "archived" in unit.errors["status"]
    loose, _ = _put(shop, _load(shop, "sold batch"), status="returned", place="MAIN/B", note="broken")
    shop.store.call(lambda db: db.execute_sql(f"UPDATE part SET tracking = 'serial' WHERE id = {shop.ids['cable']}"))
    loose, outcome = shop.store.call(status.save, shop.post, loose)
    assert "has a serial" in loose.errors["status"]
    assert shop.store.call(verify) == ()


def test_what_is_used_up_takes_no_status(shop: Any) -> None:
    was = shop.store.look(stock_items.state, shop.ids["bag"])
    change = Change(shop.ids["bag"], was, replace(was, quantity=0))
    shop.store.call(lambda db: ledger.record(db, shop.post, ledger.begin(db, shop.post, Act.ADJUST), [change]))
    state, outcome = shop.store.look(status.load, shop.post, StatusState(Thing(Kind.STOCK_ITEM, shop.ids["bag"], "")))
    assert (outcome.tone, status.choices(state)) == (Tone.NO, ())
    assert "Nothing is left" in outcome.detail


def test_its_own_code_confirms_only_half_a_second_after_the_question_was_seen(shop: Any) -> None:
    state, _ = _put(shop, _load(shop, "psu 1"), status="defective", note="dropped")
    state, outcome = _scan(shop, state, b"SN-0001", mono=10 * SECOND)
    assert (outcome.tone, state.done) == (Tone.AGAIN, False)  # nobody has seen it yet
    state = _seen(state)
    state, outcome = _scan(shop, state, b"SN-0001", mono=SECOND + SECOND // 2 - 1)
    assert (outcome.tone, state.done) == (Tone.AGAIN, False)
    state, outcome = _scan(shop, state, b"SN-0001", mono=SECOND + SECOND // 2)
    assert (outcome.tone, state.done) == (Tone.OK, True)


def test_what_a_scan_has_changed_names_it_and_keeps_it_in_the_journal(shop: Any) -> None:
    state, _ = _put(shop, _load(shop, "psu 1"), status="defective", note="dropped")
    scans = [shop.scan(b"SN-0001", mono=5 * SECOND)]
    before = (intake.Recent(), _seen(state))
    (_, state), _ = shop.store.call(intake.take, shop.post, "unit_status", status.scan, before, scans)
    assert state.done
    shop.look_up(b"SN-0001")
    first, last = shop.store.call(lambda db: [*journal.rows(db)])
    assert (first.result, first.tone, first.thing_id) == ("changed", "ok", shop.ids["psu 1"])
    (moved,) = shop.store.look(entries.of_scan, first.id)
    assert (moved.after, moved.scan) == (Status.DEFECTIVE, first.seq)
    assert shop.store.look(entries.of_scan, last.id) == ()
    assert shop.store.call(journal.forget, 10**18) == 0
    assert shop.store.call(verify) == ()


def test_a_serial_that_another_part_has_too_confirms_as_well(shop: Any) -> None:
    state, _ = _put(shop, _load(shop, "fan 7"), status="in_stock", note="mended")
    state, outcome = _scan(shop, _seen(state), b"007", mono=5 * SECOND)
    assert (outcome.tone, state.done) == (Tone.OK, True)


@pytest.mark.parametrize("raw", [b"RES-10K", b"SN-0002", b"NOPE", b"MAIN/A"])
def test_any_other_code_changes_nothing_and_keeps_the_question(shop: Any, raw: bytes) -> None:
    state, _ = _put(shop, _load(shop, "psu 1"), status="defective", note="dropped")
    state = _seen(state)
    after, outcome = _scan(shop, state, raw, mono=5 * SECOND)
    assert after == state
    assert outcome.tone in (Tone.AGAIN, Tone.NO)
    assert outcome.question == state.question


def test_what_another_station_changed_is_shown_and_the_note_kept(shop: Any) -> None:
    mine, _ = _put(shop, _load(shop, "psu 1"), status="defective", note="dropped")
    theirs, _ = _put(shop, _load(shop, "psu 1"), status="sold", note="to Eve")
    shop.store.call(status.save, shop.post, theirs)
    mine, outcome = shop.store.call(status.save, shop.post, mine)
    assert (outcome.tone, mine.done) == (Tone.NO, False)
    assert "Sold" in outcome.detail
    assert mine.values["note"] == "dropped"
    assert [option.key for option in status.choices(mine)] == ["returned"]
    assert shop.store.call(verify) == ()


def test_all_of_an_unserialised_item_changes(shop: Any) -> None:
    state, outcome = _put(shop, _load(shop, "bag"), status="defective", note="wet")
    assert "All 80 pcs of it" in outcome.detail
    shop.store.call(status.save, shop.post, state)
    assert shop.store.look(stock_items.state, shop.ids["bag"]).quantity == 80_000_000


def test_the_likely_places_come_first_and_only_those_that_hold_stock(shop: Any) -> None:
    state, _ = _put(shop, _load(shop, "psu 1"), status="sold", note="to Eve")
    shop.store.call(status.save, shop.post, state)
    item = Thing(Kind.STOCK_ITEM, shop.ids["psu 1"], "")
    found = [option.key for option in shop.store.look(status.find_places, shop.post, item, "")]
    assert found == ["MAIN/A"]
    found = [option.key for option in shop.store.look(status.find_places, shop.post, item, "main")]
    assert found == ["MAIN/A", "MAIN/B"]
