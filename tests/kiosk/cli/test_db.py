"""`kiosk db`: a store made and upgraded, copied, checked."""

import json
import sqlite3

import pytest


def test_upgrade_makes_the_store_and_then_finds_it_up_to_date(kiosk, home):
    assert "upgraded" in kiosk("db", "upgrade").out
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


@pytest.mark.parametrize("name", ["", ".", "/"])
def test_a_backup_needs_the_name_of_a_file(kiosk, shop, name):
    ended = kiosk("db", "backup", name)
    assert (ended.code, ended.out) == (4, "")
    assert "Name a new file" in ended.err


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
