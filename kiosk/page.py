"""One window on a list that is kept elsewhere: a list is never copied, however long it is."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

LARGEST = 200  # rows that one window has at most


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """`rows` are those from `offset` on, counted from 0; `total` is how many the whole list has."""

    rows: tuple[T, ...]
    total: int
    offset: int = 0
