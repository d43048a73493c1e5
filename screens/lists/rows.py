"""How scan lists and their rows are painted, one row each. Pure: values in, lines out."""

from datetime import tzinfo

from rich.cells import cell_len

from kiosk import times
from kiosk.stock.acting import Planned
from kiosk.stock.scan_lists import ListRow, ScanList
from kiosk.stock.thing import Kind
from kiosk.wording import lists_action, lists_rows
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad

_NARROW = 60  # cells below which a row has no room for names
_LEAST = 12  # cells that what a thing is called has at least
_MARK = 2
_DOT = "·"  # between the parts of a label


def one(value: ScanList, width: int, marks: Marks, zone: tzinfo | None) -> Line:
    """Name, how much is in it, and where there is room who used it last and when."""
    told = lists_rows.size(value)
    if width < _NARROW:
        side = fit(told, width // 2, marks)
        return line(Span(pad(value.name, width - cell_len(side) - 1, marks) + " ", "strong"), Span(side, "dim"))
    name = width // 2
    at = times.short(value.used_at, zone)[:16]
    about = f" {marks.dot} ".join((told, f"{at} {value.used_by}", value.station))
    return line(Span(pad(value.name, name - 1, marks) + " ", "strong"), Span(fit(about, width - name, marks), "dim"))


def row(value: ListRow, width: int, marks: Marks) -> Line:
    """A sign where it is marked, what it is, how much of it is meant, where it is; amber what is of no use."""
    sign = Span(f"{marks.good if value.marked else ' '} ", "good")
    told, style = (value.gone, "warn") if value.gone else (_told(value, width, marks), "dim")
    width -= _MARK
    narrow = width < _NARROW
    title = value.title if not narrow else value.serial or value.number or value.title
    room = width - max(0, min(cell_len(told), width - _LEAST - 1)) if narrow else width * 2 // 5
    return line(sign, Span(pad(title, room - 1, marks) + " ", "strong"), Span(fit(told, width - room, marks), style))


def _told(value: ListRow, width: int, marks: Marks) -> str:
    """How much and where; of a small screen's row the one that says most."""
    quantity, place, status = lists_rows.quantity(value), lists_rows.place(value), lists_rows.status(value)
    if width >= _NARROW:
        return f" {marks.dot} ".join(filter(None, (quantity, place, status)))
    if value.quantity is not None:
        return quantity
    return " ".join(filter(None, (quantity, place or status)))


def planned(value: Planned, width: int, marks: Marks) -> Line:
    """What becomes of one thing: before → after; dim where it is so already."""
    narrow, style = width < _NARROW, "dim" if value.again else ""
    sign = "" if narrow else f"{marks.again if value.again else marks.good} "
    label, told = called(value, width), lists_action.becomes(value)
    width -= cell_len(sign)
    least = max(_LEAST, width * 2 // 5)  # numbers are told apart by their ends, and where all goes stands above
    room = min(cell_len(label), max(least, width - cell_len(told) - 1), width * 3 // 5)
    return line(
        Span(sign, style or "good"),
        Span(pad(label, room, marks) + " ", "strong"),
        Span(fit(told, width - room - 1, marks), style),
    )


def called(value: Planned, width: int) -> str:
    """What a thing is called; where there is little room, of a unit its serial, of other stock the part's number."""
    label = value.label or value.thing.label
    if width >= _NARROW:
        return label
    number, _, rest = label.partition(f" {_DOT} ")
    unit = value.thing.kind is Kind.STOCK_ITEM and rest and _DOT not in rest and rest not in value.before
    return rest if unit else number
