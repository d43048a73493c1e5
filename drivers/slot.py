"""The place of one configured scanner in the reader: open or not, over any number of plugs and unplugs.

Whatever a device does, its slot answers with messages and never raises: one device's trouble is nobody
else's. Knows no socket; what is open is registered with the reader's selector, with the slot as data.
"""

import errno
import logging
from collections.abc import Callable, Collection
from itertools import count
from selectors import EVENT_READ, BaseSelector

from drivers.together import Together
from kiosk.config import HidConfig, ScannerConfig, SerialConfig
from kiosk.errors import DeviceError
from kiosk.scan import Condition, Message, Scanner, ScannerState

_log = logging.getLogger("reader")


class Slot:
    """One `[[scanner]]` of the config."""

    def __init__(self, config: ScannerConfig, selector: BaseSelector) -> None:
        self.config = config
        self._selector = selector
        self._seq = count(1)  # over all plugs, so that the station sees what is missing
        self._together = Together(config, self._seq) if config.together_ms else None
        self._scanner: Scanner | None = None
        self._state: ScannerState | None = None
        self._logged = ""

    @property
    def node(self) -> str | None:
        """The device node that is held, None while none is."""
        return self._scanner.node if self._scanner else None

    def open(self, taken: Collection[str]) -> list[Message]:
        """Try to open the device, if it is not open; `taken` are the nodes that other slots hold."""
        return [] if self._scanner else self._guarded(lambda: self._opened(taken))

    def read(self) -> list[Message]:
        scanner = self._scanner
        if scanner is None:
            return []
        inside = self._inside()
        return self._collected(self._guarded(scanner.read), inside)

    def deadline(self) -> int | None:
        if self._together and not self._inside() and (held := self._together.deadline()) is not None:
            return held
        return self._scanner.deadline() if self._scanner else None

    def expire(self, now: int) -> list[Message]:
        """What a silence until `now` completes.

        Drains the device first: a process that was held up judges a silence only by a device that is empty.
        """
        messages = self.read()
        scanner = self._scanner
        if scanner and (deadline := scanner.deadline()) is not None and deadline <= now:
            messages += self._collected(self._guarded(lambda: scanner.expire(now)), inside=True)
        together = self._together
        if together and not self._inside() and (deadline := together.deadline()) is not None and deadline <= now:
            messages += together.end()
        return messages

    def beep(self, tone: str) -> None:
        """Play `tone` on the scanner's own beeper, where it has one that the config names."""
        scanner = self._scanner
        if beep := getattr(scanner, "beep", None):
            beep(tone)

    def close(self) -> list[Message]:
        """Let the device go; answers what had come of it, and was held back."""
        inside = self._inside()
        messages = self._collected(self._closed(), inside)
        return messages + self._together.end() if self._together else messages

    def _closed(self) -> list[Message]:
        scanner, self._scanner = self._scanner, None
        if scanner is None:
            return []
        self._selector.unregister(scanner)
        return scanner.close()

    def _inside(self) -> bool:
        """A code has begun: it belongs to those that are held back, however long the rest of it takes."""
        return self._scanner is not None and self._scanner.deadline() is not None

    def _collected(self, messages: list[Message], inside: bool) -> list[Message]:
        """The same with the codes of one trigger in one message, where the config says so."""
        return self._together.feed(messages, inside=inside) if self._together else messages

    def _opened(self, taken: Collection[str]) -> list[Message]:
        scanner = _open(self.config, taken, count(1) if self._together else self._seq)
        try:
            self._selector.register(scanner, EVENT_READ, self)
        except BaseException:
            scanner.close()
            raise
        self._scanner = scanner
        condition = Condition.STARTING if scanner.opening else Condition.READY
        return [ScannerState(scanner.name, condition, scanner.node)]

    def _guarded(self, act: Callable[[], list[Message]]) -> list[Message]:
        try:
            messages = act()
        except DeviceError as error:
            messages = self._lost(Condition(error.condition), error.detail)
        except OSError as error:
            messages = self._lost(Condition.AWAY, errno.errorcode.get(error.errno or 0, str(error)))
        except Exception as error:
            self._log_fault(error)
            messages = self._lost(Condition.FAULT, type(error).__name__)
        return [message for message in messages if self._is_news(message)]

    def _lost(self, condition: Condition, detail: str) -> list[Message]:
        return [*self._closed(), ScannerState(self.config.name, condition, detail)]

    def _log_fault(self, error: Exception) -> None:
        """Once for each fault: it is met again at every attempt, and the log must not fill the disk."""
        if (fault := repr(error)) != self._logged:
            self._logged = fault
            _log.exception("scanner %s", self.config.name)

    def _is_news(self, message: Message) -> bool:
        if not isinstance(message, ScannerState):
            return True
        before, self._state = self._state, message
        if before != message:
            _log.info("scanner %s: %s %s", message.device, message.condition, message.detail)
        return before != message


def _open(config: ScannerConfig, taken: Collection[str], seq: "count[int]") -> Scanner:
    # Only what is configured is imported: neither memory nor start-up time for the other.
    match config:
        case HidConfig():
            from drivers import hid

            return hid.open(config, taken, seq)
        case SerialConfig():
            from drivers import serial_port

            return serial_port.open(config, taken, seq)
