"""F9: how the last scan was read, from its bytes to the reading that won."""

from functools import partial

from kiosk.barcodes.reading import Ambiguous, Found
from kiosk.flows.lookup import explain
from kiosk.outcome import Outcome, Tone
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
        known = isinstance(outcome.meaning, Found | Ambiguous)
        refused = outcome.detail if known and outcome.tone in (Tone.NO, Tone.FAULT) else ""
        rows = partial(explained.rows, told, marks=host.marks, taken_as=outcome.taken_as, refused=refused)
        self.sheet.show(rows)

    def action_explain(self) -> None:
        self.close()
