"""The rows of a review: what keeps it from being posted, the differences kind by kind, what else is worth a look."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.flows.counting import viewing
from kiosk.flows.counting.reviewing import Review
from kiosk.page import Page
from kiosk.stock.counts import Code, Difference, Differs, Summary
from kiosk.stock.thing import Thing
from screens.counts import rows
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line

_KINDS = tuple(kind for kind in Differs if kind is not Differs.MATCH)  # what is shown until one kind is asked for


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence on the count: one row of the list, whole above that. `place` is the untouched one it is about."""

    at: int
    text: str
    mark: str
    style: str
    place: Thing | None = None


Row = Said | Difference


class ReviewRows:
    """Windows on them. `state` is what was looked at, `which` the one kind that is shown; None for all differences."""

    def __init__(self, host: Host, state: Review) -> None:
        self._kiosk = host
        self.state = state
        self.which: Differs | None = None

    @property
    def total(self) -> int:
        """How many differences are shown."""
        return 0 if self.state.summary is None else total(self.state.summary, self.which)

    async def page(self, offset: int, limit: int) -> Page[Row]:
        """So many rows from `offset` on."""
        (above, below), summary = self._said(), self.state.summary
        if summary is None:
            return Page((), 0)
        totals = [(kind, summary.of(kind).total) for kind in _shown(self.which)]
        known = above[offset : offset + limit]
        at = max(0, offset - len(above))
        page: Page[Difference] = await self._kiosk.aside(
            viewing.differences, self.state.id, totals, at, limit - len(known)
        )
        first = max(0, at - page.total)
        last = first + limit - len(known) - len(page.rows)
        return Page((*known, *page.rows, *below[first:last]), len(above) + page.total + len(below), offset)

    def _said(self) -> tuple[Sequence[Said], Sequence[Said]]:
        """What keeps it from being posted, and what would be lost, stands above all differences; below them the rest
        that is worth a look."""
        summary, warnings, marks = self.state.summary, self.state.warnings, self._kiosk.marks
        if self.which is not None or summary is None:
            return (), ()
        places: list[Thing | None] = [one.place for one in summary.untouched]
        if summary.untouched_total > len(places):
            places.append(None)  # one sentence on all the others
        faults = zip(self.state.codes, self.state.faults, strict=True)
        told = [(text, None) for code, text in faults if code is not Code.MOVED]  # these are the first differences
        loud = [*told, *zip(warnings, places, strict=False)]
        above = [Said(at, told, marks.bad, "bad", place) for at, (told, place) in enumerate(loud)]
        rest = enumerate(warnings[len(places) :], len(above))
        return above, [Said(at, told, marks.again, "warn") for at, told in rest]


def paint(value: Row, width: int, marks: Marks) -> Line:
    if isinstance(value, Difference):
        return rows.difference(value, width, marks)
    return line(Span(fit(f"{value.mark} {value.text}", width, marks), value.style))


def same(value: Row) -> object:
    if isinstance(value, Said):
        return value.at if value.place is None else value.place.id, "said"
    thing = None if value.thing is None else (value.thing.kind, value.thing.id)
    return value.place.id, thing, value.batch, value.label


def total(summary: Summary, which: Differs | None) -> int:
    """How many differences there are of a kind; None for all."""
    return sum(summary.of(kind).total for kind in _shown(which))


def _shown(which: Differs | None) -> Sequence[Differs]:
    return _KINDS if which is None else (which,)
