"""Try a scanner: each code is shown as it came and as it would be read, and changes nothing.

It is journalled with the result "test".
"""

from dataclasses import dataclass, replace

from kiosk.barcodes import account
from kiosk.barcodes.reading import Ambiguous, Found, Meaning, Unknown
from kiosk.barcodes.resolve import resolve
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.store.sql import Db
from kiosk.wording import station as wording

KEPT = 50  # scans that are remembered


@dataclass(frozen=True, slots=True)
class Tried:
    """One code that was scanned to try the scanner."""

    scan: Scan
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class TrialState:
    """What was scanned so far, the newest first; `count` counts those that are forgotten, too."""

    tried: tuple[Tried, ...] = ()
    count: int = 0


def scan(db: Db, post: Post, state: TrialState, scan: Scan) -> tuple[TrialState, Outcome]:
    """Resolve the code as Quick scan would, and do nothing with it."""
    meaning = resolve(db, scan, post.codes)
    tried = (Tried(scan, meaning), *state.tried)[:KEPT]
    outcome = Outcome(
        Tone.OK,
        scan.raw.decode("utf-8", "backslashreplace"),  # the screen makes it visible, by its own marks
        f"{_came(scan)} {would_be(meaning)}",
        result="test",
        meaning=meaning,
    )
    return replace(state, tried=tried, count=state.count + 1), outcome


def would_be(meaning: Meaning) -> str:
    """What the code would be taken for, in a sentence."""
    match meaning:
        case Found(thing=thing):
            return wording.would_be(thing.label)
        case Ambiguous(things=things):
            return wording.would_be_one_of(len(things))
        case Unknown(tried=tried):
            return account.invalid(tried) or wording.would_be_unknown()


def _came(scan: Scan) -> str:
    """How the code came, and how many labels it was read from."""
    came = wording.came_as(len(scan.raw), scan.symbology, scan.device)
    return f"{came} {wording.came_together(len(scan.labels))}" if scan.labels else came
