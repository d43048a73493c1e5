"""All that the store knows of a document, as `kiosk document` prints it.

Long lists are read page by page while they are printed. Quantities are exact texts, null is what there is not.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kiosk import times
from kiosk.exchange.history import exact
from kiosk.page import LARGEST
from kiosk.stock.document_lists import CardLine, DocumentCard, DocumentUnit, Sought
from kiosk.stock.expected import Difference
from kiosk.stock.leases import Lease
from kiosk.stock.thing import Thing
from kiosk.stock.views import DocumentView
from kiosk.store import document_contents, document_list, expected

if TYPE_CHECKING:
    from kiosk.store.database import Store


def listed(store: "Store", sought: Sought) -> Iterator[DocumentView]:
    """The documents that are sought, the one that was begun last first."""
    offset = 0
    while rows := store.look(document_list.page, sought, offset).rows:
        yield from rows
        offset += len(rows)


def read(store: "Store", thing: Thing) -> tuple[DocumentCard, list[CardLine]]:
    """A document that is there, and its lines."""
    card = store.look(document_list.card, thing.id)
    assert card is not None, "it has been found in this store, and nothing is deleted from it"
    lines: list[CardLine] = []
    while rows := store.look(document_contents.lines, card.head, len(lines), LARGEST).rows:
        lines += rows
    return card, lines


def units(store: "Store", card: DocumentCard, lines: list[CardLine]) -> Iterator[tuple[int, DocumentUnit]]:
    """The units of each line, with the number of the line."""
    for one in lines:
        offset = 0
        while rows := store.look(document_contents.units, card.head, one.line.id, offset, LARGEST).rows:
            yield from ((one.line.position, unit) for unit in rows)
            offset += len(rows)


def total(store: "Store", card: DocumentCard) -> int:
    """How many units it has."""
    return store.look(document_contents.units, card.head, None, 0, 1).total


def differences(store: "Store", card: DocumentCard) -> list[Difference]:
    """The parts of which not just what its list says has come; none where it has no list."""
    found: list[Difference] = []
    while card.head.listed and (rows := store.look(expected.differences, card.head.id, len(found)).rows):
        found += rows
    return found


def row(view: DocumentView) -> dict[str, Any]:
    """A document in a list."""
    return {
        "kind": view.kind,
        "number": view.number,
        "state": view.state,
        "reversed": view.reversed,
        "partner": view.partner,
        "reference": view.reference,
        "station": view.station,
        "at": times.iso(view.at),
        "by": view.by,
        "lines": view.lines,
        "got": exact(view.got),
        "wanted": exact(view.wanted),
        "held_by": _held(view.lease),
    }


def head(store: "Store", card: DocumentCard, lines: list[CardLine]) -> dict[str, Any]:
    """A document but for its units, which may be many."""
    document, reversal = card.head, card.reversal
    return {
        **row(card.view),
        "id": document.id,
        "notes": document.notes,
        "location": document.place.label if document.place is not None else None,
        "source": document.source.label if document.source is not None else None,
        "made": [made.number for made in card.made],
        "created_at": times.iso(document.created_at),
        "created_by": document.created_by,
        "posted_at": None if document.posted_at is None else times.iso(document.posted_at),
        "posted_by": document.posted_by or None,
        "reversed_at": None if reversal is None else times.iso(reversal.at),
        "reversed_by": None if reversal is None else reversal.operator,
        "events": [
            {
                "what": one.what,
                "at": times.iso(one.at),
                "operator": one.operator,
                "station": one.station,
                "note": one.note,
            }
            for one in card.events
        ],
        "contents": [_line(one) for one in lines],
        "differences": [_difference(one) for one in differences(store, card)],
        "units_total": total(store, card),
    }


def unit(position: int, one: DocumentUnit) -> dict[str, Any]:
    """A unit of the line at this position."""
    return {
        "line": position,
        "part": one.number,
        "label": one.label,
        "quantity": exact(one.quantity),
        "status": one.status or None,
        "location": one.place or None,
        "from": one.origin or None,
        "state": one.state,
    }


def _line(one: CardLine) -> dict[str, Any]:
    line = one.line
    return {
        "line": line.position,
        "part": line.number,
        "name": line.name,
        "unit": line.unit,
        "tracking": line.tracking,
        "quantity": exact(line.quantity),
        "expected": None if line.expected is None else exact(line.expected),
        "got": exact(one.got),
        "wanted": exact(one.wanted),
        "batch": line.batch or None,
        "expiry": None if line.expiry is None else line.expiry.isoformat(),
        "location": None if one.place is None else one.place.label,
        "taken": [{"quantity": exact(source.quantity), "location": source.place} for source in one.taken],
        "accepted": line.accepted,
        "notes": line.notes,
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "part": one.number,
        "expected": exact(one.expected),
        "got": exact(one.came),
        "missing": exact(one.missing),
        "surplus": exact(one.surplus),
        "unexpected": exact(one.unexpected),
    }


def _held(lease: Lease | None) -> dict[str, Any] | None:
    if lease is None:
        return None
    return {"operator": lease.operator, "station": lease.station, "until": times.iso(lease.until)}
