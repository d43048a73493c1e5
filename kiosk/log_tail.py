"""The end of the log file, entry by entry. Only reads; knows nothing of who writes it but its form (`kiosk.log`)."""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SIZE = 32_768  # bytes that are read
ENTRIES = 200  # entries that are told at most

_ENTRY = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d{3} (?:\d+ )?(?P<level>DEBUG|INFO|WARNING|ERROR|CRITICAL) (?P<text>.*)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: when, as the log has it (the system's local time); its level; its lines, untrusted as any scan.

    What stands between entries, such as a program's dying words, has neither time nor level.
    """

    at: str
    level: str
    lines: tuple[str, ...]


def stamp(log: Path) -> tuple[int, int]:
    """Changes whenever the log does. Raises OSError."""
    status = log.stat()
    return status.st_ino, status.st_size


def tail(log: Path) -> tuple[Entry, ...]:
    """The last entries, the newest last; where the log has just begun anew, those of the one before it too.

    Raises OSError.
    """
    raw = _end(log, SIZE)
    if len(raw) < SIZE:
        with suppress(OSError):  # there is no older one
            raw = _end(log.with_name(f"{log.name}.1"), SIZE - len(raw)) + raw
    lines = raw.decode("utf-8", "backslashreplace").split("\n")
    if len(raw) >= SIZE:
        del lines[0]  # begun in the middle
    return tuple(_entries(lines)[-ENTRIES:])


def _end(file: Path, size: int) -> bytes:
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - size))
        return opened.read(size)


def _entries(lines: list[str]) -> list[Entry]:
    entries: list[Entry] = []
    for line in lines:
        if found := _ENTRY.fullmatch(line):
            entries.append(Entry(found["at"], found["level"], (found["text"],)))
        elif line and entries:
            last = entries[-1]
            entries[-1] = Entry(last.at, last.level, (*last.lines, line))
        elif line:
            entries.append(Entry("", "", (line,)))
    return entries
