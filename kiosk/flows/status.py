"""Give a stock item another status by hand: along the table of statuses, with a note that says why.

A unit that comes on hand needs a place; one that goes out leaves its place. What it was like when the form was
opened is what the change starts from: when another station has changed it meanwhile, nothing is done. All of an
unserialised item changes at once. Scanning the item once more, when the question was seen, confirms as F5 does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kiosk.barcodes import account
from kiosk.barcodes.reading import Ambiguous, Found, Meaning, Unknown
from kiosk.barcodes.resolve import resolve
from kiosk.flows.acting.statuses import held
from kiosk.flows.flow import may_answer
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.ledger import Act, Change, State, restated
from kiosk.stock.statuses import RULES, Status, may_become
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import ItemView, LocationView
from kiosk.store import ledger, locations, parts, places, stock_items, views
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import entry as entry_wording
from kiosk.wording import status as wording
from kiosk.wording import units as units_wording

STATUS, PLACE, NOTE = "status", "place", "note"
LISTED = 50  # places that a search lists


@dataclass(frozen=True, slots=True)
class StatusState:
    """The item as it was when the form was opened, and what is chosen so far. `view` is None until it was read.

    `question` is open while nothing is missing; then F5 or the item's own code does it.
    """

    item: Thing
    view: ItemView | None = None
    was: State | None = None
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    errors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    place: Thing | None = None
    question: Question | None = None
    done: bool = False

    @property
    def changed(self) -> bool:
        return any(self.values.values())

    @property
    def after(self) -> Status | None:
        """The status that is chosen."""
        chosen = self.values.get(STATUS, "")
        return Status(chosen) if chosen else None

    @property
    def needs_place(self) -> bool:
        """Whether it comes on hand, and from nowhere."""
        return self.after is not None and RULES[self.after].on_hand and (self.was is None or self.was.location is None)


def load(db: Db, post: Post, state: StatusState) -> tuple[StatusState, Outcome]:
    """Read the item as it is now; what was chosen before is kept where it still can be."""
    view = views.view(db, state.item)
    was = stock_items.state(db, state.item.id)
    if not isinstance(view, ItemView) or was is None:
        return state, _no(answers.vanished(), answers.vanished_help(state.item.label))
    state = replace(state, item=view.thing, view=view, was=was)
    if not was.quantity:
        return replace(state, was=None), _no(answers.status(view.status), wording.nothing_left(view.thing.label))
    if (fault := held(db, state.item.id)) is not None:
        return replace(state, was=None), _no(answers.status(view.status), fault.why)
    if not choices(state):
        return state, _no(answers.status(view.status), wording.no_way(view))
    return state, Outcome(Tone.ASK, units_wording.unit(view), wording.choose_status(view), result="asked")


def choices(state: StatusState) -> tuple[Option, ...]:
    """The statuses that the table allows from here, each with what it means."""
    if state.was is None:
        return ()
    return tuple(
        Option(status.value, wording.status_option(status)) for status in Status if may_become(state.was.status, status)
    )


def find_places(db: Db, post: Post, item: Thing, text: str) -> Sequence[Option]:
    """Places that the item can be put in; with nothing typed the likely ones, if there are any."""
    found = places.likely(db, item.id) if not text.strip() else ()
    return [Option(place.label, place.label) for place in found or places.search(db, text, LISTED)]


def at(db: Db, post: Post, state: StatusState, name: str) -> StatusState:
    """Which field is open makes no difference to a scan: a place is asked for, or it is not."""
    return state


def put(db: Db, post: Post, state: StatusState, name: str, text: str) -> tuple[StatusState, Outcome]:
    """Take over the new status, the place (by its path) or the note."""
    state = replace(state, values=MappingProxyType({**state.values, name: text}))
    error = ""
    match name:
        case "status" if text not in [option.key for option in choices(state)]:
            error = wording.not_from_here(state.was.status, Status(text)) if state.was and state.was.status else ""
            state = replace(state, values=MappingProxyType({**state.values, STATUS: ""}))
        case "place":
            place = locations.find(db, text)
            error = _no_place(db, place, text) if text else ""
            found = None if place is None or error else Thing(Kind.LOCATION, place, text)
            state = replace(state, place=found)
        case "note":
            error = _bad_note(text)
    return _asked(state, {**{key: old for key, old in state.errors.items() if key != name}, name: error})


def scan(db: Db, post: Post, state: StatusState, scan: Scan) -> tuple[StatusState, Outcome]:
    """A place fills its field where one is asked for; the item itself confirms; anything else is refused."""
    meaning = resolve(db, scan, post.codes)
    state, outcome = _scanned(db, post, state, scan, meaning)
    return state, replace(outcome, meaning=meaning)


def _scanned(db: Db, post: Post, state: StatusState, scan: Scan, meaning: Meaning) -> tuple[StatusState, Outcome]:
    if state.done:
        return state, _again(state, wording.already_done(), "")
    match meaning:
        case Unknown():
            detail = answers.unknown_thing_help(account.invalid(meaning.tried))
            return state, replace(_no(answers.unknown(), detail, state.question), result="unknown")
        case Found(thing=thing):
            things: tuple[Thing, ...] = (thing,)
        case Ambiguous(things=things):
            pass
    if (state.item.kind, state.item.id) in [(thing.kind, thing.id) for thing in things]:
        return _itself(db, post, state, scan)
    if len(things) == 1 and things[0].kind is Kind.LOCATION:
        return _at_place(db, post, state, things[0])
    return state, _again(state, wording.finish_first(), wording.finish_first_help())


def _at_place(db: Db, post: Post, state: StatusState, thing: Thing) -> tuple[StatusState, Outcome]:
    view = views.view(db, thing)
    path = view.path if isinstance(view, LocationView) else thing.label
    if state.after is None:
        return state, _again(state, wording.choose_first(), wording.finish_first_help())
    if not state.needs_place:
        return state, _again(state, wording.place_not_asked(), wording.place_not_asked_help(path))
    return put(db, post, state, PLACE, path)


def _itself(db: Db, post: Post, state: StatusState, scan: Scan) -> tuple[StatusState, Outcome]:
    if state.question is None:
        return state, _again(state, wording.scan_itself(), wording.what_is_missing(_missing(state)))
    if not may_answer(state.question, scan):
        return state, _again(state, answers.too_soon(), answers.too_soon_help())
    return save(db, post, state)


def save(db: Db, post: Post, state: StatusState) -> tuple[StatusState, Outcome]:
    """Do it, where nothing is missing and the item is still as it was."""
    missing = _errors(state)
    if missing or state.was is None or state.after is None:
        first = next(iter(missing.values()), wording.choose_first())
        return replace(state, errors=MappingProxyType(missing)), _no(wording.not_yet(), first)
    now = stock_items.state(db, state.item.id)
    if now != state.was:
        return _overtaken(db, post, state)
    if (fault := held(db, state.item.id)) is not None:  # by another station, since the form was opened
        return replace(state, question=None), _no(wording.not_yet(), fault.why)
    if refused := _takes_none(db, state):
        why = next(iter(refused.values()))
        return replace(state, errors=MappingProxyType(refused), question=None), _no(wording.not_yet(), why)
    operation = ledger.begin(db, post, Act.STATUS, note=state.values[NOTE])
    ledger.record(db, post, operation, [Change(state.item.id, state.was, _target(state))])
    view = views.view(db, state.item)
    assert isinstance(view, ItemView)
    outcome = Outcome(Tone.OK, wording.changed_status(view), wording.changed_status_help(view), view, result="changed")
    return replace(state, done=True, question=None), outcome


def _target(state: StatusState) -> State:
    assert state.was is not None
    assert state.after is not None
    return restated(state.was, state.after, None if state.place is None else state.place.id)


def _overtaken(db: Db, post: Post, state: StatusState) -> tuple[StatusState, Outcome]:
    """Another station was faster: show what it is now; the choice has to be made anew, the note stays."""
    fresh, outcome = load(db, post, replace(state, place=None, question=None, errors=MappingProxyType({})))
    fresh = replace(fresh, values=MappingProxyType({NOTE: state.values.get(NOTE, "")}))
    if fresh.view is not None and outcome.tone is Tone.ASK:
        outcome = _no(wording.overtaken(), wording.overtaken_help(fresh.view))
    return fresh, outcome


def _asked(state: StatusState, errors: Mapping[str, str]) -> tuple[StatusState, Outcome]:
    """The answer to a field: what is wrong, what is still missing, or the question."""
    errors = {name: text for name, text in errors.items() if text}
    if not state.needs_place:
        state = replace(state, place=None, values=MappingProxyType({**state.values, PLACE: ""}))
        errors.pop(PLACE, None)
    state = replace(state, errors=MappingProxyType(errors), question=None)
    if errors:
        return state, _no(wording.not_yet(), next(iter(errors.values())))
    if missing := _missing(state):
        text = units_wording.unit(state.view) if state.view else state.item.label
        return state, Outcome(Tone.OK, text, missing, result="asked")
    question = Question(wording.confirm_status(summary(state)))
    return replace(state, question=question), Outcome(
        Tone.ASK, _step(state), question.text, question=question, result="asked"
    )


def _missing(state: StatusState) -> str:
    return next(iter(_errors(state).values()), "")


def _errors(state: StatusState) -> dict[str, str]:
    """What keeps it from being done, by field."""
    found = dict(state.errors)
    if state.after is None:
        found[STATUS] = wording.choose_first()
    elif state.needs_place and state.place is None:
        found.setdefault(PLACE, wording.place_needed(state.after))
    if not state.values.get(NOTE, "").strip():
        found[NOTE] = wording.note_needed()
    return {name: found[name] for name in (STATUS, PLACE, NOTE) if name in found}


def summary(state: StatusState) -> str:
    """What will be done, before → after: the status, the place where it changes, and how much where it isn't a unit."""
    if state.view is None or state.was is None or state.after is None:
        return ""
    told = [_step(state)]
    place = state.place.label if state.place is not None else ""
    if state.needs_place and place:
        told.append(wording.becomes(units_wording.out(), place))
    elif not RULES[state.after].on_hand and state.view.place:
        told.append(wording.becomes(state.view.place, units_wording.out()))
    if not state.view.serial:
        told.append(wording.whole_quantity(answers.amount(state.view.quantity, state.view.unit)))
    return ", ".join(told)


def _step(state: StatusState) -> str:
    before = state.was.status if state.was is not None else None
    if before is None or state.after is None:
        return ""
    return wording.becomes(answers.status(before), answers.status(state.after))


def _takes_none(db: Db, state: StatusState) -> dict[str, str]:
    """Why it can't come on hand, by field: its part or the place may take no stock any more."""
    if not state.needs_place or state.place is None or state.view is None:
        return {}
    refused = parts.stock_refused(db, state.view.part.id, serials=bool(state.view.serial))
    if refused:
        return {STATUS: entry_wording.bad_part(refused[0].text)}
    why = _no_place(db, state.place.id, state.place.label)
    return {PLACE: why} if why else {}


def _no_place(db: Db, place: int | None, path: str) -> str:
    if place is None:
        return wording.no_such_place(path)
    return next((wording.bad_place(problem.text) for problem in locations.stock_refused(db, place)), "")


def _bad_note(text: str) -> str:
    if not text.strip():
        return wording.note_needed()
    try:
        fields.free_text(text)
    except ValueError as error:
        return wording.bad_note(str(error))
    return ""


def _no(text: str, detail: str, question: Question | None = None) -> Outcome:
    return Outcome(Tone.NO, text, detail, question=question, result="refused")


def _again(state: StatusState, text: str, detail: str) -> Outcome:
    """Nothing changed; a question that was open still is."""
    return Outcome(Tone.AGAIN, text, detail, question=state.question, result="refused")
