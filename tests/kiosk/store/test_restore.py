"""A backup takes a store's place whole or not at all, and only when it is sound and nobody has the store open."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.store import replacing
from kiosk.store.backup import backup
from kiosk.store.database import Store
from kiosk.store.restore import checked, examined
from kiosk.store.sql import execute
from kiosk.store.verify import verify


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _put(db: Any, key: str) -> None:
    execute(db, "INSERT INTO setting (key, value, changed_at, changed_by) VALUES (?, '', 0, '')", key)


def _keys(db: Any) -> list[str]:
    return [key for (key,) in execute(db, "SELECT key FROM setting WHERE changed_by = '' ORDER BY key").fetchall()]


@pytest.fixture
def saved(url: str, tmp_path: Path, load: Callable[[Any], bool]) -> Path:
    """A backup of the sample shop with the setting "old"; the store itself has "new" as well."""
    with closing(Store(url)) as store:
        store.call(load)
        store.call(_put, "old")
        backup(url, tmp_path / "saved.db")
        store.call(_put, "new")
    return tmp_path / "saved.db"


def keys(url: str) -> list[str]:
    with closing(Store(url, create=False)) as store:
        assert store.call(verify) == ()
        return store.call(_keys)


def restore(url: str, file: Path) -> Path | None:
    with checked(url, file) as candidate:
        return candidate.put_in_place()


def left(url: str) -> set[str]:
    return {path.name for path in _path(url).parent.iterdir()} - {"kiosk.db", "kiosk.db.lock", "kiosk.db.backups"}


def test_the_backup_is_in_place_and_the_old_store_is_kept(url: str, saved: Path) -> None:
    kept = restore(url, saved)
    assert keys(url) == ["old"]
    assert kept is not None
    assert keys(f"sqlite:///{kept}") == ["new", "old"]
    assert _path(url).stat().st_mode & 0o777 == 0o600
    assert saved.exists()


def test_what_is_only_examined_while_a_station_runs_changes_nothing_and_tells_what_it_holds(
    url: str, saved: Path
) -> None:
    with closing(Store(url)) as store:
        store.call(_keys)
        found = examined(url, saved)
        assert found.faults == ()
        assert found.contents.parts == 200
        assert found.contents.units > 50
    assert keys(url) == ["new", "old"]
    assert left(url) == set()


def test_a_store_that_is_not_there_is_restored_too(tmp_path: Path, saved: Path) -> None:
    elsewhere = f"sqlite:///{tmp_path}/other/kiosk.db"
    assert restore(elsewhere, saved) is None
    assert keys(elsewhere) == ["old"]


def test_two_restores_within_a_second_keep_both_stores(url: str, saved: Path) -> None:
    first, second = restore(url, saved), restore(url, saved)
    assert first is not None
    assert second is not None
    assert first != second
    assert keys(f"sqlite:///{first}") == ["new", "old"]
    assert keys(f"sqlite:///{second}") == ["old"]


def test_the_log_of_the_old_store_never_meets_the_new_one(url: str, saved: Path) -> None:
    crashed(url, "late")
    assert _path(url + "-wal").stat().st_size > 0
    kept = restore(url, saved)
    assert keys(url) == ["old"]
    assert keys(f"sqlite:///{kept}") == ["late", "new", "old"], "its log is kept beside it"


def test_the_store_itself_can_be_restored_without_the_log_that_it_lost(url: str, saved: Path) -> None:
    crashed(url, "late")
    _path(url + "-wal").unlink()
    with closing(Store(url)) as store, pytest.raises(StoreError, match="last changes, is gone") as damaged:
        store.call(_keys)
    assert damaged.value.code == "damaged"
    assert f"kiosk db restore {_path(url)}" in str(damaged.value)
    restore(url, _path(url))
    assert keys(url) == ["new", "old"]


def crashed(url: str, key: str) -> None:
    """A process that saves something and is killed."""
    program = (
        "import os, sys\nfrom kiosk.store.database import Store\nfrom kiosk.store.sql import execute\n"
        f"store = Store({url!r})\n"
        "store.call(lambda db: execute(db, 'INSERT INTO setting (key, value, changed_at, changed_by)'\n"
        f"    \" VALUES (?, '', 0, '')\", {key!r}))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9


# What is refused


def test_an_open_store_is_not_replaced(url: str, saved: Path) -> None:
    with closing(Store(url)) as store:
        store.call(_keys)
        with pytest.raises(StoreError, match="is open") as busy, checked(url, saved):
            pass
    assert busy.value.code == "locked"
    assert restore(url, saved)


def test_a_store_that_another_program_has_open_is_not_replaced(url: str, saved: Path) -> None:
    reads = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute('SELECT * FROM part')"
    with subprocess.Popen(
        [sys.executable, "-c", f"{reads}; print(flush=True); sys.stdin.read()", str(_path(url))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(StoreError, match="another program"), checked(url, saved):
            pass
        other.communicate()
    assert restore(url, saved)


def test_a_store_whose_station_was_killed_can_be_replaced(url: str, saved: Path) -> None:
    crashed(url, "late")
    assert restore(url, saved)


def test_nobody_opens_a_store_while_it_is_replaced(url: str, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.store import sqlite

    monkeypatch.setattr(sqlite, "OPENING_S", 0.1)
    with checked(url, saved), closing(Store(url)) as store, pytest.raises(StoreError, match="Another station"):
        store.call(_keys)


def _truncated(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _emptied(file: Path) -> None:
    os.truncate(file, 0)


def _text(file: Path) -> None:
    file.write_text("Dear sir or madam,\n" * 500)


def _overwritten(file: Path) -> None:
    page = 4096
    with file.open("r+b") as opened:
        for number in range(3, file.stat().st_size // page, 5):
            opened.seek(number * page)
            opened.write(os.urandom(page))


def _foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE bookmarks (url)")


def _dangling(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("DELETE FROM location WHERE path = 'MAIN/A/01'")


def _newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("INSERT INTO migration VALUES (999, 'future', 0)")


@pytest.mark.parametrize("harm", [_truncated, _emptied, _text, _overwritten, _foreign, _dangling, _newer])
def test_what_is_no_sound_store_of_this_kiosk_is_refused(url: str, saved: Path, harm: Callable[[Path], None]) -> None:
    harm(saved)
    with pytest.raises(StoreError) as refused, checked(url, saved):
        pass
    assert str(saved) in str(refused.value)
    assert ".restoring" not in str(refused.value)
    assert keys(url) == ["new", "old"]
    assert left(url) == set()


def test_a_file_that_is_not_there_is_refused(url: str, saved: Path) -> None:
    with pytest.raises(StoreError, match="Name the file of a backup"), checked(url, saved.with_name("none")):
        pass


def test_what_verify_finds_is_told(url: str, saved: Path) -> None:
    with closing(sqlite3.connect(saved)) as db, db:
        db.execute("UPDATE part SET root = root + 1 WHERE id = 1")
    with checked(url, saved) as candidate:
        assert len(candidate.faults) == 1


def test_a_server_is_restored_by_its_own_tool(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="pg_restore"), checked("postgresql:///kiosk", tmp_path / "x"):
        pass


# Cut off at any moment


@pytest.mark.parametrize("call", range(12))
def test_a_power_cut_at_any_step_leaves_the_old_store_or_the_new_one(
    url: str, saved: Path, call: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed(url, "late")
    before = call
    real = {name: getattr(Path, name) for name in ("rename", "unlink")}

    class Cut(BaseException):
        pass

    def counted(name: str) -> Callable[..., Any]:
        def step(path: Path, *args: Any, **kwargs: Any) -> Any:
            nonlocal before
            before -= 1
            if before < 0:
                raise Cut
            return real[name](path, *args, **kwargs)

        return step

    with checked(url, saved) as candidate:
        for name in real:
            monkeypatch.setattr(Path, name, counted(name))
        try:
            candidate.put_in_place()
        except Cut:
            pass
        finally:
            monkeypatch.undo()
    pending = replacing.is_pending(_path(url))
    assert keys(url) in (["late", "new", "old"], ["old"])
    if pending:
        assert keys(url) == ["old"], "it counted already"
    kept = list(_path(url).parent.glob("kiosk.db.replaced-*Z"))
    assert [keys(f"sqlite:///{path}") for path in kept] in ([], [["late", "new", "old"]])


_RESTORER = """
import sys
from pathlib import Path
from kiosk.store.restore import checked
print(flush=True)
with checked(sys.argv[1], Path(sys.argv[2])) as candidate:
    candidate.put_in_place()
"""


def test_a_restore_killed_at_any_moment_leaves_the_old_store_or_the_new_one(url: str, saved: Path) -> None:
    moments = random.Random(7)
    for _ in range(8):
        with closing(Store(url)) as store:
            if store.call(_keys) == ["old"]:
                store.call(_put, "new")
        with subprocess.Popen([sys.executable, "-c", _RESTORER, url, str(saved)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(moments.uniform(0, 0.25))
            process.kill()
        assert keys(url) in (["old"], ["new", "old"])
    assert not replacing.is_pending(_path(url))
