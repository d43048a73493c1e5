"""`kiosk undo`: takes back the last change of stock of this station, after saying what that is."""

import sys
from argparse import Namespace
from dataclasses import asdict
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from kiosk import times
from kiosk.cli import output
from kiosk.cli.asking import agreed
from kiosk.cli.command import Commands, command, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import at_work, configured, opened
from kiosk.cli.working import worked
from kiosk.wording import commands as common
from kiosk.wording import undo as wording

if TYPE_CHECKING:
    from kiosk.post import Post
    from kiosk.stock.operations import Operation, Refusal, Undone
    from kiosk.store.database import Store

SHOWN = 10  # movements that are shown before it is done


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = command(commands, "undo", wording.command_help(), wording.command_about())
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help=wording.list_option())
    what.add_argument("--yes", action="store_true", help=wording.yes_option())
    json_option(parser)
    parser.set_defaults(run=_run)


def _run(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows import undo
    from kiosk.stock.operations import Undone

    config = configured(arguments)
    zone = times.zone(config.station.timezone)
    with opened(config) as store:
        post = at_work(store, config)
        if arguments.list:
            return _list(store, post, zone, as_json=arguments.json)
        operation = store.look(undo.newest, post)
        if operation is None:
            return _refuse(wording.nothing_to_undo(), {"undone": None}, as_json=arguments.json)
        if not arguments.yes:
            if not sys.stdin.isatty():
                sys.stderr.write(f"{common.told(wording.needs_yes())}\n")
                return Exit.USAGE
            if not _agreed(store, post, operation, zone):
                sys.stderr.write(f"{common.told(wording.left())}\n")
                return Exit.NO
        result = _undone(store, post, operation)
    if not isinstance(result, Undone):
        return _refuse(wording.why(result), {"undone": None, **_reason(result)}, as_json=arguments.json)
    if arguments.json:
        output.document({"undone": _facts(result.operation), "by": result.by})
    else:
        output.lines(wording.done(result.operation))
    return Exit.OK


def _list(store: "Store", post: "Post", zone: tzinfo | None, *, as_json: bool) -> int:
    from kiosk.flows import undo

    page = store.look(undo.page, post, 0)
    if as_json:
        output.document([_facts(operation) for operation in page.rows])
    else:
        output.lines(*(_line(operation, zone) for operation in page.rows), *_more(page.total - len(page.rows)))
    return Exit.OK


def _agreed(store: "Store", post: "Post", operation: "Operation", zone: tzinfo | None) -> bool:
    """Say on stderr what would be taken back, and ask: stdout is for what was done."""
    from kiosk.flows import undo

    page = store.look(undo.rows, post, operation.id, 0, SHOWN)
    rows = [wording.row(movement) for movement in page.rows]
    told = (_line(operation, zone), *(f"  {row}" for row in rows), *_more(page.total - len(rows)))
    return agreed(told, wording.ask())


def _undone(store: "Store", post: "Post", operation: "Operation") -> "Undone | Refusal":
    """Ctrl-C stops it as long as it is not saved; then nothing of it is."""
    from kiosk.flows import undo

    result: Undone | Refusal = worked(store, wording.undoing, undo.undo, post, operation.id)
    return result


def _refuse(sentence: str, document: dict[str, Any], *, as_json: bool) -> int:
    if as_json:
        output.document({**document, "reason": sentence})
    sys.stderr.write(f"{common.told(sentence)}\n")
    return Exit.NO


def _reason(refusal: "Refusal") -> dict[str, Any]:
    things = [asdict(thing) for thing in refusal.things]
    return {"why": refusal.why.value, "things": things, "things_total": refusal.total}


def _line(operation: "Operation", zone: tzinfo | None) -> str:
    told = wording.will_undo(wording.operation(operation), times.short(operation.at, zone), operation)
    return f"{told} [{mark}]" if (mark := wording.mark(operation)) else told


def _more(count: int) -> tuple[str, ...]:
    return (wording.more_rows(count),) if count > 0 else ()


def _facts(operation: "Operation") -> dict[str, Any]:
    return {
        "id": operation.id,
        "kind": operation.act,
        "at": times.iso(operation.at),
        "operator": operation.operator,
        "reference": operation.reference,
        "note": operation.note,
        "movements": operation.movements,
        "undone": operation.undone,
        "undoes": operation.undoes,
    }
