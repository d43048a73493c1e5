"""Serials that come into a draft as new units: scanned, typed, by a pattern, pasted, from a file; edited, taken out.

Each entry is one step, all of it or nothing. What one more serial costs does not depend on how many there are. A serial
that a list names under another line goes to that one. Units that are there already are for `units`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.exchange import serial_file
from kiosk.flows import collecting
from kiosk.flows.collecting import MOST, Target
from kiosk.flows.documents import clashes, editing, lines, sharing, units
from kiosk.flows.documents.editing import RECENT, Editing
from kiosk.flows.documents.lines import Of
from kiosk.outcome import Outcome, Tone
from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.serials import grammar
from kiosk.serials.grammar import Errors, Expanded
from kiosk.serials.groups import Count, read
from kiosk.serials.tokens import control_character, tokens
from kiosk.stock.documents import Document, DraftSerial, Line, SerialState, Way
from kiosk.stock.standing import standing, takes_serials
from kiosk.store import document_lines, draft_serials, numbering
from kiosk.store.draft_serials import New
from kiosk.store.sql import Db
from kiosk.wording import documents_lines as line_wording
from kiosk.wording import documents_serials as wording

SHOWN = 100  # serials of a preview


@dataclass(frozen=True, slots=True)
class Preview:
    """What a pattern comes to: how many serials, the first 100 of them; or what is wrong, a sentence for each fault."""

    count: int = 0
    first: tuple[str, ...] = ()
    last: str = ""
    errors: tuple[str, ...] = ()


def add(db: Db, post: Post, state: Editing, text: str) -> tuple[Editing, Outcome]:
    """One serial that was typed, as it stands."""
    return take(db, post, state, (text,))


def paste(db: Db, post: Post, state: Editing, texts: Sequence[str]) -> tuple[Editing, Outcome]:
    """Serials one by line, each as it stands; blanks around them and empty lines do not count."""
    found = [text.strip() for text in texts]
    return take(db, post, state, tuple(filter(None, found)))


def load(db: Db, post: Post, state: Editing, path: str) -> tuple[Editing, Outcome]:
    """The same from a file."""
    try:
        texts = read_file(path)
    except KioskError as error:
        return state, editing.no(wording.nothing_added(), str(error))
    return paste(db, post, state, texts)


def read_file(path: str) -> tuple[str, ...]:
    """The serials of a file, for `paste`; needs no store. Raises KioskError with the sentence for the operator."""
    return serial_file.read(Path(path).expanduser(), MOST)


def expand(db: Db, post: Post, state: Editing, pattern: str) -> tuple[Editing, Outcome]:
    """The serials of a typed pattern."""
    if over := editing.lost(db, post, state):
        return over
    state = editing.refreshed(db, editing.closed(state))
    match _expanded(db, post, state, pattern):
        case Expanded(serials):
            return take(db, post, state, serials)
        case Errors(errors):
            tone = Tone.FAULT if any(error.fault for error in errors) else Tone.NO
            detail = wording.errors([error.message for error in errors])
            return state, Outcome(tone, wording.nothing_added(), detail, result="refused")
        case wrong:
            return state, wrong


def preview(db: Db, post: Post, state: Editing, pattern: str) -> Preview:
    """What `expand` would add. Only reads."""
    match _expanded(db, post, editing.refreshed(db, state), pattern):
        case Expanded(serials):
            return Preview(len(serials), serials[:SHOWN], serials[-1])
        case Errors(errors):
            return Preview(errors=tuple(error.message for error in errors))
        case wrong:
            return Preview(errors=(wrong.detail,))


def take(db: Db, post: Post, state: Editing, texts: Sequence[str]) -> tuple[Editing, Outcome]:
    """Take in serials as they stand, all or none: those that a list misses in their lines, others in the current."""
    if over := editing.lost(db, post, state):
        return over
    state = editing.refreshed(db, editing.closed(state))
    document, line = state.document, state.line
    assert document is not None
    if not 1 <= len(texts) <= MOST:
        detail = wording.too_many(MOST) if texts else wording.nothing_there()
        return state, editing.no(wording.nothing_added(), detail)
    if document.way in (Way.OUT, Way.BACK):
        return units.take(db, post, state, texts[0]) if len(texts) == 1 else units.several(db, post, state, texts)
    missing = _missing(db, document, line, texts)
    unwanted = _unwanted(state) if any(text not in missing for text in texts) else None
    homes = () if unwanted else _homes(db, line, missing, texts)
    if wrong := unwanted or _refused(db, document, homes, missing, texts):
        return state, wrong
    return _taken(db, post, state, homes, missing, texts)


def edit(db: Db, post: Post, state: Editing, old: str, new: str) -> tuple[Editing, Outcome]:
    """Let a serial of the current line be another one: it was entered wrong."""
    if over := editing.lost(db, post, state):
        return over
    state = editing.refreshed(db, editing.closed(state))
    line, document = state.line, state.document
    found = None if line is None else _of_line(db, line, old)
    if line is None or document is None or found is None:
        return state, editing.no(old, wording.not_here())
    if found.item is not None:
        return state, editing.no(old, wording.unit_not_edited())
    if new == old:
        return state, Outcome(Tone.AGAIN, old, wording.same(), result="again")
    missing = {text: one for text, one in _missing(db, document, line, (new,)).items() if one.line == line.id}
    homes = (_Home(line, collecting.target(db, line.part.id), [new]),)
    if wrong := _refused(db, document, homes, missing, (new,)):
        return state, wrong
    before = {found.id: SerialState.GOT, **{one.id: one.state for one in missing.values()}}
    step = editing.changed(db, post, state, "edited", new, lines={line.id: {}}, serials=before)
    draft_serials.put(db, [found.id], SerialState.MISSING if found.expected else SerialState.REMOVED)
    if missing:
        draft_serials.put(db, [missing[new].id], SerialState.GOT, scan=post.scan)
    else:
        draft_serials.add(db, document.id, [New(line.id, new, homes[0].target.scope, scan=post.scan)], step)
    state = editing.at_line(db, state, line.id)
    return state, Outcome(Tone.OK, new, wording.edited(old), result="entered")


def remove(db: Db, post: Post, state: Editing, serial: str) -> tuple[Editing, Outcome]:
    """Take one serial out of the current line; one that a list names is missing again."""
    if over := editing.lost(db, post, state):
        return over
    state = editing.refreshed(db, editing.closed(state))
    line, document = state.line, state.document
    found = None if line is None else _of_line(db, line, serial)
    if line is None or document is None or found is None:
        return state, editing.no(serial, wording.not_here())
    before = {found.id: SerialState.GOT}
    counted = {line.id: lines.counted(line, -1)}
    editing.changed(db, post, state, "removed", serial, lines=counted, serials=before)
    draft_serials.put(db, [found.id], SerialState.MISSING if found.expected else SerialState.REMOVED)
    state = editing.at_line(db, state, line.id)
    assert state.line is not None
    detail = wording.removed_help(serial, line_wording.progress(state.line, document))
    return state, Outcome(Tone.OK, wording.removed(), detail, result="removed")


def page(db: Db, post: Post, line: int, offset: int = 0, limit: int = LARGEST) -> Page[DraftSerial]:
    """The serials that a line has, the latest first, at most 200."""
    return draft_serials.page(db, line, SerialState.GOT, offset, limit)


def missing(db: Db, post: Post, line: int, offset: int = 0, limit: int = LARGEST) -> Page[DraftSerial]:
    """The serials of a list that a line still misses, at most 200."""
    return draft_serials.page(db, line, SerialState.MISSING, offset, limit)


# What may come in, and where


@dataclass(frozen=True, slots=True)
class _Home:
    """A line, and the serials that are entered for it."""

    line: Line
    target: Target
    texts: list[str]


def _unwanted(state: Editing) -> Outcome | None:
    """Why the current line takes no serials."""
    line, document = state.line, state.document
    if line is None or document is None:
        return lines.no_line()
    if not takes_serials(line, document.way):
        return editing.no(line.number, wording.no_serials(line.name, document.way))
    return None


def _missing(db: Db, document: Document, line: Line | None, texts: Sequence[str]) -> Mapping[str, DraftSerial]:
    """Which of them a list waits for; where several lines do, the current one comes first."""
    if not document.listed:
        return {}
    found: dict[str, DraftSerial] = {}
    for one in draft_serials.missing(db, document.id, texts):
        if one.serial not in found or (line is not None and one.line == line.id):
            found[one.serial] = one
    return found


def _homes(db: Db, line: Line | None, missing: Mapping[str, DraftSerial], texts: Sequence[str]) -> Sequence[_Home]:
    """The lines that the serials belong to: the one that misses it, else the current one."""
    homes: dict[int, _Home] = {}
    for text in texts:
        id = missing[text].line if text in missing else None if line is None else line.id
        if id is None:
            continue
        if id not in homes:
            found = line if line is not None and line.id == id else document_lines.get(db, id)
            assert found is not None  # only lines that are there miss anything
            homes[id] = _Home(found, collecting.target(db, found.part.id), [])
        homes[id].texts.append(text)
    return tuple(homes.values())


def _refused(
    db: Db, document: Document, homes: Sequence[_Home], missing: Mapping[str, DraftSerial], texts: Sequence[str]
) -> Outcome | None:
    """Why they can't come in: here already, elsewhere, twice among themselves, or nothing that the part can have."""
    wrong: dict[str, str] = {}
    for home in homes:
        for text in home.texts:
            refused = None if text in missing else collecting.invalid(home.target, text)
            if refused is not None and (len(texts) == 1 or refused.tone is Tone.FAULT):
                return refused  # a scheme that fails does so for each
            if refused is not None:
                wrong[text] = refused.detail
        clash = clashes.new(db, document, home.target.scope, home.texts)
        if len(texts) == 1 and clash.here:
            return Outcome(Tone.AGAIN, texts[0], wording.again(document.number), result="again")
        wrong.update(clash.elsewhere)
        wrong.update(dict.fromkeys(clash.here, wording.in_this(document.number)))
    wrong.update({text: wording.twice() for text, times in Counter(texts).items() if times > 1})
    if not wrong:
        return None
    if len(texts) == 1:
        return editing.no(texts[0], wording.clash(wrong[texts[0]]))
    return editing.no(wording.nothing_added(), wording.clashes(wrong))


# What is written


def _taken(
    db: Db,
    post: Post,
    state: Editing,
    homes: Sequence[_Home],
    missing: Mapping[str, DraftSerial],
    texts: Sequence[str],
) -> tuple[Editing, Outcome]:
    document = state.document
    assert document is not None
    into, made = _into(db, document, homes)
    coming = {id: Decimal(len(home.texts)) for id, home in into.items()}
    values = {id: lines.counted(home.line, len(home.texts)) for id, home in into.items()}
    for id, home in into.items():
        if home.line.place is None and document.place is not None:
            values[id]["location_id"] = document.place.id
    for id, more in sharing.share(db, document, [home.line for home in into.values()], coming).items():
        values[id] = {**values.get(id, {}), **more}
    before = dict.fromkeys((row.id for row in missing.values()), SerialState.MISSING)
    what, label = ("collected", texts[0]) if len(texts) == 1 else ("serials", wording.span(texts))
    step = editing.changed(db, post, state, what, label, lines=values, made=made, serials=before)
    for id, home in into.items():
        _write(db, post, document, id, home, missing, step)
    last = next(reversed(into.values()))
    if state.line is not None and last.line.id == state.line.id and len(into) == 1:
        recent = (*reversed(last.texts[-RECENT:]), *state.recent)[:RECENT]
        state = replace(state, line=document_lines.get(db, last.line.id), recent=recent)
    else:
        state = editing.at_line(db, state, last.line.id)
    return state, _told(db, state, texts, missing)


def _into(db: Db, document: Document, homes: Sequence[_Home]) -> tuple[dict[int, _Home], list[int]]:
    """The serials by the line that each goes into, since another place may be in force; and which lines are new."""
    into: dict[int, _Home] = {}
    made: list[int] = []
    for home in homes:
        line, is_new = _in_force(db, document, home.line)
        made += [line.id] if is_new else []
        into.setdefault(line.id, _Home(line, home.target, [])).texts.extend(home.texts)
    return into, made


def _write(
    db: Db, post: Post, document: Document, line: int, home: _Home, missing: Mapping[str, DraftSerial], step: int
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
    supplier = None if line.supplier_part is None else line.supplier_part.id
    found = lines.fitting(db, document, None, Of(line.part.id, 0, supplier, line.batch))
    if found is not None and found.place is not None:
        return found, False
    made = document_lines.get(db, document_lines.copy(db, line.id, document.place.id))
    assert made is not None
    return made, True


def _told(db: Db, state: Editing, texts: Sequence[str], missing: Mapping[str, DraftSerial]) -> Outcome:
    document, line = state.document, state.line
    assert document is not None
    assert line is not None
    detail = line_wording.progress(line, document)
    amber = line_wording.strange(line, document.way, document.listed)
    strangers = sum(text not in missing for text in texts) if document.listed and line.expected else 0
    if strangers and (missing or draft_serials.names_expected(db, line.id)):
        amber, detail = True, wording.not_listed(strangers, detail)
    text = texts[0] if len(texts) == 1 else wording.added(len(texts))
    return Outcome(Tone.AGAIN if amber else Tone.OK, text, detail, result="collected")


def _of_line(db: Db, line: Line, serial: str) -> DraftSerial | None:
    rows = draft_serials.of_document(db, line.document, serial)
    return next((one for one in rows if one.line == line.id and one.state is SerialState.GOT), None)


# Patterns


def _expanded(db: Db, post: Post, state: Editing, pattern: str) -> Expanded | Errors | Outcome:
    """What a pattern stands for; a refusal where the line takes none."""
    line, document = state.line, state.document
    if (wrong := _unwanted(state)) or line is None or document is None:
        return wrong or lines.no_line()
    stands = standing(line, document.way, document.listed)
    if stands.wanted is None and _is_open(pattern):
        return editing.no(wording.nothing_added(), wording.no_end())
    rest = MOST if stands.wanted is None else min(int(stands.wanted - stands.here), MOST)
    if rest < 1:
        return editing.no(wording.nothing_added(), wording.all_here(line_wording.progress(line, document)))
    target = collecting.target(db, line.part.id)

    def taken(texts: Sequence[str]) -> Mapping[str, str]:
        if document.way is not Way.IN:
            return units.refusals(db, post, state, line, texts)
        clash = clashes.new(db, document, target.scope, texts)
        return {**clash.elsewhere, **dict.fromkeys(clash.here, wording.in_this(document.number))}

    def latest() -> str | None:
        found = numbering.latest(db, line.part.id, target.scheme)
        drafts = [text for text in draft_serials.of_scope(db, target.scope) if not target.scheme.validate(text)]
        known = [found, *drafts] if found is not None else drafts
        return max(known, key=target.scheme.sort_key, default=None)

    return grammar.expand(pattern, rest, exact=False, scheme=target.scheme, latest=latest, taken=taken)


def _is_open(pattern: str) -> bool:
    """Whether a group takes as many as there are to be, which nobody has said."""
    if not pattern or control_character(pattern):
        return False
    groups = (read(token) for token in islice(tokens(pattern), MOST))
    return any(isinstance(group, Count) and group.more is None for group in groups)
