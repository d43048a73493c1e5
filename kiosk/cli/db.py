"""`kiosk db upgrade | backup | verify`: care for the store."""

from argparse import Namespace
from pathlib import Path

from kiosk.cli import output
from kiosk.cli.command import Commands, command, group, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import configured, opened, store_url
from kiosk.wording import commands as wording


def add(commands: Commands) -> None:
    """Describe the command."""
    entries = group(command(commands, "db", wording.db_help(), wording.db_about()))
    command(entries, "upgrade", wording.db_upgrade_help(), wording.db_upgrade_about()).set_defaults(run=_upgrade)
    backup = command(entries, "backup", wording.db_backup_help(), wording.db_backup_about())
    backup.add_argument("file", metavar="FILE", type=Path, help=wording.db_backup_file())
    backup.set_defaults(run=_backup)
    verify = command(entries, "verify", wording.db_verify_help(), wording.db_verify_about())
    json_option(verify)
    verify.set_defaults(run=_verify)


def _upgrade(arguments: Namespace, equipment: Equipment) -> int:
    with opened(configured(arguments), create=True) as store:
        store.call(lambda db: None)  # opening it is what brings it up to date
        output.lines(wording.upgraded(store.name, store.upgraded))
    return Exit.OK


def _backup(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.store.backup import backup

    config = configured(arguments)
    with opened(config) as store:
        backup(store_url(config), arguments.file)
        output.lines(wording.backed_up(store.name, str(arguments.file)))
    return Exit.OK


def _verify(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.store.verify import verify

    with opened(configured(arguments)) as store:
        faults = store.look(verify)  # without keeping other stations off
    if arguments.json:
        output.document({"store": store.name, "faults": list(faults)})
    elif faults:
        output.lines(*faults, wording.faults(store.name, len(faults)))
    else:
        output.lines(wording.sound(store.name))
    return Exit.NO if faults else Exit.OK
