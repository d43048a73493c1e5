"""One device of the kernel, looked at without a reader: what its node delivers, and who holds it."""

import time

import pytest
from devices import EV_MSC, Hold

from drivers import discover
from drivers.evdev_node import EvdevNode


def held(node: str) -> bool:
    [found] = [one for one in discover.candidates(probe=True) if one.node == node]
    return found.held


def test_scan_codes_take_no_room_in_the_queue_and_times_are_the_monotonic_clocks(device):
    scanner = device()
    node = EvdevNode(scanner.node)
    before = time.monotonic_ns() - 1000  # the kernel's stamps are whole microseconds
    for _ in range(15):  # 15 characters: 60 events, and 90 with their scan codes, of which the queue holds 64
        scanner.report([(30, 1)])
        scanner.report([(30, 0)])
    events = node.events()
    node.close()
    assert len([event for event in events if event[:2] == (1, 30)]) == 30
    assert not [event for event in events if event[0] == EV_MSC]
    assert all(before <= event[3] <= time.monotonic_ns() for event in events)


def test_a_probe_tells_whether_another_program_holds_a_scanner_and_leaves_it_free(device):
    scanner = device()
    assert not held(scanner.node)
    hold = Hold(scanner.node)
    assert held(scanner.node)
    hold.release()
    Hold(scanner.node).release()


def test_a_probe_grabs_no_scanner_while_a_key_is_down(device, monkeypatch):
    scanner = device()
    monkeypatch.setattr(EvdevNode, "grab", lambda _: pytest.fail("a key would be cut in two"))
    scanner.report([(30, 1)])
    assert not held(scanner.node)
    scanner.report([(30, 0)])
