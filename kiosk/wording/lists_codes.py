"""What is said while the rows of a scan list get codes, one after the other."""

from kiosk.stock.scan_lists import ListRow
from kiosk.wording import lists_rows


def title() -> str:
    return "Codes"


def reading() -> str:
    return "Reading the list"


def ask() -> str:
    return "Scan its code"


def ask_help() -> str:
    return "It is assigned at once, and the next row comes."


def too_soon_help() -> str:
    return "It came before this row could be read, and changed nothing. Scan the code of this row."


def typing_help() -> str:
    return "The scan changed nothing. Enter takes what is typed, Esc puts it away."


def none() -> str:
    return "No row for a code"


def none_help() -> str:
    return "Documents have their own codes. Mark parts, stock items or places, or choose the row to begin with."


def has_it(title: str) -> str:
    return f"{title} has this code already. Scan another one, or go on to the next row."


def given(code: str, title: str) -> str:
    return f"{code} names {title}."


def step(code: str, title: str) -> str:
    """`4006381333931 for RES-10K`: what undo takes back."""
    return f"{code} for {title}"


def skipped() -> str:
    return "Next row"


def skipped_help(title: str) -> str:
    return f"{title} is as it was."


def first() -> str:
    return "The first row"


def pack(amount: str) -> str:
    return f"One scan of it is {amount}."


def nothing_to_undo() -> str:
    return "Nothing to undo"


def nothing_to_undo_help() -> str:
    return "The last step of the list gave no code. F7 on the list takes that one back."


def over(given: int) -> str:
    if not given:
        return "No code was assigned"
    return "1 code assigned" if given == 1 else f"{given:,} codes assigned"


def over_help() -> str:
    return "F7 takes them back, the last one first."


def through(given: int, last: str) -> str:
    """`last` is what was done with the last row."""
    return f"{last} That was the last row." + (f" {over_help()}" if given else "")


# The row


def number(at: int, total: int) -> str:
    """Rows count from 1."""
    return f"Row {at:,} of {total:,}"


def about(row: ListRow) -> str:
    return lists_rows.told(row)


def one_scan(amount: str) -> str:
    return f"One scan is {amount}"


def no_codes() -> str:
    return "It has no code yet."


def has(codes: int) -> str:
    return "Has a code:" if codes == 1 else f"Has {codes:,} codes:"


def type_code() -> str:
    return "Type its code"


def type_pack() -> str:
    return "How much is one scan of its code?"


def key_skip() -> str:
    return "skip"


def key_before() -> str:
    return "row before"


def key_pack() -> str:
    return "pieces"


def key_set() -> str:
    return "take it"


def help() -> tuple[str, ...]:
    return (
        "The rows of the list get codes, one after the other: the marked ones, or without marks those from the current "
        "row on. A row is shown; scan the code on its label, and the next one comes.",
        "Digits before the scan tell how much of a part one scan of the code stands for, such as 10 for a box of ten; "
        "so does the command code for a quantity. It is 1 again for the next row.",
        "Enter skips a row, as the code for next does; the arrow up goes back to the row before. F7 takes the last "
        "code back off its row. F2 types a code.",
        "A code that names something else is refused, and says what it names. Esc goes back to the list; what was "
        "assigned stays.",
    )
