"""What a draft is to get: the lines of a list that was read from a file, or what is still to come of an order.

Expected lines have nothing yet; what comes counts up to what is expected. Serials that a list names wait as missing
until each one comes. Lines of the same part and batch that a draft has already are expected from then on.
"""

from collections.abc import Sequence

from kiosk.exchange import manifest as manifests
from kiosk.exchange.manifest import Manifest
from kiosk.flows.documents import editing, listing
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.listing import Checked, For, Wanted
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document, Line, SerialState
from kiosk.stock.expected import OrderLine
from kiosk.store import document_lines, documents, draft_serials, order_serials, orders
from kiosk.store import expected as rows
from kiosk.store.draft_serials import New
from kiosk.store.draft_steps import Before
from kiosk.store.sql import Db
from kiosk.wording import documents_expected as wording


def read(file: str) -> Manifest:
    """Read a file, with all that is wrong in it by itself; needs no store. Raises KioskError where it is no table."""
    return manifests.read(file)


def load(db: Db, post: Post, state: Editing, manifest: Manifest) -> tuple[Editing, Outcome]:
    """Let the open draft expect what the list has, as one step; with any error in the list nothing is taken over."""
    if over := editing.lost(db, post, state):
        return over
    state = editing.refreshed(db, editing.closed(state))
    document = state.document
    assert document is not None
    checked = _checked(db, document, manifest)
    if checked.errors:
        detail = wording.not_loaded_help(checked.errors_total, checked.told()[0])
        return state, editing.no(wording.not_loaded(), detail)
    homes = _homes(db, document, checked.lines)
    before = Before(
        {"listed": int(document.listed)},
        {line.id: {"removed": 1} if made else _was(line) for line, made in homes},
    )
    step = editing.step(db, post, state, "listed", manifest.name, before)
    _expect(db, document, checked.lines, [line for line, _ in homes], step)
    state = editing.refreshed(db, state)
    assert state.document is not None
    state = editing.at_line(db, state, editing.last_line(db, state.document))
    return state, Outcome(Tone.OK, wording.loaded(), told(checked, manifest.name), result="loaded")


def fill(db: Db, document: Document, checked: Checked) -> None:
    """Let a draft that was just made expect what a list has."""
    homes = [line for line, _ in _homes(db, document, checked.lines)]
    _expect(db, document, checked.lines, homes, None)


def fill_from_order(db: Db, document: Document, order: int) -> int:
    """Let a draft that was just made expect what is still to come of an order; answers how many lines that is.

    Serials that lists have named for it are missing, but for those that have come.
    """
    lines = open_lines(db, order)
    for one in lines:
        line = one.line
        values = {
            "supplier_part_id": None if line.supplier_part is None else line.supplier_part.id,
            "expected": document_lines.amount(one.open),
            "batch": line.batch or None,
            "expiry": None if line.expiry is None else line.expiry.isoformat(),
            "location_id": None if line.place is None else line.place.id,
            "order_line_id": line.id,
        }
        document_lines.add(db, document.id, line.part.id, values)
    order_serials.expect(db, document.id)
    documents.change(db, document.id, {"listed": 1})
    return len(lines)


def open_lines(db: Db, order: int) -> Sequence[OrderLine]:
    """The lines of an order of which something is still to come."""
    found: list[OrderLine] = []
    offset, total = 0, 1
    while offset < total:
        page = orders.lines(db, order, offset)
        found += [one for one in page.rows if one.open > 0]
        offset, total = offset + len(page.rows), page.total
    return found


def told(checked: Checked, name: str) -> str:
    """What was loaded, and what of it is worth a look."""
    detail = wording.loaded_help(len(checked.lines), sum(len(line.serials) for line in checked.lines), name)
    detail += wording.came(checked.came)
    if not checked.warnings:
        return detail
    return f"{detail} {wording.warned(checked.warnings[:3], checked.warnings_total)}"


def _checked(db: Db, document: Document, manifest: Manifest) -> Checked:
    source = None if document.source is None else document.source.id
    return listing.check(db, For(document.way, document.partner, document.id, source), manifest)


def _homes(db: Db, document: Document, wanted: Sequence[Wanted]) -> Sequence[tuple[Line, bool]]:
    """For each the line that is to expect it, and whether that was made for it."""
    found: dict[int, tuple[Line, bool]] = {}
    for one in wanted:
        lines = document_lines.of_part(db, document.id, one.part.id) if document.lines else ()
        fitting = [line for line in lines if line.id not in found and _suits(db, document, line, one)]
        line = fitting[0] if fitting else _made(db, document, one)
        found[line.id] = line, not fitting
    return tuple(found.values())


def _suits(db: Db, document: Document, line: Line, wanted: Wanted) -> bool:
    """Whether a line can be what the list has: it is on none yet, or only what is open of an order is expected."""
    free = line.expected is None or (document.source is not None and document_lines.order_line(db, line.id) is not None)
    return free and line.batch in ("", wanted.batch) and line.accepted


def _made(db: Db, document: Document, wanted: Wanted) -> Line:
    values: dict[str, object] = {"supplier_part_id": wanted.part.supplier_part}
    if document.source is not None:
        values["order_line_id"] = orders.open_line(db, document.source.id, wanted.part.id)
    made = document_lines.get(db, document_lines.add(db, document.id, wanted.part.id, values))
    assert made is not None
    return made


def _was(line: Line) -> dict[str, object]:
    """The columns that `_expect` changes, as they are."""
    return {
        "quantity": document_lines.amount(line.quantity),
        "said": int(line.said),
        "expected": None if line.expected is None else document_lines.amount(line.expected),
        "batch": line.batch or None,
        "expiry": None if line.expiry is None else line.expiry.isoformat(),
    }


def _expect(db: Db, document: Document, wanted: Sequence[Wanted], homes: Sequence[Line], step: int | None) -> None:
    """Let the lines expect it. To a purchase order nothing comes: it orders what the list has, and keeps its serials
    for the receipts that work it off."""
    listed = document.way is not Way.NONE
    for one, line in zip(wanted, homes, strict=True):
        amount = document_lines.amount(one.quantity)
        values: dict[str, object] = {"expected": amount} if listed else {"quantity": amount, "said": 1}
        if one.batch and not line.batch:
            values["batch"] = one.batch
        if one.expiry is not None and line.expiry is None:
            values["expiry"] = one.expiry.isoformat()
        document_lines.change(db, line.id, values)
        _wait(db, document, one, line, step)
    if listed:
        order_serials.at_least_named(db, document.id)
        documents.change(db, document.id, {"listed": 1})


def _wait(db: Db, document: Document, wanted: Wanted, line: Line, step: int | None) -> None:
    """Let the serials of the list be missing, but for those that have come to the line already."""
    here = rows.here(db, line.id, wanted.serials) if line.serials else {}
    rows.expect(db, tuple(here.values()))
    known = {*here, *wanted.missing}
    scope = wanted.part.scope if document.way is Way.IN else None
    new = [New(line.id, text, scope, wanted.units.get(text)) for text in wanted.serials if text not in known]
    draft_serials.add(db, document.id, new, step, SerialState.MISSING)
