"""One scanner that types: opens and grabs its input device, turns what it types into messages.

Knows nothing of other devices and nothing of the loop that calls it. What keys mean is `keymap`'s, what is one
code `keystream`'s, and which device it is `discover`'s affair.
"""

import errno
import time
from collections.abc import Collection, Iterator
from contextlib import suppress

from drivers import discover, layouts
from drivers.evdev_node import EvdevNode
from drivers.keystream import BUTTONS, EV_KEY, EV_SYN, SYN_DROPPED, KeyStream, Typed
from drivers.report import Reporter
from kiosk.config import HidConfig
from kiosk.errors import DeviceError
from kiosk.scan import Condition, Message, ScannerState

_CONDITIONS = {
    errno.ENOENT: Condition.AWAY,
    errno.ENODEV: Condition.AWAY,
    errno.ENXIO: Condition.AWAY,
    errno.EACCES: Condition.DENIED,
    errno.EPERM: Condition.DENIED,
    errno.EBUSY: Condition.BUSY,
}

Event = tuple[int, int, int, int]  # type, code, value, CLOCK_MONOTONIC ns


def open(config: HidConfig, taken: Collection[str], seq: Iterator[int]) -> "HidScanner":
    """The device of `config`, its messages numbered by `seq`. Raises DeviceError.

    `taken` are device nodes that other scanners of this reader hold. The grab may come later, see HidScanner.
    """
    node = discover.find(config, taken)
    layout = layouts.load(config.layout)
    try:
        device = EvdevNode(node)
    except OSError as error:
        raise _refused(node, error) from error
    try:
        return HidScanner(config, layout, device, seq)
    except DeviceError:
        device.close()
        raise
    except OSError as error:
        device.close()
        raise _refused(node, error) from error


class HidScanner:
    """An open device: first it waits for the grab, then for the end of what is being typed.

    The grab waits until no key is down: one that is down would stay so for ever for whoever else was listening,
    since its release goes to the station alone, and the console would repeat an Enter without end. `opening`
    ends, with a state READY, at the first terminator or silence after it: from there on a code is whole. The
    constructor raises DeviceError(BUSY) where another program holds the device; so does `expire`, if it comes
    first while we wait.
    """

    def __init__(self, config: HidConfig, layout: layouts.Layout, device: EvdevNode, seq: Iterator[int]) -> None:
        self.name = config.name
        self.node = device.node
        self._config = config
        self._layout = layout
        self._device = device
        self._reporter = Reporter(config, seq)
        self._stream: KeyStream | None = None  # from the grab on
        self._opening = True
        self._last = time.monotonic_ns()  # when something was typed, or the device was opened
        self._down = device.keys_down()
        self._missed = False  # something was typed before the grab
        self._pending: list[Message] = [] if self._down else self._grab()

    @property
    def opening(self) -> bool:
        return self._opening

    def fileno(self) -> int:
        return int(self._device.fd)

    def read(self) -> list[Message]:
        if self._pending:
            pending, self._pending = self._pending, []
            return pending
        return self._feed(self._device.events())

    def deadline(self) -> int | None:
        if self._pending:
            return self._last
        if self._stream:
            return self._stream.deadline()
        return None if self._down else self._last

    def expire(self, now: int) -> list[Message]:
        if self._pending:
            return self.read()
        messages = self.read()  # what is queued may have come before `now`, which then is no silence
        if self._stream:
            return messages + self._messages(self._stream, self._stream.expire(now))
        return messages if self._down else messages + self._grab()

    def close(self) -> list[Message]:
        messages = self._pending
        self._opening = False  # it will never be ready now
        with suppress(OSError):
            messages += self._feed(self._device.events())
        with suppress(OSError):
            if self._stream:
                self._device.ungrab()
        with suppress(OSError):
            self._device.close()
        return messages + self._messages(self._stream, self._stream.end()) if self._stream else messages

    def _feed(self, events: list[Event]) -> list[Message]:
        messages: list[Message] = []
        for event in events:
            if self._stream:
                messages += self._messages(self._stream, self._stream.feed(*event))
            else:
                self._watch(event)
        return messages

    def _watch(self, event: Event) -> None:
        """Before the grab: follow which keys are down, and throw away what they type."""
        kind, code, value, at = event
        if kind == EV_SYN and code == SYN_DROPPED:
            self._down = self._device.keys_down()
            self._missed = True
        elif kind == EV_KEY and code < BUTTONS:
            self._missed, self._last = True, at
            (self._down.add if value else self._down.discard)(code)

    def _grab(self) -> list[Message]:
        try:
            self._device.grab()
        except OSError as error:
            raise _refused(self.node, error) from error
        grabbed = time.monotonic_ns()
        events = self._device.events()
        before = [event for event in events if event[3] <= grabbed]
        self._feed(before)
        if self._down:  # pressed between the last look and the grab
            self._device.ungrab()
            return self._feed(events[len(before) :])
        terminator, silence = self._config.terminator, self._config.silence_ms
        self._stream = KeyStream(self._layout, terminator, silence, self._last, missed=self._missed)
        return self._feed(events[len(before) :])

    def _messages(self, stream: KeyStream, typed: list[Typed]) -> list[Message]:
        messages: list[Message] = []
        if self._opening and not stream.opening:
            self._opening = False
            messages.append(ScannerState(self.name, Condition.READY, self.node))
        for one in typed:
            messages += self._reporter.report(one.raw, one.mono, one.torn)
        return messages


def _refused(node: str, error: OSError) -> DeviceError:
    condition = _CONDITIONS.get(error.errno or 0, Condition.FAULT)
    fact = errno.errorcode.get(error.errno or 0, "") or str(error)
    return DeviceError(condition, f"{node}: {fact}")
