"""Change a rule that all stations of the store share: choose or type its value, confirm, done.

Nothing is changed before it is confirmed. A scan here is refused: it is no value of a rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.rules import Rules
from kiosk.store import settings
from kiosk.store.settings import Changed, Entry, Refused
from kiosk.store.sql import Db
from kiosk.wording import settings as wording

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class RuleState:
    """One rule as it stands, its last changes (newest first), and the value that is asked about, as it was given.

    `done` once it was changed here.
    """

    entry: Entry
    history: tuple[Changed, ...] = ()
    proposed: str | None = None
    question: Question | None = None
    done: bool = False


def rules(db: Db, post: Post) -> tuple[Entry, ...]:
    """All rules as they stand."""
    return settings.entries(db)


def current(db: Db, post: Post) -> Rules:
    """The rules that count now, which another station may have changed."""
    return settings.rules(db)


def renewed(post: Post, rules: Rules) -> Post:
    """The same post by these rules."""
    return replace(
        post,
        code_prefix=rules.code_prefix,
        code_amounts=rules.code_amounts,
        journal=rules.journal,
        returned_available=rules.returned_available,
    )


def begin(db: Db, post: Post, key: str) -> RuleState:
    """One rule, to be looked at and changed. Raises KeyError for none of that name."""
    entries = {entry.key: entry for entry in settings.entries(db)}
    return RuleState(entries[key], settings.history(db, key))


def choices(key: str) -> Sequence[Option]:
    """The values of a rule that has few of them; none where one is typed."""
    return tuple(Option(value, wording.choice(key, value)) for value in wording.values(key))


def propose(db: Db, post: Post, state: RuleState, value: str) -> tuple[RuleState, Outcome]:
    """A value was chosen or typed: ask whether all stations are to have it."""
    state = replace(state, proposed=None, question=None)
    checked = settings.checked(state.entry.key, value)
    if isinstance(checked, Refused):
        return state, Outcome(Tone.NO, wording.not_possible(), checked.text, result="refused")
    if checked == state.entry.value:
        return state, Outcome(Tone.AGAIN, wording.as_it_is(), wording.as_it_is_help(), result="refused")
    question = Question(
        wording.change_question(state.entry.key, state.entry.value, checked),
        (Option(YES, wording.yes_change()), Option(NO, wording.no_change())),
    )
    outcome = Outcome(Tone.ASK, wording.change_title(), question.text, question=question, result="asked")
    return replace(state, proposed=value, question=question), outcome


def answer(db: Db, post: Post, state: RuleState, key: str) -> tuple[RuleState, Outcome]:
    """Answer the open question, "yes" or "no"."""
    if state.proposed is None or state.question is None:
        return state, Outcome(Tone.NO, wording.nothing_asked(), wording.nothing_asked_help(), result="refused")
    kept = replace(state, proposed=None, question=None)
    if key != YES:
        return kept, Outcome(Tone.AGAIN, wording.not_changed(), wording.not_changed_help(), result="cancelled")
    changed = settings.change(db, state.entry.key, state.proposed, post.operator)
    if isinstance(changed, Refused):
        return kept, Outcome(Tone.NO, wording.not_possible(), changed.text, result="refused")
    detail = " ".join(wording.changed(changed.key, state.entry.value))
    outcome = Outcome(Tone.OK, wording.is_changed(), detail, result="changed")
    return RuleState(changed, settings.history(db, changed.key), done=True), outcome


def scan(db: Db, post: Post, state: RuleState, scan: Scan) -> tuple[RuleState, Outcome]:
    """A scan is no value of a rule; an open question stays open."""
    outcome = Outcome(
        Tone.NO, wording.no_scan_here(), wording.no_scan_here_help(), question=state.question, result="refused"
    )
    return state, outcome
