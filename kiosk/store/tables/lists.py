"""The tables of scan lists: their rows, and the steps by which they were written."""

from peewee import SQL, BigIntegerField, Check, ForeignKeyField, ModelIndex, SmallIntegerField, TextField

from kiosk.stock.thing import Kind
from kiosk.store.tables.base import Table, one_of
from kiosk.store.tables.documents import Document
from kiosk.store.tables.journal import ScanRecord
from kiosk.store.tables.operations import Operation
from kiosk.store.tables.stations import Run, Station


class ScanList(Table):
    """A list of things to act on together. `total` and `marked` count its rows; a closed one is history."""

    uid = TextField()
    name = TextField()
    station = ForeignKeyField(Station, index=False)
    created_at = BigIntegerField()
    created_by = TextField()
    used_at = BigIntegerField()
    used_by = TextField()
    total = BigIntegerField()
    marked = BigIntegerField()
    closed_at = BigIntegerField(null=True)

    class Meta:
        constraints = (
            Check("length(name) BETWEEN 1 AND 100"),
            Check("total >= 0"),
            Check("marked BETWEEN 0 AND total"),
        )


ScanList.add_index(ModelIndex(ScanList, (ScanList.used_at,), where=SQL("closed_at IS NULL"), name="scan_list_open"))


class ListStep(Table):
    """One step of a list: `before` is JSON, what it changed as it was. An action names what it has done to stock."""

    list = ForeignKeyField(ScanList, index=False)
    run = ForeignKeyField(Run, index=False)
    scan = ForeignKeyField(ScanRecord, null=True, index=False)
    at = BigIntegerField()
    operator = TextField()
    what = TextField()
    label = TextField()
    before = TextField()
    operation = ForeignKeyField(Operation, null=True, index=False)
    document = ForeignKeyField(Document, null=True, index=False)

    class Meta:
        indexes = ((("list", "id"), False),)


ListStep.add_index(ModelIndex(ListStep, (ListStep.scan,), where=SQL("scan_id IS NOT NULL"), name="list_step_scan"))


class ScanListRow(Table):
    """One thing of a list, once; `quantity` is how much of it is meant, all of it where that is NULL.

    What was taken out stays, `removed`, so that the step can be undone.
    """

    list = ForeignKeyField(ScanList, index=False)
    kind = TextField()
    thing_id = BigIntegerField()
    quantity = BigIntegerField(null=True)
    marked = SmallIntegerField()
    removed = SmallIntegerField()
    added_at = BigIntegerField()
    scan = ForeignKeyField(ScanRecord, null=True, index=False)

    class Meta:
        constraints = (
            Check(one_of("kind", tuple(Kind))),
            Check("quantity IS NULL OR quantity >= 0"),
            Check("marked IN (0, 1)"),
            Check("removed IN (0, 1)"),
        )


_SHOWN = SQL("removed = 0")
ScanListRow.add_index(
    ModelIndex(
        ScanListRow,
        (ScanListRow.list, ScanListRow.kind, ScanListRow.thing_id),
        unique=True,
        where=_SHOWN,
        name="scan_list_row_thing",
    )
)
ScanListRow.add_index(
    ModelIndex(ScanListRow, (ScanListRow.list, ScanListRow.id), where=_SHOWN, name="scan_list_row_shown")
)
ScanListRow.add_index(
    ModelIndex(ScanListRow, (ScanListRow.scan,), where=SQL("scan_id IS NOT NULL"), name="scan_list_row_scan")
)
