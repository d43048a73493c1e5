"""The table of operations: what an operator did at once, and undo takes back."""

from peewee import SQL, BigIntegerField, Check, ForeignKeyField, ModelIndex, TextField

from kiosk.store.tables.base import Table
from kiosk.store.tables.stations import Run, Station


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
