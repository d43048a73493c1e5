"""Command codes: what is scanned off a sheet in place of a key, such as `KSKCMDDONE` for done or `KSKCMDX20` for 20.

Pure. A command is the prefix of our own codes, `CMD` and a word: letters and digits only, and no dash, so that it is
never one of our own codes. A scanner that is set to another layout may send Y for Z and Z for Y, or small letters:
either way it is the same command. All that begins as a command is one, if only one that nobody knows: no such code
ever names a thing.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

MARK = "CMD"  # follows the prefix
MOST = 10_000  # what a quantity can be


class Word(StrEnum):
    """The values are what stands in the code."""

    CONFIRM = "CONFIRM"
    CANCEL = "CANCEL"  # one step back
    UNDO = "UNDO"
    DONE = "DONE"  # save, post, do it
    TIMES = "X"  # followed by a number: the quantity is that
    ROW = "R"  # followed by a digit: chooses the row of this number
    NEXT = "NEXT"  # a new line, list, unit
    ACCEPT = "ACCEPT"
    REJECT = "REJECT"
    HELP = "HELP"
    MENU = "MENU"
    # Tasks of the menu
    SCAN = "SCAN"
    SEARCH = "SEARCH"
    SERIALS = "SERIALS"
    LOW = "LOW"
    HISTORY = "HISTORY"
    STATION = "STATION"
    ORDER = "ORDER"
    RECEIPT = "RECEIPT"
    ISSUE = "ISSUE"
    PURCHASE = "PURCHASE"
    SALE = "SALE"
    RETURN = "RETURN"
    DOCUMENTS = "DOCUMENTS"
    LISTS = "LISTS"
    MOVE = "MOVE"
    OUT = "OUT"
    WHERE = "WHERE"
    REPAIRS = "REPAIRS"
    COUNT = "COUNT"
    PRINT = "PRINT"


NUMBERED = frozenset({Word.TIMES, Word.ROW})  # those that a number follows


@dataclass(frozen=True, slots=True)
class Command:
    """What a code commands; `word` is None where it is a word that nobody knows.

    `number` goes with TIMES and ROW; one that is more than a quantity can be has no word.
    """

    word: Word | None
    number: int = 0


_EXCHANGED = str.maketrans("Z", "Y")
_EXCHANGED_BYTES = bytes.maketrans(b"Z", b"Y")
_WORDS = {word.value.translate(_EXCHANGED): word for word in Word if word not in NUMBERED}
_TIMES = re.compile(r"X([1-9][0-9]{0,11})")
_ROW = re.compile(r"R([0-9])")


def read(raw: bytes, prefix: str) -> Command | None:
    """The command that a code is; None for any other code. No prefix: no commands."""
    if not prefix:
        return None
    begin = _begin(prefix)
    size = len(begin)
    # Nearly no code is one, and each is asked here: what costs more waits until it begins as one.
    if raw[:size].upper().translate(_EXCHANGED_BYTES) != begin or len(raw) == size or not raw.isascii():
        return None
    tail = _plain(raw[size:].decode("ascii"))
    if times := _TIMES.fullmatch(tail):
        number = int(times[1])
        return Command(Word.TIMES if number <= MOST else None, number)
    if row := _ROW.fullmatch(tail):
        return Command(Word.ROW, int(row[1]))
    return Command(_WORDS.get(tail))


def write(word: Word, prefix: str, number: int = 0) -> str:
    """The code to print."""
    return f"{prefix}{MARK}{word}{number if word in NUMBERED else ''}"


@cache
def _begin(prefix: str) -> bytes:
    return _plain(prefix + MARK).encode()


def _plain(text: str) -> str:
    return text.upper().translate(_EXCHANGED)
