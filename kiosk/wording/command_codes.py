"""What is said of command codes: their names, what came of one, and where none is taken."""

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.barcodes.commands import MOST, NUMBERED, Command, Word

NAMES: Mapping[Word, str] = MappingProxyType(
    {
        Word.CONFIRM: "confirm",
        Word.CANCEL: "cancel",
        Word.UNDO: "undo",
        Word.DONE: "done",
        Word.TIMES: "quantity",
        Word.ROW: "row",
        Word.NEXT: "next",
        Word.ACCEPT: "accept",
        Word.REJECT: "reject",
        Word.HELP: "help",
        Word.MENU: "menu",
        Word.SCAN: "Quick scan",
        Word.SEARCH: "Search",
        Word.SERIALS: "Serials",
        Word.LOW: "Low stock",
        Word.HISTORY: "History",
        Word.STATION: "Station",
        Word.ORDER: "Purchase order",
        Word.RECEIPT: "Goods receipt",
        Word.ISSUE: "Goods issue",
        Word.PURCHASE: "Purchase invoice",
        Word.SALE: "Sales invoice",
        Word.RETURN: "Return",
        Word.DOCUMENTS: "Documents",
        Word.LISTS: "Scan lists",
        Word.MOVE: "Move into",
        Word.OUT: "Take out",
        Word.WHERE: "Where is it",
        Word.REPAIRS: "Repairs",
        Word.COUNT: "Count",
        Word.PRINT: "Print labels",
    }
)
WHAT_THEY_DO: Mapping[Word, str] = MappingProxyType(
    {
        Word.CONFIRM: "says yes to the question that is open",
        Word.CANCEL: "one step back, as Esc",
        Word.UNDO: "takes back what was done last, as F7",
        Word.DONE: "saves, posts or does it, as F5",
        Word.TIMES: "makes the quantity of the line 20; any number up to 10,000",
        Word.ROW: "chooses the row of this number, 0 to 9",
        Word.NEXT: "a new line, list or repair; else the next page",
        Word.ACCEPT: "the line is accepted",
        Word.REJECT: "rejects the line; in a repair, takes the part out",
        Word.HELP: "the help of the screen",
        Word.MENU: "the menu",
    }
)


def name(command: Command) -> str:
    """A command as it is called; one that nobody knows has no name."""
    if command.word is None:
        return f"Quantity {command.number:,}" if command.number else "Unknown command"
    named = NAMES[command.word]
    if command.word in NUMBERED:
        named = f"{named} {command.number}"
    return named[0].upper() + named[1:]


def does(word: Word) -> str:
    """What a command does, for a table of them."""
    return WHAT_THEY_DO.get(word, f"the task {NAMES[word]}")


def does_exactly(command: Command) -> str:
    """What just this code does, with the number that it has."""
    match command.word:
        case None:
            return ""
        case Word.TIMES:
            return f"makes the quantity of the line {command.number:,}"
        case Word.ROW:
            return f"chooses row {command.number}"
        case word:
            return does(word)


def not_here(command: Command) -> str:
    return name(command)


def not_here_help(command: Command) -> str:
    if command.number > MOST:
        return f"A code sets a quantity of at most {MOST:,}: type this one."
    if command.word is None:
        return "There is no such command. Nothing was done."
    return "It does nothing here. F1 lists the codes that work here."


def too_soon_help() -> str:
    return "It came before this could be read. Scan it again."


def hidden_help() -> str:
    return "Another screen lay over this. If it is meant here, scan it again."


def drawn_title() -> str:
    return "Codes to scan off the screen"


def drawn(number: int, of: int) -> str:
    return f"{number} of {of}"


def key_draw() -> str:
    return "draw codes"


def key_other() -> str:
    return "other code"


def too_narrow(needed: int, width: int) -> str:
    return (
        f"There is no room to draw it: that takes {needed} columns, and the screen has {width}. "
        "kiosk labels commands --output sheet.svg writes all codes to be printed."
    )


def help_drawn() -> tuple[str, ...]:
    return (
        "The codes that work on the screen that the help was opened on, one at a time. The arrows go on to the next, "
        "and to the one before.",
        "The one that is drawn is done when it is scanned, and this closes. Any other does nothing.",
    )


def is_command(command: Command) -> str:
    """Why a code is none of anything else."""
    if command.number > MOST:
        return f"It is a command code for a quantity, of which there are some up to {MOST:,}."
    if command.word is None:
        return "It begins as a command code does, but there is no such command."
    return f"It is the command code for {NAMES[command.word]}. It works where the screen offers it."


def not_assignable() -> str:
    return "It is a command code, which can't name anything else"


def codes_here() -> str:
    return "These codes can be scanned in place of keys, once this help is closed:"
