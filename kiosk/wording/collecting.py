"""What the collector of serials says: each one that comes in, those that can't, and how many are still to come."""

from kiosk.wording.answers import status as status_of


def progress(have: int, wanted: int | None) -> str:
    return f"{have:,}" if wanted is None else f"{have:,} of {wanted:,}"


def begin() -> str:
    return "Scan the serials"


def begin_help(have: int, wanted: int | None) -> str:
    if wanted is None:
        return f"one by one, or type each and press Enter. {progress(have, wanted)} so far."
    return f"one by one, or type each and press Enter. {progress(have, wanted)}."


def collected(have: int, wanted: int | None) -> str:
    """What is said beside a serial that was taken in."""
    if wanted is None:
        return f"{progress(have, wanted)} so far"
    if have == wanted:
        return f"{progress(have, wanted)}: all are here. F5 saves."
    if have > wanted:
        return f"{progress(have, wanted)}: {have - wanted:,} too many. F6 sets the quantity to {have:,}."
    return progress(have, wanted)


def several(count: int) -> str:
    """Serials that one label brought."""
    return f"{count:,} serials"


def again(have: int, wanted: int | None) -> str:
    return f"is in this list already; nothing changed. {progress(have, wanted)}"


def no_serial() -> str:
    return "No serial"


def names_thing(kind: str, label: str) -> str:
    return f"This is the code of the {kind} {label}. Scan the unit's serial; type it if it really is this."


def names_own_part(label: str) -> str:
    """The code on the box of just what serials are collected for."""
    return f"This is the code of {label} itself, such as its EAN, not a serial. Scan the unit's serial."


def of_others() -> str:
    """A text that is no serial by its look, but an EAN or the address of a page."""
    return "By its look this is the code of something else, and nothing here has it."


def unreadable() -> str:
    return "This code holds bytes that are no text. Type the serial."


def refused(why: str) -> str:
    return f"This serial {why}."


def full(most: int) -> str:
    return f"{most:,} are here. Save these first, then enter the rest."


def removed() -> str:
    return "Removed"


def removed_help(serial: str, have: int, wanted: int | None) -> str:
    return f"{serial} is taken out. {progress(have, wanted)}"


def not_in_list() -> str:
    return "is not in this list; nothing was taken out"


def quantity_set(have: int) -> str:
    return f"Quantity is {have:,} now"


def quantity_set_help() -> str:
    return "As many as there are serials. F5 saves."


def nothing_yet() -> str:
    return "No serial is here yet."


def more(count: int) -> str:
    return f"and {count:,} before these"


def type_a_serial() -> str:
    return "Type a serial, then Enter"


def key_add() -> str:
    return "add"


def key_remove() -> str:
    return "take out"


def key_quantity(have: int) -> str:
    return f"quantity = {have}"


def key_fields() -> str:
    return "fields"


# Serialise stock


def key_serialise() -> str:
    return "serialise"


def serialise(label: str) -> str:
    return f"Serialise {label}"


def looking() -> str:
    return "Looking what has no serial yet."


def group(place: str, status: str, batch: str, expiry: str) -> str:
    """One quantity whose units get serials."""
    told = [place, status_of(status), f"batch {batch}" if batch else "", f"expires {expiry}" if expiry else ""]
    return " · ".join(filter(None, told))


def units_here(group: str) -> str:
    return f"Now the units in {group}"


def missing(have: int, wanted: int) -> str:
    return (
        f"{have:,} of {wanted:,} serials are here. Enter the rest, or leave with Esc: nothing is saved until all are."
    )


def group_full(group: str) -> str:
    return f"All units in {group} have their serial. Choose another place, or press F5 if all are done."


def no_group_here(path: str) -> str:
    return f"Nothing without a serial lies in {path}."


def serialised() -> str:
    return "Stock serialised"


def serialised_help(units: str) -> str:
    return f"{units} have their serials, and every new one needs one from now on."


def too_many_here(group: str, have: int, wanted: int) -> str:
    units = "1 unit" if wanted == 1 else f"{wanted:,} units"
    return f"{group} has {have:,} serials for {units}. Take out those that belong elsewhere."


def stock_changed() -> str:
    return "Stock changed meanwhile"


def stock_changed_help() -> str:
    return "The counts are brought up to date; your serials are kept. Look at them, then save again."


def nothing_to_serialise() -> str:
    return "Nothing to serialise"


def nothing_to_serialise_help() -> str:
    return "All of its stock has serials, or there is none. Switch tracking on in the part itself."


def not_whole(group: str, quantity: str) -> str:
    return f"There are {quantity} in {group}. Units are whole pieces: adjust the quantity first."


def too_many(count: int, most: int) -> str:
    return f"There are {count:,} units; at most {most:,} at once. Move some out first."
