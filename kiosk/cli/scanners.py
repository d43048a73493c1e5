"""`kiosk scanners`: the devices that could be scanners, why each is used or not, and whether it may be read."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from kiosk.cli import output
from kiosk.cli.command import Commands, command, json_option
from kiosk.cli.equipment import Device, Equipment, Verdict
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
        used = [_entry(entry, devices) for entry in entries]
        output.document({"devices": [_facts(device) for device in devices], "entries": used})
        return Exit.OK
    for device in devices:
        output.lines(*_lines(device), "")
    if not devices:
        output.lines(words.none_found())
    output.lines(*(_not_there(entry) for entry in entries if _chosen(entry, devices) is None))
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


def _entry(entry: ScannerConfig, devices: Sequence[Device]) -> dict[str, Any]:
    """A [[scanner]] with the node of its device, or null, and why."""
    if (found := _chosen(entry, devices)) is None:
        return {"name": entry.name, "device": None, "text": _not_there(entry)}
    device, verdict = found
    return {"name": entry.name, "device": device.node, "text": words.why(verdict.why)}


def _chosen(entry: ScannerConfig, devices: Sequence[Device]) -> tuple[Device, Verdict] | None:
    chosen = ((device, verdict) for device in devices for verdict in device.verdicts if verdict.chosen)
    return next((found for found in chosen if found[1].scanner == entry.name), None)


def _not_there(entry: ScannerConfig) -> str:
    return words.not_there(entry.name, entry.port if isinstance(entry, SerialConfig) else entry.device)
