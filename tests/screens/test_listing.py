"""The window on a long list: what it asks for, what it paints before that comes, how it is moved in."""

import asyncio
import contextlib
import gc
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.worker import WorkerCancelled

from kiosk.errors import StoreError
from kiosk.page import LARGEST, Page
from screens.paint.marks import CONSOLE, UNICODE, Marks
from screens.paint.text import Line, Span, fit
from screens.widgets.lines import COMPONENTS
from screens.widgets.listing import Listing

SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)], ids=["40x15", "80x24", "120x40"])


class Source:
    """A list of rows that are asked for one window at a time; answers only when it is let."""

    def __init__(self, count: int) -> None:
        self.rows = [f"row {number}" for number in range(count)]
        self.asked: list[int] = []
        self.under_way = self.most_under_way = 0
        self.trouble = False
        self._open = asyncio.Event()
        self._open.set()

    async def fetch(self, offset: int, limit: int) -> Page[str]:
        self.asked.append(offset)
        rows = tuple(self.rows)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await self._open.wait()
        finally:
            self.under_way -= 1
        if self.trouble:
            raise StoreError("locked", "The store is busy. Try again.")
        return Page(rows[offset : offset + limit], len(rows), offset)

    @contextmanager
    def held(self) -> Iterator[None]:
        self._open.clear()
        yield
        self._open.set()


def row(value: str, width: int, marks: Marks) -> Line:
    return (Span(fit(value, width, marks)),)


class _Screen(Screen[None]):
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    def __init__(self, listing: Listing[str]) -> None:
        super().__init__()
        self.listing = listing

    def compose(self) -> ComposeResult:
        yield self.listing


class Stand(App[None]):
    """A listing that fills the screen."""

    CSS = "#listing { height: 1fr; } " + " ".join(f".{name} {{ color: white; }}" for name in sorted(COMPONENTS))

    def __init__(self, source: Source, marks: Marks = UNICODE) -> None:
        super().__init__()
        self.source = source
        self.listing = Listing(marks, source.fetch, row, empty="There is nothing here.")

    def get_default_screen(self) -> Screen[None]:
        return _Screen(self.listing)

    async def settled(self) -> None:
        await self.workers.wait_for_complete()

    @property
    def lines(self) -> list[str]:
        self.listing._painted = None
        return [self.listing.render_line(y).text for y in range(self.listing.size.height)]


@SIZES
@pytest.mark.parametrize("marks", [UNICODE, CONSOLE], ids=["unicode", "console"])
async def test_the_end_of_a_long_list_is_one_key_away(size: tuple[int, int], marks: Marks) -> None:
    app = Stand(Source(100_000), marks)
    async with app.run_test(size=size):
        await app.settled()
        app.listing.edge(1)
        await app.settled()
        assert app.listing.pick == "row 99999"
        assert app.lines[-1].rstrip() == f"{marks.cursor}{'' if size[1] > 10 else 9}  row 99999"
        assert "of 100,000" in app.lines[0]
        app.listing.edge(-1)
        await app.settled()
        assert app.listing.pick == "row 0"


async def test_it_never_asks_for_or_holds_more_than_its_window() -> None:
    app = Stand(Source(10_000))
    async with app.run_test(size=(80, 24)):
        await app.settled()
        while app.listing.pick != "row 9999":
            app.listing.page(1)
            await app.settled()
            assert app.listing.pick is not None
            assert len(app.listing._page.rows) <= LARGEST
        assert len(app.source.asked) < 200
        assert app.source.most_under_way == 1


async def test_what_has_not_come_yet_is_painted_as_dots_and_moved_in_all_the_same() -> None:
    app = Stand(Source(1000))
    async with app.run_test(size=(80, 24)):
        await app.settled()
        with app.source.held():
            app.listing.edge(1)
            assert app.listing.pick is None
            assert "···" in app.lines[-1]
            assert "978-1,000 of 1,000" in app.lines[0]
            app.listing.page(-1)
        await app.settled()
        assert app.listing.pick == "row 977"
        assert "row 977" in "".join(app.lines)


async def test_of_many_positions_only_the_newest_is_fetched_after_the_one_under_way() -> None:
    app = Stand(Source(100_000))
    async with app.run_test(size=(80, 24)):
        await app.settled()
        before = len(app.source.asked)
        with app.source.held():
            for _ in range(5):
                app.listing.edge(1)
                await asyncio.sleep(0)
                app.listing.edge(-1)
                app.listing.move(50_000)
                await asyncio.sleep(0)
        await app.settled()
        assert len(app.source.asked) <= before + 2
        assert app.listing.pick == "row 50000"
        assert app.source.most_under_way == 1


async def test_a_digit_chooses_the_visible_row_with_that_number() -> None:
    app = Stand(Source(50))
    async with app.run_test(size=(80, 24)):
        await app.settled()
        assert [app.listing.numbered(digit) for digit in "190"] == ["row 0", "row 8", None]
        app.listing.edge(1)
        assert app.lines[1].startswith(" 1 row 27")
        assert app.listing.numbered("1") == "row 27"
        app.listing.numbers = False
        assert app.listing.numbered("1") is None


async def test_reading_it_anew_keeps_the_cursor_on_its_value() -> None:
    app = Stand(Source(500))
    async with app.run_test(size=(80, 24)):
        await app.settled()
        app.listing.move(30)
        before = app.lines.index(next(text for text in app.lines if "row 30" in text))
        app.source.rows[:0] = ["new a", "new b", "new c"]
        app.listing.reload()
        await app.settled()
        assert app.listing.pick == "row 30"
        assert "row 30" in app.lines[before], "it stays where the eye left it"
        app.source.rows.remove("row 30")
        app.listing.reload()
        await app.settled()
        assert app.listing.pick == "row 31", "what is gone leaves its place to the next one"


async def test_a_list_that_shrank_is_still_shown() -> None:
    app = Stand(Source(500))
    async with app.run_test(size=(80, 24)):
        await app.settled()
        app.listing.edge(1)
        await app.settled()
        del app.source.rows[3:]
        app.listing.reload()
        await app.settled()
        assert app.listing.pick == "row 2"
        assert "row 0" in "".join(app.lines)


async def test_nothing_can_be_chosen_of_the_old_list_once_another_is_asked_for() -> None:
    app = Stand(Source(500))
    async with app.run_test(size=(80, 24)):
        await app.settled()
        app.listing.move(100)
        with app.source.held():
            app.source.rows = ["only one"]
            app.listing.show()
            assert (app.listing.pick, app.listing.numbered("1")) == (None, None)
            assert "row 100" in "".join(app.lines), "it stays in sight until the other one is there"
        await app.settled()
        assert app.listing.pick == "only one"


async def test_an_answer_to_an_older_question_is_dropped() -> None:
    app = Stand(Source(500))
    async with app.run_test(size=(80, 24)):
        await app.settled()
        with app.source.held():
            app.source.rows = ["older"]
            app.listing.show()
            await asyncio.sleep(0.005)
            app.source.rows = ["newer"]
            app.listing.show()
        await app.settled()
        assert app.listing.pick == "newer"


async def test_an_empty_list_says_so() -> None:
    app = Stand(Source(0))
    async with app.run_test(size=(40, 15)):
        await app.settled()
        assert "There is nothing here." in "".join(app.lines)
        app.listing.edge(1)
        app.listing.page(1)
        assert app.listing.pick is None


async def test_a_store_that_cant_be_read_is_told_and_asked_again_by_the_next_key() -> None:
    app = Stand(Source(500))
    app.source.trouble = True
    async with app.run_test(size=(40, 15)):
        await app.settled()
        assert "The store is busy." in "".join(app.lines)
        app.source.trouble = False
        app.listing.move(1)
        await app.settled()
        assert "row 0" in "".join(app.lines)


async def test_hostile_values_are_painted_visibly() -> None:
    source = Source(0)
    source.rows = ["\x1b[2J[/x]", "a\x9bb", "\u202ex", "\x1d", "漢字" * 50]
    for marks in (UNICODE, CONSOLE):
        app = Stand(source, marks)
        async with app.run_test(size=(40, 15)):
            await app.settled()
            text = "".join(app.lines)
            assert not {char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp", "Cs"}}
            assert "[/x]" in text


async def test_a_resize_keeps_the_cursor_in_sight() -> None:
    app = Stand(Source(500))
    async with app.run_test(size=(80, 40)) as pilot:
        await app.settled()
        app.listing.move(37)
        await pilot.resize_terminal(40, 15)
        await pilot.pause()
        assert "row 37" in "".join(app.lines)


async def test_a_row_that_has_changed_is_painted_in_its_place_without_reading_the_list_again() -> None:
    app = Stand(Source(1000))
    app.listing._same = lambda value: value.split("!")[0]
    async with app.run_test(size=(40, 15)):
        await app.settled()
        before = len(app.source.asked)
        assert app.listing.put("row 3!")
        assert app.listing.pick == "row 3!"
        assert any("row 3!" in line for line in app.lines)
        assert not app.listing.put("row 900!")
        await app.settled()
        assert len(app.source.asked) == before


async def test_a_row_that_changes_while_the_list_is_read_is_read_once_more() -> None:
    app = Stand(Source(1000))
    app.listing._same = lambda value: value.split("!")[0]
    async with app.run_test(size=(40, 15)):
        await app.settled()
        with app.source.held():
            app.listing.reload()
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            app.source.rows[3] = "row 3!"
            assert app.listing.put("row 3!")
        await app.settled()
        assert app.listing.pick == "row 3!"


async def test_a_row_far_away_is_gone_to_by_its_number() -> None:
    app = Stand(Source(10_000))
    async with app.run_test(size=(40, 15)):
        await app.settled()
        app.listing.seek(7000)
        await app.settled()
        assert app.listing.pick == "row 7000"
        assert any("row 7000" in line for line in app.lines)
        app.listing.seek(20_000)
        await app.settled()
        assert app.listing.pick == "row 9999"


async def test_a_list_that_is_closed_before_it_is_read_leaves_nothing_unfinished() -> None:
    app = Stand(Source(10))
    async with app.run_test(size=(80, 24)):
        await app.settled()
        app.listing.reload()
        app.workers.cancel_node(app.listing)  # as its screen does that closes, before the loop has come to it
        with contextlib.suppress(WorkerCancelled):
            await app.settled()
        gc.collect()  # a coroutine that never ran would be told of now, which fails the test


async def test_a_row_that_comes_to_the_end_is_painted_there_without_reading_the_list_again() -> None:
    app = Stand(Source(1000))
    async with app.run_test(size=(40, 15)):
        await app.settled()
        assert not app.listing.append("row 1000"), "the end is far away"
        app.listing.edge(1)
        await app.settled()
        before = len(app.source.asked)
        for number in range(1000, 1300):
            app.source.rows.append(f"row {number}")
            assert app.listing.append(f"row {number}")
        assert app.listing.pick == "row 1299"
        assert app.listing.total == 1300
        assert app.listing._page is not None
        assert len(app.listing._page.rows) == LARGEST
        await app.settled()
        assert len(app.source.asked) == before
        assert any("row 1299" in line for line in app.lines)
        app.listing.edge(-1)
        await app.settled()
        assert app.listing.pick == "row 0"


async def test_a_row_that_comes_while_the_list_is_read_is_read_once_more() -> None:
    app = Stand(Source(5))
    async with app.run_test(size=(40, 15)):
        await app.settled()
        with app.source.held():
            app.listing.reload()
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            app.source.rows.append("row 5")
            assert app.listing.append("row 5")
        await app.settled()
        assert app.listing.pick == "row 5"
        assert app.listing.total == 6


async def test_a_row_in_sight_is_aimed_at_by_its_number_on_the_screen() -> None:
    app = Stand(Source(1000))
    app.listing.numbers = False
    async with app.run_test(size=(40, 15)):
        await app.settled()
        app.listing.page(1)
        first = app.listing._top
        assert app.listing.aim(3)
        assert app.listing.pick == f"row {first + 2}"
        assert not app.listing.aim(0)
        assert not app.listing.aim(99)
        assert app.listing.pick == f"row {first + 2}"
