"""What is said of printers and of the labels that wait for them."""

from kiosk.printers.state import Condition
from kiosk.scan import visible
from kiosk.stock.print_jobs import Job, JobState

# Why a printer takes nothing


def no_device(path: str) -> str:
    return f"There is no printer at {path}. Switch it on and plug it in, or mend its device in kiosk.toml."


def no_permission(path: str) -> str:
    return f"No permission for {path}. Add the station's user to the group that owns it, usually lp."


def device_busy(path: str) -> str:
    return f"Another program has {path}. End that one."


def no_paper() -> str:
    return "The printer is out of paper. Put labels in."


def device_fault(path: str, reason: str) -> str:
    return f"{path}: {visible(reason)}. Look at the printer."


def takes_nothing() -> str:
    return "The printer takes no data. Look whether it has labels, is paused or shows a fault."


def no_host(host: str) -> str:
    return f"No machine is called {host}. Mend its host in kiosk.toml, or look at the network."


def no_answer(host: str, port: int) -> str:
    return f"{host} does not answer on port {port}. Is the printer switched on, and on the network?"


def no_link(host: str, port: int, reason: str) -> str:
    return f"{host}, port {port}: {visible(reason)}. Look at the printer and at the network."


def no_lp() -> str:
    return "The command lp is not installed. Install cups-client."


def lp_failed(queue: str, said: str) -> str:
    return f"lp did not take it for {visible(queue)}: {visible(said)}"


def lp_silent(queue: str) -> str:
    return f"lp did not end for {visible(queue)}. Look whether CUPS is running."


def no_folder(folder: str, reason: str) -> str:
    return f"{visible(folder)}: {visible(reason)}. Make the folder, or mend it in kiosk.toml."


def stopped() -> str:
    return "The station ends; the label is printed at the next start."


def held_elsewhere() -> str:
    return "Another Kiosk of this station prints for it."


def own_fault() -> str:
    return "Kiosk itself failed; its log says how."


# Why a label can't be printed


def no_content() -> str:
    return "What is on it can't be read any more."


def too_large(wide: float, high: float, width: float, height: float) -> str:
    return f"The label is {wide:g} by {high:g} mm, and those in the printer {width:g} by {height:g} mm."


def on_sheets(fault: str, printer: str) -> str:
    return (
        f"{fault}. What is a page of its own, as a slip, needs a [[printer]] without sheet; {visible(printer)} has one."
    )


# The label that tries a printer


def test_label() -> str:
    return "Test label"


def test_lines(station: str, printer: str, time: str) -> dict[str, str]:
    return {"title": "Kiosk: test label", "station": station, "printer": printer, "time": time, "code": "KIOSK-TEST"}


# The list of printers


def title() -> str:
    return "Printers"


def none_configured() -> str:
    return "No printer is configured. Add a [[printer]] to kiosk.toml, and restart the station."


def summary(away: int, waiting: int, total: int, refused: int = 0) -> str:
    """How the printers are, for one line."""
    if not total:
        return "none configured"
    waits = f", {waiting:,} waiting" if waiting else ""
    if away:
        return f"{away} of {total} away{waits}" if total > 1 else f"away{waits}"
    return f"ready{waits}, {refused:,} not drawn" if refused else f"ready{waits}"


_CONDITIONS = {
    Condition.READY: "ready",
    Condition.PRINTING: "printing",
    Condition.AWAY: "away",
    Condition.ELSEWHERE: "served elsewhere",
}


def condition(condition: Condition) -> str:
    return _CONDITIONS[condition]


def unconfigured() -> str:
    return "not in kiosk.toml any more"


def waiting(count: int) -> str:
    return f"{count:,} waiting" if count else "nothing waits"


def refused(count: int, fault: str) -> str:
    return f"{_not_drawn(count)}: {fault} See the list."


def refused_now(printer: str, count: int) -> str:
    """The same where one does not look at printers."""
    return f"{_not_drawn(count)}. Station, Printers, {printer} says why."


def _not_drawn(count: int) -> str:
    labels = "A label" if count == 1 else f"{count:,} labels"
    return f"{labels} could not be drawn, and {'waits' if count == 1 else 'wait'} no more"


def next_try(seconds: int) -> str:
    return f"Tried again in {seconds} s."


# One printer's queue


def queue_title(printer: str) -> str:
    return f"Printer: {printer}"


def nothing_queued() -> str:
    return "No label was printed here yet."


def help_printers() -> tuple[str, ...]:
    return (
        "Each printer with how it is, how many labels wait for it, and what went wrong last. A printer that is away"
        " keeps its labels and is tried again by itself, ever more seldom, at least once a minute.",
        "F5 tries all of them now, and takes away the ! of those that had labels which could not be drawn. F6 prints a"
        " test label on the printer under the cursor. Choosing a printer opens its labels.",
    )


def help_queue() -> tuple[str, ...]:
    return (
        "The labels of one printer, the newest first. ○ waits, ● was sent, ✘ was dropped. A label that waits is printed"
        " in its turn.",
        "F6 prints the label under the cursor again, exactly as it was. F4 drops labels that wait, or moves them to"
        " another printer. F5 tries the printer now.",
        "A label is marked as printed once it was sent. After a power cut in between it may come twice.",
    )


def state(job: Job) -> str:
    """How one stands, in a word."""
    if job.undrawn:
        return "can't be printed"
    if job.state is JobState.WAITING and job.tries:
        return f"waiting, tried {job.tries} {'time' if job.tries == 1 else 'times'}"
    return _STATES[job.state]


_STATES = {JobState.WAITING: "waiting", JobState.PRINTED: "printed", JobState.DROPPED: "dropped"}


def asked_for(job: Job) -> str:
    return f"Asked for by {job.operator}." if job.operator else ""


def copies(count: int) -> str:
    return f"×{count}"


def key_again() -> str:
    return "print again"


def key_actions() -> str:
    return "actions"


def key_try() -> str:
    return "try now"


def key_test() -> str:
    return "test label"


def key_open() -> str:
    return "labels"


# What a key led to


def tried() -> str:
    return "Trying now."


def test_queued(printer: str) -> str:
    return f"A test label goes to {printer}."


def no_scans() -> str:
    return "Nothing is scanned here"


def no_scans_help() -> str:
    return "Esc leads back; scan there."


def waits_already() -> str:
    return "It waits already, and is printed in its turn."


def queued_again(printer: str) -> str:
    return f"It is printed again on {printer}."


def what_to_do() -> str:
    return "What is to be done?"


def drop_one() -> str:
    return "Drop this label"


def drop_all(count: int) -> str:
    return "Drop the one that waits" if count == 1 else f"Drop all {count:,} that wait"


def move_one() -> str:
    return "Move this label to another printer"


def move_all(count: int) -> str:
    return "Move the one that waits" if count == 1 else f"Move all {count:,} that wait"


def do_nothing() -> str:
    return "Leave all as it is"


def move_where() -> str:
    return "To which printer?"


def move_where_help() -> str:
    return "They keep their order there."


def nothing_waits() -> str:
    return "Nothing waits here"


def nothing_waits_help() -> str:
    return "F6 prints the label under the cursor again."


def nothing_asked() -> str:
    return "Nothing is asked any more"


def left_as_it_is() -> str:
    return "All is as it was"


def gone() -> str:
    return "It waits no more"


def gone_help() -> str:
    return "It was printed or dropped meanwhile."


def dropped(count: int) -> str:
    return "1 label dropped" if count == 1 else f"{count:,} labels dropped"


def dropped_help() -> str:
    return "F6 prints one of them after all."


def moved(count: int) -> str:
    return "1 label moved" if count == 1 else f"{count:,} labels moved"


def moved_help(printer: str) -> str:
    return f"To {printer}."
