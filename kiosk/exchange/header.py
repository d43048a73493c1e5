"""The header of a file: which of its columns is which of the kind's, and what is wrong with it. Pure."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.exchange.kind import Code, Column, Error
from kiosk.exchange.lines import Line
from kiosk.wording import exchange as wording


@dataclass(frozen=True, slots=True)
class Header:
    """`places` are those of the columns known, by the place of their cells; `errors` has all that is wrong."""

    places: tuple[tuple[int, Column], ...]
    errors: tuple[Error, ...]


def spelt(cell: str) -> str:
    """A column's name as it is compared: without case, with `_` for spaces."""
    return "_".join(cell.strip().casefold().replace("-", " ").replace("_", " ").split())


def matched(line: Line, columns: Sequence[Column]) -> Header:
    """What the first row of a file says. Cells without a name are passed over."""
    by_name = {column.name: column for column in columns}
    places: dict[str, tuple[int, Column]] = {}
    errors = [Error(line.number, "", Code.FORM, fault) for fault in (line.fault, *line.faults.values()) if fault]
    for place, cell in enumerate(line.cells):
        name = spelt(cell)
        if not name:
            continue
        if name not in by_name:
            close = difflib.get_close_matches(name, by_name, 1)
            errors.append(
                Error(line.number, "", Code.UNKNOWN_COLUMN, wording.unknown_column(cell, close, tuple(by_name)))
            )
        elif name in places:
            errors.append(Error(line.number, name, Code.UNKNOWN_COLUMN, wording.column_twice()))
        else:
            places[name] = (place, by_name[name])
    missing = [column.name for column in columns if column.needed and column.name not in places]
    errors += [Error(line.number, name, Code.MISSING_COLUMN, wording.missing_column()) for name in missing]
    return Header(tuple(places.values()), tuple(errors))
