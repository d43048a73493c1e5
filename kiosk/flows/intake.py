"""How scans come into any flow: in the order of their arrival, each with its journal row, in one transaction.

The same for every screen: torn codes and double reads are journalled here and never reach a flow, nor does a command
code. A command is obeyed where the screen on top offers it, and else refused in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kiosk.barcodes import commands
from kiosk.barcodes.commands import Command
from kiosk.barcodes.forms import code_of
from kiosk.flows.flow import ScanStep, State
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan, Torn
from kiosk.store import journal
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import command_codes as wording

COMMAND = "command"  # the result of commands in the journal, and of those that no flow has heard of
DOUBLE_WITHIN = 300_000_000  # ns: the same code from the same device within this time is one pull of the trigger


@dataclass(frozen=True, slots=True)
class Recent:
    """The last code of each device and when it came, CLOCK_MONOTONIC ns.

    A double read counts as the last one, too: however long a trigger is held over a label, it is one scan.
    """

    last: Mapping[str, tuple[bytes, int]] = field(default_factory=lambda: MappingProxyType({}))

    def doubles(self, scan: Scan) -> bool:
        """Whether this scan is the last one of its device once more."""
        return _is_double(self.last.get(scan.device), scan)


def take(
    db: Db,
    post: Post,
    screen: str,
    step: ScanStep[State],
    before: tuple[Recent, State],
    scans: Sequence[Scan | Torn],
    obey: ScanStep[State] | None = None,
) -> tuple[tuple[Recent, State], tuple[Outcome, ...]]:
    """Hand `scans` to the flow one after the other; answers the state after them and an Outcome for each.

    All of it is one transaction: the caller shows the outcomes only after the commit. `obey` is what a command among
    the scans leads to; without it commands are refused.
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
                last[scan.device] = (_code(scan), scan.mono)
            case Scan():
                row = journal.begin(db, post, screen, scan)
                at_row = replace(post, scan=row)
                command = commanded(post, scan)
                if command is None:
                    state, outcome = step(db, at_row, state, scan)
                    journal.end(db, row, outcome)
                else:
                    state, outcome = (obey or _not_here)(db, at_row, state, scan)
                    outcome = replace(outcome, meaning=command)
                    journal.end(db, row, replace(outcome, result=COMMAND))
                last[scan.device] = (_code(scan), scan.mono)
        outcomes.append(outcome)
    return (Recent(MappingProxyType(last)), state), tuple(outcomes)


def commanded(post: Post, scan: Scan) -> Command | None:
    """The command that a scan is; None where it is any other code."""
    return commands.read(code_of(scan), post.code_prefix)


def _not_here(db: Db, post: Post, state: State, scan: Scan) -> tuple[State, Outcome]:
    """A command that the screen on top has no use for."""
    command = commanded(post, scan) or Command(None)
    return state, Outcome(Tone.NO, wording.not_here(command), wording.not_here_help(command), result=COMMAND)


def too_soon(db: Db, post: Post, state: State, scan: Scan) -> tuple[State, Outcome]:
    """A command that came before what it would agree to could be read."""
    return state, Outcome(Tone.AGAIN, answers.too_soon(), wording.too_soon_help(), result=COMMAND)


def hidden(db: Db, post: Post, state: State, scan: Scan) -> tuple[State, Outcome]:
    """A command of a screen that another one lay over."""
    command = commanded(post, scan) or Command(None)
    return state, Outcome(Tone.NO, wording.name(command), wording.hidden_help(), result=COMMAND)


def heard(db: Db, post: Post, state: State, scan: Scan) -> tuple[State, Outcome]:
    """A command that the screen itself obeys, once this is in the journal."""
    command = commanded(post, scan) or Command(None)
    return state, Outcome(Tone.OK, wording.name(command), result=COMMAND)


def take_refused(db: Db, post: Post, screen: str, scans: Sequence[Scan | Torn], outcome: Outcome) -> None:
    """Journal scans by themselves, after the store refused their effect and rolled it back."""
    for scan in scans:
        journal.add(db, post, screen, scan, outcome)


def _is_double(last: tuple[bytes, int] | None, scan: Scan) -> bool:
    return not scan.typed and last is not None and last[0] == _code(scan) and 0 <= scan.mono - last[1] <= DOUBLE_WITHIN


def _code(scan: Scan) -> bytes:
    """What makes a scan the same as another. In which order a scanner finds several labels is chance."""
    return b"\n".join(sorted(label.raw for label in scan.labels)) if scan.labels else scan.raw
