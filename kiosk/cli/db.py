"""`kiosk db upgrade | backup | restore | verify`: care for the store."""

import logging
import sys
from argparse import Namespace
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli import output
from kiosk.cli.command import Commands, command, group, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import configured, logged, opened, store_url
from kiosk.config import Config
from kiosk.errors import KioskError
from kiosk.times import local, zone
from kiosk.wording import backup as backup_wording
from kiosk.wording import commands as wording

if TYPE_CHECKING:
    from kiosk.store.backups import Backups
    from kiosk.store.restore import Examined

log = logging.getLogger(__name__)


def add(commands: Commands) -> None:
    """Describe the command."""
    entries = group(command(commands, "db", wording.db_help(), wording.db_about()))
    command(entries, "upgrade", wording.db_upgrade_help(), wording.db_upgrade_about()).set_defaults(run=_upgrade)
    backup = command(entries, "backup", wording.db_backup_help(), wording.db_backup_about())
    backup.add_argument("file", metavar="FILE", nargs="?", type=Path, help=wording.db_backup_file())
    backup.set_defaults(run=_backup)
    restore = command(entries, "restore", backup_wording.restore_help(), backup_wording.restore_about())
    restore.add_argument("file", metavar="FILE", type=Path, help=backup_wording.restore_file())
    restore.add_argument("--check", action="store_true", help=backup_wording.restore_check())
    restore.add_argument("--yes", action="store_true", help=backup_wording.restore_yes())
    restore.add_argument("--force", action="store_true", help=backup_wording.restore_force())
    restore.set_defaults(run=_restore)
    verify = command(entries, "verify", wording.db_verify_help(), wording.db_verify_about())
    json_option(verify)
    verify.set_defaults(run=_verify)


def _upgrade(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.store.migrations.runner import ALL

    with opened(configured(arguments), create=True) as store:
        store.call(lambda db: None)  # opening it is what brings it up to date
        output.lines(wording.upgraded(store.name, store.upgraded, new=ALL[0][0] in store.upgraded))
    return Exit.OK


def _backup(arguments: Namespace, equipment: Equipment) -> int:
    config = configured(arguments)
    with opened(config) as store:
        file = _backups(config).make(arguments.file)
        output.lines(wording.backed_up(store.name, str(file)))
    return Exit.OK


def _backups(config: Config) -> "Backups":
    from kiosk.store.backups import Backups

    return Backups(store_url(config), config.backup, config.station.timezone)


def _restore(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.store.restore import checked, examined

    config = configured(arguments)
    logged(config)
    timezone = zone(config.station.timezone)
    if arguments.check:
        found = examined(store_url(config), arguments.file)
        output.lines(*_about(found, timezone))
        return Exit.NO if found.faults else Exit.OK
    with checked(store_url(config), arguments.file) as candidate:
        output.lines(*_about(candidate, timezone))
        if candidate.faults and not arguments.force:
            raise KioskError(backup_wording.has_faults(candidate.file))
        if not arguments.yes and not _confirmed(str(candidate.store)):
            output.lines(backup_wording.not_restored())
            return Exit.NO
        kept = candidate.put_in_place()
    log.info("%s was restored from %s; kept: %s", candidate.store, candidate.file, kept)
    output.lines(backup_wording.restored(str(candidate.store), "" if kept is None else str(kept)))
    return Exit.OK


def _about(found: "Examined", zone: tzinfo | None) -> list[str]:
    """What the backup holds, and what is wrong with it."""
    held = found.contents
    made = local(found.file.stat().st_mtime_ns // 1000, zone)
    last = "" if held.last_scan is None else local(held.last_scan, zone)
    told = backup_wording.contents(str(found.file), made, held.parts, held.units, held.scans, last)
    return [told, *found.faults, backup_wording.fit(len(found.faults))]


def _confirmed(store: str) -> bool:
    """Ask on the terminal; raises KioskError where there is none to ask on."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise KioskError(backup_wording.needs_yes())
    return input(backup_wording.restore_question(store)).strip().lower() in {"y", "yes"}


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
