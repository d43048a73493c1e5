"""A typed text of serials, cut into its groups, and quoting, which keeps a serial from being cut or read.

Takes time in proportion to the text, whatever it holds: no pattern here goes back over what it has passed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_GAP = r"[,;\n\r \t]"
_QUOTES = r'"(?:[^"]|"")*+'  # the closing one is looked for behind it
_OPERATOR = r"[ \t]*+(?:[+-]|\.\.)[ \t]*+"
# A single quote within a word is part of it; what begins behind an operator is quoted, and refused later.
_WORD = rf'(?:[^,;\n\r \t+\-.]|\.(?!\.)|{_OPERATOR}(?:{_QUOTES}"?+)?+)++'

_gaps = re.compile(f"{_GAP}++")
_quoted = re.compile(_QUOTES)
_word = re.compile(_WORD)
_operator = re.compile(r"[ \t]*+([+-]|\.\.)[ \t]*+")
_quoted_end = re.compile(r'(?:[+-]|\.\.)[ \t]*+"')
# Line breaks and tabs part groups; of the others, none can be seen or kept.
_control = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Quoting(StrEnum):
    """How a token stands in quotes."""

    NONE = "none"
    WHOLE = "whole"
    UNENDED = "unended"
    MIXED = "mixed"  # with an operator or other text beside the quotes


@dataclass(frozen=True, slots=True)
class Token:
    """One group: `raw` as it was typed; `text` without quotes, and without blanks beside operators."""

    raw: str
    text: str
    quoting: Quoting = Quoting.NONE


def quoted(serial: str) -> str:
    """The text that stands for just this serial, whatever it contains."""
    return '"' + serial.replace('"', '""') + '"'


def control_character(text: str) -> str:
    """The first character of a text that nobody can see and no serial may have; empty where there is none."""
    found = _control.search(text)
    return found[0] if found else ""


def tokens(text: str) -> Iterator[Token]:
    """The groups of a text, one after the other."""
    at = 0
    while True:
        if gap := _gaps.match(text, at):
            at = gap.end()
        if at == len(text):
            return
        token, at = _quoted_token(text, at) if text[at] == '"' else _token(text, at)
        yield token


def _token(text: str, at: int) -> tuple[Token, int]:
    found = _word.match(text, at)
    assert found is not None  # whatever parts no groups is in it
    raw = found[0].rstrip(" \t")
    if _quoted_end.search(raw):
        return Token(raw, raw, Quoting.MIXED), found.end()
    return Token(raw, _operator.sub(r"\1", raw)), found.end()


def _quoted_token(text: str, at: int) -> tuple[Token, int]:
    found = _quoted.match(text, at)
    assert found is not None
    end = found.end()
    if end == len(text):
        return Token(text[at:], text[at + 1 :], Quoting.UNENDED), end
    inner = text[at + 1 : end].replace('""', '"')
    end += 1
    if beside := _word.match(text, end):
        raw = text[at : beside.end()].rstrip(" \t")
        return Token(raw, raw, Quoting.MIXED), beside.end()
    return Token(text[at:end], inner, Quoting.WHOLE), end
