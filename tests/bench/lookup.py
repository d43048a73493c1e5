"""Target 2: what a code means and what the screen shows of it, beside one raw join in the same file; and what each
way of reading a code takes, without showing it. Each of a million items has a code assigned.

The flow itself is timed, on the store's own thread and inside one transaction: no journal, no commit, no hop
between threads.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial

import shop
from desk import Desk
from figures import Figure, alternate, compared
from floors import connect, lookups
from plan import Plan

from kiosk.barcodes.plugins import Claim, Context

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
    path = shop.label(plan.store(_LARGE), _LARGE)
    with (
        closing(connect(path)) as raw,
        closing(Desk(path)) as large,
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
            **{f"resolve {what}": _resolver(large, partial(by, code)) for what, code in _READERS.items()},
            "resolve what a plugin reads": lambda: large.resolve(by(_unknown), _claims),
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
        *[line(f"{what} / raw join by serial", what, "raw join") for what in takers if what.startswith("resolve")],
    ]


def _serial(item: int) -> str:
    return shop.serial(item - item % 10 + 1)  # every tenth item is a batch and has none


def _unknown(item: int) -> str:
    return f"XX{item:08d}"


def _assigned(item: int) -> str:
    return shop.item_barcode(item - item % 10 or 10)


def _part(item: int) -> str:
    return shop.part_number(_part_of(item))


def _resolver(desk: Desk, codes: Callable[[], list[str]]) -> Callable[[], list[float]]:
    return lambda: desk.resolve(codes())


def _part_of(item: int) -> int:
    return item // shop.ITEMS_A_PART + 1


def _gs1(item: int) -> str:
    """The EAN of a unit's part and its serial, as a carton has them."""
    item -= item % 10 - 1
    return f"010{shop.ean(item % (_LARGE // shop.ITEMS_A_PART) + 1)}21{shop.serial(item)}"


def _label(item: int) -> str:
    """What a distributor prints on a bag."""
    number = shop.supplier_number(_part_of(item))
    return f"[)>\x1e06\x1dK12345\x1d1PACME-1\x1d30P{number}\x1dQ500\x1d1TLOT7\x1d4LCN\x1e\x04"


def _claims(raw: bytes, context: Context) -> Iterable[Claim]:
    """A plugin that knows all codes as that of one part."""
    return (Claim(shop.part_number(1), batch="L7"),)


_READERS: Mapping[str, Callable[[int], str]] = {
    "own code": "KSK-SI{}".format,
    "another system's code": lambda item: f'{{"part": {_part_of(item)}}}',
    "assigned code": shop.item_barcode,
    "EAN": lambda item: shop.ean(_part_of(item)),
    "GS1, GTIN and serial of a unit": _gs1,
    "amount in an EAN": lambda item: shop.weighed(_part_of(item), 1500),
    "ISO 15434 label": _label,
    "serial": _serial,
    "what nothing has": _unknown,
}
