"""Patterns of serials for the current line of a draft: what a typed text stands for there, and what it would add."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kiosk.flows import clashes, collecting
from kiosk.flows.collecting import MOST
from kiosk.flows.documents import editing, lines, taking, units
from kiosk.flows.documents.editing import Editing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.serials import grammar
from kiosk.serials.grammar import Errors, Expanded
from kiosk.serials.groups import Count, read
from kiosk.serials.tokens import control_character, tokens
from kiosk.stock.document_kinds import Way
from kiosk.store import numbering
from kiosk.store.sql import Db
from kiosk.wording import clashes as clash_wording
from kiosk.wording import documents_serials as wording
from kiosk.wording.answers import amount

SHOWN = 100  # serials of a preview


@dataclass(frozen=True, slots=True)
class Preview:
    """What a pattern comes to: how many serials, the first 100 of them; or what is wrong, a sentence for each fault."""

    count: int = 0
    first: tuple[str, ...] = ()
    last: str = ""
    errors: tuple[str, ...] = ()


def expand(db: Db, post: Post, state: Editing, pattern: str) -> tuple[Editing, Outcome]:
    """The serials of a typed pattern."""
    if over := editing.lost(db, post, state):
        return over
    state = editing.refreshed(db, editing.closed(state))
    match _expanded(db, post, state, pattern):
        case Expanded(serials):
            return taking.take(db, post, state, serials)
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


def _expanded(db: Db, post: Post, state: Editing, pattern: str) -> Expanded | Errors | Outcome:
    """What a pattern stands for; a refusal where the line takes none."""
    line, document = state.line, state.document
    if (wrong := taking.unwanted(state)) or line is None or document is None:
        return wrong or lines.no_line()
    wanted = line.quantity if line.said else line.expected
    if not wanted and _is_open(pattern):
        return editing.no(wording.nothing_added(), wording.no_end())
    rest = min(int(wanted) - line.serials, MOST) if wanted else MOST
    if wanted and rest < 1:
        return editing.no(wording.nothing_added(), wording.all_here(line.serials, amount(wanted, line.unit)))
    target = collecting.target(db, line.part.id)

    def taken(texts: Sequence[str]) -> Mapping[str, str]:
        if document.way is not Way.IN:
            return units.refusals(db, post, state, line, texts)
        clash = clashes.new(db, document, target.scope, texts)
        return {**clash.elsewhere, **dict.fromkeys(clash.here, clash_wording.in_this(document.number))}

    return grammar.expand(
        pattern,
        rest,
        exact=False,
        scheme=target.scheme if document.way is Way.IN else None,  # units keep serials that it would not let in
        latest=lambda: numbering.latest(db, line.part.id, target.scheme),
        taken=taken,
    )


def _is_open(pattern: str) -> bool:
    """Whether a group takes as many as there are to be, which nobody has said."""
    if not pattern or control_character(pattern):
        return False
    groups = (read(token) for token in islice(tokens(pattern), MOST))
    return any(isinstance(group, Count) and group.more is None for group in groups)
