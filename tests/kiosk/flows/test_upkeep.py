"""Figures of a store, its check and its stopping, this run."""

from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.flows import upkeep


def test_the_store_in_figures(shop: Any) -> None:
    facts = shop.store.look(upkeep.store, shop.post)
    assert (facts.parts, facts.units, facts.items) == (4, 5, 9)
    assert facts.movements >= 9
    assert facts.engine.startswith("SQLite 3.")
    assert facts.name.endswith("kiosk.db")
    assert facts.size + facts.log > 10_000


def test_this_run(shop: Any) -> None:
    facts = shop.store.look(upkeep.run, shop.post)
    assert facts.run == shop.post.run
    assert facts.started_at > 0


def test_a_check_tells_how_far_it_is_and_finds_no_fault(shop: Any) -> None:
    heard: list[float] = []

    def told(done: float) -> bool:
        heard.append(done)
        return True

    assert shop.store.look(upkeep.check, shop.post, told) == ()
    assert heard == sorted(heard)
    assert heard[0] == 0 < heard[-1] < 1


@pytest.mark.parametrize("after", [0, 1, 7])
def test_a_check_that_is_stopped_says_so_and_the_store_works_on(shop: Any, after: int) -> None:
    left = iter(range(after))

    def told(done: float) -> bool:
        return next(left, None) is not None

    with pytest.raises(StoreError, match="stopped before its end"):
        shop.store.look(upkeep.check, shop.post, told)
    assert shop.store.look(upkeep.check, shop.post, lambda done: True) == ()
