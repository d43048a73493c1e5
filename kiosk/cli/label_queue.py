"""Labels to a printer: into its queue, which a running station prints; where none runs, it is printed here and now."""

import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.cli import output
from kiosk.cli.exits import Exit
from kiosk.cli.interrupting import interruptible
from kiosk.cli.opening import at_work, store_url
from kiosk.cli.progress import Progress
from kiosk.config import AnyPrinter, Config
from kiosk.wording import commands as told
from kiosk.wording import label_commands as wording

if TYPE_CHECKING:
    from kiosk.flows.printing.making import Made
    from kiosk.labels.library import Library
    from kiosk.post import Post
    from kiosk.printers.state import PrinterState
    from kiosk.store.database import Store

_LOOK = 0.05  # s between two looks at how far it is


def chosen(arguments: Namespace, config: Config) -> AnyPrinter:
    """The printer that the command line names; ends the command where there is none of this name."""
    found = {printer.name: printer for printer in config.printer}
    if arguments.printer not in found:
        arguments.refuse(wording.no_printer(arguments.printer, list(found)))
    return found[arguments.printer]


def queued(arguments: Namespace, store: "Store", config: Config, labels: "Sequence[Made]") -> int:
    """Queue labels, and print the queue unless a station does; answers how the command ends. Raises KioskError."""
    from kiosk.flows.printing import library, queue

    printer = chosen(arguments, config)
    _try(printer, library.of(config), labels)
    post = at_work(store, config)
    store.call(queue.add, post, [label.job(printer.name, arguments.copies) for label in labels])
    state = printed(store, post, replace(config, printer=(printer,)), len(labels))
    return _ended(arguments, store, post, state, len(labels))


def _try(printer: AnyPrinter, templates: "Library", labels: "Sequence[Made]") -> None:
    """Refuse what can't be printed before any of it is queued. Raises LayoutError."""
    from kiosk.labels.layout import LayoutError
    from kiosk.printers.rendering import Renderer, Unprintable
    from kiosk.stock.print_jobs import Due

    renderer = Renderer(printer, templates)
    for label in labels:
        try:
            renderer.drawings(Due(0, label.content.dumped(), label.label, 1))
        except Unprintable as error:
            raise LayoutError(str(error)) from error


def printed(store: "Store", post: "Post", config: Config, count: int) -> "PrinterState":
    """Print what waits for the one printer of this config, until that is done, or can't be; answers how it went."""
    from kiosk.flows.printing import queue
    from kiosk.printers.spooler import spooler
    from kiosk.printers.state import Condition

    spool = spooler(config, store_url(config), store, store, post.station, paths.state_folder())
    with Progress() as progress, interruptible() as pressed:
        spool.start()
        try:
            while not pressed():
                waiting, _ = store.look(queue.due, post.station, config.printer[0].name, 1)
                state = spool.states[0]
                if not waiting or state.condition in (Condition.AWAY, Condition.ELSEWHERE):
                    return replace(state, waiting=waiting)
                progress.show(wording.printing(max(0, count - waiting), count))
                time.sleep(_LOOK)
        finally:
            spool.stop()
    sys.stderr.write(f"{told.told(wording.kept(config.printer[0].name))}\n")
    raise KeyboardInterrupt


def _ended(arguments: Namespace, store: "Store", post: "Post", state: "PrinterState", count: int) -> int:
    from kiosk.flows.printing import desk
    from kiosk.printers.state import Condition

    latest = store.look(desk.latest, post, count, waiting=False)
    faults = [job.fault for job in latest if job.printer == state.name and job.settled_at is not None and job.fault]
    away = state.condition is Condition.AWAY
    if arguments.json:
        facts = {"printer": state.name, "queued": count, "waiting": state.waiting, "condition": state.condition}
        output.document({**facts, "fault": state.fault if away else next(iter(faults), None)})
    elif away:
        sys.stderr.write(f"{told.told(wording.away(state.name, state.fault, state.waiting))}\n")
    else:
        for fault in faults:
            sys.stderr.write(f"{told.told(fault)}\n")
        elsewhere = state.condition is Condition.ELSEWHERE
        came = (count if elsewhere else count - len(faults)) * arguments.copies
        output.lines(wording.queued(came, state.name) if elsewhere else wording.sent(came, state.name))
    return Exit.TROUBLE if away else Exit.NO if faults else Exit.OK
