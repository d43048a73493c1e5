"""What a scanner sends for a text: reports of keys that are pressed and released."""

from functools import cache

from drivers import layouts

_SHIFT, _ALTGR, _SPACE, _ENTER = 42, 100, 57, 28
_SPACING = {"\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0308": "¨"}

Report = list[tuple[int, int]]  # keys that change together, as (code, value)


def reports(text: str, layout: str = "us") -> list[Report]:
    """What a scanner set to `layout` sends for `text`."""
    ways = _ways(layout)
    return [report for char in text for chord in ways[char] for report in (_pressed(chord), _released(chord))]


@cache
def _ways(layout: str) -> dict[str, list[list[int]]]:
    ways: dict[str, list[list[int]]] = {"\n": [[_ENTER]]}
    dead: dict[str, list[list[int]]] = {}
    for code, levels in layouts.load(layout).keys.items():
        for level, modifiers in enumerate(([], [_SHIFT], [_ALTGR])):
            text = levels[level]
            if text in _SPACING:
                dead.setdefault(_SPACING[text], [[*modifiers, code], [_SPACE]])
            elif text and text not in "\r\n":
                ways.setdefault(text, [[*modifiers, code]])
    return dead | ways


def _pressed(chord: list[int]) -> Report:
    return [(code, 1) for code in chord]


def _released(chord: list[int]) -> Report:
    return [(code, 0) for code in reversed(chord)]
