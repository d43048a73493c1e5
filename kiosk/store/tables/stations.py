"""The tables of stations: their starts, and the rules that all of them share."""

from peewee import BigIntegerField, Check, ForeignKeyField, Model, TextField

from kiosk.store.tables.base import Table


class Station(Table):
    """A scanning station, by the name that its config gives it."""

    name = TextField(unique=True)
    uid = TextField(unique=True)

    class Meta:
        constraints = (Check("length(name) BETWEEN 1 AND 200"),)


class Run(Table):
    """One start of a station."""

    station = ForeignKeyField(Station)
    started_at = BigIntegerField()
    os_user = TextField()
    tty = TextField()
    ssh_client = TextField()
    version = TextField()
    pid = BigIntegerField()


class Setting(Model):
    """A business rule that all stations share; `value` is JSON."""

    key = TextField(primary_key=True)
    value = TextField()
    changed_at = BigIntegerField()
    changed_by = TextField()

    class Meta:
        legacy_table_names = False


class SettingChange(Table):
    """What a setting was, and what it became; `before` is null where it was new."""

    key = TextField()
    before = TextField(null=True)
    after = TextField()
    changed_at = BigIntegerField()
    changed_by = TextField()

    class Meta:
        table_name = "setting_change"
        indexes = ((("key", "id"), False),)
