"""What all tables share."""

from peewee import BigAutoField, Model


def one_of(column: str, values: tuple[str, ...]) -> str:
    """The text of a CHECK that a column is one of these."""
    quoted = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({quoted})"


class Table(Model):
    """What all tables share."""

    id = BigAutoField()

    class Meta:
        legacy_table_names = False
