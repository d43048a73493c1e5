"""Several labels of one trigger are one message: nothing is lost, and all as before where the config says nothing."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.report import Reporter
from drivers.together import MOST, Together, combined
from drivers.wire import LARGEST, encode
from kiosk.config import SerialConfig
from kiosk.scan import Condition, Label, Scan, ScannerState, Torn, TornBy

MS = 1_000_000
CONFIG = SerialConfig(name="desk", together_ms=100)


def scan(raw, at, symbology=""):
    return Scan(raw, "desk", 99, at, at * MS, symbology)


def torn(raw, at):
    return Torn(raw, "desk", 99, at, at * MS, TornBy.DROPPED)


def collect(messages, config=CONFIG, inside=()):
    together = Together(config, count(1))
    done = [one for at, message in enumerate(messages) for one in together.feed([message], inside=at in inside)]
    return [*done, *together.end()]


def codes(messages):
    return [[label.raw for label in message.labels] or message.raw for message in messages]


def test_codes_that_follow_each_other_are_one_read_and_others_stand_alone():
    read = collect([scan(b"A", 0), scan(b"B", 60), scan(b"C", 160), scan(b"D", 261)])
    assert codes(read) == [[b"A", b"B", b"C"], b"D"]
    assert [one.seq for one in read] == [1, 2]
    assert read[0].mono == 160 * MS


def test_a_code_that_began_in_time_belongs_to_the_read_however_long_it_is():
    assert codes(collect([scan(b"A", 0), scan(b"B", 900)], inside={1})) == [[b"A", b"B"]]
    assert codes(collect([scan(b"A", 0), scan(b"B", 900)])) == [b"A", b"B"]


def test_the_journal_gets_the_bytes_of_all_and_their_symbologies():
    (read,) = collect([scan(b"4006381333931", 0, "E0"), scan(b"SN-1", 10), scan(b"10A\x1d", 20, "C1")])
    assert (read.raw, read.symbology) == (b"4006381333931\nSN-1\n10A\x1d", "E0 - C1")
    assert read.labels == (Label(b"4006381333931", "E0"), Label(b"SN-1"), Label(b"10A\x1d", "C1"))


def test_one_code_is_delivered_as_if_there_were_nothing_to_wait_for():
    assert collect([scan(b"A", 0, "C1")]) == [replace(scan(b"A", 0, "C1"), seq=1)]


def test_the_same_label_again_and_again_is_one_code():
    assert collect([scan(b"A", 0), scan(b"A", 10)]) == [replace(scan(b"A", 10), seq=1)]


def test_a_torn_label_makes_the_whole_read_torn_with_all_its_bytes():
    for order in ([scan(b"A", 0), torn(b"HAL", 10), scan(b"C", 20)], [torn(b"A\nHAL", 0), scan(b"C", 20)]):
        (read,) = collect(order)
        assert isinstance(read, Torn)
        assert (read.raw, read.why, read.seq) == (b"A\nHAL\nC", TornBy.DROPPED, 1)


def test_a_change_of_state_ends_a_read():
    away = ScannerState("desk", Condition.AWAY)
    read = collect([scan(b"A", 0), away, scan(b"B", 1)])
    assert read == [replace(scan(b"A", 0), seq=1), away, replace(scan(b"B", 1), seq=2)]


def test_a_scanner_that_never_stops_is_cut_into_reads_that_the_wire_takes():
    read = collect([scan(bytes([number]) * 4096, number) for number in range(2 * MOST)])
    assert [len(one.labels) for one in read] == [MOST, MOST]
    assert all(len(encode(one)) < LARGEST for one in read)


def test_where_a_silence_ends_codes_it_counts_beside_the_time_between_them():
    together = Together(SerialConfig(terminator="none", silence_ms=50, together_ms=100), count(1))
    together.feed([scan(b"A", 0)], inside=False)
    assert together.deadline() == 150 * MS


@given(codes=st.lists(st.tuples(st.integers(0, 300), st.booleans(), st.booleans()), max_size=60))
def test_nothing_is_lost_or_put_in_another_order(codes):
    at, messages, inside = 0, [], set()
    for number, (pause, broken, begun) in enumerate(codes):
        at += pause
        messages.append((torn if broken else scan)(b"%d" % number, at))
        inside |= {number} if begun else set()
    read = collect(messages, inside=inside)
    assert [one.seq for one in read] == list(range(1, len(read) + 1))
    assert [raw for one in read for raw in one.raw.split(b"\n")] == [message.raw for message in messages]
    for one in read:
        assert isinstance(one, Torn) or b"\n".join(label.raw for label in one.labels) in (one.raw, b"")


def test_a_frame_of_several_labels_is_one_scan_and_of_too_many_is_torn():
    reporter = Reporter(SerialConfig(name="desk", between="\t"), count(1))
    (read,) = reporter.report(b"A\tB", 5, None)
    assert read.labels == (Label(b"A"), Label(b"B"))
    assert reporter.report(b"A\tA\t", 5, None)[0].labels == ()
    assert reporter.report(b"\t", 5, None) == []
    (many,) = reporter.report(b"\t".join(b"%d" % number for number in range(MOST + 1)), 5, None)
    assert many.why is TornBy.TOO_LONG


@pytest.mark.parametrize("labels", [[Label(b"A")], [Label(b"A"), Label(b"A")]])
def test_what_is_one_code_has_no_labels(labels):
    assert combined(scan(b"", 0), labels) == scan(b"A", 0)


async def test_a_read_of_a_scanner_comes_through_its_reader_as_one_scan(station, scanner):
    """The reader for real, on pseudo-terminals: one port waits for more codes, the other doesn't."""
    both, alone = scanner(), scanner()
    one = station(
        SerialConfig(name="both", port=both.port, together_ms=300, between="\t"),
        SerialConfig(name="alone", port=alone.port),
    )
    one.attach()
    await one.is_in(Condition.READY)
    for desk in (both, alone):
        desk.write(b"]E04006381333931\rSN-1\tSN-2\r")
    await one.has_read(3)
    by_name = {name: [code for code in one.codes if code.device == name] for name in ("both", "alone")}
    assert [code.raw for code in by_name["alone"]] == [b"4006381333931", b"SN-1\tSN-2"]
    (read,) = by_name["both"]
    assert read.labels == (Label(b"4006381333931", "E0"), Label(b"SN-1"), Label(b"SN-2"))
    both.write(b"A\r")
    await one.has_read(4)
    assert (one.codes[-1].raw, one.codes[-1].seq, one.codes[-1].labels) == (b"A", 2, ())
