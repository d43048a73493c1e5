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
        ("F2", "type a code, as if it had been scanned"),
        ("F9", "explain the last scan: what was read and how"),
        ("Esc", "one step back"),
    )


def menu() -> tuple[str, ...]:
    return (
        "Choose a task by its number, or scan anything: a part, a unit or a place comes up in Quick scan.",
        "Esc or 0 leaves Kiosk, after a question.",
    )


def quick_scan() -> tuple[str, ...]:
    return (
        "Scan a code to see what it is, how many there are and where it lives. The lines with a number can be opened: "
        "a part, a unit, a place.",
        "A code that nothing has yet can be assigned to a part, a unit or a place.",
    )


def search() -> tuple[str, ...]:
    return (
        "Type a part of a name or number: parts, units and places that fit are listed. Choose one by the arrows and "
        "Enter.",
    )


def assign() -> tuple[str, ...]:
    return (
        "Type a part of a name or number and choose what the code is to mean, or scan that thing itself.",
        "Then confirm by 1, or scan the thing once more. 2 or Esc takes the choice back; nothing is changed before "
        "you confirm.",
    )


def signs() -> tuple[str, str, str, str]:
    """What a scanner's signs (ready, away, in trouble) and the counts on the status line mean."""
    return (
        "scanner ready",
        "scanner not plugged in",
        "scanner in trouble: see `kiosk scanners`",
        "scans read = scans answered",
    )
