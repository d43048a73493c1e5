"""Bytes to frames and frames to codes: pure, so by tables and properties."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drivers.framing import LIMIT, Frame, Framer, finish
from kiosk.config import HidConfig, SerialConfig
from kiosk.scan import Label, TornBy

TERMINATORS = ("cr", "lf", "crlf", "etx", "none")
LONG = b"x" * (LIMIT + 1)


def frames_of(config, data, torn=None):
    framer = Framer(config, torn)
    return framer.feed(data) + framer.silence()


@pytest.mark.parametrize(
    ("terminator", "data", "expected"),
    [
        ("cr", b"A\rB\r", [b"A", b"B"]),
        ("lf", b"A\nB\n", [b"A", b"B"]),
        ("crlf", b"A\r\nB\r\n", [b"A", b"B"]),
        ("crlf", b"A\rB\nC\r\n", [b"A\rB\nC"]),
        ("etx", b"A\x03B\x03", [b"A", b"B"]),
        ("none", b"A\rB", [b"A\rB"]),
        ("cr", b"A\r\nB\r\n", [b"A", b"B"]),  # a scanner that sends more than the station expects
        ("lf", b"A\r\nB\r\n", [b"A", b"B"]),
        ("lf", b"A\n\rB\n\r", [b"A", b"B"]),
        ("etx", b"A\x03\r\nB\x03\r\n", [b"A", b"B"]),
        ("cr", b"A\nB\r", [b"A\nB"]),  # inside a code it is the code's
        ("cr", b"\r\r\nA\r\r", [b"A"]),
        ("cr", b"\xff\xfe\x00\x1d\r", [b"\xff\xfe\x00\x1d"]),
        ("cr", b" A \r", [b" A "]),
    ],
)
def test_a_frame_ends_at_its_terminator(terminator, data, expected):
    assert frames_of(SerialConfig(terminator=terminator), data) == [Frame(raw) for raw in expected]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x02A\x03\x02B\x03", [Frame(b"A"), Frame(b"B")]),
        (b"\x02A\x03\r\n\x00\x02B\x03", [Frame(b"A"), Frame(b"B")]),  # noise between two codes
        (b"\x02A\x02B\x03", [Frame(b"A", TornBy.BROKEN_OFF), Frame(b"B")]),  # a terminator was lost
        (b"A\x03\x02B\x03", [Frame(b"A", TornBy.BROKEN_OFF), Frame(b"B")]),  # an STX was lost
        (b"\x02\x03\x02B\x03", [Frame(b"B")]),
    ],
)
def test_with_stx_only_what_stands_between_stx_and_terminator_is_a_code(data, expected):
    assert frames_of(SerialConfig(terminator="etx", stx=True), data) == expected


@pytest.mark.parametrize("terminator", TERMINATORS)
def test_a_frame_of_exactly_the_limit_is_whole(terminator):
    end = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n", "etx": b"\x03", "none": b""}[terminator]
    assert frames_of(SerialConfig(terminator=terminator), LONG[1:] + end) == [Frame(LONG[1:])]


def test_a_frame_over_the_limit_is_torn_once_and_lost_up_to_its_terminator():
    framer = Framer(SerialConfig())
    assert framer.feed(LONG) == [Frame(LONG[:LIMIT], TornBy.TOO_LONG)]
    assert framer.feed(LONG) == []
    assert framer.feed(b"tail\rNEXT\r") == [Frame(b"NEXT")]


def test_a_frame_over_the_limit_without_terminators_is_lost_up_to_a_silence():
    framer = Framer(SerialConfig(terminator="none"))
    assert framer.feed(LONG) == [Frame(LONG[:LIMIT], TornBy.TOO_LONG)]
    assert framer.feed(b"tail") == []
    assert framer.silence() == []
    assert framer.feed(b"NEXT") + framer.silence() == [Frame(b"NEXT")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"ILL\rB\r", [Frame(b"ILL", TornBy.OPENED), Frame(b"B")]),
        (b"\rB\r", [Frame(b"", TornBy.OPENED), Frame(b"B")]),  # all but the end of a code was missed
        (b"ILL", [Frame(b"ILL", TornBy.OPENED)]),
        (LONG + b"\rB\r", [Frame(LONG[:LIMIT], TornBy.OPENED), Frame(b"B")]),
    ],
)
def test_what_was_under_way_when_the_port_was_opened_is_torn_and_the_next_code_whole(data, expected):
    assert frames_of(SerialConfig(), data, TornBy.OPENED) == expected


def test_after_a_silence_since_opening_the_next_code_is_whole():
    framer = Framer(SerialConfig(), TornBy.OPENED)
    assert framer.silence() == []
    assert framer.feed(b"A\r") == [Frame(b"A")]


def test_a_half_code_is_told_at_once_and_never_joined_to_what_comes_long_after_it():
    framer = Framer(SerialConfig())
    framer.feed(b"HALF")
    assert framer.break_off(TornBy.BROKEN_OFF) == [Frame(b"HALF", TornBy.BROKEN_OFF)]
    assert not framer.inside
    assert framer.feed(b"CODE\rB\r") == [Frame(b"CODE", TornBy.BROKEN_OFF), Frame(b"B")]


def test_after_a_half_code_stx_tells_the_next_code_from_the_rest():
    framer = Framer(SerialConfig(terminator="etx", stx=True))
    for half in (b"\x02HALF", b"\x00"):
        framer.feed(half)
        assert framer.break_off(TornBy.BROKEN_OFF) == [Frame(half, TornBy.BROKEN_OFF)]
        assert framer.feed(b"\x02B\x03") == [Frame(b"B")]
    framer.feed(b"\x02HA")
    framer.break_off(TornBy.BROKEN_OFF)
    assert framer.feed(b"LF\x03") == [Frame(b"LF", TornBy.BROKEN_OFF)]


def test_a_code_after_one_that_was_too_long_and_never_ended_is_reported():
    framer = Framer(SerialConfig())
    framer.feed(LONG)
    assert framer.break_off(TornBy.BROKEN_OFF) == []  # told already
    assert framer.feed(b"CODE\rB\r") == [Frame(b"CODE", TornBy.BROKEN_OFF), Frame(b"B")]


def test_between_frames_there_is_nothing_to_break_off():
    framer = Framer(SerialConfig())
    framer.feed(b"A\r\n")
    assert framer.break_off(TornBy.BROKEN_OFF) == []
    assert framer.feed(b"B\r") == [Frame(b"B")]


pieces = st.one_of(
    st.sampled_from([b"\r", b"\n", b"\r\n", b"\x02", b"\x03", b"A", b"BC", b"\xff", LONG[:LIMIT], LONG, LONG + b"y"]),
    st.binary(max_size=6),
)


@given(
    config=st.builds(SerialConfig, terminator=st.sampled_from(TERMINATORS), stx=st.booleans()),
    torn=st.sampled_from([None, TornBy.OPENED]),
    data=st.lists(pieces, max_size=8).map(b"".join),
    cuts=st.lists(st.integers(0, 1 << 14), max_size=8),
)
@example(config=SerialConfig(terminator="crlf"), torn=None, data=LONG[:LIMIT] + b"\r\n", cuts=[LIMIT + 1])
@example(config=SerialConfig(terminator="crlf"), torn=None, data=LONG + b"\r\nA\r\n", cuts=[LIMIT, LIMIT + 2])
@example(config=SerialConfig(), torn=None, data=b"A\r\nB\r", cuts=[2])
@example(config=SerialConfig(terminator="lf"), torn=None, data=b"A\r\nB\n", cuts=[2])
def test_any_split_of_the_bytes_gives_the_same_frames(config, torn, data, cuts):
    framer = Framer(config, torn)
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    split = [data[start:end] for start, end in itertools.pairwise(edges)]
    in_pieces = [frame for chunk in split for frame in framer.feed(chunk)]
    assert in_pieces + framer.silence() == frames_of(config, data, torn)


@given(codes=st.lists(st.binary(min_size=1, max_size=40).filter(lambda raw: not set(raw) & set(b"\r\n\x02"))))
def test_every_code_that_holds_no_terminator_comes_out_as_it_went_in(codes):
    data = b"".join(code + b"\r" for code in codes)
    assert frames_of(SerialConfig(), data) == [Frame(code) for code in codes]


@pytest.mark.parametrize(
    ("config", "raw", "expected"),
    [
        (SerialConfig(), b"]C10112345678901231", (b"0112345678901231", "C1")),
        (SerialConfig(), b"]d2\x1d10A", (b"\x1d10A", "d2")),
        (SerialConfig(), b"]", (b"]", "")),
        (SerialConfig(), b"]C1", (b"]C1", "")),  # shown as it is, not passed over in silence
        (SerialConfig(), b"]1A", (b"]1A", "")),
        (SerialConfig(), b"A]C1", (b"A]C1", "")),
        (SerialConfig(aim=False), b"]C1A", (b"]C1A", "")),
        (SerialConfig(prefix="<", suffix=">"), b"<A>", (b"A", "")),
        (SerialConfig(prefix="<", suffix=">"), b"A", (b"A", "")),
        (SerialConfig(prefix="<", suffix=">"), b"<<A>>", (b"<A>", "")),
        (SerialConfig(prefix="<"), b"<]E04006381333931", (b"4006381333931", "E0")),
        (SerialConfig(prefix="ä"), "äA".encode(), (b"A", "")),
        (SerialConfig(prefix="<"), b"<\xff", (b"\xff", "")),
        (HidConfig(substitutions={"\uf70b": "\x1d"}), "A\uf70bB".encode(), (b"A\x1dB", "")),
        (SerialConfig(substitutions={"a": "b", "b": "a"}), b"ab", (b"ba", "")),
        (SerialConfig(substitutions={"<": "1", "<GS>": "\x1d"}), b"A<GS>B<", (b"A\x1dB1", "")),
        (SerialConfig(substitutions={".": "x"}), b"a.b", (b"axb", "")),
        (SerialConfig(substitutions={"a": "\\1"}), b"a", (b"\\1", "")),
        (SerialConfig(substitutions={"a": "b"}), b"a\xff", (b"a\xff", "")),  # not text: its bytes stay
        (SerialConfig(substitutions={"~": "<"}, prefix="<"), b"~A", (b"A", "")),  # before the prefix
        (SerialConfig(substitutions={"": "x"}), b"A", (b"A", "")),
    ],
)
def test_a_code_is_what_is_left_of_its_frame(config, raw, expected):
    assert finish(raw, config) == (Label(*expected),)


@pytest.mark.parametrize(
    ("config", "raw", "expected"),
    [
        (SerialConfig(between="\t"), b"A\tB", [("A", ""), ("B", "")]),
        (SerialConfig(between="\t"), b"\tA\t\tB\t", [("A", ""), ("B", "")]),  # nothing is no label
        (SerialConfig(between="\t"), b"A", [("A", "")]),
        (SerialConfig(between="\t"), b"\t", []),
        (SerialConfig(between="\x1e"), b"]E04006381333931\x1e]C1\x1d10A", [("4006381333931", "E0"), ("\x1d10A", "C1")]),
        (SerialConfig(between="\t", prefix="<", suffix=">"), b"<A>\t<B>", [("A", ""), ("B", "")]),  # around each
        (SerialConfig(between="\t", prefix="<", suffix=">"), b"<A\tB>", [("A", ""), ("B", "")]),  # around all
        (SerialConfig(between="\t", substitutions={"#": "\t"}), b"A#B", [("A", ""), ("B", "")]),
        (SerialConfig(), b"A\tB", [("A\tB", "")]),
    ],
)
def test_several_labels_of_a_frame_are_each_finished_by_themselves(config, raw, expected):
    assert finish(raw, config) == tuple(Label(code.encode(), symbology) for code, symbology in expected)
