"""The tables, as Peewee models: columns, indexes and what the database itself refuses.

The models belong to no database: queries name theirs (`Part.select().execute(db)`), so that several stores can
be open in one process. They follow the migrations, which are what creates tables; a test compares the two.

Quantities are integers of a millionth of the part's unit, times UTC microseconds, dates ISO text, flags 0 or 1
(the same SQL on both engines), a `uid` is text by `kiosk.store.uid`. `search` columns hold the text of
`kiosk.store.search.folded`. Indexed texts are bounded, because PostgreSQL's index rows are.
"""

from peewee import Model

from kiosk.store.tables.catalogue import Location, Part, Partner, SupplierPart
from kiosk.store.tables.codes import Barcode, ExternalId
from kiosk.store.tables.counts import CountEntry, CountLeft, CountPlace, StockCount
from kiosk.store.tables.documents import (
    BatchCounter,
    Document,
    DocumentEvent,
    DocumentLine,
    DraftSerial,
    DraftStep,
)
from kiosk.store.tables.journal import ScanRecord
from kiosk.store.tables.labels import PrintJob
from kiosk.store.tables.ledger import Movement
from kiosk.store.tables.lists import ListStep, ScanList, ScanListRow
from kiosk.store.tables.operations import Operation
from kiosk.store.tables.repairs import Repair
from kiosk.store.tables.stations import Run, Setting, SettingChange, Station
from kiosk.store.tables.stock import StockItem

ALL: tuple[type[Model], ...] = (
    Location,
    Part,
    Partner,
    SupplierPart,
    StockItem,
    Barcode,
    ExternalId,
    Station,
    Run,
    Setting,
    SettingChange,
    ScanRecord,
    Operation,
    Document,
    DocumentLine,
    DraftStep,
    DraftSerial,
    DocumentEvent,
    BatchCounter,
    Movement,
    ScanList,
    ListStep,
    ScanListRow,
    StockCount,
    CountEntry,
    CountPlace,
    CountLeft,
    Repair,
    PrintJob,
)
