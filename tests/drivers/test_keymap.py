"""Key events to text: each layout's characters, and every way in which scanners type what no key has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import layouts
from drivers.keymap import FUNCTIONS, KEYPAD_DIGITS, MODIFIERS, Keyboard, alt_code

LAYOUTS = {name: layouts.load(name) for name in ("us", "gb", "de", "fr", "ch", "cz")}
SHIFT, CTRL, ALT, ALTGR, CAPS = 42, 29, 56, 100, 58
A, B, C, D, E, U, Y, Z, SPACE, ENTER = 30, 48, 46, 32, 18, 22, 21, 44, 57, 28
KEYPAD = {digit: code for code, digit in KEYPAD_DIGITS.items()}


def typed(layout: str, *events: tuple[int, int]) -> str:
    keyboard = Keyboard(LAYOUTS[layout])
    return "".join(keyboard.feed(code, value) for code, value in events)


def chord(*codes: int) -> list[tuple[int, int]]:
    """All pressed one after the other, then released in the opposite order."""
    return [(code, 1) for code in codes] + [(code, 0) for code in reversed(codes)]


def alt(digits: str) -> list[tuple[int, int]]:
    taps = [event for digit in digits for event in chord(KEYPAD[digit])]
    return [(ALT, 1), *taps, (ALT, 0)]


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ("us", "1y-/a&;"),
        ("gb", "1y-/a&;"),
        ("de", "1zß-a/ö"),
        ("fr", "&y)!q7m"),
        ("ch", "1z'-a/ö"),
        ("cz", "+z=-a7ů"),
    ],
)
def test_the_same_keys_read_by_each_layout(layout: str, expected: str) -> None:
    keys = [*chord(2), *chord(21), *chord(12), *chord(53), *chord(30), *chord(SHIFT, 8), *chord(39)]
    assert typed(layout, *keys) == expected


@pytest.mark.parametrize(
    ("layout", "keys", "expected"),
    [
        ("us", (SHIFT, 3), "@"),
        ("gb", (SHIFT, 3), '"'),
        ("gb", (SHIFT, 4), "£"),
        ("gb", (43,), "#"),
        ("de", (ALTGR, 16), "@"),
        ("de", (CTRL, ALT, 16), "@"),  # Windows' other AltGr
        ("de", (CTRL, ALTGR, 9), "["),  # and how Windows itself reports AltGr
        ("de", (ALTGR, 86), "|"),
        ("de", (ALTGR, 18), "€"),
        ("fr", (SHIFT, 2), "1"),
        ("fr", (ALTGR, 11), "@"),
        ("ch", (ALTGR, 3), "@"),
        ("ch", (SHIFT, 39), "é"),
        ("cz", (SHIFT, 2), "1"),
        ("cz", (3,), "ě"),
        ("us", (ALTGR, A), "a"),  # no third level: AltGr is just another Alt
        ("us", (54, A), "A"),
    ],
)
def test_shift_and_altgr(layout: str, keys: tuple[int, ...], expected: str) -> None:
    assert typed(layout, *chord(*keys)) == expected


def test_caps_lock_turns_letters_and_shift_turns_them_back() -> None:
    keys = [*chord(CAPS), *chord(A), *chord(2), *chord(SHIFT, A), *chord(CAPS), *chord(A)]
    assert typed("us", *keys) == "A1aa"
    assert typed("de", *chord(CAPS), *chord(40), *chord(2)) == "Ä1"


def test_the_keypad_types_its_digits_as_with_num_lock_on() -> None:
    keys = [event for digit in "0123456789" for event in chord(KEYPAD[digit])]
    assert typed("us", *keys, *chord(SHIFT, 82), *chord(83), *chord(96)) == "01234567890.\r"
    assert typed("de", *chord(83)) == ","


@pytest.mark.parametrize(
    ("layout", "keys", "expected"),
    [
        ("us", (CTRL, 27), "\x1d"),
        ("us", (97, 27), "\x1d"),
        ("de", (CTRL, 27), "\x1d"),  # + on this key: by its place on a US keyboard
        ("fr", (CTRL, 27), "\x1d"),
        ("us", (CTRL, 43), "\x1c"),
        ("us", (CTRL, 26), "\x1b"),
        ("us", (CTRL, 7), "\x1e"),
        ("us", (CTRL, SHIFT, 7), "\x1e"),
        ("de", (CTRL, 7), "\x1e"),
        ("us", (CTRL, 12), "\x1f"),
        ("us", (CTRL, 3), "\x00"),
        ("us", (CTRL, A), "\x01"),
        ("us", (CTRL, SHIFT, A), "\x01"),
        ("us", (CTRL, 50), "\r"),
        ("de", (CTRL, 21), "\x1a"),  # Ctrl+Z by the letter, not by the place
        ("us", (CTRL, ENTER), "\r"),
        ("us", (CTRL, 5), "4"),  # no control character: the key itself
    ],
)
def test_ctrl_makes_control_characters(layout: str, keys: tuple[int, ...], expected: str) -> None:
    assert typed(layout, *chord(*keys)) == expected


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("65", "A"),
        ("065", "A"),
        ("029", "\x1d"),
        ("29", "\x1d"),
        ("0029", "\x1d"),
        ("13", "\r"),
        ("129", "ü"),  # cp437
        ("0252", "ü"),  # cp1252
        ("0128", "€"),
        ("0129", "\x81"),  # open in cp1252
        ("225", "ß"),
        ("8364", "€"),
        ("128230", "📦"),
        ("55296", "\ufffd"),  # half of a surrogate pair
        ("99999999", "\ufffd"),
        ("0", "\x00"),
    ],
)
def test_alt_and_keypad_digits_as_windows_reads_them(digits: str, expected: str) -> None:
    assert alt_code(digits) == expected
    assert typed("us", *alt(digits)) == expected


def test_alt_codes_between_other_characters_keep_the_order() -> None:
    assert typed("us", *chord(A), *alt("029"), *chord(B)) == "a\x1db"
    assert typed("us", (ALT, 1), *chord(KEYPAD["6"]), *chord(KEYPAD["5"]), *chord(B), (ALT, 0)) == "Ab"


def test_an_alt_that_is_never_released_gathers_no_endless_number() -> None:
    keyboard = Keyboard(LAYOUTS["us"])
    keyboard.feed(ALT, 1)
    for _ in range(5000):
        keyboard.feed(KEYPAD["9"], 1)
        keyboard.feed(KEYPAD["9"], 0)
    assert keyboard.feed(ALT, 0) == "\ufffd"


@pytest.mark.parametrize(
    ("layout", "keys", "expected"),
    [
        ("fr", [(26,), (E,)], "ê"),
        ("fr", [(26,), (SPACE,)], "^"),
        ("fr", [(26,), (B,)], "^b"),
        ("fr", [(26,), (26,), (E,)], "^ê"),
        ("fr", [(SHIFT, 26), (SHIFT, E)], "Ë"),
        ("fr", [(26,), (ENTER,)], "^\r"),
        ("de", [(41,), (A,)], "â"),
        ("de", [(13,), (SPACE,)], "´"),
        ("de", [(SHIFT, 13), (SPACE,)], "`"),
        ("cz", [(13,), (E,)], "é"),
        ("cz", [(SHIFT, 13), (C,)], "č"),
        ("ch", [(27,), (U,)], "ü"),
    ],
)
def test_dead_keys(layout: str, keys: list[tuple[int, ...]], expected: str) -> None:
    assert typed(layout, *(event for codes in keys for event in chord(*codes))) == expected


def test_a_dead_key_left_over_is_a_character_of_its_own() -> None:
    keyboard = Keyboard(LAYOUTS["fr"])
    assert keyboard.feed(26, 1) == ""
    assert keyboard.waiting
    assert keyboard.flush() == "^"
    assert not keyboard.waiting
    assert keyboard.flush() == ""


def test_what_waits_is_forgotten_when_a_code_is_torn() -> None:
    keyboard = Keyboard(LAYOUTS["fr"])
    keyboard.feed(26, 1)
    keyboard.settle()
    assert keyboard.feed(E, 1) == "e"
    for event in alt("65")[:-1]:
        keyboard.feed(*event)
    keyboard.settle()
    assert keyboard.feed(ALT, 0) == ""


def test_function_keys_are_apples_private_characters() -> None:
    codes = {code: char for code, char in FUNCTIONS.items() if typed("us", *chord(code)) == char}
    assert len(codes) == 24
    assert (codes[59], codes[66], codes[68], codes[87], codes[183], codes[194]) == tuple(
        "\uf704 \uf70b \uf70d \uf70e \uf710 \uf71b".split()
    )


def test_auto_repeat_types_nothing() -> None:
    assert typed("us", (A, 1), (A, 2), (A, 2), (A, 0)) == "a"


@given(st.lists(st.tuples(st.integers(0, 0x2FF), st.integers(0, 2))))
def test_no_event_of_any_key_crashes(events: list[tuple[int, int]]) -> None:
    assert isinstance(typed("de", *events), str)


@given(st.lists(st.tuples(st.sampled_from(sorted(MODIFIERS)), st.sampled_from((0, 1, 2)))))
def test_no_modifier_sticks_once_all_are_released(events: list[tuple[int, int]]) -> None:
    keyboard = Keyboard(LAYOUTS["de"])
    for code, value in [*events, *((code, 0) for code in MODIFIERS)]:
        keyboard.feed(code, value)
    assert not any(keyboard.holds(code) for code in MODIFIERS)
    assert keyboard.feed(16, 1) == "q"


@given(st.lists(st.tuples(st.integers(1, 255), st.integers(0, 2))))
def test_a_reset_leaves_nothing_of_what_was_typed_before(events: list[tuple[int, int]]) -> None:
    keyboard = Keyboard(LAYOUTS["fr"])
    for code, value in events:
        keyboard.feed(code, value)
    keyboard.reset()
    assert "".join(keyboard.feed(*event) for event in chord(16)) == "a"
