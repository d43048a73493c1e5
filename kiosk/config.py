"""kiosk.toml as frozen, validated values.

Owns the shape of the file and its defaults; `kiosk.config_file` reads it, `kiosk.config_limits` has what is
allowed beyond the types. Imports nothing heavy, since the reader process imports it. Business rules that
stations of one store share are in `kiosk.stock.rules`; the file only seeds them in a new store.
"""

from dataclasses import dataclass, field
from typing import Literal

from kiosk.stock.rules import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class StationConfig:
    """[station]: who and where this station is."""

    name: str = ""  # empty: the host's name
    timezone: str = ""  # an IANA name; empty: the system's
    operator: str = ""  # who works here; empty: the user who started the station
    mode_idle: int = 120  # 0 … 86400 seconds without a scan or a key after which move into … end; 0: never


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreConfig:
    """[store]: where stock and journal are kept."""

    url: str = ""  # empty: SQLite, kiosk.db in the data folder; sqlite:///… or postgresql://…


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundConfig:
    """[sound]: what is heard with each tone."""

    bell: bool = True  # the terminal's bell
    speaker: bool = True  # the PC speaker, where there is one
    beeper: bool = True  # a serial scanner's own beeper, where [[scanner]] beeps are set


@dataclass(frozen=True, slots=True, kw_only=True)
class HidConfig:
    """[[scanner]] with driver = "hid": a scanner that types, read by an exclusive evdev grab."""

    name: str = "scanner"
    driver: Literal["hid"] = "hid"
    device: str = "auto"  # auto, a /dev/input/by-id or by-path link, vendor:product in hex, or a name pattern (* ?)
    layout: Literal["us", "gb", "de", "fr", "ch", "cz"] = "us"
    terminator: Literal["enter", "tab", "none"] = "enter"
    silence_ms: int = 80  # 5 … 2000; ends a code when terminator is "none", and a torn one always
    prefix: str = ""
    suffix: str = ""
    aim: bool = True  # split a leading AIM symbology identifier such as ]C1 off
    substitutions: dict[str, str] = field(default_factory=dict)  # text → text, such as "\uf70b" = "\u001d"
    between: str = ""  # what separates several labels that come as one code; empty: none come so
    together_ms: int = 0  # 0 … 2000; codes that begin within this time of the last one's end are one read; 0: none are


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialConfig:
    """[[scanner]] with driver = "serial": a scanner on a serial port."""

    name: str = "scanner"
    driver: Literal["serial"] = "serial"
    port: str = ""  # /dev/serial/by-id/… or /dev/tty…; required
    baud: int = 9600
    bits: Literal[7, 8] = 8
    parity: Literal["none", "even", "odd", "mark", "space"] = "none"
    stop_bits: Literal[1, 2] = 1
    flow: Literal["none", "rts-cts", "xon-xoff", "dsr-dtr"] = "none"
    terminator: Literal["cr", "lf", "crlf", "etx", "none"] = "cr"
    silence_ms: int = 80  # 5 … 2000
    stx: bool = False  # each code begins with STX (0x02)
    prefix: str = ""
    suffix: str = ""
    aim: bool = True
    substitutions: dict[str, str] = field(default_factory=dict)
    between: str = ""
    together_ms: int = 0
    beeps: dict[Literal["ok", "again", "ask", "no", "fault"], str] = field(default_factory=dict)  # tone → what is sent


ScannerConfig = HidConfig | SerialConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterConfig:
    """What every [[printer]] has. Without `width` and `height` a label is as large as its template says."""

    name: str = "labels"
    language: Literal["zpl", "pdf", "png"] = "zpl"  # what it understands
    dpi: Literal[203, 300, 600] = 203
    width: float = 0.0  # 0 … 1000 mm of the labels in it; 0: the label's own
    height: float = 0.0
    sheet: str = ""  # the label sheet in it, for pdf; empty: each label is a page


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicePrinter(PrinterConfig):
    """[[printer]] with kind = "device": a printer on USB or a parallel port, as a file."""

    kind: Literal["device"] = "device"
    device: str = "/dev/usb/lp0"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPrinter(PrinterConfig):
    """[[printer]] with kind = "network": one that takes raw data on a TCP port."""

    kind: Literal["network"] = "network"
    host: str = ""  # a name or an address; required
    port: int = 9100


@dataclass(frozen=True, slots=True, kw_only=True)
class CupsPrinter(PrinterConfig):
    """[[printer]] with kind = "cups": a queue of CUPS, by its command lp."""

    kind: Literal["cups"] = "cups"
    language: Literal["zpl", "pdf", "png"] = "pdf"
    queue: str = ""  # required


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePrinter(PrinterConfig):
    """[[printer]] with kind = "file": no printer, but a folder that gets a file for each label."""

    kind: Literal["file"] = "file"
    language: Literal["zpl", "pdf", "png"] = "pdf"
    folder: str = ""  # an absolute path; required


AnyPrinter = DevicePrinter | NetworkPrinter | CupsPrinter | FilePrinter


@dataclass(frozen=True, slots=True, kw_only=True)
class BarcodesConfig:
    """[barcodes]: how this station reads codes."""

    plugins: tuple[str, ...] = ()  # barcode plugins by name that are asked before all others, in this order


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsConfig:
    """[labels]: which labels are printed by themselves, and where."""

    receiving: Literal["off", "each", "posting"] = "off"  # of what comes in: with each serial, or when it is posted
    printer: str = ""  # where labels go that no printer is named for; empty: the first [[printer]]
    templates: str = ""  # an absolute path; a template there goes before the built-in one of its name


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupConfig:
    """[backup]: copies of a store on SQLite, made by the running station; on a server they are pg_dump's business."""

    daily: bool = True
    at: str = "03:00"  # HH:MM, in the station's time zone; made as soon as can be after it
    folder: str = ""  # an absolute path; empty: backups/ beside the store
    keep: int = 14  # 1 … 10000; older ones are deleted


@dataclass(frozen=True, slots=True, kw_only=True)
class LogConfig:
    """[log]: the log file in the state folder."""

    level: Literal["debug", "info", "warning", "error"] = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The whole of kiosk.toml."""

    station: StationConfig = StationConfig()
    store: StoreConfig = StoreConfig()
    backup: BackupConfig = BackupConfig()
    sound: SoundConfig = SoundConfig()
    log: LogConfig = LogConfig()
    barcodes: BarcodesConfig = BarcodesConfig()
    labels: LabelsConfig = LabelsConfig()
    rules: Rules = Rules()  # seeds a new store
    scanner: tuple[ScannerConfig, ...] = (HidConfig(),)
    printer: tuple[AnyPrinter, ...] = ()

    @property
    def label_printer(self) -> str:
        """Where labels go that no printer is named for; empty where there is none."""
        return self.labels.printer or next((printer.name for printer in self.printer), "")
