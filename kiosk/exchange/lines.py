"""One row of a file as a format's reader hands it on: texts, and what could not be read as a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is the row's as a spreadsheet shows it. `faults` are sentences by the place of their cell, from 0.

    `fault` is the sentence for a row that can't be told into cells.
    """

    number: int
    cells: Sequence[str] = ()
    faults: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    fault: str = ""

    @property
    def blank(self) -> bool:
        return not (self.fault or self.faults or any(self.cells))
