"""Fill in a filter of the history: by typing, by choosing, or by scanning what its rows are to be of.

Keeps the protocol of a form's flow (see `screens.frame.form`); nothing is written to the store.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from types import MappingProxyType
from typing import Any

from kiosk import times
from kiosk.barcodes import internal
from kiosk.barcodes.reading import Ambiguous, Found
from kiosk.barcodes.resolve import resolve
from kiosk.flows import history as flow
from kiosk.flows.naming import named
from kiosk.outcome import Option, Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.history import Filter, Log
from kiosk.stock.ledger import Act
from kiosk.stock.thing import Kind
from kiosk.store import history
from kiosk.store.search import folded, search
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import history_filter as wording

FOUND = 50  # things that a search lists
THINGS = MappingProxyType({"part": Kind.PART, "item": Kind.STOCK_ITEM, "place": Kind.LOCATION})
NAMES = ("operator", "station", "device", "result")  # compared exactly


@dataclass(frozen=True, slots=True)
class FilterState:
    """A filter that is being filled in. `texts` are those of fields that could not be taken, with their `errors`."""

    log: Log
    begun: Filter  # what it was when it was opened
    wanted: Filter
    zone: tzinfo | None = None
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    errors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    open: str = ""  # the field that is being filled
    done: bool = False

    @property
    def changed(self) -> bool:
        return self.wanted != self.begun or bool(self.errors)

    @property
    def values(self) -> Mapping[str, str]:
        wanted = self.wanted
        known = {name: getattr(wanted, name) for name in (*NAMES, "text")}
        for name in ("since", "until"):
            at = getattr(wanted, name)
            known[name] = "" if at is None else times.short(at, self.zone)
        for name in THINGS:
            thing = getattr(wanted, name)
            known[name] = thing.label if thing else ""
        timed = wanted.since is not None or wanted.until is not None
        return {**known, "period": "typed" if timed else "", "act": wanted.act or "", **self.texts}


def begin(log: Log, wanted: Filter, zone: tzinfo | None) -> FilterState:
    """Begin with the filter that is in force; times are typed and shown in `zone`, the system's where it is None."""
    return FilterState(log, wanted, wanted, zone)


def put(db: Db, post: Post, state: FilterState, name: str, text: str) -> tuple[FilterState, Outcome]:
    """Take over what was typed into a field, or chosen for it; an empty text takes the field out of the filter."""
    errors = {key: value for key, value in state.errors.items() if key != name}
    texts = {key: value for key, value in state.texts.items() if key != name}
    try:
        wanted = _put(db, state, name, text)
    except ValueError as error:
        errors[name], texts[name] = str(error), text
        return replace(state, errors=errors, texts=texts), Outcome(Tone.NO, wording.not_taken(), str(error))
    return replace(state, wanted=wanted, errors=errors, texts=texts), Outcome(Tone.OK, wording.filtered())


def at(db: Db, post: Post, state: FilterState, name: str) -> FilterState:
    """The state that knows which field is being filled, "" for none."""
    return replace(state, open=name)


def save(db: Db, post: Post, state: FilterState) -> tuple[FilterState, Outcome]:
    """The filter is to count from now on."""
    if state.errors:
        return state, Outcome(Tone.NO, wording.not_taken(), next(iter(state.errors.values())))
    return replace(state, done=True), Outcome(Tone.OK, wording.applied())


def scan(db: Db, post: Post, state: FilterState, scan: Scan) -> tuple[FilterState, Outcome]:
    """A scanned part, unit or place becomes the one that rows are asked for.

    Of scans, an unknown code asks for those of itself, as any code does while the field for it is open.
    """
    meaning = resolve(db, scan, post.codes)
    match meaning:
        case _ if state.open == "text" and state.log is Log.JOURNAL and scan.text:
            state = _filled(state, replace(state.wanted, text=scan.text))
            outcome = Outcome(Tone.OK, wording.filtered(), wording.filtered_by_text(), result="filtered")
        case Found(thing=thing) if (wanted := flow.asking_for(db, state.wanted, thing)) is not None:
            state = _filled(state, wanted)
            outcome = Outcome(Tone.OK, wording.filtered(), wording.filtered_by(thing.label), result="filtered")
        case Found(thing=thing):
            outcome = Outcome(Tone.NO, answers.vanished(), answers.vanished_help(thing.label), result="refused")
        case Ambiguous(things=things):
            text = answers.ambiguous(len(things), meaning.more)
            outcome = Outcome(Tone.NO, text, wording.ambiguous_help(), result="ambiguous")
        case _ if state.log is Log.JOURNAL and scan.text:
            state = _filled(state, replace(state.wanted, text=scan.text))
            outcome = Outcome(Tone.OK, wording.filtered(), wording.filtered_by_code(), result="filtered")
        case _:
            outcome = Outcome(Tone.NO, answers.unknown(), wording.unknown_help(), result="unknown")
    return state, replace(outcome, meaning=meaning)


def find(kind: Kind) -> Callable[..., Sequence[Option]]:
    """What looks for a thing of this kind: `(db, post, text)`, answers options whose keys `put` takes."""
    return partial(_things, kind)


def find_name(log: Log, name: str) -> Callable[..., Sequence[Option]]:
    """The same for a name, such as an operator's: those that the list has and that the text fits."""
    return partial(_names, log, name)


def _things(kind: Kind, db: Db, post: Post, text: str) -> Sequence[Option]:
    found = search(db, text, FOUND, {kind})
    return [Option(internal.write(kind, thing.id, post.code_prefix), thing.label) for thing in found]


def _names(log: Log, name: str, db: Db, post: Post, text: str) -> Sequence[Option]:
    known = history.choices(db, log, name)
    return [Option(one, one) for one in known if folded(text) in folded(one)]


def _filled(state: FilterState, wanted: Filter) -> FilterState:
    """The state with fields filled by a scan: what could not be taken in them before is gone."""
    changed = [name for name in (*THINGS, "text") if getattr(wanted, name) != getattr(state.wanted, name)]
    errors = {name: text for name, text in state.errors.items() if name not in changed}
    texts = {name: text for name, text in state.texts.items() if name not in changed}
    return replace(state, wanted=wanted, errors=errors, texts=texts)


def _put(db: Db, state: FilterState, name: str, text: str) -> Filter:
    """The filter with a field as the text says. Raises ValueError with a sentence."""
    wanted = replace(state.wanted, **_taken(db, state, name, text))
    if name in ("since", "until") and _backwards(wanted):
        raise ValueError(wording.backwards())
    return wanted


def _taken(db: Db, state: FilterState, name: str, text: str) -> dict[str, Any]:
    """What a text is, by the field or fields that it fills."""
    value = text.strip()
    if name == "period":
        return _period(value, state)
    if name == "text":
        return {name: text}
    if name in NAMES:
        return {name: value}
    if not value:
        return {name: None}
    if name in THINGS:
        return _thing(db, name, text)
    return {name: Act(value) if name == "act" else _READ[name](value, datetime.now(UTC), state.zone)}


_READ = {"since": times.since, "until": times.until}


def _thing(db: Db, name: str, text: str) -> dict[str, Any]:
    things = named(db, text, {THINGS[name]})
    if len(things) != 1:
        raise ValueError(wording.several(text) if things else wording.not_found(text))
    return {name: things[0], **({"part": None} if name == "item" else {})}


def _backwards(wanted: Filter) -> bool:
    return wanted.since is not None and wanted.until is not None and wanted.until <= wanted.since


def _period(period: str, state: FilterState) -> dict[str, Any]:
    now = datetime.now(UTC)
    since = {
        "today": times.midnight(now, state.zone),
        "1h": now - timedelta(hours=1),
        "7d": now - timedelta(days=7),
    }.get(period)
    if since is not None:
        return {"since": times.micros(since), "until": None}
    return {} if period == "typed" else {"since": None, "until": None}
