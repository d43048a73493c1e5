"""What a check of the store found wrong with repairs, one sentence for each fault."""

from kiosk.stock import quantity as quantities


def apart(number: str) -> str:
    return f"document {number}: a repair order has no repair, or something else has one."


def stage(number: str, state: str, stage: str) -> str:
    return f"document {number}: it is {state}, and its repair {stage}."


def ended(number: str) -> str:
    return f"repair {number}: what is noted of its end does not fit how far it is."


def line(line: int, number: str, quantity: int, serials: int, net: int, units: int) -> str:
    told, moved = quantities.of(int(quantity)), quantities.of(int(net))
    return (
        f"document_line {line} of {number}: it says {told:f} used and {serials} serials, its movements {moved:f} "
        f"and {int(units)}."
    )


def status(item: int, number: str, status: str) -> str:
    return f"stock_item {item}: it was used in the open repair {number}, and is {status}."


def other(movement: int, number: str) -> str:
    return f"movement {movement}: it names a line of the repair {number}, and is not of that."
