"""What F1 says of the screens on which documents are worked on."""


def document() -> tuple[str, ...]:
    return (
        "Scan what comes in or goes out: the code of a part adds one, the serial of a unit names it, the code of a "
        "place says where it goes or is taken from. Each scan is kept before its green light: a power cut loses "
        "nothing.",
        "The line that you work on stands below the answer, the others below that. The arrows make another one the "
        "current one; Enter opens its serials, or the line itself where it takes none.",
        "Type digits for the quantity of the current line, then Enter. F3 finds a part by its name. F6 begins another "
        "line of the same part, such as for another batch.",
        "F4 has all that can be done with the line (place, batch, expiry, notes, reject, take out) and with the "
        "document (hand it over, cancel it).",
        "F7 takes back the last step, and says before which one that is. Esc parks the document: all of it is kept, "
        "and the menu lists it.",
        "F5 shows what posting will do and what is missing. Nothing in stock changes before that.",
    )


def collector() -> tuple[str, ...]:
    return (
        "Scan the serials one by one, or type each and press Enter. The bar says how many of how many are here. A "
        "serial that is here already is answered amber, and changes nothing.",
        "F3 takes a pattern, such as SN-001..SN-020 or 100+4, and shows what it comes to while you type. Several "
        "lines that are pasted are serials one by one, as they stand, and so are those of a file that F8 loads.",
        "The arrows choose a serial: F4 takes it out, Enter on an empty field corrects it. F6 sets the quantity to as "
        "many as there are. On a document with a list, F2 shows which are missing and which are not on the list.",
        "For what goes out or comes back, only units that are in stock (or were sold) can be chosen; F3 lists them.",
        "All of it is kept at once: F5 and Esc go back to the document and lose nothing.",
    )


def post() -> tuple[str, ...]:
    return (
        "All that is wrong stands first, in red: it keeps the document from being posted. Enter goes to the line that "
        "it is about. Amber rows are worth a look, and keep from nothing: what is missing stays open.",
        "F5 posts: all lines at once, or nothing. While thousands of serials are posted, Esc stops it, and nothing has "
        "changed then.",
        "A posted document can't be changed. It is corrected by reversing it.",
    )


def line_form() -> tuple[str, ...]:
    return (
        "One line of the document: how many, where it goes or is taken from, batch, expiry, notes, and whether the "
        "goods are accepted. Those that are not go to quarantine.",
        "A place can be scanned at any time, but while the batch is open a code is the batch. F5 saves, Esc asks "
        "before anything is lost.",
    )


def head_form() -> tuple[str, ...]:
    return (
        "Who the document is with, the number on their paper, and notes. A name that nobody has entered yet becomes a "
        "new partner.",
        "F5 saves, Esc asks before anything is lost. F7 on the document takes it back.",
    )


def start() -> tuple[str, ...]:
    return (
        "Who the goods come from or go to, the number on their paper, and what is expected: a purchase order, or a "
        "list in a file. All of it can be left empty: F5 begins.",
        "A file of what is expected is CSV or XLSX with the columns part (or ean, sku), quantity, serial, batch, "
        "expiry. A row with a serial is one unit.",
    )


def find_part() -> tuple[str, ...]:
    return (
        "Type a piece of a part's number or name; Enter adds one of the part under the cursor to the document. Esc "
        "goes back. A scan goes back, too, and counts as one of the document.",
    )
