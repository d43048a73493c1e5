"""A code that nothing has is found in a count: it is kept with it, so that nobody has to look for it twice."""

from dataclasses import replace

from kiosk.flows.assignable import refusal
from kiosk.flows.counting import finding
from kiosk.flows.counting.finding import At
from kiosk.flows.counting.working import Counting
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan, visible_bytes
from kiosk.stock import quantity as quantities
from kiosk.store import count_entries
from kiosk.store.count_entries import New
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import counting as wording


def stranger(db: Db, post: Post, state: Counting, scan: Scan, wrong: str = "") -> tuple[Counting, Outcome]:
    """`wrong` is what is the matter with the code, if that is known."""
    here = finding.held(db, post, state)
    if not isinstance(here, At):
        return here
    unknown = None if refusal(post, scan) else scan
    state = replace(here.state, unknown=unknown)
    code = visible_bytes(scan.raw)[: count_entries.CODE]
    if not code:
        return state, Outcome(Tone.NO, answers.unknown(), wrong, result="unknown")
    known = count_entries.stranger(db, here.document, code)
    if known is not None and here.is_at(known.place):
        detail = wording.stranger_again(finding.clock(post, known.at))
        return replace(state, current=known), Outcome(Tone.AGAIN, answers.unknown(), detail, result="again")
    new = New(here.place.id, code=code, quantity=quantities.UNIT)
    entry = finding.entered(db, post, here, new, () if known is None else (known.entry,), "")
    state = finding.current(db, finding.more(state, here=False, new=known is None), entry)
    detail = wording.stranger(wrong, assignable=unknown is not None)
    return state, Outcome(Tone.AGAIN, answers.unknown(), detail, result="stranger")
