"""`kiosk journal`: the journal of scans for people, for programs and for spreadsheets."""

from argparse import Namespace
from datetime import tzinfo
from typing import Any

from kiosk.cli import history, times
from kiosk.cli.command import Commands, command
from kiosk.cli.equipment import Equipment
from kiosk.scan import visible_bytes
from kiosk.stock.history import Log
from kiosk.wording import commands as wording
from kiosk.wording import history_commands as words


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = command(commands, "journal", wording.journal_help(), words.journal_about())
    history.options(parser, Log.JOURNAL)
    parser.set_defaults(run=_run)


def _run(arguments: Namespace, equipment: Equipment) -> int:
    return history.printed(arguments, Log.JOURNAL, _line)


def _line(row: Any, zone: tzinfo | None) -> str:
    record = row.record
    return wording.journalled(
        times.local(record.recorded_at, zone),
        record.station,
        record.operator,
        record.device,
        record.result,
        visible_bytes(record.raw),
        row.named.label if row.named else "",
    )
