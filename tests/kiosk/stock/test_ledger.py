"""The inverse of an entry takes it back exactly; what came into being becomes void."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.stock.ledger import NOTHING, Change, State, inverse
from kiosk.stock.statuses import ON_HAND, Status

_states = st.sampled_from(Status).flatmap(
    lambda status: st.builds(
        State,
        st.integers(1, 9) if status in ON_HAND else st.none(),
        st.integers(0, 10**12),
        st.just(status),
    )
)
_texts = st.none() | st.text(max_size=5)
_changes = st.builds(
    Change,
    st.just(7),
    _states,
    _states,
    st.dictionaries(st.sampled_from(["batch", "notes"]), st.tuples(_texts, _texts)),
)


@given(_changes)
def test_the_inverse_leads_back_to_where_the_change_began_in_state_and_fields(change: Change) -> None:
    back = inverse(change, 3, serialised=False)
    assert (back.item, back.before, back.after, back.reverses) == (7, change.after, change.before, 3)
    assert {name: (after, before) for name, (before, after) in back.fields.items()} == change.fields


def test_a_unit_that_came_into_being_is_void_and_still_one() -> None:
    arrival = Change(7, NOTHING, State(2, 1_000_000, Status.IN_STOCK))
    assert inverse(arrival, 3, serialised=True).after == State(None, 1_000_000, Status.VOID)


def test_of_a_quantity_that_came_into_being_nothing_is_left() -> None:
    arrival = Change(7, NOTHING, State(2, 5_000_000, Status.IN_STOCK))
    assert inverse(arrival, 3, serialised=False).after == State(None, 0, Status.VOID)
