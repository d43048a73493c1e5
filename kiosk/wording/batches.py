"""What is said of batch codes and of the template that makes them.

What is wrong with a template is the end of a sentence that begins with it, as in `kiosk.wording.fields`.
"""

from collections.abc import Sequence

from kiosk.scan import visible
from kiosk.wording.fields import alternatives, quoted

_EXAMPLE = "such as {year}{month:02}{day:02}"


def lone_brace(text: str) -> str:
    return f"has a lone brace at {quoted(text)}; {_EXAMPLE}, and {{{{ for a brace"


def no_field(name: str, names: Sequence[str]) -> str:
    return f"can't have {quoted('{' + name + '}')} in it; there are {alternatives(names)}, {_EXAMPLE}"


def width_of_text(name: str) -> str:
    return f"gives a width to {{{name}}}, which is text; only numbers have one, such as {{month:02}}"


def unreadable(template: str, why: str) -> str:
    return f"No batch code: the template {quoted(template)} {why}. Change the setting batch_template."


def no_batch(text: str, why: str) -> str:
    return f"No batch code: {quoted(text)} {why}. Type the batch, and change the setting batch_template."


def scheme_missing(name: str) -> str:
    return (
        f"No batch code: the batch scheme {visible(name)} is not installed here. Type the batch; install the scheme, or"
        " change the setting batch_template."
    )


def scheme_failed(name: str, error: str) -> str:
    return f"No batch code: the batch scheme {visible(name)} failed: {visible(error[:200])}. Type the batch."
