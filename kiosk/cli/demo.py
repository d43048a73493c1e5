"""`kiosk demo`: the station on a store of its own with sample data, and a scanner that `kiosk simulate` feeds."""

from argparse import Namespace

from kiosk.cli.command import Commands, command
from kiosk.cli.equipment import Equipment
from kiosk.wording import commands as wording


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = command(commands, "demo", wording.demo_help(), wording.demo_about())
    parser.set_defaults(run=_run)


def _run(arguments: Namespace, equipment: Equipment) -> int:
    return equipment.demo()
