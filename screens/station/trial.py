"""Try the scanners: each code as it came and what it would be. Nothing is changed."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from kiosk.flows import trial
from kiosk.flows.flow import ScanStep
from kiosk.flows.lookup import explain
from kiosk.outcome import Outcome
from kiosk.scan import visible_bytes
from kiosk.wording import screens as common
from kiosk.wording import station as wording
from screens.frame.framed import TakerScreen
from screens.host import Host
from screens.lookup import explained
from screens.paint.text import Span, fit, line
from screens.station.facts import heading
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row


class Trial(TakerScreen):
    """A scan stays here until Esc."""

    journal_name = "trial"

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.test(), trial.TrialState(), wording.test_first(), wording.test_first_help())

    @property
    def step(self) -> ScanStep[Any]:
        return trial.scan

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return super().keys()
        keys = (("Esc", common.key_back()), ("F2", common.key_type()), ("F9", common.key_explain()))
        return (*keys, *self.scroll_keys(), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return wording.help_test()

    def fill(self, outcome: Outcome) -> None:
        self.sheet.show(partial(self._rows, self.state))

    def _rows(self, state: trial.TrialState, width: int) -> Sequence[Row]:
        if not state.tried:
            return ()
        newest, *others = state.tried
        rows = [*explained.rows(explain(newest.meaning, newest.scan), width, self.marks)]
        if others:
            rows += heading(wording.tried(state.count))
        for tried in others:
            code = visible_bytes(tried.scan.raw, pictures=self.marks.pictures)
            rows.append(Row(line(Span(fit(code, width, self.marks), "dim"))))
        return rows
