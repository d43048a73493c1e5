"""Finding and choosing scanners, on folders that look like a machine's /sys and /dev."""

import grp
import itertools
import os
import pwd
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from drivers import discover
from drivers.discover import Candidate, Places, Why
from kiosk.config import HidConfig, SerialConfig
from kiosk.errors import DeviceError
from kiosk.scan import Condition

KEYBOARD = "10000 fffffffffffffffe"  # the letters, the digits and Enter, as the kernel prints a bitmap
POWER_BUTTON = "10000000000000 0"


@dataclass
class Machine:
    """A made-up /sys and /dev with real links and files."""

    root: Path
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    @property
    def places(self) -> Places:
        return Places(self.root / "dev", self.root / "sys")

    def input(self, name: str | bytes, usb_id: str = "1234:5678", keys: str = KEYBOARD, phys: str = "", link: str = ""):
        event = f"event{next(self.numbers)}"
        device = self.root / "sys/class/input" / event / "device"
        vendor, product = usb_id.split(":")
        facts = {"name": name, "phys": phys, "id/vendor": vendor, "id/product": product, "capabilities/key": keys}
        for fact, value in facts.items():
            (device / fact).parent.mkdir(parents=True, exist_ok=True)
            (device / fact).write_bytes((value if isinstance(value, bytes) else value.encode()) + b"\n")
        return self._node(self.root / "dev/input", event, link)

    def serial(self, node: str, usb_id: str = "", product: str = "", link: str = ""):
        if usb_id:
            usb = self.root / "sys/devices/usb1/1-2"
            (usb / "1-2:1.0/port").mkdir(parents=True)
            facts = dict(zip(("idVendor", "idProduct"), usb_id.split(":"), strict=True)) | {"product": product}
            for fact, value in facts.items():
                (usb / fact).write_text(value + "\n")
            tty = self.root / "sys/class/tty" / node
            tty.mkdir(parents=True)
            (tty / "device").symlink_to(usb / "1-2:1.0/port")
        return self._node(self.root / "dev", node, link and f"serial/{link}")

    def _node(self, folder: Path, name: str, link: str) -> str:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).touch(0o600)
        if link:
            (folder / link).parent.mkdir(parents=True, exist_ok=True)
            (folder / link).symlink_to(folder / name)
        return str(folder / name)

    def find(self, device: str, *taken: str) -> str:
        return discover.find(HidConfig(device=device), taken, self.places)

    def why(self, device: str, *taken: str) -> dict[str, tuple[bool, Why]]:
        everyone = discover.candidates(self.places)
        verdicts = discover.chosen(HidConfig(device=device), everyone, taken)
        return dict(zip((one.name for one in everyone), verdicts, strict=True))


@pytest.fixture
def machine(tmp_path) -> Machine:
    return Machine(tmp_path)


def test_a_machine_without_input_devices_has_no_candidates(machine):
    assert discover.candidates(machine.places) == ()
    with pytest.raises(DeviceError) as refusal:
        machine.find("auto")
    assert (refusal.value.condition, refusal.value.detail) == (Condition.AWAY, "auto")


def test_what_is_known_of_an_input_device(machine):
    node = machine.input("Symbol Bar Code Scanner", "05e0:1200", phys="usb-1/input0", link="by-id/usb-Symbol-event-kbd")
    [found] = discover.candidates(machine.places)
    assert found == Candidate(
        kind="hid",
        node=node,
        links=(str(machine.root / "dev/input/by-id/usb-Symbol-event-kbd"),),
        name="Symbol Bar Code Scanner",
        id="05e0:1200",
        phys="usb-1/input0",
        keyboard=True,
        likely=Why.VENDOR,
        readable=True,
        missing="",
    )
    assert found.stable == found.links[0]


def test_without_links_the_stable_name_is_vendor_and_product(machine):
    machine.input("Something", "05e0:1200")
    [found] = discover.candidates(machine.places)
    assert found.stable == "05e0:1200"


def test_auto_takes_a_scanner_by_its_maker_or_its_name_and_no_keyboard(machine):
    machine.input("AT Translated Set 2 keyboard")
    machine.input("Power Button", keys=POWER_BUTTON)
    scanner = machine.input("Cheap USB BarCode Reader", "ffff:0035")
    assert machine.find("auto") == scanner
    assert machine.why("auto") == {
        "AT Translated Set 2 keyboard": (False, Why.NOT_A_SCANNER),
        "Power Button": (False, Why.NOT_A_SCANNER),
        "Cheap USB BarCode Reader": (True, Why.SCANNER_NAME),
    }


def test_auto_never_takes_the_only_keyboard(machine):
    machine.input("Power Button", keys=POWER_BUTTON)
    machine.input("Symbol Bar Code Scanner", "05e0:1200")
    assert machine.why("auto")["Symbol Bar Code Scanner"] == (False, Why.ONLY_KEYBOARD)
    with pytest.raises(DeviceError):
        machine.find("auto")
    assert machine.find("05e0:1200")  # named by a person it is taken


def test_auto_takes_no_scanner_interface_that_types_nothing(machine):
    machine.input("AT Translated Set 2 keyboard")
    machine.input("Symbol Scanner Consumer Control", "05e0:1200", keys=POWER_BUTTON)
    assert machine.why("auto")["Symbol Scanner Consumer Control"] == (False, Why.NO_KEYS)


@pytest.mark.parametrize("device", ["05e0:1200", "05E0:1200", "*bar code*", "SYMBOL*", "?ymbol Bar Code Scanner"])
def test_a_device_is_named_by_id_or_by_pattern(machine, device):
    machine.input("AT Translated Set 2 keyboard")
    scanner = machine.input("Symbol Bar Code Scanner", "05e0:1200")
    assert machine.find(device) == scanner


def test_a_device_is_named_by_a_link(machine):
    node = machine.input("Any Keyboard", link="by-path/pci-0-event-kbd")
    link = str(machine.root / "dev/input/by-path/pci-0-event-kbd")
    assert machine.find(link) == node
    assert machine.why(link) == {"Any Keyboard": (True, Why.PATH)}
    Path(link).unlink()
    with pytest.raises(DeviceError) as refusal:
        machine.find(link)
    assert (refusal.value.condition, refusal.value.detail) == (Condition.AWAY, link)


def test_twins_go_to_the_entries_in_the_order_of_their_sockets(machine):
    machine.input("AT Translated Set 2 keyboard")
    right = machine.input("Twin Scanner", "05e0:1200", phys="usb-2/input0", link="by-path/pci-usb-2")
    left = machine.input("Twin Scanner", "05e0:1200", phys="usb-1/input0", link="by-path/pci-usb-1")
    assert machine.find("auto") == left
    assert machine.find("auto", left) == right
    everyone = discover.candidates(machine.places)
    verdicts = discover.chosen(HidConfig(), everyone, (left,))
    assert [why for one, (_, why) in zip(everyone, verdicts, strict=True) if one.node == left] == [Why.TAKEN]
    verdicts = discover.chosen(HidConfig(), everyone)
    assert [why for one, (_, why) in zip(everyone, verdicts, strict=True) if one.node == right] == [Why.FURTHER]


def test_what_has_a_place_comes_first_then_what_was_plugged_in_first(machine):
    keyboards = [machine.input("Keyboard") for _ in range(11)]
    placed = machine.input("Keyboard", link="by-path/pci-usb-1")
    assert [one.node for one in discover.candidates(machine.places)] == [placed, *keyboards]


def test_a_user_whose_new_group_waits_for_the_next_login_is_told_so(nobody, monkeypatch):
    machine, become_nobody = nobody
    node = machine.input("Scanner")
    Path(node).chmod(0o660)
    os.chown(node, 0, 12345)
    become_nobody()
    members = [pwd.getpwuid(os.geteuid()).pw_name]
    monkeypatch.setattr(grp, "getgrgid", lambda gid: grp.struct_group(("scan", "x", gid, members)))
    [found] = discover.candidates(machine.places)
    assert (found.readable, found.missing) == (False, "login")


def test_a_name_that_is_not_utf8_breaks_nothing(machine):
    machine.input("AT Translated Set 2 keyboard")
    scanner = machine.input("Lesegerät Scanner".encode("latin-1"))
    assert machine.find("auto") == scanner
    assert "Leseger\\xe4t Scanner" in machine.why("auto")


def test_a_device_that_vanishes_while_we_look_is_passed_over(machine):
    machine.input("AT Translated Set 2 keyboard")
    (machine.root / "sys/class/input/event99").mkdir()
    assert [one.name for one in discover.candidates(machine.places)] == ["AT Translated Set 2 keyboard"]


@pytest.mark.parametrize(
    ("bitmap", "types"),
    [
        (KEYBOARD, True),
        ("402000000 3803078f800d001 feffffdfffefffff fffffffffffffffe", True),  # a USB keyboard
        ("e080ffdf01cfffff fffffffffffffffe", True),
        (POWER_BUTTON, False),
        ("70000 0 0 0 0", False),  # a mouse
        ("0", False),
        (f"{1 << 28 | 0xFFC:x}", True),  # Enter and the digits
        (f"{1 << 28:x}", False),
    ],
)
def test_a_keyboard_is_told_by_its_keys(machine, bitmap, types):
    machine.input("Thing", keys=bitmap)
    [found] = discover.candidates(machine.places)
    assert found.keyboard is types


def test_serial_ports_are_candidates_with_their_adapters_facts(machine):
    plain = machine.serial("ttyUSB0")
    scanner = machine.serial("ttyACM0", "0c2e:0b6a", "Honeywell Scanner", link="by-id/usb-Honeywell-if00")
    link = str(machine.root / "dev/serial/by-id/usb-Honeywell-if00")
    known = {one.node: one for one in discover.candidates(machine.places)}
    assert set(known) == {plain, scanner}
    assert (known[scanner].name, known[scanner].id) == ("Honeywell Scanner", "0c2e:0b6a")
    assert known[scanner].likely is Why.VENDOR
    assert known[scanner].links == (link,)
    assert known[plain].stable == plain
    verdicts = discover.chosen(SerialConfig(port=link), list(known.values()))
    assert dict(zip(known, verdicts, strict=True)) == {plain: (False, Why.OTHER_PATH), scanner: (True, Why.PATH)}
    assert discover.chosen(HidConfig(), [known[scanner]]) == ((False, Why.OTHER_KIND),)


@pytest.fixture
def nobody():
    """The test goes on as a user without any rights; the machine's folders are open to it."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    groups = os.getgroups()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Machine(Path(folder)), lambda: (os.setgroups([]), os.setegid(65534), os.seteuid(65534))
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


def test_what_a_user_lacks_is_named(nobody):
    machine, become_nobody = nobody
    gid = next(one.gr_gid for one in grp.getgrall() if one.gr_gid not in (0, 65534) and "nobody" not in one.gr_mem)
    for name, group, mode in (
        ("for root only", 0, 0o600),
        ("for root's group", 0, 0o660),
        ("for a group", gid, 0o660),
        ("for a group that may not", gid, 0o600),
        ("for all", 0, 0o664),
        ("ttyUSB0", gid, 0o660),
        ("ttyUSB1", gid, 0o644),
        ("ttyUSB2", 0, 0o666),
    ):
        node = machine.serial(name) if name.startswith("tty") else machine.input(name)
        os.chown(node, 0, group)
        Path(node).chmod(mode)
    become_nobody()
    found = discover.candidates(machine.places)
    assert {one.name or Path(one.node).name: (one.readable, one.missing) for one in found} == {
        "for root only": (False, "udev_rule"),
        "for root's group": (False, "udev_rule"),
        "for a group": (False, f"group_{grp.getgrgid(gid).gr_name}"),
        "for a group that may not": (False, "udev_rule"),
        "for all": (True, ""),
        "ttyUSB0": (False, f"group_{grp.getgrgid(gid).gr_name}"),
        "ttyUSB1": (False, "udev_rule"),  # a serial port is written to as well
        "ttyUSB2": (True, ""),
    }
