"""Every sentence and word that the screens add to what a flow answers.

Knows no screen and no key binding; placeholders hold plain text, which the screens clean before they paint it.
"""

from kiosk.outcome import Tone
from kiosk.scan import Condition

TONES = {Tone.OK: "OK", Tone.AGAIN: "ALREADY", Tone.ASK: "QUESTION", Tone.NO: "NO", Tone.FAULT: "FAULT"}
STOPPED = "stopped"  # the result of what the operator has stopped half-way
ENDED = "ended"  # the result of what has ended by itself
_NO_REPETITION = frozenset({"added", "collected", "counted", "entered", "stranger", STOPPED, ENDED})


def word(tone: Tone, result: str) -> str:
    """The word of an answer. In amber what was taken in although it is not as expected is no repetition."""
    return "LOOK" if tone is Tone.AGAIN and result in _NO_REPETITION else TONES[tone]


# Titles


def menu() -> str:
    return "Kiosk"


def quick_scan() -> str:
    return "Quick scan"


def assign(code: str) -> str:
    return f"Assign code {code}"


def explanation() -> str:
    return "Explain this scan"


def help_for(title: str) -> str:
    return f"Help: {title}"


def leave_title() -> str:
    return "Leave"


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


def demo() -> str:
    return "Demo. In a second terminal, type:"


# Quick scan


def scan_first() -> str:
    return "Scan a code"


def scan_first_help() -> str:
    return "or press F2 and type it."


def assign_it() -> str:
    return "Assign this code to something"


def search_instead() -> str:
    return "Search by name or number"


def receive_as_new() -> str:
    return "Receive it as a new unit"


def code_kept(code: str) -> str:
    return f"Code: {code}"


def details_failed(why: str) -> str:
    return f"The rest can't be read: {why}"


# Taking back


def undo_question() -> str:
    return "Take this back?"


def yes_undo() -> str:
    return "Take it back"


def no_undo() -> str:
    return "Leave it as it is"


# Before anything was scanned


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


def printers(count: int, wide: bool) -> str:
    """Before the signs of the printers on the status line, which look like those of scanners."""
    if not wide:
        return "P"
    return "printer " if count == 1 else "printers "


def waiting(labels: int) -> str:
    """Behind them: how many labels wait."""
    return f" {labels:,}"


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


def store_broken() -> str:
    return "Store damaged"


def backup_failing() -> str:
    return "The daily backup fails. Station, Store says why."


def not_saved() -> str:
    return "Not saved"


def maybe_saved() -> str:
    return "Maybe saved"


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


# Too small


def too_small(width: int, height: int) -> str:
    return f"This terminal has {width}×{height}; Kiosk needs 40×12."


# Keys, as the footer names them


def key_back() -> str:
    return "back"


def key_leave() -> str:
    return "leave"


def key_stay() -> str:
    return "stay"


def key_look_up() -> str:
    return "look up"


def key_close() -> str:
    return "close"


def key_help() -> str:
    return "help"


def key_type() -> str:
    return "type"


def key_undo() -> str:
    return "undo"


def key_explain() -> str:
    return "explain"


def key_choose() -> str:
    return "choose"


def key_open() -> str:
    return "open"


def key_scroll() -> str:
    return "scroll"


def key_retry() -> str:
    return "retry"
