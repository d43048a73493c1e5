"""Text with pieces in braces, as masks and templates of batch codes have it; `{{` and `}}` are braces as they stand."""

import re
from collections.abc import Iterator

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[^{}]+")


class LoneBrace(ValueError):
    """A brace has no other one. `str()` is the text from there on."""


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces in their order, each with whether it stood in braces. Raises LoneBrace."""
    at = 0
    while at < len(text):
        found = _PIECE.match(text, at)
        if found is None:
            raise LoneBrace(text[at:])
        if found[1] is not None:
            yield found[1], True
        else:
            yield found[0][0] if found[0] in {"{{", "}}"} else found[0], False
        at = found.end()
