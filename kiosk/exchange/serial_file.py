"""A file of serials, one per line: text in UTF-8 or, with its mark, UTF-16, or the first column of a workbook."""

from contextlib import closing
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.exchange import source
from kiosk.wording import documents_serials as wording

BLANKS = " \t\r\n"  # what may stand around a serial; str.strip() would take the control characters GS and RS, too
_DELIMITER = "\t"  # no serial has one, so whatever else stands in a line is part of it


def read(path: Path, most: int) -> tuple[str, ...]:
    """The lines that are not empty, at most one more than `most`. Raises KioskError where the file can't be read."""
    found: list[str] = []
    with closing(source.plain(str(path), (), delimiter=_DELIMITER)) as lines:
        for line in lines:
            if line.fault:
                raise KioskError(wording.bad_line(line.number, line.fault))
            if 0 in line.faults:
                raise KioskError(wording.bad_line(line.number, line.faults[0]))
            text = line.cells[0].strip(BLANKS) if line.cells else ""
            if text:
                found.append(text)
            if len(found) > most:
                break
    return tuple(found)
