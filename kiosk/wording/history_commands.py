"""What `kiosk journal` and `kiosk movements` say."""

from kiosk.stock.history import Log


def movements_help() -> str:
    return "print the movements of stock"


def movements_about() -> str:
    return """\
Prints every change of stock that the store has kept, oldest first, of all its stations. The options leave rows
out; several of them leave in what fits them all."""


def journal_about() -> str:
    return """\
Prints every scan that the store has kept, oldest first, of all its stations. The options leave rows out;
several of them leave in what fits them all."""


def until_option() -> str:
    return "only up to then; a date without time is meant to its end"


def operator_option() -> str:
    return "only of this operator"


def station_option() -> str:
    return "only of this station"


def device_option() -> str:
    return "only of this scanner"


def result_option() -> str:
    return "only with this result: found, unknown, ambiguous, refused, double, torn ..."


def act_option(acts: str) -> str:
    return f"only of this kind: {acts}"


def part_option() -> str:
    return "only of this part, its units and supplier's codes: its number or any code of it"


def serial_option() -> str:
    return "only of the unit with this serial number"


def location_option() -> str:
    return "only of this location and those below it: its path or any code of it"


def text_option(log: Log) -> str:
    return "only codes with this text in them" if log is Log.JOURNAL else "only with this text in a note or reference"


def moved(at: str, operator: str, station: str, kind: str, item: str, what: str, *notes: str) -> str:
    """A line of `kiosk movements`."""
    return "  ".join((at, operator or "-", station, kind, item, what, *notes))
