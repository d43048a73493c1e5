"""`kiosk stock`: what there is of a part, where a unit is and was, what lies in a location, which parts run low."""

from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kiosk.cli import output
from kiosk.cli.command import Commands, command, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.naming import NotOne, the_one
from kiosk.cli.opening import configured, opened
from kiosk.stock.thing import Kind, Thing
from kiosk.wording import answers
from kiosk.wording import sheets as labels
from kiosk.wording import stock as wording

if TYPE_CHECKING:
    from kiosk.store.database import Store

LISTED = 200  # units, rows of a history and of contents without --all

_KINDS = {"part": Kind.PART, "serial": Kind.STOCK_ITEM, "location": Kind.LOCATION}


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = command(commands, "stock", wording.stock_help(), wording.stock_about())
    parser.add_argument("name", metavar="NAME", nargs="?", help=wording.name())
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--part", action="store_true", help=wording.part_option())
    kind.add_argument("--serial", action="store_true", help=wording.serial_option())
    kind.add_argument("--location", action="store_true", help=wording.location_option())
    parser.add_argument("--low", action="store_true", help=wording.low_option())
    parser.add_argument("--all", action="store_true", help=wording.all_option())
    json_option(parser)
    parser.set_defaults(run=_run, refuse=parser.error)


def _run(arguments: Namespace, equipment: Equipment) -> int:
    if (arguments.name is None) != arguments.low:
        arguments.refuse(wording.name_or_low())
    with opened(configured(arguments)) as store:
        if arguments.low:
            _print_low(store, arguments.json)
            return Exit.OK
        try:
            thing = _named(store, arguments)
        except NotOne as none:
            return none.code
        from kiosk.cli.stock_facts import told

        head, name, rows = told(store, thing, None if arguments.all else LISTED)
        if arguments.json:
            output.streamed(head, name, rows)
        else:
            _print(head, name, rows)
    return Exit.OK


def _named(store: "Store", arguments: Namespace) -> Thing:
    from kiosk.flows import lookup, naming

    kinds = {kind for option, kind in _KINDS.items() if getattr(arguments, option)}
    found = store.look(naming.named, arguments.name, kinds)
    stock = [thing for thing in found if thing.kind is not Kind.DOCUMENT]  # of those tells `kiosk document`
    may_be_unit = not kinds or Kind.STOCK_ITEM in kinds
    gone = store.look(lookup.void, arguments.name) if may_be_unit and not stock else ""
    return the_one(stock, arguments.name, store.look(naming.prefix), gone)


def _print_low(store: "Store", json: bool) -> None:
    from kiosk.cli import stock_facts

    rows = stock_facts.low(store)
    if json:
        output.array(rows)
        return
    told = [(row["number"], _of(row, "on_hand"), labels.minimum(_of(row, "minimum")), row["name"]) for row in rows]
    output.table(told) if told else output.lines(wording.none_low())


# For people


def _of(row: Mapping[str, Any], name: str) -> str:
    from decimal import Decimal

    return answers.amount(Decimal(row[name]), row["unit"])


def _print(head: dict[str, Any], name: str, rows: Iterable[dict[str, Any]]) -> None:
    match head["kind"]:
        case Kind.PART:
            _print_part(head)
        case Kind.LOCATION:
            output.lines(" · ".join(filter(None, (head["path"], head["name"]))))
        case _:
            _print_item(head)
    told = [_row(name, row, head) for row in rows]
    if told:
        output.lines("", wording.heading("history" if name == "movements" else name))
        output.table(told)
        total = head.get(f"{name}_total", len(told))
        if total > len(told):
            output.lines(wording.shown(len(told), total))
    elif name == "contents":
        output.lines(wording.nothing_here())


def _print_part(head: dict[str, Any]) -> None:
    output.lines(f"{head['number']} · {head['name']}")
    minimum = _of(head, "minimum") if head["minimum"] is not None else ""
    total = wording.total(_of(head, "on_hand"), _of(head, "available"), minimum)
    output.lines(f"{total}, {wording.below_minimum()}" if head["below_minimum"] else total)
    shares: Sequence[tuple[str, str]] = (("locations", "location"), ("batches", "batch"), ("statuses", "status"))
    for name, key in shares:
        told = [
            (answers.status(row[key]) if key == "status" else row[key], _of({**row, "unit": head["unit"]}, "quantity"))
            for row in head[name]
        ]
        if told:
            output.lines("", wording.heading(name))
            output.table(told)
    if head["variants"]:
        output.lines("", wording.heading("variants"))
        output.table(
            [(row["number"], row["name"], _of({**row, "unit": head["unit"]}, "on_hand")) for row in head["variants"]]
        )


def _print_item(head: dict[str, Any]) -> None:
    output.lines(f"{head['part']} · {head['name']}")
    facts = (
        (labels.serial(), head["serial"]),
        (labels.quantity(), "" if head["serial"] else _of(head, "quantity")),
        (labels.batch(), head["batch"]),
        (labels.status(), answers.status(head["status"])),
        (labels.place(), head["location"] or wording.out()),
        (labels.expires(), head["expiry"]),
        (labels.warranty(), head["warranty_until"]),
        (labels.supplier(), head["supplier"]),
        (labels.notes(), head["notes"]),
    )
    output.table([(label, value) for label, value in facts if value])


def _row(name: str, row: dict[str, Any], head: dict[str, Any]) -> tuple[str, ...]:
    from kiosk.wording import history as words

    match name:
        case "units":
            return row["serial"], answers.status(row["status"]), row["location"] or "", row["batch"] or ""
        case "contents":
            return row["location"], row["part"], _of(row, "quantity"), row["name"]
        case _:
            before, after = row["status_before"], answers.status(row["status_after"])
            told = after if before in (None, row["status_after"]) else words.changed(answers.status(before), after)
            who, why = (row["operator"], row["station"]), (row["reference"], row["note"], row["remark"])
            where = row["to"] or wording.out()
            return row["recorded_at"], *who, words.act(row["act"]), told, where, " · ".join(filter(None, why))
