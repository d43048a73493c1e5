"""Keyboard layouts: what each key of a layout types, from tables made by `generate.py` and checked in.

Owns the shape of a table and its loading. Knows nothing of key state (`drivers.keymap`) nor of devices.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

# A key's eight levels are indexed by the sum of these.
SHIFT = 1
ALTGR = 2
CAPS = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout. `keys`: Linux key code (KEY_A is 30) → the text of its eight levels, "" for none.

    A dead key is the combining character that it adds to the next letter, such as U+0302 for a circumflex.
    """

    name: str
    keys: Mapping[int, tuple[str, ...]]


def load(name: str) -> Layout:
    """The layout of this name; its table is read now. Raises FileNotFoundError for an unknown name."""
    from importlib.resources import files  # only once a device is opened

    table = json.loads(files(__package__).joinpath(f"{name}.json").read_text("utf-8"))
    return Layout(name, {int(code): expand(levels) for code, levels in table["keys"].items()})


def expand(levels: list[str]) -> tuple[str, ...]:
    """All eight levels of a key. A table leaves out what repeats: 1, 2 or 4 levels stand for all eight."""
    return tuple(levels) * (8 // len(levels))
