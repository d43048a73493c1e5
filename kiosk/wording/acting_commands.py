"""What `kiosk act` says."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from kiosk.stock.acting import Action, Plan, Planned
from kiosk.stock.thing import Thing
from kiosk.wording.stock import nothing_named as names_nothing
from kiosk.wording.stock import several_named

_DOES: Mapping[Action, str] = MappingProxyType(
    {
        Action.MOVE: "to another place (--to): all of it, or --quantity of loose stock",
        Action.COUNT: "set the quantity of loose stock to --quantity",
        Action.ADD: "more loose stock, by --quantity",
        Action.REMOVE: "less loose stock, by --quantity",
        Action.STATUS: "another --status by hand, with a --note that says why",
        Action.BATCH: "assign a --batch, or --clear it",
        Action.EXPIRY: "set the --expiry, or --clear it",
        Action.MERGE: "loose stock that is alike and in one place becomes one stock item",
        Action.SPLIT: "--quantity of loose stock becomes a stock item of its own",
        Action.ISSUE: "goods out, by a goods issue that is posted at once; or into the draft --document",
        Action.RETURN: "units that were out come back (--to), by a return; or into the draft --document",
    }
)


def act_help() -> str:
    return "move, count, change, issue … many things in one step"


def act_about(actions: Iterable[Action]) -> str:
    told = "\n".join(f"  {action:<8} {_DOES[action]}" for action in actions)
    return f"""\
Does one action to everything that the codes name, in one step: all of it or, where anything is refused, nothing.
A CODE is what a scanner would read: a serial, a number, a path, a label. A part stands for its only loose stock
item, a location for all that lies in it, a posted document for the stock that it moved.

actions:
{told}

examples:
  kiosk act move SN-0042 SN-0043 --to MAIN/A/03
  kiosk act move MAIN/B/01 --to MAIN/A/03 --dry-run
  kiosk act remove RES-10K --quantity 12 --note "thrown away"
  kiosk act status SN-0042 --status defective --note "no light"
  kiosk act issue --list "List 3 · 21 Nov" --json
  kiosk act batch - --batch L7 < codes.txt

Refused things are told on stderr, each with what to do, and the exit code is 1. `kiosk undo` takes it back."""


def action() -> str:
    return "what is to be done"


def codes() -> str:
    return "what it is to be done to; - reads codes from standard input, one on each line"


def list_option() -> str:
    return "the rows of this scan list, too: the marked ones, or all where none is marked"


def to_option() -> str:
    return "the place where it goes to: its path or its code"


def quantity_option() -> str:
    return "how much, of each loose stock item"


def status_option(values: Iterable[str]) -> str:
    return f"the new status: {', '.join(values)}"


def batch_option() -> str:
    return "the batch that it belongs to"


def expiry_option() -> str:
    return "the day on which it expires, such as 2027-03-31"


def clear_option() -> str:
    return "take the batch or the expiry off"


def note_option() -> str:
    return "why; is kept with it"


def document_option() -> str:
    return "add it to this draft, which is not posted then"


def partial_option() -> str:
    return "do what can be done, and leave what is refused"


def dry_run_option() -> str:
    return "only say what would be done"


def no_text() -> str:
    return "it is not UTF-8"


def no_use(action: Action, option: str) -> str:
    return f"{action} has no use for --{option}"


def needs(action: Action, option: str, *, clears: bool) -> str:
    return f"{action} needs --{option}{' or --clear' if clears else ''}"


def clears_and_sets() -> str:
    return "--clear takes off what --batch or --expiry would set: give one of them"


def nothing_named() -> str:
    return "name something by its CODE, or a list by --list"


def acting(done: float) -> str:
    return f"{done:.0%} done (Ctrl-C stops, and nothing is)"


def stopped() -> str:
    return "Stopped. Nothing was done."


def code(things: Sequence[Thing]) -> str:
    """For programs, why a code can't be used."""
    return "ambiguous_code" if things else "unknown_code"


def unnamed(text: str, things: Sequence[Thing]) -> str:
    if not things:
        return names_nothing(text)
    return f"{several_named(text)} {'; '.join(thing.label for thing in things)}"


def refused(rows: Sequence[Planned]) -> str:
    """Things that are refused for one reason."""
    more = f" and {len(rows) - 1:,} more" if len(rows) > 1 else ""
    return f"{rows[0].label}{more}: {rows[0].why}"


def row(one: Planned) -> str:
    """What becomes of one thing, or that it is as wanted already."""
    if one.again:
        return f"{one.label}: {one.why}"
    return f"{one.label}: {one.before} → {one.after}"


def done(changed: str, document: str | None) -> str:
    """`changed` is how many were changed, in words."""
    by = f" in {document}" if document is not None else ""
    return f"{changed}{by}."


def planned(plan: Plan) -> str:
    """What would be done, or why nothing is."""
    if plan.refused and not plan.ready:
        more = "" if plan.wanted.partial or not plan.done else " --partial does the rest."
        return f"Nothing is done: {plan.refused:,} of {len(plan.rows):,} refused.{more}"
    if not plan.done:
        return "Nothing is to be done: all is so already." if plan.rows else "Nothing is there to be done."
    left = f", {plan.refused:,} would be left" if plan.refused else ""
    return f"{plan.done:,} would be changed{left}. Nothing was done yet."
