"""The first half of an import: a file becomes rows of values, and all that is wrong with it by itself is found.

No store is needed for it, so none is held up.
"""

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from typing import Any

from kiosk.exchange.header import Header, matched
from kiosk.exchange.kind import Code, Loading, Row, Shape
from kiosk.exchange.lines import Line
from kiosk.exchange.spool import CHUNK, Spool
from kiosk.wording import exchange as wording
from kiosk.wording import fields as field_wording


def read(lines: Generator[Line], shape: Shape, spool: Spool, told: Callable[[int], None]) -> Loading:
    """Put the rows of a file into the spool, and answer what is wrong with them.

    `told` is called now and then with the number of rows read. Of a file whose header lacks a
    column that must be there no row is read; one with other faults in its header is read for all that is wrong.
    """
    with closing(lines):  # a file is not left open where its header is wrong
        return _read(lines, shape, spool, told)


def _read(lines: Iterable[Line], shape: Shape, spool: Spool, told: Callable[[int], None]) -> Loading:
    loading = Loading()
    header: Header | None = None
    for line in lines:
        if line.blank:
            continue
        if header is None:
            header = matched(line, shape.columns)
            for error in header.errors:
                loading.error(error.row, error.column, error.code, error.message)
            if header.lost:
                break
            continue
        loading.rows += 1
        if line.fault:
            loading.error(line.number, "", Code.FORM, line.fault)
        else:
            spool.add(_row(line, header, shape, spool, loading))
        if loading.rows % CHUNK == 0:
            told(loading.rows)
    if header is None:
        loading.error(1, "", Code.MISSING_COLUMN, wording.empty_file())
    return loading


def _row(line: Line, header: Header, shape: Shape, spool: Spool, loading: Loading) -> Row:
    values: dict[str, Any] = {}
    before = loading.errors_total
    for place, column in header.places:
        text = line.cells[place] if place < len(line.cells) else ""
        if fault := line.faults.get(place):
            loading.error(line.number, column.name, Code.VALUE, fault)
        elif text:
            try:
                values[column.name] = column.parse(text)
            except ValueError as error:
                loading.error(line.number, column.name, Code.VALUE, str(error))
        elif column.needed or column.filled:
            loading.error(line.number, column.name, Code.MISSING, field_wording.missing())
        else:
            values[column.name] = column.empty
    _nameless(line, header, loading)
    if key := shape.identity(values):
        first = spool.first(key, line.number)
        if first != line.number:
            loading.error(line.number, "", Code.TWICE, wording.twice(first))
    return Row(line.number, values, broken=loading.errors_total > before)


def _nameless(line: Line, header: Header, loading: Loading) -> None:
    places = [place for place, cell in enumerate(line.cells) if cell and place not in header.named]
    places += [place for place in line.faults if place not in header.named]
    if places:
        loading.error(line.number, "", Code.FORM, wording.nameless(min(places) + 1))
