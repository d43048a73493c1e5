"""Which screen stands at which place. Each is imported when somebody first goes there, which keeps the start quick."""

from importlib import import_module
from typing import Any

from textual.screen import Screen

from screens.host import Host
from screens.places import Place

SCREENS = {
    Place.QUICK_SCAN: ("screens.quick_scan", "QuickScan"),
    Place.ASSIGN: ("screens.assign", "Assign"),
    Place.EXPLAIN: ("screens.explain", "Explain"),
    Place.HELP: ("screens.help", "HelpScreen"),
    Place.LEAVE: ("screens.leave", "Leave"),
    Place.SEARCH: ("screens.search", "Search"),
    Place.LOW_STOCK: ("screens.low_stock", "LowStock"),
    Place.ACTIONS: ("screens.actions", "Actions"),
    Place.ARCHIVE: ("screens.archive", "Archive"),
}


def make(host: Host, place: Place, *args: Any) -> Screen[Any]:
    """The screen of this place, not shown yet; `args` are what its constructor takes after the host."""
    module, name = SCREENS[place]
    screen = getattr(import_module(module), name)(host, *args)
    assert isinstance(screen, Screen)
    return screen
