"""What the flows of all forms share: the values that were typed, what is wrong with them, and the things they name.

A form's flow is a module with `begin`, `put`, `save` and `scan` (see `screens.frame.fields`); this is the state they
have in common and the steps that are the same in each.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeVar

from kiosk.barcodes.content import Content, Language
from kiosk.barcodes.forms import of_scan
from kiosk.barcodes.reading import Found, Meaning, Unknown
from kiosk.barcodes.resolve import resolve
from kiosk.flows import goods, label_fields
from kiosk.outcome import Option, Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.fields import Problem
from kiosk.stock.lists import Scope
from kiosk.stock.thing import Kind, Thing
from kiosk.store import browse, locations, places
from kiosk.store.sql import Db
from kiosk.wording import entry as wording
from kiosk.wording import labelled

T = TypeVar("T")
E = TypeVar("E", bound="Entry")

HOLDING = frozenset({"default_location", "location"})  # fields of places that stock is to lie in
FITTING = 50  # things that a field offers for what is typed
_SCOPES = MappingProxyType({Kind.PART: Scope.PARTS, Kind.LOCATION: Scope.PLACES})
_NONE: Mapping[str, Any] = MappingProxyType({})
_KEY = "\0"  # begins the key of a thing: no text that can be typed does


@dataclass(frozen=True, slots=True)
class Entry:
    """A form as it stands: texts by field, the sentences on what is wrong, and what the texts of things stand for.

    `id` and `version` are those of what is edited, None where it is new. `at` is the field that is open, which a scan
    fills; `first` is what the form began with. `ready` is False until its values have been read.
    """

    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    errors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    things: Mapping[str, Thing] = field(default_factory=lambda: MappingProxyType({}))
    first: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    subject: Thing | None = None
    id: int | None = None
    version: int | None = None
    at: str = ""
    ready: bool = False
    done: bool = False

    @property
    def changed(self) -> bool:
        """Whether leaving would lose anything."""
        return self.values != self.first

    def thing(self, name: str) -> int | None:
        """The id of what this field names; None where it is empty."""
        return self.things[name].id if name in self.things else None


def begun(state: E, values: Mapping[str, str], things: Mapping[str, Thing | None]) -> E:
    """A form with the values that it begins with; each thing is shown by its label."""
    named = {name: thing for name, thing in things.items() if thing is not None}
    shown = MappingProxyType({**values, **{name: thing.label for name, thing in named.items()}})
    return replace(state, values=shown, first=shown, things=MappingProxyType(named), ready=True)


def key_of(thing: Thing) -> str:
    """What `put` is handed when a thing was chosen from a list."""
    return f"{_KEY}{thing.kind}:{thing.id}:{thing.label}"


def find(kind: Kind) -> Callable[[Db, Post, str], Sequence[Option]]:
    """A form's search for things of one kind."""

    def fitting(db: Db, post: Post, text: str) -> Sequence[Option]:
        found = browse.things(db, text, _SCOPES[kind], 0, FITTING).rows
        return tuple(Option(key_of(one.thing), one.thing.label) for one in found)

    return fitting


def find_holding(db: Db, post: Post, text: str) -> Sequence[Option]:
    """The search of the fields `HOLDING`: only for places that can hold stock."""
    return tuple(Option(key_of(place), place.label) for place in places.search(db, text, FITTING))


def at(db: Db, post: Post, state: E, name: str) -> E:
    """The field of this name is open now, or none is."""
    return replace(state, at=name)


def put_text(state: E, name: str, text: str, parse: Callable[[str], object]) -> tuple[E, Outcome]:
    """Take over a text; one that can't be parsed stays, with the sentence why."""
    values = MappingProxyType({**state.values, name: text})
    try:
        parse(text)
    except ValueError as error:
        return refused(replace(state, values=values), name, str(error))
    return replace(state, values=values, errors=without(state.errors, name)), taken_over(name)


def put_thing(db: Db, state: E, name: str, text: str, kind: Kind) -> tuple[E, Outcome]:
    """Take over a thing: chosen by its key, or typed exactly as it is called; empty for none.

    A place that stock is to lie in must be one that takes stock.
    """
    if not text.strip():
        return put_found(state, name, None), taken_over(name)
    thing = chosen(text) or _called(db, text, kind)
    if thing is None:
        values = MappingProxyType({**state.values, name: text})
        state = replace(state, values=values, things=without(state.things, name))
        return refused(state, name, wording.not_found())
    state = put_found(state, name, thing)
    if name in HOLDING and (problems := locations.stock_refused(db, thing.id)):
        return refused(state, name, problems[0].text)
    return state, taken_over(name)


def put_found(state: E, name: str, thing: Thing | None) -> E:
    """Let the field name this thing, or nothing."""
    label = "" if thing is None else thing.label
    things = without(state.things, name)
    if thing is not None:
        things = MappingProxyType({**things, name: thing})
    values = MappingProxyType({**state.values, name: label})
    return replace(state, values=values, things=things, errors=without(state.errors, name))


def refused(state: E, name: str, why: str) -> tuple[E, Outcome]:
    """The field keeps what is wrong with it."""
    errors = MappingProxyType({**state.errors, name: why})
    return replace(state, errors=errors), Outcome(Tone.NO, wording.label(name), why, result="refused")


def taken_over(name: str) -> Outcome:
    return Outcome(Tone.OK, wording.label(name), wording.taken_over(), result="entered")


def parsed(
    state: Entry, parsers: Mapping[str, Callable[[str], object]], things: Collection[str] = ()
) -> tuple[dict[str, Any], list[Problem]]:
    """The values of the fields that are text, and what is wrong: `things` may hold texts that name none, too."""
    values: dict[str, Any] = {}
    problems = []
    for name, parse in parsers.items():
        try:
            values[name] = parse(state.values.get(name, ""))
        except ValueError as error:
            problems.append(Problem(name, str(error)))
    lost = [name for name in things if state.values.get(name) and name not in state.things]
    problems += [Problem(name, wording.not_found()) for name in lost]
    return values, problems


def not_saved(state: E, problems: Sequence[Problem]) -> tuple[E, Outcome]:
    """Nothing is written; each sentence stands at its field, one that belongs to none is the answer itself."""
    errors = {problem.field: problem.text for problem in reversed(problems)}
    whole = errors.pop("", "")
    detail = whole or wording.problems(tuple(dict.fromkeys(problem.field for problem in problems)), problems[0].text)
    state = replace(state, errors=MappingProxyType(errors))
    return state, Outcome(Tone.NO, wording.not_saved(), detail, result="refused")


def opening() -> Outcome:
    """A scan came before the form has been read."""
    return Outcome(Tone.AGAIN, wording.opening(), wording.opening_help(), result="refused")


def scanned(
    db: Db,
    post: Post,
    state: E,
    scan: Scan,
    places: Sequence[str] = (),
    kinds: Mapping[str, Kind] = _NONE,
    texts: Mapping[str, Callable[[str], object]] = _NONE,
    *,
    again: bool = False,
) -> tuple[E, Outcome]:
    """Fill a form by a scan: the field that is open, else a place into the first of `places` that has none yet.

    With `again`, a place comes into the last of them where all have one. `kinds` are the fields that name things,
    `texts` those that take a code as it is, with their parsers. All else is refused in words, and leaves what is in
    the field.
    """
    if not state.ready:
        return state, opening()
    meaning = resolve(db, scan, post.codes) if state.at not in texts or _is_label(post, scan) else None
    if meaning is not None and (content := meaning.tried.content) is not None and content.language != Language.AMOUNT:
        return _labelled(db, state, meaning, content, texts)
    if state.at in texts:
        return _scanned_text(state, scan, texts[state.at])
    if meaning is None:
        meaning = resolve(db, scan, post.codes)
    wanted = kinds.get(state.at)
    if isinstance(meaning, Found):
        thing = meaning.thing
        name = state.at if wanted is thing.kind else ""
        if wanted is None and thing.kind is Kind.LOCATION:
            last = places[-1] if again else ""
            name = next((place for place in places if not state.values.get(place)), last)
        if name:
            state, outcome = put_thing(db, state, name, key_of(thing), thing.kind)
            if name in state.errors:
                return state, replace(outcome, meaning=meaning)
            detail = wording.filled(wording.label(name))
            return state, Outcome(Tone.OK, thing.label, detail, result="entered", meaning=meaning)
    detail = wording.finish_first() if wanted is None else wording.wanted(wording.label(state.at))
    return state, Outcome(Tone.NO, wording.form_open(), detail, result="refused", meaning=meaning)


def _is_label(post: Post, scan: Scan) -> bool:
    """Whether a code says more than a name: it is no text to be filled in."""
    return bool(scan.labels) or of_scan(scan, post.codes).content is not None


def _labelled(
    db: Db, state: E, meaning: Meaning, content: Content, texts: Mapping[str, Callable[[str], object]]
) -> tuple[E, Outcome]:
    """What a label says into the fields that the form has for it, all of that or nothing; the open one is replaced."""
    why = _not_ours(db, state, meaning)
    values, differs = ({}, "") if why else label_fields.filled(state.values, content, state.at)
    for name, text in values.items():
        try:
            texts.get(name, str)(text)
        except ValueError as error:
            differs = str(error)
    if why or differs or not values:
        detail = why or differs or labelled.nothing_for_form()
        return state, Outcome(Tone.NO, wording.form_open(), detail, result="refused", meaning=meaning)
    errors = MappingProxyType({name: error for name, error in state.errors.items() if name not in values})
    state = replace(state, values=MappingProxyType({**state.values, **values}), errors=errors)
    told = wording.filled(", ".join(wording.label(name) for name in values))
    return state, Outcome(Tone.OK, next(iter(values.values())), told, result="entered", meaning=meaning)


def _not_ours(db: Db, state: Entry, meaning: Meaning) -> str:
    """Why a label is not of what the form is about. Of a supplier part that is entered nothing is known yet."""
    subject = state.subject
    if subject is None or subject.kind not in (Kind.PART, Kind.STOCK_ITEM):
        return " ".join(meaning.tried.content.faults) if meaning.tried.content is not None else ""
    if isinstance(meaning, Unknown) and "sku" in state.values:
        return ""
    return goods.not_of(db, meaning, goods.part_of(db, subject))


def _scanned_text(state: E, scan: Scan, parse: Callable[[str], object]) -> tuple[E, Outcome]:
    text = scan.text
    if text is None or not text.isprintable() or not text.strip():
        return state, Outcome(Tone.NO, wording.label(state.at), wording.not_a_text(), result="refused")
    try:
        parse(text)
    except ValueError as error:
        return state, Outcome(Tone.NO, wording.label(state.at), str(error), result="refused")
    values = MappingProxyType({**state.values, state.at: text})
    state = replace(state, values=values, errors=without(state.errors, state.at))
    return state, Outcome(Tone.OK, text, wording.filled(wording.label(state.at)), result="entered")


def chosen(text: str) -> Thing | None:
    """The thing that a key stands for, as `key_of` made it; None for a text that was typed."""
    if not text.startswith(_KEY):
        return None
    match text[len(_KEY) :].split(":", 2):
        case [kind, id, label]:
            return Thing(Kind(kind), int(id), label)
    return None


def _called(db: Db, text: str, kind: Kind) -> Thing | None:
    """The one thing that is called so, by its whole label or the code that its label begins with."""
    for one in browse.things(db, text, _SCOPES[kind], 0, FITTING).rows:
        if text in (one.thing.label, one.thing.label.split(" · ", 1)[0]):
            return one.thing
    return None


def without(values: Mapping[str, T], name: str) -> Mapping[str, T]:
    return MappingProxyType({key: value for key, value in values.items() if key != name})
