"""What a screen shows of a draft beside its state: windows on its lines and serials. Reads only."""

from dataclasses import replace
from enum import StrEnum

from kiosk.page import Page
from kiosk.post import Post
from kiosk.stock.documents import DraftSerial, Line, SerialState
from kiosk.store import document_lines, draft_serials
from kiosk.store.sql import Db


class Which(StrEnum):
    """Serials of a line."""

    HERE = "here"
    MISSING = "missing"  # on the document's list, and not come yet
    UNEXPECTED = "unexpected"  # here, and not on that list


def lines(db: Db, post: Post, document: int, offset: int, limit: int) -> Page[Line]:
    """The lines of a document in their order."""
    return document_lines.page(db, document, offset, limit)


def index(db: Db, post: Post, line: Line) -> int:
    """Where a line stands among those, counted from 0."""
    return document_lines.index(db, line)


def serials(db: Db, post: Post, line: int, which: Which, offset: int, limit: int) -> Page[DraftSerial]:
    """Serials of a line, the latest first. Where its list names none, none of them is unexpected."""
    if which is Which.MISSING:
        return draft_serials.page(db, line, SerialState.MISSING, offset, limit)
    named = draft_serials.names_expected(db, line)
    if which is Which.UNEXPECTED:
        return draft_serials.strangers(db, line, offset, limit) if named else Page((), 0)
    page = draft_serials.page(db, line, SerialState.GOT, offset, limit)
    return page if named else replace(page, rows=tuple(replace(one, expected=True) for one in page.rows))
