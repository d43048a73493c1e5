"""Checks labels that wait for a printer: that they can be read, and that what they are for is still there."""

from collections.abc import Iterator
from typing import Any

from kiosk.stock.print_jobs import Content
from kiosk.store.sql import execute
from kiosk.wording import verify as wording

LISTED = 20  # faults of one kind
_PAGE = 500

_UNCLAIMED = """SELECT j.id, d.number FROM print_job j JOIN draft_serial s ON s.id = j.draft_serial_id
    JOIN document d ON d.id = s.document_id
    WHERE j.draft_serial_id IS NOT NULL AND j.state = 'waiting' AND s.state <> 'got' ORDER BY j.id LIMIT ?"""
_CONTENTS = "SELECT id, content FROM print_job WHERE id > ? ORDER BY id LIMIT ?"


def faults(db: Any) -> Iterator[str]:
    """Every fault of labels, as a sentence; at most 20 of one kind."""
    for id, number in execute(db, _UNCLAIMED, LISTED).fetchall():
        yield wording.label_unclaimed(id, number)
    found = last = 0
    while rows := execute(db, _CONTENTS, last, _PAGE).fetchall():
        for id, content in rows:
            if not _readable(content):
                yield wording.label_unreadable(id)
                found += 1
                if found == LISTED:
                    return
        last = rows[-1][0]


def _readable(content: str) -> bool:
    try:
        Content.loaded(content)
    except ValueError:
        return False
    return True
