"""What is decided before a count is posted: above all on places where nothing was found."""

from collections.abc import Callable
from typing import Any

from kiosk.flows.counting import deciding, reviewing, working
from kiosk.flows.counting.reviewing import Review
from kiosk.outcome import Tone
from kiosk.stock.counts import Differs
from kiosk.store.verify import verify

Begin = Callable[..., Any]


def looked(counted: Any) -> Review:
    state: Review = counted.store.look(reviewing.look, counted.post, Review(counted.id))[0]
    return state


def decided(counted: Any, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What a decision on the count as it stands comes to."""
    return counted.store.call(fn, counted.post, looked(counted), *args, **kwargs)


def untouched(counted: Any) -> list[str]:
    return [one.place.label for one in counted.summary().untouched]


def test_an_empty_place_is_none_any_more_once_all_of_it_is_left_out(count: Begin) -> None:
    counted = count("a")
    assert untouched(counted) == ["MAIN/A"]
    missing = [one for kind in (Differs.MISSING, Differs.SHORT) for one in counted.review(kind)]
    assert {one.kind for one in missing} == {Differs.MISSING, Differs.SHORT}
    for at, one in enumerate(missing):
        (place,) = counted.summary().untouched
        assert place.units + place.lots == len(missing) - at
        decided(counted, deciding.leave_out, one, True)
    assert untouched(counted) == []
    decided(counted, deciding.leave_out, counted.review(missing[0].kind)[0], False)
    assert untouched(counted) == ["MAIN/A"]


def test_all_empty_places_are_uncounted_at_once_and_no_other_one(count: Begin, shop: Any) -> None:
    counted = count().scan("MAIN/A", "SN-0001", "MAIN/B")
    assert untouched(counted) == ["MAIN/B"]
    missing = [one for one in counted.found()["missing"] if one[1] == "MAIN/A"]
    state, outcome = decided(counted, deciding.uncount)
    assert (outcome.tone, outcome.result) == (Tone.OK, "uncounted")
    assert state.count is None
    after = counted.found()
    assert "MAIN/B" in [place for _, place, _, _ in after["uncounted"]]
    assert after["missing"] == missing
    assert decided(counted, deciding.uncount)[1].tone is Tone.NO
    assert shop.store.call(verify) == ()
    counted.do(working.opened, counted.id)
    assert counted.state.place.label == "MAIN/A"
    assert counted.scan("MAIN/B").result == "ok place"
    assert untouched(counted) == ["MAIN/B"]


def test_a_unit_that_was_looked_for_in_vain_goes_with_its_place(count: Begin, shop: Any) -> None:
    counted = count("a").scan("SN-0001")
    (one,) = counted.review(Differs.MATCH)
    counted.store.call(lambda db: reviewing.again(db, counted.post, counted.state, one))
    place = counted.summary().untouched[0].place
    assert decided(counted, deciding.uncount, place=place)[1].tone is Tone.OK
    assert shop.store.call(verify) == ()
    counted.do(working.opened, counted.id)
    assert counted.state.place is None
    assert counted.scan("MAIN/A", "SN-0001").result == "ok counted"


def test_a_place_where_something_was_found_since_stays_counted(count: Begin) -> None:
    counted = count("a")
    state = looked(counted)
    counted.scan("SN-0001")
    _, outcome = counted.store.call(deciding.uncount, counted.post, state, place=counted.state.place)
    assert outcome.tone is Tone.NO
    assert len(counted.review(Differs.MATCH)) == 1


def test_whether_places_are_empty_is_a_question_with_its_own_yes(count: Begin) -> None:
    counted = count("a")
    state, outcome = decided(counted, deciding.empty)
    assert deciding.asks_empty(state)
    assert outcome.question.yes == deciding.YES
    assert "MAIN/A" in outcome.text
    back, outcome = counted.store.call(deciding.look_again, counted.post, state)
    assert not deciding.asks_empty(back)
    assert back.question == looked(counted).question
    assert outcome.tone is Tone.ASK
