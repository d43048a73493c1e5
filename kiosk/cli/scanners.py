"""`kiosk scanners`: the devices that could be scanners, why each is used or not, and whether it may be read."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from kiosk.cli import output
from kiosk.cli.command import Commands, command, json_option
from kiosk.cli.equipment import Device, Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import configured
from kiosk.config import ScannerConfig, SerialConfig
from kiosk.wording import commands as wording
from kiosk.wording import scanners as words


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = command(commands, "scanners", wording.scanners_help(), wording.scanners_about())
    json_option(parser)
    parser.set_defaults(run=_run)


def _run(arguments: Namespace, equipment: Equipment) -> int:
    entries = configured(arguments).scanner
    devices = equipment.devices(entries)
    if arguments.json:
        output.document([_facts(device) for device in devices])
        return Exit.OK
    for device in devices:
        output.lines(*_lines(device), "")
    if not devices:
        output.lines(words.none_found())
    output.lines(*_without_device(entries, devices))
    return Exit.OK


def _lines(device: Device) -> Iterator[str]:
    title = (device.links[0] if device.links else device.node, device.name, device.id)
    yield "  ".join(fact for fact in title if fact)
    chosen = [verdict for verdict in device.verdicts if verdict.chosen]
    of_kind = [verdict for verdict in device.verdicts if verdict.why != "other_kind"]
    for verdict in chosen or of_kind or device.verdicts[:1]:
        say = words.chosen if verdict.chosen else words.not_chosen
        yield f"  {say(verdict.scanner, words.why(verdict.why))}"
    yield f"  {_permission(device)}"
    if device.held:
        yield f"  {words.held()}"


def _permission(device: Device) -> str:
    return words.permitted() if device.readable else words.missing(device.missing, device.kind, device.id)


def _facts(device: Device) -> dict[str, Any]:
    verdicts = [{**asdict(verdict), "text": words.why(verdict.why)} for verdict in device.verdicts]
    chosen = next((verdict.scanner for verdict in device.verdicts if verdict.chosen), None)
    return {**asdict(device), "verdicts": verdicts, "scanner": chosen, "permission": _permission(device)}


def _without_device(entries: Sequence[ScannerConfig], devices: Sequence[Device]) -> Iterator[str]:
    used = {verdict.scanner for device in devices for verdict in device.verdicts if verdict.chosen}
    for entry in entries:
        if entry.name not in used:
            yield words.not_there(entry.name, entry.port if isinstance(entry, SerialConfig) else entry.device)
