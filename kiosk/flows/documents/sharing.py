"""What a list expects of a part, shared among the lines that the part has in a draft.

Goods of one expected line may go to two places or have two batches: each gets a line, and what came there is expected
there. What all of them expect together stays as the list has it.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from kiosk.stock.documents import Document, Line
from kiosk.stock.standing import takes_serials
from kiosk.store import document_lines
from kiosk.store.sql import Db

Columns = dict[str, object]


def share(db: Db, document: Document, touched: Iterable[Line], coming: Mapping[int, Decimal]) -> dict[int, Columns]:
    """The expectations to change, by line, when as much as `coming` has by their ids comes to the lines `touched`."""
    if not document.listed:
        return {}
    over = [line for line in touched if _takes(document, line, coming[line.id])]
    changed: dict[int, Columns] = {}
    for part in dict.fromkeys(line.part.id for line in over):
        ids = {line.id for line in over if line.part.id == part}
        changed.update(_shared(db, document, document_lines.of_part(db, document.id, part), ids, coming))
    return changed


def _takes(document: Document, line: Line, more: Decimal) -> bool:
    """Whether more is expected of a line now. Where more was typed than its list has, that is a surplus, and stays."""
    here, expected = _here(document, line), line.expected or Decimal(0)
    return here + more > expected and not (line.expected and here > expected)


def _shared(
    db: Db, document: Document, lines: Iterable[Line], over: set[int], coming: Mapping[int, Decimal]
) -> dict[int, Columns]:
    """Lines of one part: those that are over take from those that wait for more, of the same order's line."""
    all_of = {line.id: line for line in lines}
    expected = {id: line.expected or Decimal(0) for id, line in all_of.items()}
    here = {id: _here(document, line) + coming.get(id, Decimal(0)) for id, line in all_of.items()}
    order = {id: document_lines.order_line(db, id) for id in all_of} if len(all_of) > 1 else {}
    for id in over & set(all_of):
        for other in all_of:
            given = min(here[id] - expected[id], expected[other] - here[other])
            if other != id and given > 0 and order[other] == order[id]:
                expected[id] += given
                expected[other] -= given
    return {
        id: {"expected": document_lines.amount(expected[id])}
        for id, line in all_of.items()
        if expected[id] != (line.expected or 0)
    }


def _here(document: Document, line: Line) -> Decimal:
    return Decimal(line.serials) if takes_serials(line, document.way) else line.quantity
