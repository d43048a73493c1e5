"""Repairs as they stand: which unit, what is wrong with it, how far it is. Pure; texts are untrusted."""

from enum import StrEnum


class Stage(StrEnum):
    """How far a repair is; the values are what the store keeps and programs see."""

    OPEN = "open"
    DONE = "done"  # completed: the parts that were used stay in the unit
    HANDED_BACK = "handed_back"
    SCRAPPED = "scrapped"
    CANCELLED = "cancelled"
