"""The table of repairs: what repair orders know beside their head."""

from peewee import SQL, BigIntegerField, Check, ForeignKeyField, Model, ModelIndex, TextField

from kiosk.stock.repairs import Stage
from kiosk.store.tables.base import one_of
from kiosk.store.tables.catalogue import Part
from kiosk.store.tables.documents import Document
from kiosk.store.tables.operations import Operation
from kiosk.store.tables.stock import StockItem


class Repair(Model):
    """A repair order: `item` is an own unit; a customer's is no stock, and known by part, serial and description."""

    document = ForeignKeyField(Document, primary_key=True)
    item = ForeignKeyField(StockItem, null=True, index=False)
    part = ForeignKeyField(Part, null=True, index=False)
    serial = TextField()
    description = TextField()
    fault = TextField()
    work = TextField()
    stage = TextField()
    ended_at = BigIntegerField(null=True)
    ended_by = TextField()
    ended_operation = ForeignKeyField(Operation, null=True, index=False)

    class Meta:
        legacy_table_names = False
        constraints = (
            Check("length(serial) <= 100"),
            Check("length(description) <= 200"),
            Check(one_of("stage", tuple(Stage))),
        )
        indexes = ((("stage", "document"), False),)


Repair.add_index(ModelIndex(Repair, (Repair.item,), where=SQL("item_id IS NOT NULL"), name="repair_item"))
Repair.add_index(
    ModelIndex(
        Repair,
        (Repair.item,),
        unique=True,
        where=SQL("item_id IS NOT NULL AND stage IN ('open', 'done')"),
        name="repair_in_house",
    )
)
Repair.add_index(ModelIndex(Repair, (Repair.serial,), where=SQL("serial <> ''"), name="repair_serial"))
