"""A store and a run in figures, on both engines."""

from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.rules import Rules
from kiosk.store import facts
from kiosk.store.database import Store


def test_a_store_and_a_run_are_told_on_both_engines(any_store: Store) -> None:
    post = any_store.call(begin, "east", "eva", "", Rules(), RunInfo("eva", "/dev/tty1", "10.0.0.9", "1", 7))
    store = any_store.look(facts.store)
    assert (store.parts, store.units, store.items, store.scans, store.movements) == (0, 0, 0, 0, 0)
    assert store.size > 0
    run = any_store.look(facts.run, post.run)
    assert (run.station, run.run, run.os_user, run.tty, run.ssh_client) == (
        "east",
        post.run,
        "eva",
        "/dev/tty1",
        "10.0.0.9",
    )
    assert run.engine.split()[0] in {"SQLite", "PostgreSQL"}
