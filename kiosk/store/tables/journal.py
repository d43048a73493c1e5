"""The table of scans."""

from peewee import SQL, BigIntegerField, BlobField, Check, ForeignKeyField, ModelIndex, SmallIntegerField, TextField

from kiosk.store.tables.base import Table
from kiosk.store.tables.stations import Run, Station


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
