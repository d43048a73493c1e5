"""The guard against scanners that type: what passes, what is swallowed, and when."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.guard import GAP, SHORTEST, Burst

Press = tuple[str, float]


def run(presses: list[Press]) -> tuple[list[str], Burst[str]]:
    """Press keys at their times, asking at each time that comes due in between; answers what passed."""
    burst: Burst[str] = Burst()
    passed: list[str] = []
    for (key, at), following in itertools.zip_longest(presses, presses[1:]):
        passed += burst.press(key, at, printable=len(key) == 1, enter=key == "enter")
        due = burst.due
        if due is not None and (following is None or following[1] > due):
            passed += burst.silence(due)
    return passed, burst


def typed(keys: list[str], gap: float, start: float = 100.0) -> list[Press]:
    return [(key, start + index * gap) for index, key in enumerate(keys)]


def test_a_scanners_code_and_its_enter_are_swallowed() -> None:
    passed, burst = run(typed([*"4006381333931", "enter"], 0.001))
    assert passed == []
    assert burst.caught == 1


def test_fingers_are_let_through_in_order() -> None:
    keys = [*"12ab", "enter", "down", "x"]
    passed, burst = run(typed(keys, 0.080))
    assert passed == keys
    assert burst.caught == 0


@pytest.mark.parametrize("count", [1, 2, 3])
def test_too_few_fast_keys_are_no_burst(count: int) -> None:
    keys = [*"123"[:count], "enter"]
    passed, burst = run(typed(keys, 0.005))
    assert passed == keys
    assert burst.caught == 0


def test_no_key_of_a_burst_acts_before_it_is_known_to_be_one() -> None:
    burst: Burst[str] = Burst()
    for index, key in enumerate("1234"):
        assert burst.press(key, 1 + index * 0.01, printable=True) == []
    assert burst.caught == 1


def test_a_key_that_is_not_printable_passes_at_once() -> None:
    burst: Burst[str] = Burst()
    assert burst.press("f1", 1.0, printable=False) == ["f1"]
    assert burst.due is None


def test_enter_right_after_a_held_key_keeps_its_place() -> None:
    burst: Burst[str] = Burst()
    assert burst.press("1", 1.000, printable=True) == []
    assert burst.press("enter", 1.010, printable=False, enter=True) == []
    assert burst.silence(1.050) == ["1", "enter"]


def test_keys_within_a_burst_that_are_not_printable_are_swallowed() -> None:
    passed, _ = run(typed([*"12345", "f5", "tab", *"67", "enter"], 0.002))
    assert passed == []


def test_a_pause_before_the_terminator_does_not_let_it_act() -> None:
    code = typed([*"12345678"], 0.002)
    passed, _ = run([*code, ("enter", code[-1][1] + 0.060)])
    assert passed == []


def test_a_silence_ends_a_burst_without_enter() -> None:
    code = typed([*"12345678"], 0.002)
    passed, _ = run([*code, ("x", code[-1][1] + 0.150)])
    assert passed == ["x"]


def test_a_key_soon_after_the_enter_of_a_burst_is_a_persons() -> None:
    code = typed([*"12345678", "enter"], 0.002)
    passed, _ = run([*code, ("x", code[-1][1] + 0.050)])
    assert passed == ["x"]


def test_line_feed_after_the_carriage_return_of_a_burst_is_swallowed() -> None:
    passed, _ = run(typed([*"12345678", "enter", "ctrl+j"], 0.002))
    assert passed == []


def test_codes_one_after_the_other_are_each_caught_or_part_of_one_burst() -> None:
    first = typed([*"12345678", "enter"], 0.002)
    second = typed([*"87654321", "enter"], 0.002, start=first[-1][1] + 0.200)
    passed, burst = run([*first, *second])
    assert passed == []
    assert burst.caught == 2


def test_a_late_timer_does_not_let_a_key_pass_whose_followers_are_still_to_come() -> None:
    """Time is that of the keys, so a follower that is handled late still counts as fast."""
    burst: Burst[str] = Burst()
    burst.press("1", 1.000, printable=True)
    assert burst.silence(1.020) == []
    assert burst.press("2", 1.010, printable=True) == []


@given(st.lists(st.tuples(st.sampled_from([*"0aZ-", "enter", "up", "f1"]), st.floats(0.0005, 0.3))))
def test_what_passes_is_in_order_and_nothing_is_passed_twice(steps: list[tuple[str, float]]) -> None:
    at, presses = 10.0, []
    for key, gap in steps:
        at += gap
        presses.append((key, at))
    burst: Burst[int] = Burst()
    passed: list[int] = []
    for index, (key, when) in enumerate(presses):
        passed += burst.press(index, when, printable=len(key) == 1, enter=key == "enter")
    passed += burst.silence(at + 1)
    assert passed == sorted(set(passed))
    assert burst.due is None


@given(st.lists(st.tuples(st.sampled_from([*"0aZ-", "enter", "up", "f1"]), st.floats(GAP, 0.5)), max_size=30))
def test_slow_keys_all_pass(steps: list[tuple[str, float]]) -> None:
    at, presses = 10.0, []
    for key, gap in steps:
        at += gap + 1e-6
        presses.append((key, at))
    passed, burst = run(presses)
    assert passed == [key for key, _ in steps]
    assert burst.caught == 0


@given(st.text("0123456789ABC", min_size=SHORTEST, max_size=40), st.lists(st.floats(0.0001, GAP * 0.99), min_size=45))
def test_no_fast_code_ever_acts(code: str, gaps: list[float]) -> None:
    at, presses = 10.0, []
    for key, gap in zip([*code, "enter"], gaps, strict=False):
        at += gap
        presses.append((key, at))
    passed, burst = run(presses)
    assert passed == []
    assert burst.caught == 1
