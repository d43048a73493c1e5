"""`kiosk simulate`: escapes become bytes, and what the demo refuses becomes a sentence."""

import os
from argparse import ArgumentTypeError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import paths
from kiosk.cli.simulate import unescaped
from kiosk.errors import DeviceError
from kiosk.scan import Condition


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        (r"]C1010401\x1d21AB", b"]C1010401\x1d21AB"),
        (r"\xff\xFE", b"\xff\xfe"),
        (r"\u20ac", "€".encode()),
        (r"a\\x1d", rb"a\x1d"),
        (r"\n\r\t\0", b"\n\r\t\0"),
        ("ä", "ä".encode()),
        ("", b""),
    ],
)
def test_escapes(text, raw):
    assert unescaped(text) == raw


@pytest.mark.parametrize("text", [r"\x1", r"\q", "\\", r"\u12", r"a\xzz"])
def test_what_is_no_escape_is_refused(text):
    with pytest.raises(ArgumentTypeError):
        unescaped(text)


@given(st.binary())
def test_any_bytes_can_be_written(raw):
    assert unescaped("".join(f"\\x{byte:02x}" for byte in raw)) == raw
    assert unescaped(os.fsdecode(raw).replace("\\", "\\\\")) == raw


def test_the_codes_go_to_the_demos_socket(kiosk, hardware):
    assert kiosk("simulate", r"a\x1db", "2").code == 0
    assert hardware.simulated == [(paths.demo_socket(), [b"a\x1db", b"2"])]


def test_a_code_of_nothing_is_refused_before_any_is_scanned(kiosk, hardware):
    ended = kiosk("simulate", "1", "")
    assert (ended.code, ended.out, hardware.simulated) == (2, "", [])
    assert "the code is empty" in ended.err


@pytest.mark.parametrize("condition", [Condition.AWAY, Condition.DENIED, Condition.BUSY, Condition.FAULT])
def test_what_the_demo_refuses_is_told_in_a_sentence(kiosk, hardware, condition):
    hardware.refuses = DeviceError(condition, str(paths.demo_socket()))
    ended = kiosk("simulate", "1")
    assert (ended.code, ended.out) == (4, "")
    assert ended.err.startswith(("kiosk: No demo", "kiosk: The demo"))
