"""What is said of masks of serials, and of serials that don't fit theirs.

Each is the end of a sentence that begins with the field, or with the serial, as in `kiosk.wording.fields`.
"""

from collections.abc import Sequence

from kiosk.wording.fields import one_of, quoted

_KINDS = {"digits": "a digit", "letters": "a letter", "mixed": "a letter or digit"}
_PIECES = "{digits 6}, {letters 2}, {mixed 4-8}, {luhn}, {mod10} or {mod43}"
_EXAMPLE = "such as SN-{digits 6}"


def lone_brace(text: str) -> str:
    return f"has a lone brace at {quoted(text)}; {_EXAMPLE}, and {{{{ for a brace"


def no_piece(text: str) -> str:
    return f"can't have {quoted('{' + text + '}')} in it; {_PIECES}"


def check_is_one(name: str) -> str:
    return f"gives a length to {{{name}}}, which is one character; write it without"


def no_length(text: str) -> str:
    return f"has no length in {quoted('{' + text + '}')}; a number, or two that go up, such as {{digits 4-8}}"


def all_fixed() -> str:
    return f"has no piece in braces, so all serials were the same; {_EXAMPLE}"


def too_long(length: int, most: int) -> str:
    return f"allows serials of {length:,} characters; at most {most:,}"


def two_ranges() -> str:
    return "has more than one piece of varying length; give all but one a fixed one"


def check_not_last() -> str:
    return "has something else than fixed text behind its check digit; put the check digit last"


def check_of_nothing(name: str) -> str:
    return f"has nothing before {{{name}}}; put the check digit last"


def no_scheme(name: str, names: Sequence[str]) -> str:
    return f"{one_of(name, names)}; another one must be installed first"


def missing() -> str:
    return f"must be given with the scheme mask; {_EXAMPLE}"


def without_scheme() -> str:
    return "goes with the scheme mask; choose that scheme, or clear this"


def other_length(length: int, least: int, most: int) -> str:
    allowed = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    return f"is {length:,} characters long, this part's serials have {allowed}"


def other_text(text: str, at: int) -> str:
    return f"must have {quoted(text)} at character {at}"


def other_kind(kind: str, at: int, char: str) -> str:
    return f"must have {_KINDS[kind]} at character {at}, not {quoted(char)}"


def other_check(check: str, char: str, due: str) -> str:
    return f"has the check digit {quoted(char)}, it should be {quoted(due)}; it may be misread: look, and scan it again"


def no_check(check: str) -> str:
    return f"has characters that {check} can't check"


def refused(wrong: str) -> str:
    """Why a serial is none of its part's, as a sentence."""
    return f"This serial {wrong}."
