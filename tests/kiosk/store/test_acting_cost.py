"""What acting on many things costs: indexes, as many statements however many things there are, and one commit."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows import acting as flow
from kiosk.flows.acting import Done
from kiosk.stock.acting import Action, Target, Wanted
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import acting
from kiosk.store.stock_items import NewItem

STATEMENTS = {
    "items": acting._ITEMS,
    "claims": acting._CLAIMS,
    "place": acting._PLACE,
    "alike": acting._ALIKE,
    "supplied": acting._SUPPLIED,
    "parts": acting._PARTS,
    "in places": acting._IN_PLACES.replace("{below}", acting._BELOW),
    "many in places": acting._MANY_IN_PLACES.replace("{below}", acting._BELOW),
    "documents": acting._DOCUMENTS,
    "of documents": acting._OF_DOCUMENTS,
    "many of documents": acting._MANY_OF_DOCUMENTS,
}
# Tables, and how the statements call them.
LARGE = {"stock_item", "movement", "draft_serial", "document", "operation", "part", "location", *"ilmopqstd"}


@pytest.mark.parametrize("name", STATEMENTS)
def test_what_an_action_depends_on_is_read_by_indexes(shop: Any, name: str) -> None:
    sql = STATEMENTS[name].format("?, ?")

    def plan(db: Any) -> list[str]:
        return [row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", [1] * sql.count("?")).fetchall()]

    found = shop.store.look(plan)
    assert [step for step in found if step.startswith("SCAN ") and step.split()[1] in LARGE] == []
    assert any(step.startswith("SEARCH") for step in found)


# What each action is done with here, and to what.
ACTIONS: dict[Action, tuple[str, dict[str, Any]]] = {
    Action.MOVE: ("loose", {"quantity": Decimal(1)}),
    Action.COUNT: ("loose", {"quantity": Decimal(3)}),
    Action.ADD: ("loose", {"quantity": Decimal(3)}),
    Action.REMOVE: ("loose", {"quantity": Decimal(1)}),
    Action.STATUS: ("unit", {"status": Status.DEFECTIVE, "note": "wet"}),
    Action.BATCH: ("unit", {"batch": "B"}),
    Action.EXPIRY: ("unit", {"expiry": date(2027, 1, 31)}),
    Action.MERGE: ("like", {}),
    Action.SPLIT: ("loose", {"quantity": Decimal(1)}),
    Action.ISSUE: ("both", {}),
    Action.RETURN: ("sold", {}),
}
FEW, MANY = 3, 60


@pytest.fixture
def rows(shop: Any) -> Callable[[str, int, str], list[Target]]:
    """`rows("unit", 3, "X")` are targets of so many new stock items, told apart by their name."""

    def new(what: str, number: int, name: str) -> list[NewItem]:
        place = shop.ids["a"]
        unit = NewItem(part=shop.ids["supply"], location=place, serial=f"{name}-{number}")
        loose = NewItem(part=shop.ids["resistor"], location=place, quantity=Decimal(9), batch=f"{name}-{number}")
        match what:
            case "unit":
                return [unit]
            case "sold":
                sold = {"location": None, "status": Status.SOLD}
                return [NewItem(part=shop.ids["supply"], serial=f"{name}-{number}", **sold)]
            case "like":
                return [NewItem(part=shop.ids["resistor"], location=place, quantity=Decimal(9), batch=name)]
            case "both":
                return [unit, loose]
            case _:
                return [loose]

    def made(what: str, count: int, name: str) -> list[Target]:
        items = shop.enter(*(item for number in range(count) for item in new(what, number, name)))
        return [Target(Thing(Kind.STOCK_ITEM, id, "")) for id in items]

    return made


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_takes_as_many_statements_and_one_commit_however_many_things(
    shop: Any, rows: Any, action: Action
) -> None:
    what, kwargs = ACTIONS[action]
    wanted = Wanted(action, to=Thing(Kind.LOCATION, shop.ids["b"], ""), **kwargs)

    def done(targets: list[Target]) -> list[str]:
        said: list[str] = []
        shop.store.call(lambda db: db.connection().set_trace_callback(said.append))
        assert isinstance(shop.store.call(flow.do, shop.post, wanted, targets), Done)
        shop.store.call(lambda db: db.connection().set_trace_callback(None))
        ends = [at for at, sql in enumerate(said) if sql.startswith("COMMIT")]
        return said[ends[0] + 1 : ends[1] + 1]  # between the end of switching the trace on, and of the action

    few, many = done(rows(what, FEW, "FEW")), done(rows(what, MANY, "MANY"))
    assert len(few) == len(many) <= 60
    assert sum(sql.startswith("COMMIT") for sql in many) == 1


def test_naming_things_takes_as_many_statements_however_many(shop: Any, rows: Any) -> None:
    wanted = Wanted(Action.MOVE, to=Thing(Kind.LOCATION, shop.ids["b"], ""))
    issues = [
        shop.store.call(flow.do, shop.post, Wanted(Action.ISSUE), rows("unit", 1, f"U{n}")).document
        for n in range(MANY)
    ]
    parts = [Thing(Kind.PART, id, "") for id in range(1, MANY)]
    places = [Thing(Kind.LOCATION, id, "") for id in range(1, MANY)]

    def said(count: int) -> int:
        statements: list[str] = []
        named = [Target(thing) for things in (issues, parts, places) for thing in things[:count]]

        def planned(db: Any) -> None:
            db.connection().set_trace_callback(statements.append)
            flow.plan(db, shop.post, wanted, named)
            flow.fits(db, shop.post, named)
            db.connection().set_trace_callback(None)

        shop.store.look(planned)
        return len(statements)

    assert said(FEW) == said(MANY)
