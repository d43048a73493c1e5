"""The tables of codes: those assigned to things, and what other systems call them."""

from peewee import SQL, BigIntegerField, BlobField, Check, ModelIndex, TextField

from kiosk.stock.thing import Kind
from kiosk.store.tables.base import Table, one_of


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
            Check(one_of("kind", tuple(Kind))),
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
            Check(one_of("kind", tuple(Kind))),
        )
        indexes = (
            (("source", "foreign_kind", "foreign_id"), True),
            (("kind", "thing_id"), False),
        )
