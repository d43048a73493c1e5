"""F1: what the screen below can do, and the keys."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.wording import command_codes
from kiosk.wording import help as wording
from kiosk.wording import screens as common
from kiosk.wording.screens import help_for
from screens.frame.framed import Framed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Span, line, pad, wrap
from screens.places import Place
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

_OWN = frozenset({"1-9", *(f"F{number}" for number in range(2, 9))})  # keys that a screen has, or has not
_SAME = frozenset({"F1", "F9"})  # keys that do the same on all of them
_KEYS = 11  # cells of the longest key, and a space


class HelpScreen(Framed):
    """Help of one screen; a scan closes it and is answered by the screen below."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "draw", show=False)]

    tells = True

    def __init__(self, host: Host, title: str, paragraphs: tuple[str, ...], keys: Keys, codes: Keys) -> None:
        super().__init__(host, help_for(title))
        self._codes = codes
        self.sheet.show(partial(_rows, paragraphs, keys, codes, self.marks))

    def keys(self) -> Keys:
        draw = (("F8", command_codes.key_draw()),) if self._codes else ()
        return (("Esc", common.key_back()), *draw, *self.scroll_keys())

    def action_help(self) -> None:
        self.close()

    def action_draw(self) -> None:
        if self._codes:
            self.kiosk.visit(Place.DRAWN_CODES, self._codes)


def _rows(paragraphs: tuple[str, ...], keys: Keys, codes: Keys, marks: Marks, width: int) -> Sequence[Row]:
    """What the screen is for, its keys as they work now, and what is so on all screens."""
    own = {key: told for key, told in keys if key not in _SAME}
    all_keys = wording.keys()
    shared = [(key, told) for key, told in all_keys if key not in _OWN and key not in own]
    return [
        *_told(paragraphs, marks, width),
        *_table([*own.items()], marks, width),
        Row(),
        *_told(wording.everywhere(), marks, width),
        *_table([*shared, *_signs(marks)], marks, width),
        *_codes(codes, marks, width),
    ]


def _told(paragraphs: Sequence[str], marks: Marks, width: int) -> list[Row]:
    rows: list[Row] = []
    for paragraph in paragraphs:
        rows += [Row(line(text)) for text in wrap(paragraph, width, 99, marks)] + [Row()]
    return rows


def _codes(codes: Keys, marks: Marks, width: int) -> list[Row]:
    """The command codes of the screen, at the end: who has the sheet of them knows most."""
    if not codes:
        return []
    return [Row(), *_told((command_codes.codes_here(),), marks, width)[:-1], *_table(codes, marks, width)]


def _table(entries: Sequence[tuple[str, str]], marks: Marks, width: int) -> list[Row]:
    rows = []
    longest = max((len(key) for key, _ in entries), default=0)
    cells = max(_KEYS, min(longest + 1, width // 2))
    for key, told in entries:
        for at, text in enumerate(wrap(told, max(8, width - cells), 9, marks)):
            rows.append(Row(line(Span(pad(key if at == 0 else "", cells, marks), "key"), text)))
    return rows


def _signs(marks: Marks) -> Sequence[tuple[str, str]]:
    ready, away, trouble, counts = wording.signs()
    return ((marks.ready, ready), (marks.away, away), (marks.trouble, trouble), ("12=12", counts))
