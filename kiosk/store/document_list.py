"""Documents in lists, and what one document has to do with others: one window at a time, each by its index.

How many units a draft's line has is a column of the line: no statement here counts serials for a row of a list.
"""

from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.document_lists import DocumentCard, Happened, Reversal, Sought
from kiosk.stock.documents import Event
from kiosk.stock.leases import Lease
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import DocumentView
from kiosk.store import documents
from kiosk.store.count_totals import FOUND
from kiosk.store.search import escaped, lowered
from kiosk.store.sql import Db, execute

LISTED = 50

_TAKEN_BACK = "EXISTS (SELECT 1 FROM operation o WHERE o.reverses_id = {0}.operation_id)"
# What posted documents that were not taken back have brought in for a line of an order, `{}`.
RECEIVED = f"""COALESCE((SELECT SUM(x.quantity) FROM document_line x JOIN document xd ON xd.id = x.document_id
    WHERE x.order_line_id = {{}} AND x.order_line_id IS NOT NULL AND x.removed = 0 AND xd.operation_id IS NOT NULL
    AND NOT {_TAKEN_BACK.format("xd")}), 0)"""
WANTED = "COALESCE(l.expected, l.quantity)"
# A draft's part with serials has as many units as it has of them; `l` is a line, `p` its part.
GOT = "CASE WHEN p.tracking IN ('serial', 'batch+serial') THEN l.serials * 1000000 ELSE l.quantity END"
_PLACED = "{0}.kind = 'purchase_order' AND {0}.state = 'posted'"
_LINES = "FROM document_line l JOIN part p ON p.id = l.part_id WHERE l.document_id = d.id AND l.removed = 0"

_FOUND = FOUND.format("d.id")  # in a count that is open

_COLUMNS = f"""d.id, d.kind, d.number, d.state, COALESCE(a.name, ''), d.reference,
        COALESCE((SELECT es.name FROM document_event e JOIN run er ON er.id = e.run_id
            JOIN station es ON es.id = er.station_id WHERE e.document_id = d.id AND e.what = 'posted'
            ORDER BY e.id DESC LIMIT 1), st.name),
        COALESCE(d.posted_at, d.created_at), CASE WHEN d.posted_at IS NULL THEN d.created_by ELSE d.posted_by END,
        (SELECT COUNT(*) {_LINES}),
        CASE WHEN {_PLACED.format("d")} THEN (SELECT SUM(CASE WHEN l.quantity < {RECEIVED.format("l.id")}
                THEN l.quantity ELSE {RECEIVED.format("l.id")} END) {_LINES})
            WHEN d.state = 'draft' AND d.kind = 'stock_count' THEN 1000000 * {_FOUND}
            WHEN d.state = 'draft' AND d.kind <> 'purchase_order' THEN (SELECT SUM({GOT}) {_LINES})
            ELSE (SELECT SUM(l.quantity) {_LINES}) END,
        (SELECT SUM({WANTED}) {_LINES}),
        d.holder_id, COALESCE(hs.name, ''), d.held_by, d.held_until,
        (SELECT MAX(e.at) FROM document_event e WHERE e.document_id = d.id),
        CASE WHEN d.operation_id IS NOT NULL AND {_TAKEN_BACK.format("d")} THEN 1 ELSE 0 END,
        CASE WHEN d.state = 'draft' AND d.holder_id IS NULL THEN (SELECT CASE WHEN e.what = 'handed_over' THEN e.note
            ELSE '' END FROM document_event e WHERE e.document_id = d.id ORDER BY e.id DESC LIMIT 1) END
    FROM {{source}} JOIN station st ON st.id = d.station_id LEFT JOIN partner a ON a.id = d.partner_id
    LEFT JOIN run h ON h.id = d.holder_id LEFT JOIN station hs ON hs.id = h.station_id"""
_ONE = f"SELECT {_COLUMNS.format(source='document d')} WHERE d.id = ?"
_WINDOW = "(SELECT d.id FROM document d WHERE {where} ORDER BY d.id DESC LIMIT ? OFFSET ?) w"
_PAGE = f"SELECT {_COLUMNS.format(source='{source} JOIN document d ON d.id = w.id')} ORDER BY d.id DESC"
_OPEN = f"""{_PLACED.format("d")} AND EXISTS (SELECT 1 FROM document_line l WHERE l.document_id = d.id
    AND l.removed = 0 AND l.quantity > {RECEIVED.format("l.id")})"""
_FITS = "lower(d.{}) LIKE ? ESCAPE '!'"
_MADE = (
    f"(SELECT m.id FROM document m WHERE m.source_id = ? AND m.source_id IS NOT NULL ORDER BY m.id LIMIT {LISTED}) w"
)
_EVENTS = f"""SELECT e.what, e.at, e.operator, s.name, e.note FROM document_event e JOIN run r ON r.id = e.run_id
    JOIN station s ON s.id = r.station_id WHERE e.document_id = ? ORDER BY e.id DESC LIMIT {LISTED}"""
_REVERSAL = """SELECT o.id, o.at, o.operator, s.name FROM operation o JOIN station s ON s.id = o.station_id
    WHERE o.reverses_id = ?"""
# What an item went through, and the open draft that names it now. Two documents of one operation both count, and so do
# repairs: those that it was used in as a part, and those that it was in itself.
_OF_ITEM = f"""(SELECT x.id FROM (
    SELECT od.id FROM movement m JOIN document od ON od.operation_id = m.operation_id
        WHERE m.item_id = ? AND m.line_id IS NOT NULL
    UNION SELECT c.document_id FROM draft_serial c WHERE c.item_id = ? AND c.item_id IS NOT NULL AND c.state = 'got'
    UNION SELECT ul.document_id FROM movement m JOIN document_line ul ON ul.id = m.line_id
        WHERE m.item_id = ? AND m.line_id IS NOT NULL
    UNION SELECT r.document_id FROM repair r WHERE r.item_id = ? AND r.item_id IS NOT NULL
    ) x ORDER BY x.id DESC LIMIT {LISTED}) w"""


def one(db: Db, id: int) -> DocumentView | None:
    """A document as lists show it."""
    row = execute(db, _ONE, id).fetchone()
    return None if row is None else _view(row)


def page(db: Db, sought: Sought, offset: int, limit: int = LARGEST) -> Page[DocumentView]:
    """The documents that are sought, newest first, from `offset` on, at most 200; and how many there are."""
    where, params = _terms(sought)
    total = execute(db, f"SELECT COUNT(*) FROM document d WHERE {where}", *params).fetchone()[0]
    sql = _PAGE.format(source=_WINDOW.format(where=where))
    rows = execute(db, sql, *params, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(map(_view, rows)), total, offset)


def made(db: Db, id: int) -> tuple[DocumentView, ...]:
    """The documents that work off this one, newest first, at most 50."""
    return _listed(db, _MADE, id)


def of_item(db: Db, item: int) -> tuple[DocumentView, ...]:
    """The documents that a stock item went through, and the draft that names it; newest first, at most 50."""
    return _listed(db, _OF_ITEM, item, item, item, item)


def card(db: Db, id: int) -> DocumentCard | None:
    """All that is known of a document but its lines and units."""
    view, head = one(db, id), documents.get(db, id)
    if view is None or head is None:
        return None
    events = [Happened(Event(what), *rest) for what, *rest in execute(db, _EVENTS, id).fetchall()]
    row = execute(db, _REVERSAL, head.operation).fetchone() if head.reversed else None
    return DocumentCard(view, head, tuple(reversed(events)), made(db, id), None if row is None else Reversal(*row))


def moved_as(db: Db, id: int) -> str:
    """The reference by which the ledger knows what a document has moved: its number, or that of the one it made."""
    sql = "SELECT COALESCE((SELECT o.reference FROM operation o WHERE o.id = d.operation_id), d.number) FROM document d"
    row = execute(db, f"{sql} WHERE d.id = ?", id).fetchone()
    return "" if row is None else str(row[0])


def _listed(db: Db, window: str, *params: object) -> tuple[DocumentView, ...]:
    return tuple(map(_view, execute(db, _PAGE.format(source=window), *params).fetchall()))


def _terms(sought: Sought) -> tuple[str, list[object]]:
    """The condition of a list. Kinds and states are words of ours, and stand in it: an index asks for the state."""
    terms, params = ["1 = 1"], list[object]()
    if sought.state is not None:
        terms.append(f"d.state = '{sought.state.value}'")
    if sought.kind is not None:
        terms.append(f"d.kind = '{sought.kind.value}'")
    terms += [f"d.kind <> '{kind.value}'" for kind in sought.apart]
    if sought.partner is not None:
        terms.append("d.partner_id = ?")
        params.append(sought.partner.id)
    if sought.open_orders:
        terms.append(_OPEN)
    if text := sought.text.strip(" "):
        terms.append(f"({_FITS.format('number')} OR {_FITS.format('reference')} OR {_FITS.format('reference')})")
        # SQLite folds the letters of ASCII alone, PostgreSQL those of a reference all.
        params += [f"%{escaped(folded)}%" for folded in (text.lower(), lowered(text), text.lower())]
    return ("1 = 0", []) if "\0" in sought.text else (" AND ".join(terms), params)


def _view(row: tuple[Any, ...]) -> DocumentView:
    id, kind, number, state, partner, reference, station, at, by, lines, got, wanted, *rest = row
    run, held_at, held_by, until, since, taken_back, waits_for = rest
    return DocumentView(
        Thing(Kind.DOCUMENT, id, number),
        DocKind(kind),
        number,
        DocState(state),
        partner,
        reference,
        station,
        at,
        by,
        lines,
        quantities.of(int(got or 0)),
        quantities.of(int(wanted or 0)),
        None if run is None else Lease(run, held_at, held_by, until),
        since or at,
        taken_back == 1,
        waits_for or "",
    )
