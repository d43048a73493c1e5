"""Whether a movement goes on from where its item is, and is one that may be. Pure: looks up and writes nothing."""

import json
from dataclasses import dataclass, replace
from typing import Any

from kiosk.exchange.kind import Code
from kiosk.stock import quantity
from kiosk.stock.ledger import Change, Fields, State, inverse
from kiosk.stock.statuses import RULES, may_become
from kiosk.store.movement_rows import Written
from kiosk.store.stock_rows import Present
from kiosk.wording import stock_rows as wording


class Wrong(Exception):
    """What is wrong with a row: in which column, and the end of a sentence."""

    def __init__(self, column: str, text: str, code: Code = Code.REFUSED) -> None:
        super().__init__(text)
        self.column, self.text, self.code = column, text, code


@dataclass(frozen=True, slots=True)
class Step:
    """A movement as its row says it; `item` is a uid."""

    item: str
    before: State
    after: State
    fields: Fields


def apart(item: Present, state: State, step: Step) -> str:
    """The column in which the step does not begin where its item is; empty when it does."""
    if step.before.status is not state.status:
        return "status_before"
    if step.before.quantity != state.quantity:
        return "quantity_before"
    if step.before.location != state.location:
        return "from"
    return (
        "fields"
        if any((before or None) != (getattr(item, name) or None) for name, (before, _) in step.fields.items())
        else ""
    )


def allowed(step: Step, serial: str | None) -> None:
    """Raises Wrong for what no movement may do that takes nothing back."""
    before, after = step.before.status, step.after.status
    assert after is not None
    if before is not after and not may_become(before, after):
        raise Wrong("status_after", wording.no_step(before or "new stock", after, ()))
    fits(step, serial)


def fits(step: Step, serial: str | None) -> None:
    """Raises Wrong for a state that no item may be in, not even on its way to another."""
    after = step.after
    assert after.status is not None
    if after.location is not None and not RULES[after.status].on_hand:
        raise Wrong("to", wording.place_too_many(after.status))
    if serial and after.quantity != quantity.UNIT:
        raise Wrong("quantity_after", wording.one_piece(quantity.of(after.quantity)))


def takes_back(step: Step, there: Written, serial: str | None) -> None:
    """Raises Wrong unless the step is the inverse of that movement."""
    if there.taken_back:
        raise Wrong("reverses", wording.taken_back_already())
    fields = {name: (before, after) for name, (before, after) in json.loads(there.fields or "{}").items()}
    back = inverse(Change(0, there.before, there.after, fields), there.id, serialised=bool(serial))
    if (there.item, back.before, back.after, dict(back.fields)) != (
        step.item,
        step.before,
        step.after,
        dict(step.fields),
    ):
        raise Wrong("reverses", wording.unlike_reversed())


def stands(state: State) -> bool:
    """Whether stock may stay like this: what is on hand lies somewhere. On its way it may pass what is not so."""
    return state.status is None or RULES[state.status].on_hand == (state.location is not None)


def moved(item: Present, step: Step) -> Present:
    """The item behind the step."""
    after = step.after
    assert after.status is not None
    fields: dict[str, Any] = {name: value for name, (_, value) in step.fields.items()}
    if "notes" in fields:
        fields["notes"] = fields["notes"] or ""
    return replace(item, location=after.location, quantity=after.quantity, status=after.status, **fields)
