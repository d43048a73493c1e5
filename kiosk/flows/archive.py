"""Take a part, a place or a supplier part out of use, or bring it back: asked once, then done."""

from dataclasses import dataclass, replace

from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.thing import Kind, Thing
from kiosk.store import locations, parts, supplier_parts, views
from kiosk.store.sql import Db
from kiosk.wording import actions as wording
from kiosk.wording import answers

YES, NO = "yes", "no"
_TABLES = {Kind.PART: parts, Kind.LOCATION: locations, Kind.SUPPLIER_PART: supplier_parts}  # what can be archived


@dataclass(frozen=True, slots=True)
class Archiving:
    """The question about this thing; `archived` is what it is to be. `done` once it is, or once refused."""

    thing: Thing
    archived: bool
    question: Question
    done: bool = False


def begin(thing: Thing, archived: bool) -> Archiving:
    """Ask whether to."""
    if archived:
        text, yes = wording.archive_question(thing.label), wording.yes_archive()
    else:
        text, yes = wording.restore_question(thing.label), wording.yes_restore()
    return Archiving(thing, archived, Question(text, (Option(YES, yes), Option(NO, wording.no_leave_it()))))


def answer(db: Db, post: Post, state: Archiving, key: str) -> tuple[Archiving, Outcome]:
    """Do it; refused while something is in the way, such as stock, or when the thing is no more."""
    thing = state.thing
    if key != YES or state.done:
        detail = answers.no_such_option_help()
        return state, Outcome(Tone.NO, answers.no_such_option(), detail, question=state.question, result="refused")
    done = replace(state, done=True)
    table = _TABLES[thing.kind]
    if table.get(db, thing.id) is None:
        return done, Outcome(Tone.NO, answers.vanished(), answers.vanished_help(thing.label), result="refused")
    problems = table.archive_problems(db, thing.id, state.archived)
    if not problems:
        table.archive(db, thing.id, state.archived)
    # Of a supplier part the list tells enough, over which it was archived.
    shown = thing.kind is not Kind.SUPPLIER_PART
    view = views.view(db, thing, returned_available=post.returned_available) if shown else None
    if problems:
        text = wording.not_archived() if state.archived else wording.not_restored()
        why = " ".join(problem.text for problem in problems)
        return done, Outcome(Tone.NO, text, why, view, result="refused")
    if state.archived:
        return done, Outcome(Tone.OK, wording.archived(), wording.archived_help(thing.label), view, result="archived")
    return done, Outcome(Tone.OK, wording.restored(), wording.restored_help(thing.label), view, result="restored")


def scan(db: Db, post: Post, state: Archiving, scan: Scan) -> tuple[Archiving, Outcome]:
    """A scan answers nothing here: the question is about what is on the screen, not about what is in the hand."""
    text, detail = wording.answer_by_key(), wording.answer_by_key_help()
    return state, Outcome(Tone.AGAIN, text, detail, question=state.question, result="refused")
