"""A unit that is found in a count: it counts once, where it was seen last."""

from kiosk.flows.counting import finding
from kiosk.flows.counting.finding import At
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import editing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock import quantity as quantities
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing
from kiosk.store import count_entries
from kiosk.store.count_entries import New, Unit
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import counting as wording


def unit(db: Db, post: Post, state: Counting, item: Thing, code: str = "") -> tuple[Counting, Outcome]:
    """A unit was found. `code` is what was scanned, where that was text."""
    here = finding.held(db, post, state)
    if not isinstance(here, At):
        return here
    state = here.state
    known = count_entries.unit(db, here.document, item.id)
    if known is None:
        return state, editing.no(answers.vanished(), answers.vanished_help(item.label))
    if why := finding.other_part(here.count, known.part):
        return state, editing.no(known.serial, why)
    if known.entry is not None and known.here and here.is_at(known.found):
        detail = wording.again(known.number, finding.clock(post, known.at))
        return finding.current(db, state, known.entry), Outcome(Tone.AGAIN, known.serial, detail, result="again")
    new = New(here.place.id, known.part, item.id, quantity=quantities.UNIT)
    entry = finding.entered(db, post, here, new, () if known.entry is None else (known.entry,), code)
    state = finding.current(db, finding.more(state, here=True, new=not known.here), entry)
    return state, _told(post, state, here, known)


def _told(post: Post, state: Counting, here: At, known: Unit) -> Outcome:
    """What is said of it; where the books have it is told unless the count is blind."""
    told = []
    if known.here and known.found is not None:
        told.append(wording.moved_here(known.found.label, finding.clock(post, known.at)))
    if known.books is None:
        told.append(wording.found_again() if known.status is Status.LOST else wording.not_on_hand(known.status))
    elif known.books.id != here.place.id and not here.count.blind:
        told.append(wording.elsewhere(known.books.label))
    detail = " ".join(told) or wording.unit(known.number, known.name, state.here)
    return Outcome(Tone.AGAIN if told else Tone.OK, known.serial, detail, result="counted")
