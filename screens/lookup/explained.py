"""How a code was read, as rows: from its bytes to the reading that won. Nothing of it is left out."""

from collections.abc import Iterator, Sequence

from kiosk.barcodes.account import Said
from kiosk.barcodes.reading import Reading, Verdict
from kiosk.flows.lookup import Explanation
from kiosk.scan import visible_bytes
from kiosk.wording import explanation as wording
from screens.paint.marks import Marks
from screens.paint.text import Span, line, wrap
from screens.widgets.sheet import Row

_LONG = 2000  # rows; 4,096 bytes in hex on the narrowest screen


def rows(told: Explanation, width: int, marks: Marks, taken_as: str = "", refused: str = "") -> Sequence[Row]:
    """The account of one scan; `taken_as` is what it became where nothing had the code, `refused` why the screen took
    nothing of a code that is known."""
    return [
        *_raw(told, width, marks),
        *(_fact(wording.taken_as(), taken_as, width, marks, "good") if taken_as else ()),
        *(_fact(wording.not_understood(), told.invalid, width, marks, "warn") if told.invalid else ()),
        *(_fact(wording.refused(), refused, width, marks, "warn") if refused else ()),
        *_bytes(told, width, marks),
        *_fact(wording.device(), f"{told.device}, {wording.came(told.typed)}", width, marks),
        *_account(told, width, marks),
        *(row for number, label in enumerate(told.labels, 1) for row in _label(number, label, width, marks)),
    ]


def _raw(told: Explanation, width: int, marks: Marks) -> Iterator[Row]:
    code = visible_bytes(told.raw, pictures=marks.pictures)
    yield from _fact(wording.raw(), code or wording.empty(), width, marks, "strong")


def _bytes(told: Explanation, width: int, marks: Marks) -> Iterator[Row]:
    yield from _fact(wording.hexadecimal(), told.hex, width, marks)
    symbology = f"]{told.symbology}" if told.symbology else wording.no_symbology()
    yield from _fact(wording.symbology(), symbology, width, marks)


def _account(told: Explanation, width: int, marks: Marks) -> Iterator[Row]:
    if told.said is not None:
        yield from _said(told.said, width, marks)
    yield Row()
    yield from _readings(told, width, marks)


def _label(number: int, told: Explanation, width: int, marks: Marks) -> Iterator[Row]:
    """One of several labels that were read at one trigger."""
    yield Row()
    yield from _told(wording.label(number, told.role), width, marks, "label")
    yield from _raw(told, width, marks)
    yield from _told(told.invalid, width, marks, "warn")
    yield from _bytes(told, width, marks)
    yield from _account(told, width, marks)


def _said(said: Said, width: int, marks: Marks) -> Iterator[Row]:
    """What the code says, element by element, whether anything here has a use for it or not."""
    content = said.content
    yield Row()
    yield from _told(wording.says(content.language), width, marks, "label")
    yield from _told(wording.rule(content), width, marks, "dim")
    if said.whole:
        yield from _told(wording.as_a_whole(), width, marks, "warn")
    for field in content.fields:
        yield from _fact(wording.field(field.id, field.name), field.text or wording.empty(), width, marks)
    for fault in content.faults:
        yield from _told(fault, width, marks, "bad")


def _readings(told: Explanation, width: int, marks: Marks) -> Iterator[Row]:
    """Each reading that tells something; those that just don't fit are named, no more."""
    if not told.readings:
        yield from _told(wording.not_looked_up(), width, marks, "dim")
        return
    yield Row(line(Span(wording.readings(), "label")))
    for reading in told.readings:
        if reading.telling:
            yield from _reading(reading, width, marks)
    silent = [reading for reading in told.readings if not reading.telling]
    for verdict, listed in ((Verdict.NO_MATCH, wording.looked_up), (Verdict.NOT_THIS, wording.not_of_form)):
        if names := [wording.reader(reading.reader) for reading in silent if reading.verdict is verdict]:
            yield from _told(listed(names), width, marks, "dim")


def _reading(reading: Reading, width: int, marks: Marks) -> Iterator[Row]:
    sign = marks.good if reading.verdict is Verdict.CHOSEN else marks.dot
    head = f"{sign} {wording.reader(reading.reader)}: {wording.verdict(reading.verdict)}"
    yield from _told(head, width, marks, _style(reading.verdict))
    for about in (reading.why, *(thing.label for thing in reading.things)):
        for text in wrap(about, width - 2, _LONG, marks) if about else ():
            yield Row(line("  ", Span(text, "dim")))


def _told(told: str, width: int, marks: Marks, style: str) -> Iterator[Row]:
    for text in wrap(told, width, _LONG, marks) if told else ():
        yield Row(line(Span(text, style)))


def _style(verdict: Verdict) -> str:
    match verdict:
        case Verdict.CHOSEN:
            return "good"
        case Verdict.AMBIGUOUS | Verdict.OUTRANKED:
            return "warn"
        case Verdict.FAULT:
            return "bad"
        case Verdict.NO_MATCH:
            return ""
        case Verdict.NOT_THIS:
            return "dim"


def _fact(name: str, value: str, width: int, marks: Marks, style: str = "") -> Iterator[Row]:
    yield Row(line(Span(name, "dim")))
    for text in wrap(value, width - 2, _LONG, marks):
        yield Row(line("  ", Span(text, style)))
