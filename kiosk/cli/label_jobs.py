"""`kiosk labels queue | print | reprint | drop`: labels of this station that wait for a printer, or were printed."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kiosk import times
from kiosk.cli import label_queue, output
from kiosk.cli.command import Commands, command, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import at_work, configured, opened
from kiosk.config import Config
from kiosk.stock.print_jobs import Job, JobState
from kiosk.wording import commands as told
from kiosk.wording import print_commands as wording

if TYPE_CHECKING:
    from kiosk.post import Post
    from kiosk.store.database import Store

LARGEST_ID = 2**63 - 1
LATEST = 200  # labels that `--all` lists


def add(commands: Commands) -> None:
    """Describe the commands."""
    queue = command(commands, "queue", wording.queue_help(), wording.queue_about())
    queue.add_argument("--all", action="store_true", help=wording.all_option(LATEST))
    json_option(queue)
    queue.set_defaults(run=_queue)
    prints = command(commands, "print", wording.print_help(), wording.print_about())
    prints.add_argument("--printer", metavar="NAME", help=wording.printer_option())
    json_option(prints)
    prints.set_defaults(run=_print, refuse=prints.error)
    reprint = command(commands, "reprint", wording.reprint_help(), wording.reprint_about())
    _ids(reprint)
    reprint.add_argument("--printer", metavar="NAME", help=wording.other_printer_option())
    reprint.set_defaults(run=_reprint, refuse=reprint.error)
    drop = command(commands, "drop", wording.drop_help(), wording.drop_about())
    _ids(drop)
    drop.set_defaults(run=_drop)


def _ids(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", nargs="+", type=_id, help=wording.id_argument())
    json_option(parser)


def _id(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:20]) > LARGEST_ID:
        raise ArgumentTypeError(wording.no_id(text))
    return int(text)


def _queue(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows.printing import desk

    config = configured(arguments)
    with opened(config) as store:
        post = at_work(store, config)
        if arguments.all:
            jobs = store.look(desk.latest, post, LATEST, waiting=False)
        else:
            jobs = store.look(desk.unsettled, post, LATEST)
    if arguments.json:
        output.array(_facts(job) for job in jobs)
        return Exit.OK
    here = times.zone(config.station.timezone)
    output.each((wording.row(job, times.short(job.at, here)) for job in jobs), wording.nothing(all=arguments.all))
    return Exit.OK


def _facts(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "at": times.iso(job.at),
        "operator": job.operator,
        "printer": job.printer,
        "template": job.template,
        "label": job.label,
        "copies": job.copies,
        "state": job.state.value,
        "settled_at": None if job.settled_at is None else times.iso(job.settled_at),
        "tries": job.tries,
        "fault": job.fault or None,
        "reprints": job.reprints,
    }


def _print(arguments: Namespace, equipment: Equipment) -> int:
    """One printer after the other; how they ended is the worst of it."""
    from kiosk.flows.printing import desk

    config = configured(arguments)
    named = [label_queue.chosen(arguments, config)] if arguments.printer else config.printer
    with opened(config) as store:
        post = at_work(store, config)
        queues = store.look(desk.queues, post)
        waiting = [printer for printer in named if printer.name in queues]
        if not waiting and not arguments.json:
            output.lines(wording.nothing(all=False))
        ends = [_printed(store, post, replace(config, printer=(one,)), queues[one.name].waiting) for one in waiting]
    if arguments.json:
        output.document({"printers": [facts for facts, _ in ends]})
    else:
        output.lines(*(wording.ended(facts["printer"], facts["printed"], facts["waiting"]) for facts, _ in ends))
        for facts, _ in ends:
            if facts["fault"]:
                sys.stderr.write(f"{told.told(facts['fault'])}\n")
    return max((end for _, end in ends), default=Exit.OK)


def _printed(store: "Store", post: "Post", config: Config, count: int) -> tuple[dict[str, Any], int]:
    from kiosk.printers.state import Condition

    state = label_queue.printed(store, post, config, count)
    facts = {
        "printer": state.name,
        "printed": max(0, count - state.waiting - state.refused),
        "waiting": state.waiting,
        "condition": state.condition.value,
        "fault": state.fault or None,
    }
    away = state.condition is Condition.AWAY
    return facts, Exit.TROUBLE if away else Exit.NO if state.refused else Exit.OK


def _reprint(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows.printing import desk

    config = configured(arguments)
    printer = label_queue.chosen(arguments, config).name if arguments.printer else None
    return _changed(
        arguments, config, lambda db, post, ids: desk.reprint(db, post, ids, printer), wording.queued, waiting=False
    )


def _drop(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows.printing import desk

    config = configured(arguments)
    return _changed(arguments, config, desk.drop, wording.dropped, waiting=True)


def _is_open(job: Job) -> bool:
    """Whether it waits, or could not be drawn."""
    return job.state is JobState.WAITING or job.undrawn


def _changed(
    arguments: Namespace, config: Config, change: Callable[..., int], say: Callable[[int], str], *, waiting: bool
) -> int:
    """Change labels by their ids, with `waiting` only those that wait; the others are told, and the answer is no."""
    from kiosk.flows.printing import desk

    wanted = list(dict.fromkeys(arguments.ids))

    def work(db: Any, post: "Post") -> tuple[int, dict[int, Job]]:
        before = {job.id: job for job in desk.some(db, post, wanted)}
        return change(db, post, wanted), before

    with opened(config) as store:
        count, before = store.call(work, at_work(store, config))
    left = [id for id in wanted if id not in before or (waiting and not _is_open(before[id]))]
    if arguments.json:
        output.document({"changed": count, "not": len(wanted) - count, "left": left})
    else:
        output.lines(say(count))
        for id in left:
            sys.stderr.write(f"{told.told(wording.left(id, before.get(id)))}\n")
    return Exit.OK if count == len(wanted) else Exit.NO
