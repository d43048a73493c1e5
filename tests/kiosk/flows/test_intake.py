from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.flows import assignable, intake, lookup
from kiosk.flows.intake import DOUBLE_WITHIN, Recent
from kiosk.outcome import Outcome, Tone
from kiosk.scan import Label, Scan, Torn, TornBy, joined
from kiosk.store import journal
from kiosk.store.sql import Db

MS = 1_000_000


def scan(raw: bytes, mono: int, *, device: str = "left", typed: bool = False) -> Scan:
    return Scan(raw, device, 1, 0, mono, typed=typed)


def counting(db: Db, post: Any, state: int, scan: Scan) -> tuple[int, Outcome]:
    """A flow that only counts: each scan that has an effect is seen in its state."""
    return state + 1, Outcome(Tone.OK, scan.raw.hex(), result="found")


def take(shop: Any, *scans: Scan | Torn) -> tuple[int, list[str]]:
    """How many scans had an effect, and the result of each."""
    (_, state), outcomes = shop.store.call(intake.take, shop.post, "test", counting, (Recent(), 0), scans)
    return state, [outcome.result for outcome in outcomes]


def rows(shop: Any) -> list[journal.Record]:
    return shop.store.call(lambda db: list(journal.rows(db)))


def test_the_same_code_within_300_ms_is_journalled_and_changes_nothing(shop: Any) -> None:
    state, results = take(shop, scan(b"A", 0), scan(b"A", DOUBLE_WITHIN))
    assert (state, results) == (1, ["found", "double"])
    assert [(row.raw, row.result, row.tone) for row in rows(shop)] == [(b"A", "found", "ok"), (b"A", "double", "again")]


@pytest.mark.parametrize(
    "second",
    [
        scan(b"A", DOUBLE_WITHIN + 1),
        scan(b"B", 1 * MS),
        scan(b"A", 1 * MS, device="right"),
        scan(b"A", 1 * MS, typed=True),
        scan(b"A\x1d", 1 * MS),
    ],
    ids=["later", "another code", "another scanner", "typed", "another byte"],
)
def test_what_is_no_double_read_has_its_effect(shop: Any, second: Scan) -> None:
    assert take(shop, scan(b"A", 0), second) == (2, ["found", "found"])


def test_a_trigger_held_over_a_label_is_one_scan(shop: Any) -> None:
    held = [scan(b"A", at * 200 * MS) for at in range(10)]
    assert take(shop, *held) == (1, ["found", *["double"] * 9])


def test_another_code_in_between_makes_the_first_one_new_again(shop: Any) -> None:
    assert take(shop, scan(b"A", 0), scan(b"B", 1 * MS), scan(b"A", 2 * MS)) == (3, ["found"] * 3)


@pytest.mark.parametrize("why", TornBy)
def test_a_torn_code_is_journalled_told_and_never_reaches_the_flow(shop: Any, why: TornBy) -> None:
    torn = Torn(b"half\xff", "left", 7, 5, 0, why)
    (_, state), (outcome,) = shop.store.call(intake.take, shop.post, "test", counting, (Recent(), 0), [torn])
    assert state == 0
    assert outcome.tone is Tone.FAULT
    assert outcome.detail
    (row,) = rows(shop)
    assert (row.raw, row.result, row.device, row.device_seq, row.thing_id) == (b"half\xff", "torn", "left", 7, None)


def test_with_the_journal_switched_off_scans_still_have_their_effect(shop: Any) -> None:
    from dataclasses import replace

    shop.post = replace(shop.post, journal=False)
    assert take(shop, scan(b"A", 0), scan(b"A", 1)) == (1, ["found", "double"])
    assert rows(shop) == []


def test_a_flow_that_raises_leaves_neither_rows_nor_state(shop: Any) -> None:
    def failing(db: Db, post: Any, state: int, scan: Scan) -> tuple[int, Outcome]:
        if scan.raw == b"bad":
            raise ZeroDivisionError
        return counting(db, post, state, scan)

    scans = [scan(b"good", 0), scan(b"bad", 1)]
    with pytest.raises(ZeroDivisionError):
        shop.store.call(intake.take, shop.post, "test", failing, (Recent(), 0), scans)
    assert rows(shop) == []


def test_refused_scans_are_journalled_by_themselves(shop: Any) -> None:
    outcome = Outcome(Tone.FAULT, "Not saved", result="refused")
    shop.store.call(intake.take_refused, shop.post, "test", [scan(b"A", 0), scan(b"B", 1)], outcome)
    assert [(row.raw, row.result) for row in rows(shop)] == [(b"A", "refused"), (b"B", "refused")]


# Commands


@pytest.mark.parametrize("code", [b"KSKCMDDONE", b"kskcmdx20", b"KSKCMDNONSENSE", b"KSKCMDHISTORZ"])
def test_a_command_never_reaches_a_flow_that_does_not_offer_it(shop: Any, code: bytes) -> None:
    (_, state), (outcome,) = shop.store.call(intake.take, shop.post, "test", counting, (Recent(), 0), [scan(code, 0)])
    assert state == 0
    assert (outcome.tone, outcome.result) == (Tone.NO, "command")
    assert outcome.detail
    assert [(row.raw, row.result, row.tone) for row in rows(shop)] == [(code, "command", "no")]


def test_an_offered_command_has_its_effect_and_its_row_in_one_transaction(shop: Any) -> None:
    def obey(db: Db, post: Any, state: int, scan: Scan) -> tuple[int, Outcome]:
        assert post.scan is not None, "what it changes names the scan"
        return state + 10, Outcome(Tone.OK, "done", result="posted")

    before = (Recent(), 0)
    scans = [scan(b"KSKCMDDONE", 0), scan(b"KSKCMDDONE", 1)]
    (_, state), outcomes = shop.store.call(intake.take, shop.post, "test", counting, before, scans, obey)
    assert (state, [outcome.result for outcome in outcomes]) == (10, ["posted", "double"])
    assert [row.result for row in rows(shop)] == ["command", "double"]


def test_a_command_code_is_assigned_to_nothing(shop: Any) -> None:
    assert "command" in assignable.refusal(shop.post, scan(b"KSKCMDDONE", 0))


def test_a_command_is_explained_as_one(shop: Any) -> None:
    _, (outcome,) = shop.store.call(
        intake.take, shop.post, "test", lookup.scan, (Recent(), lookup.LookupState()), [scan(b"KSKCMDX20", 0)]
    )
    (reading,) = lookup.explain(outcome.meaning, scan(b"KSKCMDX20", 0)).readings
    assert (reading.reader, reading.verdict) == ("command", "chosen")
    assert "quantity" in reading.why


scans = st.lists(
    st.builds(
        scan,
        st.sampled_from([b"RES-10K", b"007", b"SN-0001", b"none", b"\xff"]),
        st.integers(0, 2000).map(lambda at: at * MS),
        device=st.sampled_from(["left", "right"]),
    )
    | st.builds(
        Torn, st.binary(max_size=3), st.just("left"), st.just(1), st.just(0), st.just(0), st.sampled_from(TornBy)
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(scans, st.data())
def test_a_group_of_scans_is_the_same_as_one_by_one(shop: Any, scans: list[Scan | Torn], data: st.DataObject) -> None:
    def run(groups: list[list[Scan | Torn]]) -> tuple[object, list[Outcome], list[tuple[bytes, str, int | None]]]:
        known = len(rows(shop))
        state: Any = (Recent(), lookup.LookupState())
        outcomes: list[Outcome] = []
        for group in groups:
            state, some = shop.store.call(intake.take, shop.post, "test", lookup.scan, state, group)
            outcomes += some
        return state, outcomes, [(row.raw, row.result, row.thing_id) for row in rows(shop)[known:]]

    at = data.draw(st.integers(0, len(scans)))
    singly = run([[scan] for scan in scans])
    assert run([scans]) == singly
    assert run([scans[:at], scans[at:]]) == singly


def test_labels_of_one_trigger_in_another_order_are_the_same_read(shop: Any) -> None:
    first, second = (Label(b"A"), Label(b"B")), (Label(b"B"), Label(b"A"))
    again = [replace(scan(b"x", at), raw=joined(labels)[0], labels=labels) for at, labels in enumerate((first, second))]
    assert take(shop, *again) == (1, ["found", "double"])
