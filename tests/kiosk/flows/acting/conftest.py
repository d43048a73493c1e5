"""Acting at a small shop: what is wanted by plain names, and all of stock as it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows import acting
from kiosk.flows.acting import Done
from kiosk.stock.acting import Action, Code, Plan, Planned, Target, Wanted
from kiosk.stock.operations import Undone
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import operations
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

_KINDS = {"a": Kind.LOCATION, "b": Kind.LOCATION, "main": Kind.LOCATION, "acme": Kind.SUPPLIER_PART} | dict.fromkeys(
    ("resistor", "supply", "fan", "cable", "glue"), Kind.PART
)
_STOCK = """SELECT id, uid, part_id, location_id, quantity, batch, serial, serial_scope, expiry, status, warranty_until,
    notes, supplier_part_id FROM stock_item ORDER BY id"""


@dataclass
class Acting:
    """Things are named as the shop names them, `name ×5` with a quantity."""

    shop: Any

    def thing(self, name: str) -> Thing:
        return Thing(_KINDS.get(name, Kind.STOCK_ITEM), self.shop.ids[name], name)

    def target(self, text: str) -> Target:
        name, _, quantity = text.partition(" ×")
        return Target(self.thing(name), Decimal(quantity) if quantity else None)

    def wanted(self, action: str, **kwargs: Any) -> Wanted:
        for key in ("to", "document"):
            if isinstance(kwargs.get(key), str):
                kwargs[key] = self.thing(kwargs[key])
        if "quantity" in kwargs:
            kwargs["quantity"] = Decimal(kwargs["quantity"])
        return Wanted(Action(action), **kwargs)

    def plan(self, action: str, *targets: str | Target, **kwargs: Any) -> Plan:
        named = [self.target(one) if isinstance(one, str) else one for one in targets]
        found: Plan = self.shop.store.look(acting.plan, self.shop.post, self.wanted(action, **kwargs), named)
        return found

    def refused(self, action: str, target: str | Target, **kwargs: Any) -> tuple[Code | None, str]:
        """Why the one thing is refused."""
        (row,) = self.plan(action, target, **kwargs).rows
        assert not row.after
        return row.code, row.why

    def row(self, action: str, target: str, **kwargs: Any) -> Planned:
        (row,) = self.plan(action, target, **kwargs).rows
        return row

    def do(self, action: str, *targets: str | Target, **kwargs: Any) -> Done:
        done = self.tried(action, *targets, **kwargs)
        assert isinstance(done, Done), done
        return done

    def tried(self, action: str, *targets: str | Target, **kwargs: Any) -> Done | Plan:
        named = [self.target(one) if isinstance(one, str) else one for one in targets]
        told = kwargs.pop("told", None)
        wanted = self.wanted(action, **kwargs)
        more = () if told is None else (told,)
        answer: Done | Plan = self.shop.store.call(acting.do, self.shop.post, wanted, named, *more)
        assert self.shop.store.look(verify) == ()
        return answer

    def undo(self, done: Done) -> None:
        result = self.shop.store.call(operations.undo, self.shop.post, done.operation)
        assert isinstance(result, Undone), result
        assert self.shop.store.look(verify) == ()

    def stock(self) -> dict[int, tuple[Any, ...]]:
        """All columns of each stock item but the number of its version."""
        rows = self.shop.store.look(lambda db: execute(db, _STOCK).fetchall())
        return {row[0]: row for row in rows}

    def state(self, name: str) -> tuple[str, int, str]:
        """Where it is, how much there is, in which status."""
        sql = """SELECT COALESCE(l.path, ''), i.quantity / 1000000, i.status FROM stock_item i
            LEFT JOIN location l ON l.id = i.location_id WHERE i.id = ?"""
        row: tuple[str, int, str] = self.shop.store.look(lambda db: execute(db, sql, self.shop.ids[name]).fetchone())
        return row

    def enter(self, name: str, part: str, place: str | None, amount: int | str = 1, **kwargs: Any) -> None:
        """One more stock item of the shop."""
        where = None if place is None else self.shop.ids[place]
        kwargs["status"] = Status(kwargs.get("status", Status.IN_STOCK))
        new = NewItem(part=self.shop.ids[part], location=where, quantity=Decimal(amount), **kwargs)
        (self.shop.ids[name],) = self.shop.enter(new)

    def returned_available(self) -> None:
        self.shop.post = replace(self.shop.post, returned_available=True)


@pytest.fixture
def acts(shop: Any) -> Iterator[Acting]:
    yield Acting(shop)
    assert shop.store.look(verify) == ()
