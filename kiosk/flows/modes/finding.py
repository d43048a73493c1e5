"""Where something is. Nothing is written."""

from dataclasses import replace

from kiosk.flows.modes.mode import Mode
from kiosk.outcome import Outcome, Tone
from kiosk.stock.views import View
from kiosk.wording import modes as wording


def show(state: Mode, view: View) -> tuple[Mode, Outcome]:
    """The place in the largest line; what and how much is there below it."""
    outcome = Outcome(Tone.OK, wording.where(view), wording.where_detail(view), view=view, result="found")
    return replace(state, found=view), outcome
