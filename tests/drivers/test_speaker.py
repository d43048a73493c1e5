"""The PC speaker: the events that reach its node, step by step; a pipe stands for the node."""

import os
import struct

import pytest

from drivers.speaker import PATTERNS, Speaker, find
from kiosk.outcome import Tone

EVENT = struct.Struct("llHHi")
MS = 1_000_000


@pytest.fixture
def node(tmp_path):
    path = tmp_path / "event9"
    os.mkfifo(path)
    return path


@pytest.fixture
def heard(node):
    """Reads the frequencies that were asked for since it was last called."""
    fd = os.open(node, os.O_RDONLY | os.O_NONBLOCK)

    def read():
        try:
            events = list(EVENT.iter_unpack(os.read(fd, 4096)))
        except BlockingIOError:
            return []
        assert [event[2:4] for event in events[1::2]] == [(0, 0)] * (len(events) // 2)  # each with its SYN_REPORT
        assert {event[2:4] for event in events[::2]} <= {(0x12, 0x02)}
        return [event[4] for event in events[::2]]

    yield read
    os.close(fd)


def test_every_tone_has_a_pattern_of_its_own():
    assert set(PATTERNS) == set(Tone)
    assert len(set(PATTERNS.values())) == len(Tone)


@pytest.mark.parametrize("tone", list(Tone))
def test_a_pattern_is_played_in_steps_and_ends_in_silence(node, heard, tone):
    speaker = Speaker(node)
    speaker.play(tone, now=0)
    now = 0
    for hertz, milliseconds in PATTERNS[tone]:
        assert heard() == [hertz]
        now += milliseconds * MS
        assert speaker.deadline() == now
        speaker.expire(now - 1)
        assert heard() == []
        speaker.expire(now)
    assert heard() == [0]
    assert speaker.deadline() is None
    speaker.close()


def test_a_new_tone_ends_the_one_that_is_playing(node, heard):
    speaker = Speaker(node)
    speaker.play("fault", now=0)
    speaker.play("ok", now=1)
    assert heard() == [PATTERNS["fault"][0][0], PATTERNS["ok"][0][0]]
    speaker.expire(speaker.deadline())
    assert heard() == [0]
    assert speaker.deadline() is None
    speaker.close()


def test_closing_leaves_no_tone_sounding(node, heard):
    speaker = Speaker(node)
    speaker.play("no", now=0)
    speaker.close()
    assert heard() == [PATTERNS["no"][0][0], 0]


def test_a_speaker_that_goes_is_found_again_when_it_is_back(node, tmp_path):
    speaker = Speaker(node)
    first = os.open(node, os.O_RDONLY | os.O_NONBLOCK)
    speaker.play("ok", now=0)
    os.close(first)
    speaker.expire(speaker.deadline())  # to nobody
    second = os.open(node, os.O_RDONLY | os.O_NONBLOCK)
    speaker.play("ok", now=0)
    assert os.read(second, EVENT.size)
    speaker.close()
    os.close(second)


@pytest.mark.parametrize("missing", ["absent", "folder"])
def test_without_a_speaker_nothing_is_heard_and_nothing_fails(tmp_path, missing):
    path = {"absent": tmp_path / "none", "folder": tmp_path}[missing]
    speaker = Speaker(path)
    speaker.play("fault", now=0)
    while (deadline := speaker.deadline()) is not None:
        speaker.expire(deadline)
    speaker.close()


def test_an_unknown_tone_is_silence(node, heard):
    speaker = Speaker(node)
    speaker.play("polka", now=0)
    assert speaker.deadline() is None
    speaker.close()
    assert set(heard()) <= {0}


@pytest.mark.parametrize(
    ("masks", "expected"),
    [
        ({"event0": "0", "event3": "6", "event7": "4"}, "event3"),
        ({"event0": "0", "event1": "2"}, None),  # a bell only
        ({"event0": "1 0", "event1": "1 4"}, "event1"),
        ({"event0": "junk"}, None),
        ({}, None),
    ],
)
def test_the_speaker_is_the_input_device_that_plays_tones(tmp_path, masks, expected):
    for name, mask in masks.items():
        folder = tmp_path / name / "device" / "capabilities"
        folder.mkdir(parents=True)
        (folder / "snd").write_text(mask + "\n")
    found = find(tmp_path, tmp_path)
    assert found == (tmp_path / expected if expected else None)
