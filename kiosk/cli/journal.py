"""`kiosk journal`: the journal of scans for people, for programs and for spreadsheets."""

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from itertools import chain
from typing import TYPE_CHECKING, Any

from kiosk.cli import output, times
from kiosk.cli.command import Commands, command, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import configured, opened
from kiosk.scan import visible_bytes
from kiosk.wording import commands as wording

if TYPE_CHECKING:
    from kiosk.store.database import Store
    from kiosk.store.journal import Record

PAGE = 500  # rows held at a time
COLUMNS = (
    "station", "seq", "run", "recorded_at", "scanned_at", "operator", "screen", "device", "device_seq",
    "code", "hex", "symbology", "typed", "result", "tone", "kind", "id",
)  # fmt: skip


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = command(commands, "journal", wording.journal_help(), wording.journal_about())
    form = parser.add_mutually_exclusive_group()
    json_option(form)
    form.add_argument("--csv", action="store_true", help=wording.csv_option())
    parser.add_argument("--since", metavar="TIME", help=wording.since_option())
    parser.set_defaults(run=_run, refuse=parser.error)


def _run(arguments: Namespace, equipment: Equipment) -> int:
    config = configured(arguments)
    zone = _zone(config.station.timezone)
    since = _since(arguments, zone)
    with opened(config) as store:
        records = _records(store, since)
        if arguments.json:
            output.array(map(_facts, records))
        elif arguments.csv:
            output.rows(chain([COLUMNS], map(_cells, records)))
        else:
            for record in records:
                output.lines(_line(record, zone))
    return Exit.OK


def _since(arguments: Namespace, zone: tzinfo | None) -> int:
    if arguments.since is None:
        return 0
    try:
        return times.since(arguments.since, datetime.now(UTC), zone)
    except ArgumentTypeError as error:
        arguments.refuse(str(error))
        raise


def _zone(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name) if name else None


def _records(store: "Store", since: int) -> "Iterator[Record]":
    from kiosk.store import journal

    last = 0
    while True:
        # An iterator would be read after its transaction.
        page = store.look(lambda db, after: list(journal.rows(db, since, PAGE, after)), last)
        yield from page
        if len(page) < PAGE:
            return
        last = page[-1].id


def _facts(record: "Record") -> dict[str, Any]:
    """All of a row. `code` is null where the bytes are no text; `hex` always has them."""
    return {
        "station": record.station,
        "seq": record.seq,
        "run": record.run,
        "recorded_at": times.iso(record.recorded_at),
        "scanned_at": times.iso(record.scanned_at),
        "operator": record.operator,
        "screen": record.screen,
        "device": record.device,
        "device_seq": record.device_seq,
        "code": record.text,
        "hex": bytes(record.raw).hex(),
        "symbology": record.symbology,
        "typed": record.typed,
        "result": record.result,
        "tone": record.tone,
        "kind": record.kind,
        "id": record.thing_id,
    }


def _cells(record: "Record") -> list[Any]:
    """The facts as they stand in CSV: control characters are visible marks, and exact in `hex`."""
    shown = {**_facts(record), "code": visible_bytes(record.raw), "typed": int(record.typed)}
    return [shown[name] for name in COLUMNS]


def _line(record: "Record", zone: tzinfo | None) -> str:
    return wording.journalled(
        times.local(record.recorded_at, zone),
        record.station,
        record.operator,
        record.device,
        record.result,
        visible_bytes(record.raw),
        f"{record.kind} {record.thing_id}" if record.kind else "",
    )
