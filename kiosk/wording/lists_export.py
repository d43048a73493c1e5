"""What is said of the rows of a scan list in a file, and what `kiosk lists` says."""

from kiosk.scan import visible
from kiosk.stock.scan_lists import ListRow, ScanList
from kiosk.wording import lists_rows


def stopped() -> str:
    return "The export was stopped. Nothing was written."


# kiosk lists


def lists_help() -> str:
    return "list scan lists, show one, write one to a file"


def lists_about() -> str:
    return """\
Lists the scan lists, shows one or writes it to a file. They are begun and filled on a station; what is to be done
with their things is done there or by `kiosk act`."""


def list_help() -> str:
    return "list the scan lists, the one that was used last first"


def list_about() -> str:
    return "Lists the open scan lists, the one that was used last first; with --closed those that were closed."


def closed_option() -> str:
    return "the closed ones instead"


def show_help() -> str:
    return "print the rows of a scan list"


def show_about() -> str:
    return """\
Prints the rows of a scan list, each as it is now. NAME is the name of an open list, the first words
of it where only one begins so, or the number that `kiosk lists list` prints in front of any."""


def export_help() -> str:
    return "write the rows of a scan list to a file"


def export_about() -> str:
    return """\
Writes the rows of a scan list, each as it is now, as CSV, XLSX or JSON by the ending of FILE.
NAME is the name of an open list, the first words of it where only one begins so, or the number that
`kiosk lists list` prints in front of any."""


def name_argument() -> str:
    return "the name or the number of the list"


def file_argument() -> str:
    return "the file to be made: .csv, .xlsx or .json"


def no_format(file: str) -> str:
    return f"{visible(file)} must end with .csv, .xlsx or .json."


def none_listed() -> str:
    return "No scan list."


def none_named(name: str) -> str:
    if not name.strip():
        return "That names no scan list. `kiosk lists list` prints them with their numbers."
    return f"No open scan list is called {visible(name)}. `kiosk lists list` prints them with their numbers."


def several_named(name: str) -> str:
    return f"Several open scan lists are called {visible(name)}. Name the one that you mean by its number:"


def several_begin(name: str) -> str:
    return f"The names of several open scan lists begin with {visible(name)}. Name the one that you mean by its number:"


def choice(one: ScanList, at: str) -> str:
    return f"  {line(one, at)}"


def line(one: ScanList, at: str) -> str:
    """`12  List 3 · 21 Nov: 12 rows, 3 marked, last used 2026-11-21 14:02:11 by Jana`."""
    return f"{one.id}  {one.name}: {lists_rows.size(one)}, last used {at} by {one.used_by}"


def row(number: int, row: ListRow) -> tuple[str, ...]:
    """A row of a table: its number, whether it is marked, the thing, how much, where, how it stands."""
    marked = "*" if row.marked else ""
    standing = " ".join(filter(None, (row.gone, lists_rows.status(row))))
    return f"{number:,}", marked, row.title, lists_rows.quantity(row), lists_rows.place(row), standing


def writing(done: float) -> str:
    return f"Writing, {int(done * 100)} %"


def exported(count: int, file: str) -> str:
    return f"Wrote {lists_rows.rows(count)} to {file}."
