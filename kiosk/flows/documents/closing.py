"""Taking back a posted document that has moved no stock itself: nothing more comes of it.

An order is cancelled with what is still to come of it; what came stays. An invoice is, when nothing that it has made
moves its stock. A repair in which no units were used is open again.
"""

from kiosk.flows.documents import editing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.documents import Document, Event
from kiosk.stock.operations import Refusal, Why
from kiosk.store import document_list, documents, orders, repairs
from kiosk.store.sql import Db
from kiosk.wording import documents_posting as wording
from kiosk.wording import undo as undo_wording


def asked(db: Db, document: Document) -> Outcome:
    """What cancelling it means, or why it can't be. Reads only."""
    if why := _refused(db, document):
        return editing.no(wording.not_cancelled(document.number), why)
    if document.kind is DocKind.REPAIR:
        return Outcome(Tone.ASK, wording.opens_again(document.number), wording.opens_again_help(), result="asked")
    return Outcome(Tone.ASK, wording.cancels(document), wording.cancels_help(document), result="asked")


def cancel(db: Db, post: Post, document: Document) -> Outcome:
    """Cancel it, or say why not."""
    if why := _refused(db, document):
        return editing.no(wording.not_cancelled(document.number), why)
    if document.kind is DocKind.REPAIR:
        repairs.reopen(db, document.id)
        documents.tell(db, post, document.id, Event.REVERSED)
        text, detail = wording.is_open_again(document.number), wording.is_open_again_help()
        return Outcome(Tone.OK, text, detail, result="reversed")
    documents.cancel(db, post, document.id)
    detail = wording.cancelled_help(document)
    return Outcome(Tone.OK, wording.cancelled(document.number), detail, result="cancelled")


def _refused(db: Db, document: Document) -> str:
    if document.state is not DocState.POSTED:
        return wording.not_reversible(document)
    if document.kind is DocKind.COUNT:
        return wording.all_as_it_was(document.number)
    repair = repairs.get(db, document.id)
    if repair is not None and not repair.in_house:
        return undo_wording.why(Refusal(Why.REPAIR, (document.thing,), 1))
    if drafts := orders.drafts(db, document.id):
        return wording.draft_first(drafts[0])
    made = document_list.made(db, document.id)
    moved = [one.number for one in made if one.state is DocState.POSTED and not one.reversed]
    if moved and document.kind is not DocKind.ORDER:
        return wording.reverse_first(moved[0])
    return ""
