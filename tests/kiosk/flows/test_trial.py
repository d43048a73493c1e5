"""A code that is tried is told as it came and as it would be read, and changes nothing."""

from typing import Any

import pytest

from kiosk.flows import intake, trial
from kiosk.flows.trial import KEPT, TrialState
from kiosk.outcome import Outcome, Tone
from kiosk.scan import Label
from kiosk.store import journal


def tried(shop: Any, *codes: bytes, **kwargs: Any) -> tuple[TrialState, Outcome]:
    before = (intake.Recent(), TrialState())
    scans = [shop.scan(code, **kwargs) for code in codes]
    (_, state), outcomes = shop.store.call(intake.take, shop.post, "trial", trial.scan, before, scans)
    return state, outcomes[-1]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (b"RES-10K", "would be RES-10K"),
        (b"AB\x1dCD", "would be MAIN/B"),
        (b"007", "would be one of 2 things"),
        (b"nothing", "Nothing here has this code"),
        (b"\xff\xfe\x80", "not readable as text"),
        (b"2000000000016", "its last digit should be 5"),
    ],
)
def test_it_says_what_the_code_would_be(shop: Any, code: bytes, says: str) -> None:
    _, outcome = tried(shop, code)
    assert outcome.tone is Tone.OK
    assert says in outcome.detail
    assert f"{len(code)} bytes" in outcome.detail


def test_labels_of_one_trigger_are_counted_and_what_they_would_be_together(shop: Any) -> None:
    for labels, says in (((b"PSU-12", b"SN-0001"), "would be PSU-12"), ((b"PSU-12", b"FAN-80"), "different parts")):
        _, outcome = tried(shop, b"\n".join(labels), labels=tuple(map(Label, labels)))
        assert "2 labels of one trigger" in outcome.detail
        assert says in outcome.detail


def test_it_is_journalled_as_a_test(shop: Any) -> None:
    tried(shop, b"RES-10K", symbology="C1")
    (record,) = shop.store.look(journal.latest, 1)
    assert (record.result, record.screen, record.raw) == ("test", "trial", b"RES-10K")


def test_the_newest_are_kept_and_all_are_counted(shop: Any) -> None:
    state, _ = tried(shop, *(f"code {number}".encode() for number in range(KEPT + 5)))
    assert (len(state.tried), state.count) == (KEPT, KEPT + 5)
    assert state.tried[0].scan.raw == f"code {KEPT + 4}".encode()
