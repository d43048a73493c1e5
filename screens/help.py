"""F1: what the screen below can do, and the keys."""

from collections.abc import Sequence
from functools import partial

from kiosk.wording import help as wording
from kiosk.wording.screens import help_for
from screens.host import Host
from screens.marks import Marks
from screens.station import Framed
from screens.text import Span, line, pad, wrap
from screens.widgets.sheet import Row

_KEYS = 11  # cells of the longest key, and a space


class HelpScreen(Framed):
    """Help of one screen; a scan closes it and is answered by the screen below."""

    def __init__(self, host: Host, title: str, paragraphs: tuple[str, ...]) -> None:
        super().__init__(host, help_for(title))
        self.sheet.show(partial(_rows, paragraphs, self.marks))

    def action_help(self) -> None:
        self.close()


def _rows(paragraphs: tuple[str, ...], marks: Marks, width: int) -> Sequence[Row]:
    rows: list[Row] = []
    for paragraph in (*paragraphs, *wording.everywhere()):
        rows += [Row(line(text)) for text in wrap(paragraph, width, 99, marks)] + [Row()]
    for key, told in (*wording.keys(), *_signs(marks)):
        for at, text in enumerate(wrap(told, max(8, width - _KEYS), 9, marks)):
            rows.append(Row(line(Span(pad(key if at == 0 else "", _KEYS, marks), "key"), text)))
    return rows


def _signs(marks: Marks) -> Sequence[tuple[str, str]]:
    ready, away, trouble, counts = wording.signs()
    return ((marks.ready, ready), (marks.away, away), (marks.trouble, trouble), ("12=12", counts))
