"""Why stock can't be entered as it was typed: the end of a sentence that begins with the field's name."""


def stock_untracked() -> str:
    return "can't be entered: the stock of this part is not tracked"


def place_missing() -> str:
    return "must be given: where does the stock lie?"


def batch_missing() -> str:
    return "must be given: this part is tracked by batch"


def serials_missing(quantity: str, wanted: int, have: int) -> str:
    return f"are {have}, but {quantity} need {wanted}; enter the rest, or press F6 there to set the quantity to {have}"


def too_many_serials(most: int) -> str:
    return f"are more than {most:,}; enter the rest as further stock"


def serials_taken(clashes: str) -> str:
    return f"can't all be entered: {clashes.removesuffix('.')}"


def serial_refused(serial: str, why: str) -> str:
    return f"can't all be entered; {serial}: {why}"


def serials_unwanted(have: int) -> str:
    return f"are {have}, but this part is not tracked by serial; remove them, or track it by serial"
