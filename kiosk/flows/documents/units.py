"""Units that a document hands out or takes back: chosen by scan, by serial or from the pick list, one or many at once.

Only units that are available can go out, only those that went out can come back; any other is refused with where it is
and what to do. Each belongs to a line of just its own part, which is made where there is none.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.flows import clashes
from kiosk.flows.documents import choosing, editing, lines
from kiosk.flows.documents.available import available, returnable
from kiosk.flows.documents.editing import Editing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import DraftSerial, Line, SerialState
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing
from kiosk.store import document_lines, draft_serials, picking
from kiosk.store.draft_serials import Claim, New
from kiosk.store.picking import KnownUnit
from kiosk.store.sql import Db
from kiosk.wording import documents_serials as serials_wording
from kiosk.wording import documents_units as wording

NAMED = 3  # units that a refusal of many names


def take(db: Db, post: Post, state: Editing, unit: Thing | str) -> tuple[Editing, Outcome]:
    """Let the document have a unit: a stock item that was scanned or picked, or the one of this serial.

    Of a serial that several have, the one of the current line's part is meant; else it is asked.
    """
    if over := editing.lost(db, post, state):
        return over
    state = editing.closed(state)
    if isinstance(unit, Thing):
        found = picking.unit(db, unit.id)
        if found is None:
            return state, editing.no(wording.unknown(), wording.no_serial(unit.label))
        return _take(db, post, state, found)
    match _meant(state, picking.of_serial(db, unit)):
        case []:
            told = wording.unknown_out(unit) if _way(state) is Way.OUT else wording.unknown_back(unit)
            return state, editing.no(wording.unknown(), told)
        case [one]:
            return _take(db, post, state, one)
        case several:
            offered = several[: choosing.OFFERED]
            texts = [wording.option(one.unit.label, one.status, one.place) for one in offered]
            question = choosing.question(wording.which(unit), texts)
            state = editing.asking(state, question, Which(tuple(one.unit for one in offered)))
            return state, Outcome(Tone.ASK, unit, question.text, question=question, result="ambiguous")


@dataclass(frozen=True, slots=True)
class Which:
    """Which one of several units of one serial is meant."""

    units: tuple[Thing, ...]

    def answer(self, db: Db, post: Post, state: Editing, key: str) -> tuple[Editing, Outcome] | None:
        match choosing.chosen(key, self.units):
            case Outcome() as left:
                return state, left
            case Thing() as unit:
                return take(db, post, state, unit)
        return None


def several(db: Db, post: Post, state: Editing, serials: Sequence[str]) -> tuple[Editing, Outcome]:
    """Let the current line have many units of its part by their serials, as one step: all of them, or none."""
    if over := editing.lost(db, post, state):
        return over
    state = editing.refreshed(db, editing.closed(state))
    line = state.line
    if line is None or state.document is None:
        return state, editing.no(wording.no_line(), wording.no_line_help())
    serials = tuple(dict.fromkeys(serials))
    found = picking.of_part(db, line.part.id, serials)
    if wrong := _refusals(db, post, state, line.number, serials, found):
        return state, editing.no(wording.refused(len(wrong)), wording.refused_help(wrong, NAMED))
    return _several(db, post, state, line, serials, found, made=False)


def several_of(db: Db, post: Post, state: Editing, part: Thing, serials: Sequence[str]) -> tuple[Editing, Outcome]:
    """The same for units that are told to be of a part: to a line of it, which is made where there is none.

    Who calls this holds the draft.
    """
    found = picking.of_part(db, part.id, serials)
    if wrong := _refusals(db, post, state, part.label, serials, found):
        return state, editing.no(wording.refused(len(wrong)), wording.refused_help(wrong, NAMED))
    line, made = _line(db, state, part.id, None)
    return _several(db, post, state, line, serials, found, made=made)


def _several(
    db: Db,
    post: Post,
    state: Editing,
    line: Line,
    serials: Sequence[str],
    found: Mapping[str, KnownUnit],
    *,
    made: bool,
) -> tuple[Editing, Outcome]:
    """Let a line have units that may go this way, as one step."""
    document = state.document
    assert document is not None
    waited = {one.serial: one.id for one in draft_serials.missing(db, document.id, serials) if one.line == line.id}
    new = [New(line.id, serial, None, found[serial].unit.id, post.scan) for serial in serials if serial not in waited]
    label = serials[0] if len(serials) == 1 else serials_wording.span(serials)
    came = dict.fromkeys(waited.values(), SerialState.MISSING)
    counted = {line.id: lines.counted(line, len(serials))}
    new_lines = (line.id,) if made else ()
    step = editing.changed(db, post, state, "serials", label, lines=counted, made=new_lines, serials=came)
    draft_serials.put(db, tuple(came), SerialState.GOT, scan=post.scan)
    draft_serials.add(db, document.id, new, step)
    state = editing.at_line(db, state, line.id)
    return state, _taken(db, state, serials, waited)


def refusal(db: Db, post: Post, way: Way, item: Thing) -> str:
    """Why a unit can't go this way in a document that is still to be begun; empty where it can. Only reads."""
    found = picking.unit(db, item.id)
    if found is None:
        return wording.no_serial(item.label)
    return _claimed(found, draft_serials.claims_of_units(db, [item.id])) or _unfit(post, way, found)


def refusals(db: Db, post: Post, state: Editing, line: Line, serials: Sequence[str]) -> Mapping[str, str]:
    """Of serials that are to be units of a line those that can't be, each with why. Only reads."""
    return _refusals(db, post, state, line.number, serials, picking.of_part(db, line.part.id, serials))


def _way(state: Editing) -> Way:
    assert state.document is not None
    return state.document.way


def _meant(state: Editing, units: Sequence[KnownUnit]) -> Sequence[KnownUnit]:
    """Those of one serial that may be meant: of the current line's part where there are some, void ones last."""
    live = [unit for unit in units if unit.status is not Status.VOID] or units[:1]
    own = [unit for unit in live if state.line is not None and unit.part.id == state.line.part.id]
    return own or live


def _take(db: Db, post: Post, state: Editing, unit: KnownUnit) -> tuple[Editing, Outcome]:
    document = state.document
    assert document is not None
    claims = draft_serials.claims_of_units(db, [unit.unit.id])
    for claim in claims:
        if claim.document == document.id:
            state = editing.at_line(db, state, claim.line)
            return state, Outcome(Tone.AGAIN, unit.serial, wording.again(unit.unit.label, claim.number), result="again")
    if why := _claimed(unit, claims) or _unfit(post, _way(state), unit):
        return state, editing.no(unit.serial, why)
    listed = _listed(db, state, unit)
    line, made = _line(db, state, unit.part.id, listed)
    step = editing.changed(
        db,
        post,
        state,
        "collected",
        unit.serial,
        lines={line.id: lines.counted(line, 1)},
        made=(line.id,) if made else (),
        serials={} if listed is None else {listed.id: listed.state},
    )
    if listed is not None:
        draft_serials.put(db, [listed.id], SerialState.GOT, scan=post.scan)
    else:
        draft_serials.add(db, document.id, [New(line.id, unit.serial, None, unit.unit.id, post.scan)], step)
    state = editing.at_line(db, state, line.id)
    return state, _taken(db, state, (unit.serial,), () if listed is None else (unit.serial,))


def _claimed(unit: KnownUnit, claims: Sequence[Claim]) -> str:
    """Which open draft has a unit already; empty where none has."""
    told = [wording.claimed(unit.unit.label, one.number, one.station, one.operator) for one in claims]
    return told[0] if told else ""


def _unfit(post: Post, way: Way, unit: KnownUnit) -> str:
    """Why a unit can't go this way; empty where it can."""
    told = unit.unit.label, unit.status, unit.place, unit.document
    if way is Way.OUT:
        return "" if unit.status in available(post) else wording.not_out(*told)
    return "" if unit.status in returnable() else wording.not_back(*told)


def _refusals(
    db: Db, post: Post, state: Editing, number: str, serials: Sequence[str], found: Mapping[str, KnownUnit]
) -> dict[str, str]:
    wrong = {serial: wording.unknown_of_part(number) for serial in serials if serial not in found}
    for serial, unit in found.items():
        if _unfit(post, _way(state), unit):
            wrong[serial] = wording.is_unfit(unit.status, unit.place)
    claims: Sequence[Claim] = draft_serials.claims_of_units(db, [unit.unit.id for unit in found.values()])
    return {**wrong, **{claim.serial: clashes.in_draft(claim) for claim in claims}}


def _listed(db: Db, state: Editing, unit: KnownUnit) -> DraftSerial | None:
    """What the document's list says of the unit, where it waits for it."""
    assert state.document is not None
    named = draft_serials.of_document(db, state.document.id, unit.serial)
    return next((one for one in named if one.state is SerialState.MISSING and one.item == unit.unit.id), None)


def _line(db: Db, state: Editing, part: int, listed: DraftSerial | None) -> tuple[Line, bool]:
    """The line that a unit of this part comes to, and whether it was made for it.

    What comes back goes to the place in force; what goes out is taken from where it is.
    """
    document = state.document
    assert document is not None
    if listed is not None and (line := document_lines.get(db, listed.line)) is not None:
        return line, False
    line = lines.fitting(db, document, state.line, lines.Of(part))
    if line is not None:
        return line, False
    place = document.place.id if document.place is not None and document.way is Way.BACK else None
    made = document_lines.get(db, document_lines.add(db, document.id, part, {"location_id": place}))
    assert made is not None
    return made, True


def _taken(db: Db, state: Editing, serials: Sequence[str], waited: Container[str]) -> Outcome:
    """What came, and to which line: a unit finds that by itself."""
    outcome = lines.collected(db, state, serials, waited)
    assert state.line is not None
    return replace(outcome, detail=wording.taken(state.line.number, outcome.detail))
