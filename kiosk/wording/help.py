"""What F1 says: of each screen, of the keys, of the signs."""


def everywhere() -> tuple[str, ...]:
    return (
        "Scan at any time: the answer comes up at once. A scan is never typed into a field, and a key is never "
        "taken for a scan.",
        "Green is done. Amber was done already. Blue asks you. Red was refused and says why. Magenta is a fault of "
        "the station itself.",
    )


def keys() -> tuple[tuple[str, str], ...]:
    return (
        ("1-9", "choose the line with that number"),
        ("↑ ↓ Enter", "choose a line and open it"),
        ("PgUp PgDn", "scroll"),
        ("F1", "this help"),
        ("Home End", "to the beginning or the end"),
        ("F2", "type a code, as if it had been scanned"),
        ("F3", "search, or filter a list"),
        ("F4", "what can be done with it"),
        ("F5", "save, or do it"),
        ("F6", "make a new one"),
        ("F7", "take back what was done last"),
        ("F8", "export what is listed, or print a label of what is shown"),
        ("F9", "explain the last scan: what was read and how"),
        ("Esc", "one step back"),
    )


def menu() -> tuple[str, ...]:
    return (
        "Choose a task by its number, or scan anything: a part, a unit or a place comes up in Quick scan, a document "
        "where it is gone on with.",
        "The newest drafts stand on top: Enter goes on with the one under the cursor. Documents has all of them; lists "
        "and repairs that are open are in their own tasks.",
        "F3 searches parts and places, F7 takes back what was done last. More has what is needed less often.",
        "Esc or 0 leaves Kiosk, after a question.",
    )


def more() -> tuple[str, ...]:
    return (
        "Choose by the number: search parts and places, list units, see what is short, what was done, take some of it "
        "back, look after the station, and print labels or the sheet of command codes.",
        "A scan closes this page and is answered as on the menu.",
    )


def quick_scan() -> tuple[str, ...]:
    return (
        "Scan a code to see what it is, how many there are and where it lives. The lines with a number can be opened: "
        "a part, a unit, a place.",
        "A code that nothing has yet can be assigned to a part, a unit or a place. F8 prints a label of what is shown.",
    )


def search() -> tuple[str, ...]:
    return (
        "All parts and places are listed. Type a part of a name or number, or the beginning of a serial number: what "
        "fits is left. Choose by the arrows and Enter; PgUp, PgDn, Home and End go further at once.",
        "F3 goes on to parts alone, places alone, what is archived, and back. F4 says what can be done with the line "
        "of the cursor, F6 makes a new part or place. Esc takes back what is typed, then leaves.",
    )


def low_stock() -> tuple[str, ...]:
    return (
        "The parts of which there is less than their minimum, those that are shortest first: what there is, the "
        "minimum, and how much is missing.",
        "Choose one by its number or by the arrows and Enter; F4 says what can be done with it. A part's minimum is "
        "set where it is edited.",
    )


def actions() -> tuple[str, ...]:
    return (
        "What can be done with this thing. Choose by the number, which is the same for all things of its kind. What "
        "is dim can't be done now and says why.",
    )


def archive() -> tuple[str, ...]:
    return (
        "What is archived is in no list and no search any more, and nothing new comes in for it. Its history stays, "
        "and it can be brought back at any time: F3 in Search lists what is archived.",
        "A part with stock can't be archived, nor a place in which something lies.",
    )


def assign() -> tuple[str, ...]:
    return (
        "Type a part of a name or number and choose what the code is to mean, or scan that thing itself.",
        "Then confirm by 1, or scan the thing once more. 2 or Esc takes the choice back; nothing is changed before "
        "you confirm.",
        "A code on a box of ten: before you confirm, 3 tells how much of the part one scan of it stands for. So does "
        "the command code for a quantity.",
    )


def signs() -> tuple[str, str, str, str]:
    """What a scanner's signs (ready, away, in trouble) and the counts on the status line mean."""
    return (
        "scanner ready",
        "scanner not plugged in",
        "scanner in trouble: see `kiosk scanners`",
        "scans read = scans answered",
    )
