"""The small files that come with the program: templates of labels, and label papers."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ENDING = ".toml"


def names(folder: str) -> tuple[str, ...]:
    """Those of a folder beside this file, without their ending."""
    return tuple(sorted(one.name.removesuffix(ENDING) for one in _files(folder).iterdir() if one.name.endswith(ENDING)))


def text(folder: str, name: str) -> str:
    """What is in one of them. Raises KeyError where there is none of this name."""
    if name not in names(folder):
        raise KeyError(name)
    return _files(folder).joinpath(name + ENDING).read_text(encoding="utf-8")


def _files(folder: str) -> "Traversable":
    from importlib.resources import files  # not at the top: documents queue labels long before one is drawn

    return files("kiosk.labels").joinpath(folder)
