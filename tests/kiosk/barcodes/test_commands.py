"""Command codes say the same however a scanner's layout bends them, and are never a code of anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.barcodes import commands, internal
from kiosk.barcodes.commands import Command, Word
from kiosk.stock.rules import Rules, is_allowed
from kiosk.stock.thing import Kind

prefixes = st.text("ABCKSXYZ019", min_size=1, max_size=10).filter(lambda text: is_allowed("code_prefix", text))


@given(prefixes, st.sampled_from(Word), st.integers(1, commands.MOST))
def test_what_is_written_is_read(prefix: str, word: Word, number: int) -> None:
    number = number if word is Word.TIMES else number % 10 if word is Word.ROW else 0
    code = commands.write(word, prefix, number)
    assert code.isascii()
    assert code.isalnum()
    assert commands.read(code.encode(), prefix) == Command(word, number)


@pytest.mark.parametrize(
    ("code", "command"),
    [
        ("KSKCMDDONE", Command(Word.DONE)),
        ("kskcmddone", Command(Word.DONE)),
        ("KSKCMDHISTORZ", Command(Word.HISTORY)),
        ("KSKCMDX20", Command(Word.TIMES, 20)),
        ("KSKCMDR0", Command(Word.ROW, 0)),
        ("kskcmdr9", Command(Word.ROW, 9)),
        ("KSKCMDR10", Command(None)),
        ("KSKCMDR", Command(None)),
        ("KSKCMDX10000", Command(Word.TIMES, 10_000)),
        ("KSKCMDX10001", Command(None, 10_001)),
        ("KSKCMDX1000000000000", Command(None)),
        ("KSKCMDX0", Command(None)),
        ("KSKCMDX020", Command(None)),
        ("KSKCMDX", Command(None)),
        ("KSKCMDX1x", Command(None)),
        ("KSKCMDNONE", Command(None)),
        ("KSKCMDDONE ", Command(None)),
        ("KSKCMD", None),
        ("CMDDONE", None),
        ("KSK-CMDDONE", None),
        ("XKSKCMDDONE", None),
        ("KSK-PA10", None),
        ("KSKCMDDONÉ", None),
        ("", None),
    ],
)
def test_a_code_is_the_command_that_it_says(code: str, command: Command | None) -> None:
    assert commands.read(code.encode(), Rules().code_prefix) == command


def test_a_prefix_may_hold_the_letters_that_layouts_exchange() -> None:
    assert commands.read(b"YZCMDDONE", "ZY") == Command(Word.DONE)


def test_without_a_prefix_there_are_no_commands() -> None:
    assert commands.read(b"CMDDONE", "") is None


@given(prefixes, st.sampled_from(Kind), st.integers(1, 10**17))
def test_no_code_of_our_own_is_a_command(prefix: str, kind: Kind, id: int) -> None:
    assert commands.read(internal.write(kind, id, prefix).encode(), prefix) is None


@given(prefixes, st.sampled_from(Word), st.integers(1, 99))
def test_no_command_is_a_code_of_our_own(prefix: str, word: Word, number: int) -> None:
    assert internal.read(commands.write(word, prefix, number), prefix) is None


@given(st.binary(max_size=40), prefixes)
def test_no_code_is_too_odd_to_be_read(raw: bytes, prefix: str) -> None:
    commands.read(raw, prefix)
