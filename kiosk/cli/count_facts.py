"""All that the store knows of a count, as `kiosk count` prints it.

Long lists are read page by page while they are printed. Quantities are exact texts, null is what there is not.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kiosk import times
from kiosk.exchange.history import exact
from kiosk.flows.counting import headless, reviewing
from kiosk.flows.counting.reviewing import Review
from kiosk.outcome import Outcome
from kiosk.page import LARGEST
from kiosk.stock.counts import Count, Counted, Difference, Differs, OpenCount, Summary
from kiosk.stock.document_kinds import DocState
from kiosk.stock.documents import Document
from kiosk.stock.thing import Thing
from kiosk.store import counts, document_contents
from kiosk.wording import counting_commands as wording

if TYPE_CHECKING:
    from kiosk.post import Post
    from kiosk.stock.document_lists import CardLine
    from kiosk.store.database import Store


def listed(store: "Store") -> Iterator[OpenCount]:
    """The open counts, the newest first."""
    offset = 0
    while rows := store.look(counts.open_counts, offset).rows:
        yield from rows
        offset += len(rows)


def row(one: OpenCount) -> dict[str, Any]:
    """A count in a list."""
    return {
        "number": one.number,
        "scope": _thing(one.scope),
        "blind": one.blind,
        "places": one.places,
        "entries": one.entries,
        "created_at": times.iso(one.created_at),
        "held_by": one.holder or None,
    }


def head(count: Count) -> dict[str, Any]:
    """A count but for its differences."""
    return {
        "number": count.document.number,
        "id": count.document.id,
        "state": count.document.state,
        "scope": _thing(count.scope),
        "blind": count.blind,
        "location": None if count.place is None else count.place.label,
        "places": count.places,
        "entries": count.entries,
    }


def scanned(code: str, outcome: Outcome, current: Counted | None) -> dict[str, Any]:
    """What came of a code; `current` is what it was counted as."""
    return {
        "code": code,
        "result": outcome.result,
        "text": outcome.text,
        "detail": outcome.detail,
        "part": None if current is None else current.number or None,
        "serial": None if current is None else current.serial or None,
        "batch": None if current is None else current.batch or None,
        "location": None if current is None else current.place.label,
        "quantity": None if current is None else exact(current.quantity),
        "options": [] if outcome.question is None else [option.text for option in outcome.question.options],
    }


def review(found: Review) -> dict[str, Any]:
    """A count held against the books; of one that has ended only what it was of."""
    assert found.count is not None
    summary = found.summary if _open(found) else None
    return {
        **head(found.count),
        "summary": {} if summary is None else _summary(summary),
        "changes": 0 if summary is None else summary.changes,
        "untouched": []
        if summary is None
        else [{"location": one.place.label, "units": one.units, "lots": one.lots} for one in summary.untouched],
        "errors": [{"code": one.code, "message": one.text} for one in headless.wrong(found) if _open(found)],
    }


def posted(found: Review) -> dict[str, Any]:
    """What posting has done, or would do."""
    assert found.count is not None
    assert found.summary is not None
    return {
        "number": found.count.document.number,
        "posted": found.done,
        "operation": found.count.document.operation,
        "changes": found.summary.changes,
        "summary": _summary(found.summary),
    }


def differences(store: "Store", post: "Post", found: Review) -> Iterator[dict[str, Any]]:
    """Each difference but the matches, kind by kind; of a posted count what its document has kept."""
    if not _open(found):
        for one in _lines(store, found):
            yield {
                "kind": Differs.SHORT if one.line.quantity < one.wanted else Differs.OVER,
                "label": one.line.number,
                "item": None,
                "batch": one.line.batch or None,
                "location": None if one.place is None else one.place.label,
                "expected": exact(one.wanted),
                "counted": exact(one.line.quantity),
                "where": None,
                "status": None,
                "at": None,
                "left": False,
                "what": None,
            }
        return
    for difference in _differences(store, post, found):
        yield _difference(difference)


def rows(store: "Store", post: "Post", found: Review) -> Iterator[tuple[str, ...]]:
    """The same for people."""
    if _open(found):
        yield from map(wording.difference, _differences(store, post, found))
        return
    for one in _lines(store, found):
        line = one.line
        place = "" if one.place is None else one.place.label
        yield wording.line(line.number, line.batch, place, one.wanted, line.quantity, line.unit)


def told(found: Review) -> Iterator[str]:
    """What stands above the differences, for people."""
    assert found.count is not None
    yield wording.head(found.count)
    if _open(found):
        yield from found.warnings
        yield from found.faults


def tallies(found: Review) -> list[tuple[str, str]]:
    """How many there are of each kind, for people."""
    if not _open(found) or found.summary is None:
        return []
    return [wording.tally(kind, found.summary) for kind in found.summary.tallies]


def _open(found: Review) -> bool:
    """Against the books of today only a count that is open says anything."""
    assert found.count is not None
    return found.count.document.state is DocState.DRAFT


def _differences(store: "Store", post: "Post", found: Review) -> Iterator[Difference]:
    assert found.count is not None
    for kind in Differs:
        offset = 0
        while kind is not Differs.MATCH:
            page = store.look(reviewing.review, post, found.count.document.id, kind, offset)
            yield from page.rows
            offset += len(page.rows)
            if not page.rows or offset >= page.total:
                break


def _lines(store: "Store", found: Review) -> "Iterator[CardLine]":
    assert found.count is not None
    document: Document = found.count.document
    offset = 0
    while page := store.look(document_contents.lines, document, offset, LARGEST).rows:
        yield from (one for one in page if one.wanted != one.line.quantity)
        offset += len(page)


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "label": one.label,
        "item": one.thing.id if one.thing is not None and one.thing.kind == "stock_item" else None,
        "batch": one.batch or None,
        "location": one.place.label,
        "expected": exact(one.expected),
        "counted": exact(one.counted),
        "where": one.where or None,
        "status": one.status or None,
        "at": None if one.at is None else times.iso(one.at),
        "left": one.left,
        "what": one.what,
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {kind.value: {"total": tally.total, "left": tally.left} for kind, tally in summary.tallies.items()}


def _thing(thing: Thing | None) -> dict[str, Any] | None:
    return None if thing is None else {"kind": thing.kind, "id": thing.id, "label": thing.label}
