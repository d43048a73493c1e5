"""The table of the ledger: movements of stock."""

from peewee import SQL, BigIntegerField, Check, ForeignKeyField, ModelIndex, TextField

from kiosk.stock.statuses import ON_HAND, Status, may_become
from kiosk.store.tables.base import Table, one_of
from kiosk.store.tables.catalogue import Location
from kiosk.store.tables.documents import DocumentLine
from kiosk.store.tables.journal import ScanRecord
from kiosk.store.tables.operations import Operation
from kiosk.store.tables.stations import Station
from kiosk.store.tables.stock import StockItem

_STEP = "COALESCE(status_before, '') || '>' || status_after"
_STEPS = tuple(f"{before or ''}>{after}" for before in (None, *Status) for after in Status if may_become(before, after))


class Movement(Table):
    """A stock item's state before and after; `fields` are further columns of it, as JSON. Never changed.

    `origin` and `target` are the locations, null outside; `line` is that of the document whose posting made it.
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
    line = ForeignKeyField(DocumentLine, null=True, index=False)

    class Meta:
        constraints = (
            Check("seq > 0"),
            Check("quantity_before >= 0"),
            Check("quantity_after >= 0"),
            Check("status_before IS NULL OR " + one_of("status_before", tuple(Status))),
            Check(one_of("status_after", tuple(Status))),
            Check(
                f"reverses_id IS NOT NULL OR COALESCE(status_before = status_after, FALSE) OR {one_of(_STEP, _STEPS)}"
            ),
            Check(f"from_id IS NULL OR COALESCE({one_of('status_before', ON_HAND)}, FALSE)"),
            Check(f"to_id IS NULL OR {one_of('status_after', ON_HAND)}"),
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
Movement.add_index(ModelIndex(Movement, (Movement.line,), where=SQL("line_id IS NOT NULL"), name="movement_of_line"))
Movement.add_index(
    ModelIndex(
        Movement, (Movement.reverses,), unique=True, where=SQL("reverses_id IS NOT NULL"), name="movement_reverses"
    )
)
