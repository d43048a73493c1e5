"""Key events to frames: what is one code, what is torn, and that a torn code's tail never passes for a code."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import layouts
from drivers.keystream import EV_KEY, EV_SYN, LIMIT, QUIET, STALL, SYN_DROPPED, KeyStream, Typed
from kiosk.scan import TornBy

US = layouts.load("us")
CODES = {levels[0]: code for code, levels in sorted(US.keys.items(), reverse=True)} | {"\n": 28}
SHIFT, CTRL, CAPS, ENTER, TAB = 42, 29, 58, 28, 15
MS = 1_000_000
SEC = 1_000_000_000


class Line:
    """A stream and the clock of the events that go in: one millisecond between two of them."""

    def __init__(self, terminator: str = "enter", silence_ms: int = 80, *, quiet: bool = True, missed: bool = False):
        self.stream = KeyStream(US, terminator, silence_ms, 0, missed=missed)
        self.now = 2 * SEC if quiet else 0
        if quiet:
            assert self.stream.expire(self.now) == []

    def event(self, kind: int, code: int, value: int) -> list[Typed]:
        self.now += MS
        return self.stream.feed(kind, code, value, self.now)

    def press(self, *codes: int) -> list[Typed]:
        events = [(code, 1) for code in codes] + [(code, 0) for code in reversed(codes)]
        return [typed for event in events for typed in self.event(EV_KEY, *event)]

    def type(self, text: str) -> list[Typed]:
        """Lower-case letters, digits, and a newline for Enter."""
        return [typed for char in text for typed in self.press(CODES[char])]

    def drop(self) -> list[Typed]:
        return self.event(EV_SYN, SYN_DROPPED, 0)

    def wait(self, nanoseconds: int) -> list[Typed]:
        """Nothing is typed for so long, and the timer rings when it is due."""
        self.now += nanoseconds
        return self.stream.expire(self.now)


def facts(typed: Iterable[Typed]) -> list[tuple[bytes, TornBy | None]]:
    return [(one.raw, one.torn) for one in typed]


def test_codes_end_with_enter_and_bear_its_time() -> None:
    line = Line()
    typed = line.type("abc\n12\n")
    assert facts(typed) == [(b"abc", None), (b"12", None)]
    assert typed[-1].mono == line.now - MS  # the press of Enter, not its release


@pytest.mark.parametrize("keys", [(ENTER,), (96,), (CTRL, 50), (CTRL, 36)])
def test_every_way_to_type_enter_ends_a_code(keys: tuple[int, ...]) -> None:
    line = Line()
    line.type("ab")
    assert facts(line.press(*keys)) == [(b"ab", None)]


def test_tab_ends_a_code_and_enter_is_part_of_it_then() -> None:
    line = Line("tab")
    assert facts([*line.type("a\nb"), *line.press(TAB)]) == [(b"a\rb", None)]
    assert facts([*line.type("c"), *line.press(CTRL, 23)]) == [(b"c", None)]


def test_without_terminator_a_silence_ends_a_code() -> None:
    line = Line("none", 50)
    assert line.type("abc") == []
    assert line.wait(49 * MS - MS) == []
    assert facts(line.wait(2 * MS)) == [(b"abc", None)]
    assert line.stream.deadline() is None


def test_a_silence_counts_by_the_events_own_time_when_the_reader_was_late() -> None:
    line = Line("none", 50)
    line.type("abc")
    line.now += 60 * MS
    assert facts(line.type("d")) == [(b"abc", None)]


def test_without_terminator_a_dead_key_at_the_end_is_not_lost() -> None:
    stream = KeyStream(layouts.load("fr"), "none", 50, 0)
    assert stream.feed(EV_KEY, 26, 1, SEC) == []
    assert facts(stream.expire(2 * SEC)) == [(b"^", None)]


def test_enter_alone_is_no_code() -> None:
    line = Line()
    assert line.type("\n\n") == []


def test_text_is_utf8() -> None:
    stream = KeyStream(layouts.load("de"), "enter", 80, 0)
    events = [typed for code in (40, 28) for typed in stream.feed(EV_KEY, code, 1, SEC)]
    assert facts(events) == [("ä".encode(), None)]


def test_the_tail_of_a_code_begun_before_the_opening_is_torn() -> None:
    line = Line(quiet=False)
    assert facts(line.type("678\nabc\n")) == [(b"678", TornBy.OPENED), (b"abc", None)]


def test_a_bare_enter_right_after_the_opening_is_a_code_unread() -> None:
    line = Line(quiet=False)
    assert facts(line.type("\n")) == [(b"", TornBy.OPENED)]


def test_a_silence_ends_what_was_torn_at_the_opening_with_one_report() -> None:
    line = Line(quiet=False)
    line.type("678")
    assert line.stream.deadline() == line.now + QUIET
    assert facts(line.wait(QUIET)) == [(b"678", TornBy.OPENED)]
    assert facts(line.type("abc\n")) == [(b"abc", None)]


def test_a_silence_since_the_opening_makes_the_first_code_whole_with_nothing_to_report() -> None:
    line = Line(quiet=False)
    line.now += QUIET
    assert facts(line.type("abc\n")) == [(b"abc", None)]


def test_what_was_missed_before_the_opening_is_reported_though_nothing_follows() -> None:
    line = Line(quiet=False, missed=True)
    assert facts(line.wait(QUIET)) == [(b"", TornBy.OPENED)]


def test_dropped_events_tear_all_up_to_the_next_enter() -> None:
    line = Line()
    line.type("abc")
    assert line.drop() == []
    assert facts(line.type("xyz\n12\n")) == [(b"abcxyz", TornBy.DROPPED), (b"12", None)]


def test_an_enter_that_is_the_one_event_kept_after_a_drop_ends_the_torn_code() -> None:
    line = Line()
    line.type("abc")
    line.drop()
    assert facts(line.event(EV_KEY, ENTER, 1)) == [(b"abc", TornBy.DROPPED)]
    line.event(EV_KEY, ENTER, 0)
    assert facts(line.type("12\n")) == [(b"12", None)]


def test_a_drop_is_reported_even_between_codes() -> None:
    line = Line()
    line.type("abc\n")
    line.drop()
    assert facts(line.wait(QUIET)) == [(b"", TornBy.DROPPED)]
    assert facts(line.type("12\n")) == [(b"12", None)]


def test_several_drops_in_one_stretch_are_one_report() -> None:
    line = Line(quiet=False)
    line.type("a")
    line.drop()
    line.type("b")
    line.drop()
    assert facts(line.type("c\n")) == [(b"abc", TornBy.DROPPED)]


def test_the_time_over_which_events_were_lost_is_no_silence() -> None:
    line = Line("none", 50)
    line.type("abc")
    line.now += SEC
    line.drop()
    assert line.type("9") == []
    assert facts(line.wait(QUIET)) == [(b"abc9", TornBy.DROPPED)]


@pytest.mark.parametrize("silence_ms", [5, 80, 300])
def test_no_silence_under_80_ms_ends_a_torn_stretch(silence_ms: int) -> None:
    line = Line("none", silence_ms)
    line.drop()
    needed = max(QUIET, silence_ms * MS)
    line.type("a")
    assert line.wait(needed - 2 * MS) == []
    assert facts(line.wait(2 * MS)) == [(b"a", TornBy.DROPPED)]


@pytest.mark.parametrize("held", [SHIFT, CTRL, 56, 100])
def test_a_modifier_whose_release_was_dropped_does_not_stick(held: int) -> None:
    line = Line()
    line.event(EV_KEY, held, 1)
    line.drop()
    line.type("\n")
    assert facts(line.type("ab1\n")) == [(b"ab1", None)]


def test_caps_lock_is_off_after_a_torn_code() -> None:
    line = Line()
    line.press(CAPS)
    assert facts(line.type("ab\n")) == [(b"AB", None)]
    line.drop()
    line.type("\n")
    assert facts(line.type("ab\n")) == [(b"ab", None)]
    line.drop()
    line.press(CAPS)  # its other press is among the events lost
    line.type("\n")
    assert facts(line.type("ab\n")) == [(b"ab", None)]


def test_a_modifier_whose_press_was_dropped_tears_the_code_typed_with_it() -> None:
    line = Line()
    line.drop()  # took the press of Shift along
    line.type("\n")
    line.type("ab")
    line.event(EV_KEY, SHIFT, 0)
    assert facts(line.type("c\n")) == [(b"abc", TornBy.DROPPED)]


def test_a_code_over_the_limit_is_torn_up_to_its_terminator() -> None:
    line = Line()
    assert facts(line.type("a" * LIMIT + "\n")) == [(b"a" * LIMIT, None)]
    assert facts(line.type("b" * (LIMIT + 1) + "tail\n")) == [(b"b" * LIMIT, TornBy.TOO_LONG)]
    assert facts(line.type("12\n")) == [(b"12", None)]


@pytest.mark.parametrize("on_time", [True, False])
def test_half_a_code_is_told_after_seconds_of_silence_and_not_joined_to_what_follows(on_time: bool) -> None:
    line = Line()
    line.type("abc")
    assert line.wait(STALL - 2 * MS) == []
    told = line.wait(MS) if on_time else []  # else the reader was held up, and the events tell it
    line.now += SEC
    assert facts([*told, *line.type("12\n34\n")]) == [
        (b"abc", TornBy.BROKEN_OFF),
        (b"12", TornBy.BROKEN_OFF),
        (b"34", None),
    ]


def test_a_scanner_that_sends_another_terminator_is_told_off_at_every_code() -> None:
    line = Line("tab")
    for _ in range(3):
        typed = line.type("abc\n")
        assert facts([*typed, *line.wait(STALL)]) == [(b"abc\r", TornBy.BROKEN_OFF)]
        assert line.stream.deadline() is None


def test_a_key_let_go_after_half_a_code_was_told_is_nothing_to_tell_again() -> None:
    line = Line()
    line.event(EV_KEY, 30, 1)
    assert facts(line.wait(STALL)) == [(b"a", TornBy.BROKEN_OFF)]
    line.event(EV_KEY, 30, 0)
    assert line.stream.deadline() is None


def test_a_device_that_goes_away_in_the_middle_of_a_code_tears_it() -> None:
    line = Line()
    line.type("abc")
    assert facts(line.stream.end()) == [(b"abc", TornBy.UNPLUGGED)]
    assert line.stream.end() == []


def test_a_device_that_goes_away_in_a_torn_stretch_reports_it_once() -> None:
    line = Line()
    line.type("ab")
    line.drop()
    assert facts(line.stream.end()) == [(b"ab", TornBy.DROPPED)]
    assert Line().stream.end() == []


def test_buttons_and_other_event_types_are_passed_over() -> None:
    line = Line()
    line.type("a")
    assert line.event(EV_KEY, 0x110, 1) == []  # BTN_LEFT
    assert line.event(4, 4, 30) == []  # MSC_SCAN
    assert line.event(EV_SYN, 0, 0) == []
    assert facts(line.type("b\n")) == [(b"ab", None)]


def test_a_button_pressed_right_after_the_opening_is_no_code_unread() -> None:
    line = Line(quiet=False)
    line.event(EV_KEY, 0x110, 1)
    assert line.wait(QUIET) == []


EVENT = st.one_of(
    st.tuples(st.just(EV_KEY), st.integers(0, 255), st.integers(0, 2)),
    st.tuples(st.just(EV_SYN), st.sampled_from((0, SYN_DROPPED)), st.just(0)),
)


@given(st.lists(EVENT), st.sampled_from(("enter", "tab", "none")))
def test_after_anything_at_all_and_a_terminator_the_next_code_is_whole(
    events: list[tuple[int, int, int]], terminator: str
) -> None:
    line = Line(terminator)
    for event in events:
        line.event(*event)
    line.drop()
    line.wait(QUIET)
    end = {"enter": "\n", "tab": "\t", "none": ""}[terminator]
    assert facts([*line.type("ab1" + end), *line.wait(QUIET)]) == [(b"ab1", None)]


@given(st.integers(1, 60), st.integers(0, 59), st.booleans())
def test_wherever_events_are_lost_no_code_is_wrong(lost: int, start: int, shifted: bool) -> None:
    """Ten codes, of which some events in a row are lost as the kernel loses them: all but the newest."""
    codes = [f"{number}abcd{number}" for number in range(10)]
    events: list[tuple[int, int, int]] = []
    for code in codes:
        for char in code + "\n":
            keys = (SHIFT, CODES[char]) if shifted and char.isalpha() else (CODES[char],)
            events += [(EV_KEY, key, 1) for key in keys] + [(EV_KEY, key, 0) for key in reversed(keys)]
    events[start : start + lost] = [(EV_SYN, SYN_DROPPED, 0)]
    line = Line()
    typed = [one for event in events for one in line.event(*event)]
    whole = [one.raw.decode() for one in typed if one.torn is None]
    assert set(whole) <= {code.upper() if shifted else code for code in codes}
    assert whole == sorted(whole)
    assert [one.torn for one in typed].count(TornBy.DROPPED) == 1
