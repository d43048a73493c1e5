"""`kiosk settings`: rules shown, changed, refused."""

import json

from kiosk import paths
from kiosk.stock.rules import Rules


def test_a_changed_rule_is_shown_with_who_changed_it(kiosk, shop, home):
    (home / "a.toml").write_text('[station]\noperator = "Eva"\n')
    ended = kiosk("--config", str(home / "a.toml"), "settings", "journal_days", "30")
    assert (ended.code, ended.out.splitlines()[0]) == (0, "journal_days  30")
    entry = json.loads(kiosk("settings", "journal_days", "--json").out)
    assert (entry["key"], entry["value"], entry["changed_by"]) == ("journal_days", 30, "Eva")


def test_a_change_tells_when_it_counts_and_nothing_is_told_without_one(kiosk, shop):
    heard = "Stations that run take it up within a minute."
    assert kiosk("settings", "journal_days", "30").out == f"journal_days  30\n{heard}\n"
    assert kiosk("settings", "journal_days", "30").out == "journal_days  30\n"
    assert json.loads(kiosk("settings", "journal_days", "31", "--json").out)["value"] == 31


def test_a_changed_prefix_tells_what_becomes_of_old_labels(kiosk, shop):
    labels = kiosk("settings", "code_prefix", "NEW").out.splitlines()[2]
    assert "Labels that were printed with KSK are unknown" in labels


def test_the_history_tells_each_change_and_by_whom(kiosk, shop):
    assert kiosk("settings", "--history").out == "Never changed since the store was made.\n"
    for value in ("30", "30", "31"):
        kiosk("settings", "journal_days", value)
    rows = json.loads(kiosk("settings", "journal_days", "--history", "--json").out)
    assert [(row["before"], row["after"]) for row in rows] == [(30, 31), (365, 30)]
    assert all(row["changed_by"] for row in rows)
    assert len(kiosk("settings", "--history").out.splitlines()) == 2
    assert kiosk("settings", "journal_days", "9", "--history").code == 2


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
