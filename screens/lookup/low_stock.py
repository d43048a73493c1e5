"""Low stock: the parts of which there is less than their minimum, the most urgent first."""

from decimal import Decimal
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.flows import browse
from kiosk.page import Page
from kiosk.stock.lists import LowPart
from kiosk.wording import lists as wording
from kiosk.wording.answers import amount
from kiosk.wording.tasks import low_stock
from screens.frame.listed import Listed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad
from screens.places import Place
from screens.widgets.bars import Keys

_FIGURE, _NARROW_FIGURE = 12, 7  # cells of a column of figures, with the gap before it
_NUMBER = 18  # cells of a part's number where its name stands beside it
_NARROW = 60  # cells below which there is no room for names


class LowStock(Listed):
    """What has to be ordered or made."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4", "actions", show=False)]

    def __init__(self, host: Host) -> None:
        super().__init__(host, low_stock(), empty=wording.nothing_low(), heading=_heading)

    async def fetch(self, offset: int, limit: int) -> Page[LowPart]:
        page: Page[LowPart] = await self.kiosk.aside(browse.low, offset, limit)
        return page

    def row(self, value: LowPart, width: int, marks: Marks) -> Line:
        def figure(quantity: Decimal) -> str:
            return _right(amount(quantity, value.unit if width >= _NARROW else ""), width, marks)

        gone = "bad" if value.on_hand <= 0 else "warn"
        return line(
            *_named(value.number, value.name, width, marks),
            Span(figure(value.on_hand), gone),
            figure(value.minimum),
            Span(figure(value.missing), "strong"),
        )

    def same(self, value: LowPart) -> object:
        return value.thing.id

    def more_keys(self) -> Keys:
        return (("F4", wording.key_actions()),) if self.listing.pick else ()

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import help as words

        return words.low_stock()

    def pick(self, pick: object) -> None:
        if isinstance(pick, LowPart):
            self.kiosk.open(pick.thing)

    def action_actions(self) -> None:
        if isinstance(self.listing.pick, LowPart):
            self.kiosk.visit(Place.ACTIONS, self.listing.pick.thing)


def _heading(width: int, marks: Marks) -> Line:
    spans = _named(wording.part_column(), "", width, marks)
    figures = [_right(text, width, marks) for text in wording.stock_columns(width >= _NARROW)]
    return line(*(Span(span.text, "dim") for span in spans), *(Span(text, "dim") for text in figures))


def _named(number: str, name: str, width: int, marks: Marks) -> list[Span]:
    room = width - 3 * (_FIGURE if width >= _NARROW else _NARROW_FIGURE)
    if width < _NARROW:
        return [Span(pad(number, room, marks), "strong")]
    return [Span(pad(number, _NUMBER - 1, marks) + " ", "strong"), Span(pad(name, room - _NUMBER, marks))]


def _right(text: str, width: int, marks: Marks) -> str:
    cells = _FIGURE if width >= _NARROW else _NARROW_FIGURE
    return fit(text, cells - 1, marks).rjust(cells)
