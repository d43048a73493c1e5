"""The table of labels that wait for a printer, and of those that were printed."""

from peewee import SQL, BigIntegerField, Check, ForeignKeyField, ModelIndex, SmallIntegerField, TextField

from kiosk.stock.thing import Kind
from kiosk.store.tables.base import Table, one_of
from kiosk.store.tables.documents import Document, DraftSerial
from kiosk.store.tables.journal import ScanRecord
from kiosk.store.tables.stations import Run, Station


class PrintJob(Table):
    """One label (or one slip) for one printer of a station, in the order in which they are to come out.

    `content` is JSON: all that is printed, as it was when it was asked for, so that printing and printing again need
    no look-up. `reprints` is the one that it repeats.
    """

    uid = TextField()
    station = ForeignKeyField(Station, index=False)
    run = ForeignKeyField(Run, index=False)
    scan = ForeignKeyField(ScanRecord, null=True, index=False)
    at = BigIntegerField()
    operator = TextField()
    printer = TextField()
    template = TextField()
    content = TextField()
    label = TextField()
    copies = SmallIntegerField()
    kind = TextField(null=True)
    thing_id = BigIntegerField(null=True)
    document = ForeignKeyField(Document, null=True, index=False)
    draft_serial = ForeignKeyField(DraftSerial, null=True, index=False)
    reprinted = ForeignKeyField("self", null=True, index=False, column_name="reprints", on_delete="SET NULL")
    state = TextField()
    settled_at = BigIntegerField(null=True)
    tries = BigIntegerField()
    fault = TextField()

    class Meta:
        constraints = (
            Check("length(printer) BETWEEN 1 AND 100"),
            Check("length(template) BETWEEN 1 AND 100"),
            Check("copies BETWEEN 1 AND 1000"),
            Check(f"kind IS NULL OR {one_of('kind', tuple(Kind))}"),
            Check("state IN ('waiting', 'printed', 'dropped')"),
            Check("tries >= 0"),
            Check("(state = 'waiting') = (settled_at IS NULL)"),
        )
        indexes = ((("station", "printer", "id"), False),)


_WAITING = SQL("state = 'waiting'")
PrintJob.add_index(
    # `state` lets it answer alone how many wait.
    ModelIndex(
        PrintJob,
        (PrintJob.station, PrintJob.printer, PrintJob.state, PrintJob.id),
        where=_WAITING,
        name="print_job_waiting",
    )
)
PrintJob.add_index(
    ModelIndex(
        PrintJob,
        (PrintJob.document,),
        where=SQL("document_id IS NOT NULL AND state = 'waiting'"),
        name="print_job_document",
    )
)
PrintJob.add_index(
    ModelIndex(
        PrintJob, (PrintJob.draft_serial,), where=SQL("draft_serial_id IS NOT NULL"), name="print_job_draft_serial"
    )
)
PrintJob.add_index(ModelIndex(PrintJob, (PrintJob.scan,), where=SQL("scan_id IS NOT NULL"), name="print_job_scan"))
PrintJob.add_index(
    ModelIndex(PrintJob, (PrintJob.reprinted,), where=SQL("reprints IS NOT NULL"), name="print_job_reprints")
)
PrintJob.add_index(
    ModelIndex(PrintJob, (PrintJob.settled_at,), where=SQL("settled_at IS NOT NULL"), name="print_job_settled")
)
