"""The parts of which there is less than their minimum, a window at a time."""

from kiosk.page import Page
from kiosk.stock.lists import LowPart
from kiosk.stock.thing import Kind, Thing
from kiosk.store.labels import part_label
from kiosk.store.sql import Db, execute
from kiosk.store.views import quantity

# The sum of each part comes from the index stock_item_of_part alone. What is out is not on hand.
_LOW = """SELECT s.id, s.number, s.name, s.unit, s.held, s.minimum, COUNT(*) OVER () FROM (
    SELECT p.id, p.number, p.name, p.unit, p.minimum, COALESCE((SELECT SUM(i.quantity) FROM stock_item i
        WHERE i.part_id = p.id AND i.location_id IS NOT NULL AND i.status <> 'void'), 0) AS held
    FROM part p WHERE p.minimum > 0 AND p.archived_at IS NULL AND p.track_stock = 1) s
    WHERE s.held < s.minimum ORDER BY s.held * 1.0 / s.minimum, s.number LIMIT ? OFFSET ?"""


def low_stock(db: Db, offset: int, limit: int) -> Page[LowPart]:
    """Tracked parts in use below their minimum: those with the smallest share of it first."""
    rows = execute(db, _LOW, limit, offset).fetchall()
    if not rows and offset:  # the list has become shorter; how long it is stands in its rows alone
        first = low_stock(db, 0, 1)
        return Page((), first.total, offset)
    return Page(
        tuple(
            LowPart(
                Thing(Kind.PART, id, part_label(number, name)), number, name, unit, quantity(held), quantity(minimum)
            )
            for id, number, name, unit, held, minimum, _ in rows
        ),
        rows[0][-1] if rows else 0,
        offset,
    )
