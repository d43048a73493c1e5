"""What `kiosk journal` and `kiosk movements` share: options that leave rows out, and the rows that are left."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from itertools import chain
from typing import TYPE_CHECKING, Any

from kiosk.cli import output, times
from kiosk.cli.command import json_option
from kiosk.cli.exits import Exit
from kiosk.cli.naming import NotOne, the_one
from kiosk.cli.opening import configured, opened
from kiosk.stock.history import Filter, Log
from kiosk.stock.ledger import Act
from kiosk.stock.thing import Kind, Thing
from kiosk.wording import commands as common
from kiosk.wording import history_commands as wording

if TYPE_CHECKING:
    from kiosk.flows.history import Row
    from kiosk.store.database import Store

PAGE = 500  # rows held at a time


def options(parser: ArgumentParser, log: Log) -> None:
    """Adds the forms of output and the filter."""
    form = parser.add_mutually_exclusive_group()
    json_option(form)
    form.add_argument("--csv", action="store_true", help=common.csv_option())
    parser.add_argument("--since", metavar="TIME", help=common.since_option())
    parser.add_argument("--until", metavar="TIME", help=wording.until_option())
    parser.add_argument("--station", metavar="NAME", default="", help=wording.station_option())
    parser.add_argument("--operator", metavar="NAME", default="", help=wording.operator_option())
    if log is Log.JOURNAL:
        parser.add_argument("--device", metavar="NAME", default="", help=wording.device_option())
        parser.add_argument("--result", metavar="RESULT", default="", help=wording.result_option())
    else:
        acts = [act.value for act in Act]
        parser.add_argument("--act", metavar="ACT", choices=acts, type=str, help=wording.act_option(", ".join(acts)))
    parser.add_argument("--part", metavar="PART", help=wording.part_option())
    parser.add_argument("--serial", metavar="SERIAL", help=wording.serial_option())
    parser.add_argument("--location", metavar="LOCATION", help=wording.location_option())
    parser.add_argument("--text", metavar="TEXT", default="", help=wording.text_option(log))
    parser.set_defaults(refuse=parser.error)


def printed(arguments: Namespace, log: Log, line: Callable[[Any, tzinfo | None], str]) -> int:
    """Print the rows that the options leave, in the form that they ask for; `line` is a row for people."""
    from kiosk.exchange.history import COLUMNS, cells, facts

    config = configured(arguments)
    zone = _zone(config.station.timezone)
    since, until = _times(arguments, zone)
    with opened(config) as store:
        try:
            wanted = _wanted(arguments, store, since, until)
        except NotOne as none:
            return none.code
        rows = _rows(store, log, wanted)
        if arguments.json:
            output.array(map(facts, rows))
        elif arguments.csv:
            output.rows(chain([COLUMNS[log]], map(cells, rows)))
        else:
            for row in rows:
                output.lines(line(row, zone))
    return Exit.OK


def _times(arguments: Namespace, zone: tzinfo | None) -> tuple[int | None, int | None]:
    now = datetime.now(UTC)
    try:
        since = None if arguments.since is None else times.since(arguments.since, now, zone)
        until = None if arguments.until is None else times.until(arguments.until, now, zone)
    except ArgumentTypeError as error:
        arguments.refuse(str(error))
        raise
    return since, until


def _zone(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name) if name else None


def _wanted(arguments: Namespace, store: "Store", since: int | None, until: int | None) -> Filter:
    part = _thing(store, arguments.part, Kind.PART)
    return Filter(
        since=since,
        until=until,
        station=arguments.station,
        operator=arguments.operator,
        device=getattr(arguments, "device", ""),
        result=getattr(arguments, "result", ""),
        act=Act(arguments.act) if getattr(arguments, "act", None) else None,
        part=part,
        item=_thing(store, arguments.serial, Kind.STOCK_ITEM, part),
        place=_thing(store, arguments.location, Kind.LOCATION),
        text=arguments.text,
    )


def _thing(store: "Store", text: str | None, kind: Kind, part: Thing | None = None) -> Thing | None:
    """The thing of an option; of a serial that several parts have, the one of `part`. Raises NotOne."""
    from kiosk.flows import naming

    if text is None:
        return None
    found = store.look(naming.named, text, {kind})
    if part is not None and len(found) > 1:
        found = store.look(naming.of_part, found, part)
    return the_one(found, text, store.look(naming.prefix))


def _rows(store: "Store", log: Log, wanted: Filter) -> "Iterator[Row]":
    """Oldest first, a page at a time: each of them is a transaction of its own."""
    from kiosk.flows import history as flow
    from kiosk.store import history

    left = store.look(history.everything, log, wanted)
    while left is not None:
        ids, left = store.look(lambda db, at: history.find(db, log, wanted, at, PAGE, oldest_first=True), left)
        yield from store.look(flow.read, log, ids)
