"""The words of "explain this scan" around what `kiosk.wording.readings` says of each reading."""

from collections.abc import Mapping

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


def empty() -> str:
    return "(empty)"


def not_looked_up() -> str:
    return "How it was looked up is not known here: it was a double read, or is looked at by itself."


READERS: Mapping[str, str] = {
    "command": "Command code",
    Reader.OWN: "Our own code",
    Reader.ASSIGNED: "Assigned code",
    Reader.ASSIGNED_LOOSE: "Assigned code, control characters aside",
    Reader.GTIN: "GTIN",
    Reader.PART_NUMBER: "Part number",
    Reader.SERIAL: "Serial number",
    Reader.BATCH: "Batch",
    Reader.LOCATION: "Location",
    Reader.DOCUMENT: "Document number",
    Reader.SUPPLIER_SKU: "Supplier's code",
}


def reader(name: str) -> str:
    """A reader's code as people call it; a plugin's is `plugin:` and its name."""
    return READERS.get(name, name)


VERDICTS = {
    Verdict.CHOSEN: "this is it",
    Verdict.OUTRANKED: "would match, an earlier one won",
    Verdict.AMBIGUOUS: "one of several",
    Verdict.NO_MATCH: "of this form, but nothing has it",
    Verdict.NOT_THIS: "not of this form",
    Verdict.FAULT: "failed",
}


def verdict(value: Verdict) -> str:
    return VERDICTS[value]
