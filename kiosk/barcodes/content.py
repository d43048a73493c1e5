"""What a code says of goods beyond naming them: batch, serials, expiry, quantity, order, whoever's language it is in.

Pure. A reader of a language (`gs1`, `iso15434`, …) makes it; the resolver finds the thing it names; a flow takes in
what it can use. What nobody here uses is kept and shown.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Language(StrEnum):
    """The languages in which codes say more than a name."""

    GS1 = "gs1"  # GS1 element strings, GS1 General Specifications
    AMOUNT = "amount"  # weight or quantity inside a code of fixed length, by patterns of the store
    ISO15434 = "iso15434"  # ISO/IEC 15434 with ANSI MH10.8.2 data identifiers: ECIA/EIGP 114 and its relatives
    LCSC = "lcsc"  # {pbn:…,pc:…,qty:…}
    TME = "tme"  # PWBP-302 1PMPNWBP-302 Q1 …
    MIXED = "mixed"  # several labels that were read at one trigger
    PLUGIN = "plugin"


class Counts(StrEnum):
    """What a count is of, where that is not pieces."""

    PACKS = "packs"  # trade items inside a larger pack, each of which may be several pieces
    UNNAMED = "unnamed"  # there is a count, but of nothing that the code names: it is no quantity


@dataclass(frozen=True, slots=True)
class Field:
    """One element as it stands in the code: `id` is its identifier there (AI "10", DI "1P", key "pc"), `name` a word
    for people ("batch"), empty where nobody here knows it; `text` is untrusted. GS1 dates and measures are written out,
    since nobody reads 001250 behind 3103 as 1.250."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What one code says. Texts are untrusted and literal; what it doesn't say is empty or None.

    `rule` is the code of the rule by which its language claims it ("separator", "symbology", "header" …): a reader
    that can't name one must not claim a code. `faults` are sentences about what in it can't be used.
    """

    language: Language
    rule: str
    fields: tuple[Field, ...] = ()
    gtin14: str = ""
    keys: tuple[str, ...] = ()  # other codes that would name the thing when assigned: SSCC, GLN, a base code
    skus: tuple[str, ...] = ()  # what may be the supplier's own order code, the likeliest first
    manufacturer_number: str = ""
    part_numbers: tuple[str, ...] = ()  # what may be our own number
    batch: str = ""
    serials: tuple[str, ...] = ()
    expiry: date | None = None
    date_code: str = ""
    quantity: Decimal | None = None
    unit: str = ""  # of the quantity where it is a measure: "kg", "m", "l", "m2", "m3"; empty: pieces
    counts: Counts | None = None
    order: str = ""  # the customer's, that is ours
    supplier_order: str = ""
    delivery: str = ""  # number of the packing list
    supplier: str = ""  # a name, where the label's form or text gives it away: "DigiKey"
    manufacturer: str = ""
    country: str = ""
    faults: tuple[str, ...] = ()

    @property
    def by_chance(self) -> bool:
        """Whether a number may look so by chance, as one serial in ten that begins with 01: nothing but digits tell."""
        return self.language is Language.AMOUNT or (self.language is Language.GS1 and self.rule == "leading")

    @property
    def serial(self) -> str:
        """The one serial that it names; empty where it names none or several."""
        return self.serials[0] if len(self.serials) == 1 else ""

    @property
    def names(self) -> bool:
        """Whether it names goods at all, rather than only saying something of them.

        What several labels or a plugin say is there only once what they name is found.
        """
        return self.language in (Language.MIXED, Language.PLUGIN) or bool(
            self.gtin14 or self.keys or self.skus or self.manufacturer_number or self.part_numbers
        )
