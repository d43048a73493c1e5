"""F9: how the last scan was read, from its bytes to the reading that won."""

from collections.abc import Iterator, Sequence
from functools import partial

from kiosk.barcodes.reading import Verdict
from kiosk.flows.lookup import Explanation, explain
from kiosk.outcome import Outcome
from kiosk.scan import Scan, visible_bytes
from kiosk.wording import explanation as wording
from kiosk.wording.screens import explanation as title
from screens.host import Host
from screens.marks import Marks
from screens.station import Framed
from screens.text import Span, line, wrap
from screens.widgets.sheet import Row

_LONG = 2000  # rows; 4,096 bytes in hex on the narrowest screen


class Explain(Framed):
    """The account of one scan. It scrolls, and nothing of it is left out."""

    def __init__(self, host: Host, scan: Scan, outcome: Outcome) -> None:
        super().__init__(host, title())
        code = visible_bytes(scan.raw, pictures=host.marks.pictures)
        self.sheet.show(partial(_rows, code, explain(outcome.meaning, scan), host.marks))

    def action_explain(self) -> None:
        self.close()


def _rows(code: str, told: Explanation, marks: Marks, width: int) -> Sequence[Row]:
    return [
        *_fact(wording.raw(), code or wording.empty(), width, marks, "strong"),
        *_fact(wording.hexadecimal(), told.hex, width, marks),
        *_fact(wording.symbology(), f"]{told.symbology}" if told.symbology else wording.no_symbology(), width, marks),
        *_fact(wording.device(), f"{told.device}, {wording.came(told.typed)}", width, marks),
        Row(),
        *_readings(told, width, marks),
    ]


def _readings(told: Explanation, width: int, marks: Marks) -> Iterator[Row]:
    if not told.readings:
        yield Row(line(Span(wording.not_looked_up(), "dim")))
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
