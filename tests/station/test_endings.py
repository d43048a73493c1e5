"""How the program ends: the terminal as it was, the exit code true, the scanner free."""

import re
import signal
import sys
from collections.abc import Callable
from typing import Any

import pytest

Start = Callable[..., Any]

CRASHING = """
import sys
from screens.ways import Ways

async def broken(self, *where):
    raise RuntimeError("planted [/x] fault")

Ways.enter = broken
from kiosk.__main__ import main
sys.exit(main())
"""


def assert_restored(station: Any, before: list[Any]) -> None:
    painted = bytes(station.raw)
    assert painted.rfind(b"\x1b[?1049l") > painted.rfind(b"\x1b[?1049h")  # the main screen is back
    assert painted.rfind(b"\x1b[?25h") > painted.rfind(b"\x1b[?25l")  # with its cursor
    assert painted.rfind(b"\x1b[?2004l") > painted.rfind(b"\x1b[?2004h")  # without bracketed paste
    assert station.settings() == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_station_in_good_order(house: Any, gun: Any, start: Start, number: signal.Signals) -> None:
    house.stock(1)
    station = start()
    before = station.settings()
    station.until("● gun")
    station.signal(number)
    assert station.ended() == 0
    assert_restored(station, before)
    assert gun.is_free()


def test_a_lost_connection_ends_the_station_and_frees_the_scanner(house: Any, gun: Any, start: Start) -> None:
    house.stock(1)
    station = start()
    station.until("● gun")
    assert station.hang_up() == 0
    assert gun.is_free()


def test_leaving_by_the_menu_asks_and_ends_in_good_order(house: Any, gun: Any, start: Start) -> None:
    house.stock(1)
    station = start(rows=15, columns=40)
    before = station.settings()
    station.until("● gun")
    station.keys(b"0")
    station.until("Leave Kiosk?")
    station.keys(b"\r")
    assert station.ended() == 0
    assert_restored(station, before)
    assert gun.is_free()


def test_the_linux_console_which_has_one_screen_only_is_left_empty(house: Any, start: Start) -> None:
    house.stock(1)
    house.env["TERM"] = "linux"
    station = start()
    station.until("* gun")
    station.signal(signal.SIGTERM)
    assert station.ended() == 0
    after = bytes(station.raw).rsplit(b"\x1b[2J", 1)[1]
    assert not re.sub(rb"\x1b\[[0-9;?<]*[a-zA-Z]", b"", after).strip()


def test_the_keys_of_a_shell_do_not_end_the_station(house: Any, start: Start) -> None:
    house.stock(1)
    station = start()
    station.until("● gun")
    station.keys(b"\x03", b"\x11", b"\x1a", b"\x1c", b"\x10")  # Ctrl+C, Ctrl+Q, Ctrl+Z, Ctrl+\\, Ctrl+P
    station.until("To leave")
    assert station.process.poll() is None


def test_a_crash_leaves_the_terminal_whole_and_the_traceback_in_the_log(house: Any, gun: Any, start: Start) -> None:
    house.stock(1)
    station = start(program=[sys.executable, "-P", "-c", CRASHING])
    before = station.settings()
    station.until("● gun")
    station.keys(b"1")
    assert station.ended() == 70
    assert_restored(station, before)
    assert b"Traceback" not in bytes(station.raw)
    (log,) = (house.root / "state").rglob("*.log")
    assert "RuntimeError: planted [/x] fault" in log.read_text()
    assert "fault of its own" in " ".join(station.screen.split())
    assert str(log) in "".join(station.screen.split())
    assert gun.is_free()


def test_a_scanner_that_types_as_a_keyboard_is_told_off_and_does_nothing(house: Any, start: Start) -> None:
    house.stock(1)
    station = start()
    station.until(lambda screen: "● gun" in screen and "store ready" in screen)  # whose invitation comes over any alarm
    station.burst(b"0123456789\r")  # would leave by the menu, if its first key were taken
    station.until("keyboard")
    assert "Leave Kiosk?" not in station.screen
    assert house.journal() == []


def test_the_demo_shows_what_is_scanned_in_a_second_terminal(house: Any, start: Start) -> None:
    demo = start("demo", rows=15, columns=40)
    demo.until("● simulated")
    done = house.run("simulate", "2012345678903")
    assert done.returncode == 0, done.stderr
    demo.until("Cable USB-C")
    assert (house.root / "share" / "kiosk" / "demo-delivery.csv").read_text().startswith("sku,serial\n")
    demo.signal(signal.SIGTERM)
    assert demo.ended() == 0
    assert house.run("simulate", "2012345678903").returncode != 0
