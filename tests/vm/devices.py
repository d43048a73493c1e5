"""Input devices that this kernel takes for real ones, programs that hold them, and QEMU's plugs."""

import fcntl
import json
import os
import struct
import time
import tty
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from strokes import Report, reports

EVENT = struct.Struct("llHHi")  # struct input_event: time, type, code, value
EV_SYN, EV_KEY, EV_MSC, EV_SND, MSC_SCAN = 0, 1, 4, 0x12, 4
# From <linux/uinput.h> and <linux/input.h>.
_SET_EVBIT, _SET_KEYBIT, _SET_MSCBIT, _SET_SNDBIT = 0x40045564, 0x40045565, 0x40045568, 0x4004556A
_SETUP, _CREATE, _DESTROY, _SYSNAME = 0x405C5503, 0x5501, 0x5502, 0x8040552C
_EVIOCGRAB = 0x40044590


class Device:
    """An input device of this kernel, made by uinput: a scanner that types, or with `sound` a PC speaker."""

    def __init__(self, name: str | bytes, *, vendor: int = 0x1234, product: int = 1, sound: bool = False) -> None:
        self.fd = os.open("/dev/uinput", os.O_RDWR | os.O_NONBLOCK)
        if sound:
            bits = [(_SET_EVBIT, EV_SND), (_SET_SNDBIT, 1), (_SET_SNDBIT, 2)]
        else:
            bits = [(_SET_EVBIT, EV_KEY), (_SET_EVBIT, EV_MSC), (_SET_MSCBIT, MSC_SCAN)]
            bits += [(_SET_KEYBIT, code) for code in range(1, 248)]
        for request, value in bits:
            fcntl.ioctl(self.fd, request, value)
        raw = name.encode() if isinstance(name, str) else name
        fcntl.ioctl(self.fd, _SETUP, struct.pack("=HHHH80sI", 3, vendor, product, 1, raw, 0))
        fcntl.ioctl(self.fd, _CREATE)
        answer = fcntl.ioctl(self.fd, _SYSNAME, bytes(64)).rstrip(b"\0").decode()
        [event] = Path("/sys/devices/virtual/input", answer).glob("event*")
        self.node = f"/dev/input/{event.name}"

    def report(self, keys: Report) -> None:
        """One report of a USB device: its keys with their scan codes, in one packet."""
        packet = b""
        for code, value in keys:
            packet += EVENT.pack(0, 0, EV_MSC, MSC_SCAN, 0x70000 + code) + EVENT.pack(0, 0, EV_KEY, code, value)
        os.write(self.fd, packet + EVENT.pack(0, 0, EV_SYN, 0, 0))

    def type(self, text: str, layout: str = "us", pace: float = 0.001) -> None:
        """All of `text`, "\\n" being Enter; two reports for a character, never less than `pace` s apart."""
        due = time.monotonic()
        for report in reports(text, layout):
            self.report(report)
            now = time.monotonic()
            due = max(due + pace, now)
            time.sleep(due - now)

    def unplug(self) -> None:
        if self.fd >= 0:
            fcntl.ioctl(self.fd, _DESTROY)
            os.close(self.fd)
        self.fd = -1


class Hold:
    """Another program that has the device grabbed."""

    def __init__(self, node: str) -> None:
        self.fd = os.open(node, os.O_RDONLY | os.O_NONBLOCK)
        fcntl.ioctl(self.fd, _EVIOCGRAB, 1)

    def release(self) -> None:
        os.close(self.fd)


class Plugs:
    """QEMU's control of the guest's USB sockets and keys, over the second serial port."""

    def __init__(self) -> None:
        self.fd = os.open("/dev/ttyS1", os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.fd)
        self._commands = count(1)
        self._rest = b""
        # The port echoed QEMU's greeting back to QEMU until it was raw; this byte makes it forget what it has read.
        os.write(self.fd, b"\xff")
        self.execute("qmp_capabilities")

    def execute(self, command: str, **arguments: object) -> list[dict[str, Any]]:
        """Carry a QMP command out; it is done when this returns the events that came meanwhile."""
        number = next(self._commands)
        request = {"execute": command, "arguments": arguments, "id": number}
        os.write(self.fd, json.dumps(request).encode() + b"\n")
        events = []
        while (said := self._said()).get("id") != number:
            events.append(said)
        assert "return" in said, said
        return events

    def pull(self, device: str) -> None:
        """Unplug a USB device; it has gone, for QEMU and the guest, when this returns."""
        events = self.execute("device_del", id=device)
        while not any(e.get("event") == "DEVICE_DELETED" and e["data"].get("device") == device for e in events):
            events = [self._said()]

    def plug(self, device: str) -> None:
        """Plug it in again."""
        facts = {"driver": "usb-kbd"}
        if device == "usbserial":
            facts = {"driver": "usb-serial", "chardev": "line", "always-plugged": True}
        self.execute("device_add", id=device, **facts)

    def type(self, text: str) -> None:
        """On the USB keyboard: letters, digits, and "\\n" for Enter."""
        for char in text:
            key = {"type": "qcode", "data": "ret" if char == "\n" else char}
            for down in (True, False):
                self.execute("input-send-event", events=[{"type": "key", "data": {"down": down, "key": key}}])

    def _said(self) -> dict[str, Any]:
        """The next that QEMU says: an answer, which has the `id` of its command, or an event."""
        while True:
            line, newline, rest = self._rest.partition(b"\n")
            if not newline:
                self._rest += os.read(self.fd, 4096)
                continue
            self._rest = rest
            with suppress(ValueError):  # the greeting, whose beginning was lost
                return dict(json.loads(line))
