"""No printer, but a folder that gets a numbered file for each label: for programs that print by themselves."""

import os
import threading
from itertools import count
from pathlib import Path

from kiosk.printers.printer import PrinterAway
from kiosk.wording import printing as wording


class Folder:
    """A file has its name once it is whole, and no name is given twice while its file is there."""

    def __init__(self, folder: str, ending: str) -> None:
        self._folder = Path(folder)
        self._ending = ending
        self._last = 0

    def send(self, data: bytes) -> None:
        part = self._folder / f".{os.getpid()}-{threading.get_native_id()}.part"  # two printers may share a folder
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._name(part)
            part.unlink()
        except OSError as error:
            raise PrinterAway(wording.no_folder(str(self._folder), error.strerror or str(error))) from error

    def _name(self, part: Path) -> None:
        if not self._last:
            taken = (file.stem for file in self._folder.glob(f"*.{self._ending}"))
            self._last = max((int(stem) for stem in taken if stem.isascii() and stem.isdigit()), default=0)
        for number in count(self._last + 1):
            try:
                (self._folder / f"{number:06}.{self._ending}").hardlink_to(part)
            except FileExistsError:
                continue
            self._last = number
            return
