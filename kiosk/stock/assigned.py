"""A code that a thing has or had, and what another system calls it, as a list shows them. Pure."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Assigned:
    """One code. `pack` is how much of the part one scan stands for; times are UTC microseconds.

    `unassigned_at` is None as long as it names the thing; `unassigned_by` is empty where nobody has recorded who.
    """

    id: int
    raw: bytes
    pack: Decimal
    assigned_by: str
    assigned_at: int
    unassigned_at: int | None
    unassigned_by: str

    @property
    def active(self) -> bool:
        return self.unassigned_at is None


@dataclass(frozen=True, slots=True)
class External:
    """What the system `source` calls a thing of ours: its own kind, empty where it has none, and its id there."""

    source: str
    kind: str
    id: str
