"""How a line of a document stands: what is here of it, what there is to be, and what is not as it is to be. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Line


class Lack(StrEnum):
    """What is not as it is to be."""

    MISSING = "missing"  # less is here than there is to be
    SURPLUS = "surplus"  # more than a list says
    TOO_MANY = "too_many"  # more than was told
    UNEXPECTED = "unexpected"  # the document has a list, and this is not on it


@dataclass(frozen=True, slots=True)
class Standing:
    """`wanted` is None where a line follows what comes. `by` is how much is lacking or too much."""

    here: Decimal
    wanted: Decimal | None
    lack: Lack | None
    by: Decimal

    @property
    def share(self) -> float:
        """How much of it is here, of 1."""
        return float(self.here / self.wanted) if self.wanted else 0.0


def takes_serials(line: Line, way: Way) -> bool:
    """Whether its units are named one by one; nothing that is only ordered is."""
    return line.tracking.serial and way is not Way.NONE


def standing(line: Line, way: Way, listed: bool) -> Standing:
    """`listed`: the document has a list of what is expected."""
    serial = takes_serials(line, way)
    here = Decimal(line.serials) if serial else line.quantity
    told = serial and (line.said or line.quantity != line.serials)
    wanted = line.expected or (line.quantity if told else None)
    if listed and not line.expected:
        return Standing(here, wanted, Lack.UNEXPECTED, here)
    if wanted is None or here == wanted:
        return Standing(here, wanted, None, Decimal(0))
    if here < wanted:
        return Standing(here, wanted, Lack.MISSING, wanted - here)
    return Standing(here, wanted, Lack.SURPLUS if line.expected else Lack.TOO_MANY, here - wanted)


def swapped(lines: Iterable[Line], way: Way) -> Iterator[tuple[Line, Standing]]:
    """Lines of a listed document whose batches differ from the list though others of their part make up for it: of one
    batch there is more than the list has, of another less."""
    stands = [(line, standing(line, way, True)) for line in lines if line.expected]
    over = {line.part.id for line, one in stands if one.lack is Lack.SURPLUS}
    under = {line.part.id for line, one in stands if one.lack is Lack.MISSING}
    both = over & under
    return ((line, one) for line, one in stands if line.batch and one.lack is not None and line.part.id in both)
