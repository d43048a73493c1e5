"""What one more scan of a count costs: the same statements and the same work, however much was counted before."""

from collections.abc import Callable
from typing import Any

from kiosk.flows import intake
from kiosk.flows.counting import scanning, working
from kiosk.scan import Scan
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
