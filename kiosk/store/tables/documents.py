"""The tables of documents: their lines, the serials of drafts, and the steps by which drafts were written."""

from peewee import SQL, BigIntegerField, Check, ForeignKeyField, Model, ModelIndex, SmallIntegerField, TextField

from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.documents import Event, SerialState
from kiosk.store.tables.base import Table, one_of
from kiosk.store.tables.catalogue import Location, Part, Partner, SupplierPart
from kiosk.store.tables.journal import ScanRecord
from kiosk.store.tables.operations import Operation
from kiosk.store.tables.stations import Run, Station
from kiosk.store.tables.stock import StockItem


class Document(Table):
    """A document's head. `holder` is the run that may edit it until `held_until`; `operation` is its posting."""

    uid = TextField()
    kind = TextField()
    number = TextField(unique=True)
    station = ForeignKeyField(Station, index=False)  # the unique index begins with it
    seq = BigIntegerField()
    state = TextField()
    partner = ForeignKeyField(Partner, null=True)
    reference = TextField()
    notes = TextField()
    place = ForeignKeyField(Location, null=True, index=False)
    source = ForeignKeyField("self", null=True, index=False)
    listed = SmallIntegerField()
    created_at = BigIntegerField()
    created_by = TextField()
    holder = ForeignKeyField(Run, null=True, index=False)
    held_by = TextField()
    held_until = BigIntegerField()
    posted_at = BigIntegerField(null=True)
    posted_by = TextField()
    operation = ForeignKeyField(Operation, null=True, index=False)
    version = BigIntegerField(default=1)

    class Meta:
        constraints = (
            Check(one_of("kind", tuple(DocKind))),
            Check("length(number) BETWEEN 1 AND 100"),
            Check("seq > 0"),
            Check(one_of("state", tuple(DocState))),
            Check("length(reference) <= 200"),
            Check("listed IN (0, 1)"),
            Check("(state = 'posted') = (posted_at IS NOT NULL)"),
            Check("operation_id IS NULL OR state = 'posted'"),
        )
        indexes = ((("station", "kind", "seq"), True),)


# Open drafts are few, and the menu lists them; `id` gives each list its order without sorting.
Document.add_index(ModelIndex(Document, (Document.id,), where=SQL("state = 'draft'"), name="document_open"))
for _name, _field in (("document_source", Document.source), ("document_operation", Document.operation)):
    Document.add_index(ModelIndex(Document, (_field,), where=SQL(f"{_field.column_name} IS NOT NULL"), name=_name))


class DocumentLine(Table):
    """A line; quantities in millionths. `order_line` is the line of its source that it works off."""

    document = ForeignKeyField(Document, index=False)
    position = BigIntegerField()
    part = ForeignKeyField(Part)
    supplier_part = ForeignKeyField(SupplierPart, null=True, index=False)
    quantity = BigIntegerField()
    said = SmallIntegerField()
    expected = BigIntegerField(null=True)
    serials = BigIntegerField()
    batch = TextField(null=True)
    expiry = TextField(null=True)
    location = ForeignKeyField(Location, null=True, index=False)
    accepted = SmallIntegerField()
    notes = TextField()
    order_line = ForeignKeyField("self", null=True, index=False)
    removed = SmallIntegerField()

    class Meta:
        constraints = (
            Check("quantity >= 0"),
            Check("said IN (0, 1)"),
            Check("expected IS NULL OR expected >= 0"),
            Check("serials >= 0"),
            Check("batch IS NULL OR length(batch) BETWEEN 1 AND 100"),
            Check("accepted IN (0, 1)"),
            Check("removed IN (0, 1)"),
        )
        indexes = ((("document", "position"), False),)


DocumentLine.add_index(
    ModelIndex(
        DocumentLine,
        (DocumentLine.order_line,),
        where=SQL("order_line_id IS NOT NULL"),
        name="document_line_order_line",
    )
)


class DraftStep(Table):
    """One step of writing a draft: `before` is JSON, what it changed as it was. Undo takes back the last one."""

    document = ForeignKeyField(Document, index=False)
    run = ForeignKeyField(Run, index=False)
    scan = ForeignKeyField(ScanRecord, null=True, index=False)
    at = BigIntegerField()
    operator = TextField()
    what = TextField()
    label = TextField()
    before = TextField()

    class Meta:
        indexes = ((("document", "id"), False),)


DraftStep.add_index(ModelIndex(DraftStep, (DraftStep.scan,), where=SQL("scan_id IS NOT NULL"), name="draft_step_scan"))


class DraftSerial(Table):
    """A serial of a draft's line, gone when the draft is. `scope` is that of a new serial, `item` a unit's id.

    The unique indexes hold that no two open drafts take in the same serial, or hand out the same unit.
    """

    document = ForeignKeyField(Document, index=False)
    line = ForeignKeyField(DocumentLine, index=False)
    serial = TextField()
    scope = BigIntegerField(null=True)
    item = ForeignKeyField(StockItem, null=True, index=False)
    expected = SmallIntegerField()
    state = TextField()
    step = ForeignKeyField(DraftStep, null=True, index=False)
    scan = ForeignKeyField(ScanRecord, null=True, index=False)

    class Meta:
        constraints = (
            Check("length(serial) BETWEEN 1 AND 100"),
            Check(one_of("state", tuple(SerialState))),
            Check("expected IN (0, 1)"),
        )
        indexes = ((("document", "serial"), False),)


DraftSerial.add_index(
    ModelIndex(
        DraftSerial,
        (DraftSerial.serial, DraftSerial.scope),
        unique=True,
        where=SQL("state = 'got' AND scope IS NOT NULL"),
        name="draft_serial_new",
    )
)
DraftSerial.add_index(
    ModelIndex(
        DraftSerial,
        (DraftSerial.item,),
        unique=True,
        where=SQL("state = 'got' AND item_id IS NOT NULL"),
        name="draft_serial_unit",
    )
)
DraftSerial.add_index(
    ModelIndex(DraftSerial, (DraftSerial.line, DraftSerial.state, DraftSerial.id), name="draft_serial_of_line")
)
for _name, _field in (("draft_serial_step", DraftSerial.step), ("draft_serial_scan", DraftSerial.scan)):
    DraftSerial.add_index(
        ModelIndex(DraftSerial, (_field,), where=SQL(f"{_field.column_name} IS NOT NULL"), name=_name)
    )


class DocumentEvent(Table):
    """What happened to a document, when, and who did it."""

    document = ForeignKeyField(Document, index=False)
    run = ForeignKeyField(Run, index=False)
    at = BigIntegerField()
    operator = TextField()
    what = TextField()
    note = TextField()

    class Meta:
        constraints = (Check(one_of("what", tuple(Event))),)
        indexes = ((("document", "id"), False),)


class BatchCounter(Model):
    """How many batch codes were made for one counter; `key` is the rest of the code."""

    key = TextField(primary_key=True)
    last = BigIntegerField()

    class Meta:
        legacy_table_names = False
