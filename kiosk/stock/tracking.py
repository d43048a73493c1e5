"""What a part's stock must carry: a batch, a serial, both or neither. A batch is allowed on any item. Pure."""

from enum import StrEnum


class Tracking(StrEnum):
    """The values are what the store keeps and programs see."""

    NONE = "none"
    BATCH = "batch"
    SERIAL = "serial"
    BOTH = "batch+serial"

    @property
    def batch(self) -> bool:
        """Whether every stock item needs a batch."""
        return self in (Tracking.BATCH, Tracking.BOTH)

    @property
    def serial(self) -> bool:
        """Whether every stock item is one unit with a serial."""
        return self in (Tracking.SERIAL, Tracking.BOTH)
