"""The tables, as Peewee models: columns, indexes and what the database itself refuses.

The models belong to no database: queries name theirs (`Part.select().execute(db)`), so that several stores can
be open in one process. They follow the migrations, which are what creates tables; a test compares the two.

Quantities are integers of a millionth of the part's unit, times UTC microseconds, dates ISO text, flags 0 or 1
(the same SQL on both engines), a `uid` is text by `kiosk.store.uid`. `search` columns hold the text of
`kiosk.store.search.folded`. Indexed texts are bounded, because PostgreSQL's index rows are.
"""

from peewee import (
    SQL,
    BigAutoField,
    BigIntegerField,
    BlobField,
    Check,
    ForeignKeyField,
    Model,
    ModelIndex,
    SmallIntegerField,
    TextField,
)

from kiosk.stock.statuses import ON_HAND, Status, may_become
from kiosk.stock.thing import Kind
from kiosk.stock.tracking import Tracking


def _one_of(column: str, values: tuple[str, ...]) -> str:
    quoted = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({quoted})"


class Table(Model):
    """What all tables share."""

    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Location(Table):
    """A place in the tree. `path` is the codes from the first level down, joined by `/`; `name` is for people."""

    parent = ForeignKeyField("self", null=True)
    path = TextField(unique=True)
    name = TextField()
    structural = SmallIntegerField(default=0)
    search = TextField()
    archived_at = BigIntegerField(null=True)
    version = BigIntegerField(default=1)

    class Meta:
        constraints = (
            Check("structural IN (0, 1)"),
            Check("length(path) BETWEEN 1 AND 500"),
        )


class Part(Table):
    """A catalogue entry. `root` is the part at the top of its tree of variants, itself where it is none."""

    number = TextField(unique=True)
    name = TextField()
    description = TextField(default="")
    unit = TextField(default="pcs")
    decimals = SmallIntegerField(default=0)
    variant_of = ForeignKeyField("self", null=True)
    root = BigIntegerField(index=True)
    track_stock = SmallIntegerField(default=1)
    tracking = TextField(default="none")
    default_location = ForeignKeyField(Location, null=True)
    minimum = BigIntegerField(null=True)
    warranty_months = SmallIntegerField(null=True)
    search = TextField()
    archived_at = BigIntegerField(null=True)
    version = BigIntegerField(default=1)

    class Meta:
        constraints = (
            Check("length(number) BETWEEN 1 AND 100"),
            Check("decimals BETWEEN 0 AND 6"),
            Check("track_stock IN (0, 1)"),
            Check(_one_of("tracking", tuple(Tracking))),
            Check("track_stock = 1 OR tracking = 'none'"),
            Check("minimum IS NULL OR minimum >= 0"),
            Check("warranty_months IS NULL OR warranty_months >= 0"),
        )


class Partner(Table):
    """A supplier, manufacturer or customer."""

    name = TextField(unique=True)
    search = TextField()
    archived_at = BigIntegerField(null=True)
    version = BigIntegerField(default=1)

    class Meta:
        constraints = (Check("length(name) BETWEEN 1 AND 200"),)


class SupplierPart(Table):
    """How a supplier names a part; `pack` is what one of its packs holds."""

    partner = ForeignKeyField(Partner, index=False)  # the unique index begins with it
    part = ForeignKeyField(Part)
    sku = TextField(index=True)
    manufacturer_number = TextField(null=True, index=True)
    pack = BigIntegerField(default=1_000_000)
    archived_at = BigIntegerField(null=True)
    version = BigIntegerField(default=1)

    class Meta:
        constraints = (
            Check("length(sku) BETWEEN 1 AND 100"),
            Check("manufacturer_number IS NULL OR length(manufacturer_number) BETWEEN 1 AND 100"),
            Check("pack > 0"),
        )
        indexes = ((("partner", "sku"), True),)


class StockItem(Table):
    """A quantity of one part in one place and state; `serial_scope` is the part's root, or 0 when global."""

    uid = TextField(unique=True)
    part = ForeignKeyField(Part, index=False)  # the index over the sums begins with it
    location = ForeignKeyField(Location, null=True, index=False)  # likewise
    quantity = BigIntegerField()
    batch = TextField(null=True)
    serial = TextField(null=True)
    serial_scope = BigIntegerField(default=0)
    expiry = TextField(null=True)
    status = TextField(default=Status.IN_STOCK.value)
    warranty_until = TextField(null=True)
    notes = TextField(default="")
    supplier_part = ForeignKeyField(SupplierPart, null=True)
    version = BigIntegerField(default=1)

    class Meta:
        constraints = (
            Check("quantity >= 0"),
            Check("serial IS NULL OR quantity = 1000000"),
            Check("serial IS NULL OR length(serial) BETWEEN 1 AND 100"),
            Check("batch IS NULL OR length(batch) BETWEEN 1 AND 100"),
            Check(_one_of("status", tuple(Status))),
            Check(f"({_one_of('status', ON_HAND)}) = (location_id IS NOT NULL)"),
        )


# The serial comes first, so that the same index answers "which unit has this serial" without a scope.
StockItem.add_index(
    ModelIndex(
        StockItem,
        (StockItem.serial, StockItem.serial_scope),
        unique=True,
        where=SQL("serial IS NOT NULL AND status <> 'void'"),
        name="stock_item_serial",
    )
)
# Of a batch, what is on hand is looked for apart: thousands of units that are out must not stand before it.
StockItem.add_index(
    ModelIndex(
        StockItem,
        (StockItem.batch,),
        where=SQL("batch IS NOT NULL AND location_id IS NOT NULL"),
        name="stock_item_batch",
    )
)
StockItem.add_index(
    ModelIndex(
        StockItem,
        (StockItem.batch,),
        where=SQL("batch IS NOT NULL AND location_id IS NULL"),
        name="stock_item_batch_out",
    )
)
# The sums of a part and of a location are read from these two alone.
StockItem.add_index(
    ModelIndex(
        StockItem,
        (StockItem.part, StockItem.status, StockItem.location, StockItem.quantity),
        name="stock_item_of_part",
    )
)
# The units of a part, and those of a status, by their serials.
StockItem.add_index(
    ModelIndex(
        StockItem,
        (StockItem.part, StockItem.serial),
        where=SQL("serial IS NOT NULL"),
        name="stock_item_serial_of_part",
    )
)
StockItem.add_index(
    ModelIndex(
        StockItem,
        (StockItem.status, StockItem.serial),
        where=SQL("serial IS NOT NULL"),
        name="stock_item_serial_by_status",
    )
)
StockItem.add_index(
    ModelIndex(
        StockItem,
        (StockItem.location, StockItem.part, StockItem.quantity),
        where=SQL("location_id IS NOT NULL"),
        name="stock_item_in_location",
    )
)


class Barcode(Table):
    """A code assigned to a thing. `loose` is `raw` without control characters; unassigned ones are history."""

    code = BlobField(column_name="raw")  # `raw` is a method of every model
    loose = BlobField()
    gtin14 = TextField(null=True)
    kind = TextField()
    thing_id = BigIntegerField()
    pack = BigIntegerField(default=1_000_000)
    assigned_by = TextField()
    assigned_at = BigIntegerField()
    unassigned_at = BigIntegerField(null=True)
    unassigned_by = TextField(null=True)

    class Meta:
        constraints = (
            Check("length(raw) BETWEEN 1 AND 1024"),
            Check("gtin14 IS NULL OR length(gtin14) = 14"),
            Check(_one_of("kind", tuple(Kind))),
            Check("pack > 0"),
        )
        indexes = ((("kind", "thing_id"), False),)


_ACTIVE = SQL("unassigned_at IS NULL")
Barcode.add_index(ModelIndex(Barcode, (Barcode.code,), unique=True, where=_ACTIVE, name="barcode_raw"))
Barcode.add_index(ModelIndex(Barcode, (Barcode.loose,), where=_ACTIVE, name="barcode_loose"))
Barcode.add_index(
    ModelIndex(
        Barcode, (Barcode.gtin14,), where=SQL("unassigned_at IS NULL AND gtin14 IS NOT NULL"), name="barcode_gtin14"
    )
)


class ExternalId(Table):
    """What another system calls a thing of ours: `source`, its own kind and id there → `kind`, `thing_id`."""

    source = TextField()
    foreign_kind = TextField()
    foreign_id = TextField()
    kind = TextField()
    thing_id = BigIntegerField()

    class Meta:
        constraints = (
            Check("length(source) BETWEEN 1 AND 100"),
            Check("length(foreign_kind) <= 100"),
            Check("length(foreign_id) BETWEEN 1 AND 200"),
            Check(_one_of("kind", tuple(Kind))),
        )
        indexes = (
            (("source", "foreign_kind", "foreign_id"), True),
            (("kind", "thing_id"), False),
        )


class Station(Table):
    """A scanning station, by the name that its config gives it."""

    name = TextField(unique=True)
    uid = TextField(unique=True)

    class Meta:
        constraints = (Check("length(name) BETWEEN 1 AND 200"),)


class Run(Table):
    """One start of a station."""

    station = ForeignKeyField(Station)
    started_at = BigIntegerField()
    os_user = TextField()
    tty = TextField()
    ssh_client = TextField()
    version = TextField()
    pid = BigIntegerField()


class Setting(Model):
    """A business rule that all stations share; `value` is JSON."""

    key = TextField(primary_key=True)
    value = TextField()
    changed_at = BigIntegerField()
    changed_by = TextField()

    class Meta:
        legacy_table_names = False


class SettingChange(Table):
    """What a setting was, and what it became; `before` is null where it was new."""

    key = TextField()
    before = TextField(null=True)
    after = TextField()
    changed_at = BigIntegerField()
    changed_by = TextField()

    class Meta:
        table_name = "setting_change"
        indexes = ((("key", "id"), False),)


class ScanRecord(Table):
    """The journal: one row for each scan, good or bad. `seq` counts a station's rows, whatever its clock says."""

    uid = TextField()  # (station, seq) is unique already; one index less to write with each scan
    station = ForeignKeyField(Station, index=False)  # the unique index begins with it
    seq = BigIntegerField()
    run = ForeignKeyField(Run, index=False)  # never asked for by run
    device = TextField()
    device_seq = BigIntegerField()
    operator = TextField()
    screen = TextField()
    scanned_at = BigIntegerField()
    recorded_at = BigIntegerField(index=True)
    code = BlobField(column_name="raw")
    text = TextField(null=True)
    symbology = TextField()
    typed = SmallIntegerField()
    result = TextField()
    tone = TextField()
    kind = TextField(null=True)
    thing_id = BigIntegerField(null=True)

    class Meta:
        constraints = (
            Check("typed IN (0, 1)"),
            Check("seq > 0"),
        )
        indexes = ((("station", "seq"), True),)


# `id` at the end gives a thing's history newest first without sorting.
ScanRecord.add_index(
    ModelIndex(
        ScanRecord,
        (ScanRecord.kind, ScanRecord.thing_id, ScanRecord.id),
        where=SQL("thing_id IS NOT NULL"),
        name="scan_record_of_thing",
    )
)


class Operation(Table):
    """One act of an operator, made of movements. `seq` counts a station's rows; `reference` is a document's number
    or a file's name; `reverses` is the operation that this one takes back. Never changed: triggers refuse it."""

    uid = TextField()
    station = ForeignKeyField(Station, index=False)  # the unique index begins with it
    seq = BigIntegerField()
    run = ForeignKeyField(Run)
    kind = TextField()
    operator = TextField()
    at = BigIntegerField()
    recorded_at = BigIntegerField(index=True)
    reference = TextField()
    note = TextField()
    reverses = ForeignKeyField("self", null=True, index=False)

    class Meta:
        constraints = (Check("seq > 0"),)
        indexes = ((("station", "seq"), True),)


Operation.add_index(
    ModelIndex(
        Operation,
        (Operation.reverses,),
        unique=True,
        where=SQL("reverses_id IS NOT NULL"),
        name="operation_reverses",
    )
)

_STEP = "COALESCE(status_before, '') || '>' || status_after"
_STEPS = tuple(f"{before or ''}>{after}" for before in (None, *Status) for after in Status if may_become(before, after))


class Movement(Table):
    """A stock item's state before and after; `fields` are further columns of it, as JSON. Never changed.

    `origin` and `target` are the locations, null outside.
    """

    uid = TextField()
    station = ForeignKeyField(Station, index=False)  # the unique index begins with it
    seq = BigIntegerField()
    operation = ForeignKeyField(Operation, index=False)  # as all that follow, in an index of its own
    item = ForeignKeyField(StockItem, index=False)
    scan = ForeignKeyField(ScanRecord, null=True, index=False)
    origin = ForeignKeyField(Location, null=True, index=False, column_name="from_id")
    target = ForeignKeyField(Location, null=True, index=False, column_name="to_id")
    quantity_before = BigIntegerField()
    quantity_after = BigIntegerField()
    status_before = TextField(null=True)
    status_after = TextField()
    fields = TextField(null=True)
    note = TextField()
    reverses = ForeignKeyField("self", null=True, index=False)

    class Meta:
        constraints = (
            Check("seq > 0"),
            Check("quantity_before >= 0"),
            Check("quantity_after >= 0"),
            Check("status_before IS NULL OR " + _one_of("status_before", tuple(Status))),
            Check(_one_of("status_after", tuple(Status))),
            Check(
                f"reverses_id IS NOT NULL OR COALESCE(status_before = status_after, FALSE) OR {_one_of(_STEP, _STEPS)}"
            ),
            Check(f"from_id IS NULL OR COALESCE({_one_of('status_before', ON_HAND)}, FALSE)"),
            Check(f"to_id IS NULL OR {_one_of('status_after', ON_HAND)}"),
            Check("status_before IS NOT NULL OR quantity_before = 0"),
        )
        indexes = ((("station", "seq"), True),)


# `id` at the end gives each of these histories in its order without sorting.
for _name, _field, _where in (
    ("movement_of_operation", Movement.operation, None),
    ("movement_of_item", Movement.item, None),
    ("movement_from", Movement.origin, SQL("from_id IS NOT NULL")),
    ("movement_to", Movement.target, SQL("to_id IS NOT NULL")),
):
    Movement.add_index(ModelIndex(Movement, (_field, Movement.id), where=_where, name=_name))
Movement.add_index(ModelIndex(Movement, (Movement.scan,), where=SQL("scan_id IS NOT NULL"), name="movement_of_scan"))
Movement.add_index(
    ModelIndex(
        Movement, (Movement.reverses,), unique=True, where=SQL("reverses_id IS NOT NULL"), name="movement_reverses"
    )
)

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
    Movement,
)
