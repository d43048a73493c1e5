import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.plugins import Plugin
from kiosk.serials.grammar import MOST, Errors, Expanded, expand
from kiosk.serials.groups import Code
from kiosk.serials.schemes import PartFacts, PartScheme
from kiosk.serials.tokens import quoted

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "serials.json").read_text())["vectors"]


def serials(text: str, quantity: int, latest: str | None = None, **more: Any) -> tuple[str, ...]:
    found = expand(text, quantity, latest=lambda: latest, **more)
    assert isinstance(found, Expanded), found
    return found.serials


def wrong(text: str, quantity: int, latest: str | None = None, **more: Any) -> list[tuple[str, str]]:
    found = expand(text, quantity, latest=lambda: latest, **more)
    assert isinstance(found, Errors), found
    assert all(error.message for error in found.errors)
    return [(error.code.value, error.group) for error in found.errors]


def codes(text: str, quantity: int, latest: str | None = None, **more: Any) -> list[str]:
    return [code for code, _ in wrong(text, quantity, latest, **more)]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['input']} ×{vector['quantity']}")
def test_an_example_comes_to_its_serials_or_errors(vector: dict[str, Any]) -> None:
    found = expand(vector["input"], vector["quantity"], latest=lambda: vector["latest"])
    if "serials" in vector:
        assert isinstance(found, Expanded)
        assert list(found.serials) == vector["serials"]
    else:
        assert isinstance(found, Errors)
        assert [error.code for error in found.errors] == vector["errors"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1;2\n3\r\n4\t5 6", "1 2 3 4 5 6"),
        (",, 1 ,;, 2,", "1 2"),
        ("SN-1 SN-2", "SN-1 SN-2"),
        ("SN-1, AF5-69H, 00-1A-2B, 1-5-10, A1-B3, A1-A", "SN-1 AF5-69H 00-1A-2B 1-5-10 A1-B3 A1-A"),
        ("4+ 2", "4 5 6"),
        ("4 +2", "4 5 6"),
        ("4\t+\t2", "4 5 6"),
        ("A - B", "A-B"),
        ("1 .. 3", "1 2 3"),
        ("V.1..V.3", "V.1 V.2 V.3"),
        ("5-10+2", "5-10 5-11 5-12"),
        ("1..5+1", "1..5 1..6"),
        ("008-011", "008 009 010 011"),
        ("008-10", "008 009 010"),
        ("98-101", "98 99 100 101"),
        ("SN999+1", "SN999 SN1000"),
        ("7+0", "7"),
        ('17", a.b, x"y', '17" a.b x"y'),
        ('"1-5" "a,b;c" "say ""hi"""', None),
        ("٣, ٤-٦", "٣ ٤-٦"),  # only 0-9 are digits
        ("9" * 60 + "+2", f"{'9' * 60} 1{'0' * 60} 1{'0' * 59}1"),
    ],
)
def test_a_pattern_comes_to_its_serials(text: str, expected: str | None) -> None:
    wanted = ("1-5", "a,b;c", 'say "hi"') if expected is None else tuple(expected.split(" "))
    assert serials(text, len(wanted)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        *("+5", "-5", "..5", "-5-10", "-1+4", "5-", "5..", "SN-1-", "5 -", "1 -\n"),
        *("5+2+3", "5+x", "5+-1", "5+1.5", "5+٣", "5 + + 6"),
        *("A1..B3", "A..B", "1..5..9", "1...5", "SN..5"),
        *("5-1", "5-5", "8-011", "08-011", "5..1", "00-0"),
        *("A~", "~5", "~~", "5-~", "5..~", "~x+3", "~-SN-5", "~-A", "~-", "~..", "~-5-9"),
        *('"1', '"1""', '"', '"1"+3', '"1" + 3', '"1"..5', '"a"b', 'a-"b c"', '5 .. "7"', '"a" - "b"'),
    ],
)
def test_a_group_that_can_not_be_read_is_named(text: str) -> None:
    assert wrong(text, 20, "3") == [("invalid_group", text.strip())]


def test_line_breaks_belong_to_no_operator() -> None:
    assert wrong("1\n- 5", 9) == [("invalid_group", "- 5")]
    assert serials("4 +\n9", 3) == ("4", "5", "9")


@pytest.mark.parametrize(
    ("text", "latest", "expected"),
    [
        ("~", None, "1"),
        ("~, ~, ~", "SN009", "SN010 SN011 SN012"),
        ("~+2, 500, ~+1", "7", "8 9 10 500 11 12"),
        ("~-105", "100", "101 102 103 104 105"),
        ("~..SN-5", "SN-3", "SN-4 SN-5"),
        ("~-3", None, "1 2 3"),
        ("~, ~-105", "100", "106 101 102 103 104 105"),
        ("103, ~+, 101", "100", "103 102 104 105 106 101"),
        ("101+1, ~", "100", "101 102 103"),
    ],
)
def test_the_next_serial_passes_over_what_the_entry_names_wherever(
    text: str, latest: str | None, expected: str
) -> None:
    wanted = tuple(expected.split())
    assert serials(text, len(wanted), latest) == wanted


def has(*there: str) -> Any:
    taken = frozenset(there)
    return lambda asked: {serial: f"in {serial}'s place" for serial in asked if serial in taken}


def test_the_next_serial_passes_over_what_is_taken() -> None:
    assert serials("~+2", 3, "100", taken=has("101", "103")) == ("102", "104", "105")
    assert serials("~", 1, "100", taken=has(*(str(number) for number in range(101, 20_000)))) == ("20000",)


def test_a_range_from_the_next_serial_does_not_pass_over_what_is_taken() -> None:
    assert wrong("~-103", 3, "100", taken=has("101")) == [("taken", "~-103")]


def test_stock_is_asked_in_few_calls() -> None:
    calls = []

    def taken(asked: Sequence[str]) -> Mapping[str, str]:
        calls.append(len(asked))
        return {serial: "there" for serial in asked if int(serial) < 9_000}

    assert len(serials("~+999, 20000", 1_001, "0", taken=taken)) == 1_001
    assert len(calls) < 10


def test_where_everything_is_taken_the_next_serial_is_not_looked_for_without_end() -> None:
    assert codes("~", 1, "1", taken=lambda asked: dict.fromkeys(asked, "there")) == ["cannot_count_on"]


@pytest.mark.parametrize("latest", ["ABC", "123Q", "9" * 100])
@pytest.mark.parametrize("text", ["~", "~+2", "~+", "~-9", "~..9"])
def test_from_what_can_not_be_counted_on_there_is_no_next(text: str, latest: str) -> None:
    assert wrong(text, 3, latest) == [("cannot_count_on", text)]


@pytest.mark.parametrize("text", ["ABC+2", "123Q+", "ABC+0", "SN-+2"])
def test_a_start_that_can_not_be_counted_on_is_never_repeated(text: str) -> None:
    assert wrong(text, 3) == [("cannot_count_on", text)]


@pytest.mark.parametrize(
    ("text", "quantity", "expected"),
    [
        ("10+", 3, "10 11 12"),
        ("10+, 5, 7-8", 5, "10 11 5 7 8"),
        ("~+, 500", 3, "1 2 500"),
        ("10+", 1, "10"),
    ],
)
def test_an_open_group_takes_what_the_others_leave(text: str, quantity: int, expected: str) -> None:
    assert serials(text, quantity) == tuple(expected.split())


def test_an_open_group_takes_one_at_least() -> None:
    assert codes("1, 2, 9+", 2) == ["count_mismatch"]


def test_an_open_group_can_meet_another_one() -> None:
    assert wrong("10+, 11", 3) == [("duplicate", "11")]


def test_there_is_one_open_group() -> None:
    assert wrong("5+, 9+, ~+", 4) == [("invalid_group", "9+"), ("invalid_group", "~+")]


@pytest.mark.parametrize("quantity", [0, -1, MOST + 1])
def test_the_quantity_is_within_its_limits(quantity: int) -> None:
    assert wrong("1", quantity) == [("invalid_quantity", "")]


@pytest.mark.parametrize("text", ["", " ", ",", ";;\n\t,"])
def test_separators_only_are_empty(text: str) -> None:
    assert wrong(text, 1) == [("empty", "")]


@pytest.mark.parametrize("char", ["\0", "\x0b", "\x1d", "\x7f", "\x85", "\u2028", "\ud800"])
def test_control_characters_are_refused_before_anything_is_read(char: str) -> None:
    assert codes(f"5+x, {char}", 1) == ["refused"]


@pytest.mark.parametrize("serial", ["", "a\nb", "a\tb", " a", "x" * 101])
def test_what_can_be_no_serial_is_refused_in_quotes_too(serial: str) -> None:
    assert codes(quoted(serial), 1) == ["refused"]


@pytest.mark.parametrize("text", ["x" * 101, "9" * 99 + "+1", f"{'9' * 60}-{'9' * 61}", "1+" + "9" * 99])
def test_a_token_that_is_too_long_is_refused(text: str) -> None:
    assert codes(text, 5) == ["refused"]


def test_sizes_are_worked_out_and_not_counted_out() -> None:
    assert wrong("1+999999999, 5-" + "9" * 60, 5) == [
        ("range_exceeds_quantity", "1+999999999"),
        ("range_exceeds_quantity", "5-" + "9" * 60),
    ]


def test_all_sizes_together_are_limited() -> None:
    assert wrong("1-6000, 10001-16000", 6_000) == [("too_many", "")]
    assert wrong("x+y, " + "1 " * (MOST + 1), 5) == [("invalid_group", "x+y"), ("too_many", "")]


def test_all_errors_are_told_together_each_with_its_group() -> None:
    assert wrong("5-1, 1-100, x+y, 7, 7, ABC+1", 3) == [
        ("invalid_group", "5-1"),
        ("range_exceeds_quantity", "1-100"),
        ("invalid_group", "x+y"),
        ("duplicate", "7"),
        ("cannot_count_on", "ABC+1"),
    ]


def test_a_serial_that_comes_three_times_is_told_once() -> None:
    assert wrong("1, 1, 1-2, 2", 9) == [("duplicate", "1"), ("duplicate", "2")]


def test_the_count_is_compared_where_nothing_else_is_wrong() -> None:
    assert codes("1, 1, 2", 5) == ["duplicate"]
    found = expand("1, 2", 5)
    assert isinstance(found, Errors)
    assert found.errors[0].code is Code.COUNT_MISMATCH
    assert "2" in found.errors[0].message
    assert "5" in found.errors[0].message


def test_a_collector_may_get_fewer_but_not_more() -> None:
    assert serials("1, 2", 5, exact=False) == ("1", "2")
    assert codes("1, 2", 1, exact=False) == ["count_mismatch"]


def test_each_serial_that_is_taken_is_told_with_where_it_is() -> None:
    found = expand("1-3, 9", 4, taken=has("2", "9"))
    assert isinstance(found, Errors)
    assert [(error.code, error.group) for error in found.errors] == [("taken", "1-3"), ("taken", "9")]
    assert "in 2's place" in found.errors[0].message


def test_stock_is_not_asked_for_an_entry_that_is_wrong() -> None:
    def taken(asked: Sequence[str]) -> Mapping[str, str]:
        raise AssertionError(asked)

    assert codes("1, 1", 2, taken=taken) == ["duplicate"]


class Even:
    """Only even numbers; none above 8."""

    def validate(self, serial: str, part: PartFacts) -> str:
        return "" if serial[-1] in "02468" else "is odd"

    def next(self, latest: str | None, part: PartFacts) -> str | None:
        found = 2 if latest is None else int(latest) + 2
        return str(found) if found <= 8 else None

    def sort_key(self, serial: str) -> int:
        return int(serial)


EVEN = PartScheme(PartFacts("P"), Plugin("even", Even))


def test_the_scheme_says_what_is_valid_and_what_comes_next() -> None:
    assert serials("~, 6, ~", 3, "2", scheme=EVEN) == ("4", "6", "8")
    assert serials("2+2", 3, scheme=EVEN) == ("2", "4", "6")
    assert wrong("1-3", 3, scheme=EVEN) == [("refused", "1-3"), ("refused", "1-3")]
    assert wrong("1+1", 2, scheme=EVEN) == [("refused", "1+1")]
    assert wrong("~+4", 5, scheme=EVEN) == [("cannot_count_on", "~+4")]


class Broken(Even):
    def validate(self, serial: str, part: PartFacts) -> str:
        raise OSError("no table")


class Stuck(Even):
    def next(self, latest: str | None, part: PartFacts) -> str | None:
        return "4"


class Lying(Even):
    def next(self, latest: str | None, part: PartFacts) -> Any:
        return "a\0b"


@pytest.mark.parametrize(("text", "scheme"), [("2-4", Broken), ("2+2", Broken), ("~+3", Lying), ("~-5", Lying)])
def test_a_scheme_that_fails_is_a_fault_in_words_told_once(
    text: str, scheme: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        found = expand(text, 9, exact=False, scheme=PartScheme(PartFacts("P"), Plugin("acme", scheme)))
    assert isinstance(found, Errors)
    (error,) = found.errors
    assert error.fault
    assert "acme" in error.message
    assert "acme" in caplog.text


def test_a_scheme_that_gives_one_serial_again_has_no_more() -> None:
    assert codes("~, ~", 2, scheme=PartScheme(PartFacts(), Plugin("stuck", Stuck))) == ["cannot_count_on"]


words = st.text(alphabet='0129AZ~+-., ;\n\t"\x1d٣é', max_size=60)


@given(words, st.integers(-1, 40), st.none() | st.sampled_from(["7", "SN009", "ABC", "9" * 100]), st.booleans())
def test_nothing_comes_out_twice_or_beyond_the_quantity_and_nothing_is_raised(
    text: str, quantity: int, latest: str | None, exact: bool
) -> None:
    found = expand(text, quantity, exact=exact, latest=lambda: latest, taken=has("8", "SN011"))
    if isinstance(found, Errors):
        assert found.errors
        assert all(error.message for error in found.errors)
        return
    assert len(set(found.serials)) == len(found.serials) <= quantity
    assert not {"8", "SN011"} & set(found.serials)
    assert all(found.serials)
    assert not exact or len(found.serials) == quantity


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=100))
def test_a_quoted_serial_stands_for_itself(serial: str) -> None:
    if serial == serial.strip():
        assert serials(quoted(serial), 1) == (serial,)
        assert serials(f"{quoted(serial)} {quoted('a' * 99)}", 2)[0] == serial


@pytest.mark.parametrize(
    "text",
    [
        *("." * 100_000, '"' * 100_001, "1," * 50_000, "~" + "+" * 100_000, " " * 100_000 + "-", "1 -" * 33_000),
        *('- "' * 30_000, '"a" ' * 30_000, "10+ ," * 9_000, "x" * 100_000, "A1-A5;" * 5_000, "9" * 98 + "+9"),
    ],
    ids=lambda text: text[:8],
)
def test_a_hostile_text_is_answered(text: str) -> None:
    assert codes(text, MOST)
