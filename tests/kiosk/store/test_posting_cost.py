"""What documents cost where there is much: posting goes by indexes, a serial more costs the same in a large draft."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows import intake
from kiosk.flows.documents import editing, scanning
from kiosk.flows.documents.editing import Editing
from kiosk.stock.documents import DocKind
from kiosk.store import document_lines, documents, draft_serials, posting, serials
from kiosk.store.draft_serials import New

STATEMENTS = {
    "lines": posting._ENTRIES,
    "new serials": posting._NEW,
    "units": posting._UNITS,
    "units that can't go": posting._UNFIT.format("?, ?"),
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


@pytest.fixture
def draft(shop: Any) -> Callable[[int], Editing]:
    """`draft(n)` is the state of an open receipt with a line of n serials."""

    def of(count: int) -> Editing:
        def write(db: Any) -> int:
            id = documents.create(db, shop.post, DocKind.RECEIPT)
            values = {"serials": count, "quantity": count * 1_000_000}
            line = document_lines.add(db, id, shop.ids["supply"], values)
            scope = serials.scope(db, shop.ids["supply"])
            draft_serials.add(db, id, [New(line, f"{id}-{n}", scope) for n in range(count)], None)
            return id

        state: Editing = shop.store.call(editing.opened, shop.post, Editing(), shop.store.call(write))[0]
        return state

    return of


def test_a_serial_more_takes_as_many_statements_and_one_commit_however_many_there_are(
    shop: Any, draft: Callable[[int], Editing]
) -> None:
    def scanned(state: Editing, code: bytes) -> list[str]:
        said: list[str] = []
        shop.store.call(lambda db: db.connection().set_trace_callback(said.append))
        before = (intake.Recent(), state)
        _, outcomes = shop.store.call(intake.take, shop.post, "document", scanning.scan, before, [shop.scan(code)])
        shop.store.call(lambda db: db.connection().set_trace_callback(None))
        assert outcomes[0].result == "collected", outcomes
        ends = [at for at, sql in enumerate(said) if sql.startswith("COMMIT")]
        return said[ends[0] + 1 : ends[1] + 1]  # between the end of switching the trace on, and of the scan

    few, many = scanned(draft(5), b"RX-1"), scanned(draft(5000), b"RX-2")
    assert len(few) == len(many) <= 40
    assert sum(sql.startswith("COMMIT") for sql in many) == 1
    assert not [sql for sql in many if "COUNT(*)" in sql and "draft_serial" in sql]
