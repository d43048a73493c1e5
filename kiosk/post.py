"""The place where work is done: who and where, as rows of the store, and which of its rules count there."""

from dataclasses import dataclass
from functools import lru_cache

from kiosk.barcodes.code_rules import CodeRules
from kiosk.stock.labelling import Labelling


@dataclass(frozen=True, slots=True)
class Post:
    """Where the work is done, as journal and rules need it: rows of station and run, who, which rules count.

    `zone` is an IANA time zone, or empty for the system's. `scan` is the journal's row of the scan that is being
    handled: what it changes names it, and keeps it in the journal. `labels` are those that are printed by themselves.
    """

    station: int
    run: int
    operator: str
    code_prefix: str = "KSK"
    journal: bool = True
    zone: str = ""
    returned_available: bool = False
    scan: int | None = None
    code_amounts: str = ""
    plugins: tuple[str, ...] = ()  # of codes, those that this station asks before all others
    labels: Labelling = Labelling()

    @property
    def codes(self) -> CodeRules:
        """What is settled about codes there."""
        return _rules(self.code_prefix, self.code_amounts, self.plugins)


_rules = lru_cache(maxsize=8)(CodeRules)  # every scan asks for them, and they hardly ever change
