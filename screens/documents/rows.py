"""How documents, their lines and their units are painted, one row each. Pure: values in, lines out."""

from datetime import tzinfo
from decimal import Decimal

from rich.cells import cell_len

from kiosk import times
from kiosk.stock.document_kinds import DocState
from kiosk.stock.document_lists import CardLine, DocumentUnit
from kiosk.stock.documents import SerialState
from kiosk.stock.views import DocumentView
from kiosk.wording import answers
from kiosk.wording import documents as words
from kiosk.wording import documents_list as wording
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad

_NARROW = 60  # cells below which there is no room for names and dates
_NUMBER = 13  # cells of most numbers, and a gap
_STATE = 10
_KIND = 17


def document(value: DocumentView, width: int, marks: Marks, zone: tzinfo | None) -> Line:
    """Number, state, whose it is, and how far it is; where there is room, kind, date and who has it."""
    number = Span(pad(value.number, _NUMBER - 1, marks) + " ", "strong")
    state = Span(pad(words.state(value), _STATE - 1, marks) + " ", _style(value))
    far = "" if value.state is DocState.CANCELLED else words.far(value)
    waits = words.waits_for(value.waits_for)
    about = f" {marks.dot} ".join(filter(None, (waits, value.partner, value.reference)))
    if width < _NARROW:
        room = width - _NUMBER - _STATE
        told = fit(about, max(0, room - cell_len(far) - 1), marks)
        return line(number, state, pad(told, max(0, room - cell_len(far)), marks), Span(fit(far, room, marks), "dim"))
    at = f"{times.short(value.at, zone)[:10]} "
    who = words.held(value.lease)
    about = f" {marks.dot} ".join(filter(None, (about, who)))
    figures = max(11, cell_len(far))
    room = width - _NUMBER - _STATE - _KIND - len(at) - figures - 1
    return line(
        number,
        Span(at, "dim"),
        pad(words.kind(value.kind), _KIND - 1, marks) + " ",
        state,
        pad(about, max(0, room), marks) + " ",
        Span(fit(far, figures, marks).rjust(figures), "dim"),
    )


def _style(value: DocumentView) -> str:
    if value.state is DocState.DRAFT:
        return "warn"
    return "dim" if value.reversed or value.state is DocState.CANCELLED else "good"


def card_line(value: CardLine, width: int, marks: Marks) -> Line:
    """The part's number, how much of how much; name, place and batch where there is room."""
    amount = wording.amount(value)
    full = value.got >= value.wanted
    figures = min(cell_len(amount), width // 2)
    told = Span(fit(amount, figures, marks).rjust(figures), "" if full else "warn")
    if width < _NARROW:
        return line(Span(pad(value.line.number, width - figures - 1, marks) + " ", "strong"), told)
    number = min(22, width // 4)
    about = f" {marks.dot} ".join((value.line.name, *wording.line_facts(value)))
    room = width - number - figures - 1
    return line(
        Span(pad(value.line.number, number - 1, marks) + " ", "strong"), pad(about, max(0, room), marks) + " ", told
    )


def unit(value: DocumentUnit, width: int, marks: Marks) -> Line:
    """Serial or batch, and where it is now; the part and how much where it is no single unit."""
    label = value.label or value.number
    told = value.place if width < _NARROW and value.place else wording.standing(value)
    if value.quantity != Decimal(1):
        told = f"{answers.amount(value.quantity, value.unit)} {marks.dot} {told}"
    style = "warn" if value.state is SerialState.MISSING else ""
    name = width // 2 if width < _NARROW else width * 3 // 10
    if width < _NARROW:
        return line(Span(pad(label, name - 1, marks) + " ", "strong"), Span(fit(told, width - name, marks), style))
    number = width // 4
    return line(
        Span(pad(label, name - 1, marks) + " ", "strong"),
        pad(value.number, number - 1, marks) + " ",
        Span(fit(told, width - name - number, marks), style),
    )
