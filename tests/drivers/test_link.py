"""The station's end with a real reader process: order, loss, death and restart."""

import asyncio
import itertools
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from drivers.link import AT_ONCE, Link
from kiosk.config import LogConfig, SerialConfig, SoundConfig
from kiosk.scan import Condition, ScannerState


def serial(scanner, name="desk", **keys):
    return SerialConfig(name=name, port=scanner.port, **keys)


def codes(count, name="code"):
    return [b"%s-%07d" % (name.encode(), number) for number in range(count)]


def lines(raws):
    return b"".join(raw + b"\r" for raw in raws)


def pid_of(station):
    return station.link._process.pid


def is_running(pid):
    """A zombie has let all its devices go, but would mean that nobody waited for it."""
    return Path(f"/proc/{pid}").exists()


def processes_reading(node):
    """Reader processes that have `node` open."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            held = [str(fd.readlink()) for fd in (folder / "fd").iterdir()]
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if node in held and b"drivers" in command:
            found.append(int(folder.name))
    return found


async def test_5000_codes_at_full_speed_arrive_whole_and_in_order(station, scanner):
    desk = scanner()
    one = station(serial(desk))
    one.attach()
    await one.is_in(Condition.READY)
    sent = codes(5000)
    writer = desk.write_in_background(lines(sent))
    await one.has_read(5000)
    writer.join()
    assert one.raws == sent
    assert [code.seq for code in one.codes] == list(range(1, 5001))
    assert [code.mono for code in one.codes] == sorted(code.mono for code in one.codes)


async def test_several_scanners_at_once_keep_each_its_order(station, scanner):
    desks = {name: scanner() for name in ("a", "b", "c")}
    one = station(*(serial(desk, name) for name, desk in desks.items()))
    one.attach()
    await one.is_in(Condition.READY)
    writers = [desk.write_in_background(lines(codes(500, name))) for name, desk in desks.items()]
    await one.has_read(1500)
    for writer in writers:
        writer.join()
    for name in desks:
        assert [code.raw for code in one.codes if code.device == name] == codes(500, name)


async def test_a_station_that_stalls_loses_nothing_and_holds_up_no_scanner(station, scanner):
    desk = scanner()
    one = station(serial(desk, beeps={"ok": "R"}))
    one.attach()
    await one.is_in(Condition.READY)
    sent = codes(20_000)
    asyncio.get_running_loop().remove_reader(one.link._socket)  # the station's loop hangs
    await asyncio.to_thread(desk.write, lines(sent))  # returns once the reader has taken all but a buffer of it
    one.attach()
    await one.has_read(20_000)
    assert one.raws == sent


async def test_what_the_reader_said_before_the_loop_ran_is_delivered(station, scanner):
    desk = scanner()
    one = station(serial(desk))
    one.link.spawn()
    await asyncio.to_thread(select.select, [one.link._socket], [], [], 20)
    one.attach()
    await one.is_in(Condition.READY)
    assert one.messages[0] == ScannerState("desk", Condition.STARTING, desk.node)


async def test_unplugged_and_plugged_in_again(station, scanner):
    desk = scanner()
    one = station(serial(desk))
    one.attach()
    await one.is_in(Condition.READY)
    desk.unplug()
    await one.is_in(Condition.AWAY)
    desk.plug()
    await one.is_in(Condition.READY)
    desk.write(b"BACK\r")
    await one.has_read(1)
    assert one.raws == [b"BACK"]


async def test_a_scanner_that_is_plugged_in_later_is_found(station, scanner):
    desk = scanner()
    desk.unplug()
    one = station(serial(desk))
    one.attach()
    await one.is_in(Condition.AWAY)
    desk.plug()
    await one.is_in(Condition.READY)


async def test_a_reader_that_is_killed_is_started_again_and_delivers(station, scanner):
    desk = scanner()
    one = station(serial(desk))
    one.attach()
    await one.is_in(Condition.READY)
    desk.write(b"BEFORE\r")
    await one.has_read(1)
    first = pid_of(one)
    os.kill(first, signal.SIGKILL)
    await one.is_in(Condition.FAULT)
    assert one.state("desk") == ScannerState("desk", Condition.FAULT, "reader")
    await one.is_in(Condition.READY)
    desk.write(b"AFTER\r")
    await one.has_read(2)
    assert one.raws == [b"BEFORE", b"AFTER"]
    assert not is_running(first)
    assert pid_of(one) != first


async def test_a_half_code_of_a_reader_that_was_killed_is_never_part_of_another(station, scanner):
    desk = scanner()
    one = station(serial(desk))
    one.attach()
    await one.is_in(Condition.READY)
    desk.write(b"HALF")
    os.kill(pid_of(one), signal.SIGKILL)
    await one.is_in(Condition.FAULT)
    await one.is_in(Condition.READY)
    desk.write(b"WHOLE\r")
    await one.has_read(1)
    assert one.raws == [b"WHOLE"]


async def test_a_reader_that_cannot_start_is_told_and_tried_again(station, scanner, monkeypatch):
    desk = scanner()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", "/bin/false")
        one = station(serial(desk))
        one.attach()
        await one.is_in(Condition.FAULT)
        deaths = len(one.messages)
        await one.until(lambda: len(one.messages) > deaths)
    await one.is_in(Condition.READY)


async def test_stopping_leaves_no_process_and_frees_the_port(station, scanner):
    desk = scanner()
    one = station(serial(desk))
    one.attach()
    await one.is_in(Condition.READY)
    assert processes_reading(desk.node) == [pid_of(one)]
    pid = pid_of(one)
    await one.link.stop()
    await one.link.stop()
    assert not is_running(pid)
    assert processes_reading(desk.node) == []
    one.link.sound("ok")  # to nobody


async def test_a_reader_that_hangs_is_killed_in_the_end(station, scanner, monkeypatch):
    monkeypatch.setattr("drivers.link.PATIENCE", 0.1)
    one = station(serial(scanner()))
    one.attach()
    await one.is_in(Condition.READY)
    pid = pid_of(one)
    os.kill(pid, signal.SIGSTOP)
    await one.link.stop()
    assert not is_running(pid)


async def test_stopping_before_anything_was_started(tmp_path):
    await Link((), SoundConfig(), LogConfig(), None).stop()


async def test_stopping_between_a_death_and_the_next_start_starts_nothing(station, scanner):
    desk = scanner()
    one = station(serial(desk))
    one.attach()
    await one.is_in(Condition.READY)
    os.kill(pid_of(one), signal.SIGKILL)
    await one.is_in(Condition.FAULT)
    await one.link.stop()
    assert one.link._restart.cancelled()
    assert processes_reading(desk.node) == []


async def test_without_scanners_there_is_a_reader_all_the_same(station):
    one = station()
    one.attach()
    one.link.sound("ok")
    pid = pid_of(one)
    await one.link.stop()
    assert not is_running(pid)


async def test_a_tone_reaches_the_beeper_of_the_scanner(station, scanner):
    desk = scanner()
    one = station(serial(desk, beeps={"ok": "\x07", "no": "N"}))
    one.attach()
    await one.is_in(Condition.READY)
    one.link.sound("again")  # which this scanner has no sound for
    one.link.sound("no")
    assert await asyncio.to_thread(os.read, desk.master, 10) == b"N"


async def test_a_beeper_that_is_switched_off_is_not_heard(station, scanner):
    quiet = scanner()
    off = station(serial(quiet, beeps={"no": "N"}), sound=SoundConfig(speaker=False, beeper=False))
    off.attach()
    await off.is_in(Condition.READY)
    off.link.sound("no")
    quiet.write(b"A\r")  # behind the tone on its way to the reader, so that the tone was dealt with
    await off.has_read(1)
    await off.link.stop()
    assert not select.select([quiet.master], [], [], 0)[0]


async def test_the_terminals_signals_do_not_reach_the_reader(station):
    one = station()
    one.attach()
    assert os.getsid(pid_of(one)) == pid_of(one) != os.getsid(0)


async def test_what_lies_in_the_folder_where_the_station_was_started_is_not_run(
    station, scanner, tmp_path, monkeypatch
):
    (tmp_path / "drivers.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    one = station(serial(scanner()))
    one.attach()
    await one.is_in(Condition.READY)


async def test_a_burst_leaves_the_loop_time_for_others(station, scanner):
    desk = scanner()
    one = station(serial(desk))
    one.attach()
    await one.is_in(Condition.READY)
    loop = asyncio.get_running_loop()
    loop.remove_reader(one.link._socket)  # the station's loop hangs
    await asyncio.to_thread(desk.write, lines(codes(5000)))
    turns = []

    def turn() -> None:
        turns.append(len(one.codes))
        if turns[-1] < 5000:
            loop.call_soon(turn)

    one.attach()
    loop.call_soon(turn)
    await one.has_read(5000)
    assert max(after - before for before, after in itertools.pairwise(turns)) <= AT_ONCE


async def test_a_log_that_cannot_be_opened_stops_no_scanner(station, scanner, tmp_path):
    one = station(serial(scanner()))
    one.link._log = tmp_path / "lost" / "reader.log"
    one.attach()
    await one.is_in(Condition.READY)


async def test_the_reader_is_told_how_much_to_log(scanner, tmp_path):
    desk = scanner()
    log = tmp_path / "reader.log"
    link = Link((serial(desk),), SoundConfig(speaker=False), LogConfig(level="error"), log)
    ready = asyncio.Event()
    link.attach(lambda message: message.condition is Condition.READY and ready.set())
    await ready.wait()
    await link.stop()
    assert log.read_text() == ""


def test_the_log_of_the_reader_is_private(tmp_path):
    log = tmp_path / "reader.log"
    with Link((), SoundConfig(), LogConfig(), log)._output():
        assert log.stat().st_mode & 0o777 == 0o600


STATION = """
import asyncio, sys
from drivers.link import AT_ONCE, Link
from kiosk.config import LogConfig, SerialConfig, SoundConfig
from kiosk.scan import ScannerState

async def main():
    ready = asyncio.Event()
    link = Link([SerialConfig(port=sys.argv[1])], SoundConfig(speaker=False), LogConfig(), None)
    link.attach(lambda message: message.condition == "ready" and ready.set())
    await ready.wait()
    print(link._process.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.fixture
def other_station():
    """Starts a station in a process of its own."""
    started = []

    def start(port):
        started.append(subprocess.Popen([sys.executable, "-c", STATION, port], stdout=subprocess.PIPE))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


async def test_a_station_that_is_killed_leaves_no_reader_and_a_free_port(station, scanner, other_station):
    desk = scanner()
    other = other_station(desk.port)
    reader = int(await asyncio.to_thread(other.stdout.readline))
    assert processes_reading(desk.node) == [reader]
    one = station(serial(desk))
    one.attach()
    await one.is_in(Condition.BUSY)  # while the other station lives
    other.send_signal(signal.SIGKILL)
    await one.is_in(Condition.READY)
    assert processes_reading(desk.node) == [pid_of(one)]


@pytest.mark.parametrize("module", ["textual", "peewee", "evdev", "serial", "asyncio"])
def test_the_link_is_quick_to_import(module):
    code = f"import sys, drivers.link; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
