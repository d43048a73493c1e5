"""The header of a file: which of its columns is which of the kind's, and what is wrong with it. Pure."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.exchange.kind import Code, Column, Error
from kiosk.exchange.lines import Line
from kiosk.wording import exchange as wording

SURE = 0.8  # how like a column's name a misspelt one is, for its cells to be checked as that column's


@dataclass(frozen=True, slots=True)
class Header:
    """`places` are those of the columns known, by the place of their cells; `errors` has all that is wrong.

    `named` are the places with any name. The cells of a column whose name is misspelt are among `places`, so that
    what is wrong with them is told in the same run. A `lost` header lacks what tells rows from each other.
    """

    places: tuple[tuple[int, Column], ...]
    errors: tuple[Error, ...]
    named: frozenset[int]
    lost: bool


def spelt(cell: str) -> str:
    """A column's name as it is compared: without case, with `_` for spaces."""
    return "_".join(cell.strip().casefold().replace("-", " ").replace("_", " ").split())


def matched(line: Line, columns: Sequence[Column]) -> Header:
    """What the first row of a file says. Cells without a name are passed over."""
    by_name = {column.name: column for column in columns}
    places: dict[str, tuple[int, Column]] = {}
    misspelt: dict[str, int] = {}
    errors = [Error(line.number, "", Code.FORM, fault) for fault in (line.fault, *line.faults.values()) if fault]
    for place, cell in enumerate(line.cells):
        name = spelt(cell)
        if not name:
            continue
        if name not in by_name:
            close = difflib.get_close_matches(name, by_name, 1)
            for meant in difflib.get_close_matches(name, by_name, 1, SURE):
                misspelt.setdefault(meant, place)
            errors.append(
                Error(line.number, "", Code.UNKNOWN_COLUMN, wording.unknown_column(cell, close, tuple(by_name)))
            )
        elif name in places:
            errors.append(Error(line.number, name, Code.UNKNOWN_COLUMN, wording.column_twice()))
        else:
            places[name] = (place, by_name[name])
    missing = [column.name for column in columns if column.needed and column.name not in places]
    errors += [Error(line.number, name, Code.MISSING_COLUMN, wording.missing_column()) for name in missing]
    read = {name: (place, by_name[name]) for name, place in misspelt.items()} | places
    return Header(
        tuple(read.values()),
        tuple(errors),
        frozenset(place for place, cell in enumerate(line.cells) if spelt(cell)),
        lost=bool(line.fault) or not read.keys() >= set(missing),
    )
