"""`kiosk settings`: rules shown, changed, refused."""

import json

from kiosk import paths
from kiosk.stock.rules import Rules


def test_a_changed_rule_is_shown_with_who_changed_it(kiosk, shop, home):
    (home / "a.toml").write_text('[station]\noperator = "Eva"\n')
    ended = kiosk("--config", str(home / "a.toml"), "settings", "journal_days", "30")
    assert (ended.code, ended.out) == (0, "journal_days  30\n")
    entry = json.loads(kiosk("settings", "journal_days", "--json").out)
    assert (entry["key"], entry["value"], entry["changed_by"]) == ("journal_days", 30, "Eva")


def test_all_rules_are_listed_in_their_order(kiosk, shop):
    kiosk("scan", "1")  # a start seeds them
    rows = json.loads(kiosk("settings", "--json").out)
    assert {row["key"]: row["value"] for row in rows} == {key: getattr(Rules(), key) for key in Rules.__slots__}
    assert "journal             true" in kiosk("settings").out


def test_a_value_that_is_not_allowed_is_refused_in_words_and_nothing_changes(kiosk, shop):
    ended = kiosk("settings", "journal_days", "0")
    assert (ended.code, ended.out) == (1, "")
    assert "36500" in ended.err
    assert kiosk("settings", "journal_days").out == "journal_days  365\n"
    assert kiosk("settings", "no_such_rule").code == 2
    assert paths.store() == shop
