"""The rows of a search's result, and how many there are."""

from collections.abc import Sequence

from kiosk.stock.thing import Thing
from kiosk.wording import screens as wording
from kiosk.wording.readings import KINDS
from screens.paint.marks import Marks
from screens.paint.text import Span, fit, line
from screens.widgets.sheet import Row

_KIND = 15  # cells of the longest kind's name, and a space
_NARROW = 50


def things(found: Sequence[Thing], text: str, limit: int, marks: Marks, width: int) -> Sequence[Row]:
    """One row for each thing; `limit` is how many a search lists at most."""
    if not text.strip() and not found:
        return ()
    if not found:
        return (Row(line(fit(wording.nothing_found(text), width, marks))),)
    kind = 0 if width < _NARROW else _KIND
    rows = [
        Row(
            line(
                Span(KINDS[thing.kind][:1].upper().ljust(2) if not kind else KINDS[thing.kind].ljust(kind), "dim"),
                fit(thing.label, width - (kind or 2), marks),
            ),
            thing,
        )
        for thing in found
    ]
    return [Row(line(Span(fit(wording.found(len(found), limit), width, marks), "dim"))), *rows]
