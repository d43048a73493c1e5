"""What is said of serials that are typed in short, and of the schemes that decide which are valid."""

from kiosk.scan import visible
from kiosk.wording.fields import SHOWN, quoted

_COUNTED = 10**12  # sizes above are not spelt out


def shown(text: str) -> str:
    """A group or a serial within a sentence."""
    return f"{visible(text[:SHOWN])}{'…' if len(text) > SHOWN else ''}"


def _serials(count: int) -> str:
    if count > _COUNTED:
        return f"more than {_COUNTED:,} serials"
    return "1 serial" if count == 1 else f"{count:,} serials"


def _or_quote(text: str) -> str:
    return f"write {quoted(text)} in quotes for one serial of that name."


def invalid_quantity(quantity: int, most: int) -> str:
    return f"The quantity is {quantity:,}; serials go with a whole number from 1 to {most:,}. Set the quantity first."


def control_character(char: str) -> str:
    return f"The text has a control character in it ({visible(char)}). Type it without."


def empty() -> str:
    return "There is no serial in it. Type serials, parted by commas."


def unended(text: str) -> str:
    return f"{shown(text)} begins with a quote that has no end. Type the closing quote."


def quoted_with_operator(text: str) -> str:
    return f"{shown(text)} has more than a quoted serial in it. Put a comma beside the quotes, or quote all of it."


def too_long(text: str, most: int) -> str:
    return f"{shown(text)} is {len(text):,} characters long; a group has at most {most:,}. Split it up."


def refused(serial: str, why: str) -> str:
    """`why` is the end of a sentence, as in `kiosk.wording.fields`."""
    return f"The serial {why}."


def nothing_before(text: str, operator: str) -> str:
    return f'{shown(text)} has nothing before "{operator}": type the serial that it begins with, or {_or_quote(text)}'


def nothing_after(text: str, operator: str) -> str:
    return f'{shown(text)} has nothing after "{operator}": type the serial that it ends with, or {_or_quote(text)}'


def two_pluses(text: str) -> str:
    return f"{shown(text)} has more than one +. Put a comma between two groups, or {_or_quote(text)}"


def no_count(text: str, more: str) -> str:
    return f"{shown(text)}: {quoted(more)} is not how many more. Type a whole number after the +, or {_or_quote(text)}"


def no_range(text: str) -> str:
    return (
        f"{shown(text)} is no range: both ends are one text with different digits at the end, as SN-001..SN-005;"
        f" or {_or_quote(text)}"
    )


def misplaced_next(text: str) -> str:
    return f"{shown(text)}: ~ is a whole serial, as in ~ or ~+5 or ~..105; type it so, or {_or_quote(text)}"


def backwards(group: str, first: str, last: str) -> str:
    ends = f"from {shown(first)} to {shown(last)}"
    return f"{shown(group)} does not go up {ends}. Type the lower one first, or {_or_quote(group)}"


def other_width(group: str, first: str, last: str) -> str:
    return (
        f"{shown(group)}: {shown(last)} has zeros before its number, but not as many digits as {shown(first)}."
        f" Type both with as many, or {_or_quote(group)}"
    )


def next_of_other_text(group: str, first: str) -> str:
    return f"{shown(group)}: the next serial is {shown(first)}; let the range end with a serial like that."


def second_open(group: str, first: str) -> str:
    return f"{shown(group)} has no end, and {shown(first)} has none already. Type how many more after the +."


def range_exceeds(group: str, size: int, quantity: int) -> str:
    return f"{shown(group)} is {_serials(size)}, the quantity is {quantity:,}; {_or_quote(group)}"


def too_many(most: int) -> str:
    return f"These are more than {most:,} serials in all. Enter at most {most:,} at once."


def duplicate(serial: str) -> str:
    return f"{shown(serial)} is in it twice. Take one of them out."


def count_mismatch(count: int, quantity: int, *, exact: bool) -> str:
    if exact:
        return f"These are {_serials(count)}, the quantity is {quantity:,}. Type as many as the quantity, or change it."
    return f"These are {_serials(count)}, but only {quantity:,} of the quantity are left. Type fewer, or change it."


def cannot_count_on(serial: str) -> str:
    return f"{shown(serial)} can't be counted on: it ends with no digit, or it is the last one. Type each serial."


def no_next(latest: str | None) -> str:
    if latest is None:
        return "The part has no serial yet, and its scheme knows no first one. Type the first serial instead of ~."
    return f"The latest serial is {shown(latest)}, which can't be counted on. Type the serials instead of ~."


def no_more(last: str | None) -> str:
    after = "" if last is None else f" after {shown(last)}"
    return f"There are not enough free serials{after}. Type the serials instead of ~."


def taken(serial: str, why: str) -> str:
    """`why` is an end of a sentence, as of `clashes`."""
    return f"{shown(serial)} {why}."


def refused_by_scheme(serial: str, reason: str) -> str:
    return f"{shown(serial)}: {visible(reason)}"


def scheme_failed(name: str, error: str) -> str:
    return f"The serial scheme {shown(name)} failed: {visible(error[:200])}. Have it mended, or give the part another."


def scheme_missing(name: str) -> str:
    return f"The serial scheme {shown(name)} is not installed here. Install it, or give the part another scheme."


def no_quantity(text: str, most: int) -> str:
    return f"The quantity {quoted(text)} is no whole number; serials go with 1 to {most:,}."


# kiosk serials


def serials_help() -> str:
    return "work with serial numbers: what a typed pattern stands for"


def expand_help() -> str:
    return "print the serials that a pattern stands for"


def expand_about() -> str:
    return """\
Prints the serials that PATTERN stands for, one a line, as they would come in: just as many as --quantity says.
Nothing is stored. With --part the store is asked for the latest serial, for those that are taken and for what the
part's scheme allows; without it no store is opened. What is wrong with PATTERN is told on stderr, with --json as
{"errors": [...]}; the exit code is 1 then.

  1, 2, 45            as listed; also parted by semicolons, line breaks or blanks
  10-15  A01..A03     both ends and all between
  10+3                10 and three more
  10+                 10 and on, as many as the quantity leaves
  ~  ~+5  ~-105       the next serial; with five more; up to 105
  "SN-1+4"            just this, whatever is in it

Put PATTERN in quotes of the shell, where ~ stands for something else; one that begins with - goes behind --."""


def pattern() -> str:
    return "the serials in short; - reads them from stdin"


def quantity_option() -> str:
    return "how many serials there are to be"


def latest_option() -> str:
    return "the serial that ~ counts on from; without it ~ is 1"


def part_option() -> str:
    return "the part of the store that they are for: its number or any code of it"
