"""Documents in the station under test, as flows make them."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.documents import editing, posting
from kiosk.flows.documents.editing import Editing
from kiosk.outcome import Tone
from kiosk.stock.document_kinds import DocKind
from kiosk.store import document_lines, documents, draft_serials, draft_steps
from kiosk.store.draft_serials import New
from kiosk.store.draft_steps import Before
from screens.places import Place

UNITS = "DIS-A14-BK"  # a part whose units have serials


def _draft(db: Any, post: Any, serials: tuple[str, ...], wanted: int, kind: DocKind, **values: Any) -> int:
    part, scope, place = db.execute_sql(
        "SELECT p.id, COALESCE(p.variant_of_id, p.id), l.id FROM part p, location l"
        f" WHERE p.number = '{UNITS}' AND l.path = 'MAIN/B/01'"
    ).fetchone()
    id = documents.create(db, post, kind, **values)
    amount = (wanted or len(serials)) * 1_000_000
    columns = {"quantity": amount, "said": 1, "location_id": place, "serials": len(serials)}
    line = document_lines.add(db, id, part, columns)
    step = draft_steps.add(db, post, id, "line", UNITS, Before(lines={line: {"removed": 1}}))
    draft_serials.add(db, id, [New(line, serial, scope) for serial in serials], step)
    documents.release(db, post, id)
    return id


@pytest.fixture
def draft() -> Callable[..., int]:
    """`draft(kiosk, "S-1", wanted=3)` leaves a parked receipt with these serials of so many; answers its id."""

    def make(kiosk: Any, *serials: str, wanted: int = 0, kind: DocKind = DocKind.RECEIPT, **values: Any) -> int:
        id: int = kiosk.store.call(_draft, kiosk.post, serials, wanted, kind, **values)
        return id

    return make


@pytest.fixture
def received(draft: Callable[..., int]) -> Callable[..., int]:
    """`received(kiosk, "S-1", "S-2")` posts a receipt of these units; answers its id."""

    def make(kiosk: Any, *serials: str, **values: Any) -> int:
        id = draft(kiosk, *serials, **values)
        state, _ = kiosk.store.call(editing.opened, kiosk.post, Editing(), id)
        _, outcome = kiosk.store.call(posting.post, kiosk.post, state)
        assert outcome.tone is Tone.OK, outcome
        return id

    return make


@pytest.fixture
def opened() -> Callable[..., Any]:
    """`await opened(kiosk, kind, partner=…)`: a new draft on its screen; answers its id."""

    async def begin(kiosk: Any, kind: DocKind = DocKind.RECEIPT, **head: Any) -> int:
        id: int = kiosk.store.call(lambda db: documents.create(db, kiosk.post, kind, **head))
        await kiosk.enter(Place.DOCUMENT, id)
        return id

    return begin
