"""The screens that can be gone to, by name: no screen imports another one."""

from enum import StrEnum


class Place(StrEnum):
    """Where `Host.visit` leads. What each is handed is what its screen's constructor takes after the host."""

    QUICK_SCAN = "quick_scan"  # state: LookupState
    ASSIGN = "assign"  # scan: Scan
    EXPLAIN = "explain"  # scan: Scan, outcome: Outcome
    HELP = "help"  # title: str, paragraphs: tuple[str, ...], keys: Keys, codes: Keys
    DRAWN_CODES = "drawn_codes"  # codes: Keys
    LEAVE = "leave"
    SEARCH = "search"
    LOW_STOCK = "low_stock"
    ACTIONS = "actions"  # thing: Thing
    PART_FORM = "part_form"  # part: Thing | None, variant_of: Thing | None, label: Content | None (of a new part)
    LOCATION_FORM = "location_form"  # location: Thing | None, parent: Thing | None
    SUPPLIER_PARTS = "supplier_parts"  # part: Thing
    SUPPLIER_FORM = "supplier_form"  # part: Thing, supplier_part: Thing | None, label: Content | None (of a new one)
    PARTNER_FORM = "partner_form"  # name: str
    CODES = "codes"  # thing: Thing
    INITIAL_STOCK = "initial_stock"  # part: Thing
    SERIALISE = "serialise"  # part: Thing
    LOOSE_STOCK = "loose_stock"  # part: Thing
    ADJUST = "adjust"  # item: Thing
    ARCHIVE = "archive"  # thing: Thing, archived: bool
    SERIALS = "serials"  # of: Thing | None (a part or a location)
    SERIALS_FILTER = "serials_filter"  # wanted: Wanted, take: Callable[[Wanted], None]
    UNIT = "unit"  # item: Thing
    UNIT_FORM = "unit_form"  # item: Thing
    STATUS = "status"  # item: Thing
    UNDO = "undo"
    UNDO_ONE = "undo_one"  # operation: int (the last one in force, where none is told)
    HISTORY = "history"  # of: Thing | None
    HISTORY_FILTER = "history_filter"  # log: Log, wanted: Filter, applied: Callable[[Log, Filter], None]
    HISTORY_ENTRY = "history_entry"  # value: Entry | Movement
    HISTORY_EXPORT = "history_export"  # log: Log, wanted: Filter, told: str
    START_DOCUMENT = "start_document"  # kind: DocKind, order: str (the number of one that is to be received)
    DOCUMENT = "document"  # document: int, begun: Outcome | None (what it was begun with)
    SERIALS_OF_LINE = "serials_of_line"  # document: int, line: int
    HEAD_FORM = "head_form"  # document: Thing
    LINE_FORM = "line_form"  # line: int, part: Thing
    FIND_PART = "find_part"  # take: Callable[[Thing], None]
    POST = "post"  # document: Thing, go_to: Callable[[int], None]
    PICK = "pick"  # document: int, line: int
    DOCUMENTS = "documents"  # sought: Sought
    DOCUMENTS_FILTER = "documents_filter"  # sought: Sought, take: Callable[[Sought], None]
    DOCUMENT_TASKS = "document_tasks"
    DOCUMENT_CARD = "document_card"  # document: int
    DOCUMENT_UNITS = "document_units"  # document: Thing, line: int | None, of: Thing | None (the line's part)
    REVERSE = "reverse"  # document: int
    LISTS = "lists"
    LIST = "list"  # list: int, begun: Outcome | None (what it was begun with)
    LIST_EXPORT = "list_export"  # one: ScanList, path: Path
    LIST_CODES = "list_codes"  # list: int, row: int (to begin with where none is marked)
    FIND_THING = "find_thing"  # take: Callable[[Thing], None]
    ACT = "act"  # list: int, action: Action
    ACT_REVIEW = "act_review"  # list: int, wanted: Wanted, over: Callable[[], Awaitable[None]] | None
    ACT_REPORT = "act_report"  # wanted: Wanted, report: Sequence[Planned], outcome: Outcome
    REPAIRS = "repairs"
    REPAIR = "repair"  # document: int, begun: Outcome | None (what it was begun with)
    START_REPAIR = "start_repair"  # unit: Thing | None, serial: str (of a customer's unit)
    COUNTS = "counts"
    COUNT = "count"  # document: int, begun: Outcome | None (what it was begun with)
    START_COUNT = "start_count"  # scope: Thing | None (a location or a part)
    FIND_PLACE = "find_place"  # take: Callable[[Thing], None]
    COUNT_REVIEW = "count_review"  # document: int
    MODES = "modes"
    MODE = "mode"  # kind: ModeKind
    LABELS = "labels"  # sought: Sought
    LABEL_PREVIEW = "label_preview"  # labels: Sequence[Made], printer: str
    LABEL_FILE = "label_file"  # labels: Sequence[Made], copies: int, start: int, path: Path
    MORE = "more"
    STATION = "station"
    SCANNERS = "scanners"
    SCANNER = "scanner"  # device: str
    TRIAL = "trial"
    PRINTERS = "printers"
    PRINT_QUEUE = "print_queue"  # printer: str
    STORE = "store"
    RULES = "rules"
    RULE = "rule"  # state: RuleState
    LOG = "log"
    ABOUT = "about"
