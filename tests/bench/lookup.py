"""Target 2: what a code means and what the screen shows of it, beside one raw join in the same file.

The flow itself is timed, on the store's own thread and inside one transaction: no journal, no commit, no hop
between threads.
"""

import random
from collections.abc import Callable, Sequence
from contextlib import closing

import shop
from desk import Desk
from figures import Figure, alternate, compared
from floors import connect, lookups
from plan import Plan

_LARGE, _SMALL = 1_000_000, 1_000
_SCANS = 2_000  # a block

# A unit, its part and where it lies, as anybody would write it.
_JOIN = """
SELECT i.id, i.serial, i.batch, i.quantity, i.status, p.id, p.number, p.name, p.unit, l.path
FROM stock_item i JOIN part p ON p.id = i.part_id LEFT JOIN location l ON l.id = i.location_id
WHERE i.serial = ? AND i.status <> 'void'
"""


def figures(plan: Plan) -> Sequence[Figure]:
    count = plan.samples(_SCANS)
    with (
        closing(connect(plan.store(_LARGE))) as raw,
        closing(Desk(plan.store(_LARGE))) as large,
        closing(Desk(plan.store(_SMALL))) as small,
    ):

        def by(code: Callable[[int], str], items: int = _LARGE) -> list[str]:
            return [*map(code, chance.choices(range(1, items), k=count))]

        chance = random.Random(11)
        takers = {
            "raw join": lambda: lookups(raw, _JOIN, by(_serial)),
            "serial": lambda: large.look_up(by(_serial)),
            "serial, small": lambda: small.look_up(by(_serial, _SMALL)),
            "raw miss": lambda: lookups(raw, _JOIN, by(_unknown)),
            "miss": lambda: large.look_up(by(_unknown)),
            "miss, small": lambda: small.look_up(by(_unknown)),
            "own": lambda: large.look_up(by("KSK-SI{}".format)),
            "assigned": lambda: large.look_up(by(_assigned)),
            "part": lambda: large.look_up(by(_part)),
        }
        for take in takers.values():  # pages into memory, statements prepared
            take()
        taken = dict(zip(takers, alternate(plan.blocks, *takers.values()), strict=True))

    def line(what: str, ours: str, floor: str, target: float | None = None) -> Figure:
        return compared(2, what, "µs", taken[floor], taken[ours], target=target)

    return [
        line(f"unit by serial, {_LARGE:,} items / raw join", "serial", "raw join", 3),
        line(f"miss, {_LARGE:,} items / raw miss", "miss", "raw miss", 4),
        line(f"unit by serial, {_LARGE:,} items / {_SMALL:,}", "serial", "serial, small", 1.5),
        line(f"miss, {_LARGE:,} items / {_SMALL:,}", "miss", "miss, small", 1.5),
        line("unit by own code / raw join by serial", "own", "raw join"),
        line("unit by assigned code / raw join by serial", "assigned", "raw join"),
        line("part by number, stock summed / raw join by serial", "part", "raw join"),
    ]


def _serial(item: int) -> str:
    return shop.serial(item - item % 10 + 1)  # every tenth item is a batch and has none


def _unknown(item: int) -> str:
    return f"XX{item:08d}"


def _assigned(item: int) -> str:
    return shop.item_barcode(item - item % 10 or 10)


def _part(item: int) -> str:
    return shop.part_number(item // shop.ITEMS_A_PART + 1)
