"""How a code was read, as rows: from its bytes to the reading that won. Nothing of it is left out."""

from collections.abc import Iterator, Sequence

from kiosk.barcodes.reading import Verdict
from kiosk.flows.lookup import Explanation
from kiosk.scan import visible_bytes
from kiosk.wording import explanation as wording
from screens.paint.marks import Marks
from screens.paint.text import Span, line, wrap
from screens.widgets.sheet import Row

_LONG = 2000  # rows; 4,096 bytes in hex on the narrowest screen


def rows(told: Explanation, width: int, marks: Marks, taken_as: str = "") -> Sequence[Row]:
    """The account of one scan; `taken_as` is what it became where nothing had the code."""
    code = visible_bytes(told.raw, pictures=marks.pictures)
    return [
        *_fact(wording.raw(), code or wording.empty(), width, marks, "strong"),
        *_fact(wording.hexadecimal(), told.hex, width, marks),
        *_fact(wording.symbology(), f"]{told.symbology}" if told.symbology else wording.no_symbology(), width, marks),
        *_fact(wording.device(), f"{told.device}, {wording.came(told.typed)}", width, marks),
        *(_fact(wording.taken_as(), taken_as, width, marks, "good") if taken_as else ()),
        Row(),
        *_readings(told, width, marks),
    ]


def _readings(told: Explanation, width: int, marks: Marks) -> Iterator[Row]:
    if not told.readings:
        for text in wrap(wording.not_looked_up(), width, _LONG, marks):
            yield Row(line(Span(text, "dim")))
        return
    yield Row(line(Span(wording.readings(), "label")))
    for reading in told.readings:
        style = _style(reading.verdict)
        sign = marks.good if reading.verdict is Verdict.CHOSEN else marks.dot
        head = f"{sign} {wording.reader(reading.reader)}: {wording.verdict(reading.verdict)}"
        for text in wrap(head, width, _LONG, marks):
            yield Row(line(Span(text, style)))
        for about in (reading.why, *(thing.label for thing in reading.things)):
            for text in wrap(about, width - 2, _LONG, marks) if about else ():
                yield Row(line("  ", Span(text, "dim")))


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
