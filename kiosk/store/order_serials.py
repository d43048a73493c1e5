"""The serials that lists have named for the lines of a purchase order, kept with it from one delivery to the next.

They are rows of `draft_serial` at the order's own lines, `missing` whatever has come of them: what came is in stock,
until it is taken back. One statement each, however many serials there are.
"""

from collections.abc import Iterator, Sequence

from kiosk.stock.quantity import UNIT
from kiosk.store.sql import Db, execute
from kiosk.store.stock_items import SCOPE

_TOGETHER = 500  # serials that one statement looks for

_KEEP = """INSERT INTO draft_serial (document_id, line_id, serial, expected, state)
    SELECT o.document_id, o.id, s.serial, 1, 'missing' FROM draft_serial s
    JOIN document_line l ON l.id = s.line_id AND l.removed = 0 JOIN document_line o ON o.id = l.order_line_id
    JOIN document d ON d.id = o.document_id AND d.state = 'posted'
    WHERE s.document_id = ? AND s.expected = 1 AND s.state <> 'removed' AND NOT EXISTS (
        SELECT 1 FROM draft_serial k WHERE k.document_id = o.document_id AND k.serial = s.serial AND k.line_id = o.id)
    ORDER BY s.id"""
_SCOPE = SCOPE.format(root="p.root")
_EXPECT = f"""INSERT INTO draft_serial (document_id, line_id, serial, scope, expected, state)
    SELECT l.document_id, l.id, k.serial, {_SCOPE}, 1, 'missing' FROM document_line l
    JOIN draft_serial k ON k.line_id = l.order_line_id AND k.state = 'missing' JOIN part p ON p.id = l.part_id
    WHERE l.document_id = ? AND l.removed = 0 AND NOT EXISTS (SELECT 1 FROM stock_item i
        WHERE i.serial = k.serial AND i.serial_scope = {_SCOPE} AND i.serial IS NOT NULL AND i.status <> 'void')
    ORDER BY k.id"""
_NAMED = f"""COALESCE((SELECT COUNT(*) FROM draft_serial s WHERE s.line_id = document_line.id AND s.expected = 1
    AND s.state IN ('missing', 'got')), 0) * {UNIT}"""
_RAISE = f"""UPDATE document_line SET expected = {_NAMED}
    WHERE document_id = ? AND removed = 0 AND expected IS NOT NULL AND expected < {_NAMED}"""
_CAME = """SELECT DISTINCT i.serial FROM stock_item i JOIN movement m ON m.item_id = i.id
    JOIN document_line l ON l.id = m.line_id JOIN document_line o ON o.id = l.order_line_id
    WHERE i.part_id = ? AND i.serial IN ({}) AND i.status <> 'void' AND o.document_id = ?"""


def keep(db: Db, document: int) -> None:
    """Keep with the order what a list named for it, before the serials of a draft that works it off are dropped."""
    execute(db, _KEEP, document)


def expect(db: Db, document: int) -> None:
    """Let a draft whose lines work off an order miss the serials that the order's lists name and stock has not."""
    execute(db, _EXPECT, document)
    at_least_named(db, document)


def at_least_named(db: Db, document: int) -> None:
    """Let each line expect no fewer units than its list names."""
    execute(db, _RAISE, document)


def came(db: Db, order: int, part: int, serials: Sequence[str]) -> Iterator[str]:
    """Of these serials of a part those that have come in for the order, and were not taken back."""
    for first in range(0, len(serials), _TOGETHER):
        some = serials[first : first + _TOGETHER]
        marks = ", ".join("?" * len(some))
        yield from (serial for (serial,) in execute(db, _CAME.format(marks), part, *some, order).fetchall())
