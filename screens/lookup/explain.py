"""F9: how the last scan was read, from its bytes to the reading that won."""

from functools import partial

from kiosk.flows.lookup import explain
from kiosk.outcome import Outcome
from kiosk.scan import Scan
from kiosk.wording.screens import explanation as title
from screens.frame.framed import Framed
from screens.host import Host
from screens.lookup import explained


class Explain(Framed):
    """The account of one scan. It scrolls, and nothing of it is left out."""

    tells = True

    def __init__(self, host: Host, scan: Scan, outcome: Outcome) -> None:
        super().__init__(host, title())
        told = explain(outcome.meaning, scan)
        self.sheet.show(partial(explained.rows, told, marks=host.marks, taken_as=outcome.taken_as))

    def action_explain(self) -> None:
        self.close()
