"""What the screen of a thing's codes says."""

from kiosk.barcodes.reading import Reader
from kiosk.stock.thing import Thing
from kiosk.wording.readings import KINDS


def title(label: str) -> str:
    return f"Codes of {label}"


def invitation() -> str:
    return "Scan a code"


def invitation_help(kind: str) -> str:
    return f"to assign it to the {kind}, or choose one below."


def none_yet() -> str:
    return "No code is assigned. Its number and its own label work without."


def history() -> str:
    return "No longer in use"


def own(code: str) -> str:
    return f"Own code: {code}"


def of_others() -> str:
    return "In other systems"


def more(count: int) -> str:
    return f"and {count:,} more"


def assign_question(kind: str) -> str:
    return f"Assign this code to the {kind}? Scan it once more to confirm."


def no_leave_it() -> str:
    return "No, leave it"


def has_it(kind: str) -> str:
    return f"is assigned to this {kind} already. Nothing was changed."


def is_name(code: str, reader: Reader, thing: Thing) -> str:
    """Which thing a code means by itself that was to be assigned to another."""
    what = {
        Reader.PART_NUMBER: "the number of the part",
        Reader.SERIAL: "the serial of",
        Reader.BATCH: "the batch of",
        Reader.LOCATION: "the path of the location",
        Reader.DOCUMENT: "the number of the document",
        Reader.SUPPLIER_SKU: "the supplier's number of the part",
    }.get(reader, f"another system's code of the {KINDS[thing.kind]}")
    return f"Take another code: {code} is {what} {thing.label}."  # names are long, and cut at their end


def wrong_check_digit(code: str, right: str) -> str:
    return f"{code} is no EAN: its last digit would be {right}."


def mistyped_help() -> str:
    return "Mistyped? Scan it to have it as it is."


def since(day: str, who: str) -> str:
    return f"since {day}, {who}" if who else f"since {day}"


def until(first: str, last: str, who: str) -> str:
    by = f", taken off by {who}" if who else ""
    return f"{first} to {last}{by}"


def pack(amount: str) -> str:
    return f"{amount} each"


def off_question(kind: str) -> str:
    return f"Take this code off the {kind}? A scan of it will be unknown then."


def yes_off() -> str:
    return "Take it off"


def no_keep() -> str:
    return "Keep it"


def unassigned() -> str:
    return "Taken off"


def unassigned_help(code: str) -> str:
    return f"{code} means nothing any more."


def off_already() -> str:
    return "This code was taken off already."


def unchanged() -> str:
    return "Nothing changed"


def unchanged_help() -> str:
    return "Scan a code to assign it, or choose one below."


def pack_label(code: str) -> str:
    return f"How much is one scan of {code}?"


def pack_refused(why: str) -> str:
    return f"The quantity {why}."


def pack_set(amount: str) -> str:
    return f"One scan stands for {amount} now."


def no_pack() -> str:
    return "Only a code of a part can stand for more than one."


def no_amount() -> str:
    return "Not a quantity"


def typing() -> str:
    return "Finish typing"


def typing_help() -> str:
    return "The scan changed nothing. Enter takes the quantity that is typed, Esc leaves it as it was."


def with_pack(amount: str, sentence: str) -> str:
    """What is asked or was done, and what one scan of the code stands for."""
    return f"One scan is {amount}. {sentence}"


def yes_assign_pack(amount: str) -> str:
    return f"Yes, assign as {amount}"


def change_pack(amount: str) -> str:
    return f"One scan is {amount}: change that"


def choose_what(code: str) -> str:
    return f"What about {code}?"


def set_pack() -> str:
    return "Set how much one scan stands for"


def key_set_pack() -> str:
    return "set"


def key_take_off() -> str:
    return "take off"
