"""What is said of the serials of a draft's line: come in, refused, edited, taken out."""

from collections.abc import Sequence

from kiosk.stock.document_kinds import Way

NAMED = 3  # faults of a pattern that are told

# What came in


def span(texts: Sequence[str]) -> str:
    return f"{texts[0]} … {texts[-1]}"


def added(count: int) -> str:
    return f"{count:,} serials"


def again(number: str) -> str:
    return f"Is in {number} already. Nothing changed."


def still_missing(here: int, missing: int, expected: int) -> str:
    """As many came as there are to be, but others than the list names."""
    return f"{here:,} here, but {missing:,} of the {expected:,} on the list {'is' if missing == 1 else 'are'} missing."


def not_listed(count: int, progress: str) -> str:
    """Serials of a part whose list names others."""
    strangers = "Not on the list" if count == 1 else f"{count:,} are not on the list"
    return f"{strangers}, but counted. {progress}"


def edited(old: str) -> str:
    return f"Stands instead of {old} now."


def same() -> str:
    return "It is this one already. Nothing changed."


def removed() -> str:
    return "Taken out"


def removed_help(serial: str, progress: str) -> str:
    return f"{serial}. {progress} F7 brings it back."


# What did not


def nothing_added() -> str:
    return "Nothing added"


def nothing_there() -> str:
    return "There is no serial in it."


def too_many(most: int) -> str:
    return f"These are more than {most:,} serials. Enter them in parts."


def no_serials(name: str, way: Way) -> str:
    if way is Way.NONE:
        return f"{name}: an order has no serials. Type how many there are to be."
    return f"{name} is not tracked by serial. Type how many there are, or scan the part whose serial this is."


def not_here() -> str:
    return "This line has no such serial. Nothing changed."


def unit_not_edited() -> str:
    return "This is a unit that has its serial. Take it out, then choose the right one."


def errors(texts: Sequence[str]) -> str:
    """What is wrong with a pattern: the first faults."""
    told = " ".join(texts[:NAMED])
    more = len(texts) - NAMED
    return f"{told} And {more:,} more." if more > 0 else told


def no_end() -> str:
    return (
        "A + with nothing after it takes all that are still to come: type the quantity first, or how many after the +."
    )


def all_here(here: int, wanted: str) -> str:
    """No room for a pattern: as many serials came as there are to be, or more."""
    are = "is" if here == 1 else "are"
    return f"{here:,} of {wanted} {are} here already. For more, first type a larger quantity on the document."


def bad_line(number: int, why: str) -> str:
    return f"Line {number:,} of the file: {why}"
