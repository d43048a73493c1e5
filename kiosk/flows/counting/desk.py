"""The list of counts: what a scan there leads to, and the window on it. Reads only.

A count's own number opens it; a place or a part is what a new one is begun of.
"""

from dataclasses import dataclass, replace

from kiosk.barcodes.reading import Ambiguous, Found, Meaning
from kiosk.barcodes.resolve import resolve
from kiosk.flows.counting import starting
from kiosk.outcome import Outcome, Tone
from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.counts import OpenCount
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.document_lists import Sought
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import DocumentView
from kiosk.store import counts, document_list, views
from kiosk.store.sql import Db
from kiosk.wording import counts_screens as wording

LED = "found"  # the result of a scan that leads on
_POSTED = Sought(kind=DocKind.COUNT, state=DocState.POSTED)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the last scan leads: to a count, or to a new one of `scope`."""

    opens: DocumentView | None = None
    scope: Thing | None = None


def scan(db: Db, post: Post, state: Desk, scan: Scan) -> tuple[Desk, Outcome]:
    """What a code leads to."""
    meaning = resolve(db, scan, post.codes)
    state, outcome = _meant(db, meaning)
    return state, replace(outcome, meaning=meaning)


def page(db: Db, post: Post, offset: int, limit: int = LARGEST) -> Page[OpenCount | DocumentView]:
    """The open counts, below them the posted ones, each the newest first, from `offset` on."""
    first = counts.open_counts(db, offset, limit)
    rest = document_list.page(db, _POSTED, max(0, offset - first.total), limit - len(first.rows))
    return Page((*first.rows, *rest.rows), first.total + rest.total, offset)


def _meant(db: Db, meaning: Meaning) -> tuple[Desk, Outcome]:
    match meaning:
        case Found(thing=Thing(kind=Kind.DOCUMENT) as document):
            view = views.view(db, document)
            if isinstance(view, DocumentView) and view.kind is DocKind.COUNT:
                return Desk(opens=view), Outcome(Tone.OK, view.number, wording.opens(), result=LED)
        case Found(thing=thing):
            scope = starting.scope_of(db, thing)
            if scope is not None:
                return Desk(scope=scope), Outcome(Tone.OK, scope.label, wording.begins(scope.label), result=LED)
        case Ambiguous():
            text, detail = wording.several_things(), wording.several_things_help()
            return Desk(), Outcome(Tone.NO, text, detail, result="ambiguous")
    return Desk(), Outcome(Tone.NO, wording.nothing_to_count(), wording.nothing_to_count_help(), result="refused")
