"""Folders in which devices appear, watched by the real inotify."""

import os
import select
import subprocess
import sys

import pytest

from drivers.hotplug import Hotplug


@pytest.fixture
def watch():
    opened = []

    def make(*folders):
        opened.append(Hotplug(folders))
        return opened[-1]

    yield make
    for hotplug in opened:
        hotplug.close()


def stirred(hotplug):
    """Whether something has changed; inotify queues in the call that makes the change, so nothing is waited for."""
    ready = bool(select.select([hotplug], [], [], 0)[0])
    hotplug.drain()
    return ready


def test_a_node_that_appears_gets_its_group_or_goes_is_noticed(tmp_path, watch):
    hotplug = watch(tmp_path)
    node = tmp_path / "event4"
    for change in (node.touch, lambda: node.chmod(0o660), node.unlink):
        assert not stirred(hotplug)
        change()
        assert stirred(hotplug)


def test_a_link_that_udev_moves_into_place_is_noticed(tmp_path, watch):
    folder = tmp_path / "by-id"
    folder.mkdir()
    link = tmp_path / ".tmp-link"
    link.symlink_to("/dev/null")
    hotplug = watch(folder)
    link.rename(folder / "usb-scanner-event-kbd")
    assert stirred(hotplug)


def test_what_is_typed_or_written_is_not_taken_for_a_change(tmp_path, watch):
    node = tmp_path / "event4"
    node.touch()
    hotplug = watch(tmp_path)
    node.write_bytes(b"events")
    node.read_bytes()
    assert not stirred(hotplug)


def test_a_folder_that_comes_later_is_watched_from_the_renewal_on(tmp_path, watch):
    folder = tmp_path / "by-id"
    hotplug = watch(tmp_path, folder)
    folder.mkdir()
    assert stirred(hotplug)
    hotplug.renew()
    (folder / "usb-scanner").touch()
    assert stirred(hotplug)


def test_a_folder_that_the_locale_cannot_name_is_passed_over():
    code = "from pathlib import Path; from drivers.hotplug import Hotplug; Hotplug([Path('/tmp/' + chr(0x4e2d))])"
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run([sys.executable, "-P", "-c", code], env=environment, check=True)


def test_the_descriptor_is_not_inherited(watch):
    assert not os.get_inheritable(watch().fileno())
