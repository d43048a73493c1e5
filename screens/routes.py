"""Which screen stands at which place. Each is imported when somebody first goes there, which keeps the start quick."""

import sys
from importlib import import_module
from typing import Any

from textual.screen import Screen

from screens.host import Host
from screens.places import Place

SCREENS = {
    Place.QUICK_SCAN: ("screens.lookup.quick_scan", "QuickScan"),
    Place.ASSIGN: ("screens.lookup.assign", "Assign"),
    Place.EXPLAIN: ("screens.lookup.explain", "Explain"),
    Place.HELP: ("screens.help", "HelpScreen"),
    Place.DRAWN_CODES: ("screens.drawn", "DrawnCodes"),
    Place.LEAVE: ("screens.leave", "Leave"),
    Place.SEARCH: ("screens.lookup.search", "Search"),
    Place.LOW_STOCK: ("screens.lookup.low_stock", "LowStock"),
    Place.ACTIONS: ("screens.lookup.actions", "Actions"),
    Place.PART_FORM: ("screens.catalogue.part_form", "PartForm"),
    Place.LOCATION_FORM: ("screens.catalogue.location_form", "LocationForm"),
    Place.SUPPLIER_PARTS: ("screens.catalogue.supplier_parts", "SupplierParts"),
    Place.SUPPLIER_FORM: ("screens.catalogue.supplier_form", "SupplierForm"),
    Place.PARTNER_FORM: ("screens.catalogue.partner_form", "PartnerForm"),
    Place.CODES: ("screens.catalogue.codes", "Codes"),
    Place.INITIAL_STOCK: ("screens.stock.form", "StockForm"),
    Place.SERIALISE: ("screens.stock.serialise", "Serialise"),
    Place.LOOSE_STOCK: ("screens.stock.loose", "LooseStock"),
    Place.ADJUST: ("screens.stock.adjust", "AdjustForm"),
    Place.ARCHIVE: ("screens.catalogue.archive", "Archive"),
    Place.SERIALS: ("screens.units.serials", "Serials"),
    Place.SERIALS_FILTER: ("screens.units.filter", "SerialsFilter"),
    Place.UNIT: ("screens.units.unit", "Unit"),
    Place.UNIT_FORM: ("screens.units.form", "UnitForm"),
    Place.STATUS: ("screens.units.status", "UnitStatus"),
    Place.UNDO: ("screens.undo.undo", "UndoList"),
    Place.UNDO_ONE: ("screens.undo.one", "UndoOne"),
    Place.HISTORY: ("screens.history.history", "History"),
    Place.HISTORY_FILTER: ("screens.history.filter", "HistoryFilter"),
    Place.HISTORY_ENTRY: ("screens.history.entry", "HistoryEntry"),
    Place.HISTORY_EXPORT: ("screens.history.export", "HistoryExport"),
    Place.START_DOCUMENT: ("screens.documents.start", "StartDocument"),
    Place.DOCUMENT: ("screens.documents.document", "DocumentScreen"),
    Place.SERIALS_OF_LINE: ("screens.documents.collector", "SerialCollector"),
    Place.HEAD_FORM: ("screens.documents.head_form", "HeadForm"),
    Place.LINE_FORM: ("screens.documents.line_form", "LineForm"),
    Place.FIND_PART: ("screens.documents.find_part", "FindPart"),
    Place.POST: ("screens.documents.post", "Post"),
    Place.PICK: ("screens.documents.picking", "Pick"),
    Place.DOCUMENTS: ("screens.documents.documents", "Documents"),
    Place.DOCUMENTS_FILTER: ("screens.documents.filter", "DocumentsFilter"),
    Place.DOCUMENT_TASKS: ("screens.documents.tasks", "DocumentTasks"),
    Place.DOCUMENT_CARD: ("screens.documents.card", "Card"),
    Place.DOCUMENT_UNITS: ("screens.documents.units", "DocumentUnits"),
    Place.REVERSE: ("screens.documents.reverse", "Reverse"),
    Place.MODES: ("screens.modes.modes", "Modes"),
    Place.MODE: ("screens.modes.mode", "ModeScreen"),
    Place.LABELS: ("screens.labels.labels", "Labels"),
    Place.LABEL_PREVIEW: ("screens.labels.preview", "Preview"),
    Place.LABEL_FILE: ("screens.labels.file", "LabelFile"),
    Place.MORE: ("screens.more", "More"),
    Place.LISTS: ("screens.lists.lists", "Lists"),
    Place.LIST: ("screens.lists.list", "ListScreen"),
    Place.LIST_EXPORT: ("screens.lists.export", "ListExport"),
    Place.LIST_CODES: ("screens.lists.coding", "Coding"),
    Place.FIND_THING: ("screens.lists.find", "FindThing"),
    Place.ACT: ("screens.lists.act", "Act"),
    Place.ACT_REVIEW: ("screens.lists.review", "Review"),
    Place.ACT_REPORT: ("screens.lists.report", "Report"),
    Place.REPAIRS: ("screens.repairs.repairs", "Repairs"),
    Place.START_REPAIR: ("screens.repairs.start", "StartRepair"),
    Place.REPAIR: ("screens.repairs.repair", "RepairScreen"),
    Place.COUNTS: ("screens.counts.counts", "Counts"),
    Place.START_COUNT: ("screens.counts.start", "StartCount"),
    Place.COUNT: ("screens.counts.count", "CountScreen"),
    Place.COUNT_REVIEW: ("screens.counts.review", "CountReview"),
    Place.FIND_PLACE: ("screens.counts.find_place", "FindPlace"),
    Place.STATION: ("screens.station.hub", "StationHub"),
    Place.SCANNERS: ("screens.station.scanners", "Scanners"),
    Place.SCANNER: ("screens.station.scanner", "Scanner"),
    Place.TRIAL: ("screens.station.trial", "Trial"),
    Place.PRINTERS: ("screens.station.printers", "Printers"),
    Place.PRINT_QUEUE: ("screens.station.print_queue", "PrintQueue"),
    Place.STORE: ("screens.station.store", "StorePage"),
    Place.RULES: ("screens.station.rules", "Rules"),
    Place.RULE: ("screens.station.rule", "Rule"),
    Place.LOG: ("screens.station.log", "LogPage"),
    Place.ABOUT: ("screens.station.about", "About"),
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
