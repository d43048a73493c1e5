"""How scans come into any flow: in the order of their arrival, each with its journal row, in one transaction.

The same for every screen: torn codes and double reads are journalled here and never reach a flow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kiosk.flows.flow import ScanStep, State
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan, Torn
from kiosk.store import journal
from kiosk.store.sql import Db
from kiosk.wording import answers

DOUBLE_WITHIN = 300_000_000  # ns: the same code from the same device within this time is one pull of the trigger


@dataclass(frozen=True, slots=True)
class Recent:
    """The last code of each device and when it came, CLOCK_MONOTONIC ns.

    A double read counts as the last one, too: however long a trigger is held over a label, it is one scan.
    """

    last: Mapping[str, tuple[bytes, int]] = field(default_factory=lambda: MappingProxyType({}))


def take(
    db: Db,
    post: Post,
    screen: str,
    step: ScanStep[State],
    before: tuple[Recent, State],
    scans: Sequence[Scan | Torn],
) -> tuple[tuple[Recent, State], tuple[Outcome, ...]]:
    """Hand `scans` to the flow one after the other; answers the state after them and an Outcome for each.

    All of it is one transaction: the caller shows the outcomes only after the commit.
    """
    recent, state = before
    last = dict(recent.last)
    outcomes = []
    for scan in scans:
        match scan:
            case Torn():
                outcome = Outcome(Tone.FAULT, answers.torn(), answers.torn_help(scan.why), result="torn")
                journal.add(db, post, screen, scan, outcome)
            case Scan() if _is_double(last.get(scan.device), scan):
                outcome = Outcome(Tone.AGAIN, answers.double(), answers.double_help(), result="double")
                journal.add(db, post, screen, scan, outcome)
                last[scan.device] = (scan.raw, scan.mono)
            case Scan():
                row = journal.begin(db, post, screen, scan)
                state, outcome = step(db, replace(post, scan=row), state, scan)
                journal.end(db, row, outcome)
                last[scan.device] = (scan.raw, scan.mono)
        outcomes.append(outcome)
    return (Recent(MappingProxyType(last)), state), tuple(outcomes)


def take_refused(db: Db, post: Post, screen: str, scans: Sequence[Scan | Torn], outcome: Outcome) -> None:
    """Journal scans by themselves, after the store refused their effect and rolled it back."""
    for scan in scans:
        journal.add(db, post, screen, scan, outcome)


def _is_double(last: tuple[bytes, int] | None, scan: Scan) -> bool:
    return not scan.typed and last is not None and last[0] == scan.raw and 0 <= scan.mono - last[1] <= DOUBLE_WITHIN
