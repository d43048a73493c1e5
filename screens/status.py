"""What the status line says, as a pure function of the station's state and a width."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from rich.cells import cell_len

from kiosk.scan import Condition, ScannerState
from kiosk.wording import screens as wording
from screens.marks import Marks
from screens.text import Line, Span, fit, line

_WIDE = 80  # cells from which on words are used in place of signs


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


def status_line(status: Status, width: int, marks: Marks) -> Line:
    """Scanners at the left, shortened as needed; the rest at the right."""
    wide = width >= _WIDE
    right = _right(status, wide, marks)
    taken = sum(cell_len(span.text) for span in right)
    left = _scanners(status, width - taken - 3, marks)
    space = width - 2 - taken - sum(cell_len(span.text) for span in left)
    return line(" ", *left, " " * max(1, space), *right)


def _right(status: Status, wide: bool, marks: Marks) -> list[Span]:
    gap = "   " if wide else " "
    spans = [_store(status.store, wide, marks), Span(gap)]
    spans += [Span(wording.counts(status.read, status.handled, wide)), Span(gap)]
    if status.age is not None:
        spans += [Span(wording.age(status.age, wide), "dim"), Span(gap)]
    if status.now is not None:
        spans.append(Span(f"{status.now:%H:%M}", "strong"))
    return spans


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
        spans = [span for state in states for span in form(state, marks)]
        if sum(cell_len(span.text) for span in spans) <= room + 2:  # the last one's gap needs no room
            return spans
    troubled = [state for state in states if state.condition is not Condition.READY] or states
    return [Span(fit("".join(span.text for span in _named(troubled[0], marks)), room, marks), "warn")]


def _sign(state: ScannerState, marks: Marks) -> tuple[str, str]:
    match state.condition:
        case Condition.READY:
            return marks.ready, "good"
        case Condition.AWAY | Condition.STARTING:
            return marks.away, "dim"
        case Condition.BUSY | Condition.DENIED | Condition.FAULT:
            return marks.trouble, "bad"


def _told(state: ScannerState, marks: Marks) -> list[Span]:
    sign, style = _sign(state, marks)
    words = "" if state.condition is Condition.READY else f" {wording.CONDITIONS[state.condition]}"
    return [Span(sign, style), Span(f" {fit(state.device, 20, marks)}{words}  ")]


def _named(state: ScannerState, marks: Marks) -> list[Span]:
    sign, style = _sign(state, marks)
    return [Span(f"{sign} ", style), Span(f"{fit(state.device, 12, marks)}  ")]


def _signed(state: ScannerState, marks: Marks) -> list[Span]:
    sign, style = _sign(state, marks)
    return [Span(f"{sign} ", style)]
