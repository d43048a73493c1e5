"""`kiosk db`: a store made and upgraded, copied, checked."""

import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest


def test_upgrade_makes_the_store_and_then_finds_it_up_to_date(kiosk, home):
    assert "made" in kiosk("db", "upgrade").out
    assert "up to date" in kiosk("db", "upgrade").out
    assert kiosk("db", "verify").code == 0


def test_a_backup_is_a_store_of_the_owner_and_never_overwrites(kiosk, shop, home):
    kiosk("scan", "2012345678903")
    copy = home / "copy.db"
    assert kiosk("db", "backup", str(copy)).code == 0
    assert copy.stat().st_mode & 0o777 == 0o600
    (home / "a.toml").write_text(f'[store]\nurl = "sqlite:///{copy}"\n')
    assert len(json.loads(kiosk("--config", str(home / "a.toml"), "journal", "--json").out)) == 1
    assert kiosk("db", "backup", str(copy)).code == 4


def test_a_backup_gets_a_dated_name_in_the_folder_that_is_named(kiosk, shop, home):
    assert kiosk("db", "backup", str(home)).code == 0
    (file,) = home.glob("kiosk-*.db")
    assert re.fullmatch(r"kiosk-\d{8}-\d{6}-\w+\.db", file.name)


def test_a_backup_without_a_name_goes_where_the_config_says(kiosk, shop, home):
    (home / "a.toml").write_text(f'[store]\nurl = "sqlite:///{shop}"\n[backup]\nfolder = "{home / "b"}"\n')
    said = kiosk("--config", str(home / "a.toml"), "db", "backup").out
    (file,) = (home / "b").iterdir()
    assert f"copied to {file}" in said
    assert kiosk("db", "backup").code == 0
    assert len(list((shop.parent / "backups").iterdir())) == 1


def test_verify_lists_faults_and_ends_with_1(kiosk, shop):
    with sqlite3.connect(shop) as db:
        db.execute(
            "UPDATE location SET path = path || 'x' WHERE parent_id IS NOT NULL AND id = (SELECT max(id) FROM location)"
        )
        db.execute("UPDATE part SET root = root + 1 WHERE id = 1")
    db.close()
    ended = kiosk("db", "verify")
    assert ended.code == 1
    assert len(ended.out.splitlines()) > 1
    assert json.loads(kiosk("db", "verify", "--json").out)["faults"]


@pytest.fixture
def saved(kiosk, shop, home) -> Path:
    """A backup of the shop, and one more scan in the shop itself since."""
    kiosk("scan", "2012345678903")
    kiosk("db", "backup", str(home / "saved.db"))
    kiosk("scan", "unknown")
    return home / "saved.db"


def scans(kiosk) -> int:
    return len(json.loads(kiosk("journal", "--json").out))


def test_a_restored_store_is_the_backup_and_the_old_one_is_kept(kiosk, shop, saved):
    ended = kiosk("db", "restore", str(saved), "--yes")
    assert ended.code == 0
    assert "200 parts, 89 units with a serial, 1 scans" in ended.out
    assert "It is sound" in ended.out
    (kept,) = shop.parent.glob("kiosk.db.replaced-*Z")
    assert f"What was there before is {kept}" in ended.out
    assert scans(kiosk) == 1


def test_a_backup_that_is_only_checked_replaces_nothing(kiosk, shop, saved):
    assert kiosk("db", "restore", "--check", str(saved)).code == 0
    assert scans(kiosk) == 2


def test_without_a_terminal_a_restore_needs_yes(kiosk, shop, saved):
    ended = kiosk("db", "restore", str(saved))
    assert ended.code == 4
    assert "add --yes" in ended.err
    assert scans(kiosk) == 2


def test_a_backup_with_faults_is_restored_by_force_only(kiosk, shop, saved):
    with sqlite3.connect(saved) as db:
        db.execute("UPDATE part SET root = root + 1 WHERE id = 1")
    db.close()
    checked = kiosk("db", "restore", "--check", str(saved))
    assert (checked.code, "It has 1 fault." in checked.out) == (1, True)
    refused = kiosk("db", "restore", "--yes", str(saved))
    assert refused.code == 4
    assert "--force" in refused.err
    assert scans(kiosk) == 2
    assert kiosk("db", "restore", "--yes", "--force", str(saved)).code == 0
    assert scans(kiosk) == 1


def test_a_damaged_backup_is_refused_even_by_force(kiosk, shop, saved):
    saved.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])
    ended = kiosk("db", "restore", "--yes", "--force", str(saved))
    assert ended.code == 4
    assert "choose another one" in ended.err
    assert scans(kiosk) == 2


def test_a_damaged_store_is_told_with_the_command_that_mends_it(kiosk, shop, saved):
    shop.write_text("Dear sir or madam\n" * 999)
    ended = kiosk("scan", "1")
    assert ended.code == 4
    assert f"`kiosk db restore {saved}`" in ended.err
    assert kiosk("db", "restore", str(saved), "--yes").code == 0
    assert kiosk("db", "verify").code == 0


def test_what_is_scanned_and_restored_is_safe_to_print(kiosk, shop, home):
    name = home / "a\x1b[2J.db"
    shutil.copy(shop, name)
    out = kiosk("db", "restore", "--check", str(name)).out
    assert "\x1b" not in out
    assert "␛[2J" in out
