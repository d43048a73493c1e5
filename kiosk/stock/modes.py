"""The fast modes: what each scan does at once, without a list or a document. Pure, and quick to import."""

from enum import StrEnum


class ModeKind(StrEnum):
    """The values are what programs and the journal see."""

    MOVE = "move"  # everything goes to the place that was scanned last
    OUT = "out"  # everything goes out of stock
    WHERE = "where"  # nothing is changed
