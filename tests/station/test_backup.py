"""Backup and restore with the whole program: the running station's daily backup, a store put back, a damaged one."""

import signal
import sys
import time
from collections.abc import Callable
from typing import Any

Start = Callable[..., Any]

AT_ONCE = """
import sys
from kiosk import housekeeping
housekeeping.Housekeeping.__init__.__defaults__ = (None, 0.0)
from kiosk.__main__ import main
sys.exit(main())
"""


def one_backup(house: Any) -> Any:
    """The daily backup, when it has its name."""
    end = time.monotonic() + 40
    while not (made := list((house.store.parent / "backups").glob("kiosk-*.db"))):
        assert time.monotonic() < end, "no backup was made"
        time.sleep(0.02)
    (file,) = made
    return file


def test_a_station_backs_up_by_itself_and_after_its_death_the_backup_is_put_back(
    house: Any, gun: Any, start: Start
) -> None:
    house.stock(2)
    station = start(program=[sys.executable, "-P", "-c", AT_ONCE])
    station.until(lambda screen: "● gun" in screen and "store ready" in screen)
    file = one_backup(house)
    gun.scan(b"P0001", b"P0002")
    station.until("2 read = 2 handled")
    refused = house.run("db", "restore", str(file), "--yes")
    assert refused.returncode == 4
    assert "is open in a station" in refused.stderr
    assert house.run("db", "restore", str(file), "--check").returncode == 0
    station.signal(signal.SIGKILL)
    station.ended()

    asking = start("db", "restore", str(file))
    asking.until("[y/N]")
    asking.keys(b"n", b"\r")
    assert asking.ended() == 1
    assert house.journal() == ["P0001", "P0002"]

    asking = start("db", "restore", str(file))
    asking.until("[y/N]")
    asking.keys(b"y", b"\r")
    assert asking.ended() == 0
    assert house.journal() == []
    assert house.faults() == ()
    (kept,) = [path for path in house.store.parent.glob("kiosk.db.replaced-*") if path.name.endswith("Z")]
    assert house.run("db", "restore", str(kept), "--yes").returncode == 0
    assert house.journal() == ["P0001", "P0002"], "nothing that was replaced is lost"


def test_a_damaged_store_is_told_at_the_start_with_the_command_and_works_when_it_was_restored(
    house: Any, gun: Any, start: Start
) -> None:
    house.stock(2)
    assert house.run("db", "backup").returncode == 0
    file = one_backup(house)
    with house.store.open("r+b") as store:
        store.write(b"Dear sir or madam\n" * 999)
    before = house.store.read_bytes()
    station = start(rows=24, columns=80)
    station.until("Store not open")
    station.until("Try again")
    told = f"`kioskdbrestore{file}`"
    shown = "".join(station.until(lambda screen: told in "".join(screen.split())).split())
    assert "isdamaged" in shown
    station.keys(b"0", b"1")
    assert station.ended() == 0
    assert house.store.read_bytes() == before

    restored = house.run("db", "restore", str(file), "--yes")
    assert restored.returncode == 0, restored.stderr
    assert "2 parts" in restored.stdout
    station = start(rows=15, columns=40)
    station.until(lambda screen: "● gun" in screen and "db✔" in screen)
    gun.scan(b"P0002")
    station.until("Part 0002")


def test_damage_in_the_middle_of_a_store_is_recognised_at_the_start(house: Any, start: Start) -> None:
    """It can be opened, and each look-up that needs none of what is lost would go on as if nothing were."""
    house.stock(3000)
    assert house.run("db", "backup").returncode == 0
    pages = house.store.stat().st_size // 4096
    with house.store.open("r+b") as store:
        store.seek(pages * 3 // 4 * 4096)  # rows of parts: the schema stands before them
        store.write(bytes(4096 * 10))
    before = house.store.read_bytes()
    station = start(rows=15, columns=40)
    station.until("Store damaged")
    station.until("db!")
    station.keys(b"0", b"1")
    assert station.ended() == 0
    assert house.store.read_bytes() == before
