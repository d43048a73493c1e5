"""What an action on the things of a list asks for: a place, a quantity, a status … as the form that asks for it.

Nothing is written here: saving makes the `Wanted` that the last look is about. A place or a document that is scanned
saves by itself, once nothing is missing any more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from kiosk.barcodes.reading import Ambiguous, Found, Unknown
from kiosk.barcodes.resolve import resolve
from kiosk.flows import entry
from kiosk.flows.entry import Entry, not_saved, put_found, put_text
from kiosk.outcome import Option, Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.acting import ADDED_TO, NEEDS, Action, Need, Wanted
from kiosk.stock.document_kinds import DocState
from kiosk.stock.document_lists import Sought
from kiosk.stock.fields import Problem
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_list, documents
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import lists_action as wording
from kiosk.wording import status as status_wording

PLACE, AMOUNT, NOTE, DOCUMENT, STATUS, BATCH, EXPIRY = (
    "location",
    "amount",
    "note",
    "document",
    "status",
    "batch",
    "expiry",
)
_NAMES: Mapping[Need, str] = MappingProxyType(
    {
        Need.TO: PLACE,
        Need.QUANTITY: AMOUNT,
        Need.STATUS: STATUS,
        Need.BATCH: BATCH,
        Need.EXPIRY: EXPIRY,
        Need.DOCUMENT: DOCUMENT,
        Need.NOTE: NOTE,
    }
)
_BLANK = frozenset({Need.QUANTITY, Need.BATCH, Need.EXPIRY})  # rows may tell a quantity; no batch or expiry clears it

at = entry.at


@dataclass(frozen=True, slots=True)
class ActionForm(Entry):
    """The form of an action on the things of the list `list`; `wanted` is what it comes to, once it is saved."""

    list: int = 0
    action: Action = Action.MOVE
    wanted: Wanted | None = None


def names(action: Action) -> tuple[str, ...]:
    """The fields of the form for this action, in their order; none where it asks for nothing."""
    needs = NEEDS[action]
    first = (*needs.required, *(need for need in needs.optional if need is not Need.NOTE))
    last = (Need.NOTE,) if Need.NOTE in needs.optional else ()
    return tuple(_NAMES[need] for need in (*first, *last))


def begin(db: Db, post: Post, list: int, action: Action) -> ActionForm:
    """The empty form."""
    return entry.begun(ActionForm(list=list, action=action), dict.fromkeys(names(action), ""), {})


def choices() -> tuple[Option, ...]:
    """The statuses that may be given by hand, each with what it means."""
    return tuple(
        Option(status.value, status_wording.status_option(status)) for status in Status if status is not Status.VOID
    )


def find_document(action: Action) -> Callable[[Db, Post, str], Sequence[Option]]:
    """A search for the drafts that an action can be added to."""

    def fitting(db: Db, post: Post, text: str) -> Sequence[Option]:
        found = [
            view
            for kind in ADDED_TO[action]
            for view in document_list.page(
                db, Sought(kind=kind, state=DocState.DRAFT, text=text), 0, entry.FITTING
            ).rows
        ]
        return tuple(Option(view.number, wording.draft(view)) for view in found)

    return fitting


def put(db: Db, post: Post, state: ActionForm, field: str, text: str) -> tuple[ActionForm, Outcome]:
    """Take over one field."""
    match field:
        case "location":
            return entry.put_thing(db, state, field, text, Kind.LOCATION)
        case "document":
            return _put_document(db, state, text.strip())
        case _:
            return put_text(state, field, text, _parsers(state.action)[field])


def scan(db: Db, post: Post, state: ActionForm, scan: Scan) -> tuple[ActionForm, Outcome]:
    """A place or a draft fills its field, a code a text that is open; anything else is refused in words."""
    if state.done:
        return state, Outcome(Tone.AGAIN, wording.opening(), wording.opening_help(), result="refused")
    if not state.ready:  # right behind the code of the action
        state = begin(db, post, state.list, state.action)
    texts = {name: parse for name, parse in _parsers(state.action).items() if name in (NOTE, BATCH, EXPIRY)}
    if state.at not in texts and DOCUMENT in state.values:
        meaning = resolve(db, scan, post.codes)
        if isinstance(meaning, Found) and meaning.thing.kind is Kind.DOCUMENT:
            state, outcome = _put_document(db, state, meaning.thing.label)
            return _gone_on(db, post, state, replace(outcome, meaning=meaning), DOCUMENT)
    places = (PLACE,) if PLACE in state.values else ()
    kinds = {PLACE: Kind.LOCATION} if places else {}
    before = state.things.get(PLACE)
    state, outcome = entry.scanned(db, post, state, scan, places=places, kinds=kinds, texts=texts, again=True)
    if outcome.tone is Tone.OK and (state.things.get(PLACE) is not before or state.at == PLACE):
        return _gone_on(db, post, state, outcome, PLACE)
    wanted = Need.TO in NEEDS[state.action].required and PLACE not in state.errors
    return state, _no_place(state.action, outcome) if wanted and outcome.tone is Tone.NO else outcome


def save(db: Db, post: Post, state: ActionForm) -> tuple[ActionForm, Outcome]:
    """What is wanted, or what is missing still. Writes nothing."""
    if not state.ready:
        return state, entry.opening()
    parsers = {name: parse for name, parse in _parsers(state.action).items() if name in state.values}
    things = [name for name in (PLACE, DOCUMENT) if name in state.values]
    values, problems = entry.parsed(state, parsers, things)
    wrong = {problem.field for problem in problems}
    problems += [
        Problem(name, wording.missing()) for name in map(_NAMES.__getitem__, _missing(state)) if name not in wrong
    ]
    if problems:
        state, outcome = not_saved(state, problems)
        return state, replace(outcome, text=wording.not_yet())
    status = values.get(STATUS)
    wanted = Wanted(
        state.action,
        to=state.things.get(PLACE),
        quantity=values.get(AMOUNT),
        status=None if not status else Status(status),
        batch=values.get(BATCH),
        expiry=values.get(EXPIRY),
        clear=_clears(state),
        note=values.get(NOTE, ""),
        document=state.things.get(DOCUMENT),
    )
    told = wording.looking(state.action)
    return replace(state, wanted=wanted, done=True), Outcome(Tone.OK, told, result="entered")


def _no_place(action: Action, outcome: Outcome) -> Outcome:
    """Where a place is wanted, what was scanned in its stead."""
    match outcome.meaning:
        case Found(thing=thing):
            text = wording.no_place(thing.label)
        case Ambiguous(things=things, more=more):
            text = answers.ambiguous(len(things), more)
        case Unknown():
            text = answers.unknown()
        case _:
            return outcome
    return replace(outcome, text=text, detail=wording.no_place_help(action))


def _gone_on(db: Db, post: Post, state: ActionForm, outcome: Outcome, name: str) -> tuple[ActionForm, Outcome]:
    """What was scanned was the last thing missing: nobody has to press a key for the last look."""
    if outcome.tone is not Tone.OK or name in state.errors or _missing(state):
        return state, outcome
    saved, told = save(db, post, state)
    return (saved, outcome) if saved.done else (state, replace(told, meaning=outcome.meaning))


def _missing(state: ActionForm) -> list[Need]:
    required = [need for need in NEEDS[state.action].required if need not in _BLANK]
    return [need for need in required if not state.values.get(_NAMES[need], "").strip()]


def _clears(state: ActionForm) -> bool:
    """Whether an empty field says that there is to be none any more."""
    return any(name in (BATCH, EXPIRY) and not state.values[name] for name in state.values)


def _parsers(action: Action) -> Mapping[str, Callable[[str], Any]]:
    number = fields.quantity if action is Action.COUNT else fields.amount
    return {
        AMOUNT: lambda text: fields.optional(number, text),
        STATUS: lambda text: text,
        BATCH: lambda text: fields.optional(fields.batch, text),
        EXPIRY: lambda text: fields.optional(fields.day, text),
        NOTE: fields.free_text,
    }


def _put_document(db: Db, state: ActionForm, number: str) -> tuple[ActionForm, Outcome]:
    """A draft that the things are to be added to, by its number; empty for a document of their own."""
    id = documents.find(db, number) if number else None
    found = None if id is None else documents.get(db, id)
    fits = found is not None and found.kind in ADDED_TO[state.action] and found.state is DocState.DRAFT
    if number and not fits:
        values = MappingProxyType({**state.values, DOCUMENT: number})
        state = replace(state, values=values, things=entry.without(state.things, DOCUMENT))
        return entry.refused(state, DOCUMENT, wording.no_draft(state.action))
    thing = None if id is None else Thing(Kind.DOCUMENT, id, number)
    return put_found(state, DOCUMENT, thing), entry.taken_over(DOCUMENT)
