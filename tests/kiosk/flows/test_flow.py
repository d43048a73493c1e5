"""Which scan may answer a question: one that came half a second after it was seen, by the scanner's clock."""

import pytest

from kiosk.flows.flow import may_answer
from kiosk.outcome import Question
from kiosk.scan import Scan

PAINTED = 7_000_000_000  # ns


@pytest.mark.parametrize(
    ("painted", "after", "may"),
    [
        (PAINTED, 500_000_000, True),
        (PAINTED, 499_999_999, False),
        (PAINTED, 1, False),
        (PAINTED, -1, False),
        (0, 9_000_000_000, False),
    ],
    ids=["half a second", "a little less", "at once", "on its way before", "never painted"],
)
def test_a_scan_answers_from_half_a_second_on(painted: int, after: int, may: bool) -> None:
    scan = Scan(b"A", "gun", 1, 0, PAINTED + after)
    assert may_answer(Question("Is it?", painted=painted), scan) is may
