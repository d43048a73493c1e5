"""The composition root: the only file that knows core, drivers and screens together, and how the program ends.

A station starts in this order: the reader process, which then starts on another core; Textual and the screens;
after the first paint, the store.
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import __version__, paths
from kiosk.errors import DeviceError, KioskError
from kiosk.wording import commands as wording

if TYPE_CHECKING:
    from kiosk.cli.equipment import Device
    from kiosk.config import Config, ScannerConfig
    from kiosk.post import Post
    from kiosk.printers.spooler import Spooler
    from kiosk.store.database import Store
    from screens.parts import Demo, Opened

DEMO_CODE = "2012345678903"  # a part of the sample data that is in stock
INTERRUPTED = 130  # 128 + SIGINT


def main() -> int:
    """Do what the command line asks for; answers the exit code."""
    _fill_streams()
    try:
        match sys.argv[1:]:
            # The station's start is what its operator waits for, so it goes without the whole command line.
            case []:
                return _configured_station(None)
            case ["--config", file]:
                return _configured_station(file)
            case words:
                from kiosk.cli import main as commands
                from kiosk.cli.equipment import Equipment

                return commands.run(words, Equipment(_station, _demo, _devices, _simulate), __version__)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _own_fault(error)


def _configured_station(file: str | None) -> int:
    from kiosk import config_file
    from kiosk.cli.ending import ended

    return ended(lambda: _station(config_file.load(config_file.find(file, os.environ))))


def _config_file(words: Sequence[str]) -> Path | None:
    """The file that the config comes from, by the words of the command line that started this station."""
    from kiosk import config_file

    named = None
    for number, word in enumerate(words):
        option, equals, file = word.partition("=")
        if option == "--config":
            named = file if equals else "".join(words[number + 1 : number + 2])
    return config_file.find(named, os.environ)


def _station(config: "Config") -> int:
    return _run(config, lambda: _open(config))


def _demo() -> int:
    from drivers.simulated import Simulated
    from kiosk.config import BackupConfig, Config, SerialConfig, StationConfig, StoreConfig
    from screens.parts import Demo

    _need_terminal()
    try:
        _private(paths.state_folder())
        scanner = Simulated(paths.demo_socket())
    except DeviceError as error:
        running = error.condition == "busy"
        say = wording.demo_running(str(paths.demo_socket())) if running else wording.demo_socket(error.detail)
        raise KioskError(say) from error
    except OSError as error:
        raise KioskError(wording.demo_socket(str(error))) from error
    try:
        config = Config(
            station=StationConfig(name="demo"),
            store=StoreConfig(url=f"sqlite:///{paths.demo_store()}"),
            backup=BackupConfig(daily=False),
            scanner=(SerialConfig(name="simulated", port=scanner.port),),
        )
        return _run(config, lambda: _open(config, sample=True), Demo(wording.demo_command(_program(), DEMO_CODE)))
    finally:
        scanner.close()


def _run(config: "Config", open_store: "Callable[[], Opened]", demo: "Demo | None" = None) -> int:
    """The station on this terminal, until it is left."""
    from drivers.link import Link

    _need_terminal()
    log = _log()
    link = Link(config.scanner, config.sound, config.log, log)
    try:
        link.spawn()
    except OSError as error:
        raise KioskError(wording.no_reader(str(error))) from error
    # The reader is on its way; only now what takes long to import. Next to nothing of it is ever garbage, and
    # looking through it again and again is a sixth of the whole start; `_open` switches the collector on again.
    gc.disable()
    from kiosk import log as log_file
    from screens.parts import Parts
    from screens.run import run

    log_file.start(log, config.log.level)
    console = os.environ.get("TERM") == "linux"
    run(Parts(config, open_store, link, demo, console, None if demo else _config_file(sys.argv[1:])))
    return 0


def _open(config: "Config", *, sample: bool = False) -> "Opened":
    """The configured store, with this station registered in it. Blocks; raises StoreError."""
    try:
        return _opened(config, sample=sample)
    finally:
        gc.freeze()  # what a start leaves is there to stay: no later collection stops the screen to look through it
        gc.enable()


def _opened(config: "Config", *, sample: bool) -> "Opened":
    from kiosk.cli.opening import at_work, store_url
    from kiosk.housekeeping import Housekeeping
    from kiosk.store.backups import Backups
    from kiosk.store.database import Store
    from screens.parts import Opened

    url = store_url(config)
    store = Store(url)
    try:
        post = at_work(store, config)
        if sample:
            _sample(store, post)
    except BaseException:
        store.close()
        raise
    aside = Store(url, create=False, beside=(store,))
    apart = Store(url, create=False, beside=(store, aside))
    backups = Backups(url, config.backup, config.station.timezone)
    housekeeping = Housekeeping(store, backups)
    housekeeping.start()
    printers = _printers(config, url, store, aside, post.station) if config.printer else None

    def close() -> None:
        if printers is not None:
            printers.stop()
        housekeeping.stop()
        apart.close()
        aside.close()
        store.close()

    return Opened(store, post, close, aside, apart, backups, printers)


def _printers(config: "Config", url: str, store: "Store", aside: "Store", station: int) -> "Spooler":
    from kiosk.printers.spooler import spooler

    printers = spooler(config, url, store, aside, station, paths.state_folder())
    printers.start()
    return printers


def _sample(store: "Store", post: "Post") -> None:
    """Fill the demo's store when it is new, and write the list of the delivery that is on its way there."""
    from kiosk.store import sample_delivery

    if store.call(sample_delivery.load, post):
        with suppress(OSError):  # the demo is of use without it
            paths.demo_delivery().write_text("\n".join(sample_delivery.listed()) + "\n", encoding="utf-8")


def _devices(scanners: "Sequence[ScannerConfig]") -> "Sequence[Device]":
    """All devices that could be scanners, with the verdict of each entry in the order in which they choose."""
    from drivers import discover
    from kiosk.cli.equipment import Device, Verdict

    found = discover.candidates(probe=True)
    taken: set[str] = set()
    verdicts: list[list[Verdict]] = [[] for _ in found]
    for entry in scanners:
        for number, (fits, why) in enumerate(discover.chosen(entry, found, taken)):
            verdicts[number].append(Verdict(entry.name, fits, why))
        taken |= {device.node for device, given in zip(found, verdicts, strict=True) if given[-1].chosen}
    return [
        Device(
            one.kind, one.node, one.links, one.name, one.id, one.phys, one.readable, one.missing, one.held, tuple(given)
        )
        for one, given in zip(found, verdicts, strict=True)
    ]


def _simulate(socket: Path, codes: Sequence[bytes]) -> None:
    from drivers.simulated import send

    send(socket, codes)


def _program() -> str:
    """How this program is called from a shell that starts in the same folder."""
    import shutil

    script = Path(sys.executable).with_name("kiosk")
    found = shutil.which("kiosk")
    if not script.exists() or (found and Path(found).samefile(script)):
        return "kiosk"
    return os.path.relpath(script) if script.is_relative_to(Path.cwd()) else str(script)


def _need_terminal() -> None:
    # Textual reads keys from stdin and paints on stderr.
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise KioskError(wording.no_terminal())


def _log() -> Path | None:
    """The log file, in its private folder; None, and a sentence on stderr, where there can't be one."""
    path = paths.log()
    try:
        _private(path.parent)
        os.close(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        _tell(wording.no_log(str(path), error.strerror or str(error)))
        return None
    return path


def _private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def _own_fault(fault: Exception) -> int:
    """Write its traceback into the log, and a sentence on stderr; answers the exit code."""
    import logging

    from kiosk import log
    from kiosk.cli.exits import Exit

    try:
        log.start(paths.log(), "info")
    except (OSError, KioskError):
        _tell(wording.own_fault_without_log(repr(fault)))
    else:
        logging.getLogger("kiosk").critical("stopped by a fault", exc_info=fault)
        _tell(wording.own_fault(str(paths.log())))
    return Exit.FAULT


def _fill_streams() -> None:
    """Whatever Python found closed leads nowhere: else the next file opened, the store's, would become stdout."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC), mode))


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{wording.told(sentence)}\n")


if __name__ == "__main__":
    sys.exit(main())
