"""What an operator does with labels in the queue: looks, prints again, drops, moves them to another printer."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.barcodes.resolve import resolve
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.print_jobs import Content, Job, JobState, NewJob, Queue
from kiosk.store import print_jobs
from kiosk.store.sql import Db
from kiosk.wording import printing as wording

TEST = "test"  # the template of a label that tries a printer; no file has it

DROP_ONE, DROP_ALL, MOVE_ONE, MOVE_ALL, NOTHING = "drop", "drop_all", "move", "move_all", "nothing"


@dataclass(frozen=True, slots=True)
class Desk:
    """One printer's queue on the screen; `others` are the other printers that are configured.

    `question` is what is to be done with the label `about`, and `moving` what is moved to another printer.
    """

    printer: str
    others: tuple[str, ...] = ()
    question: Question | None = None
    about: int | None = None
    moving: str = ""
    done: bool = False


def page(db: Db, post: Post, printer: str, offset: int, limit: int = LARGEST) -> Page[Job]:
    """All labels of one printer of this station, the newest first."""
    return print_jobs.page(db, post.station, printer, offset, limit)


def queues(db: Db, post: Post) -> Mapping[str, Queue]:
    """What waits, by printer; those that nothing waits for are left out."""
    return {queue.printer: queue for queue in print_jobs.queues(db, post.station)}


def latest(db: Db, post: Post, limit: int, *, waiting: bool) -> Sequence[Job]:
    """The last labels of this station, or those that wait, oldest first."""
    return print_jobs.latest(db, post.station, limit, waiting=waiting)


def unsettled(db: Db, post: Post, most: int) -> Sequence[Job]:
    """All labels of this station that wait, and the last ones that could not be drawn, as far as nothing was done."""
    waiting = print_jobs.latest(db, post.station, sys.maxsize, waiting=True)
    return sorted((*print_jobs.undrawn(db, post.station, most), *waiting), key=lambda job: job.id)


def some(db: Db, post: Post, ids: Sequence[int]) -> Sequence[Job]:
    """Labels of this station by their ids."""
    return print_jobs.some(db, post.station, ids)


# Changes without a screen


def reprint(db: Db, post: Post, ids: Sequence[int], printer: str | None = None) -> int:
    """Queue labels again exactly as they were, once they are at their turn; answers how many."""
    return print_jobs.reprint(db, post, ids, printer)


def drop(db: Db, post: Post, ids: Sequence[int]) -> int:
    """Labels that wait are never printed, those that can't be drawn are done with; answers how many."""
    return print_jobs.drop(db, post.station, ids)


def test(db: Db, post: Post, printer: str, fields: Mapping[str, str]) -> None:
    """Queue a label that tries a printer; `fields` are lines of text on it."""
    print_jobs.add(db, post, [NewJob(printer, Content(TEST, fields), wording.test_label())])


# On the screen


def scan(db: Db, post: Post, state: Desk, scan: Scan) -> tuple[Desk, Outcome]:
    """A label under the scanner: what it is of is told; nothing is done with it here."""
    outcome = Outcome(Tone.NO, wording.no_scans(), wording.no_scans_help(), result="refused")
    return state, replace(outcome, meaning=resolve(db, scan, post.codes))


def again(db: Db, post: Post, state: Desk, id: int) -> tuple[Desk, Outcome]:
    """Print one again."""
    found = _one(db, post, id)
    if found is None:
        return _closed(state), _gone()
    if found.state is JobState.WAITING:
        return _closed(state), Outcome(Tone.AGAIN, found.label, wording.waits_already(), result="again")
    print_jobs.reprint(db, post, [id])
    return _closed(state), Outcome(Tone.OK, found.label, wording.queued_again(state.printer), result="entered")


def ask(db: Db, post: Post, state: Desk, id: int) -> tuple[Desk, Outcome]:
    """What is to be done with a label, or with all that wait."""
    found = _one(db, post, id)
    queue = queues(db, post).get(state.printer)
    waits = found is not None and found.state is JobState.WAITING
    options: list[Option] = []
    if waits:
        options.append(Option(DROP_ONE, wording.drop_one()))
        options += [Option(MOVE_ONE, wording.move_one())] if state.others else []
    elif found is not None and found.undrawn:
        options.append(Option(DROP_ONE, wording.drop_one()))
    if queue is not None and queue.waiting > waits:  # or it is the only one
        options.append(Option(DROP_ALL, wording.drop_all(queue.waiting)))
        options += [Option(MOVE_ALL, wording.move_all(queue.waiting))] if state.others else []
    if not options:
        return _closed(state), Outcome(Tone.NO, wording.nothing_waits(), wording.nothing_waits_help(), result="refused")
    one = any(option.key == DROP_ONE for option in options)  # or what is printed already is not meant
    return _asking(
        state, found.label if one and found is not None else state.printer, wording.what_to_do(), options, id
    )


def answer(db: Db, post: Post, state: Desk, key: str) -> tuple[Desk, Outcome]:
    """One of the answers that the open question offers."""
    if state.question is None:
        return state, Outcome(Tone.NO, wording.nothing_asked(), "", result="refused")
    if key == NOTHING:
        return _closed(state), Outcome(Tone.OK, wording.left_as_it_is(), "", result="left")
    if state.moving:
        return _moved(db, post, state, key)
    match key:
        case "drop":
            count = print_jobs.drop(db, post.station, [] if state.about is None else [state.about])
            return _closed(state), _dropped(count)
        case "drop_all":
            return _closed(state), _dropped(print_jobs.drop_all(db, post.station, state.printer))
        case _:
            options = [Option(name, name) for name in state.others]
            state = replace(state, moving=key)
            return _asking(state, wording.move_where(), wording.move_where_help(), options, state.about)


def _moved(db: Db, post: Post, state: Desk, to: str) -> tuple[Desk, Outcome]:
    if to not in state.others:
        return state, Outcome(Tone.NO, wording.nothing_asked(), "", result="refused")
    if state.moving == MOVE_ALL:
        count = print_jobs.move(db, post.station, state.printer, to)
    else:
        count = int(state.about is not None and print_jobs.move_one(db, post.station, state.about, to))
    if not count:
        return _closed(state), _gone()
    return _closed(state), Outcome(Tone.OK, wording.moved(count), wording.moved_help(to), result="entered")


def _asking(state: Desk, text: str, detail: str, options: Sequence[Option], about: int | None) -> tuple[Desk, Outcome]:
    question = Question(detail, (*options, Option(NOTHING, wording.do_nothing())), yes="")
    outcome = Outcome(Tone.ASK, text, detail, question=question, result="asked")
    return replace(state, question=question, about=about), outcome


def _closed(state: Desk) -> Desk:
    return replace(state, question=None, about=None, moving="")


def _one(db: Db, post: Post, id: int) -> Job | None:
    return next(iter(print_jobs.some(db, post.station, [id])), None)


def _gone() -> Outcome:
    return Outcome(Tone.NO, wording.gone(), wording.gone_help(), result="refused")


def _dropped(count: int) -> Outcome:
    if not count:
        return _gone()
    return Outcome(Tone.OK, wording.dropped(count), wording.dropped_help(), result="removed")
