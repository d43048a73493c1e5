"""The few signs that the screens draw, for a terminal with Unicode fonts and for the Linux console.

The console's font has 256 or 512 glyphs: what is not among them is drawn as ■, so it gets plain ones.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """One set of signs. `pictures` says whether control characters are shown as ␝ or as <GS>."""

    pictures: bool
    ready: str
    away: str
    trouble: str
    more: str  # stands for what did not fit
    cursor: str
    bar: str
    rest: str  # the empty part of a bar
    dot: str
    good: str
    again: str
    ask: str
    bad: str
    fault: str


UNICODE = Marks(
    pictures=True,
    ready="●",
    away="○",
    trouble="!",
    more="…",
    cursor="▸",
    bar="━",
    rest="─",
    dot="·",
    good="✔",
    again="↻",
    ask="?",
    bad="✘",
    fault="⚠",
)
CONSOLE = Marks(
    pictures=False,
    ready="*",
    away="o",
    trouble="!",
    more="~",
    cursor=">",
    bar="#",
    rest="-",
    dot="-",
    good="+",
    again="=",
    ask="?",
    bad="x",
    fault="!",
)
