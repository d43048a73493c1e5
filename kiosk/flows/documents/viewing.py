"""What a screen shows of a draft beside its state: windows on its lines. Reads only."""

from kiosk.page import Page
from kiosk.post import Post
from kiosk.stock.documents import Line
from kiosk.store import document_lines
from kiosk.store.sql import Db


def lines(db: Db, post: Post, document: int, offset: int, limit: int) -> Page[Line]:
    """The lines of a document in their order."""
    return document_lines.page(db, document, offset, limit)


def index(db: Db, post: Post, line: Line) -> int:
    """Where a line stands among those, counted from 0."""
    return document_lines.index(db, line)
