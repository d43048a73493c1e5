"""The words of "explain this scan" around what `kiosk.wording.readings` says of each reading."""

from collections.abc import Mapping, Sequence

from kiosk.barcodes.content import Content, Language
from kiosk.barcodes.reading import Reader, Verdict


def raw() -> str:
    return "Raw"


def hexadecimal() -> str:
    return "Hex"


def symbology() -> str:
    return "Symbology"


def no_symbology() -> str:
    return "not told by the scanner"


def device() -> str:
    return "Device"


def came(typed: bool) -> str:
    return "typed" if typed else "scanned"


def taken_as() -> str:
    return "Taken as"


def readings() -> str:
    return "Readings tried"


def not_understood() -> str:
    return "Why not understood"


def refused() -> str:
    return "Refused, because"


def says(language: Language) -> str:
    """What a code is that says more than a name."""
    return _LANGUAGES[language]


def rule(content: Content) -> str:
    """Why it was taken for that."""
    match content.language:
        case Language.GS1:
            from kiosk.wording import gs1

            return gs1.rule(content.rule)
        case Language.AMOUNT:
            from kiosk.wording import amounts

            return amounts.rule(content.rule)
        case Language.MIXED:
            return "They were read at one trigger, and fit together."
        case Language.PLUGIN:
            return f"The plugin {content.rule} says so."
        case _:
            from kiosk.wording import supplier_labels

            return supplier_labels.rule(content.rule)


def as_a_whole() -> str:
    return "But the code is assigned as a whole, so what it says counts for nothing."


def field(id: str, name: str) -> str:
    """An element of a code by its identifier there, and what that stands for; empty where nobody here knows."""
    return f"{id} {name or '(not known here)'}".lstrip(" ")


def label(number: int, role: str) -> str:
    """One of several labels that were read at one trigger."""
    return f"Label {number}: {role}"


def looked_up(names: Sequence[str]) -> str:
    """The readings that a code could have been, had anything had it."""
    return f"Nothing has it as: {_listed(names)}."


def not_of_form(names: Sequence[str]) -> str:
    """The readings whose form it doesn't have."""
    return f"Not of the form of: {_listed(names)}."


def _listed(names: Sequence[str]) -> str:
    return ", ".join(name[:1].lower() + name[1:] if name[1:2].islower() else name for name in names)


def empty() -> str:
    return "(empty)"


def not_looked_up() -> str:
    return "How it was looked up is not known here: it was a double read, or is looked at by itself."


_LANGUAGES = {
    Language.GS1: "GS1 code",
    Language.AMOUNT: "Code with an amount in it",
    Language.ISO15434: "Supplier's label (ISO/IEC 15434)",
    Language.LCSC: "LCSC's label",
    Language.TME: "TME's label",
    Language.MIXED: "Labels read together",
    Language.PLUGIN: "Label that a plugin reads",
}
READERS: Mapping[str, str] = {
    "command": "Command code",
    Reader.OWN: "Our own code",
    Reader.ASSIGNED: "Assigned code",
    Reader.ASSIGNED_LOOSE: "Assigned code without control characters",
    Reader.EXTERNAL: "Other system's code",
    Reader.GTIN: "GTIN",
    Reader.GS1: "GS1 code",
    Reader.AMOUNT: "Code with an amount",
    Reader.LABEL_SKU: "Order code on a label",
    Reader.LABEL_MANUFACTURER: "Manufacturer's number on a label",
    Reader.LABEL_PART: "Our number on a label",
    Reader.MIXED: "Labels read together",
    Reader.PART_NUMBER: "Part number",
    Reader.SERIAL: "Serial number",
    Reader.BATCH: "Batch",
    Reader.LOCATION: "Location",
    Reader.DOCUMENT: "Document number",
    Reader.SUPPLIER_SKU: "Supplier's code",
}


def reader(name: str) -> str:
    """A reader's code as people call it; a plugin's is `plugin:` and its name."""
    return READERS.get(name) or f"Plugin {name.partition(':')[2]}"


VERDICTS = {
    Verdict.CHOSEN: "this is it",
    Verdict.OUTRANKED: "would match, an earlier one won",
    Verdict.AMBIGUOUS: "one of several",
    Verdict.NO_MATCH: "nothing has it",
    Verdict.NOT_THIS: "not of this form",
    Verdict.FAULT: "failed",
}


def verdict(value: Verdict) -> str:
    return VERDICTS[value]
