"""The table of stock: what there is, where and in what state."""

from peewee import SQL, BigIntegerField, Check, ForeignKeyField, ModelIndex, TextField

from kiosk.stock.statuses import ON_HAND, Status
from kiosk.store.tables.base import Table, one_of
from kiosk.store.tables.catalogue import Location, Part, SupplierPart


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
            Check(one_of("status", tuple(Status))),
            Check(f"({one_of('status', ON_HAND)}) = (location_id IS NOT NULL)"),
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
# The serials of a part by the numbers that they end with; -1 for those that end with none.
_DIGITS = "substr(serial, length(rtrim(serial, '0123456789')) + 1)"
StockItem.add_index(
    SQL(
        f"CREATE INDEX stock_item_numbered ON stock_item (part_id, (CASE WHEN {_DIGITS} = '' THEN -1 ELSE"
        f" length(ltrim({_DIGITS}, '0')) END), (ltrim({_DIGITS}, '0'))) WHERE serial IS NOT NULL AND status <> 'void'"
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
