"""The screens that can be gone to, by name: no screen imports another one."""

from enum import StrEnum


class Place(StrEnum):
    """Where `Host.visit` leads. What each is handed is what its screen's constructor takes after the host."""

    QUICK_SCAN = "quick_scan"  # state: LookupState
    ASSIGN = "assign"  # scan: Scan
    EXPLAIN = "explain"  # scan: Scan, outcome: Outcome
    HELP = "help"  # title: str, paragraphs: tuple[str, ...]
    LEAVE = "leave"
    SEARCH = "search"
    LOW_STOCK = "low_stock"
    ACTIONS = "actions"  # thing: Thing
    PART_FORM = "part_form"  # part: Thing | None, variant_of: Thing | None
    LOCATION_FORM = "location_form"  # location: Thing | None, parent: Thing | None
    SUPPLIER_PARTS = "supplier_parts"  # part: Thing
    CODES = "codes"  # thing: Thing
    INITIAL_STOCK = "initial_stock"  # part: Thing
    SERIALISE = "serialise"  # part: Thing
    ARCHIVE = "archive"  # thing: Thing, archived: bool
    SERIALS = "serials"  # of: Thing | None (a part or a location)
    UNIT = "unit"  # item: Thing
    STATUS = "status"  # item: Thing
    UNDO = "undo"
    HISTORY = "history"  # of: Thing | None
    STATION = "station"
