"""What `kiosk barcode` says."""

from kiosk.scan import visible
from kiosk.stock.thing import Thing
from kiosk.wording.readings import KINDS


def barcode_help() -> str:
    return "assign codes to things, take them off, list them"


def barcode_about() -> str:
    return """\
Codes that are on things already: EANs, labels of suppliers, whatever a scanner reads. Once one is assigned, a scan
of it means the thing, everywhere. Our own codes (KSK-PA10) need not be assigned: a thing has its own always."""


def assign_help() -> str:
    return "let a code name a thing"


def assign_about() -> str:
    return """\
Assigns a code to a part, a stock item, a location or a part of a supplier. The exit code is 1, and nothing is
changed, where the code names something else, or is as long as an EAN and has a wrong check digit; --force assigns all
but what is assigned elsewhere.

examples:
  kiosk barcode assign 4006381333931 RES-10K
  kiosk barcode assign 4006381333948 RES-10K --pack 10
  kiosk barcode assign --escapes 'AB\\x1dCD' KSK-SL3
  printf 'AB\\x1dCD' | kiosk barcode assign - MAIN/A/03"""


def unassign_help() -> str:
    return "take a code off the thing that it names"


def unassign_about() -> str:
    return """\
Takes a code off, byte for byte as it was assigned: a scan of it is unknown then. It is kept as history. With THING
it is refused where the code names anything else."""


def list_help() -> str:
    return "list the codes of a thing, or of all"


def list_about() -> str:
    return """\
Lists the codes of THING, or --all there are, oldest first; with --history those that were taken off, too."""


def code() -> str:
    return "the code as it stands; - reads it from standard input, without the line break at its end"


def thing() -> str:
    return "what it names: a part's number, a serial, a location's path or a code that it has"


def hex_option() -> str:
    return "CODE is in hexadecimal digits"


def escapes_option() -> str:
    return r"in CODE \x1d stands for a byte, \u20ac for a character, \\ for a backslash"


def pack_option() -> str:
    return "how much of a part one scan of the code stands for (default: 1, of a supplier's part its pack)"


def force_option() -> str:
    return "also a code that is the number, serial or path of something else, or that has a wrong check digit"


def or_force(why: str) -> str:
    return f"{why} Nothing was changed; --force assigns it nevertheless."


def all_option() -> str:
    return "the codes of all things"


def history_option() -> str:
    return "also those that were taken off"


def thing_or_all() -> str:
    return "name a THING, or ask for --all, and not both"


def empty_code() -> str:
    return "the code is empty"


def assigned(code: str, thing: Thing, pack: str, *, again: bool) -> str:
    """`pack` is how much one scan stands for, empty where that is the thing itself."""
    told = f"{code} {'named' if again else 'names'} the {KINDS[thing.kind]} {thing.label}"
    told = f"{told} already" if again else f"{told} now"
    return f"{told}; one scan is {pack}." if pack else f"{told}."


def unassigned(code: str, thing: Thing) -> str:
    return f"{code} names nothing any more. It named the {KINDS[thing.kind]} {thing.label}."


def not_assigned(code: str) -> str:
    return f"{code} is not assigned to anything, byte for byte. `kiosk scan` says how it is read."


def names_another(code: str, thing: Thing) -> str:
    return f"{code} names the {KINDS[thing.kind]} {thing.label}. Nothing was changed."


def none_listed() -> str:
    return "No code is assigned."


def each(amount: str) -> str:
    return f"{amount} each"


def since(day: str, who: str) -> str:
    return f"since {day}, {who}" if who else f"since {day}"


def until(first: str, last: str, who: str) -> str:
    return f"{first} to {last}, taken off by {who}" if who else f"{first} to {last}"


def unknown(text: str) -> str:
    return f"Nothing has the name or code {visible(text)}."


def several(text: str, count: int) -> str:
    return f"{count} things have the name or code {visible(text)}."
