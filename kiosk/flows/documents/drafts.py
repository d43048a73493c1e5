"""Documents as lists and cards show them: all that a filter fits, one with its lines and units. Reads."""

from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.stock.document_lists import CardLine, DocumentCard, DocumentUnit, Sought
from kiosk.stock.views import DocumentView
from kiosk.store import document_contents, document_list
from kiosk.store import documents as store_documents
from kiosk.store.sql import Db


def documents(db: Db, post: Post, sought: Sought, offset: int, limit: int = LARGEST) -> Page[DocumentView]:
    """The documents that are sought, the newest first, from `offset` on."""
    return document_list.page(db, sought, offset, limit)


def card(db: Db, post: Post, id: int) -> DocumentCard | None:
    """All that is known of a document but its lines and units; None when there is none of this id."""
    return document_list.card(db, id)


def lines(db: Db, post: Post, id: int, offset: int, limit: int = LARGEST) -> Page[CardLine]:
    """The lines of a document in their order, each with how far it is, from `offset` on."""
    head = store_documents.get(db, id)
    return Page((), 0) if head is None else document_contents.lines(db, head, offset, limit)


def units_of(db: Db, post: Post, id: int, line: int | None, offset: int, limit: int = LARGEST) -> Page[DocumentUnit]:
    """The units of a document, or of one line of it, from `offset` on: what it moved, or what a draft names."""
    head = store_documents.get(db, id)
    return Page((), 0) if head is None else document_contents.units(db, head, line, offset, limit)
