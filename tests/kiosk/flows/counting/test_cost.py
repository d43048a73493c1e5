"""What a count costs: one more scan the same, however much was counted before, and a review by what there is of it."""

from collections.abc import Callable
from typing import Any

from kiosk.flows import intake
from kiosk.flows.counting import scanning, working
from kiosk.scan import Scan
from kiosk.stock.counts import Differs
from kiosk.store import count_differences, counts, locations
from kiosk.store.locations import NewLocation
from kiosk.store.sql import insert_many
from kiosk.store.stock_items import NewItem

FEW, MANY = 5, 5_000


def _many(shop: Any, shelf: Any, number: int, have: int) -> None:
    """So many units lie here and were counted, so many codes were noted, so many pieces scanned one by one."""
    part, place, resistor = (shop.ids[name] for name in ("supply", "a", "resistor"))
    units = shop.enter(*(NewItem(part=part, location=place, serial=f"{number}-{n:05}") for n in range(have + 2)))
    columns = "document_id, location_id, part_id, item_id, code, quantity, undone, movement, at, operator, run_id"
    here, common = (shelf.id, place), (0, 1, "Jana", shop.post.run)
    rows: list[tuple[object, ...]] = [(*here, part, item, None, 1_000_000, 0, *common) for item in units[:have]]
    rows += [(*here, None, None, f"CODE-{n}", 1_000_000, 0, *common) for n in range(have)]
    rows += [(*here, resistor, None, None, 1, 1, *common)] * have
    shop.store.call(insert_many, f"INSERT INTO count_entry ({columns})", rows)


def _shelves(shop: Any, begun: Any, number: int, places: int) -> int:
    """So many shelves with 20 units each were counted, and all was there. Answers the id of the count."""
    shelves = [
        shop.store.call(locations.add, NewLocation(f"{number}-{n:03}", "", shop.ids["main"])) for n in range(places)
    ]
    part = shop.ids["fan"]
    items = [NewItem(part=part, location=at, serial=f"{at}-{n}") for at in shelves for n in range(20)]
    units = shop.enter(*items)
    columns = "document_id, location_id, part_id, item_id, quantity, undone, movement, at, operator, run_id"
    common = (0, shop.store.look(lambda db: db.execute_sql("SELECT MAX(id) FROM movement").fetchone()[0]), 1, "Jana")
    rows: list[tuple[object, ...]] = [(begun.id, at, None, None, 0, *common, shop.post.run) for at in shelves]
    for unit, item in zip(units, items, strict=True):
        rows.append((begun.id, item.location, part, unit, 1_000_000, *common, shop.post.run))
    shop.store.call(insert_many, f"INSERT INTO count_entry ({columns})", rows)
    return int(begun.id)


def _scan(db: Any, post: Any, state: Any, scan: Scan) -> Any:
    return intake.take(db, post, "count", scanning.scan, (intake.Recent(), state), [scan])


def test_one_more_scan_costs_the_same_with_five_and_with_five_thousand(
    shop: Any, count: Callable[..., Any], cost: Callable[..., Any]
) -> None:
    costs = []
    for number, have in enumerate((FEW, MANY)):
        shelf = count("a")
        _many(shop, shelf, number, have)
        new = f"{number}-{have:05}"
        told = []
        for code in (new, new, f"{number}-00000", "20261101", "2000000000015", f"STRANGER-{number}"):
            statements, steps, answer = cost(_scan, shelf.state, shop.scan(code.encode()))
            (_, shelf.state), (outcome,) = answer
            assert outcome.result in ("counted", "again", "stranger"), outcome
            told.append((statements, steps))
        costs.append(told)
        shelf.do(working.park)
    few, many = costs
    assert [statements for statements, _ in few] == [statements for statements, _ in many]
    assert all(len(statements) < 25 for statements, _ in few)
    for (_, one), (_, other) in zip(few, many, strict=True):
        assert other < one * 1.2


def test_a_count_opens_and_steps_back_alike_with_five_and_with_five_thousand(
    shop: Any, count: Callable[..., Any], cost: Callable[..., Any]
) -> None:
    costs = []
    for number, have in enumerate((FEW, MANY)):
        all_of_it = count("main").scan("MAIN/A")
        _many(shop, all_of_it, number, have)
        all_of_it.scan("MAIN/B", f"STRANGER-{number}").do(working.park)
        told = []
        for fn, args in ((working.opened, (all_of_it.id,)), (working.last_step, ()), (working.undo, ())):
            statements, steps, answer = cost(fn, all_of_it.state, *args)
            all_of_it.state = answer[0] if isinstance(answer, tuple) else all_of_it.state
            told.append((statements, steps))
        assert all_of_it.state.here == 0
        costs.append(told)
        all_of_it.do(working.park)
    few, many = costs
    assert [statements for statements, _ in few] == [statements for statements, _ in many]
    for (_, one), (_, other) in zip(few, many, strict=True):
        assert other < one * 1.2


def test_what_was_counted_is_held_against_the_books_in_time_that_grows_with_it_alone(
    shop: Any, count: Callable[..., Any], cost: Callable[..., Any]
) -> None:
    costs = []
    for number, places in enumerate((20, 80)):
        document = _shelves(shop, count("main"), number, places)
        _, steps, found = cost(lambda db, post, id: count_differences.summary(db, counts.get(db, id)), document)
        assert found.of(Differs.MATCH).total == 20 * places
        costs.append(steps)
    assert costs[1] < costs[0] * 6
