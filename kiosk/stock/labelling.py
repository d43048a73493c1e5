"""Which labels a station prints by itself. Apart from labels themselves: every station knows this from its start."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Labelling:
    """Of what comes in, with each serial or when it is posted; on this printer, which is empty where there is none."""

    receiving: Literal["off", "each", "posting"] = "off"
    printer: str = ""
