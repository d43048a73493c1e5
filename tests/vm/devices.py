"""Input devices that this kernel takes for real ones, programs that hold them, and QEMU's plugs."""

import fcntl
import json
import os
import struct
import time
import tty
from pathlib import Path

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
        self.execute("qmp_capabilities")

    def execute(self, command: str, *, until: bytes = b'"return"', **arguments: object) -> None:
        """Carry a QMP command out and wait for its answer, or for the event `until`."""
        os.write(self.fd, json.dumps({"execute": command, "arguments": arguments}).encode() + b"\n")
        answer = b""
        while until not in answer:
            answer += os.read(self.fd, 4096)
            assert b'"error"' not in answer, answer

    def pull(self, device: str) -> None:
        """Unplug a USB device; the guest has let it go when this returns."""
        self.execute("device_del", id=device, until=b'"DEVICE_DELETED"')

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
