"""What is said of patterns for weights and quantities inside codes.

What is wrong with the rule is the end of a sentence that begins with it, as in `kiosk.wording.fields`.
"""

from kiosk.wording.fields import quoted
from kiosk.wording.settings import AMOUNT_EXAMPLE

_FORM = f"PATTERN EXAMPLE=AMOUNT, such as {AMOUNT_EXAMPLE}"


def amount() -> str:
    return "amount"


def base() -> str:
    return "code without the amount"


def rule(rule: str) -> str:
    """Why a code was taken for one with an amount in it; the rule is the pattern."""
    return f"It fits the pattern {rule} of the setting code_amounts."


def is_zero() -> str:
    """Of a code that fits a pattern, but says that it is of nothing."""
    return "The amount in this code is 0. Scan a label that the scale printed for goods."


def form() -> str:
    """What the rule may be."""
    return f'{_FORM}; several with ";" between them, or "" for none'


def no_entry(text: str) -> str:
    return f"has {quoted(text)} where {_FORM} is due"


def no_pattern(text: str) -> str:
    return (
        f"has the pattern {quoted(text)}; a pattern has digits, . for any digit, and once the amount, {{NNDDD}}, with"
        " an N for each whole digit and a D for each decimal"
    )


def too_many(most: int) -> str:
    return f"has more than {most} patterns"


def too_many_digits(pattern: str, whole: int, decimals: int) -> str:
    return f"has the pattern {quoted(pattern)}; an amount has at most {whole} N and {decimals} D"


def too_long(pattern: str, most: int) -> str:
    return f"has the pattern {quoted(pattern)}, which is longer than {most} positions"


def no_digit(pattern: str, length: int) -> str:
    return f"has the pattern {quoted(pattern)}, which would take every code of {length} digits; begin it with a digit"


def no_amount(pattern: str, amount: str) -> str:
    return f"has, behind the pattern {quoted(pattern)}, {quoted(amount)} for the amount of its example; 1.5 is one"


def other_amount(pattern: str, example: str, read: str, amount: str) -> str:
    return f"says that {quoted(example)} holds {amount}, but the pattern {quoted(pattern)} reads {read} in it"


def nothing(pattern: str, example: str) -> str:
    return f"has the pattern {quoted(pattern)} with the example {quoted(example)}, which holds 0; give one with more"


def taken(pattern: str, example: str, earlier: str) -> str:
    return (
        f"has the pattern {quoted(pattern)}, whose example {quoted(example)} is read by {quoted(earlier)} before it;"
        " put the narrower pattern first"
    )


def wrong_check_digit(pattern: str, example: str, right: str) -> str:
    return (
        f"has the pattern {quoted(pattern)} with the example {quoted(example)}, whose check digit, the last one, should"
        f" be {right}"
    )


def not_fitting(pattern: str, example: str) -> str:
    return f"has the pattern {quoted(pattern)}, which its example {quoted(example)} doesn't fit"


def other_length(pattern: str, example: str, length: int, due: int) -> str:
    due_text = f"{due} or, with a check digit, {due + 1}" if due == 12 else str(due)
    return (
        f"has the pattern {quoted(pattern)} for codes of {due_text} digits, but its example {quoted(example)} has"
        f" {length}"
    )
