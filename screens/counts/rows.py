"""How counts, what was counted and how that differs from the books are painted, one row each. Pure."""

from collections.abc import Mapping
from datetime import tzinfo
from types import MappingProxyType

from rich.cells import cell_len

from kiosk import times
from kiosk.stock.counts import Counted, Difference, Differs, OpenCount
from kiosk.stock.views import DocumentView
from kiosk.wording import counts_review
from kiosk.wording import counts_screens as wording
from kiosk.wording import documents as words
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad

_NARROW = 60  # cells below which a row has no room for names and dates
_NUMBER = 10  # cells of most numbers, and a gap
_STYLES: Mapping[Differs, str] = MappingProxyType(
    {
        Differs.MISSING: "bad",
        Differs.SHORT: "bad",
        Differs.OVER: "warn",
        Differs.ELSEWHERE: "warn",
        Differs.FOUND: "good",
        Differs.MOVED: "warn",
        Differs.UNEXPECTED: "warn",
        Differs.STRANGER: "warn",
        Differs.UNCOUNTED: "dim",
        Differs.MATCH: "good",
    }
)


def count(value: OpenCount | DocumentView, width: int, marks: Marks, zone: tzinfo | None) -> Line:
    """Number, what is counted, how far; of a posted one when that was."""
    number = Span(pad(value.number, max(_NUMBER, cell_len(value.number) + 1), marks), "strong")
    room = width - cell_len(number.text)
    if isinstance(value, DocumentView):
        state = f"{words.state(value)} "
        told = f" {marks.dot} ".join(filter(None, (times.short(value.at, zone)[:16], value.by)))
        style = "dim" if value.reversed else "good"
        return line(number, Span(state, style), Span(fit(told, max(0, room - len(state)), marks), "dim"))
    narrow = width < _NARROW
    facts = (wording.what(value.scope), wording.blind() if value.blind else "", "" if narrow else value.holder)
    far = fit(wording.found(value) if narrow else wording.far(value), room, marks)
    about = pad(f" {marks.dot} ".join(filter(None, facts)), max(0, room - cell_len(far) - 1), marks)
    return line(number, about, " ", Span(far, "warn" if value.holder else "dim"))


def entry(value: Counted, width: int, marks: Marks) -> Line:
    """What was found, what it is called, how much of it."""
    told = wording.entry_amount(value)
    figures = min(cell_len(told), width // 2)
    style = "warn" if value.code else "strong"
    room = width - figures - (1 if figures else 0)
    label = wording.entry_label(value)
    cells = room if width < _NARROW and not value.serial else min(max(14, width // 3), room)
    about = "" if cells >= room else fit(wording.entry_about(value), room - cells - 1, marks)
    rest = (" ", Span(pad(about, room - cells - 1, marks), "dim")) if cells < room else ()
    return line(
        Span(pad(label, cells, marks), style), *rest, " " if figures else "", Span(fit(told, figures, marks), style)
    )


def difference(value: Difference, width: int, marks: Marks) -> Line:
    """What differs and how, in few words; where and what posting does about it where there is room."""
    told = counts_review.in_short(value)
    style = "dim" if value.left else _STYLES[value.kind]
    if width < _NARROW:
        told = fit(told, width // 2, marks)
        return line(pad(value.label, width - cell_len(told) - 1, marks), " ", Span(told, style))
    label, short = min(36, width * 2 // 5), 13
    about = f" {marks.dot} ".join((wording.what(value.place), value.what))
    return line(
        Span(pad(value.label, label - 1, marks) + " ", "strong"),
        Span(pad(told, short - 1, marks) + " ", style),
        Span(fit(about, width - label - short, marks), "dim"),
    )
