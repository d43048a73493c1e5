"""History: the journal and the movements, their rows and details, and the files of them."""

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.scan import visible
from kiosk.stock.history import Log, Movement
from kiosk.stock.ledger import Act
from kiosk.stock.statuses import Status
from kiosk.wording import answers

ACTS: Mapping[str, str] = MappingProxyType(
    {
        Act.OPENING: "opening entry",
        Act.IMPORT: "import",
        Act.INITIAL: "initial stock",
        Act.ADJUST: "quantity changed",
        Act.MOVE: "moved",
        Act.STATUS: "status changed",
        Act.EDIT: "edited",
        Act.SERIALISE: "serials given",
        Act.UNDO: "undone",
        Act.POSTING: "posted",
        Act.REVERSAL: "reversed",
        Act.MERGE: "merged",
        Act.SPLIT: "split",
        Act.TAKE_OUT: "taken out",
        Act.REPAIR: "repair",
    }
)
_COLUMNS = {"batch": "batch", "expiry": "expiry", "warranty_until": "warranty until", "notes": "notes"}


def act(value: str) -> str:
    """A kind of operation in words; one that a later version has written stands as it is."""
    return ACTS.get(value, value)


def column(name: str) -> str:
    """A column of a stock item in words."""
    return _COLUMNS.get(name, name)


# Times


def bad_time(text: str) -> str:
    return f"{visible(text)} is no time: write 2026-11-30, 2026-11-30T14:00, or an age such as 30m, 12h or 7d"


# The screen


def title(log: Log) -> str:
    return "Journal of scans" if log is Log.JOURNAL else "Movements of stock"


def no_filter() -> str:
    return "No filter"


def in_force(fields: str) -> str:
    return f"Only {fields}"


def since(at: str) -> str:
    return f"from {at}"


def until(at: str) -> str:
    return f"to {at}"


def text(text: str) -> str:
    return f'with "{text}"'


def at_least(first: int, last: int, total: int, *, looking: bool) -> str:
    """Which rows are shown, while there are more than those that have been counted."""
    shown = f"{first:,}-{last:,} of " if total else ""
    return f"{shown}{total:,} so far, looking on" if looking else f"{shown}more than {total:,}"


def looking_on() -> str:
    return "Nothing so far; looking on."


def nothing_yet(log: Log) -> str:
    return "No scans yet." if log is Log.JOURNAL else "No movements yet."


def nothing_fits() -> str:
    return "Nothing fits the filter. F3 changes it, F6 takes it away."


def key_other(log: Log) -> str:
    """The key that shows the other list."""
    return "movements" if log is Log.JOURNAL else "journal"


def key_filter() -> str:
    return "filter"


def key_clear() -> str:
    return "no filter"


def key_export() -> str:
    return "export"


def key_newest() -> str:
    return "newest"


# Rows of movements


def happened(row: Movement) -> str:
    """What a movement changed: place, quantity, status, other fields; never empty."""
    if row.before is None:
        return _arrived(row)
    parts = []
    if row.before != row.after:
        parts.append(changed(answers.STATUSES[row.before], answers.STATUSES[row.after]))
    if row.origin != row.target:
        parts.append(changed(row.origin or outside(), row.target or outside()))
    if row.quantity_before != row.quantity_after:
        parts.append(changed(answers.amount(row.quantity_before, ""), answers.amount(row.quantity_after, row.unit)))
    parts += [f"{column(name)} {changed(old or empty(), new or empty())}" for name, (old, new) in row.changed.items()]
    return ", ".join(parts) or answers.amount(row.quantity_after, row.unit)


def _arrived(row: Movement) -> str:
    place = f" in {row.target}" if row.target else ""
    status = "" if row.after is Status.IN_STOCK else f", {answers.STATUSES[row.after]}"
    return f"{nothing_before()}: {answers.amount(row.quantity_after, row.unit)}{place}{status}"


# Details


def details(log: Log) -> str:
    return "Scan" if log is Log.JOURNAL else "Movement"


_LABELS = {
    "code": "Code",
    "hex": "Hex",
    "text": "As text",
    "symbology": "Symbology",
    "result": "Result",
    "named": "Named",
    "operator": "Operator",
    "station": "Station",
    "device": "Scanner",
    "screen": "Screen",
    "scanned": "Scanned",
    "recorded": "Recorded",
    "run": "Start",
    "document": "Document",
    "operation": "Operation",
    "reference": "Reference",
    "note": "Note",
    "remark": "Remark",
    "item": "Item",
    "part": "Part",
    "from": "From",
    "to": "To",
    "quantity": "Quantity",
    "status": "Status",
    "at": "Done",
    "scan": "Scan",
    "reverses": "Takes back",
    "reversed_by": "Taken back",
    "batch": "Batch",
    "expiry": "Expiry",
    "warranty_until": "Warranty",
    "notes": "Notes",
}


def label(name: str) -> str:
    """The label of a fact; it has room for 10 letters where the screen is narrow."""
    return _LABELS.get(name, name)


def no_text() -> str:
    return "these bytes are no UTF-8 text"


def nothing_named() -> str:
    return "nothing"


def moved_by_scan() -> str:
    return "What it moved"


def nothing_before() -> str:
    return "new"


def outside() -> str:
    return "outside"


def changed(before: str, after: str) -> str:
    return f"{before} → {after}"


def empty() -> str:
    return "(empty)"


def numbered(seq: int) -> str:
    return f"number {seq}"


def device(name: str, seq: int, *, typed: bool) -> str:
    return f"{name}, its message {seq}, {'typed' if typed else 'scanned'}"


def run(number: int, started: str, user: str, tty: str, client: str, version: str) -> str:
    """The start of a station: when, by whom, from where."""
    where = ", ".join(filter(None, (tty, f"from {client}" if client else "")))
    return f"{number}, {started} by {user}{f' on {where}' if where else ''}, Kiosk {version}"


def operation(number: int, kind: str) -> str:
    return f"{number}, {kind}"


def movement(number: int) -> str:
    return f"movement {number}"


def by_movement(number: int) -> str:
    return f"by movement {number}"


# Help


def help_of_history() -> tuple[str, ...]:
    return (
        "0 goes from the journal of scans to the movements of stock and back. The newest rows stand first; F5 reads "
        "those that have come since.",
        "F3 fills in a filter: a time, who, what, a part, a unit, a place. It stays in sight above the rows, and F6 "
        "takes it away. F8 writes all rows that fit to a file.",
    )


def help_of_entry() -> tuple[str, ...]:
    return ("All that was recorded. The lines with a number can be opened.",)


def help_of_export() -> tuple[str, ...]:
    return (
        "All rows that the filter fits are written, however many, newest first. Esc cancels; no part of the file is "
        "left then.",
        "Scans are answered meanwhile: one closes this screen, and the file is written on. A message says where it is.",
    )


# Export


def export_title() -> str:
    return "Export"


def export_what(log: Log, only: str) -> str:
    """What the file will have."""
    return f"{title(log)}. {only}."


def export_format(ending: str) -> str:
    return {".csv": "CSV, for spreadsheets", ".xlsx": "XLSX workbook", ".json": "JSON, for programs"}[ending]


def exporting() -> str:
    return "Writing the file"


def exported_so_far(rows: int, percent: int) -> str:
    return f"{rows:,} rows, {percent} % of the list looked through. Esc cancels."


def exported(rows: int, file: str) -> str:
    return f"{rows:,} {'row is' if rows == 1 else 'rows are'} in {file}"


def not_exported(why: str) -> str:
    return f"No file was written. {why}"


def export_cancelled() -> str:
    return "Cancelled. No file was written."


def key_cancel() -> str:
    return "cancel"
