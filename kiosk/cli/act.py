"""`kiosk act`: one action on many things at once, all of it in one step, or all that is wrong and nothing changed."""

import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk import times
from kiosk.cli import output
from kiosk.cli.command import Commands, command, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.naming import NotOne, the_one
from kiosk.cli.opening import at_work, configured, opened
from kiosk.cli.working import worked
from kiosk.stock import fields
from kiosk.stock.acting import NEEDS, Action, Need, Plan, Target, Wanted
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.wording import acting_commands as wording
from kiosk.wording import commands as common

if TYPE_CHECKING:
    from kiosk.flows.acting import Done
    from kiosk.post import Post
    from kiosk.stock.acting import Planned
    from kiosk.store.database import Store

STDIN = "-"  # among the codes
BY_HAND = tuple(status for status in Status if status is not Status.VOID)  # which only undoing a receipt makes
CLEARED = (Need.BATCH, Need.EXPIRY)  # what --clear stands for

T = TypeVar("T")


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = command(commands, "act", wording.act_help(), wording.act_about(tuple(Action)))
    parser.add_argument("action", metavar="ACTION", choices=[one.value for one in Action], help=wording.action())
    parser.add_argument("codes", metavar="CODE", nargs="*", help=wording.codes())
    parser.add_argument("--list", metavar="NAME", help=wording.list_option())
    parser.add_argument("--to", metavar="LOCATION", type=_text, help=wording.to_option())
    parser.add_argument("--quantity", metavar="N", type=_as(fields.quantity), help=wording.quantity_option())
    parser.add_argument("--status", metavar="STATUS", type=_as(fields.status), help=wording.status_option(BY_HAND))
    parser.add_argument("--batch", metavar="BATCH", type=_text, help=wording.batch_option())
    parser.add_argument("--expiry", metavar="DATE", type=_as(fields.day), help=wording.expiry_option())
    parser.add_argument("--clear", action="store_true", help=wording.clear_option())
    parser.add_argument("--note", metavar="TEXT", type=_text, default="", help=wording.note_option())
    parser.add_argument("--document", metavar="NUMBER", type=_text, help=wording.document_option())
    parser.add_argument("--partial", action="store_true", help=wording.partial_option())
    parser.add_argument("--dry-run", action="store_true", help=wording.dry_run_option())
    json_option(parser)
    parser.set_defaults(run=_run, refuse=parser.error)


def _text(text: str) -> str:
    """What can be kept: a command line may hold bytes that are no text."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise ArgumentTypeError(wording.no_text())
    return text


def _as(parse: Callable[[str], T]) -> Callable[[str], T]:
    """An option's value as a field of a form reads it."""

    def read(text: str) -> T:
        try:
            return parse(text)
        except ValueError as error:
            raise ArgumentTypeError(str(error)) from None

    return read


def _run(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows import acting

    action = Action(arguments.action)
    _check(arguments, action)
    config = configured(arguments)
    codes = _codes(arguments.codes)
    with opened(config) as store:
        post = at_work(store, config)
        try:
            wanted = _wanted(store, arguments, action)
            named = _named(store, codes)
            targets = [Target(thing) for thing in named]
            if arguments.list is not None:
                targets += _listed(store, post, arguments.list, config.station.timezone)
        except NotOne as none:
            return none.code
        except _Unnamed as unnamed:
            return unnamed.told(as_json=arguments.json)
        by_code = dict(zip(((one.kind, one.id) for one in named), codes, strict=True))
        if arguments.dry_run:
            answer: Done | Plan = store.look(acting.plan, post, wanted, targets)
        else:
            answer = _done(store, post, wanted, targets)
    return _told(arguments, answer, lambda row: by_code.get((row.target.thing.kind, row.target.thing.id)))


def _done(store: "Store", post: "Post", wanted: Wanted, targets: Sequence[Target]) -> "Done | Plan":
    """Ctrl-C stops it as long as it is not saved; then nothing of it is."""
    from kiosk.flows import acting

    try:
        answer: Done | Plan = worked(store, wording.acting, acting.do, post, wanted, targets)
    except KeyboardInterrupt:
        sys.stderr.write(f"{common.told(wording.stopped())}\n")
        raise
    return answer


# What was asked for


def _check(arguments: Namespace, action: Action) -> None:
    """Ends with the usage where an option is missing, or makes no sense with this action."""
    needs = NEEDS[action]
    clears = any(need in needs for need in CLEARED)
    given = [need for need in Need if getattr(arguments, need.value) not in (None, "")]
    strange = next((need for need in given if need not in needs), None)
    if strange is not None or (arguments.clear and not clears):
        arguments.refuse(wording.no_use(action, "clear" if strange is None else strange.value))
    if arguments.clear and any(need in given for need in CLEARED):
        arguments.refuse(wording.clears_and_sets())
    for need in needs.required:
        by_rows = need is Need.QUANTITY and arguments.list is not None
        cleared = need in CLEARED and (arguments.clear or arguments.batch == "")
        if need not in given and not by_rows and not cleared:
            arguments.refuse(wording.needs(action, need.value, clears=clears))
    if not arguments.codes and arguments.list is None:
        arguments.refuse(wording.nothing_named())


def _codes(words: Sequence[str]) -> Sequence[str]:
    """The codes; in place of `-` those of standard input, one on each line, as they stand."""
    found: list[str] = []
    for word in words:
        found += _lines() if word == STDIN else [word]
    return list(dict.fromkeys(found))


def _lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        if code := line.removesuffix(b"\n").removesuffix(b"\r"):
            yield code.decode("utf-8", "surrogateescape")


def _wanted(store: "Store", arguments: Namespace, action: Action) -> Wanted:
    quantity: Decimal | None = arguments.quantity
    return Wanted(
        action,
        to=_one(store, arguments.to, Kind.LOCATION),
        quantity=quantity,
        status=arguments.status,
        batch=arguments.batch,
        expiry=arguments.expiry,
        clear=arguments.clear,
        note=arguments.note,
        document=_one(store, arguments.document, Kind.DOCUMENT),
        partial=arguments.partial,
    )


def _one(store: "Store", text: str | None, kind: Kind) -> Thing | None:
    """The one thing of this kind that is named. Raises _Unnamed."""
    from kiosk.flows import naming

    if text is None:
        return None
    found = store.look(naming.named, text, {kind})
    if len(found) != 1:
        raise _Unnamed([(text, found)], store.look(naming.prefix))
    return found[0]


def _named(store: "Store", codes: Sequence[str]) -> Sequence[Thing]:
    """What each code means, as a scan of it would. Raises _Unnamed."""
    from kiosk.flows import naming

    found = list(zip(codes, store.look(naming.all_named, codes), strict=True))
    wrong = [(code, things) for code, things in found if len(things) != 1]
    if wrong:
        raise _Unnamed(wrong, store.look(naming.prefix))
    return [things[0] for _, things in found]


def _listed(store: "Store", post: "Post", name: str, zone: str) -> Sequence[Target]:
    """The marked rows of a list, all where none is marked. Raises NotOne."""
    from kiosk.cli import lists
    from kiosk.flows.lists import doing

    found = lists.named(store, name, times.zone(zone))
    return store.look(doing.targets, post, found.id)


class _Unnamed(Exception):
    """Codes that name nothing, or several things, each with what it names."""

    def __init__(self, wrong: Sequence[tuple[str, Sequence[Thing]]], prefix: str) -> None:
        super().__init__(len(wrong))
        self._wrong = wrong
        self._prefix = prefix

    def told(self, *, as_json: bool) -> int:
        """Say all of it; answers how the command ends."""
        if as_json:
            errors = [
                {"code": wording.code(things), "target": text, "message": wording.unnamed(text, things)}
                for text, things in self._wrong
            ]
            output.document({"errors": errors})
        for text, things in self._wrong if not as_json else ():
            try:
                the_one(things, text, self._prefix)
            except NotOne:
                continue  # it has been said
        return Exit.AMBIGUOUS if all(things for _, things in self._wrong) else Exit.NO


# What came of it


def _told(arguments: Namespace, answer: "Done | Plan", code: "Callable[[Planned], str | None]") -> int:
    plan = answer if isinstance(answer, Plan) else answer.plan
    done = None if isinstance(answer, Plan) else answer
    if arguments.json:
        head = {
            "action": arguments.action,
            "done": done is not None,
            "operation": None if done is None else done.operation,
            "document": None if done is None or done.document is None else done.document.label,
            "changed": plan.done if plan.ready else 0,
            "refused": plan.refused,
            "again": plan.again,
        }
        output.streamed(head, "rows", (_row(row, code(row)) for row in plan.rows))
    else:
        _print(plan, done, every=done is not None or arguments.dry_run)
    return Exit.OK if plan.ready or not plan.refused else Exit.NO


def _print(plan: Plan, done: "Done | None", *, every: bool) -> None:
    """What is refused, one line for each reason; and `every` other row."""
    if every:
        output.lines(*(wording.row(row) for row in plan.rows if row.code is None))
    for _, rows in groupby((row for row in plan.rows if row.code is not None), key=lambda row: row.why):
        sys.stderr.write(f"{common.told(wording.refused(tuple(rows)))}\n")
    if done is None:
        output.lines(wording.planned(plan))
    else:
        output.lines(wording.done(done.outcome.text, None if done.document is None else done.document.label))


def _row(row: "Planned", code: str | None) -> dict[str, Any]:
    return {
        "target": code,
        "kind": row.thing.kind,
        "id": row.thing.id,
        "label": row.label,
        "before": row.before or None,
        "after": row.after or None,
        "again": row.again,
        "code": row.code,
        "message": row.why or None,
    }
