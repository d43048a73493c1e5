"""The status line: everything that matters fits, at any width."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.printers.state import Condition as Prints
from kiosk.printers.state import PrinterState
from kiosk.scan import Condition, ScannerState
from screens.paint.marks import CONSOLE, UNICODE, Marks
from screens.status import Status, StoreState, status_line

NOW = datetime(2026, 3, 4, 14, 5, tzinfo=UTC)


def told(status: Status, width: int, marks: Marks = UNICODE) -> str:
    return "".join(span.text for span in status_line(status, width, marks))


def scanners(*states: tuple[str, Condition]) -> dict[str, ScannerState]:
    return {name: ScannerState(name, condition) for name, condition in states}


@pytest.mark.parametrize("width", [40, 80, 120])
def test_scanner_store_counts_age_and_clock_fit(width: int) -> None:
    status = Status(scanners(("bench", Condition.READY)), StoreState.READY, 12, 12, 8.0, NOW)
    line = told(status, width)
    assert cell_len(line) <= width
    assert "●" in line
    assert "bench" in line
    assert ("12=12" if width == 40 else "12 read = 12 handled") in line
    assert "5 s" in line
    assert "14:05" in line


def test_what_ails_a_scanner_is_said_where_there_is_room() -> None:
    status = Status(scanners(("bench", Condition.BUSY)), StoreState.READY, 0, 0, None, NOW)
    assert "! bench held by another program" in told(status, 120)
    assert "! bench" in told(status, 40)


def test_many_scanners_keep_their_signs_on_a_small_screen() -> None:
    many = scanners(*((f"scanner-{number}", Condition.READY) for number in range(5)))
    line = told(Status(many, StoreState.READY, 1, 1, 1.0, NOW), 40)
    assert line.count("●") == 5
    assert cell_len(line) <= 40


def test_of_too_many_scanners_one_in_trouble_is_named() -> None:
    states = [(f"scanner-{number}", Condition.READY) for number in range(30)] + [("gate", Condition.DENIED)]
    line = told(Status(scanners(*states), StoreState.READY, 1, 1, 1.0, NOW), 40)
    assert "! gate" in line
    assert cell_len(line) <= 40


STATUSES = st.builds(
    Status,
    st.lists(st.tuples(st.text(min_size=1), st.sampled_from(Condition)), max_size=4).map(
        lambda given: scanners(*given)
    ),
    st.sampled_from(StoreState),
    st.integers(0, 10**9),
    st.integers(0, 10**9),
    st.none() | st.floats(0, 10**7),
    st.just(NOW) | st.none(),
    st.lists(st.builds(PrinterState, st.text(), st.sampled_from(Prints), st.integers(0, 10**9)), max_size=20),
)


@given(STATUSES, st.integers(40, 120), st.sampled_from([UNICODE, CONSOLE]))
@example(Status(scanners(("scanner", Condition.AWAY)), StoreState.READY, 0, 0, None, NOW), 40, UNICODE)
@example(Status(scanners(*((f"dock {at}", Condition.BUSY) for at in range(4))), now=NOW), 40, CONSOLE)
def test_the_line_is_never_too_wide_and_the_clock_whole_or_left_out(status: Status, width: int, marks: Marks) -> None:
    line = told(status, width, marks)
    assert cell_len(line) < width
    if "14:05" not in line:
        assert ":" not in line.split("=")[-1]
    signs = {UNICODE.ready, UNICODE.away, UNICODE.trouble} if marks is UNICODE else {"*", "o", "!"}
    assert not status.scanners or signs & set(line)


@pytest.mark.parametrize("condition", Condition)
@pytest.mark.parametrize("age", [None, 3.0, 59.0, 3599.0])
def test_one_scanner_leaves_room_for_the_clock(condition: Condition, age: float | None) -> None:
    for name in ("a", "scanner", "auto", "receiving-dock-2", "x" * 99):
        for count in (0, 9999):
            status = Status(scanners((name, condition)), StoreState.READY, count, count, age, NOW)
            assert all(told(status, width).endswith("14:05") for width in range(40, 121))


@pytest.mark.parametrize("width", range(40, 121, 8))
def test_a_printer_that_is_away_is_seen_beside_the_scanner_and_the_clock(width: int) -> None:
    printers = (PrinterState("labels"), PrinterState("dock", Prints.AWAY, 30))
    status = Status(scanners(("bench", Condition.READY)), StoreState.READY, 12, 12, 8.0, NOW, printers)
    line = told(status, width)
    assert ("printers ●○ 30  " if width >= 80 else "P●○ 30 ") in line
    assert line.endswith("14:05")
    assert "bench" in line


def test_a_station_without_printers_says_nothing_of_them() -> None:
    assert "printer" not in told(Status(scanners(("bench", Condition.READY))), 120)


def test_no_scanner_at_all_is_said() -> None:
    assert "keys only" in told(Status(now=NOW), 80)


def test_the_console_gets_no_sign_that_its_font_lacks() -> None:
    status = Status(scanners(("a", Condition.READY), ("b", Condition.AWAY)), StoreState.READY, 1, 1, 1.0, NOW)
    assert told(status, 80, CONSOLE).isascii()


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "now"), (4.9, "now"), (7, "5 s"), (59, "55 s"), (61, "1 min"), (7300, "2 h")]
)
def test_age_is_coarse_so_that_it_is_painted_seldom(seconds: float, shown: str) -> None:
    assert shown in told(Status(age=seconds, now=NOW), 40)
