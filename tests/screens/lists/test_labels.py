"""Labels of the rows of a list: of the marked ones, or of all."""

from collections.abc import Callable
from typing import Any

from kiosk.config import FilePrinter
from screens.places import Place


def asked_for(kiosk: Any) -> list[str]:
    return [label.split(" · ")[-1] for (label,) in kiosk.rows("SELECT label FROM print_job ORDER BY id")]


async def test_of_all_rows_by_a_key_and_of_the_marked_ones_by_a_code(
    station: Callable[..., Any], filled: Callable[..., int], units: Callable[..., list[str]]
) -> None:
    async with station((40, 15), printers=(FilePrinter(name="desk", folder="/nowhere"),)) as kiosk:
        await kiosk.enter(Place.LIST, filled(kiosk, 3))
        serials = units(kiosk, 3)
        await kiosk.key("f8")
        await kiosk.key(next(row for row in kiosk.lines if "Print labels of all 3" in row).split()[0])
        await kiosk.key("f5", "escape")
        assert kiosk.name == "ListScreen"
        assert asked_for(kiosk) == serials
        await kiosk.key("home", "f6")
        await kiosk.scan_slowly("KSKCMDPRINT", "KSKCMDDONE")
        assert asked_for(kiosk)[3:] == serials[:1]


async def test_labels_are_named_at_the_key_that_prints_them_and_among_the_actions(
    station: Callable[..., Any], filled: Callable[..., int]
) -> None:
    async with station((120, 40)) as kiosk:
        await kiosk.enter(Place.LIST, filled(kiosk, 2))
        assert "F8 labels, export" in kiosk.lines[-2]
        await kiosk.key("f4", "9")
        assert "Print labels of all 2" in kiosk.words
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LIST, filled(kiosk, 2))
        await kiosk.key("f4", "end")
        assert "Print labels, or export to a file" in kiosk.words
