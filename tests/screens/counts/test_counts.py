"""The list of counts, and the form that begins one."""

from collections.abc import Callable
from typing import Any

from kiosk.flows.counting import posting, working
from kiosk.flows.counting.working import Counting
from screens.places import Place

SHELF = "MAIN/C/04"
Begun = Callable[..., int]


def post(kiosk: Any, document: int) -> None:
    state, _ = kiosk.store.call(working.opened, kiosk.post, Counting(), document)
    _, outcome = kiosk.store.call(posting.post, kiosk.post, state)
    assert outcome.result == "posted"


async def test_open_counts_stand_above_posted_ones(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        first, _, third = begun(kiosk, SHELF), begun(kiosk, "MAIN/C/02", blind=True), begun(kiosk)
        post(kiosk, first)
        await kiosk.scan("KSKCMDCOUNT")
        rows = kiosk.lines[5:8]
        assert [row[3:9] for row in rows] == ["SC-1-3", "SC-1-2", "SC-1-1"]
        assert "the whole store" in rows[0]
        assert "MAIN/C/02 · blind" in rows[1]
        assert "posted" in rows[2]
        await kiosk.key("3")
        assert kiosk.name == "Card"
        await kiosk.key("escape", "2")
        assert kiosk.name == "CountScreen"
        await kiosk.key("escape", "2")
        assert kiosk.name == "Counts"
        await kiosk.scan("KSKCMDR1")
        assert kiosk.name == "CountScreen"
        assert kiosk.frame.state.count.document.id == third


async def test_its_number_opens_a_count_and_a_posted_one_on_its_card(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        post(kiosk, begun(kiosk, SHELF))
        begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNTS)
        await kiosk.scan("SC-1-2")
        assert kiosk.name == "CountScreen"
        await kiosk.key("escape", "2")
        await kiosk.scan("SC-1-1")
        assert kiosk.name == "Card"


async def test_what_nothing_can_be_counted_of_is_refused_in_words(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.COUNTS)
        for code in ("NOPE", "A14D2431-2388"):
            await kiosk.scan(code)
            assert kiosk.name == "Counts"
            assert "Nothing to count" in kiosk.words
        await kiosk.scan("PLG-RJ45")
        assert kiosk.name == "StartCount"
        assert "1 Part PLG-RJ45" in kiosk.words
        assert "Place" not in kiosk.words.replace("Place taken", "")


async def test_a_form_is_not_lost_by_a_scan_and_asks_before_it_is_left(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan("KSKCMDCOUNT", "KSKCMDNEXT")
        assert kiosk.name == "StartCount"
        await kiosk.scan(SHELF, "A14D2431-2388")
        assert kiosk.name == "StartCount"
        assert "Scan a place or a part" in kiosk.words
        assert SHELF in kiosk.words
        await kiosk.key("escape")
        assert "without saving" in kiosk.words.lower()
        await kiosk.key("2", "f5")
        assert kiosk.name == "CountScreen"
        assert SHELF in kiosk.lines[0]


async def test_the_whole_store_is_counted_from_the_empty_form(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.key("7", "f6", "f5")
        assert kiosk.name == "CountScreen"
        assert "Count of the whole store" in kiosk.words
        await kiosk.scan("KSKCMDCOUNT")
        assert kiosk.name == "CountScreen"


async def test_a_count_that_another_may_overlap_is_told_of(station: Any, begun: Begun) -> None:
    async with station((80, 24)) as kiosk:
        begun(kiosk, "MAIN")
        await kiosk.enter(Place.COUNTS)
        await kiosk.scan(SHELF)
        await kiosk.key("f5")
        assert "SC-1-1 is open and may count the same stock" in kiosk.words
