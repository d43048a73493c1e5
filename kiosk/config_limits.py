"""What the keys of kiosk.toml may be beyond their types: for each a sentence and a test.

Knows values, not files. A key that is not listed may be whatever its type allows.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from kiosk.config import (
    BackupConfig,
    BarcodesConfig,
    CupsPrinter,
    DevicePrinter,
    FilePrinter,
    HidConfig,
    LabelsConfig,
    LogConfig,
    NetworkPrinter,
    SerialConfig,
    SoundConfig,
    StationConfig,
    StoreConfig,
)
from kiosk.stock.rules import Rules, is_allowed
from kiosk.wording import config as wording

LONGEST_NAME = 100  # of a station or an operator
LONGEST_SCANNER_NAME = 40
LONGEST_PRINTER_NAME = 40
LARGEST_LABEL = 1000  # mm
NOT_SCANNERS = frozenset({"keyboard", "command"})  # where else a code can come from, in the journal
_USB_ID = re.compile(r"[0-9a-f]{4}:[0-9a-f]{4}", re.IGNORECASE)
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_QUEUE = re.compile(r"(?!-)[^\s/#\x00-\x20\x7f]{1,127}")
_HOST = re.compile(r"[A-Za-z0-9.:_%-]{1,253}")
_LIKE_USB_ID = re.compile(r"[0-9a-f]+:[0-9a-f]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limit:
    """`allowed()` says what is allowed; `holds(value)` tests a value of the right type.

    `why(value)` says what is wrong with one, where what is allowed takes long to tell.
    """

    allowed: Callable[[], str]
    holds: Callable[[Any], bool]
    why: Callable[[Any], str] = lambda value: ""


def _within(low: int, high: int) -> Limit:
    return Limit(partial(wording.whole_number, low, high), lambda value: low <= value <= high)


def _is_name(value: str) -> bool:
    return len(value) <= LONGEST_NAME and value.isprintable()


def _is_scanner_name(value: str) -> bool:
    return 1 <= len(value) <= LONGEST_SCANNER_NAME and value.isprintable() and value not in NOT_SCANNERS


def _is_printer_name(value: str) -> bool:
    return 1 <= len(value) <= LONGEST_PRINTER_NAME and value.isprintable() and bool(value.strip())


def _is_time_zone(name: str) -> bool:
    import zoneinfo

    try:
        return not name or bool(zoneinfo.ZoneInfo(name))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _is_store_url(url: str) -> bool:
    if "\0" in url:
        return False
    scheme, _, rest = url.partition("://")
    match scheme:
        case "sqlite":
            return rest.startswith("//") and len(rest) > 2  # absolute: where one starts the station never decides
        case "postgresql":
            return bool(rest)
        case _:
            return not url


def _is_batch_template(value: str) -> bool:
    from kiosk.serials import batches

    try:
        return batches.checked(value) == value
    except ValueError:
        return False


def _wrong_amounts(value: str) -> str:
    from kiosk.barcodes import amounts

    try:
        amounts.checked(value)
    except ValueError as error:
        return wording.rule_wrong(str(error))
    return ""


def _is_folder(value: str) -> bool:
    return not value or (value.startswith("/") and "\0" not in value)


def _is_device(value: str) -> bool:
    return bool(value) and "\0" not in value and (bool(_USB_ID.fullmatch(value)) or not _LIKE_USB_ID.fullmatch(value))


def _is_port(value: str) -> bool:
    return value.startswith("/") and "\0" not in value


def _is_print_folder(value: str) -> bool:
    return bool(value) and _is_folder(value)


_NAME = Limit(partial(wording.printable, LONGEST_NAME), _is_name)
_FRAMING = {
    "name": Limit(partial(wording.scanner_name, LONGEST_SCANNER_NAME), _is_scanner_name),
    "silence_ms": _within(5, 2000),
    "together_ms": _within(0, 2000),
}

_SIZE = Limit(partial(wording.millimetres, LARGEST_LABEL), lambda value: 0 <= value <= LARGEST_LABEL)
_PRINTER = {
    "name": Limit(partial(wording.printer_name, LONGEST_PRINTER_NAME), _is_printer_name),
    "width": _SIZE,
    "height": _SIZE,
    "sheet": Limit(wording.sheet, _is_name),
}

LIMITS: Mapping[type, Mapping[str, Limit]] = MappingProxyType(
    {
        StationConfig: {
            "name": _NAME,
            "operator": _NAME,
            "timezone": Limit(wording.time_zone, _is_time_zone),
            "mode_idle": _within(0, 86_400),
        },
        StoreConfig: {"url": Limit(wording.store_url, _is_store_url)},
        BackupConfig: {
            "at": Limit(wording.time_of_day, lambda value: bool(_CLOCK.fullmatch(value))),
            "folder": Limit(wording.folder, _is_folder),
            "keep": _within(1, 10_000),
        },
        SoundConfig: {},
        LogConfig: {},
        BarcodesConfig: {"plugins": Limit(wording.plugins, lambda value: all(value) and len(set(value)) == len(value))},
        LabelsConfig: {"templates": Limit(wording.templates_folder, _is_folder)},
        DevicePrinter: {**_PRINTER, "device": Limit(wording.printer_device, _is_port)},
        NetworkPrinter: {
            **_PRINTER,
            "host": Limit(wording.host, lambda value: bool(_HOST.fullmatch(value))),
            "port": _within(1, 65_535),
        },
        CupsPrinter: {**_PRINTER, "queue": Limit(wording.queue, lambda value: bool(_QUEUE.fullmatch(value)))},
        FilePrinter: {**_PRINTER, "folder": Limit(wording.print_folder, _is_print_folder)},
        Rules: {
            "code_prefix": Limit(wording.code_prefix, partial(is_allowed, "code_prefix")),
            "code_amounts": Limit(wording.code_amounts, partial(is_allowed, "code_amounts"), _wrong_amounts),
            "batch_template": Limit(wording.batch_template, _is_batch_template),
            "journal_days": Limit(partial(wording.whole_number, 1, 36_500), partial(is_allowed, "journal_days")),
        },
        HidConfig: {**_FRAMING, "device": Limit(wording.device, _is_device)},
        SerialConfig: {**_FRAMING, "port": Limit(wording.port, _is_port), "baud": _within(50, 4_000_000)},
    }
)
