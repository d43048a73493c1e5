"""The queue of labels on both engines: its order, what is done with it, what is forgotten, what a check finds."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.flows import retention
from kiosk.flows.documents import editing, serials
from kiosk.flows.documents.editing import Editing
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.labelling import Labelling
from kiosk.stock.print_jobs import Content, JobState, NewJob
from kiosk.store import document_lines, documents, print_jobs, stations
from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import verify

LONG_AGO = 1_000_000
HOSTILE = "Robert'); DROP TABLE print_job;-- ^XA~JR <script>]]> \u202e"


@pytest.fixture
def shop(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    return stock(any_store)


def job(label: str, printer: str = "labels", **kwargs: Any) -> NewJob:
    return NewJob(printer, Content("unit", {"serial": label}), label, **kwargs)


def add(shop: Any, *jobs: NewJob) -> None:
    shop.store.call(print_jobs.add, shop.post, jobs)


def due(shop: Any, printer: str = "labels") -> list[str]:
    return [one.label for one in shop.store.look(print_jobs.due, shop.post.station, printer, 500)]


def states(shop: Any) -> list[str]:
    rows = shop.store.look(lambda db: execute(db, "SELECT state FROM print_job ORDER BY id").fetchall())
    return [state for (state,) in rows]


def test_labels_wait_in_the_order_in_which_they_came_each_for_its_printer(shop):
    add(shop, job("b"), job("x", "other"), job("a"))
    add(shop, *(job(str(number)) for number in range(300)))
    assert due(shop) == ["b", "a", *map(str, range(300))]
    assert due(shop, "other") == ["x"]
    found = shop.store.look(print_jobs.queues, shop.post.station)
    assert [(queue.printer, queue.waiting) for queue in found] == [("labels", 302), ("other", 1)]
    page = shop.store.look(print_jobs.page, shop.post.station, "labels", 0, 2)
    assert ([one.label for one in page.rows], page.total) == (["299", "298"], 302)


def test_the_labels_of_another_station_are_none_of_ours(shop):
    add(shop, job("a"))
    other = shop.store.call(stations.register, "other")
    assert shop.store.look(print_jobs.due, other, "labels") == ()
    assert shop.store.call(print_jobs.drop, other, [1]) == 0
    assert not shop.store.call(print_jobs.move_one, other, 1, "x")
    assert shop.store.call(print_jobs.reprint, replace(shop.post, station=other), [1]) == 0


def test_what_is_settled_stays_so(shop):
    add(shop, job("a"), job("b"))
    shop.store.call(print_jobs.fail, 1, "It is off.")
    assert shop.store.call(print_jobs.settle, [1], JobState.PRINTED) == 1
    assert shop.store.call(print_jobs.drop, shop.post.station, [1, 2]) == 1
    assert shop.store.call(print_jobs.settle, [2], JobState.PRINTED) == 0
    assert states(shop) == ["printed", "dropped"]
    first, _ = shop.store.look(print_jobs.some, shop.post.station, [1, 2])
    assert (first.tries, first.fault) == (1, "")


def test_what_could_not_be_drawn_is_listed_until_it_is_queued_again_or_dropped(shop):
    add(shop, *map(job, "abcd"))
    for id in (1, 2, 3):
        shop.store.call(print_jobs.settle, [id], JobState.DROPPED, "There is no template x.")
    shop.store.call(print_jobs.drop, shop.post.station, [4])

    def listed() -> list[str]:
        return [one.label for one in shop.store.look(print_jobs.undrawn, shop.post.station, 2)]

    assert listed() == ["b", "c"]
    shop.store.call(print_jobs.reprint, shop.post, [2])
    assert shop.store.call(print_jobs.drop, shop.post.station, [3, 4]) == 1
    assert listed() == ["a"]
    assert states(shop) == ["dropped"] * 4 + ["waiting"]


def test_moved_labels_keep_their_place_by_time(shop):
    add(shop, job("1"), job("2", "other"), job("3"), job("4", "other"))
    assert shop.store.call(print_jobs.move, shop.post.station, "labels", "other") == 2
    assert due(shop, "other") == ["1", "2", "3", "4"]


def test_hostile_texts_are_kept_as_they_are(shop):
    add(shop, NewJob(HOSTILE[:90], Content(HOSTILE[:90], {HOSTILE: HOSTILE}, ({HOSTILE: "x"},)), HOSTILE))
    (found,) = shop.store.look(print_jobs.due, shop.post.station, HOSTILE[:90])
    assert Content.loaded(found.content) == Content(HOSTILE[:90], {HOSTILE: HOSTILE}, ({HOSTILE: "x"},))
    assert found.label == HOSTILE


def is_read(text: str) -> bool:
    try:
        Content.loaded(text)
    except ValueError:
        return False
    return True


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["template", "fields", "rows", "x"]), inner)
    ),
)


@given(st.text() | JSON.map(json.dumps))
def test_a_text_is_a_content_whole_or_not_at_all(text):
    if is_read(text):
        assert Content.loaded(Content.loaded(text).dumped()) == Content.loaded(text)


@pytest.mark.parametrize("text", ["", "{", "[]", "1", '{"template": 1, "fields": {}, "rows": []}', "[" * 100_000])
def test_what_is_no_content_is_refused(text):
    assert not is_read(text)


def scanned(shop: Any) -> int:
    """A label that a scan of long ago has asked for; answers the scan's id in the journal."""
    shop.look_up(b"SN-0001")
    shop.look_up(b"SN-0002")  # the last one of a station always stays
    shop.store.call(lambda db: execute(db, "UPDATE scan_record SET recorded_at = ? WHERE seq = 1", LONG_AGO).rowcount)
    (id,) = shop.store.look(lambda db: execute(db, "SELECT id FROM scan_record WHERE seq = 1").fetchone())
    shop.store.call(print_jobs.add, replace(shop.post, scan=id), [job("a")])
    return int(id)


def forget(shop: Any) -> None:
    last = shop.store.look(lambda db: execute(db, "SELECT MAX(recorded_at) FROM scan_record").fetchone())[0]
    while shop.store.call(retention.forget, last):
        pass


def test_labels_are_forgotten_with_the_journal_and_their_scans_after_them(shop):
    id = scanned(shop)

    def there() -> bool:
        row = shop.store.look(lambda db: execute(db, "SELECT 1 FROM scan_record WHERE id = ?", id).fetchone())
        return row is not None

    forget(shop)
    assert (due(shop), there()) == (["a"], True)  # it waits, however old it is
    shop.store.call(print_jobs.settle, [1], JobState.PRINTED)
    shop.store.call(print_jobs.reprint, shop.post, [1])
    forget(shop)
    assert states(shop) == ["printed", "waiting"]
    shop.store.call(lambda db: execute(db, "UPDATE print_job SET settled_at = ? WHERE id = 1", LONG_AGO).rowcount)
    forget(shop)
    assert (states(shop), there()) == (["waiting"], False)
    assert shop.store.look(verify) == ()


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE print_job SET content = '{'", "print_job 1: what is on it can't be read."),
        ("UPDATE print_job SET thing_id = 999", "999"),
        ("UPDATE draft_serial SET state = 'removed'", "print_job 1: it waits, but GR-"),
    ],
)
def test_a_check_finds_labels_that_are_wrong(shop, sql, fault):
    post = replace(shop.post, labels=Labelling("each", "labels"))

    def take(db: Any) -> None:
        document = documents.create(db, post, DocKind.RECEIPT)
        line = document_lines.add(db, document, shop.ids["supply"], {"quantity": 0, "location_id": shop.ids["a"]})
        state, _ = editing.opened(db, post, Editing(), document)
        state, _ = editing.choose(db, post, state, line)
        assert serials.add(db, post, state, "N-1")[1].result == "collected"

    shop.store.call(take)
    assert due(shop) == ["PSU-12 · N-1"]
    assert shop.store.look(verify) == ()
    shop.store.call(lambda db: execute(db, sql).rowcount)
    assert any(fault in told for told in shop.store.look(verify))
