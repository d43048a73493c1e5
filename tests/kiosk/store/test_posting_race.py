"""Two stations, each a process of its own, want the same serial or the same unit at once: one gets it."""

from collections.abc import Callable, Sequence
from contextlib import closing
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows.documents import headless, posting
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.headless import Wanted
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.store import document_lines, documents, draft_serials
from kiosk.store import serials as store_serials
from kiosk.store.database import Store
from kiosk.store.draft_serials import New
from kiosk.store.sql import execute
from kiosk.store.verify import verify

_BEGIN = """
import sys
from decimal import Decimal
from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.documents import editing, headless, lines, posting, serials
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.lines import Of
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.rules import Rules
from kiosk.store import documents, parts
from kiosk.store.database import Store
url, name = sys.argv[1:]
store = Store(url)
post = store.call(begin, name, name, "", Rules(), RunInfo("t", "", "", "1", 1))
part = store.look(parts.find, "PSU-12")
"""
_READY = """
print("ready", flush=True)
sys.stdin.readline()
"""
# Each scans the same serials, one by one, into a receipt of its own.
_CLAIM = f"""{_BEGIN}
state = Editing()
def act(fn, *args):
    global state
    state, outcome = store.call(fn, post, state, *args)
    return outcome
act(editing.opened, store.call(documents.create, post, DocKind.RECEIPT))
act(lines.add, Of(part))
{_READY}
for n in range(30):
    outcome = act(serials.take, (f"RACE-{{n}}",))
    print(f"{{n}}|{{outcome.result}}|{{state.document.number}}|{{outcome.detail}}", flush=True)
"""
# Each receives the same serials at once, by scripts that run beside each other.
_RECEIVE = f"""{_BEGIN}
{_READY}
for n in range(15):
    wanted = headless.Wanted(part="PSU-12", quantity=Decimal(2), pattern=f"RACE-{{n}}0+", location="MAIN/A")
    try:
        print(f"{{n}}|posted|{{store.call(headless.receive, post, wanted).number}}|", flush=True)
    except headless.Refused as refused:
        told = " ".join(fault.message for fault in refused.faults)
        print(f"{{n}}|{{refused.faults[0].code}}||{{told}}", flush=True)
"""


@pytest.fixture
def desk(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    return stock(any_store)


Race = Callable[..., list[list[str]]]


def _told(race: Race, desk: Any, program: str) -> list[list[list[str]]]:
    """What each of two processes that begin at once says, line by line, in its parts."""
    url: str = desk.store._url
    return [[line.split("|", 3) for line in lines] for lines in race(program, (url, "north"), (url, "south"))]


def _outcomes(said: Sequence[list[list[str]]], won: str, lost: str) -> None:
    """Of each serial one has got it, and the other is told which document has it."""
    for (_, one, number, told), (_, other, other_number, other_told) in zip(*said, strict=True):
        assert sorted((one, other)) == sorted((won, lost))
        assert (number if one == won else other_number) in (other_told if one == won else told)


def test_of_two_drafts_that_scan_one_serial_at_once_one_is_told_which_document_has_it(desk: Any, race: Race) -> None:
    said = _told(race, desk, _CLAIM)
    _outcomes(said, "collected", "refused")
    assert desk.store.look(verify) == ()


def test_of_two_receipts_of_one_serial_at_once_one_is_told_which_document_has_it(desk: Any, race: Race) -> None:
    said = _told(race, desk, _RECEIVE)
    _outcomes(said, "posted", "taken")
    sql = "SELECT COUNT(*) FROM stock_item WHERE serial LIKE ?"
    assert desk.store.look(lambda db: execute(db, sql, "RACE-%").fetchone()[0]) == 30
    assert desk.store.look(verify) == ()


def test_a_listed_serial_that_another_station_takes_at_that_moment_is_told_as_any(
    pg_store: Store, stock: Callable[[Store], Any]
) -> None:
    desk = stock(pg_store)
    runs: list[bool] = []

    def listed(db: Any) -> tuple[int, int]:
        scope = store_serials.scope(db, desk.ids["supply"])
        for _ in range(2):
            id = documents.create(db, desk.post, DocKind.RECEIPT)
            line = document_lines.add(db, id, desk.ids["supply"], {"expected": 1_000_000})
            draft_serials.add(db, id, [New(line, "L-1", scope)], None, SerialState.MISSING)
        first, second = (id for (id,) in execute(db, "SELECT id FROM draft_serial ORDER BY id").fetchall())
        return first, second

    ours, theirs = pg_store.call(listed)
    with closing(Store(pg_store._url)) as other:
        other.look(lambda db: None)

        def tick_off(db: Any) -> bool:
            free = not draft_serials.claims(db, store_serials.scope(db, desk.ids["supply"]), ["L-1"])
            runs.append(free)
            if len(runs) == 1:
                other.call(draft_serials.put, [theirs], SerialState.GOT)
            if free:
                draft_serials.put(db, [ours], SerialState.GOT)
            return free

        assert not pg_store.call(tick_off)
    assert runs == [True, False]


def test_what_comes_in_goes_out_and_comes_back_is_the_same_on_either_engine(desk: Any) -> None:
    store, post = desk.store, desk.post
    units = Wanted(part="PSU-12", quantity=Decimal(3), pattern="E-1+", location="MAIN/A", batch="B1")
    receipt = store.call(headless.receive, post, units)
    store.call(headless.receive, post, Wanted(part="RES-10K", quantity=Decimal(7)))
    store.call(headless.issue, post, Wanted(part="PSU-12", quantity=Decimal(2), pattern="E-1, E-3"))
    last = store.call(headless.issue, post, Wanted(part="RES-10K", quantity=Decimal(5205)))
    assert store.call(posting.reverse, post, last.id).result == "reversed"
    outcome = store.call(posting.reverse, post, receipt.id)
    assert (outcome.result, "E-1" in outcome.detail, "E-3" in outcome.detail) == ("refused", True, True)

    def invoice(db: Any) -> str:
        id = documents.create(db, post, DocKind.PURCHASE_INVOICE)
        document_lines.add(db, id, desk.ids["cable"], {"quantity": 2_500_000, "said": 1})
        assert posting.check(db, post, Editing(documents.get(db, id))) == ()
        return str(posting.post(db, post, Editing(documents.get(db, id)))[1].result)

    assert store.call(invoice) == "posted"
    with pytest.raises(headless.Refused):
        store.call(headless.issue, post, units)
    assert store.look(verify) == ()
