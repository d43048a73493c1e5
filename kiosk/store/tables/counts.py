"""The tables of counts of stock: what is counted, and what was."""

from peewee import SQL, BigIntegerField, Check, ForeignKeyField, Model, ModelIndex, SmallIntegerField, TextField

from kiosk.store.tables.base import Table
from kiosk.store.tables.catalogue import Location, Part
from kiosk.store.tables.documents import Document
from kiosk.store.tables.journal import ScanRecord
from kiosk.store.tables.stations import Run
from kiosk.store.tables.stock import StockItem


class StockCount(Model):
    """What a stock count is of: a place with all below it, a part, or the whole store where both are NULL."""

    document = ForeignKeyField(Document, primary_key=True)
    location = ForeignKeyField(Location, null=True, index=False)
    part = ForeignKeyField(Part, null=True, index=False)
    blind = SmallIntegerField()

    class Meta:
        legacy_table_names = False
        constraints = (
            Check("blind IN (0, 1)"),
            Check("location_id IS NULL OR part_id IS NULL"),
        )


class CountEntry(Table):
    """One entry of a count, in the order in which they came; what was counted is what those say that are not undone.

    At a place: nothing further, it is counted from now on; a unit (`item`), 1 of it or 0 where it was looked for and
    is not there; a part without serials, how much there is of it in a batch; or a code that nothing has. An entry
    that takes the place of others is their `replaced`, and they are undone as long as it is not. `movement` is the
    greatest id of the ledger when the counting of this began: what moves later was not seen.
    """

    document = ForeignKeyField(Document, index=False)
    location = ForeignKeyField(Location, index=False)
    part = ForeignKeyField(Part, null=True, index=False)
    item = ForeignKeyField(StockItem, null=True, index=False)
    batch = TextField(null=True)
    code = TextField(null=True)
    quantity = BigIntegerField()
    undone = SmallIntegerField()
    replaced = ForeignKeyField("self", null=True, index=False)
    movement = BigIntegerField()
    at = BigIntegerField()
    operator = TextField()
    run = ForeignKeyField(Run, index=False)
    scan = ForeignKeyField(ScanRecord, null=True, index=False)

    class Meta:
        constraints = (
            Check("batch IS NULL OR length(batch) BETWEEN 1 AND 100"),
            Check("code IS NULL OR length(code) BETWEEN 1 AND 200"),
            Check("quantity >= 0"),
            Check("undone IN (0, 1)"),
            Check("item_id IS NULL OR part_id IS NOT NULL"),
            Check("code IS NULL OR part_id IS NULL"),
        )
        indexes = ((("document", "id"), False),)


CountEntry.add_index(
    ModelIndex(
        CountEntry,
        (CountEntry.document, CountEntry.location, CountEntry.id),
        where=SQL("undone = 0"),
        name="count_entry_place",
    )
)
CountEntry.add_index(
    ModelIndex(
        CountEntry,
        (CountEntry.document, CountEntry.location),
        where=SQL("undone = 0 AND part_id IS NULL AND code IS NULL"),
        name="count_entry_walk",
    )
)
for _name, _field in (("count_entry_unit", CountEntry.item), ("count_entry_code", CountEntry.code)):
    CountEntry.add_index(
        ModelIndex(
            CountEntry,
            (CountEntry.document, _field),
            unique=True,
            where=SQL(f"undone = 0 AND {_field.column_name} IS NOT NULL"),
            name=_name,
        )
    )
CountEntry.add_index(
    SQL(
        "CREATE UNIQUE INDEX count_entry_loose ON count_entry (document_id, location_id, part_id,"
        " (COALESCE(batch, ''))) WHERE undone = 0 AND part_id IS NOT NULL AND item_id IS NULL"
    )
)
for _name, _link in (("count_entry_scan", CountEntry.scan), ("count_entry_replaced", CountEntry.replaced)):
    CountEntry.add_index(ModelIndex(CountEntry, (_link,), where=SQL(f"{_link.column_name} IS NOT NULL"), name=_name))


class CountPlace(Table):
    """What the entries of a count come to at a place, so that a count of a whole warehouse opens as quickly as any.

    How many say that it is counted, how many that a unit or a quantity was found, how many that an unknown code was.
    """

    document = ForeignKeyField(Document, index=False)
    location = ForeignKeyField(Location, index=False)
    visits = BigIntegerField()
    found = BigIntegerField()
    codes = BigIntegerField()

    class Meta:
        constraints = (Check("visits >= 0"), Check("found >= 0"), Check("codes >= 0"))
        indexes = ((("document", "location"), True),)


class CountLeft(Table):
    """A difference that posting leaves out: that of a unit, or of a part without serials in a batch at a place."""

    document = ForeignKeyField(Document, index=False)
    location = ForeignKeyField(Location, index=False)
    part = ForeignKeyField(Part, index=False)
    item = ForeignKeyField(StockItem, null=True, index=False)
    batch = TextField(null=True)
    at = BigIntegerField()
    operator = TextField()

    class Meta:
        constraints = (Check("batch IS NULL OR length(batch) BETWEEN 1 AND 100"),)


CountLeft.add_index(
    ModelIndex(
        CountLeft,
        (CountLeft.document, CountLeft.item),
        unique=True,
        where=SQL("item_id IS NOT NULL"),
        name="count_left_unit",
    )
)
CountLeft.add_index(
    SQL(
        "CREATE UNIQUE INDEX count_left_loose ON count_left (document_id, location_id, part_id, (COALESCE(batch, '')))"
        " WHERE item_id IS NULL"
    )
)
