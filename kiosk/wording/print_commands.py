"""What is said by the commands that work on the queue of labels: their help, what they did."""

from kiosk.scan import visible
from kiosk.stock.print_jobs import Job
from kiosk.wording import printing


def queue_help() -> str:
    return "list labels that wait for a printer"


def queue_about() -> str:
    return """\
Lists the labels of this station that wait for a printer, in the order in which they were asked for: id, time, printer,
what it is, how it stands. Those that could not be drawn are among them until they are printed again, or dropped.
A running station prints them by itself; kiosk labels print does where none runs."""


def all_option(count: int) -> str:
    return f"the last {count} labels, those that were printed or dropped, too"


def print_help() -> str:
    return "print the labels that wait"


def print_about() -> str:
    return """\
Prints what waits for the printers of this station, until nothing waits or a printer is away. A running station does so
by itself; then there is nothing to do here.

A label is marked as printed once it was sent. After a power cut in between it may come twice, and none is lost."""


def printer_option() -> str:
    return "only this printer"


def other_printer_option() -> str:
    return "on another printer"


def reprint_help() -> str:
    return "print labels again"


def reprint_about() -> str:
    return "Queues labels again, exactly as they were. kiosk labels queue --all lists their ids."


def drop_help() -> str:
    return "drop labels that wait"


def drop_about() -> str:
    return "Takes labels that wait out of the queue. kiosk labels queue lists their ids; reprint prints one after all."


def id_argument() -> str:
    return "id of a label, as kiosk labels queue lists it"


def no_id(text: str) -> str:
    return f"{visible(text)} is no id; kiosk labels queue lists them"


def row(job: Job, at: str) -> str:
    copies = f" {printing.copies(job.copies)}" if job.copies > 1 else ""
    fault = f": {visible(job.fault)}" if job.fault else ""
    return f"{job.id}  {at}  {visible(job.printer)}  {visible(job.label)}{copies}  {printing.state(job)}{fault}"


def nothing(*, all: bool) -> str:
    return "No label was printed here yet." if all else "No label waits for a printer."


def ended(printer: str, printed: int, waiting: int) -> str:
    done = f"{visible(printer)}: {printed:,} {'label' if printed == 1 else 'labels'} printed"
    return f"{done}, {printing.waiting(waiting)}." if waiting else f"{done}."


def queued(count: int) -> str:
    return f"{count:,} {'label waits' if count == 1 else 'labels wait'} to be printed again."


def dropped(count: int) -> str:
    return f"{count:,} {'label' if count == 1 else 'labels'} dropped."


def left(id: int, job: Job | None) -> str:
    """Why nothing was done with the label of this id: there is none, or it waits no more."""
    if job is None:
        return f"{id}: no label of this station has this id. kiosk labels queue --all lists them."
    return f"{id}: {visible(job.label)} waits no more; it is {job.state.value} already."
