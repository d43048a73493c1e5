"""A damaged store is recognised, said in words with the backup to restore, and never written to again."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import BackupConfig
from kiosk.errors import StoreError
from kiosk.store.backups import Backups
from kiosk.store.database import Store
from kiosk.store.intact import intact
from kiosk.store.sql import execute

PAGE = 4096


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _read_all(db: Any) -> int:
    return len(execute(db, "SELECT * FROM part").fetchall())


def _rename(db: Any) -> None:
    execute(db, "UPDATE part SET name = name || 'x'")


@pytest.fixture
def shop(url: str, load: Callable[[Any], bool]) -> Path:
    """A closed store with the sample shop, and one backup of it."""
    with closing(Store(url)) as store:
        store.call(load)
    Backups(url, BackupConfig()).make()
    return _path(url)


def told(url: str, call: Callable[[Any], Any] = _read_all) -> str:
    with closing(Store(url)) as store, pytest.raises(StoreError) as damaged:
        store.call(call)
    assert damaged.value.code == "damaged"
    return str(damaged.value)


def overwrite(file: Path) -> None:
    """All pages but the first few."""
    with file.open("r+b") as opened:
        for number in range(4, file.stat().st_size // PAGE):
            opened.seek(number * PAGE)
            opened.write(os.urandom(PAGE))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda file: os.truncate(file, file.stat().st_size // 2 // PAGE * PAGE), "malformed"),
        (lambda file: os.truncate(file, 1000), ""),
        (lambda file: os.truncate(file, 0), "its file is empty"),
        (lambda file: file.write_text("Dear sir or madam\n" * 999), "not a database"),
        (lambda file: file.unlink(), "its file is gone"),
        (overwrite, "malformed"),
    ],
)
def test_a_damaged_file_is_told_with_the_backup_and_the_command(
    url: str, shop: Path, harm: Callable[[Path], Any], words: str
) -> None:
    harm(shop)
    before = shop.read_bytes() if shop.exists() else None
    said = told(url)
    assert words in said
    (backup,) = (shop.parent / "backups").iterdir()
    assert f"`kiosk db restore {backup}`" in said
    assert "is in a backup" in said
    assert (shop.read_bytes() if shop.exists() else None) == before


def zeroed(file: Path, page: int) -> None:
    """By another process: a file that this one closes takes SQLite's locks on it away."""
    where = [f"seek={page - 1}", "count=1", f"bs={PAGE}", "conv=notrunc", "status=none"]
    subprocess.run(["dd", "if=/dev/zero", f"of={file}", *where], check=True)


def _root(db: Any) -> int:
    return int(execute(db, "SELECT rootpage FROM sqlite_schema WHERE name = 'external_id'").fetchone()[0])


def test_damage_that_no_start_stumbles_over_is_found_by_looking_for_it(url: str, shop: Path) -> None:
    with closing(Store(url)) as store:
        store.look(intact)
        root = store.look(_root)
    zeroed(shop, root)
    with closing(Store(url)) as store:
        assert store.call(_read_all) > 0
    assert "is damaged" in told(url, intact)


def test_all_ways_into_a_store_are_given_up_when_one_finds_it_damaged(url: str, shop: Path) -> None:
    with closing(Store(url)) as store, closing(Store(url, create=False, beside=(store,))) as aside:
        store.call(_rename)
        zeroed(shop, store.look(_root))
        before = shop.read_bytes(), Path(f"{shop}-wal").read_bytes()
        with pytest.raises(StoreError) as found:
            aside.look(intact)
        for fn in (store.call, store.look):
            with pytest.raises(StoreError) as refused:
                fn(_rename)
            assert (refused.value.code, str(refused.value)) == ("damaged", str(found.value))
    assert (shop.read_bytes(), Path(f"{shop}-wal").read_bytes()) == before


def test_a_row_that_its_table_forbids_is_no_damage(url: str, shop: Path) -> None:
    def forbidden(db: Any) -> None:
        execute(db, "PRAGMA ignore_check_constraints = 1")
        execute(db, "UPDATE part SET decimals = 9")

    with closing(Store(url)) as store:
        store.call(forbidden)
        store.look(intact)


def test_a_look_through_a_store_can_be_stopped(url: str, shop: Path) -> None:
    with closing(Store(url)) as store, pytest.raises(StoreError) as stopped:
        store.look(intact, lambda done: False)
    assert stopped.value.code == "store"


def test_without_a_backup_it_says_so(url: str, shop: Path) -> None:
    (backup,) = (shop.parent / "backups").iterdir()
    backup.unlink()
    os.truncate(shop, 0)
    assert "No backup of it is known here" in told(url)


def test_a_new_store_may_begin_where_the_first_start_was_cut_off(url: str) -> None:
    _path(url).parent.mkdir()
    _path(url).touch()
    with closing(Store(url)) as store:
        assert store.call(_read_all) == 0


_WORK = """
import subprocess, sys
from pathlib import Path
from kiosk.errors import StoreError
from kiosk.store.database import Store
from kiosk.store.sql import execute
store = Store(sys.argv[1])
path = Path(sys.argv[1].removeprefix("sqlite:///"))
store.call(lambda db: execute(db, "INSERT INTO setting (key, value, changed_at, changed_by) VALUES ('k', '', 0, '')"))
store.look(lambda db: execute(db, "SELECT count(*) FROM setting").fetchone())
# By others: a file that this process closes takes SQLite's locks on it away.
size = ["bs=4096", "seek=4", f"count={path.stat().st_size // 4096 - 4}"]
subprocess.run(["dd", "if=/dev/zero", f"of={path}", *size, "conv=notrunc", "status=none"])
def told(sql):
    try:
        store.call(lambda db: execute(db, sql).fetchall())
    except StoreError as error:
        print(error.code)
told("SELECT * FROM scan_record r JOIN part p ON p.id = r.id JOIN part q ON q.number > p.number")
told("SELECT * FROM part ORDER BY name")
told("UPDATE part SET name = 'x'")
told("INSERT INTO partner (name, search, version) VALUES ('x', 'x', 1)")
told("SELECT 1")
for end in ("", "-wal"):
    subprocess.run(["cp", f"{path}{end}", f"{path}.before{end}"])
store.close()
"""


def test_a_store_that_turns_out_damaged_is_not_written_to_not_even_by_closing_it(url: str, shop: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _WORK, url], capture_output=True, text=True, check=True)
    codes = done.stdout.split()
    assert len(codes) >= 3
    assert set(codes) == {"damaged"}
    for end in ("", "-wal"):
        assert Path(f"{shop}{end}").read_bytes() == Path(f"{shop}.before{end}").read_bytes()


def test_a_store_beside_another_of_the_same_file_keeps_its_locks(url: str, shop: Path) -> None:
    """SQLite's locks are the process's: closing any file of it would take them from all."""
    other = "import sys, pathlib; from kiosk.store.locks import is_open; print(is_open(pathlib.Path(sys.argv[1])))"
    with closing(Store(url)) as store:
        store.call(_read_all)
        with closing(Store(url)) as second:
            second.look(_read_all)
        asked = subprocess.run([sys.executable, "-c", other, str(shop)], capture_output=True, text=True, check=True)
    assert asked.stdout == "True\n"
