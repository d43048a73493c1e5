"""The lists of parts, places, units and documents, a window at a time: all of them, or those that a typed text fits.

A list is made of segments that follow each other, such as the parts that begin with the text and those that only
have it in them. Of each is known how many rows it has, so only the segments that a window touches are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.page import Page
from kiosk.stock.lists import Entry, Scope
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import DocumentView
from kiosk.store import document_list
from kiosk.store.labels import part_label
from kiosk.store.search import LAST, escaped, folded
from kiosk.store.sql import Db, execute
from kiosk.wording import documents as wording

_CODES = {Kind.PART: "number", Kind.LOCATION: "path"}


@dataclass(frozen=True, slots=True)
class _Segment:
    """Rows of one kind that fit `where`, in the order of their code. Of a unit, its part is read as well."""

    kind: Kind
    where: str
    params: tuple[object, ...] = ()


def things(db: Db, text: str, scope: Scope, offset: int, limit: int) -> Page[Entry]:
    """What `text` fits within `scope`: what begins with it first, then the rest, by number, path or serial.

    Parts and places fit when number or path and name contain each of the words, whatever their case and accents.
    An empty text fits all parts and places. Units are found by the beginning of their serial alone, documents by that
    of their number.
    """
    segments = () if "\0" in text else _segments(text, scope)
    counts = [_count(db, segment) for segment in segments]
    rows: list[Entry] = []
    start = 0  # of the segment, in the whole list
    for segment, count in zip(segments, counts, strict=True):
        skipped = max(0, offset - start)
        if skipped < count and len(rows) < limit:
            rows += _read(db, segment, skipped, limit - len(rows))
        start += count
    return Page(tuple(rows), start, offset)


def _segments(text: str, scope: Scope) -> Sequence[_Segment]:
    words = folded(text).split()
    live = f"t.archived_at IS {'NOT ' if scope is Scope.ARCHIVED else ''}NULL"
    kinds = [Kind.PART] * (scope is not Scope.PLACES) + [Kind.LOCATION] * (scope is not Scope.PARTS)
    if not words:
        return [_Segment(kind, live) for kind in kinds]
    begins = f"{escaped(' '.join(words))}%"
    fits = f"{live} AND t.search NOT LIKE ? ESCAPE '!'" + " AND t.search LIKE ? ESCAPE '!'" * len(words)
    first = [_Segment(kind, f"{live} AND t.search LIKE ? ESCAPE '!'", (begins,)) for kind in kinds]
    rest = [_Segment(kind, fits, (begins, *(f"%{escaped(word)}%" for word in words))) for kind in kinds]
    exact = [*_units(text.strip(" ")), _documents(text.strip(" "))] if scope is Scope.EVERYTHING else []
    return [*first[:1], *exact, *first[1:], *rest]


def _units(text: str) -> list[_Segment]:
    # Serials are exact; whoever types one in small letters means the large ones, too.
    begins = dict.fromkeys((text, text.upper()))
    where = "t.serial IS NOT NULL AND t.status <> 'void' AND t.serial >= ? AND t.serial < ?"
    return [_Segment(Kind.STOCK_ITEM, where, (begin, begin + LAST)) for begin in begins]


def _documents(text: str) -> _Segment:
    number = text.upper()  # as all of them are written
    return _Segment(Kind.DOCUMENT, "t.number >= ? AND t.number < ?", (number, number + LAST))


def _count(db: Db, segment: _Segment) -> int:
    sql = f"SELECT COUNT(*) FROM {segment.kind} t WHERE {segment.where}"
    return int(execute(db, sql, *segment.params).fetchone()[0])


def _read(db: Db, segment: _Segment, offset: int, limit: int) -> list[Entry]:
    kind = segment.kind
    if kind is Kind.STOCK_ITEM:
        # The window is cut within the index of serials; 100,000 rows before it are not looked up.
        sql = (
            "SELECT i.id, i.serial, p.number, p.name FROM (SELECT t.id FROM stock_item t"
            f" WHERE {segment.where} ORDER BY t.serial, t.serial_scope LIMIT ? OFFSET ?) w"
            " JOIN stock_item i ON i.id = w.id JOIN part p ON p.id = i.part_id ORDER BY i.serial, i.serial_scope"
        )
        rows = execute(db, sql, *segment.params, limit, offset).fetchall()
        return [_unit(id, serial, part_label(number, name)) for id, serial, number, name in rows]
    if kind is Kind.DOCUMENT:
        sql = f"SELECT t.id FROM document t WHERE {segment.where} ORDER BY t.number LIMIT ? OFFSET ?"
        ids = execute(db, sql, *segment.params, limit, offset).fetchall()
        return [_document(view) for (id,) in ids if (view := document_list.one(db, id)) is not None]
    code = _CODES[kind]
    sql = f"SELECT t.id, t.{code}, t.name FROM {kind} t WHERE {segment.where} ORDER BY t.{code} LIMIT ? OFFSET ?"
    rows = execute(db, sql, *segment.params, limit, offset).fetchall()
    return [Entry(Thing(kind, id, part_label(code, name) if name else code), code, name) for id, code, name in rows]


def _unit(id: int, serial: str, part: str) -> Entry:
    return Entry(Thing(Kind.STOCK_ITEM, id, f"{part.partition(' · ')[0]} · {serial}"), serial, part)


def _document(view: DocumentView) -> Entry:
    return Entry(view.thing, view.number, " · ".join(filter(None, (wording.kind(view.kind), view.partner))))
