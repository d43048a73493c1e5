"""The form that begins a repair: which units it takes, and which texts it keeps out of the store."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.repairs import ending, starting
from kiosk.flows.repairs.starting import Starting
from kiosk.store import repairs
from kiosk.store.verify import verify


class Form:
    """The form as a screen fills it. `outcome` is what the last step led to."""

    def __init__(self, shop: Any, unit: Any = None, serial: str = "") -> None:
        self.shop, self.outcome = shop, None
        self.state: Starting = shop.store.call(starting.begin, shop.post, unit, serial)

    def do(self, fn: Callable[..., Any], *args: object) -> "Form":
        self.state, self.outcome = self.shop.store.call(fn, self.shop.post, self.state, *args)
        return self

    def put(self, **values: str) -> "Form":
        for name, text in values.items():
            self.do(starting.put, name, text)
        return self

    def scan(self, code: bytes) -> "Form":
        return self.do(starting.scan, self.shop.scan(code))

    def save(self) -> "Form":
        return self.do(starting.save)


@pytest.fixture
def form(shop: Any) -> Callable[..., Form]:
    """`form()` is an empty one, opened in the shop."""
    return lambda *args: Form(shop, *args)


@pytest.mark.parametrize(
    ("serial", "why"),
    [("a\x1bb", "control character"), ("\0", "control character"), ("x" * 101, "at most 100")],
)
def test_a_serial_that_is_none_is_neither_taken_nor_stored(
    form: Callable[..., Form], shop: Any, serial: str, why: str
) -> None:
    typed = form().put(unit=serial, description="Radio").save()
    assert not typed.state.done
    assert why in typed.state.errors["unit"]
    assert not form(None, serial).put(description="Radio").save().state.done
    assert shop.store.look(verify) == ()


@pytest.mark.parametrize("serial", ["[red]x[/]", "KSKCMDDONE", "SN-1+4", "\U0001f600" * 100])
def test_any_text_that_can_be_seen_is_a_serial(form: Callable[..., Form], shop: Any, serial: str) -> None:
    state = form().put(unit=serial).save().state
    assert shop.store.look(repairs.get, state.document).serial == serial


def test_a_unit_comes_in_once(form: Callable[..., Form], bench: Callable[..., Any], shop: Any) -> None:
    assert form().scan(b"SN-0001").save().state.done
    assert "RO-1-1" in form().scan(b"SN-0001").save().state.errors["unit"]
    assert form().put(unit="X-1").save().state.done
    assert "RO-1-2" in form().put(unit="X-1").save().state.errors["unit"]
    bench(document=2).do(ending.complete).do(ending.hand_back, ending.KEEP)
    assert form().put(unit="X-1").save().state.done


def test_nothing_to_go_by_is_no_repair(form: Callable[..., Form]) -> None:
    assert "unit" in form().put(fault="dead").save().state.errors
    assert form().put(fault="dead", description="Radio").save().state.done
