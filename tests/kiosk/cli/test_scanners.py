"""`kiosk scanners`: why each device is used or not, and what is missing to read it, in words."""

import json

import pytest

from drivers import discover
from kiosk.cli.equipment import Device, Verdict
from kiosk.wording import scanners as wording

GUN = Device(
    "hid", "/dev/input/event5", ("/dev/input/by-id/usb-ACME-event-kbd",), "ACME [/x]\x1b[31m Scanner", "05e0:1200",
    "usb-1", True, "", False, (Verdict("scanner", True, "vendor"),),
)  # fmt: skip
KEYBOARD = Device(
    "hid", "/dev/input/event1", (), "AT keyboard", "0001:0001", "isa", False, "udev_rule", False,
    (Verdict("scanner", False, "not_a_scanner"),),
)  # fmt: skip


@pytest.mark.parametrize("why", discover.Why)
def test_every_reason_of_the_choice_has_words(why):
    assert wording.why(why.value)


def test_devices_are_listed_with_why_and_with_what_is_missing(kiosk, hardware):
    hardware.devices = [GUN, KEYBOARD]
    ended = kiosk("scanners")
    gun, keyboard = ended.out.strip().split("\n\n")
    assert gun.startswith("/dev/input/by-id/usb-ACME-event-kbd  ACME [/x]␛[31m Scanner  05e0:1200")
    assert wording.chosen("scanner", wording.why("vendor")) in gun
    assert wording.permitted() in gun
    assert wording.why("not_a_scanner") in keyboard
    assert 'SUBSYSTEM=="input", ATTRS{idVendor}=="0001"' in keyboard


def test_the_json_has_the_facts_the_verdicts_and_the_chosen_scanner(kiosk, hardware):
    hardware.devices = [GUN, KEYBOARD]
    answer = json.loads(kiosk("scanners", "--json").out)
    gun, keyboard = answer["devices"]
    assert answer["entries"] == [{"name": "scanner", "device": GUN.node, "text": wording.why("vendor")}]
    assert (gun["scanner"], gun["readable"], gun["name"]) == ("scanner", True, GUN.name)
    assert (keyboard["scanner"], keyboard["missing"]) == (None, "udev_rule")
    assert keyboard["verdicts"][0]["text"] == wording.why("not_a_scanner")


def test_an_entry_without_a_device_is_told(kiosk, hardware, home):
    (home / "a.toml").write_text('[[scanner]]\ndriver = "serial"\nname = "gate"\nport = "/dev/ttyUSB9"\n')
    ended = kiosk("--config", str(home / "a.toml"), "scanners")
    assert "No device here" in ended.out
    assert '"gate": there is no /dev/ttyUSB9' in ended.out
    told = {"name": "gate", "device": None, "text": wording.not_there("gate", "/dev/ttyUSB9")}
    ended = kiosk("--config", str(home / "a.toml"), "scanners", "--json")
    assert json.loads(ended.out) == {"devices": [], "entries": [told]}


@pytest.mark.parametrize(
    ("code", "words"),
    [("group_input", "usermod -aG input"), ("group_dialout", "usermod -aG dialout"), ("login", "log out and in")],
)
def test_a_missing_right_is_told_with_what_to_do(code, words):
    assert words in wording.missing(code, "hid", "05e0:1200")


def test_another_program_that_holds_the_scanner_is_told(kiosk, hardware):
    from dataclasses import replace

    hardware.devices = [replace(GUN, held=True)]
    assert wording.held() in kiosk("scanners").out
