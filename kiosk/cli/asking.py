"""A question to the person at the terminal."""

import sys
from collections.abc import Iterable

from kiosk.scan import visible

YES = frozenset({"y", "yes"})


def agreed(told: Iterable[str], question: str) -> bool:
    """Say on stderr what it is about, and ask: stdout is for what was done."""
    for text in told:
        sys.stderr.write(f"{visible(text)}\n")
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in YES
