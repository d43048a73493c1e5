"""Acting on a list: what its rows stand for, one step that undo takes back with all it did to stock."""

from decimal import Decimal
from typing import Any

from kiosk.flows import acting
from kiosk.flows import undo as undo_flow
from kiosk.flows.documents import editing as draft_editing
from kiosk.flows.documents import lines, posting
from kiosk.flows.documents.editing import Editing
from kiosk.flows.lists import doing, editing, undoing
from kiosk.stock.acting import Action, Target, Wanted
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents, draft_steps, stock_items
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify


def _to(gathered: Any, place: str) -> Wanted:
    return Wanted(Action.MOVE, to=Thing(Kind.LOCATION, gathered.ids[place], "MAIN/" + place.upper()))


def _places(gathered: Any) -> list[str]:
    return [row.place for row in gathered.rows]


def _targets(gathered: Any) -> list[tuple[str, Decimal | None]]:
    found = gathered.store.look(doing.targets, gathered.post, gathered.id)
    return [(one.thing.label, one.quantity) for one in found]


def test_all_rows_are_meant_unless_some_are_marked(gathered: Any) -> None:
    gathered.scan(b"SN-0001", b"2000000000015").do(editing.quantity, "3").things(gathered.item("void"))
    assert _targets(gathered) == [("PSU-12 · SN-0001", None), ("RES-10K · Resistor 10 kΩ", Decimal(3))]
    gathered.do(editing.mark, gathered.rows[2].id)
    assert _targets(gathered) == [("FAN-80 · SN-VOID", None)]


def test_a_move_is_one_step_and_undo_brings_the_stock_back(gathered: Any) -> None:
    gathered.scan(b"SN-0001").things(gathered.item("rest"), gathered.item("psu 7"))
    before = _places(gathered)
    gathered.do(doing.act, _to(gathered, "b"))
    assert gathered.said[:2] == ("ok", "2 moved")
    assert _places(gathered) == ["MAIN/B"] * 3
    assert [row.again for row in gathered.state.report] == [False, True, False]

    step = gathered.store.look(undoing.last_step, gathered.post, gathered.state)
    assert (step.what, step.label) == ("move", "2 moved to MAIN/B")
    gathered = gathered.at(gathered.post).do(undoing.undo)
    assert gathered.said == ("ok", "Undone", "Taken back: 2 moved to MAIN/B.")
    assert _places(gathered) == before
    assert gathered.store.call(verify) == ()


def test_nothing_is_done_where_one_is_refused_and_the_rest_is_where_that_is_wanted(gathered: Any) -> None:
    gathered.scan(b"SN-0001").things(gathered.item("psu 2"))
    before = _places(gathered)
    gathered.do(doing.act, _to(gathered, "b"))
    assert gathered.said[:2] == ("no", "Nothing was done")
    assert gathered.said[2].startswith("1 of 2 can't be. PSU-12 · SN-0002: ")
    assert _places(gathered) == before
    assert len(gathered.state.report) == 2

    wanted = Wanted(Action.MOVE, to=_to(gathered, "b").to, partial=True)
    assert gathered.do(doing.act, wanted).said[:2] == ("ok", "1 moved")
    assert _places(gathered) == ["MAIN/B", ""]


def test_what_is_so_already_is_said_to_be(gathered: Any) -> None:
    gathered.scan(b"SN-0001").do(doing.act, _to(gathered, "a"))
    assert gathered.said == ("again", "Nothing was done", "It is so already.")
    assert gathered.store.look(undoing.last_step, gathered.post, gathered.state).what == "added"


def test_undo_is_refused_where_the_stock_has_moved_on(gathered: Any) -> None:
    gathered.scan(b"SN-0001").do(doing.act, _to(gathered, "b"))
    other = gathered.at(gathered.post)
    item = gathered.ids["psu 1"]
    gathered.store.call(acting.do, gathered.post, _to(gathered, "a"), [Target(Thing(Kind.STOCK_ITEM, item, ""))])
    other.do(undoing.undo)
    assert other.said[:2] == ("no", "Can't be undone")
    assert "1 item has changed since: PSU-12 · SN-0001." in other.said[2]
    assert "It stays: 1 moved to MAIN/B." in other.said[2]
    assert gathered.store.look(stock_items.state, item).location == gathered.ids["a"]


def test_an_action_that_was_undone_elsewhere_does_not_keep_older_steps_from_being_undone(gathered: Any) -> None:
    gathered.scan(b"SN-0001").do(doing.act, _to(gathered, "b"))
    step = gathered.store.look(undoing.last_step, gathered.post, gathered.state)
    gathered.store.call(undo_flow.undo, gathered.post, step.operation)

    gathered.do(undoing.undo)
    assert gathered.said[:2] == ("ok", "Undone")
    assert gathered.said[2].endswith("It has been undone already.")
    assert gathered.do(undoing.undo).head.total == 0


def test_another_station_may_take_back_what_was_done_to_a_list_that_it_works_on(gathered: Any, elsewhere: Any) -> None:
    gathered.scan(b"SN-0001").do(doing.act, _to(gathered, "b"))
    there = gathered.at(elsewhere).do(undoing.undo)
    assert there.said[:2] == ("ok", "Undone")
    assert _places(there) == ["MAIN/A"]
    assert gathered.store.call(verify) == ()


def test_what_a_split_makes_is_a_row_and_goes_with_its_step(gathered: Any) -> None:
    gathered.things(gathered.item("reel")).do(doing.act, Wanted(Action.SPLIT, quantity=Decimal(20)))
    assert [str(row.amount) for row in gathered.rows] == ["4980", "20"]
    assert gathered.head.total == 2
    gathered.do(undoing.undo)
    assert [str(row.amount) for row in gathered.rows] == ["5000"]
    assert gathered.store.call(verify) == ()


def test_what_was_merged_away_stays_as_a_row_that_says_so_and_is_meant_no_more(gathered: Any) -> None:
    gathered.things(gathered.item("reel")).do(doing.act, Wanted(Action.SPLIT, quantity=Decimal(20)))
    gathered.do(doing.act, Wanted(Action.MERGE))
    assert [row.gone for row in gathered.rows] == ["", "used up"]
    assert len(_targets(gathered)) == 1
    gathered.do(undoing.undo)
    assert [row.gone for row in gathered.rows] == ["", ""]


def _draft(gathered: Any) -> Thing:
    """An open issue that nobody works on, of 5 m of cable."""

    def begin(db: Any) -> Thing:
        state, _ = draft_editing.opened(
            db, gathered.post, Editing(), documents.create(db, gathered.post, DocKind.ISSUE)
        )
        state, _ = lines.add_part(db, gathered.post, state, gathered.ids["cable"])
        assert state.document is not None
        draft_editing.park(db, gathered.post, state)
        return state.document.thing

    found: Thing = gathered.store.call(begin)
    return found


def test_an_issue_that_was_posted_at_once_is_reversed(gathered: Any) -> None:
    gathered.scan(b"SN-0001").do(doing.act, Wanted(Action.ISSUE))
    assert gathered.said[0] == "ok"
    step = gathered.store.look(undoing.last_step, gathered.post, gathered.state)
    assert "GI-1-1" in step.label
    assert [row.status for row in gathered.rows] == ["sold"]
    gathered.do(undoing.undo)
    assert [row.status for row in gathered.rows] == ["in_stock"]
    assert gathered.store.look(documents.get, step.document).reversed
    assert gathered.store.call(verify) == ()


def test_what_was_added_to_a_draft_is_taken_out_of_it_again(gathered: Any) -> None:
    draft = _draft(gathered)
    gathered.scan(b"SN-0001", b"007x").things(gathered.item("reel")).do(editing.quantity, "30")
    gathered.do(doing.act, Wanted(Action.ISSUE, document=draft))
    assert gathered.said[0] == "ok", gathered.said
    assert [line.number for line in gathered.store.look(document_lines.page, draft.id).rows] == [
        "CAB-1", "PSU-12", "RES-10K",
    ]  # fmt: skip
    gathered.do(undoing.undo)
    assert gathered.said[:2] == ("ok", "Undone"), gathered.said
    assert [line.number for line in gathered.store.look(document_lines.page, draft.id).rows] == ["CAB-1"]
    assert gathered.store.look(draft_steps.last, draft.id).label == "CAB-1"
    assert gathered.store.look(documents.get, draft.id).lease is None
    assert gathered.store.call(verify) == ()


def test_a_draft_that_went_on_since_keeps_what_was_added_and_says_what_to_do(gathered: Any, elsewhere: Any) -> None:
    draft = _draft(gathered)
    gathered.scan(b"SN-0001").do(doing.act, Wanted(Action.ISSUE, document=draft))
    state, _ = gathered.store.call(draft_editing.opened, elsewhere, Editing(), draft.id)
    gathered.do(undoing.undo)
    assert gathered.said[:2] == ("no", "Can't be undone")
    assert "is worked on at desk" in gathered.said[2]

    state, _ = gathered.store.call(lines.add_part, elsewhere, state, gathered.ids["resistor"])
    gathered.do(undoing.undo)
    assert "was changed since" in gathered.said[2]
    assert gathered.store.look(document_lines.page, draft.id).total == 3

    state, _ = gathered.store.call(draft_editing.cancel, elsewhere, state)
    gathered.do(undoing.undo)
    assert gathered.said[:2] == ("ok", "Undone")
    assert gathered.said[2].endswith("is cancelled or reversed already.")
    assert gathered.store.look(documents.get, draft.id).state is DocState.CANCELLED


def test_what_was_taken_out_in_the_draft_is_not_taken_out_once_more(gathered: Any) -> None:
    """What came into the draft since has the number of the step that is gone, and stays."""
    draft = _draft(gathered)
    gathered.scan(b"SN-0001").do(doing.act, Wanted(Action.ISSUE, document=draft))
    step = gathered.store.look(draft_steps.last, draft.id)
    state, _ = gathered.store.call(draft_editing.opened, gathered.post, Editing(), draft.id)
    state, _ = gathered.store.call(draft_editing.undo, gathered.post, state)
    gathered.store.call(lines.add_part, gathered.post, state, gathered.ids["resistor"])
    assert gathered.store.look(draft_steps.last, draft.id).id == step.id
    gathered.do(undoing.undo)
    assert gathered.said[:2] == ("ok", "Undone")
    assert gathered.said[2].endswith(f"It was taken out of {draft.label} already.")
    assert [row.number for row in gathered.store.look(document_lines.page, draft.id).rows] == ["CAB-1", "RES-10K"]
    assert gathered.store.call(verify) == ()


def test_a_draft_that_was_posted_since_is_to_be_reversed_first(gathered: Any) -> None:
    draft = _draft(gathered)
    gathered.shop.enter(
        NewItem(part=gathered.ids["cable"], location=gathered.ids["a"], quantity=Decimal(9)),
    )
    gathered.scan(b"SN-0001").do(doing.act, Wanted(Action.ISSUE, document=draft))
    state, _ = gathered.store.call(draft_editing.opened, gathered.post, Editing(), draft.id)
    assert gathered.store.call(posting.post, gathered.post, state)[1].result == "posted"
    gathered.do(undoing.undo)
    assert "is no draft any more. Reverse the document first." in gathered.said[2]
    assert gathered.store.call(posting.reverse, gathered.post, draft.id).result == "reversed"
    assert gathered.do(undoing.undo).said[0] == "ok"
    assert gathered.store.call(verify) == ()
