"""Plugins: what other packages bring along as entry points, and what each of them last failed at.

Knows no group and no protocol: each room that takes plugins has its own, and calls them by its own rules.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_LONGEST = 200  # characters of a fault


@dataclass(slots=True, eq=False)
class Plugin(Generic[T]):
    """One installed plugin. `load` imports it and answers what its entry point names; it may raise anything.

    `fault` is what it raised last, as short text; empty as long as all went well. `slowest` is the longest that it
    took beyond what it has, in milliseconds; 0 where it kept to that. `names` is what its entry point names.
    """

    name: str
    load: Callable[[], T]
    fault: str = ""
    slowest: float = 0.0
    names: str = ""

    def failed(self, error: Exception) -> str:
        """Keep what it raised; answers that as short text."""
        self.fault = f"{type(error).__name__}: {error}"[:_LONGEST]
        return self.fault

    def took(self, ms: float) -> bool:
        """Keep how long it took; answers whether that is news, for a log that must not fill the disk."""
        news = ms > 2 * self.slowest
        self.slowest = max(self.slowest, ms)
        return news


def of_group(group: str, built_in: Collection[str] = ()) -> tuple[Plugin[Any], ...]:
    """The plugins of a group by name, but for those that are called as what is built in. Takes 12 ms the first time."""
    from importlib.metadata import entry_points

    found = sorted(entry_points(group=group), key=lambda point: point.name)
    return tuple(
        Plugin(point.name, cache(point.load), names=point.value) for point in found if point.name not in built_in
    )
