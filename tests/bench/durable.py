"""Target 5: one accepted scan, looked up and journalled durably, beside one raw row committed durably."""

from collections.abc import Sequence
from contextlib import closing
from itertools import islice

import shop
from desk import Desk
from figures import Figure, alternate, compared
from floors import Commits
from plan import Plan

_ITEMS = 100_000
_SCANS = 500  # a block


def figures(plan: Plan) -> Sequence[Figure]:
    count = plan.samples(_SCANS)
    serials = shop.serials(_ITEMS)
    with closing(Desk(plan.store(_ITEMS))) as desk, closing(Commits(plan.folder)) as commits:
        commits.take(count)
        desk.accept([*islice(serials, count)])
        floors, ours = alternate(
            plan.blocks, lambda: commits.take(count), lambda: desk.accept([*islice(serials, count)])
        )
    return [compared(5, "accepted scan, durable / raw commit of one row", "µs", floors, ours, target=2)]
