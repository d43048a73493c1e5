"""A rule is changed after a question only, with its history; a scan is never a value."""

from typing import Any

import pytest

from kiosk.flows import rules
from kiosk.flows.rules import RuleState
from kiosk.outcome import Outcome, Tone


def begin(shop: Any, key: str) -> RuleState:
    state: RuleState = shop.store.look(rules.begin, shop.post, key)
    return state


def propose(shop: Any, state: RuleState, value: str) -> tuple[RuleState, Outcome]:
    return shop.store.look(rules.propose, shop.post, state, value)


def answer(shop: Any, state: RuleState, key: str) -> tuple[RuleState, Outcome]:
    return shop.store.call(rules.answer, shop.post, state, key)


def test_a_rule_is_changed_when_the_question_was_answered(shop: Any) -> None:
    state, asked = propose(shop, begin(shop, "journal_days"), "30")
    assert (asked.tone, asked.question) == (Tone.ASK, state.question)
    assert "from 365 to 30, for all stations" in asked.detail
    assert begin(shop, "journal_days").entry.value == 365
    state, done = answer(shop, state, "yes")
    assert (done.tone, done.result, state.done) == (Tone.OK, "changed", True)
    assert state.entry.value == 30
    (change,) = state.history
    assert (change.before, change.after, change.changed_by) == (365, 30, shop.post.operator)


def test_no_leaves_it_as_it_was(shop: Any) -> None:
    state, _ = propose(shop, begin(shop, "journal_days"), "30")
    state, left = answer(shop, state, "no")
    assert (left.result, state.question, state.proposed) == ("cancelled", None, None)
    assert begin(shop, "journal_days") == begin(shop, "journal_days")
    assert begin(shop, "journal_days").entry.value == 365


@pytest.mark.parametrize(
    ("key", "value", "tone"),
    [
        ("journal_days", "0", Tone.NO),
        ("journal_days", "[/x]\x1b[2J", Tone.NO),
        ("journal_days", "365", Tone.AGAIN),
        ("code_prefix", "ksk", Tone.NO),
        ("journal", "true", Tone.AGAIN),
    ],
)
def test_what_cant_be_or_is_so_already_is_not_asked_about(shop: Any, key: str, value: str, tone: Tone) -> None:
    state, outcome = propose(shop, begin(shop, key), value)
    assert (outcome.tone, state.question) == (tone, None)
    state, outcome = answer(shop, state, "yes")
    assert (outcome.tone, outcome.result) == (Tone.NO, "refused")
    assert begin(shop, key).history == ()


def test_serials_that_clash_refuse_a_scope_of_everywhere(shop: Any) -> None:
    state, _ = propose(shop, begin(shop, "serial_scope"), "global")
    state, refused = answer(shop, state, "yes")
    assert refused.tone is Tone.NO
    assert "007" in refused.detail
    assert state.entry.value == "part"
    assert state.history == ()


def test_a_scan_is_refused_and_keeps_the_question(shop: Any) -> None:
    state, _ = propose(shop, begin(shop, "journal_days"), "30")
    after, outcome = shop.store.call(rules.scan, shop.post, state, shop.scan(b"30"))
    assert (after, outcome.tone, outcome.question) == (state, Tone.NO, state.question)


def test_every_rule_has_a_name_a_meaning_and_words_for_its_values(shop: Any) -> None:
    from kiosk.wording import settings as wording

    for entry in shop.store.look(rules.rules, shop.post):
        assert wording.name(entry.key) != entry.key
        assert wording.meaning(entry.key)
        if options := rules.choices(entry.key):
            assert wording.told(entry.key, entry.value) in {option.text for option in options}


def test_changed_rules_make_another_post(shop: Any) -> None:
    state, _ = propose(shop, begin(shop, "code_prefix"), "SHOP")
    answer(shop, state, "yes")
    post = rules.renewed(shop.post, shop.store.look(rules.current, shop.post))
    assert (post.code_prefix, post.run) == ("SHOP", shop.post.run)
