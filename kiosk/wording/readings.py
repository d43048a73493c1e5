"""Why each reader of a code won or lost: the sentences of "explain this scan"."""

from collections.abc import Sequence

from kiosk.barcodes.reading import Reader
from kiosk.stock.thing import Kind

KINDS = {
    Kind.PART: "part",
    Kind.STOCK_ITEM: "stock item",
    Kind.LOCATION: "location",
    Kind.SUPPLIER_PART: "supplier part",
    Kind.DOCUMENT: "document",
}
_WHAT = {
    Reader.OWN: "our own code",
    Reader.ASSIGNED: "an assigned code, byte for byte",
    Reader.ASSIGNED_LOOSE: "an assigned code, control characters aside",
    Reader.GTIN: "a GTIN with the same 14 digits",
    Reader.EXTERNAL: "what another system calls it",
    Reader.GS1: "the GTIN, SSCC or GLN in a GS1 code",
    Reader.AMOUNT: "the code without the amount in it",
    Reader.LABEL_SKU: "the order code on a supplier's label",
    Reader.LABEL_MANUFACTURER: "the manufacturer's number on a supplier's label",
    Reader.LABEL_PART: "our number on a supplier's label",
    Reader.MIXED: "several labels of one trigger",
    Reader.PART_NUMBER: "a part number",
    Reader.SERIAL: "a serial number",
    Reader.BATCH: "a batch code",
    Reader.LOCATION: "the path of a location",
    Reader.DOCUMENT: "the number of a document",
    Reader.SUPPLIER_SKU: "a supplier's order code",
}
_ON_LABEL = {
    Reader.LABEL_SKU: "an order code",
    Reader.LABEL_MANUFACTURER: "a manufacturer's number",
    Reader.LABEL_PART: "our number",
}
_HAS_NONE = {
    Reader.ASSIGNED: "No thing has this code assigned.",
    Reader.ASSIGNED_LOOSE: "No thing has it assigned, even without its control characters.",
    Reader.LABEL_SKU: "No supplier has the order code on it.",
    Reader.LABEL_MANUFACTURER: "No supplier part has the manufacturer's number on it.",
    Reader.LABEL_PART: "No part has the number on it.",
    Reader.PART_NUMBER: "No part has this number.",
    Reader.SERIAL: "No unit has this serial number.",
    Reader.BATCH: "No stock item has this batch code.",
    Reader.LOCATION: "No location has this path.",
    Reader.DOCUMENT: "No document has this number.",
    Reader.SUPPLIER_SKU: "No supplier has this order code.",
}


def matched(reader: Reader) -> str:
    return f"It is {_WHAT[reader]}."


def matched_several(reader: Reader, count: int) -> str:
    return f"It is {_WHAT[reader]}, and so is it of other things: {count} in all." if count > 1 else matched(reader)


def outranked(reader: Reader) -> str:
    return f"It is {_WHAT[reader]}, too, but an earlier reading counts."


def archived(reader: Reader, label: str) -> str:
    return f"It is {_WHAT[reader]}, but of {label}, which is archived."


def has_none(reader: Reader) -> str:
    return _HAS_NONE[reader]


def no_own(kind: Kind, id: int) -> str:
    return f"One of our own codes, but this store has no {KINDS[kind]} {id}. It may be another store's label."


def like_own(prefix: str) -> str:
    return f"It begins with {prefix}- as our own codes do, but isn't one of them."


def not_own(prefix: str) -> str:
    return f"Our own codes begin with {prefix}-." if prefix else "Codes of our own are switched off."


def no_gtin(gtin14: str) -> str:
    return f"A GTIN, in 14 digits {gtin14}, that isn't assigned to anything."


def wrong_check_digit(last: str, right: str) -> str:
    return f"Not a GTIN (EAN, UPC): its last digit is {last} and should be {right}."


def misread(right: str) -> str:
    return f"If it is an EAN or UPC, it was misread: its last digit should be {right}. Scan it again."


def not_gtin() -> str:
    return "A GTIN (EAN, UPC) has 8, 12, 13 or 14 digits and nothing else."


def no_foreign(source: str, kind: str, id: str) -> str:
    told = f"A label of {source}, its {kind} {id}. Nothing here is known by that"
    return f"{told}: kiosk import external-ids brings such ids in."


def not_foreign() -> str:
    return "Not a label of another system whose ids are imported."


def no_keys(names: Sequence[str]) -> str:
    return f"Looked up: {', '.join(names)}. Not assigned to anything."


def gs1_names_nothing() -> str:
    return "It has no GTIN, SSCC or place in it, only what it says of goods that it doesn't name."


def not_amount() -> str:
    return "It fits none of the patterns in the setting code_amounts."


def not_gs1() -> str:
    return "No GS1 symbol as far as the scanner tells; no FNC1 (GS); no GTIN or SSCC behind 00, 01 or 02."


def wrong_gs1_digit(last: str, right: str) -> str:
    return f"It begins as GS1 codes do, but the check digit of its number is {last} and should be {right}."


def misread_gs1(last: str, right: str) -> str:
    return f"{wrong_gs1_digit(last, right)} Scan it again."


def no_identifier() -> str:
    return "It has FNC1 (GS) in it, but doesn't begin with a GS1 identifier."


def brackets() -> str:
    return "It has identifiers in brackets. They are read so only where they are typed (F2), not scanned."


def brackets_help() -> str:
    return (
        "A GS1 code with its identifiers in brackets: scanned, it is not read. Set the scanner to send codes as they"
        " are, or type it with F2."
    )


def small_letters(upper: str) -> str:
    """A code that would name something, did it have capital letters."""
    return f"Is it {upper}? It came in small letters: check Caps Lock, and the scanner's setting for letters."


def no_label(reader: Reader, names: Sequence[str]) -> str:
    return f"Looked up: {', '.join(names)}. {_HAS_NONE[reader]}"


def not_label(reader: Reader) -> str:
    return f"It isn't a supplier's label with {_ON_LABEL[reader]}."


def one_label() -> str:
    return "It was read alone."


def empty() -> str:
    return "The code is empty, or has nothing but control characters."


def no_controls() -> str:
    return "It has no control characters to leave out."


def not_text() -> str:
    return "Its bytes are not readable as text (UTF-8)."


def not_text_help() -> str:
    return f"{not_text()} Set the scanner to send UTF-8, or assign the code as it comes."


def was_archived(label: str) -> str:
    return f"It was {label}, which is archived."


def plugin_matched(why: str) -> str:
    return why or "The plugin knows this code."


def plugin_passes() -> str:
    return "The plugin doesn't know this code."


def plugin_no_match(why: str) -> str:
    return f"{plugin_matched(why)} But nothing here has what it stands for."


def plugins_failed(names: Sequence[str]) -> str:
    """Plugins that may know a code which nothing has."""
    which = f"The plugin {names[0]}" if len(names) == 1 else f"The plugins {', '.join(names)}"
    return f"Nothing has this code. {which} failed at it; the log tells why."


def plugin_fault(error: str) -> str:
    return f"The plugin failed ({error}); its error is in the log."
