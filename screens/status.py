"""What the status line says, as a pure function of the station's state and a width."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.cells import cell_len

from kiosk.scan import Condition, ScannerState
from kiosk.wording import screens as wording
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line

if TYPE_CHECKING:
    from kiosk.printers.state import PrinterState

_WIDE = 80  # cells from which on words are used in place of signs
_LEAST = 14  # cells that are left to the scanners at least, where their signs alone need as many


class StoreState(StrEnum):
    """How the store is."""

    OPENING = "opening"
    READY = "ready"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Status:
    """The station's state. `age` is seconds since the last scan, None before the first; `now` is local time."""

    scanners: Mapping[str, ScannerState] = field(default_factory=dict)
    store: StoreState = StoreState.OPENING
    read: int = 0
    handled: int = 0
    age: float | None = None
    now: datetime | None = None
    printers: Sequence["PrinterState"] = ()


def status_line(status: Status, width: int, marks: Marks) -> Line:
    """Scanners at the left, shortened as needed; the rest at the right, as much of it as leaves room for them.

    At most `width - 1` cells from 40 on. Age and clock are whole or left out.
    """
    wide = width >= _WIDE
    least = min(_cells(_joined(_signed, status, marks)), _LEAST)
    for right in _rights(status, wide, marks):
        room = width - _cells(right) - 3
        if room >= least:
            break
    left = _scanners(status, room, marks)
    return line(" ", *left, " " * max(1, 1 + room - _cells(left)), *right)


def _cells(spans: Sequence[Span]) -> int:
    return sum(cell_len(span.text) for span in spans)


def _rights(status: Status, wide: bool, marks: Marks) -> Iterator[list[Span]]:
    """Printers, store, counts, age and clock; without the age, which is needed least; without clock, and printers."""
    gap = Span("   " if wide else " ")
    store = [_store(status.store, wide, marks), gap, Span(wording.counts(status.read, status.handled, wide))]
    known = [*_printers(status.printers, wide, marks), *store]
    age = [gap, Span(wording.age(status.age, wide), "dim")] if status.age is not None else []
    clock = [gap, Span(f"{status.now:%H:%M}", "strong")] if status.now is not None else []
    yield [*known, *age, *clock]
    yield [*known, *clock]
    yield known
    yield store


def _printers(states: Sequence["PrinterState"], wide: bool, marks: Marks) -> Iterator[Span]:
    """Every printer's sign, and how many labels wait in all; their word where there is room. Nothing without printers.

    They are named on the Station screen: a station has one or two.
    """
    if not states:
        return
    from kiosk.printers.state import Condition as Prints  # most stations have no printer

    yield Span(wording.printers(len(states), wide), "dim")
    for state in states:
        yield Span(*sign_of_printer(state, marks))
    if waiting := sum(state.waiting for state in states):
        away = any(state.condition is Prints.AWAY for state in states)
        yield Span(wording.waiting(waiting), "warn" if away else "")
    yield Span("   " if wide else " ")


def sign_of_printer(state: "PrinterState", marks: Marks) -> tuple[str, str]:
    """The sign of how a printer is, and its style."""
    from kiosk.printers.state import Condition as Prints

    match state.condition:
        case Prints.READY | Prints.PRINTING:
            return (marks.trouble, "warn") if state.refused else (marks.ready, "good")
        case Prints.AWAY:
            return marks.away, "warn"
        case Prints.ELSEWHERE:
            return marks.away, "dim"


def _store(state: StoreState, wide: bool, marks: Marks) -> Span:
    match state:
        case StoreState.READY:
            return Span(wording.store_ready(wide) + ("" if wide else marks.good), "good")
        case StoreState.OPENING:
            return Span(wording.store_opening(wide), "dim")
        case StoreState.TROUBLE:
            return Span(wording.store_trouble(wide) + ("" if wide else marks.trouble), "bad")


def _scanners(status: Status, room: int, marks: Marks) -> list[Span]:
    """Every scanner's sign; its name, and words on what ails it, as far as there is room."""
    states = list(status.scanners.values())
    if not states:
        return [Span(fit(wording.no_scanner(), room, marks), "dim")]
    for form in (_told, _named, _signed):
        spans = _joined(form, status, marks)
        if _cells(spans) <= room:
            return spans
    troubled = [state for state in states if state.condition is not Condition.READY] or states
    return [Span(fit("".join(span.text for span in _named(troubled[0], marks)), room, marks), "warn")]


def _joined(form: Callable[[ScannerState, Marks], list[Span]], status: Status, marks: Marks) -> list[Span]:
    """Every scanner in this form, with a gap between them."""
    gap = Span(" " if form is _signed else "  ")
    spans = [span for state in status.scanners.values() for span in (gap, *form(state, marks))]
    return spans[1:]


def sign_of(condition: Condition, marks: Marks) -> tuple[str, str]:
    """The sign of a scanner's condition, and its style."""
    match condition:
        case Condition.READY:
            return marks.ready, "good"
        case Condition.AWAY | Condition.STARTING:
            return marks.away, "dim"
        case Condition.BUSY | Condition.DENIED | Condition.FAULT:
            return marks.trouble, "bad"


def _told(state: ScannerState, marks: Marks) -> list[Span]:
    sign, style = sign_of(state.condition, marks)
    words = "" if state.condition is Condition.READY else f" {wording.CONDITIONS[state.condition]}"
    return [Span(sign, style), Span(f" {fit(state.device, 20, marks)}{words}")]


def _named(state: ScannerState, marks: Marks) -> list[Span]:
    sign, style = sign_of(state.condition, marks)
    return [Span(f"{sign} ", style), Span(f"{fit(state.device, 12, marks)}")]


def _signed(state: ScannerState, marks: Marks) -> list[Span]:
    sign, style = sign_of(state.condition, marks)
    return [Span(sign, style)]
