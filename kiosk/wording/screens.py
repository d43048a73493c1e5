"""Every sentence and word that the screens add to what a flow answers.

Knows no screen and no key binding; placeholders hold plain text, which the screens clean before they paint it.
"""

from kiosk.barcodes.reading import Verdict
from kiosk.outcome import Tone
from kiosk.scan import Condition

TONES = {Tone.OK: "OK", Tone.AGAIN: "ALREADY", Tone.ASK: "QUESTION", Tone.NO: "NO", Tone.FAULT: "FAULT"}


# Titles


def menu() -> str:
    return "Kiosk"


def quick_scan() -> str:
    return "Quick scan"


def assign() -> str:
    return "Assign a code"


def search() -> str:
    return "Search"


def explanation() -> str:
    return "Explain this scan"


def help_for(title: str) -> str:
    return f"Help: {title}"


def leave_title() -> str:
    return "Leave"


def store_title() -> str:
    return "Store"


# Menu


def opening() -> str:
    return "Opening the store"


def opening_help() -> str:
    return "Codes that are scanned now are kept and answered as soon as it is open."


def scan_anything() -> str:
    return "Scan anything"


def scan_anything_help() -> str:
    return "or choose a task by its number."


def task_quick_scan() -> str:
    return "Quick scan"


def task_quick_scan_help() -> str:
    return "what is it, how many, where does it live"


def task_leave() -> str:
    return "Leave Kiosk"


def demo(command: str) -> str:
    return f"This is the demo. In a second terminal, type: {command}"


# Quick scan


def scan_first() -> str:
    return "Scan a code"


def scan_first_help() -> str:
    return "or press F2 and type it."


def assign_it() -> str:
    return "Assign this code to something"


def search_instead() -> str:
    return "Search by name or number"


def code_kept(code: str) -> str:
    return f"Code: {code}"


def details_failed(why: str) -> str:
    return f"The rest can't be read: {why}"


def name_of_stock() -> str:
    return "In stock"


def available(amount: str) -> str:
    return f"{amount} available"


def below_minimum(amount: str) -> str:
    return f"below its minimum of {amount}"


def minimum(amount: str) -> str:
    return f"minimum {amount}"


def lives_in() -> str:
    return "Lives in"


def nowhere() -> str:
    return "no place yet"


def about() -> str:
    return "About"


def via() -> str:
    return "Scanned"


def by_location() -> str:
    return "Stock by location"


def by_batch() -> str:
    return "Batches"


def suppliers() -> str:
    return "Supplier codes"


def pack_of(amount: str) -> str:
    return f"pack of {amount}"


def codes() -> str:
    return "Assigned codes"


def variants() -> str:
    return "Variants"


def variant_of(part: str) -> str:
    return f"a variant of {part}"


def tracked(tracking: str) -> str:
    return {"serial": "each unit has a serial number", "batch": "kept by batch"}.get(tracking, "")


def part() -> str:
    return "Part"


def status() -> str:
    return "Status"


def place() -> str:
    return "Place"


def out() -> str:
    return "not in stock"


def batch() -> str:
    return "Batch"


def serial() -> str:
    return "Serial"


def quantity() -> str:
    return "Quantity"


def expires() -> str:
    return "Expires"


def warranty() -> str:
    return "Warranty until"


def supplier() -> str:
    return "Supplier"


def notes() -> str:
    return "Notes"


def history() -> str:
    return "History"


def no_history() -> str:
    return "Nothing recorded yet."


def contents() -> str:
    return "What lies here"


def empty_location() -> str:
    return "Nothing lies here."


def structural() -> str:
    return "groups other locations; nothing is stored in it itself"


def location_holds(parts: int, items: int) -> str:
    return f"{parts} part{'' if parts == 1 else 's'} in {items} stock item{'' if items == 1 else 's'}"


def below() -> str:
    return "Locations in it"


def more_rows(shown: int, total: int) -> str:
    return f"{shown} of {total} shown"


# Explanation


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


def readings() -> str:
    return "Readings tried"


def empty() -> str:
    return "(empty)"


def not_looked_up() -> str:
    return "It was not looked up: a double read, or a part of a code."


READERS = {
    "own": "Our own code",
    "assigned": "Assigned code",
    "assigned_loose": "Assigned code, control characters aside",
    "gtin": "GTIN",
    "part_number": "Part number",
    "serial": "Serial number",
    "batch": "Batch",
    "location": "Location",
    "supplier_sku": "Supplier's code",
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


def nothing_to_explain() -> str:
    return "Nothing was scanned yet"


def nothing_to_explain_help() -> str:
    return "Scan a code first; F9 then tells how it was read."


# Assign and search


def assign_what() -> str:
    return "What is this code to mean? Scan it, or search for it below."


def type_to_find() -> str:
    return "Type a number, name, serial or place"


def nothing_found(text: str) -> str:
    return f"Nothing found for {text}"


def found(count: int, limit: int) -> str:
    if count >= limit:
        return f"The first {count} are shown; type more to narrow the search."
    return f"{count} found"


# Typing a code


def type_a_code() -> str:
    return "Type a code, then Enter"


def paste_refused() -> str:
    return "What was pasted holds control characters. Scan it, or type it without them."


# Scanners and the guard


def typing_scanner() -> str:
    return "Scanner types keys"


def typing_scanner_help() -> str:
    return (
        "This scanner is typing as a keyboard; its code was not used. "
        "See `kiosk scanners` for why it isn't read directly."
    )


CONDITIONS = {
    Condition.STARTING: "starting",
    Condition.READY: "ready",
    Condition.AWAY: "not plugged in",
    Condition.BUSY: "held by another program",
    Condition.DENIED: "no permission",
    Condition.FAULT: "fault",
}


def no_scanner() -> str:
    return "no scanner, keys only"


# Status line


def store_ready(wide: bool) -> str:
    return "store ready" if wide else "db"


def store_opening(wide: bool) -> str:
    return "opening store" if wide else "db .."


def store_trouble(wide: bool) -> str:
    return "store fault" if wide else "db"


def counts(read: int, handled: int, wide: bool) -> str:
    return f"{read} read = {handled} handled" if wide else f"{read}={handled}"


def age(seconds: float, wide: bool) -> str:
    """How long ago the last scan was, coarse enough to be painted seldom."""
    ago = " ago" if wide else ""
    if seconds < 5:
        return "now"
    if seconds < 60:
        return f"{int(seconds) // 5 * 5} s{ago}"
    if seconds < 3600:
        return f"{int(seconds) // 60} min{ago}"
    return f"{int(seconds) // 3600} h{ago}"


# Tally of a group of scans


def tally(count: int, parts: list[str]) -> str:
    return f"{count} scans: {'  '.join(parts)}"


# The store's trouble


def store_shut() -> str:
    return "Store not open"


def store_failed() -> str:
    return "Not saved"


def store_failed_help(why: str) -> str:
    return f"Nothing was changed: {why}"


def retry() -> str:
    return "Try again"


def retrying() -> str:
    return "Trying again"


def scans_wait(count: int) -> str:
    if count == 0:
        return "Codes that are scanned now wait until the store is open."
    return f"{count} scan{'' if count == 1 else 's'} wait{'s' if count == 1 else ''} until the store is open."


# Leaving


def how_to_leave() -> str:
    return "To leave, go to the menu and press 0."


def leave_question() -> str:
    return "Leave Kiosk?"


def leave_help() -> str:
    return "Scanning stops at this station until it is started again."


def yes_leave() -> str:
    return "Leave"


def no_stay() -> str:
    return "Stay"


def crashed(log: str) -> str:
    return f"Kiosk stopped by a fault of its own; details in {log}"


# Too small


def too_small(width: int, height: int) -> str:
    return f"This terminal has {width}×{height}; Kiosk needs 40×12."


# Keys, as the footer names them


def key_back() -> str:
    return "back"


def key_leave() -> str:
    return "leave"


def key_help() -> str:
    return "help"


def key_type() -> str:
    return "type"


def key_explain() -> str:
    return "explain"


def key_choose() -> str:
    return "choose"


def key_open() -> str:
    return "open"


def key_scroll() -> str:
    return "scroll"


def key_search() -> str:
    return "search"


def key_retry() -> str:
    return "retry"


# Help


def help_everywhere() -> tuple[str, ...]:
    return (
        "Scan at any time: the answer comes up at once. A scan is never typed into a field, and a key is never "
        "taken for a scan.",
        "Green is done. Amber was done already. Blue asks you. Red was refused and says why. Magenta is a fault of "
        "the station itself.",
    )


def help_keys() -> tuple[tuple[str, str], ...]:
    return (
        ("1-9", "choose the line with that number"),
        ("↑ ↓ Enter", "choose a line and open it"),
        ("PgUp PgDn", "scroll"),
        ("F1", "this help"),
        ("F2", "type a code, as if it had been scanned"),
        ("F9", "explain the last scan: what was read and how"),
        ("Esc", "one step back"),
    )


def help_menu() -> tuple[str, ...]:
    return (
        "Choose a task by its number, or scan anything: a part, a unit or a place comes up in Quick scan.",
        "Esc or 0 leaves Kiosk, after a question.",
    )


def help_quick_scan() -> tuple[str, ...]:
    return (
        "Scan a code to see what it is, how many there are and where it lives. The lines with a number can be opened: "
        "a part, a unit, a place.",
        "A code that nothing has yet can be assigned to a part, a unit or a place.",
    )


def help_search() -> tuple[str, ...]:
    return (
        "Type a part of a name or number: parts, units and places that fit are listed. Choose one by the arrows and "
        "Enter.",
    )


def help_assign() -> tuple[str, ...]:
    return (
        "Type a part of a name or number and choose what the code is to mean, or scan that thing itself.",
        "Then confirm by 1, or scan the thing once more. 2 or Esc takes the choice back; nothing is changed before "
        "you confirm.",
    )


def help_status() -> tuple[str, str, str, str]:
    """What a scanner's signs (ready, away, in trouble) and the counts on the status line mean."""
    return (
        "scanner ready",
        "scanner not plugged in",
        "scanner in trouble: see `kiosk scanners`",
        "scans read = scans answered",
    )
