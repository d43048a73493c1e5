"""Serials that are taken in as new units: looked at in every way, then written as one step, all of them or none.

A serial that a list names under another line goes to that one. What one more serial costs does not depend on how many
there are. Units that are there already are for `units`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kiosk.flows import clashes, collecting
from kiosk.flows.collecting import MOST, Target
from kiosk.flows.documents import adding, editing, lines, sharing, units
from kiosk.flows.documents.adding import Of
from kiosk.flows.documents.editing import RECENT, Editing
from kiosk.flows.printing import receiving
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document, DraftSerial, Line, SerialState
from kiosk.stock.standing import takes_serials
from kiosk.stock.thing import Thing
from kiosk.store import document_lines, draft_serials
from kiosk.store import serials as store_serials
from kiosk.store.draft_serials import New
from kiosk.store.sql import Db
from kiosk.wording import clashes as clash_wording
from kiosk.wording import documents_serials as wording


def take(db: Db, post: Post, state: Editing, texts: Sequence[str]) -> tuple[Editing, Outcome]:
    """Take in serials as they stand, all or none: those that a list misses in their lines, others in the current."""
    if over := editing.lost(db, post, state):
        return over
    state = replace(editing.refreshed(db, editing.closed(state)), out=None)
    document, line = state.document, state.line
    assert document is not None
    if not 1 <= len(texts) <= MOST:
        detail = wording.too_many(MOST) if texts else wording.nothing_there()
        return state, editing.no(wording.nothing_added(), detail)
    if document.way in (Way.OUT, Way.BACK):
        return units.take(db, post, state, texts[0]) if len(texts) == 1 else units.several(db, post, state, texts)
    missing = waited_for(db, document, line, texts)
    none = unwanted(state) if any(text not in missing for text in texts) else None
    homes = () if none else _homes(db, line, missing, texts)
    entered = [(home.target, home.texts) for home in homes]
    if wrong := none or refused(db, document, entered, missing, texts):
        return replace(state, out=_out(db, homes[0].target, texts) if homes else None), wrong
    return _taken(db, post, state, homes, missing, texts)


def take_of(
    db: Db, post: Post, state: Editing, of: Of, texts: Sequence[str], head: Mapping[str, object]
) -> tuple[Editing, Outcome]:
    """Take in serials that are told to be of a part, all or none: those that a list misses for it in their lines,
    others in the line of what is told beside, which is made where there is none. Who calls holds the draft.

    `head` are columns of the document that are told with them. Serials that are all here already change nothing.
    """
    document = state.document
    assert document is not None
    target = collecting.target(db, of.part)
    missing = _listed_for(db, document, state.line, of.part, texts)
    if wrong := refused(db, document, ((target, texts),), missing, texts):
        return replace(state, out=_out(db, target, texts)), _all_here(db, document, target, texts) or wrong
    line = adding.fitting(db, document, state.line, of)
    made = line is None and any(text not in missing for text in texts)
    if made:
        line = document_lines.get(db, document_lines.add(db, document.id, of.part, {}))
    homes = _homes(db, line, missing, texts)
    told = {
        home.line.id: adding.told(document, home.line, of) for home in homes if adding.fits(document, home.line, of)
    }
    also = Also(told, (line.id,) if made and line is not None else (), head)
    return _taken(db, post, state, homes, missing, texts, also)


# What may come in, and where


@dataclass(frozen=True, slots=True)
class Home:
    """A line, and the serials that are entered for it."""

    line: Line
    target: Target
    texts: list[str]


@dataclass(frozen=True, slots=True)
class Also:
    """What is told with serials: columns of lines by their ids, which of the lines are new, columns of the head."""

    lines: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    made: tuple[int, ...] = ()
    head: Mapping[str, object] = field(default_factory=dict)


_NOTHING = Also()


def unwanted(state: Editing) -> Outcome | None:
    """Why the current line takes no serials."""
    line, document = state.line, state.document
    if line is None or document is None:
        return lines.no_line()
    if not takes_serials(line, document.way):
        return editing.no(line.number, wording.no_serials(line.name, document.way))
    return None


def waited_for(db: Db, document: Document, line: Line | None, texts: Sequence[str]) -> Mapping[str, DraftSerial]:
    """Which of them a list waits for; where several lines do, the current one comes first."""
    if not document.listed:
        return {}
    found: dict[str, DraftSerial] = {}
    for one in draft_serials.missing(db, document.id, texts):
        if one.serial not in found or (line is not None and one.line == line.id):
            found[one.serial] = one
    return found


def _homes(db: Db, line: Line | None, missing: Mapping[str, DraftSerial], texts: Sequence[str]) -> Sequence[Home]:
    """The lines that the serials belong to: the one that misses it, else the current one."""
    homes: dict[int, Home] = {}
    for text in texts:
        id = missing[text].line if text in missing else None if line is None else line.id
        if id is None:
            continue
        if id not in homes:
            found = line if line is not None and line.id == id else document_lines.get(db, id)
            assert found is not None  # only lines that are there miss anything
            homes[id] = Home(found, collecting.target(db, found.part.id), [])
        homes[id].texts.append(text)
    return tuple(homes.values())


def refused(
    db: Db,
    document: Document,
    entered: Sequence[tuple[Target, Sequence[str]]],
    missing: Mapping[str, DraftSerial],
    texts: Sequence[str],
) -> Outcome | None:
    """Why they can't come in: here already, elsewhere, twice among themselves, or nothing that the part can have."""
    wrong: dict[str, str] = {}
    for target, some in entered:
        for text in some:
            unfit = None if text in missing else collecting.invalid(target, text)
            if unfit is not None and (len(texts) == 1 or unfit.tone is Tone.FAULT):
                return unfit  # a scheme that fails does so for each
            if unfit is not None:
                wrong[text] = unfit.detail
        clash = clashes.new(db, document, target.scope, some)
        if len(texts) == 1 and clash.here:
            return Outcome(Tone.AGAIN, texts[0], wording.again(document.number), result="again")
        wrong.update(clash.elsewhere)
        wrong.update(dict.fromkeys(clash.here, clash_wording.in_this(document.number)))
    wrong.update({text: clash_wording.twice() for text, times in Counter(texts).items() if times > 1})
    if not wrong:
        return None
    if len(texts) == 1:
        return editing.no(texts[0], clash_wording.clash(wrong[texts[0]]))
    return editing.no(wording.nothing_added(), clash_wording.clashes(wrong))


def _out(db: Db, target: Target, texts: Sequence[str]) -> Thing | None:
    """The one unit that is out, where nothing else was to come in."""
    if len(texts) != 1:
        return None
    return next(map(clashes.out, store_serials.taken(db, target.scope, texts)), None)


def _listed_for(
    db: Db, document: Document, line: Line | None, part: int, texts: Sequence[str]
) -> Mapping[str, DraftSerial]:
    """Which of them a list waits for as units of this part: those of others only share the name."""
    found = waited_for(db, document, line, texts)
    lines = {id: document_lines.get(db, id) for id in {one.line for one in found.values()}}
    ours = {id for id, one in lines.items() if one is not None and one.part.id == part}
    return {text: one for text, one in found.items() if one.line in ours}


def _all_here(db: Db, document: Document, target: Target, texts: Sequence[str]) -> Outcome | None:
    """Several serials that the draft has all, as where their label is scanned once more."""
    if len(texts) < 2 or len(clashes.new(db, document, target.scope, texts).here) < len(texts):
        return None
    return Outcome(Tone.AGAIN, wording.span(texts), wording.again(document.number), result="again")


# What is written


def _taken(
    db: Db,
    post: Post,
    state: Editing,
    homes: Sequence[Home],
    missing: Mapping[str, DraftSerial],
    texts: Sequence[str],
    also: Also = _NOTHING,
) -> tuple[Editing, Outcome]:
    document = state.document
    assert document is not None
    into, made = _into(db, document, homes)
    made += also.made
    coming = {id: Decimal(len(home.texts)) for id, home in into.items()}
    values = {id: lines.counted(home.line, len(home.texts)) for id, home in into.items()}
    for id, home in into.items():
        if home.line.place is None and document.place is not None:
            values[id]["location_id"] = document.place.id
        values[id].update(also.lines.get(id, {}))
        if "batch" not in values[id] and (batch := lines.due(db, post, document, home.line).text):
            values[id]["batch"] = batch
    for id, more in sharing.share(db, document, [home.line for home in into.values()], coming).items():
        values[id] = {**values.get(id, {}), **more}
    before = dict.fromkeys((row.id for row in missing.values()), SerialState.MISSING)
    what, label = ("collected", texts[0]) if len(texts) == 1 else ("serials", wording.span(texts))
    step = editing.changed(db, post, state, what, label, head=also.head, lines=values, made=made, serials=before)
    for id, home in into.items():
        _write(db, post, document, id, home, missing, step)
        if (line := document_lines.get(db, id)) is not None:
            receiving.of_serials(db, post, document, line, home.texts)
    last = next(reversed(into.values()))
    if state.line is not None and last.line.id == state.line.id and len(into) == 1:
        recent = (*reversed(last.texts[-RECENT:]), *state.recent)[:RECENT]
        state = replace(state, line=document_lines.get(db, last.line.id), recent=recent)
    else:
        state = editing.at_line(db, state, last.line.id)
    return state, lines.collected(db, state, texts, missing)


def _into(db: Db, document: Document, homes: Sequence[Home]) -> tuple[dict[int, Home], list[int]]:
    """The serials by the line that each goes into, since another place may be in force; and which lines are new."""
    into: dict[int, Home] = {}
    made: list[int] = []
    for home in homes:
        line, is_new = _in_force(db, document, home.line)
        made += [line.id] if is_new else []
        into.setdefault(line.id, Home(line, home.target, [])).texts.extend(home.texts)
    return into, made


def _write(
    db: Db, post: Post, document: Document, line: int, home: Home, missing: Mapping[str, DraftSerial], step: int
) -> None:
    """Serials of one line. One that the list has for another line stops being missing there."""
    rows = [(text, missing.get(text)) for text in home.texts]
    got = [row.id for _, row in rows if row is not None and row.line == line]
    elsewhere = [row.id for _, row in rows if row is not None and row.line != line]
    new = [
        New(line, text, home.target.scope, scan=post.scan, expected=row is not None)
        for text, row in rows
        if row is None or row.line != line
    ]
    draft_serials.put(db, got, SerialState.GOT, scan=post.scan)
    draft_serials.put(db, elsewhere, SerialState.REMOVED)
    draft_serials.add(db, document.id, new, step)


def _in_force(db: Db, document: Document, line: Line) -> tuple[Line, bool]:
    """The line itself, or where another place is in force by now than its own, one of that place; whether it is new."""
    if document.place is None or line.place is None or line.place.id == document.place.id:
        return line, False
    for other in document_lines.of_part(db, document.id, line.part.id):
        alike = other.batch == line.batch and other.accepted is line.accepted
        if alike and other.place is not None and other.place.id == document.place.id:
            return other, False
    made = document_lines.get(db, document_lines.copy(db, line.id, document.place.id))
    assert made is not None
    return made, True
