"""Who works on a draft: one station at a time. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lease:
    """Who edits a draft now, until when by the store's clock. `run` is the start of the station that holds it."""

    run: int
    station: str
    operator: str
    until: int
