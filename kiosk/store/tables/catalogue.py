"""The tables of the catalogue: parts, places, partners and what they supply."""

from peewee import SQL, BigIntegerField, Check, ForeignKeyField, SmallIntegerField, TextField

from kiosk.stock.tracking import Tracking
from kiosk.store.tables.base import Table, one_of


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
    """A catalogue entry. `root` is the part at the top of its tree of variants, itself where it is none.

    `serial_scheme` names what decides on its serials, empty for the counter; `serial_mask` is that of the mask.
    """

    number = TextField(unique=True)
    name = TextField()
    description = TextField(default="")
    unit = TextField(default="pcs")
    decimals = SmallIntegerField(default=0)
    variant_of = ForeignKeyField("self", null=True)
    root = BigIntegerField(index=True)
    track_stock = SmallIntegerField(default=1)
    tracking = TextField(default="none")
    serial_scheme = TextField(default="", constraints=[SQL("DEFAULT ''")])
    serial_mask = TextField(default="", constraints=[SQL("DEFAULT ''")])
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
            Check(one_of("tracking", tuple(Tracking))),
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
