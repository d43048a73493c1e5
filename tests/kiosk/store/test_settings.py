from decimal import Decimal
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.store import locations, parts, settings
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.settings import Entry, Refused
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify


def test_the_config_seeds_a_new_store_and_no_other(any_store: Store) -> None:
    seeds = Rules(code_prefix="SHOP", journal=False)
    any_store.call(settings.seed, seeds, "ann")
    any_store.call(settings.seed, Rules(code_prefix="LATER"), "bob")
    assert any_store.call(settings.rules) == seeds
    assert {entry.changed_by for entry in any_store.call(settings.entries)} == {"ann"}


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("code_prefix", "X1", "X1"),
        ("returned_available", "true", True),
        ("returned_available", "1", True),
        ("invoice_posts", "false", False),
        ("batch_template", "{part}-{counter:03}", "{part}-{counter:03}"),
        ("batch_template", "", ""),
        ("code_amounts", "21{NDD} 21150=1.5; 22{N} 223=3", "21{NDD} 21150=1.5; 22{N} 223=3"),
        ("journal", "false", False),
        ("journal_days", "30", 30),
        ("journal_days", 30, 30),
        ("serial_scope", "global", "global"),
    ],
)
def test_a_setting_is_changed_with_who_and_when(store: Store, key: str, text: object, value: object) -> None:
    store.call(settings.seed, Rules(), "config")
    changed = store.call(settings.change, key, text, "ann")
    assert isinstance(changed, Entry)
    assert (changed.key, changed.value, changed.changed_by) == (key, value, "ann")
    assert changed.changed_at > 1_700_000_000_000_000
    assert changed in store.call(settings.entries)
    assert getattr(store.call(settings.rules), key) == value


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("jurnal", "true", "There are: code_prefix, serial_scope"),
        ("journal", "perhaps", "true or false"),
        ("journal_days", "0", "1 to 36500"),
        ("journal_days", "many", "1 to 36500"),
        ("serial_scope", "planet", "part or global"),
        ("code_prefix", "ksk", "A-Z and 0-9"),
        ("code_prefix", "", "A-Z and 0-9"),
        ("code_prefix", "[/x]\x1b", "A-Z and 0-9"),
        ("batch_template", "{part.__class__}", "there are year, month"),
        ("batch_template", "{year", "brace"),
        ("batch_template", "a\x1b", "control character"),
        ("code_amounts", "21{NN} 2112=13", 'the pattern "21{NN}" reads 12 in it'),
    ],
)
def test_what_a_setting_can_not_be_is_refused_with_what_it_can(store: Store, key: str, value: str, says: str) -> None:
    store.call(settings.seed, Rules(), "config")
    refused = store.call(settings.change, key, value, "ann")
    assert isinstance(refused, Refused)
    assert says in refused.text
    assert store.call(settings.rules) == Rules()


def test_a_stored_value_that_can_not_be_is_said(store: Store) -> None:
    store.call(settings.seed, Rules(), "config")
    store.call(lambda db: execute(db, "UPDATE setting SET value = '\"no\"' WHERE key = 'journal'") and None)
    with pytest.raises(StoreError, match="its setting journal"):
        store.call(settings.rules)


def test_a_setting_of_another_version_is_passed_over(store: Store) -> None:
    store.call(settings.seed, Rules(), "config")
    store.call(lambda db: execute(db, "INSERT INTO setting VALUES ('future', '1', 0, 'x')") and None)
    assert store.call(settings.rules) == Rules()


def _two_parts(db: Any, enter: Any, *serials: str) -> list[int]:
    settings.seed(db, Rules(), "config")
    place = locations.add(db, NewLocation("A"))
    ids = []
    for number, serial in enumerate(serials):
        part = parts.add(db, NewPart(number=f"P{number}", name="", tracking="serial"))
        ids.append(enter(db, NewItem(part=part, location=place, quantity=Decimal(1), serial=serial)))
    return ids


def _scopes(db: Any) -> list[int]:
    return [row[0] for row in execute(db, "SELECT serial_scope FROM stock_item ORDER BY id").fetchall()]


def test_serials_become_unique_everywhere_and_back(any_store: Store, enter: Any) -> None:
    any_store.call(_two_parts, enter, "S1", "S2")
    before = any_store.call(_scopes)
    assert isinstance(any_store.call(settings.change, "serial_scope", "global", "ann"), Entry)
    assert any_store.call(_scopes) == [0, 0]
    assert any_store.call(verify) == ()
    any_store.call(settings.change, "serial_scope", "part", "ann")
    assert any_store.call(_scopes) == before
    assert any_store.call(verify) == ()


def test_serials_that_clash_keep_them_from_becoming_unique_everywhere(any_store: Store, enter: Any) -> None:
    _, second = any_store.call(_two_parts, enter, "S1", "S1")
    before = any_store.call(_scopes)
    refused = any_store.call(settings.change, "serial_scope", "global", "ann")
    assert isinstance(refused, Refused)
    assert "S1" in refused.text
    assert (any_store.call(_scopes), any_store.call(settings.rules).serial_scope) == (before, "part")
    void = "UPDATE stock_item SET status = ?, location_id = NULL WHERE id = ?"
    any_store.call(lambda db: execute(db, void, Status.VOID.value, second) and None)
    assert isinstance(any_store.call(settings.change, "serial_scope", "global", "ann"), Entry)


def test_each_change_of_a_rule_is_kept_and_what_changes_nothing_is_none(any_store: Store) -> None:
    any_store.call(settings.seed, Rules(), "config")
    assert any_store.look(settings.history, "journal_days") == ()
    for value, who in ((30, "ann"), ("30", "bob"), (31, "bob")):
        any_store.call(settings.change, "journal_days", value, who)
    any_store.call(settings.change, "journal", False, "ann")
    any_store.call(settings.change, "journal_days", 0, "eve")  # refused
    changes = any_store.look(settings.history, "journal_days")
    assert [(one.before, one.after, one.changed_by) for one in changes] == [(30, 31, "bob"), (365, 30, "ann")]
    assert any_store.look(settings.history, "journal_days", 1) == changes[:1]
    entry = next(entry for entry in any_store.look(settings.entries) if entry.key == "journal_days")
    assert (entry.changed_at, entry.changed_by) == (changes[0].changed_at, "bob")
