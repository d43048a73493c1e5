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
