"""A printer on the network: real sockets that take all, that are away, that stall, that close rudely."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress

import pytest

from kiosk.printers.network import Network
from kiosk.printers.printer import PrinterAway

LARGE = b"^XA" * 3_000_000  # more than the buffers of both sides hold


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server


def network(server: socket.socket, **kwargs: float) -> Network:
    return Network("127.0.0.1", server.getsockname()[1], lambda: False, **kwargs)


def served(server: socket.socket, serve: Callable[[socket.socket], None]) -> threading.Thread:
    def work() -> None:
        link, _ = server.accept()
        with link, suppress(OSError):
            serve(link)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_all_of_it_arrives_and_its_end_is_seen(listening):
    got = []

    def take(link: socket.socket) -> None:
        while some := link.recv(65536):
            got.append(some)

    thread = served(listening, take)
    network(listening).send(LARGE)
    thread.join()
    assert b"".join(got) == LARGE


def test_one_that_tells_of_itself_is_listened_to(listening):
    def talk(link: socket.socket) -> None:
        link.sendall(b"status\r\n" * 100)
        while link.recv(65536):
            pass

    thread = served(listening, talk)
    network(listening).send(b"^XA^XZ")
    thread.join()


def test_one_that_is_away_is_told():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    with pytest.raises(PrinterAway, match=rf"127\.0\.0\.1, port {port}: Connection refused"):
        Network("127.0.0.1", port, lambda: False).send(b"x")


def test_one_that_never_answers_is_told(listening):
    """A full queue of connections stands for a machine that is off: the kernel answers nothing."""
    listening.listen(0)
    waiting = [socket.socket() for _ in range(3)]
    for one in waiting:
        one.setblocking(False)
        with suppress(BlockingIOError):
            one.connect(listening.getsockname())
    with pytest.raises(PrinterAway, match="does not answer"):
        network(listening, connect=0.2).send(b"x")
    for one in waiting:
        one.close()


def test_one_that_stalls_is_given_up(listening):
    done = threading.Event()
    thread = served(listening, lambda link: done.wait(20) and None)
    with pytest.raises(PrinterAway, match="takes no data"):
        network(listening, patience=0.3).send(LARGE)
    done.set()
    thread.join()


def test_one_that_breaks_off_in_the_middle_is_away(listening):
    def reset(link: socket.socket) -> None:
        link.recv(10)
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    thread = served(listening, reset)
    with pytest.raises(PrinterAway, match="Look at the printer"):
        network(listening).send(LARGE)
    thread.join()


def test_one_that_closes_by_a_reset_after_it_got_all_has_printed(listening):
    """Else the same label would be printed again and again."""

    def reset(link: socket.socket) -> None:
        while link.recv(65536):
            pass
        threading.Event().wait(0.5)
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    thread = served(listening, reset)
    network(listening).send(b"^XA^XZ")
    thread.join()


def test_a_name_that_no_machine_has_is_told(monkeypatch):
    def unknown(*args: object, **kwargs: object) -> socket.socket:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "create_connection", unknown)
    with pytest.raises(PrinterAway, match="No machine is called printer"):
        Network("printer.invalid", 9100, lambda: False).send(b"x")
