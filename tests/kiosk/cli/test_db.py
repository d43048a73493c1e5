"""`kiosk db`: a store made and upgraded, copied, checked."""

import json
import re
import sqlite3


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
