"""What documents cost where there is much: posting goes by indexes, a serial more costs the same in a large draft."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows import intake
from kiosk.flows.documents import editing, scanning
from kiosk.flows.documents import posting as flow
from kiosk.flows.documents.editing import Editing
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.store import document_lines, documents, draft_serials, posting, serials
from kiosk.store.draft_serials import New

STATEMENTS = {
    "lines": posting._ENTRIES,
    "new serials": posting._NEW,
    "units": posting._UNITS,
    "units that can't go": posting._UNFIT.format("?, ?"),
    "units that are elsewhere": posting._ELSEWHERE.format("?, ?"),
    "serials that stock has": posting._TAKEN,
    "quantities": posting._LOTS.format("?, ?"),
    "an invoice's lines": posting._LINES,
    "an invoice's serials": posting._HANDED,
}
# Tables, and how the statements call them.
LARGE = {"draft_serial", "stock_item", "movement", "document_line", "document", "part", *"ilmopsw"}


@pytest.mark.parametrize("name", STATEMENTS)
def test_posting_reads_and_writes_by_indexes(shop: Any, name: str) -> None:
    sql = STATEMENTS[name]

    def plan(db: Any) -> list[str]:
        return [row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", [1] * sql.count("?")).fetchall()]

    found = shop.store.look(plan)
    assert [step for step in found if step.startswith("SCAN ") and step.split()[1] in LARGE] == []
    assert any(step.startswith("SEARCH") for step in found)


Begin = Callable[..., Editing]


@pytest.fixture
def draft(shop: Any) -> Begin:
    """`draft(n)` is the state of an open receipt with a line of n serials.

    With `listed` the receipt has a list, `missing` of which are still to come; else those that are here are on none.
    """

    def of(count: int, *, listed: bool = False, missing: int = 0) -> Editing:
        def write(db: Any) -> int:
            id = documents.create(db, shop.post, DocKind.RECEIPT)
            if listed:
                documents.change(db, id, {"listed": 1})
            expected = (count + missing) * 1_000_000 if missing else None
            values = {"serials": count, "quantity": count * 1_000_000, "expected": expected}
            line = document_lines.add(db, id, shop.ids["supply"], values)
            scope = serials.scope(db, shop.ids["supply"])
            draft_serials.add(db, id, [New(line, f"{id}-{n}", scope) for n in range(count)], None)
            waiting = [New(line, f"{id}-M{n}", scope) for n in range(missing)]
            draft_serials.add(db, id, waiting, None, SerialState.MISSING)
            return id

        state: Editing = shop.store.call(editing.opened, shop.post, Editing(), shop.store.call(write))[0]
        return state

    return of


DRAFTS = pytest.mark.parametrize(
    "kwargs", [{}, {"listed": True}, {"listed": True, "missing": 5000}], ids=["plain", "on no list", "on a list"]
)


@DRAFTS
def test_a_serial_more_takes_as_many_statements_and_one_commit_however_many_there_are(
    shop: Any, draft: Begin, kwargs: dict[str, Any]
) -> None:
    def scanned(state: Editing, code: str) -> list[str]:
        said: list[str] = []
        shop.store.call(lambda db: db.connection().set_trace_callback(said.append))
        _scan(shop, state, code)
        shop.store.call(lambda db: db.connection().set_trace_callback(None))
        ends = [at for at, sql in enumerate(said) if sql.startswith("COMMIT")]
        return said[ends[0] + 1 : ends[1] + 1]  # between the end of switching the trace on, and of the scan

    few, many = scanned(draft(5, **kwargs), "RX-1"), scanned(draft(5000, **kwargs), "RX-2")
    assert len(few) == len(many) <= 40
    assert sum(sql.startswith("COMMIT") for sql in many) == 1


@DRAFTS
def test_a_serial_more_is_as_much_work_for_the_store_however_many_there_are(
    shop: Any, draft: Begin, kwargs: dict[str, Any]
) -> None:
    few, many = draft(5, **kwargs), draft(5000, **kwargs)
    _scan(shop, few, "RX-0")
    few_steps = _steps(shop, lambda: _scan(shop, few, "RX-1"))
    assert _steps(shop, lambda: _scan(shop, many, "RX-2")) <= 2 * few_steps + 20


def test_looking_at_a_draft_is_work_that_grows_with_its_serials_and_not_with_their_square(
    shop: Any, draft: Begin
) -> None:
    few, many = draft(500, listed=True), draft(5000, listed=True)
    little = _steps(shop, lambda: shop.store.look(flow.check, shop.post, few))
    assert _steps(shop, lambda: shop.store.look(flow.check, shop.post, many)) <= 12 * little


def _scan(shop: Any, state: Editing, code: str) -> None:
    before, scans = (intake.Recent(), state), [shop.scan(code.encode())]
    _, outcomes = shop.store.call(intake.take, shop.post, "document", scanning.scan, before, scans)
    assert outcomes[0].result == "collected", outcomes


def _steps(shop: Any, act: Callable[[], object]) -> int:
    """Hundreds of SQLite's instructions."""
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1

    shop.store.call(lambda db: db.connection().set_progress_handler(step, 100))
    try:
        act()
    finally:
        shop.store.call(lambda db: db.connection().set_progress_handler(None, 0))
    return steps
