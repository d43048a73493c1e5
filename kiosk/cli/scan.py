"""`kiosk scan`: look codes up and journal them, as the station would."""

import os
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import Any

from kiosk.barcodes import account
from kiosk.barcodes.account import Said
from kiosk.barcodes.commands import Command
from kiosk.barcodes.reading import Ambiguous, Found, Unknown
from kiosk.cli import output
from kiosk.cli.command import Commands, command, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import at_work, configured, opened
from kiosk.outcome import Outcome
from kiosk.scan import Scan, visible_bytes
from kiosk.stock.thing import Thing
from kiosk.wording import command_codes, explanation, labelled
from kiosk.wording import commands as wording

SOURCE = "command"  # in the journal: where these codes came from, instead of a scanner and of a screen


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = command(commands, "scan", wording.scan_help(), wording.scan_about())
    parser.add_argument("codes", metavar="CODE", nargs="+", help=wording.scan_code())
    parser.add_argument("--hex", action="store_true", help=wording.hex_option())
    json_option(parser)
    parser.set_defaults(run=_run, refuse=parser.error)


def _run(arguments: Namespace, equipment: Equipment) -> int:
    codes = [_raw(arguments, text) for text in arguments.codes]
    answers = _scanned(arguments, codes)
    if arguments.json:
        output.document([_facts(scan, outcome) for scan, outcome in answers])
    else:
        for scan, outcome in answers:
            output.lines(*_lines(scan, outcome))
    results = {outcome.result for _, outcome in answers}
    if results & {"unknown", "command"}:
        return Exit.NO
    return Exit.AMBIGUOUS if "ambiguous" in results else Exit.OK


def _raw(arguments: Namespace, text: str) -> bytes:
    if not arguments.hex:
        return os.fsencode(text)  # bytes that are not UTF-8 come through as they were typed
    try:
        return bytes.fromhex(text)
    except ValueError:
        arguments.refuse(wording.bad_hex(text))
        raise


def _scanned(arguments: Namespace, codes: Sequence[bytes]) -> list[tuple[Scan, Outcome]]:
    """Each code by itself, in its own transaction: the same one twice is asked twice, and no double read."""
    from kiosk.flows import intake, lookup

    config = configured(arguments)
    answers = []
    with opened(config, create=True) as store:
        post = at_work(store, config)
        for seq, raw in enumerate(codes, 1):
            scan = Scan(raw, SOURCE, seq, time.time_ns() // 1000, time.monotonic_ns())
            before = (intake.Recent(), lookup.LookupState())
            _, (outcome,) = store.call(intake.take, post, SOURCE, lookup.scan, before, [scan])
            answers.append((scan, outcome))
    return answers


def _facts(scan: Scan, outcome: Outcome) -> dict[str, Any]:
    from kiosk.flows.lookup import explain

    told = explain(outcome.meaning, scan)
    meaning = outcome.meaning
    thing = meaning.thing if isinstance(meaning, Found) else None
    return {
        "result": outcome.result,
        "code": scan.raw.decode("utf-8", "backslashreplace"),
        "hex": scan.raw.hex(),
        "kind": thing.kind if thing else None,
        "id": thing.id if thing else None,
        "label": thing.label if thing else None,
        "text": outcome.text,
        "detail": _detail(outcome),
        "things": [_thing(thing) for thing in _things(outcome)],
        "says": _says(told.said) if told.said else None,
        "readings": [
            {
                "reader": reading.reader,
                "verdict": reading.verdict,
                "why": reading.why,
                "things": [_thing(thing) for thing in reading.things],
            }
            for reading in told.readings
        ],
    }


def _says(said: Said) -> dict[str, Any]:
    """What a code says beyond naming a thing: its language, the rule by which it has that, its elements."""
    content = said.content
    return {
        "language": content.language,
        "rule": content.rule,
        "counts": not said.whole,
        "fields": [{"id": field.id, "name": field.name or None, "text": field.text} for field in content.fields],
        "gtin": content.gtin14 or None,
        "batch": content.batch or None,
        "serials": list(content.serials),
        "expiry": None if content.expiry is None else content.expiry.isoformat(),
        "date_code": content.date_code or None,
        "quantity": None if content.quantity is None else f"{content.quantity:f}",
        "unit": content.unit or None,
        "order": content.order or None,
        "supplier_order": content.supplier_order or None,
        "delivery": content.delivery or None,
        "supplier": content.supplier or None,
        "manufacturer": content.manufacturer or None,
        "faults": list(content.faults),
    }


def _things(outcome: Outcome) -> tuple[Thing, ...]:
    match outcome.meaning:
        case Found(thing=thing):
            return (thing,)
        case Ambiguous(things=things):
            return things
        case _:
            return ()


def _thing(thing: Thing) -> dict[str, Any]:
    return {"kind": thing.kind, "id": thing.id, "label": thing.label}


def _lines(scan: Scan, outcome: Outcome) -> Iterator[str]:
    yield wording.scanned(visible_bytes(scan.raw), outcome.text)
    for thing in _things(outcome):
        yield wording.scanned_more(thing.label)
    if detail := _detail(outcome):
        yield wording.scanned_more(detail)
    if isinstance(outcome.meaning, (Found, Ambiguous)) and (content := outcome.meaning.tried.content):
        from kiosk.flows import lookup

        told = labelled.says(lookup.in_own_unit(outcome.view, content))
        yield wording.scanned_more(wording.scanned_says(explanation.says(content.language), told))
        for fault in content.faults:
            yield wording.scanned_more(fault)


def _detail(outcome: Outcome) -> str:
    """More of the answer; where a station says what to do there, its words would not fit here."""
    match outcome.meaning:
        case Unknown(tried=tried):
            return account.invalid(tried) or wording.unknown_code()
        case Command() as command:
            return command_codes.is_command(command)
        case _:
            return outcome.detail
