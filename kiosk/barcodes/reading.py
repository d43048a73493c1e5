"""What was made of a code: what matched, the meaning that won, and the readings tried.

Pure values. How a code was read, in sentences, is worked out from them by `account` when somebody asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kiosk.stock.thing import Thing

if TYPE_CHECKING:
    from kiosk.barcodes.content import Content
    from kiosk.barcodes.forms import Forms
    from kiosk.barcodes.mixed import Sorted


class Reader(StrEnum):
    """The ways in which a code is read."""

    OWN = "own"  # our own codes, KSK-PA10
    EXTERNAL = "external"  # what another system calls a thing of ours, on its own labels
    ASSIGNED = "assigned"  # an external code assigned to a thing, byte for byte
    ASSIGNED_LOOSE = "assigned_loose"  # the same without control characters
    GTIN = "gtin"  # an assigned code with the same 14-digit form
    GS1 = "gs1"  # the GTIN, SSCC or GLN inside a GS1 element string
    AMOUNT = "amount"  # the code that is left when the amount in it is taken out
    LABEL_SKU = "label_sku"  # a supplier's label, by the supplier's order code on it
    LABEL_MANUFACTURER = "label_manufacturer"  # the same by the manufacturer's number
    LABEL_PART = "label_part"  # the same by our own number
    MIXED = "mixed"  # several labels of one trigger
    PART_NUMBER = "part_number"
    SERIAL = "serial"
    BATCH = "batch"
    LOCATION = "location"
    DOCUMENT = "document"  # the number of one
    SUPPLIER_SKU = "supplier_sku"
    PLUGIN = "plugin"


# The first step that matches wins; two things within one step are ambiguous.
STEPS: tuple[tuple[Reader, ...], ...] = (
    (Reader.OWN,),
    (Reader.EXTERNAL,),
    (Reader.ASSIGNED,),
    (Reader.ASSIGNED_LOOSE,),
    (Reader.GTIN,),
    (Reader.GS1,),
    (Reader.AMOUNT,),
    (Reader.LABEL_SKU,),
    (Reader.LABEL_MANUFACTURER,),
    (Reader.LABEL_PART,),
    (Reader.PART_NUMBER, Reader.SERIAL, Reader.BATCH, Reader.LOCATION, Reader.DOCUMENT, Reader.SUPPLIER_SKU),
    (Reader.MIXED,),
    (Reader.PLUGIN,),
)
_STEP = {reader: number for number, step in enumerate(STEPS) for reader in step}


class Match(NamedTuple):  # tuples, here and below: they are made on the path of every scan
    """One thing that has the code in the eyes of one reader. An archived thing is told of, and means nothing.

    `pack` is how many pieces one scan stands for, in millionths. A plugin gives its `name` and says `why`.
    """

    reader: Reader
    thing: Thing
    pack: int = 1_000_000
    archived: bool = False
    name: str = ""
    why: str = ""


def first_step(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The matches of the first step that has any; archived things count as none."""
    live = [match for match in matches if not match.archived]
    if len(live) < 2:
        return tuple(live)
    first = min(_STEP[match.reader] for match in live)
    return tuple(match for match in live if _STEP[match.reader] == first)


class Verdict(StrEnum):
    """What became of one reading."""

    CHOSEN = "chosen"
    OUTRANKED = "outranked"  # it matched, an earlier step won
    AMBIGUOUS = "ambiguous"  # it matched more than one thing in the winning step
    NO_MATCH = "no_match"  # of this form, but nothing (that is still in use) has that code
    NOT_THIS = "not_this"  # not of this form
    FAULT = "fault"  # a plugin raised


@dataclass(frozen=True, slots=True)
class Reading:
    """One reader's try. `reader` is its code (`own`, `assigned`, `gtin`, `plugin:acme` …), `why` a sentence.

    `telling`: it is worth a person's time where nothing has the code. A mere "not of this form" is not.
    """

    reader: str
    verdict: Verdict
    why: str
    things: tuple[Thing, ...] = ()
    telling: bool = True


class Tried(NamedTuple):
    """What the readings are worked out from: the forms of the code, all that matched, what plugins said.

    `asked` has a reading for each plugin whose claims led to nothing; none where no plugin was asked. `content` is
    what the code says beyond naming a thing. Of several labels read at one trigger, `labels` has what each was taken
    for, and `fault` says why they were not taken together.
    """

    forms: "Forms"
    matches: tuple[Match, ...]
    asked: tuple[Reading, ...] = ()
    content: "Content | None" = None
    labels: "tuple[Sorted, ...]" = ()
    fault: str = ""

    @property
    def names(self) -> bool:
        """Whether a code that nothing here has names a thing all the same: one of another store or system, or one that
        is archived. Then it is no serial and no batch."""
        from kiosk.barcodes import lookalike  # most codes mean something

        return lookalike.named(self.forms) or any(match.archived for match in self.matches)

    @property
    def told(self) -> Reading | None:
        """What the first plugin said that failed at the code, or knows it as something that nothing here has."""
        return next((one for one in self.asked if one.verdict in (Verdict.FAULT, Verdict.NO_MATCH)), None)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing. `pack` is how many pieces one scan of this code stands for, in millionths of the unit.

    What the code says of batch, serial and so on is in `tried.content`; its quantity is in `pack`, unless it is a
    measure in a unit of its own. Of a serial that the code names with its part, the thing is the unit if there is one.
    """

    thing: Thing
    tried: Tried
    pack: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several things within one step: the operator is asked. At most 9 are given; `more` is how many are not.

    No more than 50 are looked for, so a `more` of 41 means "41 or more".
    """

    things: tuple[Thing, ...]
    tried: Tried
    more: int = 0


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing has this code."""

    tried: Tried


Meaning = Found | Ambiguous | Unknown
