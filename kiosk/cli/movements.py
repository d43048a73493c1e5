"""`kiosk movements`: the ledger of stock for people, for programs and for spreadsheets."""

from argparse import Namespace
from datetime import tzinfo

from kiosk.cli import history, times
from kiosk.cli.command import Commands, command
from kiosk.cli.equipment import Equipment
from kiosk.stock.history import Log, Movement
from kiosk.wording import history as words
from kiosk.wording import history_commands as wording


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = command(commands, "movements", wording.movements_help(), wording.movements_about())
    history.options(parser, Log.MOVEMENTS)
    parser.set_defaults(run=_run)


def _run(arguments: Namespace, equipment: Equipment) -> int:
    return history.printed(arguments, Log.MOVEMENTS, _line)


def _line(row: Movement, zone: tzinfo | None) -> str:
    return wording.moved(
        times.local(row.recorded_at, zone),
        row.operator,
        row.station,
        words.act(row.act),
        row.item.label,
        words.happened(row),
        *filter(None, (row.reference, row.note, row.remark)),
    )
