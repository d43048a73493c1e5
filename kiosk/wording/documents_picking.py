"""What the pick list says."""


def invite() -> str:
    return "Choose units"


def invite_help(part: str) -> str:
    return f"{part}: by number or Enter, or scan them."


def nothing() -> str:
    return "There is none: no unit of this part can be taken now."


def nothing_fits(text: str) -> str:
    return f"No unit has {text} in its serial. Type less of it."


def type_to_find() -> str:
    return "Type a part of the serial"


def taken() -> str:
    return "in this document"


def elsewhere(number: str) -> str:
    return f"in {number}"


def expires(day: str) -> str:
    return f"expires {day}" if day else ""


def key_take() -> str:
    return "take"


def key_keep() -> str:
    return "keep"


def key_find() -> str:
    return "find"


def key_remove() -> str:
    return "take out"


def help_of_picking() -> tuple[str, ...]:
    return (
        "The units of this part that can be handed out; on a return, those that are out. A digit or Enter takes the "
        "unit, and the list stays for the next one. A unit that another draft has says which.",
        "F3 looks for a part of the serial. F4 takes the unit under the cursor out. A scanned unit is taken, too.",
        "If the line says where it takes from, the units of that place are listed.",
    )
