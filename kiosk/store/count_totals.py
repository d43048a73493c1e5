"""What the entries of a count come to at each place, kept with every entry: nobody counts them when they are many."""

from collections.abc import Iterable

from kiosk.store.sql import Db, execute

# Of the count that `{}` is the id of: how many places are counted, and how many things and codes were found in all.
PLACES = "(SELECT COUNT(*) FROM count_place t WHERE t.document_id = {} AND t.visits > 0)"
FOUND = "(SELECT COALESCE(SUM(t.found + t.codes), 0) FROM count_place t WHERE t.document_id = {})"
_CHANGE = """UPDATE count_place SET visits = visits + ?, found = found + ?, codes = codes + ?
    WHERE document_id = ? AND location_id = ?"""
_BEGIN = "INSERT INTO count_place (document_id, location_id, visits, found, codes) VALUES (?, ?, ?, ?, ?)"

# An entry: its place, part, unit, code and quantity
Entry = tuple[int, int | None, int | None, str | None, int]


def put(db: Db, document: int, more: Iterable[Entry], less: Iterable[Entry] = ()) -> None:
    """Let these entries of a held count add to it from now on, and those no more."""
    changes: dict[int, list[int]] = {}
    for sign, entries in ((1, more), (-1, less)):
        for entry in entries:
            change = changes.setdefault(entry[0], [0, 0, 0])
            change[:] = (was + sign * add for was, add in zip(change, _adds(*entry), strict=True))
    for place, change in changes.items():
        if any(change) and not execute(db, _CHANGE, *change, document, place).rowcount:
            execute(db, _BEGIN, document, place, *change)


def _adds(place: int, part: int | None, item: int | None, code: str | None, quantity: int) -> tuple[int, int, int]:
    """What one entry adds: that its place is counted, that something was found there, that an unknown code was."""
    if part is None:
        return (1, 0, 0) if code is None else (0, 0, 1)
    return 0, int(item is None or quantity > 0), 0  # a unit that was looked for and is not there adds nothing


def forget(db: Db, document: int, place: int) -> None:
    """None of the entries at a place adds to the count any more."""
    execute(db, "DELETE FROM count_place WHERE document_id = ? AND location_id = ?", document, place)


def listed(db: Db, document: int, place: int) -> int:
    """How many things and codes were found at a place."""
    sql = "SELECT found + codes FROM count_place WHERE document_id = ? AND location_id = ?"
    row = execute(db, sql, document, place).fetchone()
    return 0 if row is None else int(row[0])
