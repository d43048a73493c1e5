"""`kiosk settings`: the rules that all stations of the store share."""

import dataclasses
import sys
from argparse import Namespace

from kiosk.cli import output
from kiosk.cli.command import Commands, command, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import at_work, configured, opened
from kiosk.config import Config
from kiosk.stock.rules import Rules
from kiosk.times import iso, local, zone
from kiosk.wording import commands as wording
from kiosk.wording import settings as words


def add(commands: Commands) -> None:
    """Describe the command."""
    keys = [field.name for field in dataclasses.fields(Rules)]
    parser = command(commands, "settings", wording.settings_help(), wording.settings_about())
    parser.add_argument("key", metavar="KEY", nargs="?", choices=keys, help=wording.settings_key(keys))
    parser.add_argument("value", metavar="VALUE", nargs="?", help=wording.settings_value())
    parser.add_argument("--history", action="store_true", help=words.history_option())
    json_option(parser)
    parser.set_defaults(run=_run, refuse=parser.error)


def _run(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.store import settings

    config = configured(arguments)
    if arguments.history:
        if arguments.value is not None:
            arguments.refuse(words.history_or_value())
        return _history(arguments, config)
    notes: list[str] = []
    with opened(config) as store:
        if arguments.value is not None:
            post = at_work(store, config)
            before = {entry.key: entry.value for entry in store.look(settings.entries)}
            changed = store.call(settings.change, arguments.key, arguments.value, post.operator)
            if isinstance(changed, settings.Refused):
                print(wording.told(changed.text), file=sys.stderr)
                return Exit.NO
            if changed.value != before[changed.key]:
                notes += words.changed_elsewhere(changed.key, before[changed.key])
        entries = [entry for entry in store.look(settings.entries) if arguments.key in (None, entry.key)]
    if arguments.json:
        rows = [{**dataclasses.asdict(entry), "changed_at": iso(entry.changed_at)} for entry in entries]
        output.document(rows[0] if arguments.key else rows)
    else:
        output.table([(entry.key, wording.setting(entry.value)) for entry in entries])
        output.lines(*notes)
    return Exit.OK


def _history(arguments: Namespace, config: Config) -> int:
    """All changes of one rule, or of each."""
    from kiosk.store import settings

    keys = settings.KEYS if arguments.key is None else (arguments.key,)
    with opened(config) as store:
        changes = [change for key in keys for change in store.look(settings.history, key, 10_000)]
    if arguments.json:
        output.document([{**dataclasses.asdict(change), "changed_at": iso(change.changed_at)} for change in changes])
    elif not changes:
        output.lines(words.never_changed())
    else:
        zoned = zone(config.station.timezone)
        output.table(
            [
                (
                    change.key,
                    local(change.changed_at, zoned),
                    "" if change.before is None else wording.setting(change.before),
                    wording.setting(change.after),
                    change.changed_by,
                )
                for change in changes
            ]
        )
    return Exit.OK
