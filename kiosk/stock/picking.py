"""Pick lists: which units one shows, and what a row of it says. Frozen values, texts are untrusted."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing


@dataclass(frozen=True, slots=True)
class Sought:
    """Which units a pick list shows: those of just this part, in these statuses.

    `tracked`: all stock of the part has serials, so units need not be told from other stock to be counted. `text` is a
    piece of the serial, whatever its case; `place` has all that is below it.
    """

    part: int
    statuses: Sequence[Status]
    tracked: bool
    text: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class PickUnit:
    """A unit that may be handed out. `place` is a path, `expiry` ISO text; what it has not is empty.

    `claim` is the open draft that names it already, which may be the one it is picked for.
    """

    unit: Thing
    serial: str
    status: str
    place: str
    batch: str
    expiry: str
    claim: Thing | None
