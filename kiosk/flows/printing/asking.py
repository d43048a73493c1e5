"""Labels that are asked for at a screen: what they are of, by which template, how many, on which printer.

The state is a form's. What is scanned while it is open gets a label, too. Saving queues all of them in one transaction,
and undoing drops those that still wait.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kiosk import times
from kiosk.barcodes.reading import Ambiguous, Found
from kiosk.barcodes.resolve import resolve
from kiosk.flows import entry
from kiosk.flows.entry import Entry, put_text
from kiosk.flows.printing import choosing, making
from kiosk.flows.printing.filing import FILES
from kiosk.flows.printing.making import Made
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.fields import Problem
from kiosk.stock.print_jobs import MOST_COPIES
from kiosk.stock.thing import Kind, Thing
from kiosk.store import label_things, print_jobs, scan_list_rows, scan_lists
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import labels_screens as wording

COPIES, PRINTER, START = "copies", "printer", "start"
TEMPLATE = "label_"  # begins the name of the field that has the template for a kind of things
MOST = 1000  # things at once: their labels are queued in one transaction, which scans wait for

at = entry.at


@dataclass(frozen=True, slots=True)
class Sought:
    """What labels are asked for: of `things`; of what the document `came_in_by` brought; of the rows of a list.

    Nothing of these: of what is scanned then. `commands`: the sheet of command codes.
    """

    things: tuple[Thing, ...] = ()
    came_in_by: int | None = None
    list: int | None = None
    commands: bool = False


@dataclass(frozen=True, slots=True)
class Asked(Entry):
    """`labels` has a label for each thing, by the template that has the name of its kind; `more` were too many.

    `queued` are the uids of those that were queued last. `scanned` says whether things were added since. `printer` is
    the one that it begins with. `slips` are the usual templates of slips for printers that have no pages. `filed`: all
    is well, and they are to be written to a file now.
    """

    sought: Sought = Sought()
    printer: str = ""
    slips: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    labels: tuple[Made, ...] = ()
    more: int = 0
    queued: tuple[str, ...] = ()
    scanned: bool = False
    filed: bool = False

    @property
    def changed(self) -> bool:
        """Whether leaving would lose anything."""
        return self.scanned or self.values != self.first

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of labels, in the order in which they come."""
        return tuple(dict.fromkeys(one.content.template for one in self.labels))

    @property
    def chosen(self) -> tuple[Made, ...]:
        """The labels by the templates that are chosen."""
        return _by_templates(self.labels, self.values)

    @property
    def first_label(self) -> Made | None:
        """The one that is printed first; None where there is none."""
        return next(iter(_by_templates(self.labels[:1], self.values)), None)

    @property
    def copies(self) -> int:
        """1 where none that can be stands in the field."""
        return self._number(COPIES)

    @property
    def start(self) -> int:
        """The first label that is free on the first sheet, for a file."""
        return self._number(START)

    def slip(self, printer: str) -> str:
        """The template of slips on this printer that nobody has chosen one for."""
        return self.slips.get(printer, making.DOCUMENT)

    def _number(self, field: str) -> int:
        try:
            return _count(self.values.get(field, ""))
        except ValueError:
            return 1


def opened(db: Db, post: Post, state: Asked) -> Asked:
    """With what is asked for, as soon as that has been read."""
    if state.ready:
        return state
    values = {PRINTER: state.printer, COPIES: "1", START: "1"}
    if state.sought.commands:
        return entry.begun(replace(state, labels=(making.commands(post.code_prefix),)), values, {})
    things = _things(db, state.sought)
    labels = _labels(db, post, things[:MOST])
    state = replace(state, labels=labels, more=max(0, len(things) - MOST))
    return entry.begun(state, {**_templates(labels, state.slip(state.printer)), **values}, {})


def put(db: Db, post: Post, state: Asked, field: str, text: str) -> tuple[Asked, Outcome]:
    """Take over one field; with another printer, slips go on its paper."""
    if field == PRINTER:
        state = _slips_for(state, text.strip())
    return put_text(state, field, text.strip(), _count if field in (COPIES, START) else str)


def set_copies(db: Db, post: Post, state: Asked, number: int) -> tuple[Asked, Outcome]:
    """So many copies, by a code."""
    state, outcome = put(db, post, state, COPIES, str(number))
    if outcome.tone is not Tone.OK:
        return state, outcome
    return state, Outcome(Tone.OK, wording.times(number), wording.ready_help(), result="entered")


def scan(db: Db, post: Post, state: Asked, scan: Scan) -> tuple[Asked, Outcome]:
    """Another thing that needs a label; once some are queued, the first of the next ones."""
    state = opened(db, post, state)  # it may come right behind the code that led here
    meaning = resolve(db, scan, post.codes)
    if isinstance(meaning, Found) and not state.sought.commands:
        state, outcome = _added(db, post, state, meaning.thing)
    elif state.sought.commands:
        outcome = _no(wording.only_commands(), wording.only_commands_help())
    elif isinstance(meaning, Ambiguous):
        told = answers.ambiguous(len(meaning.things), meaning.more)
        outcome = _no(told, wording.unclear_help())
    else:
        outcome = _no(answers.unknown(), wording.unknown_help())
    return state, replace(outcome, meaning=meaning)


def save(db: Db, post: Post, state: Asked) -> tuple[Asked, Outcome]:
    """Queue them, as the things are now; what goes to a file is only looked through."""
    if not state.ready:
        return state, entry.opening()
    if not state.labels:
        return state, _no(wording.nothing_to_print(), wording.nothing_to_print_help())
    values, problems = entry.parsed(state, {COPIES: _count, START: _count})
    if problems:
        return _not_queued(state, problems)
    printer, copies = state.values[PRINTER], values[COPIES]
    if printer in FILES:
        state = replace(state, scanned=False, first=state.values, errors=MappingProxyType({}), filed=True)
        return state, Outcome(Tone.OK, wording.ready(len(state.labels), copies), wording.to_file(), result="file")
    labels = state.chosen if state.sought.commands else _fresh(db, post, state)
    uids = print_jobs.add(db, post, [one.job(printer, copies) for one in labels])
    waiting = print_jobs.waiting(db, post.station, printer)
    told = wording.queued(len(labels) * copies, printer)
    detail = wording.queued_help(waiting, len(labels))
    state = replace(state, queued=tuple(uids), scanned=False, first=state.values, errors=MappingProxyType({}))
    return state, Outcome(Tone.OK, told, detail, result="queued")


def undo(db: Db, post: Post, state: Asked) -> tuple[Asked, Outcome]:
    """Drop what was queued last, as far as it still waits."""
    if not state.queued:
        return state, _no(wording.nothing_queued(), wording.nothing_queued_help())
    dropped = print_jobs.drop_new(db, post.station, state.queued)
    printed = len(state.queued) - dropped
    state = replace(state, queued=())
    if not dropped:
        return state, Outcome(Tone.NO, wording.all_printed(), wording.all_printed_help(), result="refused")
    return state, Outcome(Tone.OK, wording.dropped(dropped), wording.dropped_help(printed), result="undone")


def _things(db: Db, sought: Sought) -> Sequence[Thing]:
    if sought.came_in_by is not None:
        return choosing.items(db, Thing(Kind.DOCUMENT, sought.came_in_by, ""))
    if sought.list is not None:
        one = scan_lists.get(db, sought.list)
        marked = one is not None and one.marked > 0
        return [thing for thing, _ in scan_list_rows.targets(db, sought.list, marked=marked)]
    return sought.things


def _labels(db: Db, post: Post, things: Sequence[Thing]) -> tuple[Made, ...]:
    return making.made(db, things, zone=times.zone(post.zone))


def _templates(labels: Sequence[Made], slip: str) -> dict[str, str]:
    """The fields of their kinds, each with the template of that name; of slips `slip`."""
    kinds = [one.content.template for one in labels]
    return {f"{TEMPLATE}{kind}": slip if kind == making.DOCUMENT else kind for kind in kinds}


def _slips_for(state: Asked, printer: str) -> Asked:
    """With the template of slips that is usual for this printer, where none was chosen."""
    name = TEMPLATE + making.DOCUMENT
    if state.values.get(name) != state.slip(state.values.get(PRINTER, "")):
        return state
    return replace(state, values=MappingProxyType({**state.values, name: state.slip(printer)}))


def _by_templates(labels: Sequence[Made], values: Mapping[str, str]) -> tuple[Made, ...]:
    def chosen(one: Made) -> Made:
        name = values.get(f"{TEMPLATE}{one.content.template}", one.content.template)
        return replace(one, content=replace(one.content, template=name))

    return tuple(map(chosen, labels))


def _fresh(db: Db, post: Post, state: Asked) -> tuple[Made, ...]:
    """The same labels with what their things are now; of what is no more there is none."""
    things = [one.thing for one in state.labels if one.thing is not None]
    return _by_templates(_labels(db, post, things), state.values)


def _added(db: Db, post: Post, state: Asked, thing: Thing) -> tuple[Asked, Outcome]:
    before = () if state.queued else state.labels
    if any(one.thing is not None and (one.thing.kind, one.thing.id) == (thing.kind, thing.id) for one in before):
        return state, Outcome(Tone.AGAIN, thing.label, wording.has_one(), result="again")
    if len(before) >= MOST:
        return state, _no(wording.too_many(MOST), wording.too_many_help())
    void = thing.kind is Kind.STOCK_ITEM and bool(label_things.void(db, [thing.id]))
    labels = () if void else _labels(db, post, [thing])
    if not labels:
        return state, _no(wording.gone(thing.label), wording.gone_help())
    templates = _templates(labels, state.slip(state.values[PRINTER]))
    values = {**templates, **state.values}
    first = {**templates, **state.first}
    state = replace(
        state,
        labels=(*before, *labels),
        values=MappingProxyType(values),
        first=MappingProxyType(first),
        more=0 if state.queued else state.more,
        queued=(),
        scanned=True,
    )
    return state, Outcome(Tone.OK, thing.label, wording.added(len(state.labels)), result="entered")


def _count(text: str) -> int:
    number = int(text) if re.fullmatch("[0-9]{1,4}", text) else 0
    if not 1 <= number <= MOST_COPIES:
        raise ValueError(wording.copies_from_to(MOST_COPIES))
    return number


def _not_queued(state: Asked, problems: Sequence[Problem]) -> tuple[Asked, Outcome]:
    state, outcome = entry.not_saved(state, problems)
    return state, replace(outcome, text=wording.not_queued())


def _no(text: str, detail: str) -> Outcome:
    return Outcome(Tone.NO, text, detail, result="refused")
