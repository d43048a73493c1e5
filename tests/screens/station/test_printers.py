"""Printers on the Station screen: how they are, what waits for them, a try, a test label; and one printer's labels."""

import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows.printing import queue
from kiosk.outcome import Tone
from kiosk.printers.state import Condition, PrinterState
from kiosk.stock.print_jobs import Content, JobState, NewJob
from kiosk.store import print_jobs
from screens.places import Place

Start = Callable[..., AbstractAsyncContextManager[Any]]
SIZES = [(40, 15), (80, 24)]
HOSTILE = "[/x][@click=app.quit]\x1b[5;5H"


class Fake:
    """Printers that do nothing, and tell how they are."""

    def __init__(self, *states: PrinterState) -> None:
        self.states = states
        self.tried: list[str | None] = []

    def wake(self) -> None:
        pass

    def retry(self, name: str | None = None) -> None:
        self.tried.append(name)


READY = PrinterState("labels")
AWAY = PrinterState("dock", Condition.AWAY, 2, "It is out of paper.", time.monotonic() + 3600)


def fitted(kiosk: Any, *states: PrinterState) -> Fake:
    """The station has these printers."""
    printers = Fake(*states)
    kiosk.app._opened = replace(kiosk.app._opened, printers=printers)
    kiosk.app._tick()
    return printers


def add(kiosk: Any, *serials: str, printer: str = "dock") -> None:
    jobs = [NewJob(printer, Content("unit", {"serial": serial}), serial) for serial in serials]
    kiosk.store.call(queue.add, kiosk.post, jobs)


def states(kiosk: Any) -> list[tuple[str, str, str]]:
    sql = "SELECT label, printer, state FROM print_job ORDER BY id"
    return [tuple(row) for row in kiosk.store.look(lambda db: db.execute_sql(sql).fetchall())]


async def visit(kiosk: Any, place: Place, *args: Any) -> None:
    kiosk.app.visit(place, *args)
    await kiosk.settled()


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_and_the_status_line_tell_how_each_printer_is(station: Start, size: Any) -> None:
    async with station(size) as kiosk:
        fitted(kiosk, READY, AWAY)
        assert ("P●○ 2" if size[0] == 40 else "printers ●○ 2") in kiosk.lines[-1]
        await visit(kiosk, Place.STATION)
        assert "1 of 2 away, 2 waiting" in kiosk.words
        await kiosk.key("2")
        assert kiosk.name == "Printers"
        assert "● labels ready, nothing waits" in kiosk.words
        assert "○ dock away, 2 waiting It is out of paper. Tried again in 3" in kiosk.words


@pytest.mark.parametrize("size", SIZES)
async def test_labels_that_could_not_be_drawn_are_told(station: Start, size: Any) -> None:
    async with station(size) as kiosk:
        fitted(kiosk, PrinterState("labels", fault="There is no template x.", refused=2))
        assert ("P! " if size[0] == 40 else "printer ! ") in kiosk.lines[-1]
        await visit(kiosk, Place.STATION)
        assert "ready, 2 not drawn" in kiosk.words
        await visit(kiosk, Place.PRINTERS)
        told = "2 labels could not be drawn, and wait no more: There is no template x. See the list."
        assert told in kiosk.words


@pytest.mark.parametrize("size", SIZES)
async def test_labels_that_could_not_be_drawn_are_told_once_and_heard_anywhere(station: Start, size: Any) -> None:
    async with station(size, toasts=True) as kiosk:
        fitted(kiosk, READY)
        kiosk.scanners.sounds.clear()
        printers = fitted(kiosk, PrinterState("labels", fault="There is no template x.", refused=2))
        await kiosk.until(lambda: "2 labels could not be drawn" in kiosk.words)
        assert kiosk.scanners.sounds == ["no"]
        kiosk.app._tick()
        assert kiosk.scanners.sounds == ["no"]
        printers.states = (READY,)
        kiosk.app._tick()
        printers.states = (replace(READY, refused=1),)
        kiosk.app._tick()
        await kiosk.until(lambda: "A label could not be drawn" in kiosk.words)
        assert kiosk.scanners.sounds == ["no", "no"]


async def test_a_station_without_printers_says_how_to_get_one(station: Start) -> None:
    async with station((40, 15)) as kiosk:
        assert "P●" not in kiosk.lines[-1]
        await visit(kiosk, Place.PRINTERS)
        assert "Add a [[printer]] to kiosk.toml" in kiosk.words


async def test_printers_are_tried_at_once_and_tested(station: Start) -> None:
    async with station((40, 15)) as kiosk:
        printers = fitted(kiosk, READY, AWAY)
        await visit(kiosk, Place.PRINTERS)
        await kiosk.key("f5")
        assert printers.tried == [None]
        await kiosk.key("down", "f6")
        await kiosk.until(lambda: states(kiosk) == [("Test label", "dock", "waiting")])
        assert printers.tried == [None, "dock"]


async def test_labels_for_a_printer_that_is_no_more_can_be_moved(station: Start) -> None:
    async with station((40, 15)) as kiosk:
        add(kiosk, "SN-1", "SN-2", printer="old")
        fitted(kiosk, READY)
        await visit(kiosk, Place.PRINTERS)
        await kiosk.until(lambda: "old not in kiosk.toml any more, 2 waiting" in kiosk.words)
        await kiosk.key("2")
        assert kiosk.name == "PrintQueue"
        await kiosk.until(lambda: "SN-2" in kiosk.words)
        await kiosk.key("f4")
        assert kiosk.frame.answer.tone is Tone.ASK
        assert "Move all 2 that wait" in kiosk.words
        await kiosk.key("4")
        assert "To which printer?" in kiosk.words
        await kiosk.key("1")
        assert states(kiosk) == [("SN-1", "labels", "waiting"), ("SN-2", "labels", "waiting")]
        assert "2 labels moved" in kiosk.words


@pytest.mark.parametrize("size", SIZES)
async def test_a_label_is_printed_again_or_dropped(station: Start, size: Any) -> None:
    async with station(size) as kiosk:
        add(kiosk, "SN-1", "SN-2")
        kiosk.store.call(print_jobs.settle, [1], JobState.PRINTED)
        fitted(kiosk, AWAY)
        await visit(kiosk, Place.PRINT_QUEUE, "dock")
        await kiosk.until(lambda: "SN-1" in kiosk.words)
        await kiosk.key("down", "f6")
        assert states(kiosk)[-1] == ("SN-1", "dock", "waiting")
        await kiosk.key("home", "f6")
        assert "It waits already" in kiosk.words
        await kiosk.key("f4", "1")
        assert states(kiosk)[-1] == ("SN-1", "dock", "dropped")
        await kiosk.key("f4", "escape")
        assert states(kiosk)[1] == ("SN-2", "dock", "waiting")
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_choosing_a_label_says_how_it_stands(station: Start) -> None:
    async with station((40, 15)) as kiosk:
        add(kiosk, "SN-1")
        kiosk.store.call(print_jobs.settle, [1], JobState.DROPPED, "There is no template x.")
        fitted(kiosk, AWAY)
        await visit(kiosk, Place.PRINT_QUEUE, "dock")
        await kiosk.until(lambda: "SN-1" in kiosk.words)
        await kiosk.key("1")
        assert "Can't be printed. Asked for by Anna. There is no template x." in kiosk.words
        await kiosk.key("f4", "1")
        assert "1 label dropped" in kiosk.words
        await kiosk.key("1")
        assert "Dropped. Asked for by Anna." in kiosk.words


async def test_a_scan_among_labels_is_refused_in_words(station: Start) -> None:
    async with station((40, 15)) as kiosk:
        fitted(kiosk, AWAY)
        await visit(kiosk, Place.PRINT_QUEUE, "dock")
        await kiosk.scan("2012345678903")
        assert kiosk.name == "PrintQueue"
        assert kiosk.frame.answer.tone is Tone.NO


async def test_what_has_been_printed_meanwhile_is_seen(station: Start) -> None:
    async with station((40, 15)) as kiosk:
        add(kiosk, "SN-1")
        fitted(kiosk, replace(AWAY, waiting=1))
        await visit(kiosk, Place.PRINT_QUEUE, "dock")
        await kiosk.until(lambda: "○" in kiosk.lines[2])
        kiosk.store.call(print_jobs.settle, [1], JobState.PRINTED)
        fitted(kiosk, PrinterState("dock"))
        await kiosk.until(lambda: "●" in kiosk.lines[2])


@pytest.mark.parametrize("console", [False, True])
async def test_hostile_names_and_faults_are_shown_and_not_obeyed(station: Start, console: bool) -> None:
    async with station((40, 15), console=console) as kiosk:
        add(kiosk, HOSTILE, printer=HOSTILE)
        add(kiosk, HOSTILE)
        fitted(kiosk, replace(AWAY, name=HOSTILE, fault=HOSTILE))
        for place, args in ((Place.PRINTERS, ()), (Place.PRINT_QUEUE, (HOSTILE,))):
            await visit(kiosk, place, *args)
            shown = "".join(kiosk.lines)
            assert shown.isprintable()
            assert "[/x]" in shown
            await kiosk.key("f4")
            assert "".join(kiosk.lines).isprintable()
            await kiosk.key("escape", "escape")


async def test_by_scanner_alone_printers_are_tried_and_tested_and_labels_printed_again(station: Start) -> None:
    async with station((40, 15)) as kiosk:
        add(kiosk, "SN-1", printer="labels")
        kiosk.store.call(print_jobs.settle, [1], JobState.PRINTED)
        printers = fitted(kiosk, READY)
        await visit(kiosk, Place.PRINTERS)
        await kiosk.scan_slowly("KSKCMDDONE")
        assert printers.tried == [None]
        await kiosk.scan_slowly("KSKCMDPRINT")
        await kiosk.until(lambda: states(kiosk)[1:] == [("Test label", "labels", "waiting")])
        await kiosk.scan_slowly("KSKCMDR1")
        assert kiosk.name == "PrintQueue"
        await kiosk.until(lambda: "SN-1" in kiosk.words)
        await kiosk.scan_slowly("KSKCMDDONE")
        assert printers.tried == [None, "labels", "labels"]
        await kiosk.key("down")
        await kiosk.scan_slowly("KSKCMDPRINT")
        assert states(kiosk)[2:] == [("SN-1", "labels", "waiting")]


async def test_what_is_asked_of_all_that_wait_is_not_headed_by_a_label_that_was_printed(station: Start) -> None:
    async with station((40, 15)) as kiosk:
        add(kiosk, "SN-1", "SN-2", "SN-3")
        kiosk.store.call(print_jobs.settle, [1], JobState.PRINTED)
        fitted(kiosk, AWAY)
        await visit(kiosk, Place.PRINT_QUEUE, "dock")
        await kiosk.until(lambda: "SN-1" in kiosk.words)
        await kiosk.key("end", "f4")
        assert "Drop all 2 that wait" in kiosk.words
        assert kiosk.frame.answer.text == "dock"
