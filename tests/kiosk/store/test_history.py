"""Looking through the journal and the movements: the right rows, in order, at a bounded cost for each call."""

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import product
from typing import Any

import pytest

from kiosk.stock.history import OF_JOURNAL, OF_MOVEMENTS, Entry, Filter, Log, in_force
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import entries, history, journal, ledger, stations, stock_items
from kiosk.store.database import Store
from kiosk.store.history import Left

NAMES = tuple(field.name for field in fields(Filter))


def thing(shop: Any, kind: Kind, name: str) -> Thing:
    return Thing(kind, shop.ids[name], name)


@pytest.fixture
def busy(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    """A shop with scans of all kinds of things on two stations, and movements of them."""
    shop = stock(any_store)
    for code in (b"SN-0001", b"RES-10K", b"0805-103", b"MAIN/A", b"nope 100%", b"\xff\xfe", b"FAN-80", b"\xff\xfd"):
        shop.look_up(code, device="left")
    shop.post = replace(shop.post, station=any_store.call(stations.register, "second"), operator="Petr")
    for code in (b"SN-0001", b"MAIN", b"NOPE"):
        shop.look_up(code, device="right")
    any_store.call(_work, shop)
    any_store.call(_at_times)
    return shop


def _work(db: Any, shop: Any) -> None:
    def move(act: Act, name: str, *, operator: str = "Jana", note: str = "", **change: Any) -> None:
        before = stock_items.state(db, shop.ids[name])
        operation = ledger.begin(db, replace(shop.post, operator=operator), act, note=note)
        ledger.record(db, shop.post, operation, [Change(shop.ids[name], before, replace(before, **change))])

    move(Act.MOVE, "reel", location=shop.ids["b"])
    move(Act.STATUS, "psu 1", operator="Petr", note="Fell 100% down", status=Status.DEFECTIVE)
    move(Act.ADJUST, "reel", quantity=7_000_000)
    move(Act.STATUS, "psu 7", location=None, status=Status.LOST)


def _at_times(db: Any) -> None:
    """Scans a second apart, and some of them by a clock that went wrong; movements keep the time that they have."""
    db.execute_sql("UPDATE scan_record SET recorded_at = id * 1000000")
    db.execute_sql("UPDATE scan_record SET recorded_at = 1 WHERE id = (SELECT MAX(id) FROM scan_record)")


def found(store: Store, log: Log, wanted: Filter, *, limit: int = 100, oldest_first: bool = False) -> list[int]:
    ids: list[int] = []
    left = store.look(history.everything, log, wanted)
    while left is not None:
        some, left = store.look(history.find, log, wanted, left, limit, oldest_first=oldest_first)
        assert len(some) <= limit
        ids += some
    return ids


def every(store: Store, log: Log) -> list[Any]:
    return list(store.look(_read, log, found(store, log, Filter())))


def _read(db: Any, log: Log, ids: list[int]) -> tuple[Any, ...]:
    return entries.entries(db, ids) if log is Log.JOURNAL else entries.movements(db, ids)


def scan_fits(shop: Any, wanted: Filter, row: Entry) -> bool:
    record = row.record
    at, named = record.recorded_at, (record.kind, record.thing_id)
    of_part = [("part", "resistor"), ("supplier_part", "acme"), ("stock_item", "reel"), ("stock_item", "rest")]
    below = {"main": ("main", "a", "b"), "a": ("a",), "b": ("b",)}
    return (
        (wanted.since is None or at >= wanted.since)
        and (wanted.until is None or at < wanted.until)
        and wanted.station in ("", record.station)
        and wanted.operator in ("", record.operator)
        and wanted.device in ("", record.device)
        and wanted.result in ("", record.result)
        and (wanted.part is None or named in [(kind, shop.ids[name]) for kind, name in of_part])
        and (wanted.item is None or named == ("stock_item", wanted.item.id))
        and (wanted.place is None or named in [("location", shop.ids[name]) for name in below[wanted.place.label]])
        and (not wanted.text or wanted.text.lower() in (record.text or "").lower())
    )


def movement_fits(shop: Any, wanted: Filter, row: Any) -> bool:
    below = {"main": ("MAIN", "MAIN/A", "MAIN/B"), "a": ("MAIN/A",), "b": ("MAIN/B",)}
    texts = " ".join((row.note, row.remark, row.reference, row.serial, row.batch)).lower()
    return (
        (wanted.since is None or row.recorded_at >= wanted.since)
        and (wanted.until is None or row.recorded_at < wanted.until)
        and wanted.station in ("", row.station)
        and wanted.operator in ("", row.operator)
        and wanted.act in (None, row.act)
        and (wanted.part is None or row.part.id == wanted.part.id)
        and (wanted.item is None or row.item.id == wanted.item.id)
        and (wanted.place is None or bool({row.origin, row.target} & set(below[wanted.place.label])))
        and (not wanted.text or wanted.text.lower() in texts)
    )


FITS = {Log.JOURNAL: scan_fits, Log.MOVEMENTS: movement_fits}


def values(shop: Any, rows: list[Any], name: str) -> list[Any]:
    """Values to filter by: some that rows have, and one that none has."""
    things = {
        "part": [thing(shop, Kind.PART, "resistor")],
        "item": [thing(shop, Kind.STOCK_ITEM, "psu 1"), thing(shop, Kind.STOCK_ITEM, "reel")],
        "place": [thing(shop, Kind.LOCATION, "main"), thing(shop, Kind.LOCATION, "b")],
        "act": [Act.STATUS, Act.MOVE, Act.SERIALISE],
        "text": ["NOPE", "100%", "0_", "fell"],
        "station": ["bench", "second", "nowhere"],
        "operator": ["Jana", "Petr", "jana"],
        "device": ["left", "middle"],
        "result": ["found", "unknown", ""],
    }
    if name in things:
        return things[name]
    times = sorted(row.record.recorded_at if isinstance(row, Entry) else row.recorded_at for row in rows)
    return [times[0], times[len(times) // 2], times[-1], times[-1] + 1]


def test_the_rows_that_fit_are_found_and_no_others(busy: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each field alone, and each two of them, against the same rule in Python."""
    for log, stretch in product(Log, (1, 3, 5_000)):
        monkeypatch.setattr(history, "STRETCH", stretch)
        rows = every(busy.store, log)
        ids = [row.record.id if isinstance(row, Entry) else row.id for row in rows]
        assert ids == sorted(ids, reverse=True)
        names = [name for name in NAMES if name not in (OF_MOVEMENTS if log is Log.JOURNAL else OF_JOURNAL)]
        hits = set()
        for at, name in enumerate(names):
            for other in names[at:] if stretch == 5_000 else [name]:
                for wanted in wanted_by(busy, rows, name, other):
                    expected = [id for id, row in zip(ids, rows, strict=True) if FITS[log](busy, wanted, row)]
                    assert found(busy.store, log, wanted) == expected, wanted
                    hits.add((name, bool(expected)))
        assert {(name, True) for name in names} <= hits, "a filter that nothing fits proves nothing"


def wanted_by(shop: Any, rows: list[Any], one: str, other: str) -> list[Filter]:
    pairs = product(values(shop, rows, one), values(shop, rows, other))
    return [replace(Filter(), **{other: second, one: first}) for first, second in pairs]


def test_both_ways_lead_through_the_whole_list_in_steps_of_any_size(busy: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for log, (stretch, limit) in product(Log, ((2, 1), (3, 100), (100, 2))):
        monkeypatch.setattr(history, "STRETCH", stretch)
        newest = found(busy.store, log, Filter(), limit=limit)
        assert len(newest) > 4
        assert found(busy.store, log, Filter(), limit=limit, oldest_first=True) == newest[::-1]
        item = Filter(item=thing(busy, Kind.STOCK_ITEM, "psu 1"))
        assert found(busy.store, log, item, limit=1) == found(busy.store, log, item)


def test_an_empty_list_has_nothing_to_look_through(any_store: Store) -> None:
    for log, wanted in product(Log, (Filter(), Filter(since=1), Filter(until=1))):
        assert any_store.look(history.everything, log, wanted) is None
        assert any_store.look(history.choices, log, "operator") == ()


def test_values_to_choose_from_are_those_that_there_are(busy: Any) -> None:
    def choices(log: Log, field: str) -> tuple[str, ...]:
        chosen: tuple[str, ...] = busy.store.look(history.choices, log, field)
        return chosen

    assert choices(Log.JOURNAL, "device") == ("left", "right")
    assert choices(Log.JOURNAL, "station") == ("bench", "second")
    assert choices(Log.MOVEMENTS, "operator") == ("Jana", "Petr")
    assert "status" in choices(Log.MOVEMENTS, "act")


def test_fields_of_the_other_list_are_passed_over(busy: Any) -> None:
    wanted = Filter(act=Act.MOVE, device="left", result="found")
    assert in_force(Log.JOURNAL, wanted) == ("device", "result")
    assert in_force(Log.MOVEMENTS, wanted) == ("act",)
    assert found(busy.store, Log.MOVEMENTS, wanted) == found(busy.store, Log.MOVEMENTS, Filter(act=Act.MOVE)) != []


def test_a_movement_has_all_that_it_changed_and_what_takes_it_back(busy: Any) -> None:
    adjust, _, move = (row for row in every(busy.store, Log.MOVEMENTS)[1:4])
    assert (move.origin, move.target, move.act, move.number, move.batch) == (
        "MAIN/A",
        "MAIN/B",
        "move",
        "RES-10K",
        "20261101",
    )
    assert (adjust.quantity_before, adjust.quantity_after, adjust.before) == (5000, 7, Status.IN_STOCK)

    def undo(db: Any) -> int:
        operation = ledger.begin(db, busy.post, Act.UNDO, reverses=adjust.operation)
        now = stock_items.state(db, adjust.item.id)
        back = Change(adjust.item.id, now, State(now.location, 5_000_000_000, now.status), reverses=adjust.id)
        ledger.record(db, busy.post, operation, [back])
        return adjust.id

    busy.store.call(undo)
    last, *_ = every(busy.store, Log.MOVEMENTS)
    (again,) = busy.store.look(entries.movements, [adjust.id])
    assert (last.reverses, again.reversed_by) == (adjust.id, last.id)


def test_a_scan_has_what_it_named_and_the_start_of_its_station(busy: Any) -> None:
    rows = every(busy.store, Log.JOURNAL)
    assert rows[-1].named == Thing(Kind.STOCK_ITEM, busy.ids["psu 1"], "PSU-12 · SN-0001")
    assert rows[0].named is None
    assert busy.store.look(entries.start, rows[0].record.run).os_user == "tester"
    assert busy.store.look(entries.of_scan, rows[0].record.id) == ()


def test_rows_that_have_been_forgotten_meanwhile_are_left_out(busy: Any) -> None:
    ids = found(busy.store, Log.JOURNAL, Filter())
    busy.store.call(journal.forget, 3_000_000)
    assert [row.record.id for row in busy.store.look(entries.entries, ids)] == found(busy.store, Log.JOURNAL, Filter())


@pytest.mark.parametrize("log", Log)
def test_one_call_reads_no_more_than_its_stretch(shop: Any, log: Log) -> None:
    """By the primary key, or of one item by the index that has its rows in their order; nothing is sorted."""
    everywhere = Filter(
        since=1, until=2, station="x", operator="x", device="x", result="x", act=Act.MOVE,
        part=thing(shop, Kind.PART, "fan"), place=thing(shop, Kind.LOCATION, "b"), text="x",
    )  # fmt: skip
    singles = [replace(Filter(), **{name: getattr(everywhere, name)}) for name in NAMES if name != "item"]
    item = Filter(item=thing(shop, Kind.STOCK_ITEM, "psu 1"))
    for wanted, oldest_first in product((Filter(), everywhere, item, *singles), (False, True)):
        plan = plans(shop.store, history.find, log, wanted, Left(1, 10**6), 10, oldest_first=oldest_first)
        first = plan[0]
        index = {Log.JOURNAL: "scan_record_of_thing", Log.MOVEMENTS: "movement_of_item"}[log]
        by = f"USING INDEX {index}" if wanted is item else "USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"
        assert first.startswith("SEARCH r"), plan
        assert by in first.replace("COVERING ", ""), plan
        assert not [
            step for step in plan if step.startswith("SCAN") and step.split()[1] not in ("below", "b", "CONSTANT")
        ], plan
        assert not [step for step in plan if "ORDER BY" in step], plan


@pytest.mark.parametrize("log", Log)
def test_the_ends_of_a_list_are_read_from_indexes(shop: Any, log: Log) -> None:
    for wanted in (Filter(), Filter(since=1), Filter(until=9), Filter(since=1, until=9)):
        plan = plans(shop.store, history.everything, log, wanted)
        assert not [
            step for step in plan if step.startswith("SCAN") and step.split()[1] not in ("CONSTANT", "within_time")
        ], plan


def plans(store: Store, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> list[str]:
    """The steps of SQLite's plans for the statements that a query module's function runs."""

    class Explained:
        param = "?"

        def __init__(self, db: Any) -> None:
            self.db, self.steps = db, list[str]()

        def execute_sql(self, sql: str, params: Any = None) -> Any:
            self.steps += [row[3] for row in self.db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params)]
            return self.db.execute_sql(sql, params)

    def run(db: Any) -> list[str]:
        explained = Explained(db)
        fn(explained, *args, **kwargs)
        return explained.steps

    return store.look(run)
