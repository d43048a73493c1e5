"""Which screen stands at which place. Each is imported when somebody first goes there, which keeps the start quick."""

import sys
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
    Place.PART_FORM: ("screens.part_form", "PartForm"),
    Place.LOCATION_FORM: ("screens.location_form", "LocationForm"),
    Place.SUPPLIER_PARTS: ("screens.supplier_parts", "SupplierParts"),
    Place.SUPPLIER_FORM: ("screens.supplier_form", "SupplierForm"),
    Place.PARTNER_FORM: ("screens.partner_form", "PartnerForm"),
    Place.CODES: ("screens.codes", "Codes"),
    Place.INITIAL_STOCK: ("screens.stock_form", "StockForm"),
    Place.SERIALISE: ("screens.serialise", "Serialise"),
    Place.LOOSE_STOCK: ("screens.loose_stock", "LooseStock"),
    Place.ADJUST: ("screens.adjust", "AdjustForm"),
    Place.ARCHIVE: ("screens.archive", "Archive"),
    Place.SERIALS: ("screens.serials", "Serials"),
    Place.SERIALS_FILTER: ("screens.serials_filter", "SerialsFilter"),
    Place.UNIT: ("screens.unit", "Unit"),
    Place.UNIT_FORM: ("screens.unit_form", "UnitForm"),
    Place.STATUS: ("screens.unit_status", "UnitStatus"),
    Place.UNDO: ("screens.undo", "UndoList"),
    Place.UNDO_ONE: ("screens.undo_one", "UndoOne"),
    Place.HISTORY: ("screens.history", "History"),
    Place.HISTORY_FILTER: ("screens.history_filter", "HistoryFilter"),
    Place.HISTORY_ENTRY: ("screens.history_entry", "HistoryEntry"),
    Place.HISTORY_EXPORT: ("screens.history_export", "HistoryExport"),
    Place.STATION: ("screens.station_hub", "StationHub"),
    Place.SCANNERS: ("screens.scanners", "Scanners"),
    Place.SCANNER: ("screens.scanner", "Scanner"),
    Place.TRIAL: ("screens.trial", "Trial"),
    Place.STORE: ("screens.store_page", "StorePage"),
    Place.RULES: ("screens.rules", "Rules"),
    Place.RULE: ("screens.rule", "Rule"),
    Place.LOG: ("screens.log_page", "LogPage"),
    Place.ABOUT: ("screens.about", "About"),
}


def known(place: Place) -> bool:
    """Whether somebody has been there, or on the way there, already."""
    return SCREENS[place][0] in sys.modules


def learn(place: Place) -> None:
    """Import the screen of this place; takes up to a frame's time, and may be done in another thread."""
    import_module(SCREENS[place][0])


def make(host: Host, place: Place, *args: Any) -> Screen[Any]:
    """The screen of this place, not shown yet; `args` are what its constructor takes after the host."""
    module, name = SCREENS[place]
    screen = getattr(import_module(module), name)(host, *args)
    assert isinstance(screen, Screen)
    return screen
