"""Taking back a posted document that has moved no stock itself: nothing more comes of it.

An order is cancelled with what is still to come of it; what came stays. An invoice is, when nothing that it has made
moves its stock.
"""

from kiosk.flows.documents import editing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.documents import Document
from kiosk.store import document_list, documents, orders
from kiosk.store.sql import Db
from kiosk.wording import documents_posting as wording


def asked(db: Db, document: Document) -> Outcome:
    """What cancelling it means, or why it can't be. Reads only."""
    if why := _refused(db, document):
        return editing.no(wording.not_cancelled(document.number), why)
    return Outcome(Tone.ASK, wording.cancels(document), wording.cancels_help(document), result="asked")


def cancel(db: Db, post: Post, document: Document) -> Outcome:
    """Cancel it, or say why not."""
    if why := _refused(db, document):
        return editing.no(wording.not_cancelled(document.number), why)
    documents.cancel(db, post, document.id)
    detail = wording.cancelled_help(document)
    return Outcome(Tone.OK, wording.cancelled(document.number), detail, result="cancelled")


def _refused(db: Db, document: Document) -> str:
    if document.state is not DocState.POSTED:
        return wording.not_reversible(document)
    if drafts := orders.drafts(db, document.id):
        return wording.draft_first(drafts[0])
    made = document_list.made(db, document.id)
    moved = [one.number for one in made if one.state is DocState.POSTED and not one.reversed]
    if moved and document.kind is not DocKind.ORDER:
        return wording.reverse_first(moved[0])
    return ""
