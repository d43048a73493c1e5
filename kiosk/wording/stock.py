"""What `kiosk stock` says."""

from kiosk.scan import visible


def stock_help() -> str:
    return "print what is in stock of a part or in a location, or where a unit is"


def stock_about() -> str:
    return """\
Prints the stock of a part, the state and history of a unit, or what lies in a location. NAME is a part's number,
a serial, a location's path or any code that is assigned to one of them. Exit code 1: nothing has this name,
3: several things have it; they are listed with codes that name each of them alone."""


def name() -> str:
    return "part number, serial, location path or code"


def part_option() -> str:
    return "NAME is a part's"


def serial_option() -> str:
    return "NAME is a unit's"


def location_option() -> str:
    return "NAME is a location's"


def low_option() -> str:
    return "list the parts below their minimum"


def all_option() -> str:
    return "print all units of a part and all its history, however many"


def name_or_low() -> str:
    return "name something, or ask for --low, and not both"


def nothing_named(text: str) -> str:
    return f"Nothing has the name or code {visible(text)}."


def several_named(text: str) -> str:
    return f"Several things have the name or code {visible(text)}. Ask by the code in front of the one that you mean:"


def none_low() -> str:
    return "No part is below its minimum."


def total(quantity: str, available: str, minimum: str) -> str:
    told = f"In stock: {quantity}, available: {available}"
    return f"{told}, minimum: {minimum}" if minimum else told


def below_minimum() -> str:
    return "below its minimum"


def heading(name: str) -> str:
    return {
        "locations": "By location",
        "batches": "By batch",
        "statuses": "By status",
        "variants": "Variants",
        "units": "Units",
        "contents": "Contents",
        "below": "Locations below",
        "history": "History",
    }[name]


def shown(count: int, total: int) -> str:
    return f"{count:,} of {total:,} are listed; --all lists all of them."


def nothing_here() -> str:
    return "Nothing is in stock here."


def out() -> str:
    return "out"
