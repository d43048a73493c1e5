"""Codes on their way from a serial line to the journal, through the whole program."""

import os
import random
import re
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

Start = Callable[..., Any]
KILLS = 50 if os.environ.get("CI") else 16  # each takes a start of the station


def is_ready(screen: str) -> bool:
    return "● gun" in screen and ("store ready" in screen or "db✔" in screen)


@pytest.mark.parametrize(("rows", "columns"), [(15, 40), (24, 80), (40, 120)])
def test_a_scanned_code_shows_the_part_and_is_journalled(
    house: Any, gun: Any, start: Start, rows: int, columns: int
) -> None:
    house.stock(3)
    station = start(rows=rows, columns=columns)
    station.until(is_ready)
    gun.scan(b"P0002")
    station.until("Part 0002")
    gun.scan(b"nobody knows me")
    station.until("Code: nobody knows me")
    station.until("2=2" if columns == 40 else "2 read = 2 handled")
    assert house.journal() == ["P0002", "nobody knows me"]


@pytest.mark.timeout(120)
def test_5000_codes_at_full_speed_are_journalled_all_and_in_order(house: Any, gun: Any, start: Start) -> None:
    house.stock(50)
    codes = [f"P{number % 50 + 1:04d}" if number % 7 else f"unknown {number}" for number in range(5000)]
    station = start()
    station.until(is_ready)
    typing = threading.Thread(target=gun.scan, args=[code.encode() for code in codes])
    typing.start()
    station.until("5000 read = 5000 handled", patience=90)
    typing.join()
    assert house.journal() == codes


@pytest.mark.timeout(280)
def test_no_green_light_is_lost_by_kill_9_at_any_moment(house: Any, gun: Any, start: Start) -> None:
    house.stock(80 * KILLS)
    chance = random.Random(50)
    sent = 0
    for kill in range(KILLS):
        station = start()
        station.until(is_ready)
        end = time.monotonic() + chance.uniform(0, 0.25)
        while time.monotonic() < end:
            sent += 1
            gun.scan(f"P{sent:04d}".encode())
            station.feed(chance.uniform(0, 0.006))
        if kill % 2:  # the moment in which a green light has just come on; all others are any moment
            sent += 1
            gun.scan(f"P{sent:04d}".encode())
            station.until(f"Part {sent:04d}")
        station.signal(signal.SIGKILL)
        station.ended()
        green = {f"P{number.decode()}" for number in re.findall(rb"Part (\d{4})", bytes(station.raw))}
        journalled = house.journal()
        assert green <= set(journalled)
        assert journalled == sorted(set(journalled))
        assert house.faults() == ()
        give_up = time.monotonic() + 20
        while not gun.is_free():
            assert time.monotonic() < give_up, "the scanner is still held"
            time.sleep(0.005)


def test_a_reader_that_is_killed_is_started_again_and_no_later_code_is_lost(house: Any, gun: Any, start: Start) -> None:
    house.stock(3)
    station = start()
    station.until(is_ready)
    (reader,) = station.readers()
    os.kill(reader, signal.SIGKILL)
    station.until(lambda screen: "● gun" not in screen)
    station.until(is_ready)
    assert station.readers() != [reader]
    gun.scan(b"P0003")
    station.until("Part 0003")
    assert house.journal() == ["P0003"]


def test_a_second_kiosk_says_that_the_scanner_is_held_and_gets_it_when_it_is_free(
    house: Any, gun: Any, start: Start
) -> None:
    house.stock(3)
    first = start()
    first.until(is_ready)
    second = start()
    second.until("! gun")
    second.keys(b"\x1bOQ", b"P", b"1", b"\x1b")
    gun.scan(b"P0001")
    first.until("Part 0001")
    first.signal(signal.SIGTERM)
    assert first.ended() == 0
    second.until(is_ready)
    gun.scan(b"P0002")
    second.until("Part 0002")


def test_a_code_typed_by_hand_is_looked_up_and_journalled_as_typed(house: Any, start: Start) -> None:
    house.stock(3)
    station = start(rows=15, columns=40)
    station.until(is_ready)
    station.keys(b"\x1bOQ")
    station.keys(*(bytes([key]) for key in b"P0003"), b"\r")
    station.until("Part 0003")
    shown = house.run("journal", "--json")
    assert '"typed": true' in shown.stdout


HOSTILE = [
    b"[/]",
    b"[/x]",
    b"[@click=app.quit]x",
    b"\x1b[5;5Hmoved",
    b"\x1b]0;stolen title\x07",
    b"nul\0nul",
    b"gs\x1dgs",
    "c1\x9bc1".encode(),
    "rlo\u202erlo".encode(),
    b"\xff\xfe invalid",
    b"x" * 4096,
]


def test_hostile_codes_are_shown_and_none_reaches_the_terminal_as_a_control(house: Any, gun: Any, start: Start) -> None:
    house.stock(1)
    station = start(rows=15, columns=40)
    station.until(is_ready)
    for count, code in enumerate(HOSTILE, 1):
        gun.scan(code)
        station.until(f"{count}={count}")
        station.keys(b"\x1b[20~")  # F9, explain
        station.until("Explain this scan")
        station.keys(b"\x1b[B", b"\x1b")
        station.until(lambda screen: "Explain this scan" not in screen)
    gun.scan(b"P0001")
    station.until("Part 0001")
    painted = bytes(station.raw)
    for control in (b"\x1b[5;5H", b"\x1b]0;", b"\0", b"\x1d", b"\xc2\x9b", b"\xe2\x80\xae", b"\xff"):
        assert control not in painted
    assert len(house.journal()) == len(HOSTILE) + 1
