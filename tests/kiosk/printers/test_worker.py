"""Labels are printed in their order, each marked once it was sent; a printer that is away keeps its queue."""

from typing import Any

from kiosk.config import FilePrinter
from kiosk.errors import StoreError
from kiosk.flows.printing import desk, queue
from kiosk.printers.printer import PrinterAway
from kiosk.printers.state import Condition
from kiosk.printers.turn import Turn
from kiosk.stock.print_jobs import Content, NewJob


class Fake:
    """A printer that is away as long as `away` says why."""

    def __init__(self, away: str = "") -> None:
        self.away = away
        self.got: list[bytes] = []
        self.tries = 0

    def send(self, data: bytes) -> None:
        self.tries += 1
        if self.away:
            raise PrinterAway(self.away)
        self.got.append(data)


def serials(count: int) -> list[str]:
    return [f"SN-{number:04}" for number in range(count)]


def test_two_hundred_labels_come_out_in_their_order(labels, wait):
    labels.add(*serials(200))
    worker = labels.start()
    wait(lambda: len(labels.printed()) == 200 and worker.state.condition is Condition.READY)
    assert labels.printed() == serials(200)
    assert {state for _, state in labels.states()} == {"printed"}


def test_each_of_two_printers_keeps_its_own_order_and_none_waits_for_the_other(labels, wait):
    for number in range(20):
        labels.add(f"A{number:02}", printer="a")
        labels.add(f"B{number:02}", printer="b")
    away = Fake("It is out of paper.")
    a, b = labels.start("a"), labels.start("b", away)
    wait(lambda: len(labels.printed("a")) == 20 and b.state.condition is Condition.AWAY)
    assert labels.printed("a") == [f"A{number:02}" for number in range(20)]
    assert (b.state.waiting, b.state.fault) == (20, "It is out of paper.")
    away.away = ""
    wait(lambda: b.state.condition is Condition.READY)
    assert len(away.got) == 20
    assert a.state.waiting == b.state.waiting == 0


def test_one_that_is_away_is_tried_ever_more_seldom_and_at_once_on_demand(labels, wait):
    printer = Fake("It is off.")
    labels.add("SN-1")
    worker = labels.start(printer=printer, first=600.0, longest=600.0)
    wait(lambda: worker.state.condition is Condition.AWAY)
    worker.wake()  # more labels are no reason to try
    labels.add("SN-2")
    assert printer.tries == 1
    worker.retry()
    wait(lambda: printer.tries == 2)
    printer.away = ""
    worker.retry()
    wait(lambda: worker.state.condition is Condition.READY)
    assert len(printer.got) == 2
    (job,) = labels.shop.store.look(desk.some, labels.shop.post, [1])
    assert (job.state, job.tries, job.fault) == ("printed", 2, "")


def test_a_new_label_wakes_it(labels, wait):
    worker = labels.start(poll=600.0)
    wait(lambda: worker.state.condition is Condition.READY)
    labels.add("SN-1")
    wait(lambda: worker.wake() or labels.printed() == ["SN-1"])


def test_one_that_cant_be_drawn_is_put_aside_and_those_behind_it_are_printed(labels, wait):
    post, store = labels.shop.post, labels.shop.store
    store.call(queue.add, post, [NewJob("labels", Content("missing", {}), "broken")])
    store.call(lambda db: db.execute_sql("UPDATE print_job SET content = '{'"))
    store.call(queue.add, post, [NewJob("labels", Content("missing", {}), "no template")])
    labels.add("SN-1")
    worker = labels.start()
    wait(lambda: labels.printed() == ["SN-1"])
    wait(lambda: labels.states()[-1][1] == "printed")
    wait(lambda: worker.state.condition is Condition.READY)
    assert (worker.state.refused, "missing" in worker.state.fault) == (2, True)  # told until somebody has looked
    worker.retry()
    wait(lambda: not worker.state.refused)
    assert [state for _, state in labels.states()] == ["dropped", "dropped", "printed"]
    first, second, _ = store.look(desk.some, post, [1, 2, 3])
    assert "can't be read" in first.fault
    assert "missing" in second.fault


def test_one_that_is_larger_than_the_paper_is_put_aside(labels, wait):
    labels.add("SN-1")
    config = FilePrinter(name="labels", folder=str(labels.folder), language="zpl", width=20, height=10)
    labels.start(config=config)
    wait(lambda: labels.states() == [("SN-1", "dropped")])
    assert "20 by 10 mm" in labels.shop.store.look(desk.some, labels.shop.post, [1])[0].fault


def test_copies_are_the_printers_own(labels, wait):
    labels.add("SN-1", copies=3)
    printer = Fake()
    labels.start(printer=printer)
    wait(lambda: printer.got)
    assert printer.got[0].count(b"^PQ3") == 1


def test_what_can_not_be_marked_is_not_sent_again(labels, wait):
    """A full disk: the label is out, and only its mark is tried again."""
    printer, real = Fake(), labels.shop.store

    class Full:
        failing = True

        def look(self, fn: Any, *args: Any) -> Any:
            return real.look(fn, *args)

        def call(self, fn: Any, *args: Any) -> Any:
            if self.failing and fn is queue.printed:
                raise StoreError("full", "The disk is full.")
            return real.call(fn, *args)

    full = Full()
    labels.add("SN-1", "SN-2")
    labels.shop.store = full
    full.name = real.name
    worker = labels.start(printer=printer, first=0.01)
    labels.shop.store = real
    wait(lambda: printer.got)
    worker.retry()
    assert labels.states()[0] == ("SN-1", "waiting")
    assert len(printer.got) == 1
    full.failing = False
    wait(lambda: len(printer.got) == 2)
    wait(lambda: labels.states() == [("SN-1", "printed"), ("SN-2", "printed")])


def test_of_two_kiosks_of_one_station_one_prints(labels, wait):
    other = Turn(labels.folder / "locks", labels.shop.store.name, "labels")
    assert other.take()
    labels.add("SN-1")
    worker = labels.start()
    wait(lambda: worker.state.condition is Condition.ELSEWHERE)
    assert labels.states() == [("SN-1", "waiting")]
    other.leave()
    wait(lambda: labels.printed() == ["SN-1"])


def test_a_fault_of_our_own_ends_no_worker(labels, wait):
    class Broken(Fake):
        def send(self, data: bytes) -> None:
            if self.away:
                raise RuntimeError("boom")
            super().send(data)

    printer = Broken("x")
    labels.add("SN-1")
    worker = labels.start(printer=printer)
    wait(lambda: worker.state.condition is Condition.AWAY)
    assert "log" in worker.state.fault
    printer.away = ""
    wait(lambda: printer.got)


def test_a_sheet_is_filled_with_what_waits(labels, wait):
    labels.add(*serials(50))
    config = FilePrinter(name="labels", folder=str(labels.folder), language="pdf", sheet="a4-4x12")
    printer = Fake()
    labels.start(printer=printer, config=config)
    wait(lambda: {state for _, state in labels.states()} == {"printed"})
    assert len(printer.got) == 2  # 48 of them on the first
    assert all(data.startswith(b"%PDF") for data in printer.got)


def test_a_page_on_a_printer_with_sheets_of_labels_is_refused_in_words(labels, wait):
    store, post = labels.shop.store, labels.shop.post
    store.call(queue.add, post, [NewJob("labels", Content("commands", {"prefix": "KSK"}), "sheet")])
    labels.add("SN-1")
    config = FilePrinter(name="labels", folder=str(labels.folder), language="pdf", sheet="a4-4x12")
    labels.start(printer=Fake(), config=config)
    wait(lambda: labels.states() == [("sheet", "dropped"), ("SN-1", "printed")])
    assert "needs a [[printer]] without sheet" in store.look(desk.some, post, [1])[0].fault


def test_a_test_label_is_printed_in_every_language(labels, wait):
    store, post = labels.shop.store, labels.shop.post
    fields = {"title": "Kiosk: test label", "station": "bench ^XZ", "printer": "x", "time": "now", "code": "KIOSK-TEST"}
    for name in ("zpl", "pdf", "png"):
        store.call(desk.test, post, name, fields)
        printer = Fake()
        labels.start(name, printer, config=FilePrinter(name=name, folder=str(labels.folder), language=name))
        wait(lambda printer=printer: printer.got)
        assert printer.got[0].startswith({"zpl": b"^XA", "pdf": b"%PDF", "png": b"\x89PNG"}[name])
